"""``knowledge import`` and ``knowledge sync``: help content read, compared, shown, and then stored."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from tqdm import tqdm

from desk.commands.drafting import chosen_page
from desk.commands.output import OK, SOME_ROWS_BAD, say
from desk.commands.rows import read_source
from desk.commands.running import with_parts
from desk.db.articles import checksum
from desk.domain.article import Article
from desk.domain.errors import Invalid
from desk.main import Desk
from desk.services.knowledge import LeftOut, Reading, read_folder
from desk.services.knowledge_plan import Origin, Plan, difference, plan, shown
from desk.settings import Settings
from desk.sources.addresses import checked
from desk.sources.archive import read_archive
from desk.sources.csv_file import read_csv
from desk.sources.fetch import Fetcher, new_client
from desk.sources.sitemap import is_sitemap
from desk.sources.web import read_page, read_sitemap

MOST: Final = 500
SHOWN_PROBLEMS: Final = 40


def knowledge_import(arguments: argparse.Namespace, settings: Settings) -> int:
    """Bring in what a web page, a sitemap, a CSV file, a zip or a folder holds."""
    if arguments.most < 1:
        raise Invalid("--most must be a number from 1.")
    return _bring_in(arguments, settings, arguments.source, "knowledge import")


def knowledge_sync(arguments: argparse.Namespace, settings: Settings) -> int:
    """Bring the stored articles in line with a folder."""
    if not Path(arguments.folder).is_dir():
        raise Invalid(f"{arguments.folder} is not a folder.")
    return _bring_in(arguments, settings, arguments.folder, "knowledge sync")


def source_name(source: str) -> str:
    """What a source is remembered by unless it is named: its address, or its full path."""
    return checked(source) if "://" in source else str(Path(source).resolve())


def _bring_in(arguments: argparse.Namespace, settings: Settings, source: str, actor: str) -> int:
    page_id: str | None = arguments.page
    origin = Origin(page_id, arguments.name or source_name(source))
    if page_id is not None and "://" in source:  # a page that isn't there is found out before anything is fetched
        with_parts(settings, ("postgres",), lambda settings: _check_page(settings, page_id))
    reading = _read(source, page_id, getattr(arguments, "most", MOST))
    _say_left_out(reading.left_out)
    if not reading.complete:
        say(f"There are more than --most {arguments.most} pages; the others were not looked at.")
    if not reading.articles:
        raise Invalid(f"{source} holds no article that can be read.")

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            if page_id is not None:
                await chosen_page(desk, page_id)
            async with desk.uow() as unit:
                todo = plan(reading, await unit.articles.stored(), checksum, origin, take=arguments.take)
                before = await unit.articles.articles([article.id for article in todo.changed])
            _say_left_out(todo.refused)
            _say_plan(todo, before, prune=arguments.prune)
            if not arguments.dry_run:
                await _apply(desk, todo, origin, actor, prune=arguments.prune)
            say(_summary(todo, prune=arguments.prune, dry_run=arguments.dry_run))
        finally:
            await desk.close()
        return SOME_ROWS_BAD if reading.left_out or todo.refused else OK

    return with_parts(settings, ("postgres",), run)


async def _check_page(settings: Settings, page_id: str) -> int:
    desk = Desk(settings)
    await desk.open()
    try:
        await chosen_page(desk, page_id)
    finally:
        await desk.close()
    return OK


def _read(source: str, page_id: str | None, most: int) -> Reading:
    """What a source holds, by its form: an address, a folder, or a file's ending."""
    if "://" in source:
        address = checked(source)
        with new_client() as client:
            fetcher = Fetcher(client)
            if is_sitemap(address):
                return read_sitemap(fetcher, address, page_id, most=most, bar=_bar)
            return read_page(fetcher, address, page_id)
    path = Path(source)
    if path.is_dir():
        return read_folder(path, page_id)
    if not path.exists():
        raise Invalid(f"There is no {source}; a web address starts with https://.")
    if path.suffix.lower() in (".csv", ".tsv"):
        return read_csv(read_source(source), source, page_id)
    if path.suffix.lower() == ".zip":
        return read_archive(path, page_id)
    raise Invalid(f"{source} is none of: a web address, a folder of Markdown, a .csv file, a .zip of HTML files.")


def _bar(pages: list[str]) -> Iterable[str]:
    bar: Iterable[str] = tqdm(pages, unit="page", disable=not sys.stderr.isatty(), file=sys.stderr)
    return bar


def _say_left_out(left_out: Sequence[LeftOut]) -> None:
    for one in left_out[:SHOWN_PROBLEMS]:
        say(f"{shown(one.where)}: {shown(one.message)}; left out")
    if len(left_out) > SHOWN_PROBLEMS:
        say(f"… and {len(left_out) - SHOWN_PROBLEMS} more left out")


def _say_plan(todo: Plan, before: dict[str, Article], *, prune: bool) -> None:
    for article in todo.new:
        say(f"new      {article.id}  {shown(article.title)}")
    for article in todo.changed:
        say(f"changed  {article.id}  {shown(article.title)}")
        for line in difference(before[article.id], article):
            say(f"    {line}")
    for article_id in todo.removed if prune else ():
        say(f"removed  {article_id}")
    if prune and todo.spared:
        say(f"{len(todo.spared)} not found but kept, as not all could be read: {shown(', '.join(todo.spared))}")


def _summary(todo: Plan, *, prune: bool, dry_run: bool) -> str:
    done = "would be " if dry_run else ""
    parts = [f"{len(todo.new)} {done}new", f"{len(todo.changed)} {done}changed", f"{todo.unchanged} unchanged"]
    if prune:
        parts.append(f"{len(todo.removed)} {done}removed")
    kept = len(todo.spared) + (0 if prune else len(todo.removed))
    if kept:
        parts.append(f"{kept} kept that the source lacks")
    return ", ".join(parts) + "."


async def _apply(desk: Desk, todo: Plan, origin: Origin, actor: str, *, prune: bool) -> None:
    wanted = (*todo.new, *todo.changed)
    encoder = desk.encoder() if wanted else None
    for article in wanted:
        assert encoder is not None
        async with desk.uow() as unit:
            await unit.articles.put(article, encoder, actor, origin.source)
    async with desk.uow() as unit:
        await unit.articles.adopt(todo.adopted, origin.source)
        for article_id in todo.removed if prune else ():
            await unit.articles.remove(article_id, actor)
