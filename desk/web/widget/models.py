"""The JSON that the widget and the desk exchange; see docs/guides/chat-widget.md."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct, field

Short = Annotated[str, Meta(max_length=1_000)]


class PageName(Struct):
    id: str
    name: str


class ReplyTimeToldBy(Struct):
    median_minutes: int | None
    promise_minutes: int | None
    open_now: bool
    opens_at: datetime | None


class BeforeChat(Struct):
    name: Literal["no", "ask", "need"]
    email: Literal["no", "ask", "need"]


class FileRules(Struct):
    types: list[str]
    max_bytes: int


class ChallengeGiven(Struct):
    salt: str
    difficulty: int
    expires_at: datetime


class PageAnswer(Struct):
    page: PageName
    reply_time: ReplyTimeToldBy
    before_chat: BeforeChat
    files: FileRules
    challenge: ChallengeGiven | None
    identify: bool


class Proof(Struct):
    salt: Short
    nonce: Short


class IdentityGiven(Struct):
    id: Short
    hmac: Short
    name: Short | None = None
    email: Short | None = None


class VisitorBody(Struct):
    token: Short | None = None
    proof: Proof | None = None
    name: Short | None = None
    email: Short | None = None
    identify: IdentityGiven | None = None


class VisitorAnswer(Struct):
    token: str
    expires_at: datetime
    renew_after: datetime
    visitor: UUID
    conversation: UUID


class FileAnswer(Struct):
    id: UUID
    name: str
    type: str
    size: int
    url: str


class MessageAnswer(Struct):
    """One message. ``cursor`` grows by one with each."""

    id: UUID
    client_id: str | None
    sender: Literal["visitor", "page"] = field(name="from")
    text: str
    files: list[FileAnswer]
    at: datetime
    rating: bool | None
    author: str | None
    cursor: str


class ConversationAnswer(Struct):
    messages: list[MessageAnswer]
    cursor: str
    read_up_to: str | None
    typing: bool


class MessageBody(Struct):
    client_id: Short
    text: Annotated[str, Meta(max_length=10_000)] = ""
    files: Annotated[list[UUID], Meta(max_length=20)] = []
    context: dict[str, Any] = {}


class MessageStored(Struct):
    id: UUID
    at: datetime
    cursor: str
    files: list[FileAnswer]


class FileStored(Struct):
    id: UUID
    name: str
    type: str
    size: int


class SeenBody(Struct):
    up_to: int | Short


class RatingBody(Struct):
    message: UUID
    helped: bool


class EmailBody(Struct):
    email: Short
