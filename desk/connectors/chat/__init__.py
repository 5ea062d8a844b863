"""Chat on a page's own site."""
