"""Hand-written stand-ins for the ports, shared by the unit tests: everything in memory, transactions included."""

from __future__ import annotations

import copy
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from uuid import UUID, uuid4

from desk.domain.comment import Comment, CommentState
from desk.domain.draft import DraftDocument, Evidence
from desk.domain.errors import Conflict
from desk.domain.lesson import ArticleNow, Edited, Lesson
from desk.domain.memory import Answered
from desk.domain.page import Connection, Page
from desk.domain.platform import Found, Standing
from desk.domain.reply import ReplyState, Sent
from desk.services.vault import Vault
from tests.desk.fakes_channels import FAKE_PLATFORM, FakeChannels, FakeDeliveries, PlainSealing
from tests.desk.fakes_together import FakeAssignments, FakeChat, FakeNotes, FakePresence, FakeWaits

LIVE = {ReplyState.APPROVED, ReplyState.SENDING, ReplyState.SENT, ReplyState.UNKNOWN}
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)


class FakeClock:
    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time

    def pass_(self, **span: float) -> None:
        self.time += timedelta(**span)


@dataclass(frozen=True)
class FakeStoredReply:
    approved: object
    state: ReplyState
    attempts: int = 0
    attempting_since: datetime | None = None
    error: str | None = None
    external_id: str | None = None
    sent_at: datetime | None = None

    @property
    def handed_over(self) -> bool:
        return self.state is ReplyState.SENDING and self.attempting_since is None and not self.postponed

    @property
    def postponed(self) -> bool:
        return self.state is ReplyState.SENDING and self.attempting_since is None and self.error is not None


@dataclass
class State:
    pages: dict[str, Page] = field(default_factory=dict)
    connections: dict[UUID, Connection] = field(default_factory=dict)
    threads: dict[tuple[str, str], UUID] = field(default_factory=dict)
    posts: dict[UUID, dict | None] = field(default_factory=dict)
    comments: dict[UUID, Comment] = field(default_factory=dict)
    labels: dict[UUID, dict] = field(default_factory=dict)
    safe: dict[UUID, bool] = field(default_factory=dict)
    assigned: dict[UUID, UUID | None] = field(default_factory=dict)
    snoozed: dict[UUID, datetime | None] = field(default_factory=dict)
    drafts: dict[tuple[UUID, int, int], object] = field(default_factory=dict)
    replies: dict[UUID, FakeStoredReply] = field(default_factory=dict)
    remembered: dict[UUID, Answered] = field(default_factory=dict)
    edited: dict[UUID, Edited] = field(default_factory=dict)
    lessons: list[tuple[str, str, Lesson]] = field(default_factory=list)
    articles: dict[str, ArticleNow] = field(default_factory=dict)
    events: list[dict] = field(default_factory=list)
    jobs: list[tuple] = field(default_factory=list)
    people: dict = field(default_factory=dict)
    assigned: dict = field(default_factory=dict)
    turns: dict = field(default_factory=dict)
    snoozed: dict = field(default_factory=dict)
    reminders: dict = field(default_factory=dict)
    escalated: dict = field(default_factory=dict)
    notes: dict = field(default_factory=dict)
    present: dict = field(default_factory=dict)
    announced: list[UUID] = field(default_factory=list)
    first_approvals: dict[UUID, object] = field(default_factory=dict)
    proposals: dict[tuple[UUID, UUID], tuple] = field(default_factory=dict)
    audit: list[tuple] = field(default_factory=list)
    notices: list[tuple] = field(default_factory=list)
    channels: dict = field(default_factory=dict)
    bodies: dict = field(default_factory=dict)
    bodies_kept: list = field(default_factory=list)
    paced: dict = field(default_factory=dict)
    answers: dict = field(default_factory=dict)
    buried: dict = field(default_factory=dict)
    usual_gap: timedelta | None = None
    alarms: list[tuple] = field(default_factory=list)


