"""What the services need from the outside, as protocols; adapters implement them, tests replace them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from desk.domain.article import Article, CurrentArticle
from desk.domain.comment import Comment, CommentState, Turn
from desk.domain.draft import DraftDocument, Evidence, StoredDraft
from desk.domain.lesson import ArticleNow, Edited, Learned, Lesson
from desk.domain.memory import Answered, Author, Known, Remembered
from desk.domain.page import Connection, Page
from desk.domain.reply import ApprovedReply, Outcome, ReplyState
from desk.domain.retention import Retention
from desk.domain.roles import EVERY_PAGE, PageScope
from desk.domain.second_approval import FirstApproval
from desk.domain.sign_on import Identity
from desk.domain.suggestion import AnsweredBy
from desk.domain.team import Invitation, Member


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
        self,
        comment: Comment,
        page: Page,
        post: dict[str, Any] | None,
        evidence: Sequence[Evidence],
        label: str | None = None,
        remembered: Sequence[Remembered] = (),
        lately: Sequence[str] = (),
        learned: Learned | None = None,
    ) -> DraftDocument:
        """``label``: the intent that a person gave to the comment, which then counts; ``lately``: the page's newest replies."""
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

    async def draft(self, comment: Comment, attempt: int) -> None: ...
    async def publish(self, reply_id: UUID, at: datetime) -> None: ...
    async def remember(self, reply_id: UUID) -> None: ...


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
    @property
    def first_approvals(self) -> FirstApprovals: ...
    @property
    def proposals(self) -> Proposals: ...
    @property
    def audit(self) -> Audit: ...


class UnitOfWork(Protocol):
    """Opens a transaction: commits at the end of the block, rolls back on any exception."""

    def __call__(self) -> AbstractAsyncContextManager[Unit]: ...


class People(Protocol):
    """Accounts and one-time links."""

    async def any(self) -> bool: ...
    async def add(
        self, name: str, email: str, role: str, password_hash: str, page_roles: Mapping[str, str] | None = None
    ) -> UUID: ...
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

    async def answered_by(self, article_id: str, scope: PageScope = EVERY_PAGE) -> list[AnsweredBy]: ...
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


class FirstApprovals(Protocol):
    """What one person approved where a page demands two; at most one a comment."""

    async def get(self, comment_id: UUID) -> FirstApproval | None: ...
    async def put(self, first: FirstApproval) -> None: ...
    async def remove(self, comment_id: UUID) -> bool: ...
    async def judged(self, comment_id: UUID) -> tuple[str | None, int]:
        """The comment's intent, None where nobody has read it yet, and its severity."""
        ...


class Proposals(Protocol):
    """What people who may not approve would reply, each their newest wording."""

    async def put(self, comment_id: UUID, by_id: UUID, text_version: int, text: str, at: datetime) -> bool: ...
    async def remove(self, comment_id: UUID, by_id: UUID) -> bool: ...


class Audit(Protocol):
    """The append-only log of changes to pages, people, tokens and settings."""

    async def append(
        self, actor: str, action: str, subject: str, page_id: str | None, data: Mapping[str, Any]
    ) -> None: ...


class Team(Protocol):
    """Accounts and invitations as an administrator manages them."""

    async def member(self, user_id: UUID, *, lock: bool = False) -> Member | None: ...
    async def active_admins(self) -> int:
        """How many accounts could put right what an administrator gets wrong; locks them all."""
        ...

    async def change_role(self, user_id: UUID, role: str) -> None: ...
    async def change_page_role(self, user_id: UUID, page_id: str, role: str | None) -> None: ...
    async def switch(self, user_id: UUID, *, on: bool) -> None:
        """An account that is off can't sign in, and is signed out at once."""
        ...

    async def has_account(self, email: str) -> bool: ...
    async def unknown_pages(self, page_ids: Sequence[str]) -> list[str]: ...
    async def invite(self, invitation: Invitation, token_hash: bytes, invited_by: str) -> None: ...
    async def invitation(self, invitation_id: UUID, *, lock: bool = False) -> Invitation | None:
        """One that nobody has followed yet; it may have expired."""
        ...

    async def renew(self, invitation_id: UUID, token_hash: bytes, expires_at: datetime) -> None: ...
    async def withdraw(self, invitation_id: UUID) -> None: ...


class TeamUnit(Protocol):
    """The part of a transaction that managing people needs."""

    @property
    def team(self) -> Team: ...
    @property
    def audit(self) -> Audit: ...


class OpenTeam(Protocol):
    """Opens a transaction with the store of people."""

    def __call__(self) -> AbstractAsyncContextManager[TeamUnit]: ...


class DeskSettings(Protocol):
    """What is set for the whole desk."""

    async def get(self, key: str) -> Any: ...
    async def put(self, key: str, value: Any) -> None: ...


