"""`import-history` stores facts and masked pairs, can be stopped and run again, and leaves nothing that could be sent."""

from __future__ import annotations

import argparse
import asyncio
import json
from contextlib import contextmanager

import pytest

from desk.commands import import_history
from desk.domain.errors import Invalid
from desk.domain.page import Page
from desk.settings import read_settings
from tests.integration.people import account, browser_of
from tests.integration.test_search import WordVectors

FILE = """id,comment,reply,date,replied,page,author
1,"Maja here, write to maja@olsen.example","Hi Maja, we are open.",2025-03-03T10:00:00Z,2025-03-03T12:00:00Z,shop,Maja
2,Do dogs come in?,They do.,2025-03-04T10:00:00Z,2025-03-04T10:30:00Z,shop,
3,Never answered?,,2025-04-01T10:00:00Z,,shop,
4,,Only a reply.,,2025-04-02T10:00:00Z,shop,
2,Do dogs come in?,They do.,2025-03-04T10:00:00Z,,shop,
5,Elsewhere?,Yes.,,,nowhere,
6,,,,,shop,
"""


@pytest.fixture
def run(desk, environment, monkeypatch, tmp_path, capsys):
    """The command beside the wired desk, with words for vectors and every comment a question."""
    understood = []

    @contextmanager
    def questions(settings, texts):
        understood.extend(texts)
        yield iter([{"understanding": {"intent": "question"}} for _ in range(len(texts))])

    monkeypatch.setattr(import_history, "understanding", questions)
    monkeypatch.setattr(import_history, "Encoder", lambda *_, **__: WordVectors())
    path = tmp_path / "history.csv"

    async def run(content=FILE, **options):
        path.write_text(content, encoding="utf-8")
        given = {"source": "csv", "page": None, "own": [], "pairs": None, "dry_run": False, **options}
        arguments = argparse.Namespace(file=str(path), **given)
        status = await asyncio.to_thread(import_history.import_history, arguments, read_settings(environment))
        return status, capsys.readouterr().err

    run.understood = understood
    return run


@pytest.fixture
async def shop(desk):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop"))


async def rows_of(desk, query):
    async with desk.database.connection() as raw:
        return await (await raw.execute(query)).fetchall()


async def test_facts_and_masked_pairs_are_stored_and_bad_rows_named(desk, shop, run):
    status, said = await run()
    assert status == 3
    assert "line 7: there is no page nowhere; left out" in said and "line 8: it has neither" in said
    assert "4 imported, 2 remembered, 1 known already, 2 left out." in said
    facts = await rows_of(desk, "SELECT * FROM imported_history ORDER BY commented_at, replied_at")
    assert [(one["has_comment"], one["has_reply"], one["intent"]) for one in facts] == [
        (True, True, "question"), (True, True, "question"), (True, False, "question"), (False, True, None),
    ]  # fmt: skip
    memory = await rows_of(
        desk, "SELECT comment, reply, source, reply_id, decided_at FROM remembered_replies ORDER BY id"
    )
    assert len(memory) == 2 and all(one["source"] == "imported" and one["reply_id"] is None for one in memory)
    whole = json.dumps([*facts, *memory], default=str)
    assert "maja@" not in whole and "Maja" not in whole
    assert len(run.understood) == 3


async def test_nothing_of_it_can_be_sent(desk, shop, run):
    await run()
    for table in ("comments", "replies", "drafts", "events", "procrastinate_jobs", "notifications", "deliveries"):
        (found,) = await rows_of(desk, f"SELECT count(*) AS n FROM {table}")
        assert found["n"] == 0, table
    refers = await rows_of(
        desk,
        "SELECT confrelid::regclass::text AS to FROM pg_constraint WHERE contype = 'f'"
        " AND conrelid = 'imported_history'::regclass",
    )
    assert [one["to"] for one in refers] == ["pages"]
    referred = await rows_of(
        desk, "SELECT 1 FROM pg_constraint WHERE contype = 'f' AND confrelid = 'imported_history'::regclass"
    )
    assert referred == []


