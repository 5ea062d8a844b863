"""What the services need from the outside, as protocols; adapters implement them, tests replace them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from desk.domain.article import Article, CurrentArticle
from desk.domain.comment import Comment, CommentState, Turn
from desk.domain.draft import DraftDocument, Evidence, StoredDraft
from desk.domain.gap import OpenGap, Unanswered
from desk.domain.lesson import ArticleNow, Edited, Learned, Lesson
from desk.domain.memory import Answered, Author, Known, Remembered
from desk.domain.notification import Message, Notice, Target
from desk.domain.page import Connection, Page
from desk.domain.reply import ApprovedReply, Outcome, ReplyState
from desk.domain.saved_reply import SavedReply
from desk.domain.suggestion import AnsweredBy


class AssistantUnavailable(Exception):
    """The assistant gave no usable answer; the comment must not wait for it."""


class DatabaseUnavailable(Exception):
    """The database can't be reached right now; the same request may succeed in a moment."""


class SealBroken(Exception):
    """What was sealed can't be opened with this key."""


class NotTold(Exception):
    """A message did not arrive; the words say why. ``passing``: it may at another time."""

    def __init__(self, why: str, *, passing: bool = False) -> None:
        super().__init__(why)
        self.passing = passing


class Clock(Protocol):
    """Tells the time, always in UTC."""

    def now(self) -> datetime: ...


class Assistant(Protocol):
    """Understands a comment and drafts a reply. Raises AssistantUnavailable when it can't."""

    async def draft(
        self,
        comment: Comment,
        page: Page,
        post: dict[str, Any] | None,
        evidence: Sequence[Evidence],
        label: str | None = None,
        remembered: Sequence[Remembered] = (),
        lately: Sequence[str] = (),
        learned: Learned | None = None,
        hint: str | None = None,
    ) -> DraftDocument:
        """``hint``: what a person wants the draft to rest on or to say; ``label``: the intent that a person gave to the comment, which then counts; ``lately``: the page's newest replies."""
        ...


class EvidenceSearch(Protocol):
    """Finds the passages that may answer a comment, best first."""

    async def find(self, page_id: str, text: str, *, thread: Sequence[str] = (), limit: int = 5) -> list[Evidence]: ...


class Recall(Protocol):
    """Finds what a page answered before to comments like this one, best first."""

    async def find(self, page_id: str, text: str, *, limit: int = 3) -> list[Remembered]: ...
    async def vector_of(self, text: str) -> Any:
        """What a comment is remembered by."""
        ...


