"""`forget` shows what would go, and with --yes it goes."""

from __future__ import annotations

import argparse
import asyncio

import pytest

from desk.commands.forget import forget
from desk.db.memory import Memory
from desk.domain.errors import NotFound
from desk.domain.incoming import Incoming
from desk.domain.page import Page
from desk.domain.reply import Sent
from desk.services.decide import Decisions, Person
from desk.services.publish import Publishing
from desk.services.receive import receive
from desk.services.remember import remember
from desk.settings import read_settings
from tests.desk.fakes import FakeConnector, vault
from tests.integration.test_search import WordVectors


@pytest.fixture
async def run(desk, environment, capsys):
    """The command, beside a desk that answered one comment of maja's."""
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop", {"undo_seconds": 0}))
    account = await desk.accounts.add("Ada", "ada@example.org", "approver", "correct horse battery")
    incoming = Incoming("c1", "Do you repair folding bikes?", author="Maja Olsen", author_id="maja")
    comment = (await receive(desk.uow, desk.clock, await desk.api_connection("shop"), incoming)).comment
    await Decisions(desk.uow, desk.clock).approve(Person(account.id, "Ada"), comment.id, comment.version, "We do.")
    async with desk.uow() as unit:
        reply = await unit.replies.live(comment.id)
    await Publishing(desk.uow, desk.clock, {"api": FakeConnector(Sent("1"))}, vault()).publish(reply.approved.id)
    assert await remember(desk.uow, Memory(desk.database, WordVectors()), reply.approved.id)

    async def run(author, **told):
        arguments = argparse.Namespace(author=author, page=None, **{"name": False, "yes": False, **told})
        assert await asyncio.to_thread(forget, arguments, read_settings(environment)) == 0
        return capsys.readouterr().err

    return run


async def remembered(desk):
    async with desk.database.connection() as raw:
        return (await (await raw.execute("SELECT count(*) AS n FROM remembered_replies")).fetchone())["n"]


async def test_it_shows_first_and_forgets_when_told_to(desk, run):
    assert "Would be forgotten: 1 remembered replies and 0 lessons from 1 comments." in await run("maja")
    assert await remembered(desk) == 1
    assert "Forgotten: 1 remembered" in await run("maja", yes=True)
    assert await remembered(desk) == 0
    assert "Would be forgotten: 0 remembered" in await run("maja")


async def test_a_name_is_taken_as_one_only_when_told_to(desk, run):
    with pytest.raises(NotFound, match="Shown by that name: maja"):
        await run("Maja Olsen", yes=True)
    assert await remembered(desk) == 1
    await run("Maja Olsen", name=True, yes=True)
    assert await remembered(desk) == 0
