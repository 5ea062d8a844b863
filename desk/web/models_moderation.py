"""The JSON of what can be done to a comment on its platform."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

What = Literal["hide", "unhide", "approve", "hold", "spam", "trash"]


class CommentPlatform(Struct):
    """What the platform of a comment can do. ``link_note``: what to know before a reply with a link is sent.

    ``price``: what the platform bills for a reply, None where nothing.
    """

    name: str
    private: bool
    moderation: list[What]
    link_note: str
    price: str | None
    price_with_link: str | None


class Moderate(Struct, forbid_unknown_fields=True):
    what: What
