"""Work that has lost its job gets one again, once; what is long over goes."""

import pytest

from desk.domain.incoming import Incoming
from desk.domain.page import Page
from desk.services.decide import Decisions, Person
from desk.services.receive import receive


async def commented(desk, undo_seconds=0):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop", {"undo_seconds": undo_seconds}))
    connection = await desk.api_connection("shop")
    return (await receive(desk.uow, desk.clock, connection, Incoming("c1", "Hello?"))).comment


async def approved(desk):
    comment = await commented(desk)
    account = await desk.accounts.add("Ada", "ada@example.org", "approver", "correct horse battery")
    person = Person(account.id, account.name)
    await Decisions(desk.uow, desk.clock).approve(person, comment.id, comment.version, "Hello.")
    async with desk.uow() as unit:
        return (await unit.replies.live(comment.id)).approved


async def execute(desk, query, *values):
    async with desk.database.connection() as raw:
        await raw.execute(query, values)


async def jobs(desk):
    async with desk.database.connection() as raw:
        rows = await (
            await raw.execute("SELECT task_name, args, lock, status::text FROM procrastinate_jobs")
        ).fetchall()
    return [row for row in rows if row["status"] == "todo"]


async def looked_after(desk):
    async with desk.uow() as unit:
        return await unit.upkeep.defer_lost()


async def test_what_has_its_job_is_left_alone(desk):
    await approved(desk)
    before = await jobs(desk)
    assert await looked_after(desk) == 0
    assert await jobs(desk) == before


@pytest.mark.parametrize("state", ["received", "drafting", "waiting"])
async def test_a_comment_without_a_job_gets_the_job_it_had(desk, state):
    await commented(desk)
    before = await jobs(desk)
    await execute(desk, "DELETE FROM procrastinate_jobs")
    await execute(desk, "UPDATE comments SET state = %s", state)
    assert [await looked_after(desk), await looked_after(desk)] == [1, 0]
    assert await jobs(desk) == before


@pytest.mark.parametrize(
    "change",
    ["understanding = '{}'", "received_at = now() - interval '25 hours'", "draft_id = id"],
)
async def test_a_comment_that_waits_for_a_person_gets_no_job(desk, change):
    await commented(desk)
    await execute(desk, "DELETE FROM procrastinate_jobs")
    await execute(desk, f"UPDATE comments SET state = 'waiting', {change}")
    assert await looked_after(desk) == 0


async def test_a_draft_that_has_just_failed_is_not_tried_again_each_minute(desk):
    await commented(desk)
    await execute(desk, "UPDATE procrastinate_jobs SET status = 'doing'")
    await execute(desk, "UPDATE procrastinate_jobs SET status = 'failed'")
    await execute(desk, "UPDATE comments SET state = 'waiting'")
    assert await looked_after(desk) == 0
    await execute(desk, "UPDATE procrastinate_events SET at = now() - interval '11 minutes'")
    assert await looked_after(desk) == 1


async def test_an_approved_reply_without_a_job_is_sent_after_all(desk):
    reply = await approved(desk)
    await execute(desk, "DELETE FROM procrastinate_jobs WHERE task_name = 'publish'")
    assert [await looked_after(desk), await looked_after(desk)] == [1, 0]
    assert {"reply_id": str(reply.id)} in [job["args"] for job in await jobs(desk)]


async def test_a_reply_whose_delivery_broke_off_becomes_unknown(desk):
    reply = await approved(desk)
    await execute(desk, "DELETE FROM procrastinate_jobs")
    await execute(desk, "UPDATE comments SET state = 'sending'")
    async with desk.uow() as unit:
        await unit.replies.attempt(reply.id, desk.clock.now())
    assert await looked_after(desk) == 1
    await desk.publishing.publish(reply.id)
    async with desk.uow() as unit:
        assert (await unit.replies.get(reply.id)).state.value == "unknown"


async def test_a_reply_that_waits_to_be_fetched_gets_no_job(desk):
    await approved(desk)
    await execute(desk, "DELETE FROM procrastinate_jobs")
    await execute(desk, "UPDATE comments SET state = 'sending'")
    await execute(desk, "UPDATE replies SET state = 'sending'")
    assert await looked_after(desk) == 0


@pytest.mark.parametrize(
    ("status", "days", "left"),
    [("failed", 8, 0), ("cancelled", 8, 0), ("aborted", 8, 0), ("failed", 6, 1), ("todo", 8, 1), ("doing", 8, 1)],
)
async def test_jobs_that_ended_badly_are_kept_for_a_week(desk, status, days, left):
    await commented(desk)
    await execute(desk, "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status", status)
    await execute(desk, "UPDATE procrastinate_events SET at = now() - make_interval(days => %s)", days)
    async with desk.uow() as unit:
        await unit.upkeep.clear_up()
    async with desk.database.connection() as raw:
        row = await (await raw.execute("SELECT count(*) AS n FROM procrastinate_jobs")).fetchone()
    assert row["n"] == left


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ("expires_at = now() - interval '31 days'", 0),
        ("used_at = now() - interval '31 days'", 0),
        ("expires_at = now() - interval '29 days'", 1),
        ("used_at = now() - interval '29 days'", 1),
    ],
)
async def test_links_that_ended_are_kept_for_a_month(desk, change, left):
    await desk.accounts.invite("invite", "viewer")
    await execute(desk, f"UPDATE sign_in_links SET {change}")
    async with desk.uow() as unit:
        await unit.upkeep.clear_up()
    async with desk.database.connection() as raw:
        row = await (await raw.execute("SELECT count(*) AS n FROM sign_in_links")).fetchone()
    assert row["n"] == left


async def test_what_a_person_approved_leaves_before_the_drafts_that_waited_longer(desk):
    await approved(desk)
    async with desk.database.connection() as raw:
        cursor = await raw.execute("SELECT task_name FROM procrastinate_jobs ORDER BY priority DESC, id")
        assert [row["task_name"] async for row in cursor] == ["publish", "draft"]


async def due(desk):
    async with desk.database.connection() as raw:
        query = "SELECT scheduled_at <= now() AS due FROM procrastinate_jobs WHERE task_name = 'publish'"
        return [row["due"] async for row in await raw.execute(query)]


@pytest.mark.parametrize("remains", [True, False])
async def test_a_reply_that_was_put_off_leaves_sooner_by_one_job(desk, remains):
    reply = await approved(desk)
    await execute(desk, "UPDATE procrastinate_jobs SET scheduled_at = now() + interval '1 hour'")
    if not remains:
        await execute(desk, "DELETE FROM procrastinate_jobs")
    for _ in range(2):
        async with desk.uow() as unit:
            await unit.jobs.publish_sooner([reply.id], desk.clock.now())
    assert await due(desk) == [True]
