"""``classify``, ``draft`` and ``lint``: many texts through the assistant, without the desk's queue."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, Final

from tqdm import tqdm

from desk.commands.assistant import say_starting, understanding
from desk.commands.drafting import Drafter, with_drafter
from desk.commands.output import FAILED, OK, SOME_ROWS_BAD, bad_row, emit, say
from desk.commands.rows import BadRow, Row, read_rows, read_source
from desk.domain.errors import DeskError
from desk.ports.errors import AssistantUnavailable
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

    async def use(drafter: Drafter) -> int:
        async def one(row: Row) -> dict[str, Any]:
            document, evidence = await drafter.draft(row)
            return {**row.fields, **drafted(document.understanding, document.draft, evidence)}

        return await _each(rows, one)

    return with_drafter(arguments, settings, use)


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
    kept = ("kind", "text", "sentences", "findings", "private", "confidence", "reason", "summary", "hide", "runners_up")
    return {
        "understanding": {key: understanding[key] for key in UNDERSTOOD},
        "draft": {key: draft.get(key) for key in kept} if draft else None,
        "evidence": [
            {"article": passage.article, "passage": passage.id, "score": round(passage.score, 4)}
            for passage in evidence
        ],
    }


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
