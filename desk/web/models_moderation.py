"""The JSON of what can be done to a comment on its platform."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

What = Literal["hide", "unhide", "approve", "hold", "spam", "trash"]


class CommentPlatform(Struct):
    """What the platform of a comment can do. ``link_note``: what to know before a reply with a link is sent."""

    name: str
    private: bool
    moderation: list[What]
    link_note: str


class Moderate(Struct, forbid_unknown_fields=True):
    what: What
