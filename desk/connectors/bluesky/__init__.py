"""Bluesky, and servers that speak the AT Protocol."""
