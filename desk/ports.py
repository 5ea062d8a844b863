"""What the services need from the outside, as protocols; adapters implement them, tests replace them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from desk.domain.comment import Comment, CommentState, Turn
from desk.domain.draft import DraftDocument, Evidence, StoredDraft
from desk.domain.page import Connection, Page
from desk.domain.reply import ApprovedReply, Outcome, ReplyState


class AssistantUnavailable(Exception):
    """The assistant gave no usable answer; the comment must not wait for it."""


class DatabaseUnavailable(Exception):
    """The database can't be reached right now; the same request may succeed in a moment."""


class Clock(Protocol):
    """Tells the time, always in UTC."""

    def now(self) -> datetime: ...


class Assistant(Protocol):
    """Understands a comment and drafts a reply. Raises AssistantUnavailable when it can't."""

    async def draft(
        self, comment: Comment, page: Page, post: dict[str, Any] | None, evidence: Sequence[Evidence]
    ) -> DraftDocument: ...


class EvidenceSearch(Protocol):
    """Finds the passages that may answer a comment, best first."""

    async def find(self, page_id: str, text: str, *, limit: int = 5) -> list[Evidence]: ...


class Connector(Protocol):
    """One platform. Never raises for what a platform may do: every ending is an Outcome."""

    platform: str

    async def publish(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome: ...


class Pages(Protocol):
    async def get(self, page_id: str) -> Page | None: ...
    async def connection(self, connection_id: UUID) -> Connection: ...
    async def api_connection(self, page_id: str) -> Connection: ...


class Comments(Protocol):
    async def thread_id(self, page_id: str, external_id: str, post: dict[str, Any] | None) -> UUID: ...
    async def post_of(self, thread_id: UUID) -> dict[str, Any] | None: ...
    async def add(self, comment: Comment, **extra: Any) -> bool:
        """Store it once; False when this connection already has one with that external id."""
        ...

    async def get(self, comment_id: UUID, *, lock: bool = False) -> Comment | None: ...
    async def by_external_id(self, connection_id: UUID, external_id: str, *, lock: bool = False) -> Comment | None: ...
    async def move(self, comment_id: UUID, state: CommentState, *, bump: bool) -> None: ...
    async def edit(self, comment_id: UUID, text: str, at: datetime) -> None: ...
    async def mark_deleted(self, comment_id: UUID, at: datetime) -> None: ...
    async def understood(self, comment_id: UUID, document: DraftDocument, weight: int, why: str | None) -> None: ...
    async def relabel(self, comment_id: UUID, intent: str, weight: int, why: str | None) -> None: ...
    async def attach_draft(self, comment_id: UUID, draft_id: UUID | None, kind: str | None) -> None: ...
    async def earlier_turns(self, comment: Comment) -> list[Turn]: ...


class Drafts(Protocol):
    async def add(self, draft: StoredDraft, at: datetime, timings: dict[str, float]) -> bool:
        """Store it once for (comment, text version, attempt); False when it was there."""
        ...

    async def last_attempt(self, comment_id: UUID, text_version: int) -> int: ...


class StoredReply(Protocol):
    approved: ApprovedReply
    state: ReplyState
    attempts: int
    attempting_since: datetime | None


class Replies(Protocol):
    async def add(self, reply: ApprovedReply) -> None: ...
    async def get(self, reply_id: UUID, *, lock: bool = False) -> StoredReply | None: ...
    async def live(self, comment_id: UUID, *, lock: bool = False) -> StoredReply | None: ...
    async def latest(self, comment_id: UUID) -> StoredReply | None: ...
    async def attempt(self, reply_id: UUID, at: datetime) -> None: ...
    async def settle(
        self,
        reply_id: UUID,
        state: ReplyState,
        *,
        error: str | None = None,
        external_id: str | None = None,
        sent_at: datetime | None = None,
    ) -> None: ...


class Events(Protocol):
    async def append(
        self,
        comment: Comment,
        kind: str,
        actor: str,
        before: CommentState | None,
        after: CommentState | None,
        data: dict[str, Any] | None = None,
    ) -> None: ...


class Jobs(Protocol):
    """Work for the worker; it exists exactly if the transaction that asked for it commits."""

    async def draft(self, comment: Comment, attempt: int) -> None: ...
    async def publish(self, reply_id: UUID, at: datetime) -> None: ...


class Unit(Protocol):
    """The stores within one transaction."""

    pages: Pages
    comments: Comments
    drafts: Drafts
    replies: Replies
    events: Events
    jobs: Jobs


class UnitOfWork(Protocol):
    """Opens a transaction: commits at the end of the block, rolls back on any exception."""

    def __call__(self) -> AbstractAsyncContextManager[Unit]: ...
