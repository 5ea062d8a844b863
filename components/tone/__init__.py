"""Training of the learned part of the tone check."""
