"""A person decides: approve, dismiss, undo, relabel, and what to do about a reply that went wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from desk.domain.comment import Comment, CommentState, Move, after
from desk.domain.errors import IllegalMove, Invalid, NotFound, Stale, Unsupported
from desk.domain.platform import Platform
from desk.domain.reply import ReplyState, approve
from desk.domain.saved_reply import unfilled
from desk.domain.second_approval import INTENTS, FirstApproval
from desk.domain.text import MAX_REPLY, cleaned
from desk.domain.urgency import place
from desk.ports.comments import StoredReply
from desk.ports.labels import LabellingUnit
from desk.ports.outside import Clock
from desk.ports.unit import Unit, UnitOfWork
from language.channels import length, limit_of
from language.support import Unsupported as UnsupportedSentence
from language.support import unsupported_sentences

DISMISSALS = ("no-reply-needed", "spam", "answered-elsewhere", "duplicate", "other")
MAX_NOTE = 2_000
FIRST_APPROVED = "first_approved"
FIRST_UNDONE = "first_undone"
MAX_HINT = 300


@dataclass(frozen=True)
class Person:
    """Who decides; ``name`` is what the history shows."""

    id: UUID
    name: str
    since: datetime | None = None
    """Since when they have had an account; someone of whom it isn't known counts as new."""


