"""Approved replies become memory on a real database, and leave it when their author takes them back."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest

from desk.db.memory import Memory
from desk.db.migrate import MIGRATIONS
from desk.domain.incoming import Incoming
from desk.domain.memory import Answered, Author
from desk.domain.page import Page
from desk.domain.reply import Sent, Uncertain
from desk.services.decide import Decisions, Person
from desk.services.publish import Publishing
from desk.services.receive import delete, edit, receive
from desk.services.remember import remember
from tests.desk.fakes import FakeConnector, vault
from tests.integration.test_search import WordVectors

QUESTION = "Do you repair folding bikes?"
REPLY = "We repair folding bikes of every make."


@pytest.fixture
async def memory(desk):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop", {"undo_seconds": 0}))
        await unit.pages.add(Page("other", "Another"))
    return Memory(desk.database, WordVectors())


async def person(desk):
    account = await desk.accounts.add("Ada", "ada@example.org", "approver", "correct horse battery")
    return Person(account.id, account.name)


async def answered(desk, text=QUESTION, reply=REPLY, *, outcome=None, author="Maja Olsen"):
    connection = await desk.api_connection("shop")
    incoming = Incoming("c1", text, author=author, author_id="maja")
    comment = (await receive(desk.uow, desk.clock, connection, incoming)).comment
    await Decisions(desk.uow, desk.clock).approve(
        await person(desk), comment.id, comment.version, reply, confirmed=True
    )
    async with desk.uow() as unit:
        stored = await unit.replies.live(comment.id)
    connector = FakeConnector(outcome or Sent("remote-1"))
    await Publishing(desk.uow, desk.clock, {"api": connector}, vault()).publish(stored.approved.id)
    return connection, stored.approved.id


async def jobs(desk):
    async with desk.database.connection() as raw:
        rows = await (await raw.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'remember'")).fetchall()
    return [row["args"]["reply_id"] for row in rows]


async def test_a_sent_reply_asks_to_be_remembered_and_is_found_for_a_similar_comment(desk, memory):
    _, reply_id = await answered(desk)
    assert await jobs(desk) == [str(reply_id)]
    assert await remember(desk.uow, memory, reply_id)
    (found,) = await memory.find("shop", "do you repair folding bikes too?")
    assert (found.reply, found.comment, found.id[:6]) == (REPLY, QUESTION, "reply:")
    assert 0.8 < found.score < 1 and found.at is not None
    assert found.as_evidence().as_dict()["kind"] == "reply"


async def test_remembering_twice_remembers_once(desk, memory):
    _, reply_id = await answered(desk)
    assert [await remember(desk.uow, memory, reply_id) for _ in range(2)] == [True, False]


async def test_memory_holds_no_personal_data(desk, memory):
    _, reply_id = await answered(
        desk, "Maja here, order #AB-12345, maja@olsen.example", "Hi Maja, write to shop@shop.example."
    )
    await remember(desk.uow, memory, reply_id)
    (found,) = await memory.find("shop", "order")
    assert "Maja" not in found.comment + found.reply
    assert "12345" not in found.comment and "example" not in found.comment + found.reply


async def test_a_reply_of_another_page_is_never_found(desk, memory):
    _, reply_id = await answered(desk)
    await remember(desk.uow, memory, reply_id)
    assert await memory.find("other", QUESTION) == []


async def test_what_is_not_sent_is_not_remembered(desk, memory):
    connection = await desk.api_connection("shop")
    comment = (await receive(desk.uow, desk.clock, connection, Incoming("c1", QUESTION))).comment
    await Decisions(desk.uow, desk.clock).approve(
        await person(desk), comment.id, comment.version, REPLY, confirmed=True
    )
    async with desk.uow() as unit:
        reply = await unit.replies.live(comment.id)
    assert await jobs(desk) == [] and not await remember(desk.uow, memory, reply.approved.id)


async def test_a_reply_seen_on_the_platform_is_remembered(desk, memory):
    _, reply_id = await answered(desk, outcome=Uncertain("broke off"))
    assert await jobs(desk) == []
    async with desk.uow() as unit:
        comment = await unit.comments.get((await unit.replies.get(reply_id)).approved.comment_id)
    await Decisions(desk.uow, desk.clock).mark_sent(Person((await _user(desk)), "Ada"), comment.id, comment.version)
    assert await jobs(desk) == [str(reply_id)] and await remember(desk.uow, memory, reply_id)


async def _user(desk):
    async with desk.database.connection() as raw:
        return (await (await raw.execute("SELECT id FROM users")).fetchone())["id"]


async def test_a_deleted_comment_is_forgotten_with_its_reply_and_stays_so(desk, memory):
    connection, reply_id = await answered(desk)
    await remember(desk.uow, memory, reply_id)
    await delete(desk.uow, desk.clock, connection, "c1")
    assert await memory.find("shop", QUESTION) == []
    assert not await remember(desk.uow, memory, reply_id)


async def test_a_comment_deleted_before_its_reply_was_remembered_never_is(desk, memory):
    connection, reply_id = await answered(desk)
    await delete(desk.uow, desk.clock, connection, "c1")
    assert not await remember(desk.uow, memory, reply_id)


async def test_a_reply_to_what_was_edited_since_is_not_remembered(desk, memory):
    connection, reply_id = await answered(desk)
    await edit(desk.uow, desk.clock, connection, "c1", "Never mind.")
    assert not await remember(desk.uow, memory, reply_id)


async def test_an_author_who_asks_to_be_forgotten_is_also_beside_the_drafts_of_others(desk, memory):
    _, reply_id = await answered(desk)
    await remember(desk.uow, memory, reply_id)
    (found,) = await memory.find("shop", QUESTION)
    passage = {"id": "hours#1", "text": "We open at nine."}
    async with desk.database.connection() as raw:
        await raw.execute(
            "INSERT INTO drafts (id, comment_id, text_version, attempt, document, evidence, created_at)"
            " SELECT gen_random_uuid(), id, 1, 7, '{}', %s::jsonb, now() FROM comments",
            (json.dumps([passage, found.as_evidence().as_dict()]),),
        )
    async with desk.uow() as unit:
        await unit.memory.forget_author("other", Author("maja"))
    assert await memory.find("shop", QUESTION) != []
    async with desk.uow() as unit:
        await unit.memory.forget_author("shop", Author("maja"))
    assert await memory.find("shop", QUESTION) == []
    async with desk.database.connection() as raw:
        row = await (await raw.execute("SELECT evidence FROM drafts WHERE attempt = 7")).fetchone()
    assert row["evidence"] == [passage]


def pair(number, reply=None, page="shop"):
    at = datetime(2026, 3, 1, tzinfo=timezone.utc)
    return Answered(page, f"question number {number}", reply or f"answer {number}", intent="question", decided_at=at)


async def store(desk, pairs):
    async with desk.uow() as unit:
        vectors = WordVectors().encode([one.comment for one in pairs])
        return await unit.memory.add_many(pairs, vectors, await unit.encoders.space_of(WordVectors()))


async def test_what_was_imported_before_is_skipped(desk, memory):
    assert await store(desk, [pair(1), pair(2), pair(2)]) == 2
    assert await store(desk, [pair(2), pair(3)]) == 1
    async with desk.uow() as unit:
        assert await unit.memory.known("shop", [pair(1), pair(9)]) == {("question number 1", "answer 1")}


async def test_the_same_reply_is_found_once(desk, memory):
    await store(desk, [pair(number, "We open at nine.") for number in range(8)] + [pair(9, "We close at six.")])
    found = await memory.find("shop", "question number 3")
    assert [one.reply for one in found] == ["We open at nine.", "We close at six."]
    assert found[0].comment == "question number 3"


async def test_a_small_page_is_found_among_many_of_another(desk, memory):
    await store(desk, [pair(number, page="other") for number in range(2_000)] + [pair(77)])
    (found,) = await memory.find("shop", "question number 5")
    assert found.comment == "question number 77"


async def test_what_the_index_does_not_lead_to_is_found_all_the_same(desk, memory, monkeypatch):
    await store(desk, [pair(number) for number in range(3)])
    monkeypatch.setattr("desk.db.memory._NEAREST", "SELECT NULL WHERE false")
    found = await memory.find("shop", "question number 1")
    assert found[0].comment == "question number 1" and len(found) == 3


@pytest.mark.parametrize("text", ["", "'", "🚲", "x" * 20_000, "@shop"])
async def test_any_text_can_be_asked(memory, text):
    assert await memory.find("shop", text) == []


async def test_what_was_sent_before_there_was_a_memory_is_queued_by_the_migration(desk, memory):
    _, reply_id = await answered(desk)
    migration = (MIGRATIONS / "0003_memory.sql").read_text(encoding="utf-8")
    async with desk.database.connection() as raw:
        await raw.execute("DELETE FROM procrastinate_jobs")
        await raw.execute(migration[migration.index("INSERT INTO procrastinate_jobs") :])
    assert await jobs(desk) == [str(reply_id)]


async def test_of_several_near_replies_the_most_typical_comes_first(desk, memory):
    asked = "may dogs come in the shop"
    said = [
        "Ask them on the day.",
        "Dogs are welcome in all shops.",
        "Yes, dogs are welcome in our shops.",
        "Dogs are welcome.",
    ]
    words = ["please", "again", "today", "tomorrow"]
    pairs = [Answered("shop", f"{asked} {word}", reply) for word, reply in zip(words, said, strict=True)]
    await store(desk, [*pairs, Answered("shop", asked, "Ask them on any day."), pair(1)])
    found = await memory.find("shop", asked, limit=5)
    assert found[0].reply == "Dogs are welcome in all shops." and found[0].comment == "may dogs come in the shop again"
    assert found[0].typical == max(one.typical for one in found)
