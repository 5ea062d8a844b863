"""What the platforms of Meta's Graph API share: signatures, calls, error codes, limits, backfill."""
