"""``lessons``: what is learned from goes out to a file, and labels that people gave outside come in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from desk.commands.drafting import chosen_page
from desk.commands.output import FAILED, OK, SOME_ROWS_BAD, bad_row, say
from desk.commands.running import with_parts
from desk.domain.errors import Invalid, NotFound
from desk.domain.lesson_file import (
    CONTRADICTION,
    KNOWN,
    TAKEN,
    UNKNOWN_COMMENT,
    UNKNOWN_LABEL,
    UNREADABLE,
    LabelIn,
    LeftOut,
    Outcome,
)
from desk.domain.roles import Roles
from desk.domain.team import Member
from desk.main import Desk
from desk.services.export_lessons import day, export_lessons
from desk.services.import_lessons import LISTED
from desk.services.lesson_files import FORMATS, decoded, format_of, read
from desk.settings import Settings

SAID: Final = 100
"""So many of what is left out are named one by one."""
WORDS: Final = {
    UNKNOWN_LABEL: "unknown label",
    UNKNOWN_COMMENT: "unknown comment",
    CONTRADICTION: "contradiction",
    UNREADABLE: "unreadable",
}


def lessons_export(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write the lessons of a page, or of all."""
    since = day(arguments.since) if arguments.since else None

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            async with desk.uow() as unit:
                pages = {page.id for page in await unit.pages.all()}
            if arguments.page is not None:
                pages = {(await chosen_page(desk, arguments.page)).id}
            found = await export_lessons(desk.uow, desk.clock, pages, since)
        finally:
            await desk.close()
        _write(FORMATS[arguments.format].write(found.rows), arguments.out)
        left_out = (
            f"; {found.contradictions:,} texts with two labels wait to be settled" if found.contradictions else ""
        )
        say(f"{len(found.rows):,} lessons{left_out}.")
        return OK

    return with_parts(settings, ("postgres",), run)


def lessons_import(arguments: argparse.Namespace, settings: Settings) -> int:
    """Take the labels of a file; with ``--dry-run`` only say what would be taken."""
    source = decoded(_bytes_of(arguments.file))
    format = arguments.format or format_of(arguments.file, source)
    rows = read(format, source, _names(arguments.map))

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            page = await chosen_page(desk, arguments.page)
            if arguments.dry_run:
                outcome = await desk.lesson_import.look(page.id, rows, replace=arguments.replace)
            else:
                who = await _administrator(desk, arguments.by, page.id)
                outcome = await desk.lesson_import.take(who.name, page.id, format, rows, replace=arguments.replace)
        finally:
            await desk.close()
        return _told(outcome, rows, format, dry_run=arguments.dry_run)

    return with_parts(settings, ("postgres",), run)


def lessons_undo(arguments: argparse.Namespace, settings: Settings) -> int:
    """Take an import back, or list the last ones."""

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            async with desk.uow() as unit:
                pages = [page.id for page in await unit.pages.all()]
                known = await unit.lesson_files.imports(pages, LISTED)
            if arguments.id is None:
                for one in known:
                    state = "taken back" if one.undone_at else f"{one.labels:,} labels, {one.examples:,} texts"
                    say(f"{str(one.id)[:8]}  {one.at:%Y-%m-%d %H:%M}  {one.page}  {one.format}  by {one.by}: {state}")
                return OK
            found = [one for one in known if str(one.id).startswith(arguments.id)]
            if len(found) != 1:
                raise NotFound("Name one import by the start of its id: ./sharewell lessons undo shows them.")
            who = await _administrator(desk, arguments.by, found[0].page)
            await desk.lesson_import.take_back(who.name, found[0].id)
            say("Taken back. What people said since stays.")
        finally:
            await desk.close()
        return OK

    return with_parts(settings, ("postgres",), run)


async def _administrator(desk: Desk, email: str | None, page: str) -> Member:
    """Who imports: the one who is named, or the only one there is."""
    async with desk.uow() as unit:
        members = await unit.team.members()
    may = [one for one in members if one.on and Roles(one.role, one.page_roles).may("admin", page)]
    if email is not None:
        may = [one for one in may if one.email.casefold() == email.strip().casefold()]
        if not may:
            raise NotFound(f"There is no administrator of {page} with the address {email}.")
    if not may:
        raise Invalid("There is no administrator yet whose labels they could become: ./sharewell user add makes one.")
    if len(may) > 1:
        raise Invalid(f"Say whose labels they become: --by {' or --by '.join(one.email for one in may[:5])}.")
    return may[0]


def _told(outcome: Outcome, rows: list[LabelIn | LeftOut], format: str, *, dry_run: bool) -> int:
    for one in outcome.left_out[:SAID]:
        bad_row(one.line, one.reason)
    if len(outcome.left_out) > SAID:
        say(f"… and {len(outcome.left_out) - SAID:,} more.")
    counts = outcome.counts
    would = "would be taken" if dry_run else "taken"
    parts = [
        f"{counts[TAKEN]:,} {would} ({outcome.labels:,} labels of comments, {outcome.examples:,} texts)",
        f"{counts[KNOWN]:,} there already",
        *(f"{counts[name]:,} × {words}" for name, words in WORDS.items() if counts[name]),
    ]
    say(f"Read as {format}: {', '.join(parts)}.{' Nothing was stored.' if dry_run else ''}")
    if outcome.import_id is not None:
        say(f"./sharewell lessons undo {str(outcome.import_id)[:8]} takes it back.")
    if outcome.left_out:
        return SOME_ROWS_BAD if len(outcome.left_out) < len(rows) else FAILED
    return OK


def _names(pairs: Iterable[str]) -> dict[str, str]:
    names = {}
    for pair in pairs:
        old, equals, new = pair.partition("=")
        if not equals or not old.strip():
            raise Invalid(f"--map {pair} is not of the form OLD=NEW.")
        names[old] = new.strip()
    return names


def _bytes_of(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise Invalid(f"{name} can't be read: {error.strerror or error}.") from None


def _write(parts: Iterable[str], name: str | None) -> None:
    if name is None:
        for part in parts:
            sys.stdout.write(part)
        return
    try:
        with Path(name).open("w", encoding="utf-8", newline="") as file:
            file.writelines(parts)
    except OSError as error:
        raise Invalid(f"{name} can't be written: {error.strerror or error}.") from None
