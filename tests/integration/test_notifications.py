import asyncio
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import httpx
import pytest

from desk.domain.draft import DraftDocument, StoredDraft
from desk.domain.incoming import Incoming
from desk.domain.page import Page
from desk.ports.errors import NotTold
from desk.services.draft import _store
from desk.services.notification_targets import Wanted
from desk.services.receive import receive
from tests.integration.test_accounts import HERE, signed_in

URL = "json://127.0.0.1:9/very-secret?cto=0.2&rto=0.2"
WANTED = {"name": "The team", "url": URL, "reasons": ["escalation", "failed", "promise"]}


class Told:
    """A sender that keeps what it was to send, or raises ``problem``."""

    def __init__(self) -> None:
        self.messages = []
        self.problem = None

    def service_of(self, url):
        return "JSON"

    async def send(self, url, message):
        if self.problem:
            raise self.problem
        self.messages.append((url, message))


class Clock:
    def __init__(self) -> None:
        self.time = datetime.now(timezone.utc)

    def now(self):
        return self.time


@pytest.fixture
async def browser(web):
    async with httpx.AsyncClient(base_url=web, headers=HERE) as browser:
        yield browser


@pytest.fixture
async def told(desk):
    """The desk with a target, a sender that keeps messages, and a clock to turn."""
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop"))
    sender, clock = Told(), Clock()
    notifying = replace(desk.notifying, sender=sender, clock=clock)
    targets = replace(desk.notification_targets, sender=sender, clock=clock)
    target = await targets.add(Wanted("Us", None, "json://a/", ["escalation", "failed", "connection", "promise"], None))
    return notifying, targets, target, sender, clock


async def comment_on(desk, name="c1", text="My order 12345678 burnt my hand"):
    connection = await desk.api_connection("shop")
    return (await receive(desk.uow, desk.clock, connection, Incoming(name, text))).comment


async def jobs_of(desk, task):
    async with desk.database.connection() as connection:
        cursor = await connection.execute(
            "SELECT args, scheduled_at, lock FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", (task,)
        )
        return await cursor.fetchall()


async def test_an_administrator_sets_whom_to_tell_and_never_sees_the_address_again(desk, browser):
    await signed_in(desk, browser)
    made = await browser.post("/api/v1/notification-targets", json=WANTED)
    assert made.status_code == 201, made.text
    listed = await browser.get("/api/v1/notification-targets")
    assert listed.json()["items"] == [made.json()]
    assert made.json()["service"] == "JSON" and "very-secret" not in made.text + listed.text
    async with desk.database.connection() as connection:
        row = await (await connection.execute("SELECT url FROM notification_targets")).fetchone()
    assert b"secret" not in bytes(row["url"])


async def test_a_change_without_an_address_keeps_it(desk, browser):
    await signed_in(desk, browser)
    made = (await browser.post("/api/v1/notification-targets", json=WANTED)).json()
    path = f"/api/v1/notification-targets/{made['id']}"
    quiet = {"from": "22:00", "until": "07:00", "zone": "Europe/London"}
    changed = await browser.put(path, json={"name": "Night", "reasons": ["failed"], "quiet": quiet})
    assert changed.status_code == 200 and changed.json()["quiet"] == quiet
    (target,) = await desk.notification_targets.all()
    assert desk.notification_targets.sealing.open(target.url) == URL
    assert (await browser.delete(path)).status_code == 204
    assert (await browser.delete(path)).status_code == 404


@pytest.mark.parametrize(
    ("change", "says"),
    [({"url": "hello"}, "must begin"), ({"reasons": []}, "at least one"), ({"name": " "}, "name is empty"),
     ({"quiet": {"from": "x", "until": "07:00", "zone": "Europe/London"}}, "22:00"),
     ({"quiet": {"from": "22:00", "until": "07:00", "zone": "Mars/Base"}}, "no time zone"), ({"url": ""}, "empty")],
)  # fmt: skip
async def test_what_can_not_be_taken_is_named(desk, browser, change, says):
    await signed_in(desk, browser)
    answer = await browser.post("/api/v1/notification-targets", json={**WANTED, **change})
    assert answer.status_code == 422 and says in answer.text
    assert (await browser.get("/api/v1/notification-targets")).json()["items"] == []


async def test_a_test_message_says_in_words_what_came_of_it(desk, browser):
    await signed_in(desk, browser)
    made = (await browser.post("/api/v1/notification-targets", json=WANTED)).json()
    answer = (await browser.post(f"/api/v1/notification-targets/{made['id']}/test")).json()
    assert (answer["ok"], answer["message"]) == (False, "The server can't be reached.")
    assert [one["code"] for one in answer["said"]["message"]] == ["connections.target-unreachable"]
    (item,) = (await browser.get("/api/v1/notification-targets")).json()["items"]
    assert item["error"] == "The server can't be reached." and item["failed_at"]


