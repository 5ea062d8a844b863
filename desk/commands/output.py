"""What commands print: JSON lines on standard output, everything for people on standard error."""

from __future__ import annotations

import json
import sys
from typing import Any, Final

OK: Final = 0
FAILED: Final = 1
SOME_ROWS_BAD: Final = 3


def emit(value: dict[str, Any]) -> None:
    """One JSON line on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def say(text: str) -> None:
    """A line for a person, on standard error."""
    sys.stderr.write(text + "\n")


def bad_row(number: int, reason: str) -> None:
    """Report a line that was left out."""
    say(f"line {number}: {reason}; left out")
