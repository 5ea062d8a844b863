"""The demo company: its page and articles at the first start, its comments at a believable pace."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Final

import structlog

from desk.domain.comment import Turn
from desk.domain.errors import DeskError
from desk.domain.incoming import Incoming
from desk.domain.page import Connection, Page
from desk.main import Desk
from desk.ports.errors import DatabaseUnavailable
from desk.services.knowledge import read_folder
from desk.services.receive import receive
from desk.settings import ROOT

PAGE: Final = Page(
    "fernhill-cycles", "Fernhill Cycles", {"voice": {"sign_with": "Fernhill Cycles"}, "undo_seconds": 10}
)
COMMENTS: Final = ROOT / "demo" / "comments.jsonl"
KNOWLEDGE: Final = ROOT / "knowledge"
AT_ONCE: Final = 40
"""So many comments are there at the first look; the others arrive one by one."""
log = structlog.get_logger(__name__)


async def run(desk: Desk) -> None:
    """Seed what is missing, then feed comments; started again it goes on where it was."""
    await desk.open()
    try:
        connection = await seed(desk)
        website = asyncio.create_task(_post_replies(desk))
        lines = COMMENTS.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            comment = json.loads(line)
            created = await _deliver(desk, connection, comment)
            if created and number >= AT_ONCE:
                await asyncio.sleep(float(comment.get("wait", 20)))
        log.info("demo_finished", comments=len(lines))
        await website
    finally:
        await desk.close()


async def seed(desk: Desk) -> Connection:
    """The page and the articles, once; returns the page's API connection."""
    async with desk.uow() as unit:
        if await unit.pages.get(PAGE.id) is None:
            await unit.pages.add(PAGE)
        stored = await unit.articles.stored()
        chat = await unit.channels.of_page(PAGE.id, "chat")
    if chat is None:  # for the pages under /widget/demo/
        await desk.connecting.connect("demo", PAGE.id, "chat", {"origins": desk.settings.public_url})
    reading = read_folder(KNOWLEDGE)
    for one in reading.left_out:
        log.warning("article_left_out", path=one.where, reason=one.message)
    for article in reading.articles.values():
        if article.id not in stored:
            async with desk.uow() as unit:
                await unit.articles.put(article, desk.encoder(), "demo", str(KNOWLEDGE))
    return await desk.api_connection(PAGE.id)


async def _post_replies(desk: Desk) -> None:
    """Stand in for the demo company's own website: fetch approved replies and confirm that they are posted."""
    while True:
        try:
            async with desk.uow() as unit:
                waiting = await unit.views.outgoing(PAGE.id, 100)
            for reply in waiting:
                await desk.publishing.confirm(PAGE.id, reply["id"], f"demo-{reply['id']}")
        except (DatabaseUnavailable, DeskError) as error:
            log.warning("demo_website_waits", reason=str(error))
        await asyncio.sleep(2)


async def _deliver(desk: Desk, connection: Connection, comment: dict[str, Any]) -> bool:
    incoming = Incoming(
        external_id=comment["id"],
        text=comment["text"],
        channel=comment["channel"],
        author=comment.get("author"),
        post=comment.get("post"),
        turns=tuple(
            Turn(turn.get("author"), bool(turn.get("from_page")), turn["text"]) for turn in comment.get("thread") or []
        ),
    )
    while True:
        try:
            return (await receive(desk.uow, desk.clock, connection, incoming)).created
        except DatabaseUnavailable:
            await asyncio.sleep(1)
