"""A comment gets its draft: evidence found, the assistant asked, the answer stored once."""

from __future__ import annotations

import time
from dataclasses import replace
from uuid import UUID, uuid4

from desk.domain.comment import OPEN, CommentState, Move, after
from desk.domain.draft import StoredDraft
from desk.domain.notification import ESCALATION
from desk.domain.urgency import place
from desk.ports.errors import AssistantUnavailable, DatabaseUnavailable
from desk.ports.outside import Assistant, Clock, EvidenceSearch, Recall
from desk.ports.unit import UnitOfWork
from desk.services.learn import cited, learned_for
from desk.services.safe import is_safe

ASSISTANT = "assistant"
REMEMBERED = 3
# How many of the page's newest replies a draft must not sound like.
LATELY = 10


async def draft_comment(
    uow: UnitOfWork,
    assistant: Assistant,
    search: EvidenceSearch,
    clock: Clock,
    comment_id: UUID,
    text_version: int,
    attempt: int,
    recall: Recall | None = None,
    hint: str | None = None,
) -> None:
    """Draft a reply to this version of the comment; without ``recall`` nothing that was answered before is looked for.

    A ``hint`` of a person counts as part of what is asked when passages are looked for, and goes to the assistant.

    Safe to run twice and after a crash at any point. When the assistant is down the comment is shown to people at
    once, without a draft, and AssistantUnavailable is raised so that the queue tries again later.
    """
    async with uow() as unit:
        comment = await unit.comments.get(comment_id, lock=True)
        if comment is None or comment.text_version != text_version or comment.state not in OPEN:
            return
        if await unit.drafts.last_attempt(comment_id, text_version) >= attempt:
            return
        state = after(comment.state, Move.START_DRAFTING)
        if state is not comment.state:
            await unit.comments.move(comment_id, state, bump=False)
            await unit.events.append(comment, Move.START_DRAFTING.value, ASSISTANT, comment.state, state)
        page = await unit.pages.get(comment.page_id)
        post = await unit.comments.post_of(comment.thread_id)
        turns = await unit.comments.earlier_turns(comment)
        label = await unit.comments.label_of(comment_id)
        lately = await unit.replies.lately(comment.page_id, LATELY)
    assert page is not None
    started = time.perf_counter()
    try:
        known = replace(comment, turns=(*comment.turns, *turns))
        asked = f"{comment.text}\n{hint}" if hint else comment.text
        evidence = await search.find(comment.page_id, asked, thread=[turn.text for turn in known.turns])
        remembered = await recall.find(comment.page_id, comment.text, limit=REMEMBERED) if recall else []
        learned = await learned_for(uow, comment.page_id, evidence)
        found = time.perf_counter()
        document = await assistant.draft(known, page, post, evidence, label, remembered, lately, learned, hint)
    except AssistantUnavailable as unavailable:
        await _show_without_draft(uow, comment_id, text_version, str(unavailable))
        raise
    except DatabaseUnavailable:
        raise
    except Exception as error:  # a mistake of ours must not keep the comment from people; the queue logs it
        await _show_without_draft(uow, comment_id, text_version, f"Drafting broke off ({type(error).__name__}).")
        raise
    answered = time.perf_counter()
    shown = [*evidence, *(one.as_evidence() for one in remembered)]
    shown += cited(learned, document, shown)
    draft = StoredDraft(
        uuid4(), comment_id, text_version, attempt, document, tuple(passage.as_dict() for passage in shown)
    )
    timings = {"search_ms": 1000 * (found - started), "assistant_ms": 1000 * (answered - found)}
    await _store(uow, clock, draft, timings)


async def _store(uow: UnitOfWork, clock: Clock, draft: StoredDraft, timings: dict[str, float]) -> None:
    document = draft.document
    async with uow() as unit:
        comment = await unit.comments.get(draft.comment_id, lock=True)
        if comment is None or comment.text_version != draft.text_version:
            return  # edited meanwhile: the edit queued a draft of its own
        if not await unit.drafts.add(draft, clock.now(), timings):
            return
        page = await unit.pages.get(comment.page_id)
        where = place(
            promise=page.promise if page else None,
            since=comment.received_at,
            due_at=comment.due_at,
            intent=document.intent,
            severity=document.severity,
            escalate=document.escalate,
            reach=comment.reach,
        )
        await unit.comments.understood(comment.id, document, where)
        if document.escalate:
            await unit.jobs.notify(comment, ESCALATION, {"escalate": document.escalate})
        if comment.state not in OPEN:
            return  # a person was faster; the understanding is kept all the same
        await unit.comments.attach_draft(comment.id, draft.id, document.kind, safe=is_safe(draft))
        move = Move.DRAFTED if document.draft else Move.NOT_DRAFTED
        state = after(comment.state, move) if comment.state is not CommentState.RECEIVED else CommentState.WAITING
        await unit.comments.move(comment.id, state, bump=False)
        await unit.events.append(
            comment,
            move.value,
            ASSISTANT,
            comment.state,
            state,
            {"draft": str(draft.id), "kind": document.kind, "intent": document.intent},
        )


async def _show_without_draft(uow: UnitOfWork, comment_id: UUID, text_version: int, reason: str) -> None:
    async with uow() as unit:
        comment = await unit.comments.get(comment_id, lock=True)
        if comment is None or comment.text_version != text_version or comment.state is not CommentState.DRAFTING:
            return
        state = after(comment.state, Move.NOT_DRAFTED)
        await unit.comments.move(comment_id, state, bump=False)
        await unit.events.append(comment, Move.NOT_DRAFTED.value, ASSISTANT, comment.state, state, {"reason": reason})
