"""What a platform tells: a comment was written, edited, removed, answered; in the desk's words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from desk.domain.comment import Turn

WORDLESS: Final = {
    "picture": "[a picture, no words]",
    "video": "[a video, no words]",
    "sticker": "[a sticker, no words]",
    "voice": "[a voice message, no words]",
    "file": "[a file, no words]",
}
"""The text of a comment that has none, by what it has instead."""


@dataclass(frozen=True)
class Incoming:
    """A comment as a connection delivers it.

    ``cannot_reply``: why the platform takes no reply to it, in words for the person who would approve one.
    """

    external_id: str
    text: str
    channel: str = "api"
    author: str | None = None
    author_id: str | None = None
    thread: str | None = None
    parent: str | None = None
    post: dict[str, Any] | None = None
    url: str | None = None
    written_at: datetime | None = None
    turns: tuple[Turn, ...] = field(default=())
    reach: int = 0
    cannot_reply: str | None = None
    edited_at: datetime | None = None


@dataclass(frozen=True)
class Added:
    """Somebody wrote a comment. ``account``: the platform's id of the page it is for, None for the connection's own."""

    comment: Incoming
    account: str | None = None


@dataclass(frozen=True)
class Edited:
    """The author changed a comment. It holds the whole comment, for a desk that the first version never reached."""

    comment: Incoming
    at: datetime | None = None
    account: str | None = None


@dataclass(frozen=True)
class Removed:
    """A comment is no longer there."""

    external_id: str
    account: str | None = None


@dataclass(frozen=True)
class Answered:
    """The page itself wrote under a comment: the desk's own reply coming back, or a colleague's on the platform.

    ``to``: the id of the comment that it hangs under.
    """

    to: str
    external_id: str
    text: str
    author: str | None = None
    at: datetime | None = None
    account: str | None = None


@dataclass(frozen=True)
class Skipped:
    """Something that is no comment, or none of ours; ``why`` goes to the log. ``ask``: asking the platform tells more."""

    why: str
    account: str | None = None
    ask: bool = False


Happening = Added | Edited | Removed | Answered | Skipped


class Malformed(Exception):
    """A body that can't be read; it is kept, so that a mended parser can read it later."""