class Connector(Protocol):
    """One platform. Never raises for what a platform may do: every ending is an Outcome."""

    platform: str

    async def publish(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome: ...


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
    async def understood(self, comment_id: UUID, document: DraftDocument, weight: int, why: str | None) -> None: ...
    async def label_of(self, comment_id: UUID) -> str | None: ...
    async def relabel(self, comment_id: UUID, intent: str, weight: int, why: str | None) -> None: ...
    async def attach_draft(self, comment_id: UUID, draft_id: UUID | None, kind: str | None) -> None: ...
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

    ``postponed``: the platform certainly did not take it at the last attempt.
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


class Jobs(Protocol):
    """Work for the worker; it exists exactly if the transaction that asked for it commits."""

    async def draft(self, comment: Comment, attempt: int, hint: str | None = None) -> None: ...
    async def publish(self, reply_id: UUID, at: datetime) -> None: ...
    async def remember(self, reply_id: UUID) -> None: ...
    async def notify(self, comment: Comment, reason: str, detail: dict[str, Any] | None = None) -> None:
        """Tell those outside who want to know; ``reason`` is one of desk/domain/notification.py."""
        ...

    async def tell(self, target_id: UUID, at: datetime) -> None:
        """Send a notification target what it has not been told yet."""
        ...


class Unit(Protocol):
    """The stores within one transaction."""

    @property
    def pages(self) -> Pages: ...
    @property
    def comments(self) -> Comments: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def replies(self) -> Replies: ...
    @property
    def memory(self) -> MemoryOfReplies: ...
    @property
    def lessons(self) -> Lessons: ...
    @property
    def events(self) -> Events: ...
    @property
    def jobs(self) -> Jobs: ...


class UnitOfWork(Protocol):
    """Opens a transaction: commits at the end of the block, rolls back on any exception."""

    def __call__(self) -> AbstractAsyncContextManager[Unit]: ...


class People(Protocol):
    """Accounts, sessions, one-time links and failed sign-ins."""

    async def any(self) -> bool: ...
    async def add(self, name: str, email: str, role: str, password_hash: str) -> UUID: ...
    async def by_email(self, email: str) -> dict[str, Any] | None: ...
    async def rehash(self, user_id: UUID, password_hash: str) -> None: ...
    async def start_session(self, user_id: UUID, token_hash: bytes, expires_at: datetime) -> None: ...
    async def by_session(self, token_hash: bytes) -> dict[str, Any] | None: ...
    async def end_session(self, token_hash: bytes) -> None: ...
    async def add_link(
        self, purpose: str, role: str, token_hash: bytes, expires_at: datetime, email: str | None, name: str | None
    ) -> None: ...
    async def link(self, token_hash: bytes, *, lock: bool = False) -> dict[str, Any] | None: ...
    async def use_link(self, token_hash: bytes) -> None: ...
    async def failed_attempts(self, key: str, within: timedelta) -> int: ...
    async def note_failed_attempt(self, key: str) -> None: ...


class PeopleUnit(Protocol):
    """The part of a transaction that accounts need."""

    @property
    def people(self) -> People: ...


class OpenPeople(Protocol):
    """Opens a transaction with the store of accounts."""

    def __call__(self) -> AbstractAsyncContextManager[PeopleUnit]: ...


class Articles(Protocol):
    """Help content with its revisions; ``encoder`` turns texts into vectors."""

    async def current(self, article_id: str, *, lock: bool = False) -> CurrentArticle | None: ...
    async def taken(self, article_ids: Sequence[str]) -> set[str]: ...
    async def last_change(self, article_id: str) -> dict[str, Any]: ...
    async def document(self, article_id: str, revision: int) -> dict[str, Any] | None: ...
    async def put(
        self,
        article: Article,
        encoder: Any,
        actor: str,
        source: str | None = None,
        *,
        change: str = "saved",
        restored: int | None = None,
    ) -> None: ...
    async def remove(self, article_id: str, actor: str) -> None: ...
    async def dismiss_question(self, article_id: str, key: str, question: str, actor: str) -> None: ...


class Asked(Protocol):
    """What consumers asked that an article answered."""

    async def answered_by(self, article_id: str) -> list[AnsweredBy]: ...
    async def dismissed(self, article_id: str) -> set[str]: ...
    async def keys_of(self, article_id: str, encoder: str) -> Any:
        """The vectors that the article is found by, made by this encoder, (n, dimension)."""
        ...


class ArticlesUnit(Protocol):
    """The part of a transaction that editing articles needs."""

    @property
    def articles(self) -> Articles: ...
    @property
    def asked(self) -> Asked: ...
    @property
    def pages(self) -> Pages: ...


class OpenArticles(Protocol):
    """Opens a transaction with the store of articles."""

    def __call__(self) -> AbstractAsyncContextManager[ArticlesUnit]: ...


class Upkeep(Protocol):
    """What the worker looks after by itself."""

    async def defer_lost(self) -> int: ...
    async def clear_up(self) -> int: ...


class UpkeepUnit(Protocol):
    """The part of a transaction that upkeep needs."""

    @property
    def upkeep(self) -> Upkeep: ...


class OpenUpkeep(Protocol):
    """Opens a transaction with the store for upkeep."""

    def __call__(self) -> AbstractAsyncContextManager[UpkeepUnit]: ...


class Sealing(Protocol):
    """Keeps a text so that the database alone doesn't give it away. ``open`` raises SealBroken."""

    def seal(self, text: str) -> bytes: ...
    def open(self, sealed: bytes) -> str: ...


class Sender(Protocol):
    """Sends messages to services outside. ``service_of`` raises Invalid, ``send`` NotTold."""

    def service_of(self, url: str) -> str: ...
    async def send(self, url: str, message: Message) -> None: ...


class Notifications(Protocol):
    """Whom to tell outside, and what they were told."""

    async def targets(self) -> list[Target]: ...
    async def target(self, target_id: UUID, *, lock: bool = False) -> Target | None: ...
    async def targets_of(self, page_id: str, reason: str) -> list[Target]: ...
    async def put(self, target: Target) -> None: ...
    async def remove(self, target_id: UUID) -> bool: ...
    async def add(
        self, target_id: UUID, reason: str, subject: str, comment_id: UUID, detail: dict[str, Any], at: datetime
    ) -> bool:
        """Note that the target is to be told; False when it was about this already."""
        ...

    async def pending(self, target_id: UUID, since: datetime) -> list[Notice]: ...
    async def told(self, target_id: UUID, notices: Sequence[int], at: datetime) -> None: ...
    async def not_told(self, target_id: UUID, why: str, at: datetime) -> None: ...
    async def due_between(self, start: datetime, end: datetime) -> list[UUID]:
        """Comments that wait and whose promised reply is due then."""
        ...

    async def is_failing(self, connection_id: UUID) -> bool:
        """Whether the last few replies on this connection did not arrive."""
        ...


class NotificationsUnit(Protocol):
    """The part of a transaction that notifications need."""

    @property
    def notifications(self) -> Notifications: ...
    @property
    def comments(self) -> Comments: ...
    @property
    def pages(self) -> Pages: ...
    @property
    def jobs(self) -> Jobs: ...


class OpenNotifications(Protocol):
    """Opens a transaction with the store of notifications."""

    def __call__(self) -> AbstractAsyncContextManager[NotificationsUnit]: ...


class Health(Protocol):
    """How connections do."""

    async def failed_on(self, connection_id: UUID) -> list[tuple[UUID, int]]:
        """Comments whose reply failed on this connection, with their versions."""
        ...


class HealthUnit(Protocol):
    """The part of a transaction that looking after connections needs."""

    @property
    def health(self) -> Health: ...
    @property
    def pages(self) -> Pages: ...


class OpenHealth(Protocol):
    """Opens a transaction with what is known of connections."""

    def __call__(self) -> AbstractAsyncContextManager[HealthUnit]: ...


class GapStore(Protocol):
    """Questions that no article answers."""

    async def lock(self) -> None: ...
    async def unanswered(self, limit: int) -> list[Unanswered]: ...
    async def leaders(self) -> Sequence[tuple[UUID, str, str, str, Any]]: ...
    async def add(self, gap_id: UUID, page_id: str, question: str, encoder: str, vector: Any, at: datetime) -> None: ...
    async def encode(self, gap_id: UUID, encoder: str, vector: Any) -> None: ...
    async def join(self, gap_id: UUID, comment_id: UUID, question: str, at: datetime) -> None: ...
    async def drop_empty(self) -> None: ...
    async def to_look_at(self, examples: int) -> list[OpenGap]: ...
    async def looked(self, gap_id: UUID, at: datetime, article: str | None) -> None: ...
    async def dismiss(self, gap_id: UUID, at: datetime | None, name: str | None) -> bool: ...


class GapsUnit(Protocol):
    """The part of a transaction that gaps need."""

    @property
    def gaps(self) -> GapStore: ...


class OpenGaps(Protocol):
    """Opens a transaction with the store of gaps."""

    def __call__(self) -> AbstractAsyncContextManager[GapsUnit]: ...


class SavedReplies(Protocol):
    """Texts that people keep at hand."""

    async def get(self, reply_id: UUID) -> SavedReply | None: ...
    async def put(self, reply: SavedReply) -> None:
        """Raises Conflict when its page has another with this shortcut."""
        ...

    async def remove(self, reply_id: UUID) -> bool: ...


class SavedRepliesUnit(Protocol):
    """The part of a transaction that saved replies need."""

    @property
    def saved_replies(self) -> SavedReplies: ...
    @property
    def pages(self) -> Pages: ...


class OpenSavedReplies(Protocol):
    """Opens a transaction with the store of saved replies."""

    def __call__(self) -> AbstractAsyncContextManager[SavedRepliesUnit]: ...
