"""A Facebook Page."""