class FakeUnit:
    def __init__(self, state: State) -> None:
        self.state = state

        self.pages = _Pages(state)
        self.comments = _Comments(state)
        self.drafts = _Drafts(state)
        self.replies = _Replies(state)
        self.memory = _Memory(state)
        self.lessons = _Lessons(state)
        self.events = _Events(state)
        self.jobs = _Jobs(state)
        self.assignments = FakeAssignments(state)
        self.waits = FakeWaits(state)
        self.notes = FakeNotes(state)
        self.presence = FakePresence(state)
        self.chat = FakeChat()
        self.first_approvals = _FirstApprovals(state)
        self.proposals = _Proposals(state)
        self.audit = FakeAudit(state.audit)
        self.channels = FakeChannels(state)
        self.deliveries = FakeDeliveries(state)


class FakeDesk:
    """A unit of work whose block is all or nothing, with a page and its API connection."""

    def __init__(self, undo_seconds: float = 10) -> None:
        self.state = State()
        self.page = Page("shop", "The Shop", {"undo_seconds": undo_seconds})
        self.connection = Connection(uuid4(), "shop", "api")
        self.state.pages["shop"] = self.page
        self.state.connections[self.connection.id] = self.connection

    @asynccontextmanager
    async def __call__(self):
        before = copy.copy(self.state)
        for name, value in vars(self.state).items():
            setattr(before, name, copy.copy(value))
        try:
            yield FakeUnit(self.state)
        except BaseException:
            vars(self.state).update(vars(before))
            raise

    def only_comment(self) -> Comment:
        (comment,) = self.state.comments.values()
        return comment

    def only_reply(self) -> FakeStoredReply:
        (reply,) = self.state.replies.values()
        return reply

    def kinds(self) -> list[str]:
        return [event["kind"] for event in self.state.events]


class _Pages:
    def __init__(self, state: State) -> None:
        self._s = state

    async def get(self, page_id, *, lock=False):
        return self._s.pages.get(page_id)

    async def change(self, page):
        self._s.pages[page.id] = page

    async def connection(self, connection_id):
        return self._s.connections[connection_id]


class _Comments:
    def __init__(self, state: State) -> None:
        self._s = state

    async def thread_id(self, page_id, external_id, post):
        thread = self._s.threads.setdefault((page_id, external_id), uuid4())
        self._s.posts[thread] = post or self._s.posts.get(thread)
        return thread

    async def post_of(self, thread_id):
        return self._s.posts.get(thread_id)

    async def add(self, comment, place, **extra):
        if await self.by_external_id(comment.connection_id, comment.external_id):
            return False
        self._s.comments[comment.id] = comment
        return True

    async def get(self, comment_id, *, lock=False):
        return self._s.comments.get(comment_id)

    async def by_external_id(self, connection_id, external_id, *, lock=False):
        for comment in self._s.comments.values():
            if (comment.connection_id, comment.external_id) == (connection_id, external_id):
                return comment
        return None

    def _change(self, comment_id, **changes):
        self._s.comments[comment_id] = replace(self._s.comments[comment_id], **changes)

    async def move(self, comment_id, state, *, bump):
        self._change(comment_id, state=state, version=self._s.comments[comment_id].version + bump)

    async def edit(self, comment_id, text, at):
        version = self._s.comments[comment_id].text_version + 1
        self._change(comment_id, text=text, edited_at=at, text_version=version)

    async def mark_deleted(self, comment_id, at):
        self._change(comment_id, deleted_at=at)

    async def understood(self, comment_id, document, place):
        told = {"intent": document.intent, "weight": place.weight, "why": place.why, "severity": document.severity}
        self._s.labels[comment_id] = told

    async def label_of(self, comment_id):
        said = [e["data"]["intent"] for e in self._s.events if e["comment"] == comment_id and e["kind"] == "relabelled"]
        return said[-1] if said else None

    async def relabel(self, comment_id, intent, place):
        before = self._s.labels.get(comment_id, {"intent": None, "weight": 0, "why": None})
        self._s.labels[comment_id] = {**before, "intent": intent, "weight": place.weight, "why": place.why}

        return before

    async def label_back(self, comment_id, before):
        self._s.labels[comment_id] = dict(before)

    async def promise_anew(self, comment_id, due_at):
        self._change(comment_id, due_at=due_at)

    async def attach_draft(self, comment_id, draft_id, kind, *, safe=False):
        self._change(comment_id, draft_id=draft_id)
        self._s.safe[comment_id] = safe

    async def assign(self, comment_id, assignee_id):
        before = self._s.assigned.get(comment_id)
        self._s.assigned[comment_id] = assignee_id
        return before, "Somebody" if assignee_id else None

    async def snooze(self, comment_id, until):
        before = self._s.snoozed.get(comment_id)
        self._s.snoozed[comment_id] = until
        return before

    async def earlier_turns(self, comment):
        return []


