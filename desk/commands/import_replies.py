"""``import-replies``: what was answered before Sharewell becomes memory. Nothing is posted."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from tqdm import tqdm

from desk.commands.assistant import say_starting, understanding
from desk.commands.drafting import chosen_page
from desk.commands.output import FAILED, OK, SOME_ROWS_BAD, bad_row, say
from desk.commands.remembering import AT_ONCE, encoded, understood
from desk.commands.reply_rows import AnsweredRow, read_answered
from desk.commands.rows import BadRow, read_source
from desk.commands.running import with_parts
from desk.domain.memory import Answered
from desk.main import Desk
from desk.settings import Settings
from language.encoder import Encoder
from language.reuse import scrubbed


def import_replies(arguments: argparse.Namespace, settings: Settings) -> int:
    """Remember the pairs of a file that are new; what each comment is, the newest model says."""
    rows = read_answered(read_source(arguments.file), arguments.file)
    good = [row for row in rows if isinstance(row, AnsweredRow)]
    bad = [row for row in rows if isinstance(row, BadRow)]

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            pairs, strangers = await _pairs(desk, good, arguments.page)
            wrong = sorted([*bad, *strangers], key=lambda row: row.number)
            for row in wrong:
                bad_row(row.number, row.reason)
            new = await _new(desk, pairs)
            added = await _remember(desk, new, settings) if new else 0
        finally:
            await desk.close()
        say(f"{added:,} remembered, {len(pairs) - added:,} known already, {len(wrong):,} left out.")
        if wrong:
            return SOME_ROWS_BAD if pairs else FAILED
        return OK

    return with_parts(settings, ("postgres",), run)


async def _pairs(desk: Desk, rows: Sequence[AnsweredRow], wanted: str | None) -> tuple[list[Answered], list[BadRow]]:
    """The rows without personal data, each with its page; those that name a page that isn't there are bad."""
    async with desk.uow() as unit:
        known = {page.id for page in await unit.pages.all()}
    default = None
    if wanted is not None or any(row.page is None for row in rows):
        default = (await chosen_page(desk, wanted)).id
    pairs, strangers = [], []
    for row in rows:
        page = row.page if row.page is not None else default
        if page is None or page not in known:
            strangers.append(BadRow(row.number, f"there is no page {page}"))
            continue
        pairs.append(Answered(page, scrubbed(row.comment), scrubbed(row.reply), decided_at=row.at))
    return pairs, strangers


async def _new(desk: Desk, pairs: Sequence[Answered]) -> list[Answered]:
    """Those that are not remembered yet, each once."""
    once = list({(pair.page_id, pair.comment, pair.reply): pair for pair in reversed(pairs)}.values())[::-1]
    known: set[tuple[str, str, str]] = set()
    async with desk.uow() as unit:
        for page in {pair.page_id for pair in once}:
            own = [pair for pair in once if pair.page_id == page]
            for start in range(0, len(own), 10 * AT_ONCE):
                found = await unit.memory.known(page, own[start : start + 10 * AT_ONCE])
                known |= {(page, comment, reply) for comment, reply in found}
    return [pair for pair in once if (pair.page_id, pair.comment, pair.reply) not in known]


async def _remember(desk: Desk, pairs: Sequence[Answered], settings: Settings) -> int:
    """Read, encode and store some at a time: what is stored stays, should the command be stopped."""
    encoder = Encoder(settings.encoder, threads=os.cpu_count() or 1)
    added = 0
    say_starting("Loading the model")
    bar = tqdm(total=len(pairs), unit="reply", disable=not sys.stderr.isatty(), file=sys.stderr)
    with bar, understanding(settings, [pair.comment for pair in pairs]) as answers:
        for start in range(0, len(pairs), AT_ONCE):
            part = pairs[start : start + AT_ONCE]
            vectors = await encoded(encoder, part)
            part = await understood(part, answers)
            async with desk.uow() as unit:
                added += await unit.memory.add_many(part, vectors, await unit.encoders.space_of(encoder))
            bar.update(len(part))
    return added
