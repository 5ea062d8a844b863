"""What can be wrong with example questions."""

from __future__ import annotations


class ExamplesUnusable(ValueError):
    """There is nothing to learn from these examples; the message is one line that says why."""