class _Drafts:
    def __init__(self, state: State) -> None:
        self._s = state

    async def add(self, draft, at, timings):
        key = (draft.comment_id, draft.text_version, draft.attempt)
        if key in self._s.drafts:
            return False
        self._s.drafts[key] = draft
        return True

    async def made_for(self, draft_id, comment_id):
        found = (d for d in self._s.drafts.values() if (d.id, d.comment_id) == (draft_id, comment_id))
        return next(found, None)

    async def last_attempt(self, comment_id, text_version):
        return max((a for c, v, a in self._s.drafts if (c, v) == (comment_id, text_version)), default=0)


class _Replies:
    def __init__(self, state: State) -> None:
        self._s = state

    async def add(self, reply):
        if await self.live(reply.comment_id):
            raise Conflict("Another reply to this comment is already on its way.")
        self._s.replies[reply.id] = FakeStoredReply(reply, ReplyState.APPROVED)

    async def get(self, reply_id, *, lock=False):
        return self._s.replies.get(reply_id)

    async def live(self, comment_id, *, lock=False):
        for reply in self._s.replies.values():
            if reply.approved.comment_id == comment_id and reply.state in LIVE:
                return reply
        return None

    async def latest(self, comment_id):
        mine = [r for r in self._s.replies.values() if r.approved.comment_id == comment_id]
        return max(mine, key=lambda r: r.approved.approved_at, default=None)

    async def lately(self, page_id, limit):
        mine = [r for r in self._s.replies.values() if self._s.comments[r.approved.comment_id].page_id == page_id]
        newest = sorted(mine, key=lambda r: r.approved.approved_at, reverse=True)
        return [r.approved.text for r in newest if r.state is not ReplyState.CANCELLED][:limit]

    async def attempt(self, reply_id, at):
        reply = self._s.replies[reply_id]
        self._s.replies[reply_id] = replace(
            reply, state=ReplyState.SENDING, attempts=reply.attempts + 1, attempting_since=at
        )

    async def settle(self, reply_id, state, *, error=None, external_id=None, sent_at=None):
        self._s.replies[reply_id] = replace(
            self._s.replies[reply_id],
            state=state,
            attempting_since=None,
            error=error,
            external_id=external_id,
            sent_at=sent_at,
        )


class _Memory:
    def __init__(self, state: State) -> None:
        self._s = state

    async def source_of(self, reply_id):
        reply = self._s.replies.get(reply_id)
        comment = reply and self._s.comments[reply.approved.comment_id]
        if reply is None or reply.state is not ReplyState.SENT or comment.deleted_at is not None:
            return None
        return Answered(comment.page_id, comment.text, reply.approved.text, comment.channel, reply_id=reply_id)

    async def add(self, answered, vector):
        if answered.reply_id in self._s.remembered:
            return False
        self._s.remembered[answered.reply_id] = answered
        return True

    async def forget(self, comment_id):
        for reply_id in [r for r in self._s.remembered if self._s.replies[r].approved.comment_id == comment_id]:
            del self._s.remembered[reply_id]


class _Lessons:
    def __init__(self, state: State) -> None:
        self._s = state

    async def source_of(self, reply_id):
        return self._s.edited.get(reply_id)

    async def add(self, edited, added, cut, kept):
        lesson = Lesson(tuple(added), tuple(cut), tuple(kept), str(edited.reply_id), edited.drafted_at)
        self._s.lessons.insert(0, (edited.page_id, edited.article, lesson))

    async def recent(self, page_id, article, limit):
        found = [one for page, about, one in self._s.lessons if (page, about) == (page_id, article)][:limit]
        return found, self._s.articles.get(article) if found else None


class _Events:
    def __init__(self, state: State) -> None:
        self._s = state

    async def append(self, comment, kind, actor, before, after, data=None):
        self._s.events.append(
            {"comment": comment.id, "kind": kind, "actor": actor, "from": before, "to": after, "data": data or {}}
        )

    async def last(self, comment_id, kinds):
        mine = [e for e in self._s.events if e["comment"] == comment_id and e["kind"] in kinds]
        return mine[-1] if mine else None