class Factors(Protocol):
    """Second factors and recovery codes."""

    async def of(self, user_id: UUID, *, lock: bool = False) -> dict[str, Any] | None: ...
    async def begin(self, user_id: UUID, salt: bytes) -> None: ...
    async def confirm(self, user_id: UUID, at: datetime) -> None: ...
    async def took(self, user_id: UUID, step: int) -> None: ...
    async def remove(self, user_id: UUID) -> bool: ...
    async def set_recovery_codes(self, user_id: UUID, hashes: Sequence[bytes]) -> None: ...
    async def use_recovery_code(self, user_id: UUID, code_hash: bytes) -> bool: ...
    async def recovery_codes_left(self, user_id: UUID) -> int: ...


class Sessions(Protocol):
    """Signed-in browsers, attempts to sign in, and who somebody is at the company's sign-in."""

    async def start(
        self,
        user_id: UUID,
        token_hash: bytes,
        expires_at: datetime,
        *,
        address: str,
        network: str,
        device: str,
        via: str,
    ) -> None: ...
    async def all_of(self, user_id: UUID) -> list[dict[str, Any]]: ...
    async def end(self, user_id: UUID, session_id: UUID) -> bool: ...
    async def end_others(self, user_id: UUID, kept: UUID | None) -> int: ...
    async def recognise(self, user_id: UUID, session_id: UUID) -> bool: ...
    async def password_of(self, user_id: UUID) -> str | None: ...
    async def attempt(self, key: str, within: timedelta, limit: int) -> int | None: ...
    async def take_back(self, attempts: list[int]) -> None: ...
    async def identity(self, issuer: str, subject: str) -> UUID | None: ...
    async def link(self, issuer: str, subject: str, user_id: UUID) -> bool: ...
    async def user(self, user_id: UUID) -> dict[str, Any] | None: ...
    async def user_by_email(self, email: str) -> dict[str, Any] | None: ...
    async def add_user(self, user_id: UUID, name: str, email: str, role: str) -> None: ...
    async def set_role(self, user_id: UUID, role: str) -> None: ...


class SignInUnit(Protocol):
    """The part of a transaction that signing in needs."""

    @property
    def people(self) -> People: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def factors(self) -> Factors: ...
    @property
    def audit(self) -> Audit: ...


class OpenSignIn(Protocol):
    """Opens a transaction with the stores that signing in needs."""

    def __call__(self) -> AbstractAsyncContextManager[SignInUnit]: ...


class IdentityProvider(Protocol):
    """The company's own sign-in. Raises SignOnFailed for whatever is in the way."""

    async def address(self, state: str, nonce: str, verifier: str) -> str: ...
    async def identity(self, code: str, nonce: str, verifier: str) -> Identity: ...


class WebhookTrial(Protocol):
    """Signs and delivers tests to a page's webhook."""

    def secret(self, connection: Connection) -> str: ...
    async def deliver(self, connection: Connection) -> tuple[bool, str]: ...


class ConfiguredPages(Protocol):
    """Pages with connections that can be changed."""

    async def get(self, page_id: str, *, lock: bool = False) -> Page | None: ...
    async def api_connection(self, page_id: str) -> Connection: ...
    async def configure(self, connection_id: UUID, config: dict[str, Any]) -> None: ...


class Connections(Protocol):
    """Tokens, and how connections are."""

    async def add_token(self, page_id: str, name: str, token_hash: bytes) -> UUID: ...
    async def revoke_token(self, page_id: str, token_id: UUID) -> str | None: ...
    async def note_test(self, connection_id: UUID, result: dict[str, Any]) -> None: ...


class ConnectionsUnit(Protocol):
    """The part of a transaction that connections need."""

    @property
    def pages(self) -> ConfiguredPages: ...
    @property
    def connections(self) -> Connections: ...
    @property
    def audit(self) -> Audit: ...


class OpenConnections(Protocol):
    """Opens a transaction with the stores that connections need."""

    def __call__(self) -> AbstractAsyncContextManager[ConnectionsUnit]: ...


class Retained(Protocol):
    """Texts whose time has passed."""

    async def alone(self) -> bool: ...
    async def pages(self) -> list[dict[str, Any]]: ...
    async def due(self, page_id: str, kept: Retention, now: datetime) -> dict[str, int]: ...
    async def clear(self, page_id: str, kept: Retention, now: datetime, limit: int) -> dict[str, int]: ...


class ChangeablePages(Protocol):
    """Pages whose settings can be changed."""

    async def get(self, page_id: str, *, lock: bool = False) -> Page | None: ...
    async def change(self, page: Page) -> None: ...


class RetentionUnit(Protocol):
    """The part of a transaction that clearing texts needs."""

    @property
    def retention(self) -> Retained: ...
    @property
    def pages(self) -> ChangeablePages: ...
    @property
    def desk_settings(self) -> DeskSettings: ...
    @property
    def audit(self) -> Audit: ...


class OpenRetention(Protocol):
    """Opens a transaction with the stores that clearing texts needs."""

    def __call__(self) -> AbstractAsyncContextManager[RetentionUnit]: ...