async def test_the_same_file_again_brings_nothing_and_a_late_reply_is_noted(desk, shop, run):
    await run()
    status, said = await run()
    assert "0 imported, 0 remembered, 5 known already, 2 left out." in said
    status, said = await run("id,comment,reply,replied\n3,Never answered?,At last.,2025-05-01\n")
    assert status == 0 and "1 imported, 1 remembered, 0 known already, 0 left out." in said
    (one,) = await rows_of(desk, "SELECT has_reply, replied_at FROM imported_history WHERE replied_at >= '2025-05-01'")
    assert one["has_reply"]


async def test_what_was_stopped_goes_on_where_it_was(desk, shop, run, monkeypatch):
    content = "comment,reply\n" + "".join(f"Question {number}?,Answer {number}.\n" for number in range(700))
    spooled = import_history.encoded
    calls = []

    async def stopping(encoder, pairs):
        calls.append(len(pairs))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return await spooled(encoder, pairs)

    monkeypatch.setattr(import_history, "encoded", stopping)
    with pytest.raises(KeyboardInterrupt):
        await run(content)
    (found,) = await rows_of(desk, "SELECT count(*) AS n FROM imported_history")
    assert found["n"] == 250
    _, said = await run(content)
    assert "450 imported, 450 remembered, 250 known already, 0 left out." in said


async def test_a_file_that_breaks_off_is_imported_as_far_as_it_goes(desk, shop, run):
    conversation = {
        "id": 3,
        "messages": [{"id": 1, "message_type": 0, "content": "Open?"}, {"id": 2, "message_type": 1, "content": "Yes."}],
    }
    status, said = await run(f"[{json.dumps(conversation)}, {{", source="chatwoot")
    assert status == 3 and "could not be read to its end" in said and "1 imported, 1 remembered" in said


async def test_a_dry_run_stores_nothing_and_pairs_are_written_masked(desk, shop, run, tmp_path):
    _status, said = await run(dry_run=True, pairs=str(tmp_path / "pairs.jsonl"))
    assert "4 new, 1 known already, 2 left out. Nothing was stored." in said
    assert await rows_of(desk, "SELECT 1 FROM imported_history") == []
    written = [json.loads(line) for line in (tmp_path / "pairs.jsonl").read_text().splitlines()]
    assert [set(one) for one in written] == [{"comment", "reply", "page", "date"}] * 2 and "Maja" not in str(written)


async def test_what_is_no_export_at_all_is_said_before_anything_starts(desk, shop, run):
    with pytest.raises(Invalid, match="no column named comment"):
        await run("words\nx\n")


async def test_the_figures_show_it_apart_and_the_desks_own_stay_as_they_are(desk, shop, run, web):
    await run()
    ada = await account(desk, "Ada", "viewer")
    async with await browser_of(desk, web, ada) as browser:
        found = (await browser.get("/api/v1/numbers/imported")).json()
        numbers = (await browser.get("/api/v1/numbers?from=2025-03-01&to=2025-04-30")).json()
        assert (await browser.get("/api/v1/numbers/imported?page=none")).status_code == 404
    assert (found["comments"], found["answered"], found["replies_alone"]) == (3, 2, 1)
    assert found["median_s"] == 75 * 60
    assert found["intents"] == [{"intent": "question", "count": 3}]
    assert [(one["month"], one["comments"], one["answered"]) for one in found["months"]] == [
        ("2025-04-01", 1, 0),
        ("2025-03-01", 2, 2),
    ]
    assert found["sources"][0]["source"] == "csv" and found["sources"][0]["count"] == 4
    assert numbers["comments"]["total"] == 0 and numbers["first_reply"]["now"]["count"] == 0


async def test_others_pages_are_not_shown(desk, shop, run, web):
    async with desk.uow() as unit:
        await unit.pages.add(Page("other", "Other"))
    await run()
    jo = await account(desk, "Jo", "none", {"other": "viewer"})
    async with await browser_of(desk, web, jo) as browser:
        assert (await browser.get("/api/v1/numbers/imported")).json()["comments"] == 0
        assert (await browser.get("/api/v1/numbers/imported?page=shop")).status_code == 404