class _Jobs:
    def __init__(self, state: State) -> None:
        self._s = state

    async def draft(self, comment, attempt, hint=None):
        self._s.jobs.append(("draft", comment.id, comment.text_version, attempt, *([hint] if hint else [])))

    async def publish(self, reply_id, at, turn=None):
        self._s.jobs.append(("publish", reply_id, at, *([turn] if turn else [])))

    async def publish_sooner(self, reply_ids, at):
        for reply_id in reply_ids:
            await self.publish(reply_id, at)

    async def remember(self, reply_id):
        self._s.jobs.append(("remember", reply_id))

    async def notify(self, comment, reason, detail=None):
        self._s.notices.append((comment.id, reason, detail or {}))

    async def look_up(self, reply_id, attempt, at):
        self._s.jobs.append(("look_up", reply_id, attempt, at))

    async def notify_connection(self, connection_id, kind, reason):
        self._s.alarms.append((connection_id, kind, reason))

    async def tell(self, target_id, at):
        self._s.jobs.append(("tell", target_id, at))


class _FirstApprovals:
    def __init__(self, state: State) -> None:
        self._s = state

    async def get(self, comment_id):
        return self._s.first_approvals.get(comment_id)

    async def put(self, first):
        self._s.first_approvals[first.comment_id] = first

    async def remove(self, comment_id):
        return self._s.first_approvals.pop(comment_id, None) is not None

    async def judged(self, comment_id):
        label = self._s.labels.get(comment_id, {})
        return label.get("intent"), label.get("severity", 0)


class _Proposals:
    def __init__(self, state: State) -> None:
        self._s = state

    async def put(self, comment_id, by_id, text_version, text, at):
        before = self._s.proposals.get((comment_id, by_id))
        if before is not None and before[:2] == (text_version, text):
            return False
        self._s.proposals[comment_id, by_id] = (text_version, text, at)
        return True

    async def remove(self, comment_id, by_id):
        return self._s.proposals.pop((comment_id, by_id), None) is not None


class FakeAudit:
    def __init__(self, entries: list) -> None:
        self.entries = entries

    async def append(self, actor, action, subject, page_id, data):
        self.entries.append((actor, action, subject, page_id, dict(data)))


def document(intent: str = "question", *, severity: int = 0, escalate: tuple[str, ...] = (), draft: bool = True):
    return DraftDocument(
        {"intent": intent, "severity": severity, "escalate": list(escalate)},
        {"kind": "answer", "text": "We open at nine."} if draft else None,
    )


class FakeAssistant:
    """Answers with ``answer``, or raises it."""

    def __init__(self, answer=None) -> None:
        self.answer = answer or document()
        self.asked: list[Comment] = []
        self.labels: list[str | None] = []
        self.remembered: list = []
        self.learned = None

    async def draft(self, comment, page, post, evidence, label=None, remembered=(), lately=(), learned=None, hint=None):
        self.hint = hint
        self.remembered, self.learned = list(remembered), learned
        self.asked.append(comment)
        self.labels.append(label)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class FakeSearch:
    def __init__(self, *found: Evidence) -> None:
        self.found = list(found)
        self.asked: list[str] = []

    async def find(self, page_id, text, *, thread=(), limit=5):
        self.asked.append(text)
        return self.found[:limit]


class FakeRecall:
    """Finds what it is told, and has one vector for everything."""

    def __init__(self, *found) -> None:
        self.found = list(found)

    async def find(self, page_id, text, *, limit=3):
        return self.found[:limit]

    async def vector_of(self, text):
        return [1.0]


class FakeConnector:
    """Ends each delivery as told, the last ending again and again."""

    platform = FAKE_PLATFORM

    async def look(self, comment, connection):
        return Standing()

    async def find(self, reply, comment, connection):
        return Found(None)

    def __init__(self, *outcomes) -> None:
        self.outcomes = list(outcomes) or [Sent("remote-1")]
        self.delivered: list = []

    async def publish(self, reply, comment, connection):
        self.delivered.append(reply)
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def waiting(comment: Comment) -> bool:
    return comment.state is CommentState.WAITING


def vault() -> Vault:
    return Vault(PlainSealing())
