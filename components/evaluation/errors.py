"""What can be wrong with the file or the request; each message is one line that a manager can act on."""

from __future__ import annotations


class EvaluationError(Exception):
    """The evaluation can't be done as asked."""
