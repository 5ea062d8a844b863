"""Several people at one comment, on real PostgreSQL and through the API."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from desk.db.events import listen
from desk.domain.draft import DraftDocument
from desk.domain.incoming import Incoming
from desk.domain.page import Page
from desk.domain.together import Mode
from desk.domain.urgency import place
from desk.services.decide import Person
from desk.services.presence import EXPIRY, Presences
from desk.services.receive import edit, receive
from desk.services.snooze import wake

HERE = {"Sec-Fetch-Site": "same-origin"}
PASSWORD = "correct horse battery"
HOUR = timedelta(hours=1)


class Later:
    """The machine's clock, an hour and more ahead."""

    def __init__(self, desk, **span):
        self._desk, self._span = desk, timedelta(**span)

    def now(self):
        return self._desk.clock.now() + self._span


class Team:
    """Two approvers, a drafter and a viewer, each signed in on their own."""

    def __init__(self, desk, web):
        self.desk, self.web = desk, web
        self.people, self.browsers = {}, {}

    async def join(self, name, role):
        email = f"{name.lower()}@example.org"
        account = await self.desk.accounts.add(name, email, role, PASSWORD)
        browser = httpx.AsyncClient(base_url=self.web, headers=HERE)
        response = await browser.post("/api/v1/session", json={"email": email, "password": PASSWORD})
        assert response.status_code == 200, response.text
        self.people[name], self.browsers[name] = Person(account.id, account.name), browser

    async def post(self, name, comment, what, **body):
        return await self.browsers[name].post(f"/api/v1/comments/{comment.id}/{what}", json=body)

    async def conversation(self, comment, name="Ada"):
        return (await self.browsers[name].get(f"/api/v1/comments/{comment.id}/conversation")).json()

    def id(self, name):
        return str(self.people[name].id)


@pytest.fixture
async def team(desk, web):
    team = Team(desk, web)
    for name, role in (("Ada", "approver"), ("Mia", "drafter"), ("Vic", "viewer")):
        await team.join(name, role)
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop", {"undo_seconds": 60}))
    yield team
    for browser in team.browsers.values():
        await browser.aclose()


async def arrived(desk, name="c1", **more):
    connection = await desk.api_connection("shop")
    return (await receive(desk.uow, desk.clock, connection, Incoming(name, f"Hello {name}?", **more))).comment


async def rows(desk, query, *values):
    async with desk.database.connection() as raw:
        return await (await raw.execute(query, values)).fetchall()


async def kinds(desk, comment):
    return [
        row["kind"] for row in await rows(desk, "SELECT kind FROM events WHERE comment_id = %s ORDER BY id", comment.id)
    ]


