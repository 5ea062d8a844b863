"""What the services need from the outside, as protocols; adapters implement them, tests replace them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from desk.domain.article import Article, CurrentArticle
from desk.domain.comment import Comment, CommentState, Turn
from desk.domain.draft import DraftDocument, Evidence, StoredDraft
from desk.domain.gap import OpenGap, Unanswered
from desk.domain.incoming import Happening
from desk.domain.lesson import ArticleNow, Edited, Learned, Lesson
from desk.domain.memory import Answered, Author, Known, Remembered
from desk.domain.notification import Message, Notice, Target
from desk.domain.page import Connection, Page
from desk.domain.platform import Account, Fetched, Found, Handshake, Moderation, Platform, Standing
from desk.domain.reply import ApprovedReply, Outcome, ReplyState
from desk.domain.retention import Retention
from desk.domain.roles import EVERY_PAGE, PageScope
from desk.domain.saved_reply import SavedReply
from desk.domain.second_approval import FirstApproval
from desk.domain.sign_on import Identity
from desk.domain.suggestion import AnsweredBy
from desk.domain.team import Invitation, Member
from desk.domain.together import Colleague, Due, Mode, Note, Present
from desk.domain.urgency import Place


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
    """One platform. ``desk/connectors/base.py`` answers for what a platform doesn't have.

    A connection that is passed in has its secrets opened. ``publish``, ``find`` and ``moderate`` never raise for what
    a platform may do; ``fetch``, ``look`` and ``account`` raise PlatformError.
    """

    @property
    def platform(self) -> Platform: ...

    def handshake(self, query: Mapping[str, str], connection: Connection) -> Handshake | None:
        """What to answer when the platform checks the webhook's address; None: it isn't the platform that asks."""
        ...

    def verified(self, headers: Mapping[str, str], body: bytes, connection: Connection) -> bool:
        """Whether the platform signed this raw body, compared in constant time. Names of headers are lower case."""
        ...

    def parse(self, body: bytes, connection: Connection) -> list[Happening]:
        """What a delivered or fetched body tells. Pure. Raises Malformed."""
        ...

    async def fetch(self, connection: Connection, cursor: Mapping[str, Any] | None, now: datetime) -> Fetched:
        """Comments since the cursor as the platform gives them; None: since ``platform.backfill`` ago."""
        ...

    async def look(self, comment: Comment, connection: Connection) -> Standing:
        """The comment as it is on the platform right now; asked right before a reply is sent."""
        ...

    async def publish(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome:
        """Post the reply under the comment."""
        ...

    async def find(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Found:
        """Whether a reply whose sending broke off is on the platform after all."""
        ...

    async def account(self, connection: Connection) -> Account:
        """Whom the credentials speak for; asked when connecting and once a day."""
        ...

    async def moderate(self, what: Moderation, comment: Comment, connection: Connection) -> Outcome:
        """Hide, approve, … a comment on the platform."""
        ...


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
    async def last(self, comment_id: UUID, kinds: Sequence[str]) -> dict[str, Any] | None: ...


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
    @property
    def assignments(self) -> Assignments: ...
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
    async def count(self) -> None: ...
    async def clear_up(self) -> int: ...


class UpkeepUnit(Protocol):
    """The part of a transaction that upkeep needs."""

    @property
    def upkeep(self) -> Upkeep: ...


class OpenUpkeep(Protocol):
    """Opens a transaction with the store for upkeep."""

    def __call__(self) -> AbstractAsyncContextManager[UpkeepUnit]: ...


class Numbers(Protocol):
    """What people decided, derived from the log, and the same packed by page and day."""

    async def lock(self, *, wait: bool) -> bool:
        """Whether nobody else brings the figures up to date; holds until the transaction ends."""
        ...

    async def mark_all(self) -> int: ...
    async def take(self, limit: int) -> tuple[list[UUID], int]:
        """Comments whose log grew, and how many marks that were; they go when the transaction commits."""
        ...

    async def logs(self, comment_ids: Sequence[UUID]) -> list[dict[str, Any]]:
        """Comments, each with ``log``, its happenings, and ``replies`` by id: {text, offered, findings, private}."""
        ...

    async def replace(self, comment_ids: Sequence[UUID], decisions: Sequence[dict[str, Any]]) -> None: ...
    async def take_stale(self, limit: int) -> list[tuple[str, date]]: ...
    async def rows_of(self, kind: str, day: date) -> list[dict[str, Any]]: ...
    async def codes_for(self, names: Mapping[str, Set[str]]) -> dict[str, dict[str, int]]: ...
    async def put_sheets(self, kind: str, day: date, pages: Mapping[str, bytes]) -> None: ...
    async def versions(self, kind: str, start: datetime, end: datetime) -> dict[date, int]:
        """The days that have sheets with something in between, oldest first, and the version of each."""
        ...

    async def sheets(self, kind: str, days: Sequence[date]) -> dict[date, dict[str, bytes]]:
        """The sheets of these days, by page."""
        ...

    async def codes(self) -> dict[str, dict[str, int]]: ...
    async def assigned(self, pages: Sequence[str], channel: str | None) -> dict[str, int]:
        """How many open comments each person has to look after, by name."""
        ...


class NumbersUnit(Protocol):
    """The part of a transaction that figures need."""

    @property
    def numbers(self) -> Numbers: ...


class OpenNumbers(Protocol):
    """Opens a transaction with the store of figures."""

    def __call__(self) -> AbstractAsyncContextManager[NumbersUnit]: ...


class Assignments(Protocol):
    """Who looks after a comment, and whose turn it is on a page."""

    async def colleagues(self, page_id: str | None) -> list[Colleague]: ...
    async def colleague(self, user_id: UUID, page_id: str) -> Colleague | None: ...
    async def away(self, user_id: UUID) -> bool: ...
    async def set_away(self, user_id: UUID, away: bool) -> None: ...
    async def assignee(self, comment_id: UUID) -> UUID | None: ...
    async def assign(self, comment_id: UUID, user_id: UUID | None, *, bump: bool) -> None: ...
    async def next_in_turn(self, page_id: str) -> Colleague | None: ...


class Waits(Protocol):
    """What was put off and comes back by itself, and what a person puts first."""

    async def snooze(self, comment_id: UUID, until: datetime | None, by: UUID | None) -> None: ...
    async def snoozed_until(self, comment_id: UUID) -> datetime | None: ...
    async def remind(self, comment_id: UUID, user_id: UUID, at: datetime | None) -> None: ...
    async def woken(self, now: datetime, limit: int) -> list[Due]:
        """Those whose time has come, snoozed no longer."""
        ...

    async def reminded(self, now: datetime, limit: int) -> list[Due]:
        """Reminders whose time has come, each given out once."""
        ...

    async def escalate(self, comment_id: UUID, by: UUID, weight: int, why: str) -> None: ...
    async def is_escalated(self, comment_id: UUID) -> bool: ...


class Notes(Protocol):
    """What people wrote on comments for colleagues."""

    async def add(self, note: Note) -> bool:
        """Store it once; False when there is one with this id."""
        ...

    async def get(self, note_id: UUID) -> Note | None: ...


class Presence(Protocol):
    """Who has a comment open; ``tab`` tells the windows of one person apart."""

    async def beat(
        self, comment_id: UUID, user_id: UUID, tab: str, mode: Mode, at: datetime, since: datetime
    ) -> bool | None: ...
    async def leave(self, comment_id: UUID, user_id: UUID, tab: str) -> bool: ...
    async def present(self, comment_id: UUID, since: datetime) -> list[Present]: ...
    async def forget(self, before: datetime) -> None: ...
    async def announce(self, comment_id: UUID) -> None: ...


class TogetherUnit(Protocol):
    """The part of a transaction that working together needs."""

    @property
    def comments(self) -> Comments: ...
    @property
    def events(self) -> Events: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def assignments(self) -> Assignments: ...
    @property
    def waits(self) -> Waits: ...
    @property
    def notes(self) -> Notes: ...
    @property
    def presence(self) -> Presence: ...


class OpenTogether(Protocol):
    """Opens a transaction with the stores for working together."""

    def __call__(self) -> AbstractAsyncContextManager[TogetherUnit]: ...


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