@dataclass(frozen=True)
class Decisions:
    """The decisions on one desk. Each checks that the person saw the comment as it is: Stale if not."""

    uow: UnitOfWork
    clock: Clock
    platforms: Mapping[str, Platform] = field(default_factory=dict)
    """By id; one that isn't here can't do what only some can."""

    async def approve(
        self,
        person: Person,
        comment_id: UUID,
        version: int,
        text: str,
        draft_id: UUID | None = None,
        *,
        confirmed: bool = False,
        private: bool = False,
    ) -> None:
        """Approve this text, ``private`` for the author alone; it leaves when the page's undo window has passed.

        Where the page demands two people, the first one's approval is kept and the comment stays waiting, until
        another approves the same text for the same readers; another text begins anew. The same request again changes nothing. Raises Unsupported for sentences whose numbers, links or promises no evidence holds, unless ``confirmed``.
        """
        text = cleaned(text, "The reply", MAX_REPLY)

        async def change(unit: Unit, comment: Comment) -> None:
            state = after(comment.state, Move.APPROVE)
            _check_not_deleted(comment)
            if draft_id is not None and await unit.drafts.made_for(draft_id, comment.id) is None:
                raise Invalid("This draft was not made for this comment.")
            if comment.cannot_reply:
                raise IllegalMove(comment.cannot_reply)
            if private:
                await self._check_private(unit, comment)
            _check_filled(text)
            _check_length(text, comment)
            bare = await bare_sentences(unit, comment, text)
            if bare and not confirmed:
                raise Unsupported(sentences=[sentence.as_dict() for sentence in bare])
            unsupported = {"unsupported": [one.text for one in bare]} if bare else {}
            page = await unit.pages.get(comment.page_id)
            window = page.undo_window if page else timedelta(0)
            first = await unit.first_approvals.get(comment.id)
            needs_second = page is not None and page.second_approval.demanded(
                *await unit.first_approvals.judged(comment.id), person.since, self.clock.now()
            )
            if needs_second and (first is None or not first.holds_for(comment.id, comment.text_version, text, private)):
                await self._approve_first(unit, comment, person, text, draft_id, unsupported, private=private)
                return
            reply = approve(
                reply_id=uuid4(),
                comment_id=comment.id,
                text_version=comment.text_version,
                text=text,
                person_id=person.id,
                now=self.clock.now(),
                undo_window=window,
                draft_id=draft_id,
                needs_second=needs_second,
                first=first,
                private=private,
            )
            await unit.replies.add(reply)
            await unit.first_approvals.remove(comment.id)
            how = {**({"private": True} if private else {}), **({"second": True} if reply.first else {})}
            data = {"reply": str(reply.id), "text": text, **unsupported, **how}
            await self._move(unit, comment, Move.APPROVE, state, person, data)
            await unit.jobs.publish(reply.id, reply.send_after)

        async def done(unit: Unit, comment: Comment) -> bool:
            first = await unit.first_approvals.get(comment.id)
            if first is not None and first.holds_for(comment.id, comment.text_version, text, private):
                return first.by_id == person.id
            reply = await unit.replies.live(comment.id)
            if reply is None:
                return False
            approved = reply.approved
            if (approved.text, approved.text_version, approved.private) != (text, comment.text_version, private):
                return False
            first = reply.approved.first
            return person.id in (reply.approved.approved_by, first.by_id if first else None)

        await self._on(comment_id, version, change, done)

    async def _approve_first(
        self,
        unit: Unit,
        comment: Comment,
        person: Person,
        text: str,
        draft_id: UUID | None,
        unsupported: Mapping[str, object],
        *,
        private: bool,
    ) -> None:
        """Keep one person's approval; it is not enough to send anything."""
        first = FirstApproval(comment.id, comment.text_version, text, person.id, self.clock.now(), draft_id, private)
        await unit.first_approvals.put(first)
        how = {"private": True} if private else {}
        await self._note(unit, comment, FIRST_APPROVED, person, {"text": text, **unsupported, **how})

    async def _check_private(self, unit: Unit, comment: Comment) -> None:
        connection = await unit.pages.connection(comment.connection_id)
        platform = self.platforms.get(connection.platform)
        if platform is None or not platform.private:
            name = platform.name if platform else connection.platform
            raise Invalid(f"{name} takes no private replies; reply in public.")

    async def dismiss(
        self, person: Person, comment_id: UUID, version: int, reason: str, note: str | None = None
    ) -> None:
        """No reply is needed; the reason is kept."""
        if reason not in DISMISSALS:
            raise Invalid(f"The reason must be one of {', '.join(DISMISSALS)}.")
        note = cleaned(note or "", "The note", MAX_NOTE, required=False)

        async def change(unit: Unit, comment: Comment) -> None:
            state = after(comment.state, Move.DISMISS)
            await unit.first_approvals.remove(comment.id)
            await self._move(unit, comment, Move.DISMISS, state, person, {"reason": reason, "note": note or None})

        await self._on(comment_id, version, change)

    async def undo(self, person: Person, comment_id: UUID, version: int) -> None:
        """Take an approval, also a first one, or a dismissal back; too late once sending has begun.

        Where two approved, the first one's approval holds again.
        """

        async def change(unit: Unit, comment: Comment) -> None:
            if await unit.first_approvals.remove(comment.id):
                await self._note(unit, comment, FIRST_UNDONE, person)
                return
            if comment.state in (CommentState.SENDING, CommentState.SENT):
                raise IllegalMove("The undo window has passed: the reply is already on its way.")
            if not comment.text:
                raise IllegalMove("The text of this comment was cleared; it can't be answered any more.")
            _check_not_deleted(comment)
            state = after(comment.state, Move.UNDO)
            reply = await unit.replies.live(comment.id, lock=True)
            if reply is not None:
                await unit.replies.settle(reply.approved.id, ReplyState.CANCELLED, error="undone")
                first = reply.approved.first
                if first is not None and first.text_version == comment.text_version:
                    await unit.first_approvals.put(first)
            await self._move(unit, comment, Move.UNDO, state, person)
            if comment.draft_id is None:  # decided before the draft came, which then had nowhere to go
                await self._draft_again(unit, comment)

        await self._on(comment_id, version, change)

    async def relabel(self, person: Person, comment_id: UUID, version: int, intent: str) -> None:
        """Say what the comment really is; it is kept for learning."""
        if intent not in INTENTS:
            raise Invalid(f"The intent must be one of {', '.join(INTENTS)}.")

        async def change(unit: Unit, comment: Comment) -> None:
            await give_label(unit, comment, person.name, intent)

        await self._on(comment_id, version, change)

    async def redraft(self, person: Person, comment_id: UUID, version: int, hint: str | None = None) -> None:
        """Ask the assistant again, for instance after an article changed; ``hint`` says what it should rest on or say."""
        hint = cleaned(hint or "", "The hint", MAX_HINT, required=False) or None

        async def change(unit: Unit, comment: Comment) -> None:
            state = after(comment.state, Move.REDRAFT)
            await self._move(unit, comment, Move.REDRAFT, state, person, {"hint": hint} if hint else None)
            await self._draft_again(unit, comment, hint)

        await self._on(comment_id, version, change)

    async def retry(self, person: Person, comment_id: UUID, version: int) -> None:
        """Send a failed or unknown reply again: a person's decision, never the machine's."""

        async def change(unit: Unit, comment: Comment) -> None:
            state = after(comment.state, Move.RETRY)
            _check_not_deleted(comment)
            before = await self._last_reply(unit, comment)
            if before.approved.text_version != comment.text_version:
                raise IllegalMove("The author edited the comment since this reply was approved; write a new one.")
            await unit.replies.settle(before.approved.id, ReplyState.CANCELLED, error="replaced by a new attempt")
            now = self.clock.now()
            again = approve(
                reply_id=uuid4(),
                comment_id=comment.id,
                text_version=comment.text_version,
                text=before.approved.text,
                person_id=person.id,
                now=now,
                undo_window=timedelta(0),
                draft_id=before.approved.draft_id,
                private=before.approved.private,
            )
            await unit.replies.add(again)
            await self._move(unit, comment, Move.RETRY, state, person, {"reply": str(again.id)})
            await unit.jobs.publish(again.id, again.send_after)

        await self._on(comment_id, version, change)

    async def give_up(self, person: Person, comment_id: UUID, version: int) -> None:
        """Don't send the failed or unknown reply; the comment waits again."""

        async def change(unit: Unit, comment: Comment) -> None:
            state = after(comment.state, Move.GIVE_UP)
            reply = await self._last_reply(unit, comment)
            await unit.replies.settle(reply.approved.id, ReplyState.CANCELLED, error="given up")
            await self._move(unit, comment, Move.GIVE_UP, state, person)
            if reply.approved.text_version != comment.text_version:  # the draft is for what the author wrote before
                await unit.comments.attach_draft(comment.id, None, None)
                await self._draft_again(unit, comment)

        await self._on(comment_id, version, change)

    async def mark_sent(self, person: Person, comment_id: UUID, version: int) -> None:
        """A person saw the unknown reply on the platform."""

        async def change(unit: Unit, comment: Comment) -> None:
            state = after(comment.state, Move.MARK_SENT)
            reply = await self._last_reply(unit, comment)
            await unit.replies.settle(reply.approved.id, ReplyState.SENT, sent_at=self.clock.now())
            await unit.jobs.remember(reply.approved.id)
            await self._move(unit, comment, Move.MARK_SENT, state, person)

        await self._on(comment_id, version, change)

    async def _on(
        self,
        comment_id: UUID,
        version: int,
        change: Callable[[Unit, Comment], Awaitable[None]],
        done: Callable[[Unit, Comment], Awaitable[bool]] | None = None,
    ) -> None:
        async with self.uow() as unit:
            comment = await unit.comments.get(comment_id, lock=True)
            if comment is None:
                raise NotFound("This comment isn't here any more.")
            if comment.version != version:
                if done is not None and await done(unit, comment):
                    return  # the same request again, whose answer was lost
                raise Stale("This comment changed since you opened it; look at it again before you decide.")
            await change(unit, comment)

    @staticmethod
    async def _move(
        unit: Unit,
        comment: Comment,
        move: Move,
        state: CommentState,
        person: Person,
        data: dict[str, object] | None = None,
    ) -> None:
        await unit.comments.move(comment.id, state, bump=True)
        await unit.events.append(comment, move.value, person.name, comment.state, state, data)

    @staticmethod
    async def _note(
        unit: Unit, comment: Comment, kind: str, person: Person, data: dict[str, object] | None = None
    ) -> None:
        """An event that leaves the state, but not what people looked at, as it was."""
        await unit.comments.move(comment.id, comment.state, bump=True)
        await unit.events.append(comment, kind, person.name, comment.state, comment.state, data)

    @staticmethod
    async def _draft_again(unit: Unit, comment: Comment, hint: str | None = None) -> None:
        await unit.jobs.draft(comment, await unit.drafts.last_attempt(comment.id, comment.text_version) + 1, hint)

    @staticmethod
    async def _last_reply(unit: Unit, comment: Comment) -> StoredReply:
        reply = await unit.replies.latest(comment.id)
        if reply is None:
            raise IllegalMove("There is no reply to this comment.")
        return reply


