"""How an OpenAI-compatible endpoint is spoken to, how much, and what it is not told; who speaks brings the transport."""
