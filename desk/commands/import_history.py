"""``import-history``: last year's comments and replies of other systems. They become memory and figures; nothing is posted.

The file is read once and what is new in it spooled, masked; then that is understood and stored, some at a time. A command that was
stopped goes on where it was when it is run again: what is stored is known.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

from tqdm import tqdm

from desk.commands.assistant import say_starting, understanding
from desk.commands.drafting import chosen_page
from desk.commands.history import READERS
from desk.commands.history.exchange import Exchange, LeftOut, Own
from desk.commands.output import FAILED, OK, SOME_ROWS_BAD, say
from desk.commands.remembering import AT_ONCE, encoded, intent_of
from desk.commands.running import with_parts
from desk.domain.errors import Invalid
from desk.domain.imported import Imported, key_of
from desk.domain.memory import Answered
from desk.main import Desk
from desk.settings import Settings
from language.encoder import Encoder
from language.reuse import scrubbed

LOOKED_UP: Final = 1_000
SAID: Final = 100
"""So many of what is left out are named one by one."""


@dataclass
class Reading:
    """What the file held. ``broken``: why it could not be read to its end."""

    new: int = 0
    comments: int = 0
    known: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    broken: str | None = None
    _said: int = 0

    def leave_out(self, one: LeftOut) -> None:
        """Name it, unless too many were named."""
        self.left_out[one.reason] += 1
        self._said += 1
        if self._said <= SAID:
            say(f"{one.where}: {one.reason}; left out")

    def say_rest(self) -> None:
        """What was not named one by one."""
        if self._said > SAID:
            say(f"… and {self._said - SAID:,} more; all that was left out, by reason:")
            for reason, count in self.left_out.most_common(10):
                say(f"  {count:,} × {reason}")


class Spool:
    """Masked entries on the disk, in order: there may be more than the memory holds."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] = path.open("w", encoding="utf-8")
        self.comments = 0

    def add(self, one: Imported, comment: str | None, reply: str | None) -> None:
        """Keep one for the second round."""
        times = [at.isoformat() if at else None for at in (one.commented_at, one.replied_at)]
        row = [one.page_id, one.source, one.key.hex(), one.channel, comment, reply, *times]
        self._file.write(json.dumps(row, ensure_ascii=False) + "\n")
        self.comments += comment is not None

    def close(self) -> None:
        """Nothing more comes."""
        self._file.close()

    def rows(self) -> Iterator[tuple[Imported, str | None, str | None]]:
        """All of it again."""
        with self._path.open(encoding="utf-8") as file:
            for line in file:
                page, source, key, channel, comment, reply, *times = json.loads(line)
                at, replied_at = (datetime.fromisoformat(time) if time else None for time in times)
                one = Imported(
                    page,
                    source,
                    bytes.fromhex(key),
                    channel,
                    comment is not None,
                    reply is not None,
                    None,
                    at,
                    replied_at,
                )
                yield one, comment, reply

    def __len__(self) -> int:
        return self.comments

    def __iter__(self) -> Iterator[str]:
        return (comment for _, comment, _ in self.rows() if comment is not None)


def import_history(arguments: argparse.Namespace, settings: Settings) -> int:
    """Import an export; with ``--dry-run`` only say what is in it."""
    own = Own.of(arguments.own)
    rows = READERS[arguments.source](arguments.file, own)
    first = next(rows, None)  # what is wrong with the file as a whole is said before anything starts

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        with tempfile.TemporaryDirectory(prefix="sharewell-import-") as folder:
            try:
                spool = Spool(Path(folder) / "new.jsonl")
                reading = await _read(desk, _chained(first, rows), arguments, spool)
                spool.close()
                reading.say_rest()
                if arguments.pairs:
                    _write_pairs(spool, arguments.pairs)
                added, remembered = (0, 0) if arguments.dry_run else await _store(desk, spool, reading.new, settings)
            finally:
                await desk.close()
        return _summary(reading, added, remembered, dry_run=arguments.dry_run)

    return with_parts(settings, ("postgres",), run)


async def _read(desk: Desk, rows: Iterator[Exchange | LeftOut], arguments: argparse.Namespace, spool: Spool) -> Reading:
    """Spool what is new, masked; a file that breaks off is imported as far as it goes."""
    async with desk.uow() as unit:
        pages = {page.id for page in await unit.pages.all()}
    default = (await chosen_page(desk, arguments.page)).id if arguments.page or len(pages) < 2 else None
    reading, seen = Reading(), set[tuple[str, bytes]]()
    with tqdm(unit=" entries", desc="Reading", disable=not sys.stderr.isatty(), file=sys.stderr) as bar:
        while part := await asyncio.to_thread(_some, rows, reading):
            fresh: dict[tuple[str, bytes], Exchange] = {}
            for one in part:
                bar.update()
                if isinstance(one, LeftOut):
                    reading.leave_out(one)
                    continue
                page = one.page or default
                if page is None or page not in pages:
                    hint = f"there is no page {page}" if page else "it names no page, and there are several: use --page"
                    reading.leave_out(LeftOut(one.where, hint))
                    continue
                place = (page, key_of(one.id))
                if place in seen:
                    reading.known += 1
                else:
                    seen.add(place)
                    fresh[place] = one
            await _spool_new(desk, fresh, arguments.source, spool, reading)
    return reading