async def give_label(
    unit: LabellingUnit, comment: Comment, by: str, intent: str, about: Mapping[str, object] | None = None
) -> None:
    """Somebody says what a comment is; where that is nothing new, it keeps its place. ``about`` goes into the log."""
    page = await unit.pages.get(comment.page_id)
    where = place(
        promise=page.promise if page else None,
        since=comment.received_at,
        due_at=comment.due_at,
        intent=intent,
        severity=1 if intent == "complaint" else 0,
        reach=comment.reach,
    )
    before = await unit.comments.relabel(comment.id, intent, where)
    await unit.comments.move(comment.id, comment.state, bump=True)
    data = {"intent": intent, "before": before, **(about or {})}
    await unit.events.append(comment, "relabelled", by, comment.state, comment.state, data)


async def bare_sentences(unit: Unit, comment: Comment, text: str) -> list[UnsupportedSentence]:
    """Sentences of a reply whose numbers, links or promises the evidence of the comment's draft doesn't hold."""
    draft = await unit.drafts.made_for(comment.draft_id, comment.id) if comment.draft_id else None
    if draft is None:
        return unsupported_sentences(text, ())
    return unsupported_sentences(text, draft.evidence_texts, draft.sentences)


def _check_not_deleted(comment: Comment) -> None:
    if comment.deleted_at is not None:
        raise IllegalMove("The author deleted this comment; there is nothing left to answer.")


def _check_filled(text: str) -> None:
    left = unfilled(text)
    if left:
        raise Invalid(f"The reply still says {', '.join(left)}: put in what belongs there, or take it out.")


def _check_length(text: str, comment: Comment) -> None:
    limit = limit_of(comment.channel, comment.reply_limit)
    size = length(text, limit.counting)
    if size > limit.limit:
        raise Invalid(f"The reply counts {size:,} characters; {comment.channel} takes at most {limit.limit:,}.")
