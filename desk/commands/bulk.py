"""``classify``, ``draft`` and ``lint``: many texts through the assistant, without the desk's queue."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timezone
from typing import Any, Final
from uuid import uuid4

from tqdm import tqdm

from desk.commands.assistant import say_starting, understanding
from desk.commands.output import FAILED, OK, SOME_ROWS_BAD, bad_row, emit, say
from desk.commands.rows import BadRow, Row, read_rows, read_source
from desk.commands.running import with_parts
from desk.demo import PAGE as DEMO_PAGE
from desk.demo import seed
from desk.domain.comment import Comment, CommentState, Turn
from desk.domain.errors import DeskError, Invalid
from desk.domain.page import Page
from desk.main import Desk
from desk.ports import AssistantUnavailable
from desk.services.draft import REMEMBERED
from desk.services.receive import CHANNELS
from desk.settings import Settings
from language import tone

AT_ONCE: Final = 4
UNDERSTOOD: Final = (
    "intent",
    "confidence",
    "question",
    "complaint",
    "praise",
    "severity",
    "language",
    "escalate",
    "details",
)
Work = Callable[[Row], Awaitable[dict[str, Any]]]


def classify(arguments: argparse.Namespace, settings: Settings) -> int:
    """What each comment is, in batches through the newest model; no server is needed."""
    rows = read_rows(read_source(arguments.file), arguments.file)
    texts = [row.text for row in rows if isinstance(row, Row)]
    if not texts:
        return _classified(rows, iter(()))
    say_starting("Loading the model")
    with understanding(settings, texts) as answers:
        return _classified(rows, answers)


def _classified(rows: list[Row | BadRow], answers: Iterator[dict[str, Any]]) -> int:
    failures = 0
    bar = tqdm(total=len(rows), unit="comment", disable=not sys.stderr.isatty(), file=sys.stderr)
    for row in rows:
        bar.update()
        answer: dict[str, Any] = {"error": row.reason} if isinstance(row, BadRow) else next(answers)
        if isinstance(row, BadRow) or "error" in answer:
            bad_row(row.number, answer["error"])
            failures += 1
        else:
            emit({**row.fields, **{key: answer["understanding"][key] for key in UNDERSTOOD}})
    bar.close()
    return _outcome(len(rows), failures)


def draft(arguments: argparse.Namespace, settings: Settings) -> int:
    """A draft for each comment; nothing is stored."""
    rows = read_rows(read_source(arguments.file), arguments.file)

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            page = await chosen_page(desk, arguments.page, demo=True)
            search, memory = desk.finders()

            async def one(row: Row) -> dict[str, Any]:
                comment = _comment(row, page)
                evidence = await search.find(page.id, comment.text, thread=[turn.text for turn in comment.turns])
                remembered = await memory.find(page.id, comment.text, limit=REMEMBERED)
                document = await desk.assistant.draft(comment, page, None, evidence, remembered=remembered)
                return {**row.fields, **drafted(document.understanding, document.draft, evidence)}

            return await _each(rows, one)
        finally:
            await desk.close()

    return with_parts(settings, ("postgres", "actions", "assistant"), run)


def lint(arguments: argparse.Namespace, settings: Settings) -> int:
    """What the tone check finds in each text."""
    rows, failures = read_rows(read_source(arguments.file), arguments.file), 0
    for row in rows:
        if isinstance(row, BadRow):
            bad_row(row.number, row.reason)
            failures += 1
            continue
        found = [finding.as_dict() for finding in tone.check(row.text)]
        keys = ("rule", "start", "end", "text", "why", "instead")
        emit({**row.fields, "findings": [{key: finding[key] for key in keys} for finding in found]})
    return _outcome(len(rows), failures)


def drafted(understanding: dict[str, Any], draft: dict[str, Any] | None, evidence: Any) -> dict[str, Any]:
    """The keys that ``draft`` and ``comment`` add."""
    kept = ("kind", "text", "sentences", "findings", "private", "confidence")
    return {
        "understanding": {key: understanding[key] for key in UNDERSTOOD},
        "draft": {key: draft[key] for key in kept} if draft else None,
        "evidence": [
            {"article": passage.article, "passage": passage.id, "score": round(passage.score, 4)}
            for passage in evidence
        ],
    }


async def chosen_page(desk: Desk, wanted: str | None, *, demo: bool = False) -> Page:
    """The page with this id, or the only one there is; raises Invalid that says which there are.

    With ``demo`` a desk without any page gets the demo company, so that a first try needs no preparation.
    """
    async with desk.uow() as unit:
        pages = await unit.pages.all()
    if not pages and demo and wanted is None:
        say("There is no page yet: using the demo company, Fernhill Cycles (./sharewell page add makes your own).")
        await seed(desk)
        return DEMO_PAGE
    if not pages:
        raise Invalid('There is no page yet. Make one: ./sharewell page add my-page --name "My page"')
    if wanted is None and len(pages) == 1:
        return pages[0]
    for page in pages:
        if page.id == wanted:
            return page
    known = ", ".join(page.id for page in pages)
    if wanted is None:
        raise Invalid(f"Say which page with --page: {known}.")
    raise Invalid(f"There is no page {wanted}; there are: {known}.")


async def _each(rows: list[Row | BadRow], work: Work) -> int:
    """Do the work for every good row, a few at once, printing results in the order of the rows."""
    failures = 0
    slots = asyncio.Semaphore(AT_ONCE)

    async def done(row: Row) -> dict[str, Any]:
        async with slots:
            return await work(row)

    good = [row for row in rows if isinstance(row, Row)]
    tasks = {row.number: asyncio.create_task(done(row)) for row in good}
    bar = tqdm(total=len(rows), unit="comment", disable=not sys.stderr.isatty(), file=sys.stderr)
    for row in rows:
        bar.update()
        if isinstance(row, BadRow):
            bad_row(row.number, row.reason)
            failures += 1
            continue
        try:
            emit(await tasks[row.number])
        except (AssistantUnavailable, DeskError) as error:
            bad_row(row.number, str(error).rstrip("."))
            failures += 1
    bar.close()
    return _outcome(len(rows), failures)


def _outcome(rows: int, failures: int) -> int:
    if failures:
        say(f"{rows - failures} of {rows} rows done; {failures} left out.")
    if failures and failures == rows:
        return FAILED
    return SOME_ROWS_BAD if failures else OK


def _comment(row: Row, page: Page) -> Comment:
    channel = str(row.fields.get("channel") or "api")
    if channel not in CHANNELS:
        raise Invalid(f"there is no channel {channel!r}")
    return Comment(
        id=uuid4(),
        page_id=page.id,
        connection_id=uuid4(),
        thread_id=uuid4(),
        channel=channel,
        external_id=str(row.fields.get("id", row.number)),
        author=str(row.fields["author"]) if row.fields.get("author") else None,
        text=row.text,
        received_at=datetime.now(timezone.utc),
        state=CommentState.DRAFTING,
        turns=turns_of(row.fields.get("thread")),
    )


def turns_of(thread: Any) -> tuple[Turn, ...]:
    """Earlier turns from a row's ``thread``: a list of texts or of {author, from_page, text}; else none."""
    if not isinstance(thread, list):
        return ()
    turns = []
    for turn in thread[:50]:
        if isinstance(turn, str):
            turns.append(Turn(None, False, turn))
        elif isinstance(turn, dict) and isinstance(turn.get("text"), str):
            author = turn.get("author")
            turns.append(Turn(str(author) if author else None, turn.get("from_page") is True, turn["text"]))
    return tuple(turns)
