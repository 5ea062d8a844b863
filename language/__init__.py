"""Pure functions over text that both environments import: encoding, tone, privacy, channel limits."""
