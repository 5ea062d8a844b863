"""What the services need from the outside, as protocols; adapters implement them, tests replace them."""
