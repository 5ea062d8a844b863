"""What to label next on a real database: what is on a day's list, what leaves it, and that an answer teaches."""

from __future__ import annotations

import uuid
from datetime import timedelta

import numpy as np
import pytest

from desk.db.label_next import _CANDIDATES, _CLOSED
from desk.domain.comment import CommentState
from desk.domain.draft import DraftDocument, StoredDraft
from desk.domain.incoming import Incoming
from desk.domain.label_next import A_DAY
from desk.domain.page import Page
from desk.services.bulk import Bulk
from desk.services.decide import Decisions, Person
from desk.services.draft import _store
from desk.services.label_next import LabelNext
from desk.services.labels import gather
from desk.services.receive import delete, edit, receive
from tests.integration.people import account, browser_of

PATH = "/api/v1/learning/next"
NOT_SURE = {"confidence": 0.4, "question": 0.5, "complaint": 0.4, "praise": 0.1, "unsure": True}
SURE = {"confidence": 0.97, "question": 0.97, "complaint": 0.02, "praise": 0.01, "unsure": False}
CALM = {"escalate": [], "escalation": []}


class ByWords:
    """An encoder for which texts are as near as they share words of a few."""

    dimension = 4

    def encode(self, texts):
        rows = [[float(word in text.lower()) for word in ("refund", "opening", "parcel")] + [0.05] for text in texts]
        vectors = np.array(rows, dtype=np.float32).reshape(len(texts), 4)
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


class Later:
    """The machine's clock, some time ahead."""

    def __init__(self, clock, **span):
        self.clock, self.span = clock, timedelta(**span)

    def now(self):
        return self.clock.now() + self.span


class Shop:
    def __init__(self, desk, ada, kit):
        self.desk, self.ada, self.kit = desk, ada, kit
        self.person = Person(ada.id, ada.name)
        self.decisions = Decisions(desk.uow, desk.clock)
        self.learned = np.zeros((0, 4), dtype=np.float32)

    def lists(self, clock=None):
        return LabelNext(self.desk.uow, clock or self.desk.clock, ByWords, lambda: self.learned)

    async def understood(self, text, *, page="shop", understanding=NOT_SURE, intent="question"):
        connection = await self.desk.api_connection(page)
        comment = (await receive(self.desk.uow, self.desk.clock, connection, Incoming(uuid.uuid4().hex, text))).comment
        known = {"intent": intent, "severity": 0, "language": "en", "model": "shipped", **CALM, **understanding}
        document = DraftDocument(known, None)
        draft = StoredDraft(uuid.uuid4(), comment.id, 1, 1, document, ())
        await _store(self.desk.uow, self.desk.clock, draft, {})
        async with self.desk.uow() as unit:
            return await unit.comments.get(comment.id)

    async def texts(self, reader=None, clock=None, page="shop"):
        today = await self.lists(clock).today(page, (reader or self.ada).id)
        return [one.row["text"] for one in today.left]

    async def progress(self, reader=None):
        today = await self.lists().today("shop", (reader or self.ada).id)
        return today.done, today.total


@pytest.fixture
async def shop(desk):
    async with desk.uow() as unit:
        for page in ("shop", "other"):
            await unit.pages.add(Page(page, page))
    return Shop(desk, await account(desk, "Ada", "approver"), await account(desk, "Kit", "approver"))


async def test_unsure_comments_come_first_and_no_two_that_say_the_same(shop):
    await shop.understood("Opening hours on Sunday?", understanding=SURE)
    await shop.understood("My refund!")
    await shop.understood("my REFUND 2")
    await shop.understood("Where is the parcel")
    await shop.understood("👍")
    await shop.understood("A parcel for another page", page="other")
    found = await shop.texts()
    assert found[-1] == "Opening hours on Sunday?" and set(found[:-1]) in (
        {"My refund!", "Where is the parcel"},
        {"my REFUND 2", "Where is the parcel"},
    )


async def test_what_is_like_nothing_learned_comes_before_what_is_known(shop):
    shop.learned = ByWords().encode(["Where is my refund"])
    await shop.understood("A parcel, perhaps")
    await shop.understood("A refund, perhaps")
    assert await shop.texts() == ["A parcel, perhaps", "A refund, perhaps"]
    today = await shop.lists().today("shop", shop.ada.id)
    assert [one.row["why"] for one in today.left] == ["unsure", "unsure"]


async def test_what_the_classifiers_parts_disagree_about_comes_before_what_they_agree_about(shop):
    await shop.understood("A parcel, perhaps", understanding={**SURE, "division": 1.0})
    await shop.understood("A refund, perhaps", understanding=SURE)
    today = await shop.lists().today("shop", shop.ada.id)
    assert [(one.row["text"], one.row["why"]) for one in today.left] == [
        ("A parcel, perhaps", "divided"),
        ("A refund, perhaps", "unsure"),
    ]


async def test_what_people_labelled_on_the_page_counts_as_learned(shop):
    labelled = await shop.understood("Where is my refund")
    await shop.decisions.relabel(shop.person, labelled.id, labelled.version, "complaint")
    await shop.understood("A parcel, perhaps")
    await shop.understood("A refund, perhaps")
    assert await shop.texts() == ["A parcel, perhaps", "A refund, perhaps"]


