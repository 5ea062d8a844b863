"""An e-mail that the desk writes by itself: a reply that a person approved, to somebody who has left the chat."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Letter:
    """``id``: the same each time this letter is sent."""

    id: UUID
    to: str
    subject: str
    text: str


@dataclass(frozen=True)
class Due:
    """A reply that is to be sent to its reader's address as well."""

    id: UUID
    page_id: str
    email: str
    text: str
