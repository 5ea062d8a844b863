import uuid
from dataclasses import replace

import httpx
import pytest

from desk.domain.incoming import Incoming
from desk.domain.page import Page
from desk.domain.reply import Refused, Sent, Uncertain
from desk.services.decide import Person
from desk.services.notification_targets import Wanted
from desk.services.receive import receive
from tests.desk.fakes import FakeConnector
from tests.integration.test_accounts import HERE, signed_in


@pytest.fixture
async def browser(web):
    async with httpx.AsyncClient(base_url=web, headers=HERE) as browser:
        yield browser


@pytest.fixture
async def ada(desk, browser):
    await signed_in(desk, browser)
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop", {"undo_seconds": 0}))
    me = (await browser.get("/api/v1/me")).json()["user"]
    return Person(uuid.UUID(me["id"]), me["name"])


async def answered(desk, ada, name, outcome):
    """A comment whose reply was tried and ended so."""
    connection = await desk.api_connection("shop")
    comment = (await receive(desk.uow, desk.clock, connection, Incoming(name, "Open on Sunday?"))).comment
    await desk.decisions.approve(ada, comment.id, comment.version, "Yes, we are.")
    async with desk.uow() as unit:
        reply = await unit.replies.live(comment.id)
    await replace(desk.publishing, connectors={"api": FakeConnector(outcome)}).publish(reply.approved.id)
    return comment.id, reply.approved.id


REFUSED = Refused("The receiver answered 403 Forbidden.")


async def health(browser):
    return (await browser.get("/api/v1/connections/health")).json()["items"]


async def test_one_failed_reply_is_no_failing_connection(desk, browser, ada):
    await answered(desk, ada, "c1", Sent("1"))
    await answered(desk, ada, "c2", REFUSED)
    (one,) = await health(browser)
    assert (one["failing"], one["failed"], one["unknown"]) == (False, 1, 0)
    assert one["error"] == REFUSED.reason and one["sent_at"]


async def test_three_in_a_row_are_and_the_next_that_arrives_ends_it(desk, browser, ada):
    await answered(desk, ada, "c1", REFUSED)
    await answered(desk, ada, "c2", Uncertain("It broke off."))
    await answered(desk, ada, "c3", Refused("It can't be reached.", passing=True))
    (one,) = await health(browser)
    assert one["failing"] and (one["failed"], one["unknown"], one["put_off"]) == (1, 1, 1)
    await answered(desk, ada, "c4", Sent("4"))
    assert not (await health(browser))[0]["failing"]


async def test_all_that_failed_is_sent_again_with_one_press_and_nothing_unknown(desk, browser, ada):
    failed = [await answered(desk, ada, f"c{number}", REFUSED) for number in range(3)]
    unknown, _ = await answered(desk, ada, "u", Uncertain("It broke off."))
    (one,) = await health(browser)
    answer = await browser.post("/api/v1/problems/retry", json={"connection": one["id"]})
    assert answer.json() == {"retried": 3, "left": 0}
    async with desk.uow() as unit:
        states = [(await unit.comments.get(comment)).state.value for comment, _ in failed]
        assert states == ["approved"] * 3 and (await unit.comments.get(unknown)).state.value == "unknown"
    again = await browser.post("/api/v1/problems/retry", json={"connection": one["id"]})
    assert again.json() == {"retried": 0, "left": 0}


async def test_a_connection_that_is_not_there_is_told(browser, ada):
    answer = await browser.post("/api/v1/problems/retry", json={"connection": str(uuid.uuid4())})
    assert answer.status_code == 404


async def test_whoever_wants_to_know_is_told_of_each_problem_and_once_of_the_connection(desk, ada):
    wanted = Wanted("Us", None, "json://a/", ["failed", "connection"], None)
    target = await desk.notification_targets.add(wanted)
    for number in range(4):
        await answered(desk, ada, f"c{number}", REFUSED)
    async with desk.database.connection() as connection:
        jobs = await connection.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'notify' ORDER BY id")
        for job in await jobs.fetchall():
            await desk.notifying.note(uuid.UUID(job["args"]["comment_id"]), "failed", job["args"]["detail"])
    async with desk.uow() as unit:
        notices = await unit.notifications.pending(target.id, desk.clock.now().replace(year=2020))
    assert sorted(one.reason for one in notices) == ["connection", "failed", "failed", "failed", "failed"]
