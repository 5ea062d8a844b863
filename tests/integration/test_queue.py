"""The queue over HTTP on a real database: order, filters, totals, search, saved views, many decisions at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest

from desk.db.queue import QueueList
from desk.domain.comment import CommentState
from desk.domain.draft import DraftDocument, StoredDraft
from desk.domain.incoming import Incoming
from desk.domain.narrowing import QueueFilter
from desk.domain.page import Page
from desk.domain.reply import Sent
from desk.services.accounts import SESSION, hashed
from desk.services.decide import Decisions, Person
from desk.services.draft import _store
from desk.services.publish import Publishing
from desk.services.receive import edit, receive
from desk.web.guard import COOKIE
from tests.desk.fakes import FakeConnector, vault

HERE = {"Sec-Fetch-Site": "same-origin"}
EVIDENCE = {"id": "a#0", "article": "a", "title": "Hours", "text": "We open at nine on weekdays.", "url": None}


@dataclass
class Shop:
    """A desk with two pages and people of every role."""

    desk: object
    browsers: dict[str, httpx.AsyncClient] = field(default_factory=dict)
    ids: dict[str, UUID] = field(default_factory=dict)

    async def comment(self, name, *, page="shop", reach=0, channel="api", author=None, text=None):
        connection = await self.desk.api_connection(page)
        incoming = Incoming(name, text or f"Comment {name}", channel=channel, reach=reach, author=author)
        return (await receive(self.desk.uow, self.desk.clock, connection, incoming)).comment

    async def understood(
        self, comment, intent="question", *, severity=0, escalate=(), kind="answer", finding=False, evidence="a#0",
        language="en", unsure=False, text="We open at nine.",
    ):  # fmt: skip
        understanding = {
            "intent": intent, "severity": severity, "escalate": list(escalate), "language": language, "unsure": unsure,
        }  # fmt: skip
        draft = {
            "kind": kind,
            "text": text,
            "sentences": [{"text": text, "role": "answer", "evidence": evidence}],
            "findings": [{"rule": "promise"}] if finding else [],
        }
        document = DraftDocument(understanding, draft if kind else None)
        stored = StoredDraft(uuid4(), comment.id, comment.text_version, 1, document, (EVIDENCE,))
        await _store(self.desk.uow, self.desk.clock, stored, {})

    async def get(self, role="viewer", **query):
        answer = await self.browsers[role].get("/api/v1/queue", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def names(self, **query):
        return [item["excerpt"].removeprefix("Comment ") for item in (await self.get(**query))["items"]]

    async def post(self, path, body, role="approver"):
        return await self.browsers[role].post(path, json=body)

    async def bulk(self, action, *comments, role="approver", **more):
        items = [{"id": str(one.id), "version": await self.version(one)} for one in comments]
        answer = await self.post("/api/v1/queue/bulk", {"action": action, "items": items, **more}, role)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def undo(self, action, *comments, role="approver"):
        items = [{"id": str(one.id)} for one in comments]
        answer = await self.post("/api/v1/queue/bulk/undo", {"action": action, "items": items}, role)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def version(self, comment):
        async with self.desk.uow() as unit:
            return (await unit.comments.get(comment.id)).version

    async def run(self, statement, *values):
        async with self.desk.database.connection() as raw:
            return await raw.execute(statement, values or None)


@pytest.fixture
async def shop(desk, web):
    shop = Shop(desk)
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop", {"undo_seconds": 60}))
        await unit.pages.add(Page("other", "Another"))
    for role in ("viewer", "drafter", "approver", "admin"):
        async with desk.uow() as unit:
            shop.ids[role] = await unit.people.add(role.title(), f"{role}@example.org", role, "-")
            await unit.people.start_session(shop.ids[role], hashed(role), desk.clock.now() + SESSION)
        shop.browsers[role] = httpx.AsyncClient(base_url=web, headers=HERE, cookies={COOKIE: role}, timeout=30)
    yield shop
    for browser in shop.browsers.values():
        await browser.aclose()


async def test_escalations_come_first_then_the_graver_and_the_more_seen_then_the_older(shop):
    plain, seen, complaint, threat, legal = [
        await shop.comment(name, reach=reach)
        for name, reach in (("plain", 0), ("seen", 50_000), ("complaint", 0), ("threat", 0), ("legal", 0))
    ]
    await shop.understood(plain, "other", kind=None)
    await shop.understood(seen, "other", kind=None)
    await shop.understood(complaint, "complaint", severity=1)
    await shop.understood(threat, "complaint", severity=4)
    await shop.understood(legal, "other", escalate=["legal"], kind="hand_over")
    assert await shop.names() == ["legal", "threat", "seen", "complaint", "plain"]
    first, *rest = (await shop.get())["items"]
    assert (first["escalated"], first["why_here"]) == (True, "Escalation: legal threat")
    assert rest[1]["reach"] == 50_000 and rest[1]["why_here"] == "Seen by 50,000"
    weights = [item["urgency"] for item in (first, *rest)]
    assert weights == sorted(weights, reverse=True) and weights[0] > 0 > weights[1]


async def test_a_promise_is_set_by_an_administrator_and_counts_from_the_next_comment(shop):
    given = {"minutes": 60, "zone": "Europe/London", "hours": {"mon": [["09:00", "17:00"]]}}
    answer = await shop.browsers["admin"].patch("/api/v1/pages/shop", json={"promise": given})
    assert answer.json()["promise"] == given
    await shop.comment("one")
    (item,) = (await shop.get())["items"]
    assert item["due_at"] and item["why_here"].startswith("Promised by ")
    wrong = await shop.browsers["admin"].patch("/api/v1/pages/shop", json={"promise": {"minutes": 60, "zone": "Mars"}})
    assert wrong.status_code == 422 and "no time zone" in wrong.json()["error"]["message"]


async def test_every_filter_narrows_the_list_and_its_total(shop):
    names = ("question", "complaint", "german", "unsure", "legal", "elsewhere")
    comments = {
        name: await shop.comment(name, page="other" if name == "elsewhere" else "shop", channel="x" if name == "german" else "api")
        for name in names
    }  # fmt: skip
    await shop.understood(comments["question"])
    await shop.understood(comments["complaint"], "complaint", severity=3, kind="acknowledge")
    await shop.understood(comments["german"], "praise", language="de", kind=None)
    await shop.understood(comments["unsure"], "other", unsure=True, kind=None)
    await shop.understood(comments["legal"], "other", escalate=["legal"], kind="hand_over")
    await shop.bulk("assign", comments["german"], assignee=str(shop.ids["drafter"]))
    for query, expected in (
        ({"page": "other"}, {"elsewhere"}),
        ({"channel": "x"}, {"german"}),
        ({"intent": "complaint"}, {"complaint"}),
        ({"severity": "3"}, {"complaint"}),
        ({"severity": "4"}, set()),
        ({"language": "de"}, {"german"}),
        ({"unsure": "true"}, {"unsure"}),
        ({"escalated": "true"}, {"legal"}),
        ({"safe": "true"}, {"question"}),
        ({"assignee": "none"}, set(names) - {"german"}),
        ({"assignee": str(shop.ids["drafter"])}, {"german"}),
        ({"assignee": "me", "role": "drafter"}, {"german"}),
        ({"assignee": "me", "role": "approver"}, set()),
        ({"view": "all", "intent": "question", "page": "shop", "safe": "true"}, {"question"}),
    ):
        answer = await shop.get(**query)
        found = {item["excerpt"].removeprefix("Comment ") for item in answer["items"]}
        assert (found, answer["total"]) == (expected, len(expected)), query
    (german,) = (await shop.get(language="de"))["items"]
    assert german["assignee"] == {"id": str(shop.ids["drafter"]), "name": "Drafter"}


@pytest.mark.parametrize("query", [{"severity": "5"}, {"assignee": "you"}, {"view": "later"}, {"safe": "yes"}, {"cursor": "e30="}])  # fmt: skip
async def test_a_filter_that_can_not_be_is_refused(shop, query):
    assert (await shop.browsers["viewer"].get("/api/v1/queue", params=query)).status_code == 422


async def test_the_ways_to_read_a_page_agree_and_leave_no_gaps(shop, monkeypatch):
    for number in range(30):
        comment = await shop.comment(
            f"n{number}", page="other" if number % 3 else "shop", text=f"A parcel, no {number}"
        )
        if number % 2:
            await shop.understood(comment, "complaint", severity=number % 4, escalate=["press"] if number % 7 == 0 else (), kind="hand_over")  # fmt: skip
        if number % 5 == 0:
            await shop.run("UPDATE comments SET state = 'sent' WHERE id = %s", comment.id)
        await shop.run(
            "UPDATE comments SET received_at = received_at - make_interval(days => %s) WHERE id = %s",
            3 * number,
            comment.id,
        )

    async def listed(way, view, text, **narrowed):
        monkeypatch.undo()
        costs = {"merged": "_WALKED_ROW", "walked": "_PROBE"}
        if way in costs:
            monkeypatch.setattr(f"desk.db.queue.{costs[way]}", 1e9)
        if text:
            monkeypatch.setattr("desk.db.queue.FEW_WITH_WORDS", 6_000 if way == "found" else 0)
            monkeypatch.setattr("desk.db.queue.RARE", 0.0)
            monkeypatch.setattr("desk.db.queue._FOUND_ROW", 1e9 if way in costs else 0.0)
            if way == "oldest":
                monkeypatch.setattr("desk.db.queue._MOST_WEEKS", 2)
            if way != "merged":
                monkeypatch.setattr("desk.db.queue.MERGED_TO", 0)
        seen, cursor = [], None
        async with shop.desk.uow() as unit:
            while True:
                rows, cursor, total = await QueueList(unit.views._db).page(
                    view, QueueFilter(**narrowed), text, cursor, 4
                )
                seen += [row["id"] for row in rows]
                if cursor is None:
                    return seen, total

    for view in ("waiting", "done", "all"):
        for narrowed in ({}, {"page": "shop"}, {"intent": "complaint"}, {"severity": 2}):
            merged, total = await listed("merged", view, None, **narrowed)
            walked, _ = await listed("walked", view, None, **narrowed)
            assert merged == walked and len(set(merged)) == len(merged) == total, (view, narrowed)
            for way in ("found", "newest", "oldest", "merged", "walked"):
                assert (await listed(way, view, "parcel", **narrowed))[0] == merged, (way, view, narrowed)


async def test_totals_follow_every_change_before_and_after_they_are_added_up(shop):
    comments = [await shop.comment(f"n{number}") for number in range(6)]
    await shop.bulk("dismiss", *comments[:2], reason="spam")
    for _ in range(2):
        assert [(await shop.get(view=view))["total"] for view in ("waiting", "done", "all")] == [4, 2, 6]
        async with shop.desk.uow() as unit:
            await unit.upkeep.count()
    left = await (await shop.run("SELECT count(*) AS n FROM pile_changes")).fetchone()
    assert left["n"] == 0
    wrong = await shop.run(
        "SELECT FROM piles p WHERE p.size <> (SELECT count(*) FROM comments c WHERE c.pile_id = p.id)"
    )
    assert await wrong.fetchall() == []
    me = (await shop.browsers["viewer"].get("/api/v1/me")).json()
    assert me["counts"]["waiting"] == 4


async def test_a_search_finds_words_of_the_comment_its_author_and_sent_replies(shop):
    brake = await shop.comment("c1", text="My brakes squeak", author="Marjorie Tench")
    await shop.comment("c2", text="Lovely shop", author="Linus")
    connector = FakeConnector(Sent("r1"))
    desk = shop.desk
    person = Person(shop.ids["approver"], "Approver")
    await Decisions(desk.uow, desk.clock).approve(
        person, brake.id, await shop.version(brake), "Ask our workshop for Torsten, please."
    )
    assert (await shop.get(view="all", q="Torsten"))["total"] == 0  # approved, but not sent
    reply = await (await shop.run("SELECT id FROM replies")).fetchone()
    await shop.run("UPDATE replies SET send_after = now()")
    later = replace_clock(desk, seconds=120)
    await Publishing(desk.uow, later, {"api": connector}, vault()).publish(reply["id"])
    for text, expected in (
        ("brake", 1), ("marjorie", 1), ("marj", 1), ("Tench brakes", 1), ("torsten", 1), ("lovely -shop", 0),
        ('"lovely shop"', 1), ("100% \\ 'quote", 0), ("!!", 0), ("the", 0),
    ):  # fmt: skip
        answer = await shop.get(view="all", q=text)
        assert (len(answer["items"]), answer["total"]) == (expected, expected), text
    assert (await shop.get(view="waiting", q="torsten"))["total"] == 0


async def test_what_a_search_reads_beside_the_words_follows_every_change(shop):
    one, two = await shop.comment("one"), await shop.comment("two")
    await shop.understood(one, "complaint", severity=3, kind="acknowledge")
    await shop.bulk("assign", one, assignee=str(shop.ids["drafter"]))
    await shop.bulk("dismiss", two, reason="spam")
    await shop.run("UPDATE comments SET received_at = received_at - interval '40 days' WHERE id = %s", two.id)
    kept = (
        "SELECT count(*) AS n, count(*) FILTER (WHERE w.words @@ '''§open''') AS open FROM comments c JOIN"
        " comment_words w ON w.comment_id = c.id WHERE (w.pile_id, w.place_at, w.received_at, w.words)"
        " = (c.pile_id, c.place_at, c.received_at, search_words(c))"
    )
    assert await (await shop.run(kept)).fetchone() == {"n": 2, "open": 1}
    await shop.undo("dismiss", two)
    assert await (await shop.run(kept)).fetchone() == {"n": 2, "open": 2}
    assert [(await shop.get(q=text))["total"] for text in ("§open", "open", "two")] == [0, 0, 1]


async def test_an_edited_comment_is_found_by_its_new_words_only(shop):
    await shop.comment("c1", text="My brakes squeak")
    desk = shop.desk
    await edit(desk.uow, desk.clock, await desk.api_connection("shop"), "c1", "My chain is loose")
    assert [(await shop.get(q=word))["total"] for word in ("brakes", "chain")] == [0, 1]


async def test_what_is_put_off_leaves_the_queue_until_it_is_woken_with_an_event(shop):
    one, two = await shop.comment("one"), await shop.comment("two")
    until = (shop.desk.clock.now() + timedelta(hours=3)).isoformat()
    assert (await shop.bulk("snooze", one, until=until, role="drafter"))["done"] == [str(one.id)]
    assert (await shop.names(), await shop.names(view="snoozed")) == (["two"], ["one"])
    assert await shop.desk.wake() == 0
    await shop.run("UPDATE comments SET snoozed_until = now() - interval '1 second' WHERE id = %s", one.id)
    assert await shop.desk.wake() == 1
    assert set(await shop.names()) == {"one", "two"}
    event = await (await shop.run("SELECT kind, to_state FROM events ORDER BY id DESC LIMIT 1")).fetchone()
    assert (event["kind"], event["to_state"]) == ("woken", "received")
    assert await shop.version(one) > two.version


async def test_an_answer_or_an_edit_ends_that_a_comment_is_put_off(shop):
    one, two = await shop.comment("one"), await shop.comment("two")
    until = (shop.desk.clock.now() + timedelta(hours=3)).isoformat()
    await shop.bulk("snooze", one, two, until=until)
    await shop.bulk("dismiss", one, reason="spam")
    await shop.undo("dismiss", one)
    desk = shop.desk
    await edit(desk.uow, desk.clock, await desk.api_connection("shop"), "two", "Comment now")
    assert set(await shop.names()) == {"one", "now"}


async def test_only_safe_drafts_are_approved_together_and_each_refusal_says_why(shop):
    safe, found, bare, acknowledged, stale, undrafted = [
        await shop.comment(name) for name in ("safe", "found", "bare", "acknowledged", "stale", "undrafted")
    ]
    await shop.understood(safe)
    await shop.understood(found, finding=True)
    await shop.understood(bare, evidence=None)
    await shop.understood(acknowledged, "complaint", severity=1, kind="acknowledge")
    await shop.understood(stale)
    items = [
        {"id": str(one.id), "version": await shop.version(one) + (one is stale)}
        for one in (safe, found, bare, acknowledged, stale, undrafted)
    ]
    items.append({"id": str(uuid4()), "version": 1})
    answer = (await shop.post("/api/v1/queue/bulk", {"action": "approve", "items": items})).json()
    assert answer["done"] == [str(safe.id)]
    told = {one["id"]: one["message"] for one in answer["refused"]}
    assert len(told) == 6
    for comment in (found, bare, acknowledged, undrafted):
        assert "has to be read" in told[str(comment.id)]
    assert "changed since you opened it" in told[str(stale.id)]
    reply = await (await shop.run("SELECT text, approved_by FROM replies")).fetchall()
    assert [(one["text"], one["approved_by"]) for one in reply] == [("We open at nine.", shop.ids["approver"])]
    assert await shop.undo("approve", safe) == {"done": [str(safe.id)], "refused": []}
    async with shop.desk.uow() as unit:
        assert (await unit.comments.get(safe.id)).state is CommentState.WAITING


async def test_a_draft_with_a_number_that_no_evidence_holds_is_not_safe(shop):
    comment = await shop.comment("one")
    await shop.understood(comment, kind="thanks", text="You get 40 pounds back.", evidence=None)
    assert (await shop.get(safe="true"))["total"] == 0


async def test_what_is_taken_back_is_as_it_was(shop):
    one = await shop.comment("one")
    await shop.understood(one, "complaint", severity=3, kind="acknowledge")
    (before,) = (await shop.get())["items"]
    until = (shop.desk.clock.now() + timedelta(hours=3)).isoformat()
    for action, more in (
        ("label", {"intent": "praise"}),
        ("assign", {"assignee": str(shop.ids["viewer"])}),
        ("snooze", {"until": until}),
        ("dismiss", {"reason": "spam"}),
    ):
        assert (await shop.bulk(action, one, **more))["done"] == [str(one.id)], action
        assert (await shop.undo(action, one))["done"] == [str(one.id)], action
        (now,) = (await shop.get())["items"]
        assert {**now, "version": before["version"]} == before, action
        refused = (await shop.undo(action, one))["refused"]
        assert "Somebody changed this since" in refused[0]["message"], action


async def test_a_label_taken_back_counts_no_longer_as_a_persons_word(shop):
    one = await shop.comment("one")
    await shop.bulk("label", one, intent="praise")
    await shop.undo("label", one)
    async with shop.desk.uow() as unit:
        assert await unit.comments.label_of(one.id) is None


async def test_nobody_takes_back_what_another_did(shop):
    one = await shop.comment("one")
    await shop.bulk("dismiss", one, reason="spam")
    assert (await shop.undo("dismiss", one, role="admin"))["done"] == []


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"action": "dismiss", "reason": "bored"}, "reason must be one of"),
        ({"action": "label"}, "intent must be one of"),
        ({"action": "snooze"}, "until when"),
        ({"action": "snooze", "until": "2001-01-01T00:00:00Z"}, "lie ahead"),
        ({"action": "burn"}, "Invalid enum value"),
    ],
)
async def test_a_decision_that_no_comment_can_take_is_refused_as_a_whole(shop, body, says):
    one = await shop.comment("one")
    answer = await shop.post("/api/v1/queue/bulk", {**body, "items": [{"id": str(one.id), "version": 1}]})
    assert answer.status_code == 422 and says in answer.json()["error"]["message"]


async def test_somebody_who_is_not_there_can_not_be_assigned(shop):
    one = await shop.comment("one")
    answer = await shop.bulk("assign", one, assignee=str(uuid4()))
    assert "nobody with this id" in answer["refused"][0]["message"]


async def test_a_drafter_may_label_assign_and_snooze_but_not_approve_or_dismiss(shop):
    one = await shop.comment("one")
    item = [{"id": str(one.id), "version": 1}]
    for action in ("approve", "dismiss"):
        body = {"action": action, "items": item, "reason": "spam"}
        undo = {"action": action, "items": [{"id": str(one.id)}]}
        for path, asked in (("", body), ("/undo", undo)):
            answer = (await shop.post(f"/api/v1/queue/bulk{path}", asked, "drafter")).json()
            assert answer["done"] == [] and "needs approver" in answer["refused"][0]["message"]
    body = {"action": "label", "items": item, "intent": "praise"}
    assert (await shop.post("/api/v1/queue/bulk", body, "viewer")).status_code == 403
    assert (await shop.post("/api/v1/queue/bulk", body, "drafter")).status_code == 200


async def test_at_most_five_hundred_are_decided_at_once(shop):
    items = [{"id": str(uuid4()), "version": 1} for _ in range(501)]
    assert (await shop.post("/api/v1/queue/bulk", {"action": "approve", "items": items})).status_code == 422


async def test_views_are_saved_shared_and_deleted(shop):
    mine = {"name": "Angry on X", "query": {"channel": "x", "severity": "3", "assignee": "me"}, "shared": False}
    kept = await shop.post("/api/v1/views", mine, "viewer")
    assert kept.status_code == 201 and kept.json() == {**mine, "id": kept.json()["id"], "mine": True}
    shared = (await shop.post("/api/v1/views", {**mine, "name": "Ours", "shared": True}, "drafter")).json()
    views = (await shop.browsers["viewer"].get("/api/v1/views")).json()["items"]
    assert [(view["name"], view["mine"]) for view in views] == [("Angry on X", True), ("Ours", False)]
    assert (await shop.post("/api/v1/views", {**mine, "shared": True}, "viewer")).status_code == 403

    async def deleted(view, role):
        return (await shop.browsers[role].delete(f"/api/v1/views/{view['id']}")).status_code

    assert await deleted(kept.json(), "admin") == 404  # nobody knows of what another keeps
    assert await deleted(shared, "approver") == 403
    assert await deleted(shared, "admin") == 204
    assert await deleted(kept.json(), "viewer") == 204
    assert (await shop.browsers["viewer"].get("/api/v1/views")).json()["items"] == []


async def test_a_saved_view_is_renamed_shared_and_kept_to_oneself_again(shop):
    query = {"channel": "x"}

    async def saved(role, **more):
        return (await shop.post("/api/v1/views", {"name": "Odd", "query": query, **more}, role)).json()["id"]

    async def changed(view_id, role, **change):
        answer = await shop.browsers[role].patch(f"/api/v1/views/{view_id}", json=change)
        return answer.json() if answer.status_code == 200 else answer.status_code

    async def seen(role):
        return [view["name"] for view in (await shop.browsers[role].get("/api/v1/views")).json()["items"]]

    view = await saved("drafter")
    assert await changed(view, "admin", name="Ours") == 404  # nobody knows of what another keeps
    kept = {"id": view, "name": "On X", "query": query, "shared": False, "mine": True}
    assert await changed(view, "drafter", name=" On X ") == kept
    assert await changed(view, "drafter", shared=True) == {**kept, "shared": True}
    assert await seen("viewer") == ["On X"]
    assert await changed(view, "approver", name="Theirs") == 403
    assert await changed(view, "admin", name="X") == {**kept, "name": "X", "shared": True, "mine": False}
    assert await changed(view, "admin", shared=False) == {**kept, "name": "X", "mine": False}
    assert (await seen("viewer"), await seen("drafter")) == ([], ["X"])
    assert await changed(view, "drafter", name="  ") == 422
    assert await changed(uuid4(), "drafter", name="Nothing") == 404
    theirs = await saved("viewer")
    assert (await changed(theirs, "viewer", name="Mine"))["name"] == "Mine"
    assert await changed(theirs, "viewer", shared=True) == 403  # sharing needs a drafter
    assert await seen("viewer") == ["Mine"]


@pytest.mark.parametrize("query", [{"colour": "red"}, {"view": "later"}, {"severity": "9"}, {"assignee": "you"}])
async def test_a_view_that_the_queue_could_not_show_is_not_saved(shop, query):
    answer = await shop.post("/api/v1/views", {"name": "Odd", "query": query})
    assert answer.status_code == 422


async def test_notes_and_a_first_approval_are_told_in_the_list(shop):
    one = await shop.comment("one")
    await shop.run(
        "INSERT INTO notes (id, comment_id, author_id, text) VALUES (gen_random_uuid(), %s, %s, 'Look')",
        one.id, shop.ids["viewer"],
    )  # fmt: skip
    await shop.run(
        "INSERT INTO first_approvals (comment_id, text_version, text, by_id, at) VALUES (%s, 1, 'Yes', %s, now())",
        one.id, shop.ids["approver"],
    )  # fmt: skip
    (item,) = (await shop.get())["items"]
    assert (item["notes"], item["needs_second"]) == (1, True)


def replace_clock(desk, **span):
    class Later:
        def now(self):
            return desk.clock.now() + timedelta(**span)

    return Later()
