"""JSON that a page's own system sends and reads."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from desk.domain.page import PAGE_ID
from desk.web.models_kinds import Post, Short, State, Text


class NewPage(Struct, forbid_unknown_fields=True):
    id: Annotated[str, Meta(pattern=PAGE_ID)]
    name: Short
    sign_with: Short | None = None


class NewToken(Struct, forbid_unknown_fields=True):
    name: Short
    page: Short


class Token(Struct):
    name: str
    page: str
    token: str


class Author(Struct):
    id: Short | None = None
    name: Short | None = None


class EarlierTurn(Struct):
    text: Text
    author: Short | None = None
    from_page: bool = False


class NewComment(Struct, forbid_unknown_fields=True):
    """A comment as a page's own system posts it; ``id`` is unique there."""

    page: Short
    id: Short
    text: Annotated[str, Meta(max_length=2_000_000)]
    author: Author | None = None
    channel: Literal[
        "api", "blog", "bluesky", "chat", "email", "facebook", "instagram", "linkedin", "mastodon", "x"
    ] = "api"
    thread: Short | None = None
    parent: Short | None = None
    post: Post | None = None
    url: Annotated[str, Meta(max_length=2000)] | None = None
    at: datetime | None = None
    turns: Annotated[list[EarlierTurn], Meta(max_length=50)] = []
    reach: Annotated[int, Meta(ge=0, le=2_000_000_000)] | None = None
    """How many may have seen it, where the platform tells."""


class EditComment(Struct, forbid_unknown_fields=True):
    text: Annotated[str, Meta(max_length=2_000_000)]
    at: datetime | None = None


class CommentReceipt(Struct):
    id: UUID
    external_id: str
    page: str
    state: State
    received_at: datetime


class OutgoingReply(Struct):
    id: UUID
    text: str
    approved_at: datetime
    comment: str
    """The external id of the comment it answers."""


class OutgoingReplies(Struct):
    items: list[OutgoingReply]


class Confirm(Struct, forbid_unknown_fields=True):
    external_id: Short | None = None


class ReplyFailed(Struct, forbid_unknown_fields=True):
    reason: Text
