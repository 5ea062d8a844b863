"""The JSON of what can be done to a comment on its platform."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import Struct

from desk.web.models_said import SENDING, Speaking

What = Literal["hide", "unhide", "approve", "hold", "spam", "trash"]


class CommentPlatform(Speaking):
    """What the platform of a comment can do. ``link_note``: what to know before a reply with a link is sent.

    ``price``: what the platform bills for a reply, None where nothing.
    """

    SAYS: ClassVar = {"link_note": SENDING, "price": SENDING, "price_with_link": SENDING}

    name: str
    private: bool
    moderation: list[What]
    link_note: str
    price: str | None
    price_with_link: str | None


class Moderate(Struct, forbid_unknown_fields=True):
    what: What