async def test_an_escalation_is_told_once_however_often_it_is_noted(desk, told):
    notifying, _, target, sender, _ = told
    comment = await comment_on(desk)
    await asyncio.gather(*(notifying.note(comment.id, "escalation", {"escalate": ["safety"]}) for _ in range(4)))
    assert len(await jobs_of(desk, "tell")) == 1
    await notifying.tell(target.id)
    await notifying.tell(target.id)
    ((_, message),) = sender.messages
    assert "possible injury" in message.title and f"/comment/{comment.id}" in message.text
    assert "12345678" not in message.text


async def test_storing_an_escalated_draft_asks_for_the_message_in_the_same_transaction(desk, told):
    comment = await comment_on(desk)
    known = {"intent": "complaint", "severity": 4, "escalate": ["safety"], "language": "en", "unsure": False}
    draft = StoredDraft(comment.id, comment.id, 1, 1, DraftDocument(known, None), ())
    await _store(desk.uow, desk.clock, draft, {})
    (job,) = await jobs_of(desk, "notify")
    assert job["args"] == {"comment_id": str(comment.id), "reason": "escalation", "detail": {"escalate": ["safety"]}}


async def test_many_within_a_minute_come_as_one_digest(desk, told):
    notifying, _, target, sender, clock = told
    for number in range(5):
        comment = await comment_on(desk, f"c{number}")
        await notifying.note(comment.id, "failed", {"reason": "No."})
        await notifying.tell(target.id)
    assert len(sender.messages) == 1
    later = await jobs_of(desk, "tell")
    assert later[-1]["scheduled_at"] == clock.time + timedelta(minutes=1)
    clock.time += timedelta(minutes=1)
    await notifying.tell(target.id)
    assert [message.title for _, message in sender.messages][1] == "4 things on The Shop need somebody"


async def test_in_quiet_hours_nothing_leaves_until_they_are_over(desk, told):
    notifying, targets, target, sender, clock = told
    clock.time = datetime(2026, 1, 10, 23, 0, tzinfo=timezone.utc)
    await targets.change(target.id, Wanted("Us", None, None, ["failed"], ("22:00", "07:00", "UTC")))
    comment = await comment_on(desk)
    await notifying.note(comment.id, "failed", {})
    await notifying.tell(target.id)
    assert not sender.messages
    assert {job["scheduled_at"].hour for job in await jobs_of(desk, "tell")} == {7}
    clock.time = datetime(2026, 1, 11, 7, 0, tzinfo=timezone.utc)
    await notifying.tell(target.id)
    assert len(sender.messages) == 1


async def test_what_did_not_arrive_is_shown_tried_again_and_lost_by_nobody(desk, told):
    notifying, targets, target, sender, _ = told
    comment = await comment_on(desk)
    await notifying.note(comment.id, "failed", {})
    sender.problem = NotTold("The service has trouble right now (status 500).", passing=True)
    with pytest.raises(NotTold):
        await notifying.tell(target.id)
    assert (await targets.all())[0].error == str(sender.problem)
    sender.problem = NotTold("No such place.")
    await notifying.tell(target.id)
    sender.problem = None
    await notifying.tell(target.id)
    assert len(sender.messages) == 1 and (await targets.all())[0].error is None


async def test_a_target_of_another_page_or_for_other_reasons_is_not_told(desk, told):
    notifying, targets, target, sender, _ = told
    async with desk.uow() as unit:
        await unit.pages.add(Page("other", "The Other"))
    await targets.change(target.id, Wanted("Us", "other", None, ["failed"], None))
    comment = await comment_on(desk)
    await notifying.note(comment.id, "failed", {})
    await targets.change(target.id, Wanted("Us", "shop", None, ["mention"], None))
    await notifying.note(comment.id, "failed", {})
    await notifying.tell(target.id)
    assert not sender.messages


async def test_a_promise_about_to_be_missed_is_told_once(desk, told):
    notifying, _, target, sender, clock = told
    comment = await comment_on(desk)
    async with desk.database.connection() as connection:
        await connection.execute("UPDATE comments SET due_at = %s", (clock.time + timedelta(minutes=10),))
    await notifying.note_promises()
    await notifying.note_promises()
    await notifying.tell(target.id)
    ((_, message),) = sender.messages
    assert message.title == "A reply is due soon on The Shop" and str(comment.id) in message.text


async def test_an_address_sealed_with_another_key_asks_to_be_entered_again(desk, told):
    notifying, targets, target, _, _ = told
    comment = await comment_on(desk)
    async with desk.database.connection() as connection:
        await connection.execute("UPDATE notification_targets SET url = 'gibberish'")
    await notifying.note(comment.id, "failed", {})
    await notifying.tell(target.id)
    assert "Enter the address again" in (await targets.all())[0].error
