"""The custom action: understanding and evidence in, a draft out. No I/O but to an optional language model."""
