"""Drafts for comments of a file, from the desk's articles or from a folder of them; nothing is stored in the desk."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from desk.commands.output import say
from desk.commands.rows import Row
from desk.commands.running import with_own_parts, with_parts
from desk.demo import PAGE as DEMO_PAGE
from desk.demo import seed
from desk.domain.comment import Comment, CommentState, Turn
from desk.domain.draft import DraftDocument, Evidence
from desk.domain.errors import Invalid
from desk.domain.page import Page
from desk.main import Desk
from desk.services.draft import REMEMBERED
from desk.services.knowledge import read_folder
from desk.services.learn import learned_for
from desk.services.receive import CHANNELS
from desk.settings import Settings

PARTS: Final = ("postgres", "actions", "assistant")


@dataclass(frozen=True)
class Drafter:
    """Drafts as the desk does, for one page."""

    desk: Desk
    page: Page

    async def draft(self, row: Row) -> tuple[DraftDocument, list[Evidence]]:
        """The draft document for a comment, and the evidence that was found for it."""
        comment = comment_of(row, self.page)
        search, memory = self.desk.finders()
        evidence = await search.find(self.page.id, comment.text, thread=[turn.text for turn in comment.turns])
        remembered = await memory.find(self.page.id, comment.text, limit=REMEMBERED)
        learned = await learned_for(self.desk.uow, self.page.id, evidence)
        document = await self.desk.assistant.draft(
            comment, self.page, None, evidence, remembered=remembered, learned=learned
        )
        return document, evidence


def with_drafter(arguments: argparse.Namespace, settings: Settings, use: Callable[[Drafter], Awaitable[int]]) -> int:
    """Run ``use`` on ``--page``'s articles or, with ``--articles``, on a folder's in a database of their own."""
    folder = Path(arguments.articles) if arguments.articles else None
    if folder is not None and arguments.page is not None:
        raise Invalid("--articles brings its own page: leave --page out.")
    if folder is not None and not folder.is_dir():
        raise Invalid(f"{folder} is not a folder.")

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            if folder is not None:
                page = await _page_of(desk, folder)
            else:
                page = await chosen_page(desk, arguments.page, demo=True)
            return await use(Drafter(desk, page))
        finally:
            await desk.close()

    if folder is None:
        return with_parts(settings, PARTS, run)
    with tempfile.TemporaryDirectory(prefix="sharewell-articles-") as data:
        return with_own_parts(Path(data), PARTS, run)


async def _page_of(desk: Desk, folder: Path) -> Page:
    page = Page("articles", folder.resolve().name)
    reading = read_folder(folder, page.id)
    for one in reading.left_out:
        say(f"{one.where}: {one.message}; left out.")
    if not reading.articles:
        raise Invalid(f"There is no article in {folder}: it needs Markdown files (.md) with a title.")
    async with desk.uow() as unit:
        await unit.pages.add(page)
        for article in reading.articles.values():
            await unit.articles.put(article, desk.encoder(), "command line", str(folder))
    return page


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


def comment_of(row: Row, page: Page) -> Comment:
    """A row as the comment it would be; raises Invalid for a channel that there isn't."""
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
