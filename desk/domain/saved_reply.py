"""Texts that people keep at hand, with variables that are filled when they are used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from desk.domain.errors import Invalid
from desk.domain.text import MAX_NAME, MAX_REPLY, cleaned

VARIABLES: Final = ("author", "page", "agent", "link")
"""Who wrote the comment, the page's name, who replies, and an address that is typed each time."""
SHORTCUT: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")
_VARIABLE: Final = re.compile(r"\{\{[^{}\n]{0,80}\}\}")


@dataclass(frozen=True)
class SavedReply:
    """``page_id`` None: all pages share it."""

    id: UUID
    page_id: str | None
    title: str
    text: str
    shortcut: str
    updated_at: datetime
    updated_by: str


def unfilled(text: str) -> list[str]:
    """The variables that still stand in a text, each once, as they are written."""
    return list(dict.fromkeys(_VARIABLE.findall(text)))


def saved_reply(
    reply_id: UUID, page_id: str | None, title: str, text: str, shortcut: str, at: datetime, by: str
) -> SavedReply:
    """A saved reply whose variables can be filled; raises Invalid."""
    title, text = cleaned(title, "The title", MAX_NAME), cleaned(text, "The text", MAX_REPLY)
    shortcut = shortcut.strip().lower()
    if not SHORTCUT.fullmatch(shortcut):
        raise Invalid(
            "The shortcut must have small letters, digits and hyphens only, at most 30, and begin with a letter or digit."
        )
    unknown = [one for one in unfilled(text) if one[2:-2].strip() not in VARIABLES]
    if unknown:
        known = ", ".join(f"{{{{{name}}}}}" for name in VARIABLES)
        raise Invalid(f"There is no variable {unknown[0]}; there are {known}.")
    return SavedReply(reply_id, page_id, title, text, shortcut, at, by)
