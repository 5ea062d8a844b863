import asyncio

import psycopg
import pytest

from desk.db.migrate import DatabaseTooNew, migrate
from desk.domain.comment import CommentState
from desk.domain.draft import DraftDocument
from desk.domain.incoming import Incoming
from desk.domain.page import Page
from desk.domain.urgency import Place
from desk.services.decide import Decisions, Person
from desk.services.receive import edit, receive


async def with_page(desk):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop", {"undo_seconds": 0}))
    return await desk.api_connection("shop")


async def person(desk):
    account = await desk.accounts.add("Ada", "ada@example.org", "approver", "correct horse battery")
    return Person(account.id, account.name)


async def test_migrating_twice_and_side_by_side_applies_each_once(database_url):
    assert await migrate(database_url) == []
    assert await asyncio.gather(migrate(database_url), migrate(database_url)) == [[], []]


async def test_a_database_of_a_newer_version_is_refused(database_url):
    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as connection:
        await connection.execute("INSERT INTO migrations (name) VALUES ('9999_from_the_future')")
        try:
            with pytest.raises(DatabaseTooNew, match="9999_from_the_future"):
                await migrate(database_url)
        finally:
            await connection.execute("DELETE FROM migrations WHERE name = '9999_from_the_future'")


async def test_the_event_log_can_not_be_rewritten(desk):
    connection = await with_page(desk)
    await receive(desk.uow, desk.clock, connection, Incoming("c1", "Hello?"))
    async with desk.database.connection() as raw:
        with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
            await raw.execute("UPDATE events SET actor = 'somebody else'")


async def test_a_job_exists_exactly_if_its_comment_does(desk):
    connection = await with_page(desk)
    with pytest.raises(RuntimeError):
        async with desk.uow() as unit:
            await receive(lambda: _same(unit), desk.clock, connection, Incoming("c1", "Hello?"))
            raise RuntimeError("the process dies before it commits")
    async with desk.database.connection() as raw:
        jobs = await (await raw.execute("SELECT count(*) AS n FROM procrastinate_jobs")).fetchone()
        comments = await (await raw.execute("SELECT count(*) AS n FROM comments")).fetchone()
    assert (jobs["n"], comments["n"]) == (0, 0)


class _same:
    def __init__(self, unit):
        self.unit = unit

    async def __aenter__(self):
        return self.unit

    async def __aexit__(self, *exc):
        return False


async def test_twenty_deliveries_of_one_comment_at_once_store_it_once(desk):
    connection = await with_page(desk)
    incoming = Incoming("c1", "Hello?")
    results = await asyncio.gather(*(receive(desk.uow, desk.clock, connection, incoming) for _ in range(20)))
    assert sum(result.created for result in results) == 1
    assert len({result.comment.id for result in results}) == 1


async def test_two_people_approving_at_once_make_one_reply(desk):
    connection = await with_page(desk)
    ada = await person(desk)
    comment = (await receive(desk.uow, desk.clock, connection, Incoming("c1", "Hello?"))).comment
    decisions = Decisions(desk.uow, desk.clock)
    results = await asyncio.gather(
        *(decisions.approve(ada, comment.id, comment.version, f"Answer {n}", confirmed=True) for n in range(5)),
        return_exceptions=True,
    )
    assert sum(result is None for result in results) == 1
    async with desk.uow() as unit:
        assert (await unit.comments.get(comment.id)).state is CommentState.APPROVED


async def test_the_queue_comes_by_place_and_pages_without_gaps(desk):
    connection = await with_page(desk)
    for number in range(25):
        await receive(desk.uow, desk.clock, connection, Incoming(f"c{number}", f"Comment number {number}"))
    async with desk.database.connection() as raw:
        await raw.execute("UPDATE comments SET escalated = true WHERE external_id IN ('c7', 'c21')")
    seen, cursor = [], None
    async with desk.uow() as unit:
        while True:
            rows, cursor, total = await unit.views.queue("waiting", cursor=cursor, limit=4)
            seen += [row["text"] for row in rows]
            if cursor is None:
                break
    assert total == 25
    assert seen[:3] == ["Comment number 7", "Comment number 21", "Comment number 0"]
    assert len(seen) == len(set(seen)) == 25


async def test_the_queue_is_searched_by_word_author_and_filter(desk):
    connection = await with_page(desk)
    await receive(desk.uow, desk.clock, connection, Incoming("c1", "My brakes squeak", author="Grace"))
    await receive(desk.uow, desk.clock, connection, Incoming("c2", "Lovely shop", author="Linus"))
    async with desk.uow() as unit:
        for text, expected in (("brake", ["c1"]), ("linus", ["c2"]), ("100% \\ 'quote", [])):
            rows, _, _ = await unit.views.queue("waiting", text=text)
            assert len(rows) == len(expected), text


async def test_what_a_person_said_a_comment_is_outlives_a_draft_that_comes_later(desk):
    connection = await with_page(desk)
    ada = await person(desk)
    comment = (await receive(desk.uow, desk.clock, connection, Incoming("c1", "Great, late again."))).comment
    await Decisions(desk.uow, desk.clock).relabel(ada, comment.id, comment.version, "complaint")

    async def understood(intent, weight):
        understanding = {"intent": intent, "severity": 0, "escalate": []}
        where = Place(comment.due_at, comment.due_at, weight, "why")
        async with desk.uow() as unit:
            await unit.comments.understood(comment.id, DraftDocument(understanding, None), where)
        async with desk.database.connection() as raw:
            row = await (await raw.execute("SELECT intent, urgency FROM comments")).fetchone()
        return row["intent"], row["urgency"]

    assert await understood("praise", 0) == ("complaint", 100)
    assert await understood("praise", 1100) == ("complaint", 1100)
    await edit(desk.uow, desk.clock, connection, "c1", "Great, thank you!")
    assert await understood("praise", 0) == ("praise", 0)