@pytest.mark.parametrize("what", ["labelled", "confirmed", "approved", "dismissed", "deleted", "skipped", "cleared"])
async def test_what_somebody_answered_or_took_away_is_on_no_list(shop, what):
    comment = await shop.understood("Where is the parcel")
    await shop.understood("My refund?")
    decide = shop.decisions
    if what in ("labelled", "confirmed"):
        intent = "complaint" if what == "labelled" else "question"
        await decide.relabel(shop.person, comment.id, comment.version, intent)
    elif what == "approved":
        await decide.approve(shop.person, comment.id, comment.version, "It is on its way.", confirmed=True)
    elif what == "dismissed":
        await decide.dismiss(shop.person, comment.id, comment.version, "spam")
    elif what == "deleted":
        connection = await shop.desk.api_connection("shop")
        await delete(shop.desk.uow, shop.desk.clock, connection, comment.external_id)
    elif what == "skipped":
        await shop.lists().skip(comment.id, shop.kit.id)
    else:
        async with shop.desk.database.connection() as raw:
            await raw.execute("UPDATE comments SET cleared_at = now(), text = '' WHERE id = %s", (comment.id,))
    assert await shop.texts() == ["My refund?"]


@pytest.mark.parametrize("reason", ["duplicate", "answered-elsewhere", "other"])
async def test_what_was_closed_without_a_word_on_what_it_is_is_offered_and_stays_closed(shop, reason):
    comment = await shop.understood("Where is the parcel")
    await shop.decisions.dismiss(shop.person, comment.id, comment.version, reason)
    today = await shop.lists().today("shop", shop.ada.id)
    assert [one.row["text"] for one in today.left] == ["Where is the parcel"]
    await shop.decisions.relabel(shop.person, comment.id, today.left[0].row["version"], "complaint")
    assert await shop.texts() == [] and await shop.progress() == (1, 1)
    async with shop.desk.uow() as unit:
        assert (await unit.comments.get(comment.id)).state is CommentState.DISMISSED
    lessons = await gather(shop.desk.uow, shop.desk.clock)
    assert [(one.intent, one.source, one.weight) for one in lessons.examples] == [("complaint", "relabelled", 1.0)]


async def test_what_was_closed_long_ago_deleted_or_on_another_page_is_not_offered(shop):
    for text, page in (("An old one", "shop"), ("A deleted one", "shop"), ("Elsewhere", "other")):
        comment = await shop.understood(text, page=page)
        await shop.decisions.dismiss(shop.person, comment.id, comment.version, "duplicate")
        if text == "A deleted one":
            connection = await shop.desk.api_connection("shop")
            await delete(shop.desk.uow, shop.desk.clock, connection, comment.external_id)
    assert await shop.texts() == ["An old one"]
    assert await shop.texts(clock=Later(shop.desk.clock, days=91)) == []


async def test_a_label_that_was_taken_back_or_is_of_an_older_text_is_none(shop):
    undone, edited = await shop.understood("Where is the parcel"), await shop.understood("My refund?")
    for comment in (undone, edited):
        await shop.decisions.relabel(shop.person, comment.id, comment.version, "complaint")
    assert await shop.texts() == []
    bulk = Bulk(shop.desk.uow, shop.desk.clock, shop.decisions)
    outcome = await bulk.undo(shop.person, "label", [undone.id])
    assert outcome.done == [undone.id]
    connection = await shop.desk.api_connection("shop")
    await edit(shop.desk.uow, shop.desk.clock, connection, edited.external_id, "My refund came.")
    assert "Where is the parcel" in await shop.texts()


async def test_a_label_that_says_what_the_assistant_thought_is_a_persons_and_moves_nothing(shop):
    comment = await shop.understood("Still no parcel", intent="complaint")
    where = "SELECT intent, urgency, place_at, due_at, why_here, severity FROM comments WHERE id = %s"
    async with shop.desk.database.connection() as raw:
        await raw.execute("UPDATE comments SET urgency = 300, why_here = 'Severe' WHERE id = %s", (comment.id,))
        before = await (await raw.execute(where, (comment.id,))).fetchone()
    await shop.decisions.relabel(shop.person, comment.id, comment.version, "complaint")
    async with shop.desk.database.connection() as raw:
        assert await (await raw.execute(where, (comment.id,))).fetchone() == before
    lessons = await gather(shop.desk.uow, shop.desk.clock)
    assert [(one.text, one.intent, one.source, one.weight) for one in lessons.examples] == [
        ("Still no parcel", "complaint", "relabelled", 1.0)
    ]