async def _spool_new(
    desk: Desk, fresh: dict[tuple[str, bytes], Exchange], source: str, spool: Spool, reading: Reading
) -> None:
    known: dict[tuple[str, bytes], bool] = {}
    async with desk.uow() as unit:
        for page in {page for page, _ in fresh}:
            keys = [key for one, key in fresh if one == page]
            found = await unit.imported.known(page, source, keys)
            known |= {(page, key): replied for key, replied in found.items()}
    for place, one in fresh.items():
        if place in known and (known[place] or one.reply is None):
            reading.known += 1
            continue
        comment, reply = _masked(one.comment, one.names), _masked(one.reply, one.names)
        facts = Imported(
            place[0], source, place[1], one.channel, comment is not None, reply is not None, None,
            one.commented_at, one.replied_at,
        )  # fmt: skip
        spool.add(facts, comment, reply)
        reading.new += 1


async def _store(desk: Desk, spool: Spool, count: int, settings: Settings) -> tuple[int, int]:
    """Understand, encode and store some at a time; how many entries, and how many pairs into memory."""
    if not count:
        return 0, 0
    encoder = Encoder(settings.encoder, threads=os.cpu_count() or 1)
    added = remembered = 0
    rows = spool.rows()
    with ExitStack() as stack:
        answers: Iterator[dict[str, Any]] = iter(())
        if spool.comments:
            say_starting("Loading the model")
            answers = stack.enter_context(understanding(settings, spool))
        bar = stack.enter_context(
            tqdm(total=count, unit=" entries", desc="Storing", disable=not sys.stderr.isatty(), file=sys.stderr)
        )
        while part := list(islice(rows, AT_ONCE)):
            intents = await asyncio.to_thread(
                lambda: [intent_of(next(answers)) if row[1] is not None else None for row in part]
            )
            facts = [
                Imported(**{**one.__dict__, "intent": intent})
                for (one, _, _), intent in zip(part, intents, strict=True)
            ]
            pairs = [
                Answered(
                    one.page_id, comment, reply, one.channel, one.intent, decided_at=one.replied_at or one.commented_at
                )
                for one, (_, comment, reply) in zip(facts, part, strict=True)
                if comment is not None and reply is not None
            ]
            vectors = await encoded(encoder, pairs) if pairs else None
            async with desk.uow() as unit:
                added += await unit.imported.add_many(facts)
                if vectors is not None:
                    remembered += await unit.memory.add_many(pairs, vectors, await unit.encoders.space_of(encoder))
            bar.update(len(part))
    return added, remembered


def _summary(reading: Reading, added: int, remembered: int, *, dry_run: bool) -> int:
    left_out = sum(reading.left_out.values())
    if reading.broken:
        say(f"The file could not be read to its end: {reading.broken} What came before is imported.")
    if dry_run:
        say(f"{reading.new:,} new, {reading.known:,} known already, {left_out:,} left out. Nothing was stored.")
    else:
        say(f"{added:,} imported, {remembered:,} remembered, {reading.known:,} known already, {left_out:,} left out.")
    if reading.broken or left_out:
        return SOME_ROWS_BAD if reading.new or reading.known else FAILED
    return OK


def _some(rows: Iterator[Exchange | LeftOut], reading: Reading) -> list[Exchange | LeftOut]:
    part: list[Exchange | LeftOut] = []
    try:
        for one in islice(rows, LOOKED_UP):
            part.append(one)
    except Invalid as error:
        reading.broken = str(error)
    return part


def _chained(first: Exchange | LeftOut | None, rows: Iterator[Exchange | LeftOut]) -> Iterator[Exchange | LeftOut]:
    if first is not None:
        yield first
        yield from rows


def _masked(text: str | None, names: tuple[str, ...]) -> str | None:
    if text is None:
        return None
    text = scrubbed(text)
    for name in names:
        text = scrubbed(text, name)
    return text


def _write_pairs(spool: Spool, name: str) -> None:
    """The new pairs as ``evaluate replies`` reads them."""
    with Path(name).open("w", encoding="utf-8") as file:
        for one, comment, reply in spool.rows():
            if comment is not None and reply is not None:
                at = one.replied_at or one.commented_at
                date = {"date": at.isoformat()} if at else {}
                file.write(
                    json.dumps({"comment": comment, "reply": reply, "page": one.page_id, **date}, ensure_ascii=False)
                    + "\n"
                )
