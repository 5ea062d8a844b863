"""Pages, comments and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from desk.domain.comment import Comment, CommentState, Turn
from desk.domain.draft import DraftDocument, StoredDraft
from desk.domain.lesson import ArticleNow, Edited, Lesson
from desk.domain.memory import Answered, Author, Known
from desk.domain.page import Connection, Page
from desk.domain.reply import ApprovedReply, ReplyState
from desk.domain.urgency import Place


class Pages(Protocol):
    """Pages and their connections."""

    async def get(self, page_id: str, *, lock: bool = False) -> Page | None: ...
    async def change(self, page: Page) -> None: ...
    async def connection(self, connection_id: UUID) -> Connection: ...
    async def api_connection(self, page_id: str) -> Connection: ...


class Comments(Protocol):
    """Comments and the threads they belong to."""

    async def thread_id(self, page_id: str, external_id: str, post: dict[str, Any] | None) -> UUID: ...
    async def post_of(self, thread_id: UUID) -> dict[str, Any] | None: ...
    async def add(
        self,
        comment: Comment,
        place: Place,
        *,
        author_id: str | None = None,
        parent_id: str | None = None,
        written_at: datetime | None = None,
        request_id: str | None = None,
    ) -> bool:
        """Store it once; False when this connection already has one with that external id."""
        ...

    async def get(self, comment_id: UUID, *, lock: bool = False) -> Comment | None: ...
    async def by_external_id(self, connection_id: UUID, external_id: str, *, lock: bool = False) -> Comment | None: ...
    async def move(self, comment_id: UUID, state: CommentState, *, bump: bool) -> None: ...
    async def edit(self, comment_id: UUID, text: str, at: datetime) -> None: ...
    async def mark_deleted(self, comment_id: UUID, at: datetime) -> None: ...
    async def understood(self, comment_id: UUID, document: DraftDocument, place: Place) -> None: ...
    async def label_of(self, comment_id: UUID) -> str | None: ...
    async def relabel(self, comment_id: UUID, intent: str, place: Place) -> dict[str, Any]:
        """Take over a person's label; answers what ``label_back`` needs to take it back."""
        ...

    async def label_back(self, comment_id: UUID, before: Mapping[str, Any]) -> None: ...
    async def promise_anew(self, comment_id: UUID, due_at: datetime) -> None: ...
    async def attach_draft(
        self, comment_id: UUID, draft_id: UUID | None, kind: str | None, *, safe: bool = False
    ) -> None: ...
    async def assign(self, comment_id: UUID, assignee_id: UUID | None) -> tuple[UUID | None, str | None]:
        """Who looks after it; answers who did before and the new one's name; Invalid when there is no such person."""
        ...

    async def snooze(self, comment_id: UUID, until: datetime | None, by: UUID | None = None) -> datetime | None:
        """Keep it out of the queue until then, or with None no more; answers until when it was kept out before."""
        ...

    async def earlier_turns(self, comment: Comment) -> list[Turn]: ...


class Drafts(Protocol):
    """Drafts as they were made."""

    async def add(self, draft: StoredDraft, at: datetime, timings: dict[str, float]) -> bool:
        """Store it once for (comment, text version, attempt); False when it was there."""
        ...

    async def last_attempt(self, comment_id: UUID, text_version: int) -> int: ...
    async def made_for(self, draft_id: UUID, comment_id: UUID) -> StoredDraft | None:
        """The draft, if it was made for this comment."""
        ...


class StoredReply(Protocol):
    """An approved reply and how far its sending is; ``attempting_since`` is set while a delivery is under way.

    ``postponed``: the platform certainly did not take it at the last attempt. ``handed_over``: it lies ready for whoever posts it.
    """

    @property
    def approved(self) -> ApprovedReply: ...
    @property
    def state(self) -> ReplyState: ...
    @property
    def attempts(self) -> int: ...
    @property
    def attempting_since(self) -> datetime | None: ...
    @property
    def postponed(self) -> bool: ...
    @property
    def handed_over(self) -> bool: ...


class Replies(Protocol):
    """The outbox: what people approved, and what became of it."""

    async def add(self, reply: ApprovedReply) -> None: ...
    async def get(self, reply_id: UUID, *, lock: bool = False) -> StoredReply | None: ...
    async def live(self, comment_id: UUID, *, lock: bool = False) -> StoredReply | None: ...
    async def latest(self, comment_id: UUID) -> StoredReply | None: ...
    async def lately(self, page_id: str, limit: int) -> list[str]:
        """The page's newest replies, those that people approved and those that wait for approval, newest first."""
        ...

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


class MemoryOfReplies(Protocol):
    """Sent replies with the comments they answered, without personal data."""

    async def source_of(self, reply_id: UUID) -> Answered | None:
        """The pair to remember; None for a reply that wasn't sent, or whose comment is deleted or was edited."""
        ...

    async def add(self, answered: Answered, vector: Any) -> bool: ...
    async def forget(self, comment_id: UUID) -> None: ...
    async def known_of(self, page_id: str, author: Author) -> Known: ...
    async def ids_of(self, page_id: str, name: str) -> list[str]: ...
    async def forget_author(self, page_id: str, author: Author) -> None:
        """Forget what was answered to them; it is not remembered again either."""
        ...


class Lessons(Protocol):
    """What people changed in drafts before they were sent, by the article that each draft rested on."""

    async def source_of(self, reply_id: UUID) -> Edited | None:
        """A sent reply beside its draft; None where it had none that rests on an article."""
        ...

    async def add(self, edited: Edited, added: Sequence[str], cut: Sequence[str], kept: Sequence[str]) -> None: ...
    async def recent(self, page_id: str, article: str, limit: int) -> tuple[list[Lesson], ArticleNow | None]:
        """Of the last replies that rest on the article, newest first, and the article; None where there are none."""
        ...


class Events(Protocol):
    """The append-only log."""

    async def append(
        self,
        comment: Comment,
        kind: str,
        actor: str,
        before: CommentState | None,
        after: CommentState | None,
        data: dict[str, Any] | None = None,
    ) -> None: ...
    async def last(self, comment_id: UUID, kinds: Sequence[str]) -> dict[str, Any] | None: ...


class Jobs(Protocol):
    """Work for the worker; it exists exactly if the transaction that asked for it commits."""

    async def draft(self, comment: Comment, attempt: int, hint: str | None = None) -> None: ...
    async def publish(self, reply_id: UUID, at: datetime, turn: datetime | None = None) -> None:
        """Send the reply at the given time; ``turn``: its turn on the connection, where it has taken one."""
        ...

    async def publish_sooner(self, reply_ids: Sequence[UUID], at: datetime) -> None:
        """Send these replies at the given time, not later as they were put off to."""
        ...

    async def look_up(self, reply_id: UUID, attempt: int, at: datetime) -> None:
        """Look on the platform whether a reply arrived whose sending broke off."""
        ...

    async def remember(self, reply_id: UUID) -> None: ...
    async def notify(self, comment: Comment, reason: str, detail: dict[str, Any] | None = None) -> None:
        """Tell those outside who want to know; ``reason`` is one of desk/domain/notification.py."""
        ...

    async def notify_connection(self, connection_id: UUID, kind: str, reason: str) -> None:
        """Tell those outside who want to know that a connection is in trouble; once a day for each kind."""
        ...

    async def tell(self, target_id: UUID, at: datetime) -> None:
        """Send a notification target what it has not been told yet."""
        ...
