"""``comment`` and ``import``: comments through the whole path, as if a connection had delivered them."""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import sys
import time
from typing import Any, Final
from uuid import UUID

from tqdm import tqdm

from desk.commands.bulk import UNDERSTOOD
from desk.commands.drafting import chosen_page, turns_of
from desk.commands.output import FAILED, OK, SOME_ROWS_BAD, bad_row, emit, say
from desk.commands.rows import BadRow, Row, read_rows, read_source
from desk.commands.running import with_parts
from desk.domain.errors import DeskError
from desk.domain.incoming import Incoming
from desk.main import Desk
from desk.services.receive import receive
from desk.settings import Settings

WAIT_S: Final = 90.0
PARTS: Final = ("postgres", "actions", "assistant", "worker")


def comment(arguments: argparse.Namespace, settings: Settings) -> int:
    """Hand in one comment and show what the desk makes of it."""

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            page = await chosen_page(desk, arguments.page, demo=True)
            connection = await desk.api_connection(page.id)
            external_id = f"cli-{time.time_ns()}"
            incoming = Incoming(external_id, arguments.text, channel=arguments.channel, author=arguments.author)
            received = await receive(desk.uow, desk.clock, connection, incoming)
            row = await _drafted(desk, received.comment.id)
            if row is None:
                say("No draft came within 90 seconds; the comment is kept. Look at ./sharewell status")
                return FAILED
            _print(row, as_json=arguments.json)
            return OK
        finally:
            await desk.close()

    return with_parts(settings, PARTS, run)


def import_file(arguments: argparse.Namespace, settings: Settings) -> int:
    """Take comments from a file into the queue; nothing is posted without approval."""
    rows = read_rows(read_source(arguments.file), arguments.file)

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            page = await chosen_page(desk, arguments.page)
            connection = await desk.api_connection(page.id)
            counts = {"new": 0, "known": 0, "bad": 0}
            for row in tqdm(rows, unit="comment", disable=not sys.stderr.isatty(), file=sys.stderr):
                if isinstance(row, BadRow):
                    bad_row(row.number, row.reason)
                    counts["bad"] += 1
                    continue
                try:
                    received = await receive(desk.uow, desk.clock, connection, _incoming(row))
                    counts["new" if received.created else "known"] += 1
                except DeskError as error:
                    bad_row(row.number, str(error).rstrip("."))
                    counts["bad"] += 1
            say(f"{counts['new']} new, {counts['known']} known already, {counts['bad']} left out.")
            return SOME_ROWS_BAD if counts["bad"] else OK
        finally:
            await desk.close()

    return with_parts(settings, ("postgres",), run)


def _incoming(row: Row) -> Incoming:
    fields = row.fields
    thread = fields.get("thread")
    # Without an id the same row again must still be the same comment.
    external_id = str(fields.get("id") or "import-" + hashlib.sha256(row.text.encode()).hexdigest()[:24])
    return Incoming(
        external_id=external_id,
        text=row.text,
        channel=str(fields.get("channel") or "api"),
        author=str(fields["author"]) if fields.get("author") else None,
        thread=thread if isinstance(thread, str) else None,
        turns=turns_of(thread),
    )


async def _drafted(desk: Desk, comment_id: UUID) -> dict[str, Any] | None:
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        async with desk.uow() as unit:
            row: dict[str, Any] | None = await unit.views.conversation(comment_id)
        if row and row["understanding"]:
            return row
        await asyncio.sleep(0.05)
    return None


def _print(row: dict[str, Any], *, as_json: bool) -> None:
    understanding, draft = row["understanding"], (row["document"] or {}).get("draft")
    evidence = [{"article": e["article"], "passage": e["id"], "score": e["score"]} for e in row["evidence"] or []]
    if as_json:
        kept = {key: understanding[key] for key in UNDERSTOOD}
        emit({"id": str(row["id"]), "text": row["text"], "understanding": kept, "draft": draft, "evidence": evidence})
        return
    sure = "unsure" if understanding["unsure"] else f"{understanding['confidence']:.0%} sure"
    print(f"understanding  {understanding['intent']} ({sure}), severity {understanding['severity']},", end=" ")
    print(f"language {understanding['language']}")
    for found in understanding["escalation"]:
        print(f"escalate       {found['reason']}: {json.dumps(found['text'], ensure_ascii=False)}")
    for found in understanding.get("details", []):
        print(f"names          {found['kind']}: {json.dumps(found['text'], ensure_ascii=False)}")
    if draft and draft["text"]:
        text = draft["text"].replace("\n", "\n" + 15 * " ")
        print(f"draft          [{draft['kind']}] {text}")
    else:
        print(f"draft          none: {(draft or {}).get('reason') or 'a person has to write it'}")
    for passage in evidence:
        print(f"evidence       {passage['score']:.2f}  {passage['passage']}")
