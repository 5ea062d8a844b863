"""An optional language model that words drafts whose kind and evidence our own code chose."""
