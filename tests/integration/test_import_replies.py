"""`import-replies` remembers what is new in a file, posts nothing, and can be run again."""

from __future__ import annotations

import argparse
import asyncio
from contextlib import contextmanager

import pytest

from desk.commands import import_replies
from desk.domain.page import Page
from desk.settings import read_settings
from tests.integration.test_search import WordVectors

FILE = """comment,reply,date,page
Do you open on Sunday?,"Hi Maja, write to maja@olsen.example",2026-03-03,shop
Do you open on Sunday?,"Hi Maja, write to maja@olsen.example",2026-03-04,shop
Do dogs come in?,They do.,,shop
Do dogs come in?,They do.,,nowhere
,They do.,,shop
"""


@pytest.fixture
def run(desk, environment, monkeypatch, tmp_path, capsys):
    """The command beside the wired desk, with words for vectors and every comment a question."""

    @contextmanager
    def questions(settings, texts):
        yield iter([{"understanding": {"intent": "question"}} for _ in texts])

    monkeypatch.setattr(import_replies, "understanding", questions)
    monkeypatch.setattr(import_replies, "Encoder", lambda *_, **__: WordVectors())
    path = tmp_path / "replies.csv"
    path.write_text(FILE, encoding="utf-8")
    arguments = argparse.Namespace(file=str(path), page=None)

    async def run():
        status = await asyncio.to_thread(import_replies.import_replies, arguments, read_settings(environment))
        return status, capsys.readouterr().err

    return run


async def test_what_is_new_is_remembered_without_personal_data_and_nothing_is_posted(desk, run):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop"))
    status, said = await run()
    assert status == 3
    assert "line 5: there is no page nowhere; left out" in said and "line 6: the comment is empty; left out" in said
    assert "2 remembered, 1 known already, 2 left out." in said
    async with desk.database.connection() as raw:
        rows = await (await raw.execute("SELECT * FROM remembered_replies ORDER BY id")).fetchall()
        posted = await (await raw.execute("SELECT count(*) AS n FROM replies")).fetchone()
    assert posted["n"] == 0
    assert [(row["intent"], row["source"], row["reply_id"]) for row in rows] == [("question", "imported", None)] * 2
    assert "maja@" not in rows[0]["reply"] and rows[0]["decided_at"].isoformat().startswith("2026-03-03")


async def test_the_same_file_again_brings_nothing(desk, run):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop"))
    await run()
    assert "0 remembered, 3 known already, 2 left out." in (await run())[1]