async def test_the_days_list_stays_as_it_was_chosen_and_tells_how_far_one_is(shop):
    words = [f"{first}{second} parcel" for first in "abcdef" for second in "ghijkl"]
    shop.learned = np.zeros((0, 4), dtype=np.float32)
    for word in words[: A_DAY + 5]:
        await shop.understood(word)

    class Apart(ByWords):
        def encode(self, texts):
            return np.eye(4, dtype=np.float32)[[hash(text) % 4 for text in texts]] * 0.5

    lists = LabelNext(shop.desk.uow, shop.desk.clock, Apart, lambda: shop.learned)
    today = await lists.today("shop", shop.ada.id)
    assert (today.done, today.total, len(today.left)) == (0, A_DAY, A_DAY)
    first, second = today.left[:2]
    await shop.understood("A refund that came later")
    await shop.decisions.relabel(shop.person, first.row["id"], first.row["version"], "question")
    await lists.skip(second.row["id"], shop.ada.id)
    assert await shop.progress() == (2, A_DAY)
    assert await shop.progress(shop.kit) == (1, A_DAY), "what one person can't tell another may"
    await lists.unskip(second.row["id"], shop.ada.id)
    assert await shop.progress() == (1, A_DAY)
    assert second.row["text"] in await shop.texts()


async def test_a_list_that_is_not_full_is_filled_when_it_is_done_and_another_day_has_another(shop):
    await shop.understood("My refund?")
    assert await shop.texts() == ["My refund?"]
    late = await shop.understood("Where is the parcel")
    assert await shop.texts() == ["My refund?"], "not in the middle of it"
    await shop.lists().skip((await shop.lists().today("shop", shop.ada.id)).left[0].row["id"], shop.ada.id)
    assert await shop.texts() == ["Where is the parcel"]
    tomorrow = Later(shop.desk.clock, days=1)
    assert await shop.texts(clock=tomorrow) == ["Where is the parcel"]
    await shop.decisions.relabel(shop.person, late.id, late.version, "question")
    assert await shop.texts(clock=tomorrow) == []


async def test_the_list_is_read_answered_and_skipped_over_the_api(shop, web):
    comment = await shop.understood("Where is the parcel")
    other = await shop.understood("My refund?")
    async with await browser_of(shop.desk, web, shop.ada) as browser:
        answer = await browser.get(PATH, params={"page": "shop"})
        assert answer.status_code == 200, answer.text
        listed = answer.json()
        assert (listed["page"], listed["done"], listed["total"]) == ("shop", 0, 2)
        assert {one["text"] for one in listed["items"]} == {comment.text, other.text}
        assert listed["items"][0]["turns"] == [] and listed["items"][0]["why"] == "unsure"
        body = {"version": comment.version, "intent": "question"}
        assert (await browser.post(f"/api/v1/comments/{comment.id}/relabel", json=body)).status_code == 200
        assert (await browser.post(f"{PATH}/{other.id}/skip")).status_code == 204
        listed = (await browser.get(PATH, params={"page": "shop"})).json()
        assert (listed["done"], listed["total"], listed["items"]) == (2, 2, [])
        assert (await browser.delete(f"{PATH}/{other.id}/skip")).status_code == 204
        listed = (await browser.get(PATH, params={"page": "shop"})).json()
        assert (listed["done"], [one["id"] for one in listed["items"]]) == (1, [str(other.id)])
        assert (await browser.get(PATH, params={"page": "nowhere"})).status_code == 404
        assert (await browser.get(PATH)).json()["page"] == "other", "the first by name"


async def test_who_may_approve_on_one_page_only_reads_the_list_of_that_one(shop, web):
    await shop.understood("Where is the parcel")
    lou = await account(shop.desk, "Lou", "viewer", {"other": "approver"})
    async with await browser_of(shop.desk, web, lou) as browser:
        assert (await browser.get(PATH, params={"page": "shop"})).status_code == 403
        assert (await browser.get(PATH)).json()["page"] == "other"


async def test_both_orders_of_candidates_come_from_the_index(shop):
    await shop.understood("Where is the parcel")
    given = {"page": "shop", "unsure": True, "since": shop.desk.clock.now() - timedelta(days=90), "limit": 300}
    async with shop.desk.database.connection() as raw:
        await raw.execute("SET LOCAL enable_seqscan = off")
        await raw.execute("SET LOCAL enable_bitmapscan = off")
        await raw.execute("SET LOCAL enable_sort = off")
        plan = [str(row) async for row in await raw.execute("EXPLAIN " + _CANDIDATES, given)]
    assert any("comments_to_label" in line for line in plan), plan


async def test_closed_candidates_come_from_their_index(shop):
    await shop.understood("Where is the parcel")
    given = {"page": "shop", "since": shop.desk.clock.now() - timedelta(days=90), "limit": 300}
    async with shop.desk.database.connection() as raw:
        await raw.execute("SET LOCAL enable_seqscan = off")
        plan = [str(row) async for row in await raw.execute("EXPLAIN " + _CLOSED, given)]
    assert any("events_closed_without_label" in line for line in plan), plan


async def test_people_and_comments_that_go_take_their_part_of_the_lists_with_them(shop):
    comment = await shop.understood("Where is the parcel")
    await shop.texts()
    await shop.lists().skip(comment.id, shop.kit.id)
    async with shop.desk.database.connection() as raw:
        await raw.execute("DELETE FROM users WHERE id = %s", (shop.kit.id,))
        left = await (await raw.execute("SELECT count(*) AS n FROM label_skips")).fetchone()
    assert left["n"] == 0
