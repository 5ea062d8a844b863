"""The JSON of the HTTP API, in and out. The OpenAPI document and the console's client are generated from these."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType, field

from desk.domain.page import PAGE_ID
from desk.web.models_approval import FirstApproval, Proposal
from desk.web.models_moderation import CommentPlatform
from desk.web.models_said import PROBLEMS, SENDING, Speaking
from desk.web.models_together import AssignBy, Together

Short = Annotated[str, Meta(max_length=300)]
Text = Annotated[str, Meta(max_length=100_000)]
Probability = Annotated[float, Meta(ge=0, le=1)]
State = Literal["received", "drafting", "waiting", "approved", "sending", "sent", "failed", "unknown", "dismissed"]
Intent = Literal["question", "complaint", "praise", "other"]
Role = Literal["viewer", "drafter", "approver", "admin"]
View = Literal["waiting", "snoozed", "sending", "done", "problems", "all"]
AnyRole = Literal["none", "viewer", "drafter", "approver", "admin"]


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


class Post(Struct):
    text: str | None = None
    url: str | None = None


class Turn(Struct):
    author: str | None
    from_page: bool
    text: str
    at: datetime | None


class Escalation(Struct):
    reason: str
    start: int
    end: int
    text: str


class Detail(Struct):
    kind: str
    start: int
    end: int
    text: str


class Understanding(Struct):
    intent: Intent
    confidence: Probability
    unsure: bool
    question: Probability
    complaint: Probability
    praise: Probability
    severity: int
    language: str
    escalate: list[str]
    escalation: list[Escalation]
    model: str
    details: list[Detail] = []


class Sentence(Struct):
    text: str
    role: str
    evidence: str | None


class Finding(Speaking):
    SAYS: ClassVar = {"why": ("tone",), "instead": ("tone",)}

    rule: str
    start: int
    end: int
    text: str
    why: str
    instead: str


class Alternative(Struct):
    """The same reply in other words."""

    label: str
    text: str
    sentences: list[Sentence] = []
    findings: list[Finding] = []


class RunnerUp(Struct):
    """What the draft would be if the next best article answered."""

    article: str
    title: str
    kind: str
    text: str
    sentences: list[Sentence] = []
    findings: list[Finding] = []


class Hide(Speaking):
    """Why the comment had better be hidden: what personal data it shows to everybody."""

    SAYS: ClassVar = {"reason": ("drafts",), "found": ("words",)}

    reason: str
    found: list[str]


class Unsupported(Struct):
    """A sentence with numbers, links or promises that no evidence holds."""

    start: int
    end: int
    text: str
    missing: list[str]


class Wording(Speaking):
    """Who worded a draft where a language model is set up; ``reason`` says why the model's text was not used."""

    SAYS: ClassVar = {"reason": ("drafts", "tone")}

    by: Literal["model", "offline"]
    model: str | None
    ms: int | None
    tokens: int | None
    reason: str | None


class Draft(Speaking):
    SAYS: ClassVar = {"reason": ("drafts",)}

    id: UUID
    kind: str
    text: str
    sentences: list[Sentence]
    alternatives: list[Alternative]
    findings: list[Finding]
    private: bool
    confidence: float
    reason: str | None
    created_at: datetime
    wording: Wording | None = None
    runners_up: list[RunnerUp] = field(default_factory=list)
    hide: Hide | None = None
    summary: str | None = None
    """What a person who takes over has to know."""
    reading_grade: float | None = None
    """Years of school that reading it takes, by Flesch and Kincaid."""


class Evidence(Struct):
    id: str
    article: str
    kind: Literal["article", "reply"]
    title: str
    heading: str | None
    text: str
    url: str | None
    score: float


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


class ToneQuestion(Struct, forbid_unknown_fields=True):
    text: Text
    channel: str = "api"
    public: bool = True
    comment: Text = ""
    answers: UUID | None = None
    """The comment whose draft's evidence the text is held against."""


