"""What is somebody's: comments that they look after, and open ones in which a note asks for them."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest

from desk.db.migrate import MIGRATIONS
from desk.db.queue import QueueList
from desk.domain.narrowing import QueueFilter
from desk.domain.page import Page
from desk.services.decide import Person
from desk.services.receive import Incoming, receive
from tests.integration.people import account, browser_of


class Mine:
    """A page, and an approver and a drafter with a browser each."""

    def __init__(self, desk):
        self.desk = desk
        self.people, self.browsers = {}, {}

    async def join(self, web, name, role, pages=None):
        person = await account(self.desk, name, role, pages)
        self.people[name], self.browsers[name] = person, await browser_of(self.desk, web, person)

    async def comment(self, name, page="shop", **more):
        connection = await self.desk.api_connection(page)
        return (await receive(self.desk.uow, self.desk.clock, connection, Incoming(name, name, **more))).comment

    async def note(self, author, comment, *mentioned):
        person = self.people[author]
        ids = [self.people[name].id for name in mentioned]
        await self.desk.noting.add(Person(person.id, person.name), comment.id, "Look!", ids)

    async def assign(self, comment, name):
        await self.run("UPDATE comments SET assignee_id = %s WHERE id = %s", self.people[name].id, comment.id)

    async def move(self, comment, state):
        await self.run("UPDATE comments SET state = %s WHERE id = %s", state, comment.id)

    async def page(self, name="Mia", **query):
        answer = await self.browsers[name].get("/api/v1/queue", params={"mine": "true", **query})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def names(self, name="Mia", **query):
        """The comments in the order of the list; the total has to agree."""
        page = await self.page(name, **query)
        assert page["total"] == len(page["items"])
        return [item["excerpt"] for item in page["items"]]

    async def run(self, statement, *values):
        async with self.desk.database.connection() as raw:
            return await raw.execute(statement, values or None)


@pytest.fixture
async def mine(desk, web):
    mine = Mine(desk)
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop"))
        await unit.pages.add(Page("other", "Another"))
    await mine.join(web, "Ada", "approver")
    await mine.join(web, "Mia", "drafter")
    yield mine
    for browser in mine.browsers.values():
        await browser.aclose()


async def test_mentions_stand_in_line_with_what_one_looks_after(mine):
    comments = {name: await mine.comment(name) for name in "abcdef"}
    await mine.assign(comments["b"], "Mia")
    await mine.assign(comments["d"], "Ada")
    await mine.assign(comments["e"], "Mia")
    for name in "dacad":
        await mine.note("Ada", comments[name], "Mia")
    await mine.note("Ada", comments["e"], "Mia")  # hers already: once
    assert await mine.names() == ["a", "b", "c", "d", "e"]
    assert await mine.names(view="all") == ["e", "d", "c", "b", "a"]
    assert await mine.names("Ada") == ["d"]
    marks = {item["excerpt"]: item["mentioned"] for item in (await mine.page())["items"]}
    assert marks == {"a": True, "b": False, "c": True, "d": True, "e": True}
    assert (await mine.browsers["Ada"].get("/api/v1/queue")).json()["items"][0]["mentioned"] is False


@pytest.mark.parametrize("view", ["waiting", "all"])
async def test_pages_of_it_leave_no_gap_and_every_one_has_the_total(mine, view):
    for number in range(14):
        comment = await mine.comment(f"n{number:02}")
        if number % 3:
            await mine.note("Ada", comment, "Mia")
        if number % 2:
            await mine.assign(comment, "Mia")
        if number % 4 == 1:
            await mine.run("UPDATE comments SET escalated = true WHERE id = %s", comment.id)
    expected = await mine.names(view=view)
    assert len(expected) == 11
    seen, cursor = [], None
    while True:
        page = await mine.page(view=view, limit="3", **({"cursor": cursor} if cursor else {}))
        assert page["total"] == 11
        seen += [item["excerpt"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == expected


async def test_a_mention_counts_until_one_writes_a_note_of_ones_own(mine):
    comment = await mine.comment("a")
    await mine.note("Mia", comment)
    assert await mine.names() == []
    await mine.note("Ada", comment, "Mia")
    assert await mine.names() == ["a"]
    await mine.note("Ada", comment)  # another's note answers nothing
    assert await mine.names() == ["a"]
    await mine.note("Mia", comment, "Ada")
    assert (await mine.names(), await mine.names("Ada")) == ([], ["a"])
    await mine.note("Ada", comment, "Mia")
    assert await mine.names() == ["a"]
    await mine.note("Mia", comment, "Mia")  # to oneself
    assert await mine.names() == []


async def test_what_is_decided_is_nobodys_by_mention_and_is_so_again_when_it_is_undone(mine):
    comment = await mine.comment("a")
    await mine.note("Ada", comment, "Mia")
    path = f"/api/v1/comments/{comment.id}"
    dismissed = (await mine.browsers["Ada"].post(f"{path}/dismiss", json={"version": 1, "reason": "spam"})).json()
    assert (await mine.names(), await mine.names(view="done"), await mine.names(view="all")) == ([], [], [])
    undone = await mine.browsers["Ada"].post(f"{path}/undo", json={"version": dismissed["comment"]["version"]})
    assert undone.status_code == 200 and await mine.names() == ["a"]
    await mine.move(comment, "sent")
    await mine.note("Ada", comment, "Mia")  # a note is never too late, but asks for nothing any more
    assert await mine.names(view="all") == []
    await mine.assign(comment, "Mia")
    assert await mine.names(view="done") == ["a"]


async def test_what_is_put_off_is_among_the_snoozed(mine):
    comment = await mine.comment("a")
    await mine.note("Ada", comment, "Mia")
    await mine.run("UPDATE comments SET snoozed_until = now() + interval '1 hour' WHERE id = %s", comment.id)
    assert (await mine.names(), await mine.names(view="snoozed")) == ([], ["a"])


async def test_other_filters_and_a_search_narrow_both_kinds(mine):
    comments = {name: await mine.comment(f"parcel {name}", channel="x" if name in "ab" else "api") for name in "abcd"}
    for name in "ac":
        await mine.assign(comments[name], "Mia")
    await mine.assign(comments["d"], "Ada")
    for name in "bd":
        await mine.note("Ada", comments[name], "Mia")
    assert await mine.names(channel="x") == ["parcel a", "parcel b"]
    assert await mine.names(assignee="none") == ["parcel b"]
    assert await mine.names(assignee=str(mine.people["Ada"].id)) == ["parcel d"]
    assert await mine.names(assignee="me") == ["parcel a", "parcel c"]
    assert await mine.names(q="parcel") == [f"parcel {name}" for name in "abcd"]
    assert await mine.names(q="letter") == []


async def test_a_page_that_is_hidden_since_shows_nothing_of_it(mine):
    comment = await mine.comment("a", page="other")
    await mine.note("Ada", comment, "Mia")
    assert await mine.names() == ["a"]
    await mine.run("INSERT INTO page_roles VALUES (%s, 'other', 'none')", mine.people["Mia"].id)
    assert await mine.names() == []


async def test_notes_and_decisions_at_the_same_moment_leave_what_follows_from_the_notes(mine):
    comments = [await mine.comment(f"n{number}") for number in range(8)]

    async def busy(comment, number):
        for name, mentioned in (("Ada", ["Mia"]), ("Mia", ["Ada"]), ("Ada", ["Mia"])):
            await mine.note(name, comment, *mentioned)
        await mine.move(comment, "waiting" if number % 2 else "dismissed")

    await asyncio.gather(*(busy(comment, number) for comment in comments for number in range(3)))
    wrong = await mine.run(
        "SELECT FROM comments c WHERE (SELECT array_agg(user_id ORDER BY user_id) FROM open_mentions"
        " WHERE comment_id = c.id) IS DISTINCT FROM (SELECT array_agg(u ORDER BY u) FROM mentions_left(c.id) u"
        " WHERE c.state = 'waiting')"
    )
    assert await wrong.fetchall() == []


async def test_a_desk_that_is_brought_up_to_date_finds_the_mentions_it_had(mine):
    comments = {name: await mine.comment(name) for name in "abc"}
    for comment in comments.values():
        await mine.note("Ada", comment, "Mia")
    await mine.note("Mia", comments["b"], "Ada")
    await mine.move(comments["c"], "dismissed")
    await mine.run("TRUNCATE open_mentions")
    migration = (MIGRATIONS / "0018_mentions.sql").read_text(encoding="utf-8")
    await mine.run(migration[migration.rindex("INSERT INTO open_mentions") :])
    assert (await mine.names(), await mine.names("Ada")) == (["a"], ["b"])


async def test_mentions_are_looked_up_by_indexes_however_many_comments_wait(mine):
    """Sixty mentions, and thousands of others, among twenty thousand that wait."""
    comment = await mine.comment("first")
    person = mine.people["Mia"].id
    async with mine.desk.database.connection() as raw:
        await raw.execute("SET LOCAL session_replication_role = replica")
        columns = await (
            await raw.execute("SELECT attname FROM pg_attribute WHERE attrelid = 'comments'::regclass AND attnum > 0 AND NOT attisdropped")
        ).fetchall()  # fmt: skip
        names = [row["attname"] for row in columns if row["attname"] not in ("id", "external_id")]
        await raw.execute(
            f"INSERT INTO comments (id, external_id, {', '.join(names)}) SELECT gen_random_uuid(), 'x' || n,"
            f" {', '.join(names)} FROM comments, generate_series(1, 20000) n WHERE id = %s",
            (comment.id,),
        )
        for one, most in ((person, 60), (mine.people["Ada"].id, 5_000)):
            await raw.execute(
                "INSERT INTO open_mentions SELECT %s, id FROM comments ORDER BY external_id LIMIT %s", (one, most)
            )
        await raw.execute("SET LOCAL session_replication_role = origin")
        await raw.execute("ANALYZE comments")
        await raw.execute("ANALYZE open_mentions")
        plans = []

        class Explaining:
            async def execute(self, query, values=None, **options):
                text = query.as_string(raw) if hasattr(query, "as_string") else query
                if "EXPLAIN" not in text:
                    plan = await (await raw.execute("EXPLAIN " + text, values)).fetchall()
                    plans.append("\n".join(line["QUERY PLAN"] for line in plan))
                return await raw.execute(query, values, **options)

        rows, _, total = await QueueList(Explaining(), reader=person).page(
            "waiting", QueueFilter(mine=person), None, None, 50
        )
        assert (len(rows), total) == (50, 60)
        assert any("open_mentions_pkey" in plan for plan in plans)
        assert not any("Seq Scan on comments" in plan or "Seq Scan on open_mentions" in plan for plan in plans), plans
        rows, _, total = await QueueList(Explaining(), reader=uuid4()).page(
            "waiting", QueueFilter(mine=uuid4()), None, None, 50
        )
        assert (rows, total) == ([], 0)