async def test_of_two_who_assign_at_once_one_is_told_to_look_again(desk, team):
    comment = await arrived(desk)
    answers = await asyncio.gather(
        team.post("Ada", comment, "assign", version=1, assignee=team.id("Ada")),
        team.post("Mia", comment, "assign", version=1, assignee=team.id("Mia")),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    won = next(answer.json() for answer in answers if answer.status_code == 200)
    lost = next(answer.json() for answer in answers if answer.status_code == 409)
    assert lost["error"]["code"] == "stale"
    assert (await team.conversation(comment))["assignee"] == won["assignee"]
    assert (await kinds(desk, comment)).count("assigned") == 1


async def test_an_assignment_names_somebody_who_can_work_on_the_page(desk, team):
    comment = await arrived(desk)
    for nobody in (team.id("Vic"), str(uuid4())):
        answer = await team.post("Ada", comment, "assign", version=1, assignee=nobody)
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid")
    async with desk.database.connection() as raw:
        await raw.execute("INSERT INTO page_roles VALUES (%s, 'shop', 'none')", (team.people["Mia"].id,))
    assert (await team.post("Ada", comment, "assign", version=1, assignee=team.id("Mia"))).status_code == 422
    items = (await team.browsers["Ada"].get("/api/v1/people?page=shop")).json()["items"]
    assert [(one["name"], one["role"]) for one in items] == [("Ada", "approver"), ("Vic", "viewer")]


async def test_people_are_listed_with_their_roles_and_can_be_away(desk, team):
    browser = team.browsers["Mia"]
    assert (await browser.put("/api/v1/me/away", json={"away": True})).json() == {"away": True}
    assert (await browser.get("/api/v1/me/away")).json() == {"away": True}
    items = (await browser.get("/api/v1/people")).json()["items"]
    assert [(one["name"], one["role"], one["away"]) for one in items] == [
        ("Ada", "approver", False), ("Mia", "drafter", True), ("Vic", "viewer", False)
    ]  # fmt: skip


async def test_turns_are_fair_however_many_comments_arrive_at_once(desk, team):
    await team.join("Sam", "approver")
    async with desk.uow() as unit:
        page = await unit.pages.get("shop", lock=True)
        await unit.pages.change(Page(page.id, page.name, {"assign": "round-robin"}))
    await asyncio.gather(*(arrived(desk, f"c{number}") for number in range(30)))
    counted = await rows(
        desk, "SELECT u.name, count(*) AS n FROM comments c JOIN users u ON u.id = c.assignee_id GROUP BY 1"
    )
    assert {row["name"]: row["n"] for row in counted} == {"Ada": 10, "Mia": 10, "Sam": 10}
    await team.browsers["Mia"].put("/api/v1/me/away", json={"away": True})
    await asyncio.gather(*(arrived(desk, f"d{number}") for number in range(4)))
    counted = await rows(desk, "SELECT count(*) AS n FROM comments WHERE assignee_id = %s", team.people["Mia"].id)
    assert counted[0]["n"] == 10
    await asyncio.gather(*(arrived(desk, "again") for _ in range(5)))
    counted = await rows(desk, "SELECT count(*) AS n FROM events WHERE kind = 'assigned'")
    assert counted[0]["n"] == 35


async def test_how_comments_are_assigned_is_a_setting_of_the_page(desk, team):
    await team.join("Root", "admin")
    answer = await team.browsers["Root"].patch("/api/v1/pages/shop", json={"assign": "round-robin"})
    assert (answer.status_code, answer.json()["assign"]) == (200, "round-robin")
    assert (await team.browsers["Root"].patch("/api/v1/pages/shop", json={"assign": "dice"})).status_code == 422
    comment = await arrived(desk)
    assert (await team.conversation(comment))["assignee"]["name"] == "Ada"


async def test_a_snoozed_comment_comes_back_once_however_many_workers_look(desk, team):
    comment = await arrived(desk)
    until = (desk.clock.now() + HOUR).isoformat()
    snoozed = (await team.post("Mia", comment, "snooze", version=1, until=until)).json()
    assert snoozed["snoozed_until"] is not None
    assert (await team.post("Ada", comment, "snooze", version=1, until=None)).status_code == 409
    assert await wake(desk.uow, desk.clock) == 0
    told = await asyncio.gather(*(wake(desk.uow, Later(desk, hours=1, seconds=1)) for _ in range(4)))
    assert sum(told) == 1
    now = await team.conversation(comment)
    assert now["snoozed_until"] is None
    assert (now["events"][-1]["kind"], now["events"][-1]["data"]["for"]["name"]) == ("woken", "Mia")


async def test_an_author_s_edit_wakes_a_comment(desk, team):
    comment = await arrived(desk)
    await team.post("Mia", comment, "snooze", version=1, until=(desk.clock.now() + HOUR).isoformat())
    await edit(desk.uow, desk.clock, await desk.api_connection("shop"), "c1", "It got worse!")
    assert (await team.conversation(comment))["snoozed_until"] is None


async def test_a_reminder_is_given_once_to_who_asked(desk, team):
    comment = await arrived(desk)
    answer = await team.post("Mia", comment, "remind", at=(desk.clock.now() + HOUR).isoformat())
    assert [one["name"] for one in answer.json()["reminders"]] == ["Mia"]
    assert answer.json()["snoozed_until"] is None
    told = await asyncio.gather(*(wake(desk.uow, Later(desk, hours=2)) for _ in range(4)))
    assert sum(told) == 1
    last = (await team.conversation(comment))["events"][-1]
    assert (last["kind"], last["data"]["to"]) == ("reminded", [team.id("Mia")])


async def test_an_escalated_comment_is_first_and_stays_so_when_it_is_read_again(desk, team):
    await arrived(desk, "c0")
    comment = await arrived(desk)
    answer = await team.post("Mia", comment, "escalate", version=1, note="They film it.")
    assert (answer.status_code, answer.json()["escalated"]) == (200, True)
    understanding = {"intent": "praise", "severity": 0, "escalate": [], "language": "en"}
    where = place(promise=None, since=comment.received_at, due_at=None, intent="praise", severity=0)
    async with desk.uow() as unit:
        await unit.comments.understood(comment.id, DraftDocument(understanding, None), where)
    items = (await team.browsers["Ada"].get("/api/v1/queue")).json()["items"]
    assert items[0]["id"] == str(comment.id)
    assert items[0]["why_here"] == "Escalation: by Mia"


async def test_a_viewer_may_look_but_change_nothing(desk, team):
    comment = await arrived(desk)
    for what, body in {
        "assign": {"version": 1, "assignee": None},
        "snooze": {"version": 1, "until": None},
        "remind": {"at": None},
        "escalate": {"version": 1},
        "notes": {"text": "Hi"},
        "presence": {"mode": "editing"},
    }.items():
        assert (await team.post("Vic", comment, what, **body)).status_code == 403, what
    assert (await team.post("Vic", comment, "presence", mode="viewing")).status_code == 200
    assert (await team.browsers["Vic"].get(f"/api/v1/comments/{comment.id}/notes")).json() == {"items": []}


async def test_nonsense_gets_a_sentence(desk, team):
    comment = await arrived(desk)
    for what, body in {
        "snooze": {"version": 1, "until": "9999-12-31T23:59:59-14:00"},
        "remind": {"at": "0001-01-01T00:00:00+14:00"},
        "assign": {"version": 1, "assignee": "Mia"},
        "notes": {"text": "\x00"},
        "presence": {"mode": "sleeping"},
        "escalate": {"version": 1, "note": "x" * 3000},
    }.items():
        answer = await team.post("Ada", comment, what, **body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid"), what
    assert (await team.browsers["Ada"].get("/api/v1/people?page=a%00b")).status_code == 422
    assert (await team.browsers["Ada"].get(f"/api/v1/comments/{uuid4()}/notes")).status_code == 404
    assert await kinds(desk, comment) == ["received"]


async def test_notes_are_kept_in_order_with_whom_they_mention(desk, team):
    comment = await arrived(desk)
    note = {"text": "@Mia, yours?", "mentions": [team.id("Mia")], "id": str(uuid4())}
    answers = await asyncio.gather(*(team.post("Ada", comment, "notes", **note) for _ in range(3)))
    assert [answer.status_code for answer in answers] == [201] * 3
    await team.post("Mia", comment, "notes", text="Mine.")
    (first, second) = (await team.browsers["Vic"].get(f"/api/v1/comments/{comment.id}/notes")).json()["items"]
    assert (first["author"], first["text"]) == ("Ada", "@Mia, yours?")
    assert first["mentions"] == [{"id": team.id("Mia"), "name": "Mia"}]
    assert (second["author"], second["mentions"]) == ("Mia", [])
    assert (await kinds(desk, comment)).count("noted") == 2
    assert (await team.post("Ada", comment, "notes", text="Hi", mentions=[str(uuid4())])).status_code == 422


async def test_what_an_author_wrote_before_is_told_by_their_id_or_else_their_name(desk, team):
    await arrived(desk, "other", author="Jo", author_id="2")
    await arrived(desk, "nameless")
    for number in range(12):
        await arrived(desk, f"b{number}", author="Jo", author_id="1")
    answered = await arrived(desk, "answered", author="Jo Miller", author_id="1")
    await desk.decisions.approve(team.people["Ada"], answered.id, 1, "We do.")
    comment = await arrived(desk, "now", author="Jo M.", author_id="1")
    earlier = (await team.conversation(comment))["earlier"]
    assert [one["excerpt"] for one in earlier] == ["Hello answered?", *(f"Hello b{n}?" for n in range(11, 2, -1))]
    assert (earlier[0]["state"], earlier[0]["reply_excerpt"]) == ("approved", "We do.")
    assert earlier[1]["reply_excerpt"] is None
    by_name = [await arrived(desk, f"n{number}", author="Jo") for number in range(2)]
    assert [one["id"] for one in (await team.conversation(by_name[1]))["earlier"]] == [str(by_name[0].id)]
    assert (await team.conversation(await arrived(desk, "nobody")))["earlier"] == []


@pytest.mark.parametrize("author_id", ["1", None])
async def test_an_author_s_comments_are_found_by_an_index(desk, team, author_id):
    comment = await arrived(desk, "c1", author="Jo", author_id=author_id)
    from desk.db.together_views import TogetherViews

    async with desk.database.connection() as raw:
        (row,) = await (await raw.execute("SELECT * FROM comments WHERE id = %s", (comment.id,))).fetchall()
        await raw.execute("SET LOCAL enable_seqscan = off")
        seen = []

        class Explaining:
            async def execute(self, query, values):
                plan = await (await raw.execute("EXPLAIN " + query.as_string(raw), values)).fetchall()
                seen.extend(line["QUERY PLAN"] for line in plan)
                return await raw.execute(query, values)

        await TogetherViews(Explaining()).earlier(row)
    name = "comments_by_author_id" if author_id else "comments_by_author_name"
    assert any(name in line for line in seen), seen
    assert not any("Sort" in line for line in seen), seen


async def test_presence_reaches_the_others_of_every_web_process_and_expires(desk, team, database_url):
    comment = await arrived(desk)
    changes = listen(database_url)
    assert await anext(changes) is None
    answer = await team.post("Mia", comment, "presence", mode="editing", tab="one")
    assert answer.json()["items"] == [{"id": team.id("Mia"), "name": "Mia", "mode": "editing"}]
    told = await asyncio.wait_for(anext(changes), 5)
    assert told == {"comment": str(comment.id), "page": "shop", "kind": "presence"}
    await changes.aclose()
    assert [one["mode"] for one in (await team.conversation(comment))["presence"]] == ["editing"]
    later = Presences(desk.uow, Later(desk, seconds=EXPIRY.seconds + 1))
    assert await later.present(comment.id) == []
    await later.beat(team.people["Ada"], comment.id, Mode.VIEWING)
    await Presences(desk.uow, Later(desk, minutes=5)).beat(team.people["Mia"], comment.id, Mode.VIEWING, "two")
    left = await rows(desk, "SELECT tab FROM presence WHERE comment_id = %s", comment.id)
    assert [row["tab"] for row in left] == ["two"]
    assert (await team.post("Mia", comment, "presence", mode="gone", tab="two")).json() == {"items": []}
    assert await rows(desk, "SELECT tab FROM presence WHERE comment_id = %s", comment.id) == []
    assert (await kinds(desk, comment)) == ["received"]


async def test_many_signs_of_life_at_once_never_get_in_each_other_s_way(desk, team):
    comments = [await arrived(desk, f"c{number}") for number in range(4)]
    late = Presences(desk.uow, Later(desk, hours=1))
    for presences in (desk.presences, late):
        await asyncio.gather(
            *(
                presences.beat(person, comment.id, mode, f"tab {number}")
                for person in team.people.values()
                for comment in comments
                for number, mode in enumerate((Mode.VIEWING, Mode.EDITING))
            )
        )
    assert len(await late.present(comments[0].id)) == 3


async def test_presence_of_a_comment_that_is_not_there_is_a_clear_answer(team):
    answer = await team.browsers["Ada"].post(f"/api/v1/comments/{uuid4()}/presence", json={"mode": "viewing"})
    assert answer.status_code == 404


async def test_two_approve_at_once_and_one_reply_leaves(desk, team):
    await team.join("Sam", "approver")
    comment = await arrived(desk)
    answers = await asyncio.gather(
        team.post("Ada", comment, "approve", version=1, text="From Ada."),
        team.post("Sam", comment, "approve", version=1, text="From Sam."),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert len(await rows(desk, "SELECT id FROM replies")) == 1


async def test_an_assignment_is_announced_to_whom_it_is_for_also_after_a_break(desk, team):
    comment = await arrived(desk)
    await team.post("Ada", comment, "assign", version=1, assignee=team.id("Mia"))
    async with desk.uow() as unit:
        last = (await unit.views.events_after(0, 100))[-1]
    assert (last["kind"], last["to"]) == ("assigned", [team.id("Mia")])
