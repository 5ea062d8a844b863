"""Texts are cleared in time, numbers stay, and the event log stays honest."""

import json
from datetime import timedelta

import httpx
import psycopg
import pytest

from desk.domain.incoming import Incoming
from desk.domain.page import Page
from desk.services.accounts import hashed
from desk.services.decide import Decisions, Person
from desk.services.receive import edit, receive

ADA = {"name": "Ada", "email": "ada@example.org", "password": "correct horse battery"}
SAID = "My name is Zelda Quux, order 4711, call 555 0199"


@pytest.fixture
async def person(desk):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop"))
    account = await desk.accounts.add("Ada", ADA["email"], "admin", ADA["password"])
    return Person(account.id, account.name)


async def handled(desk, person, external_id="c1", page="shop"):
    """A comment that its author edited and that somebody dismissed with a note."""
    connection = await desk.api_connection(page)
    incoming = Incoming(external_id, "Zelda first wrote this", author="Zelda Quux", author_id="zq-1")
    comment = (await receive(desk.uow, desk.clock, connection, incoming)).comment
    await edit(desk.uow, desk.clock, connection, external_id, SAID, None)
    async with desk.uow() as unit:
        now = await unit.comments.get(comment.id)
    await Decisions(desk.uow, desk.clock).dismiss(person, comment.id, now.version, "spam", "Zelda again")
    return comment.id


async def aged(desk, days):
    """As if all of it had happened so long ago; only a test may touch the log, and only with its guard off."""
    async with desk.database.connection() as raw:
        await raw.execute("ALTER TABLE events DISABLE TRIGGER events_append_only")
        await raw.execute("UPDATE events SET at = at - make_interval(days => %s)", (days,))
        await raw.execute("ALTER TABLE events ENABLE TRIGGER events_append_only")
        await raw.execute("UPDATE comments SET received_at = received_at - make_interval(days => %s)", (days,))
        await raw.execute("UPDATE drafts SET created_at = created_at - make_interval(days => %s)", (days,))


async def all_rows(desk, *tables):
    found = {}
    async with desk.database.connection() as raw:
        for table in tables:
            found[table] = await (await raw.execute(f"SELECT * FROM {table}")).fetchall()
    return found


async def test_it_is_off_until_somebody_sets_days(desk, person):
    await handled(desk, person)
    await aged(desk, 4000)
    cleared = await desk.retention.run()
    assert (cleared.comments, cleared.drafts) == (0, 0)


async def test_cleared_means_that_nothing_the_person_wrote_is_left(desk, person):
    comment_id = await handled(desk, person)
    async with desk.database.connection() as raw:
        await raw.execute(
            "WITH gap AS (INSERT INTO gaps (id, page_id, question, encoder, vector, created_at)"
            " VALUES (gen_random_uuid(), 'shop', 'Where is it?', 'none', '', now()) RETURNING id)"
            " INSERT INTO gap_comments SELECT %s, id, 'Where is it, asks Zelda?', now() FROM gap",
            (comment_id,),
        )
        await raw.execute(
            "INSERT INTO proposals SELECT %s, id, 1, 'Dear Zelda', now() FROM users LIMIT 1", (comment_id,)
        )
    await aged(desk, 31)
    await desk.retention.set("Ada", None, 30, None)
    assert (await desk.retention.run()).comments == 1
    tables = (
        "comments",
        "events",
        "drafts",
        "replies",
        "notes",
        "threads",
        "proposals",
        "gap_comments",
        "comment_words",
    )
    rows = await all_rows(desk, *tables)
    text = json.dumps(rows, default=str)
    for word in ("zelda", "zq-1", "4711", "0199"):
        assert word not in text.lower()
    comment = rows["comments"][0]
    assert (comment["state"], comment["channel"], comment["external_id"]) == ("dismissed", "api", "c1")


async def test_what_happened_when_and_by_whom_stays_in_the_log(desk, person):
    await handled(desk, person)
    await aged(desk, 31)
    before = (await all_rows(desk, "events"))["events"]
    await desk.retention.set("Ada", None, 30, None)
    await desk.retention.run()
    after = (await all_rows(desk, "events"))["events"]
    kept = ("id", "at", "kind", "actor", "from_state", "to_state", "comment_id")
    assert [[row[name] for name in kept] for row in sorted(before, key=lambda row: row["id"])] == [
        [row[name] for name in kept] for row in sorted(after, key=lambda row: row["id"])
    ]
    assert {"reason": "spam"} in [row["data"] for row in after]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET data = '{}'",
        "UPDATE events SET actor = 'x', data = event_data_without_texts(data)",
        "UPDATE events SET at = now()",
        "DELETE FROM events",
    ],
)
async def test_not_even_a_cleared_comments_log_can_be_rewritten(desk, person, change):
    comment_id = await handled(desk, person)
    async with desk.database.connection() as raw:
        await raw.execute("UPDATE comments SET cleared_at = now() WHERE id = %s", (comment_id,))
    with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
        async with desk.database.connection() as raw:
            await raw.execute(change)


async def test_the_log_of_a_comment_that_was_not_cleared_keeps_its_texts(desk, person):
    await handled(desk, person)
    with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
        async with desk.database.connection() as raw:
            await raw.execute(
                "UPDATE events SET data = event_data_without_texts(data) WHERE data::text LIKE '%%Zelda%%'"
            )


