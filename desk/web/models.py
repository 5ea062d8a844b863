"""The JSON of the HTTP API, in and out; models_*.py beside it have that of a topic.

The OpenAPI document and the console's client are generated from these.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType, field

from desk.web.models_approval import FirstApproval, Proposal
from desk.web.models_draft import Draft, Evidence, Understanding
from desk.web.models_kinds import AnyRole, Intent, Post, Role, Short, State, Text
from desk.web.models_moderation import CommentPlatform
from desk.web.models_said import PROBLEMS, SENDING, Speaking
from desk.web.models_together import AssignBy, Together


class Problem(Speaking):
    """What went wrong and what to do about it."""

    SAYS: ClassVar = {"message": PROBLEMS, "details.fields": PROBLEMS}

    code: str
    message: str
    details: dict[str, Any] = field(default_factory=dict)


class ErrorAnswer(Struct):
    """The body of every 4xx and 5xx."""

    error: Problem


class User(Struct):
    """``role``: on every page that has no other; ``none`` where they see only some pages."""

    id: UUID
    name: str
    email: str
    role: AnyRole


class Preference(Struct, forbid_unknown_fields=True):
    instead_of: Short
    say: Short


class Voice(Struct, forbid_unknown_fields=True):
    """How a page speaks; ``contacts``: whom to turn to, by the reason of an escalation."""

    sign_with: Short | None = None
    formality: Literal["casual", "neutral", "formal"] = "neutral"
    variant: Literal["en-GB", "en-US"] = "en-GB"
    emoji: bool = False
    prefer: list[Preference] = []
    avoid: list[Short] = []
    contacts: dict[str, Short] = {}


class Promise(Struct, forbid_unknown_fields=True):
    """So many minutes of the business hours; ``hours``: by day from and to, none for round the clock."""

    minutes: int
    zone: Short = "UTC"
    hours: dict[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], list[list[Short]]] | None = None


class SecondApproval(Struct, forbid_unknown_fields=True):
    """Which replies two people must approve: all, or those to comments or by people that meet any of these."""

    all: bool = False
    intents: list[Intent] = []
    least_severity: Annotated[int, Meta(ge=1, le=4)] | None = None
    new_staff_days: Annotated[int, Meta(ge=1, le=3650)] | None = None


class Page(Struct):
    """``role``: the reader's on this page."""

    id: str
    name: str
    undo_seconds: float
    assign: AssignBy
    voice: Voice
    has_articles: bool
    has_connection: bool
    role: Role
    second_approval: SecondApproval
    promise: Promise | None = None


class ChangePage(Struct, forbid_unknown_fields=True):
    """What is given is changed; the rest stays."""

    name: Short | None = None
    undo_seconds: float | None = None
    voice: Voice | None = None
    promise: Promise | UnsetType | None = UNSET
    """null: the page promises nothing."""
    assign: AssignBy | None = None
    second_approval: SecondApproval | None = None


class Counts(Struct):
    """``by_hand``: replies that wait for a person who posts them."""

    waiting: int
    problems: int
    by_hand: int = 0


class SignInNotice(Struct):
    """Somebody signed in to this account from a device and network that were not seen before."""

    session: UUID
    at: datetime
    device: str
    address: str


class Me(Struct):
    user: User
    pages: list[Page]
    counts: Counts
    second_factor_missing: bool = False
    """The desk asks administrators for a second factor, and this one has to set it up before anything else."""
    sign_in_notices: list[SignInNotice] = []
    translated_pages: list[str] = []
    """Ids of the pages whose conversations a language model can translate."""


class SignIn(Struct, forbid_unknown_fields=True):
    email: Short
    password: Short
    code: Short | None = None
    """Of the authenticator app, or a recovery code, where the answer was ``code_needed``."""


class Link(Struct):
    email: str | None
    name: str | None
    purpose: Literal["first-admin", "invite"]
    expires_at: datetime


class FollowLink(Struct, forbid_unknown_fields=True):
    name: Short
    email: Short
    password: Short


class Assignee(Struct):
    id: UUID
    name: str


class QueueItem(Speaking):
    SAYS: ClassVar = {"why_here": ("queue",)}

    id: UUID
    version: int
    page_id: str
    channel: str
    author: str | None
    excerpt: str
    received_at: datetime
    state: State
    intent: Intent | None
    severity: int
    language: str | None
    unsure: bool
    escalate: list[str]
    has_draft: bool
    draft_kind: str | None
    urgency: int
    """The larger, the earlier among those that wait; above zero where it escalates."""
    why_here: str | None
    assignee: Assignee | None
    due_at: datetime | None
    snoozed_until: datetime | None
    reach: int
    escalated: bool
    safe: bool
    """Its draft can be approved as it stands."""
    notes: int
    mentioned: bool
    """A note asks the reader, who has not answered it."""
    needs_second: bool


class QueuePage(Struct):
    items: list[QueueItem]
    next_cursor: str | None
    total: int


class Comment(Speaking):
    SAYS: ClassVar = {"cannot_reply": SENDING}

    id: UUID
    version: int
    page_id: str
    channel: str
    external_id: str
    author: str | None
    text: str
    url: str | None
    received_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None
    state: State
    intent: Intent | None
    cleared_at: datetime | None = None
    """When text and author were cleared, because the time that they are kept had passed."""
    cannot_reply: str | None = None
    """Why its platform takes no reply to it."""


class Turn(Struct):
    author: str | None
    from_page: bool
    text: str
    at: datetime | None


class Reply(Speaking):
    SAYS: ClassVar = {"error": SENDING}

    id: UUID
    text: str
    approved_by: str
    approved_at: datetime
    send_after: datetime
    state: Literal["approved", "sending", "sent", "failed", "unknown", "cancelled"]
    sent_at: datetime | None
    error: str | None
    private: bool = False
    """For the author alone."""


class Event(Speaking):
    SAYS: ClassVar = {"data.reason": (*SENDING, "drafts")}

    id: int
    at: datetime
    kind: str
    actor: str
    from_state: State | None
    to_state: State | None
    data: dict[str, Any]


class Limit(Struct):
    limit: int
    counting: Literal["characters", "graphemes", "mastodon", "x"]


class Conversation(Together):
    comment: Comment
    post: Post | None
    turns: list[Turn]
    understanding: Understanding | None
    draft: Draft | None
    evidence: list[Evidence]
    reply: Reply | None
    events: list[Event]
    limit: Limit
    first_approval: FirstApproval | None = None
    proposal: Proposal | None = None
    platform: CommentPlatform | None = None
    by_hand: bool = False
    """Whether a person carries the reply over, because the platform takes none from the desk."""


class Versioned(Struct, forbid_unknown_fields=True):
    version: int


class Approve(Struct, forbid_unknown_fields=True):
    version: int
    text: Text
    draft_id: UUID | None = None
    confirmed: bool = False
    """A person read the sentences without support and stands behind them."""
    private: bool = False
    """For the author alone, where the platform can do that."""


class Dismiss(Struct, forbid_unknown_fields=True):
    version: int
    reason: Literal["no-reply-needed", "spam", "answered-elsewhere", "duplicate", "other"]
    note: Text | None = None


class Relabel(Struct, forbid_unknown_fields=True):
    version: int
    intent: Intent


class FirstSteps(Struct):
    has_page: bool
    has_articles: bool
    has_connection: bool
    has_comment: bool