class ToneAnswer(Struct):
    findings: list[Finding]
    length: int
    limit: int
    unsupported: list[Unsupported]
    reading_grade: float | None = None


class Piece(Struct):
    """A part of a text; ``hit``: it is what was looked for."""

    text: str
    hit: bool


class ArticleHit(Struct):
    """Where an article has the words that were looked for."""

    where: Literal["title", "question", "text"]
    heading: str | None
    pieces: list[Piece]


class ArticleItem(Struct):
    id: str
    page_id: str | None
    title: str
    topic: str | None
    url: str | None
    incident: bool
    valid_from: date | None
    valid_until: date | None
    updated_at: datetime
    revision: int
    deleted_at: datetime | None
    hits: list[ArticleHit]


class NearPassage(Struct):
    """What a draft would be written from if a comment asked this; ``chance``: that it answers."""

    article_id: str
    title: str
    heading: str | None
    text: str
    chance: Probability


class ArticleList(Struct):
    items: list[ArticleItem]
    total: int
    topics: list[str]
    near: list[NearPassage]


class Article(Struct):
    id: str
    page_id: str | None
    title: str
    topic: str | None
    url: str | None
    incident: bool
    valid_from: date | None
    valid_until: date | None
    updated_at: datetime
    updated_by: str | None
    source: str | None
    body: str
    answer: str | None
    questions: list[str]
    audience: dict[str, str]
    revision: int
    deleted_at: datetime | None


class NewArticle(Struct, forbid_unknown_fields=True):
    """Its fields are checked one by one: an error's ``details.fields`` has a message for each that can't be taken."""

    title: str
    body: str
    id: str | None = None
    page_id: str | None = None
    url: str | None = None
    topic: str | None = None
    answer: str | None = None
    questions: list[str] = []
    audience: dict[str, str] = {}
    incident: bool = False
    valid_from: str | None = None
    valid_until: str | None = None


class ArticleEdit(Struct, forbid_unknown_fields=True):
    """The whole article as it is to be; ``revision`` is the one that the person saw."""

    revision: int
    title: str
    body: str
    page_id: str | None
    url: str | None
    topic: str | None
    answer: str | None
    questions: list[str]
    audience: dict[str, str]
    incident: bool
    valid_from: str | None
    valid_until: str | None


class SeenArticle(Struct, forbid_unknown_fields=True):
    revision: int


Change = Literal["saved", "deleted", "restored"]


class RevisionItem(Struct):
    """``changed``: the keys that differ from the revision before; ``restored``: the revision that was brought back."""

    revision: int
    actor: str
    at: datetime
    change: Change
    restored: int | None
    changed: list[str]


class RevisionList(Struct):
    items: list[RevisionItem]
    more: bool


class ArticleRevision(Struct):
    revision: int
    actor: str
    at: datetime
    change: Change
    restored: int | None
    id: str
    page_id: str | None
    title: str
    topic: str | None
    url: str | None
    incident: bool
    valid_from: date | None
    valid_until: date | None
    body: str
    answer: str | None
    questions: list[str]
    audience: dict[str, str]


class QuestionSuggestion(Struct):
    """``comment_id``: a comment that asks it, None for one from the article itself; ``comments``: how many asked."""

    question: str
    comment_id: UUID | None
    comments: int


class QuestionSuggestions(Struct):
    items: list[QuestionSuggestion]


class DismissedQuestion(Struct, forbid_unknown_fields=True):
    question: str


class ArticleUse(Struct):
    comment_id: UUID
    page_id: str
    channel: str
    author: str | None
    excerpt: str
    state: State
    deleted_at: datetime | None
    sent: bool
    at: datetime


class ArticleUses(Struct):
    items: list[ArticleUse]
    next_cursor: str | None


class FirstSteps(Struct):
    has_page: bool
    has_articles: bool
    has_connection: bool
    has_comment: bool


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