@pytest.mark.parametrize("state", ["received", "drafting", "waiting", "approved", "sending", "failed", "unknown"])
async def test_what_still_needs_somebody_is_never_cleared(desk, person, state):
    await handled(desk, person)
    async with desk.database.connection() as raw:
        await raw.execute("UPDATE comments SET state = %s", (state,))
    await aged(desk, 4000)
    await desk.retention.set("Ada", None, 30, 30)
    assert (await desk.retention.run()).comments == 0


async def test_days_count_from_when_it_was_handled(desk, person):
    await handled(desk, person)
    async with desk.database.connection() as raw:
        await raw.execute("UPDATE comments SET received_at = received_at - interval '90 days'")
    await desk.retention.set("Ada", None, 30, None)
    assert (await desk.retention.run()).comments == 0


async def test_the_preview_says_what_the_night_will_do(desk, person):
    async with desk.uow() as unit:
        await unit.pages.add(Page("other", "Another page"))
    for number in range(3):
        await handled(desk, person, f"c{number}")
    await handled(desk, person, "o1", "other")
    await aged(desk, 31)
    assert (await desk.retention.preview(None, 30, None)).comments == 4
    assert (await desk.retention.preview("shop", 30, None)).comments == 3
    assert (await desk.retention.preview("shop", 60, None)).comments == 0
    await desk.retention.set("Ada", "other", None, None)
    assert (await desk.retention.preview(None, 30, None)).comments == 3
    await desk.retention.set("Ada", None, 30, None)
    assert (await desk.retention.run()).comments == 3
    await desk.retention.set("Ada", "other", None, None, follow=True)
    assert (await desk.retention.run()).comments == 1


async def test_drafts_can_go_before_comments_and_their_numbers_stay(desk, person):
    comment_id = await handled(desk, person)
    document = {
        "understanding": {"intent": "question", "details": [{"text": "4711"}], "escalation": []},
        "draft": {"kind": "answer", "text": "Hello Zelda", "confidence": 0.8, "sentences": [{"text": "Hello Zelda"}]},
    }
    async with desk.database.connection() as raw:
        await raw.execute(
            "INSERT INTO drafts (id, comment_id, text_version, document, evidence, created_at)"
            " VALUES (%s, %s, 1, %s, '[]', now())",
            (comment_id, comment_id, json.dumps(document)),
        )
        await raw.execute(
            "INSERT INTO replies (id, comment_id, text_version, draft_id, text, approved_by, approved_at, send_after,"
            " state, page_id) VALUES (%s, %s, 1, %s, 'Hello Zelda', %s, now(), now(), 'sent', 'shop')",
            (comment_id, comment_id, comment_id, person.id),
        )
    await aged(desk, 31)
    await desk.retention.set("Ada", "shop", None, 30)
    cleared = await desk.retention.run()
    assert (cleared.comments, cleared.drafts) == (0, 1)
    rows = await all_rows(desk, "drafts", "replies", "comments")
    draft = rows["drafts"][0]["document"]["draft"]
    assert (draft["kind"], draft["confidence"], draft["text"], draft["sentences"]) == ("answer", 0.8, "", [])
    assert "Zelda" not in json.dumps(rows["drafts"], default=str)
    assert rows["replies"][0]["as_drafted"] is True and rows["comments"][0]["text"] == SAID


async def test_a_cleared_comment_can_be_opened_and_handed_in_again(desk, person, web):
    comment_id = await handled(desk, person)
    await aged(desk, 31)
    await desk.retention.set("Ada", None, 30, None)
    await desk.retention.run()
    async with desk.uow() as unit:
        await unit.pages.add_token("shop", "test", hashed("swl_t"))
    async with httpx.AsyncClient(base_url=web, headers={"Sec-Fetch-Site": "same-origin"}) as browser:
        await browser.post("/api/v1/session", json={"email": ADA["email"], "password": ADA["password"]})
        shown = (await browser.get(f"/api/v1/comments/{comment_id}/conversation")).json()["comment"]
        assert shown["cleared_at"] and shown["text"] == "" and shown["author"] is None
        undone = await browser.post(f"/api/v1/comments/{comment_id}/undo", json={"version": shown["version"]})
        assert undone.status_code == 409
        body = {"page": "shop", "id": "c1", "text": SAID}
        again = await browser.post("/api/v1/comments", json=body, headers={"Authorization": "Bearer swl_t"})
        assert again.status_code == 200


@pytest.mark.parametrize("days", [0, 6, 3651, -1])
async def test_too_few_or_too_many_days_are_refused(desk, person, web, days):
    async with httpx.AsyncClient(base_url=web, headers={"Sec-Fetch-Site": "same-origin"}) as browser:
        await browser.post("/api/v1/session", json={"email": ADA["email"], "password": ADA["password"]})
        body = {"page": None, "comments_days": days, "drafts_days": None}
        assert (await browser.put("/api/v1/retention", json=body)).status_code == 422
        assert (await browser.post("/api/v1/retention/preview", json=body)).status_code == 422
        assert (await browser.get("/api/v1/retention")).json()["desk"] == {"comments_days": None, "drafts_days": None}


async def test_it_runs_once_a_night(desk, person):
    class Night:
        time = desk.clock.now().replace(hour=2)

        def now(self):
            return self.time

    night = Night()
    service = type(desk.retention)(desk.uow, night)
    assert await service.run_if_due() is not None
    assert await service.run_if_due() is None
    night.time += timedelta(hours=12)
    assert await service.run_if_due() is None
    night.time += timedelta(hours=12)
    assert await service.run_if_due() is not None
    night.time += timedelta(hours=60)
    assert await service.run_if_due() is not None
