"""What a file says of one label becomes a label that the desk knows, or the reason why it doesn't."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any, Final
from uuid import UUID

from desk.domain.errors import DeskError
from desk.domain.label import INTENTS
from desk.domain.lesson_file import CONTRADICTION, UNKNOWN_COMMENT, UNKNOWN_LABEL, UNREADABLE, LabelIn, LeftOut
from desk.domain.text import MAX_COMMENT, cleaned

EARLIEST: Final = 1990
SHOWN: Final = 40
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Names = Mapping[str, str]
"""Other names for labels, in lower case."""


def checked(
    line: int, names: Names, *, text: Any, label: Any, comment: Any = None, language: Any = None, at: Any = None
) -> LabelIn | LeftOut:
    """One label, from values of any type."""
    if not isinstance(text, str | None):
        return LeftOut(line, UNREADABLE, "its text is not a text")
    if not isinstance(label, str) or not label.strip():
        return LeftOut(line, UNREADABLE, "has no label")
    try:
        words = cleaned(text or "", "the text", MAX_COMMENT, required=False)
    except DeskError as error:
        return LeftOut(line, UNREADABLE, str(error).rstrip("."))
    name = label.strip().casefold()
    intent = names.get(name, name)
    if intent not in INTENTS:
        return LeftOut(line, UNKNOWN_LABEL, f"the label {_short(label)} is none of {', '.join(INTENTS)}")
    try:
        known = _id_of(comment)
    except ValueError:
        return LeftOut(line, UNKNOWN_COMMENT, f"{_short(comment)} is no id of a comment")
    if known is None and not words:
        return LeftOut(line, UNREADABLE, "has no text")
    try:
        when = time_of(at)
    except ValueError:
        return LeftOut(line, UNREADABLE, f"the date {_short(at)} can't be read; write it as 2026-03-31")
    return LabelIn(line, words, intent, known, language_of(language), when)


def one_label(line: int, labels: list[str]) -> str | LeftOut:
    """The label that everybody gave who labelled it."""
    found = sorted({label.strip() for label in labels if label.strip()})
    if not found:
        return LeftOut(line, UNREADABLE, "has no label")
    if len(found) > 1:
        return LeftOut(line, CONTRADICTION, f"carries more than one label: {', '.join(map(_short, found[:4]))}")
    return found[0]


def time_of(value: Any) -> datetime | None:
    """ISO 8601; without a zone it is UTC; None for nothing. Raises ValueError for what is none."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError
    at = datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
    at = at if at.tzinfo else at.replace(tzinfo=timezone.utc)
    if not EARLIEST <= at.year < 9999:
        raise ValueError
    return at


def language_of(value: Any) -> str | None:
    """A language's code; None for anything else."""
    return value if isinstance(value, str) and len(value) <= 16 and _LANGUAGE.fullmatch(value) else None


def _id_of(value: Any) -> UUID | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError
    return UUID(value.strip())


def _short(value: Any) -> str:
    return repr(cleaned(str(value)[:SHOWN], "it", SHOWN, required=False))
