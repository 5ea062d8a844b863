"""An Instagram professional account."""
