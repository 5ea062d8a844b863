import uuid
from datetime import datetime, timezone

import httpx
import numpy as np
import pytest

from desk.domain.draft import DraftDocument, Evidence, StoredDraft
from desk.domain.incoming import Incoming
from desk.domain.page import Page
from desk.services.draft import _store
from desk.services.gaps import Gaps
from desk.services.receive import receive
from tests.desk.fakes import FakeSearch
from tests.integration.test_accounts import HERE, signed_in

SUBJECTS = ("ireland", "sunday", "gift")


class BySubject:
    """An encoder that knows three subjects: texts about the same one are as near as can be."""

    dimension = 4

    def __init__(self, identity="by-subject"):
        self.identity = identity

    def encode(self, texts):
        vectors = [[float(word in text.lower()) for word in SUBJECTS] + [0.01] for text in texts]
        return np.array([np.array(v) / np.linalg.norm(v) for v in vectors], dtype=np.float32)


@pytest.fixture
async def browser(web):
    async with httpx.AsyncClient(base_url=web, headers=HERE) as browser:
        yield browser


@pytest.fixture
async def shop(desk, browser):
    await signed_in(desk, browser)
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop"))
    return Gaps(desk.uow, desk.clock, FakeSearch(), BySubject)


async def unanswered(desk, name, text, *, kind="hand_over", **understood):
    connection = await desk.api_connection("shop")
    comment = (await receive(desk.uow, desk.clock, connection, Incoming(name, text))).comment
    known = {"intent": "question", "severity": 0, "escalate": [], "language": "en", "unsure": False, **understood}
    document = DraftDocument(known, {"kind": kind, "text": "We will look.", "sentences": []})
    await _store(desk.uow, desk.clock, StoredDraft(uuid.uuid4(), comment.id, 1, 1, document, ()), {})
    return comment


async def listed(browser, **query):
    answer = await browser.get("/api/v1/gaps", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def test_comments_that_ask_the_same_are_one_gap_and_the_most_asked_comes_first(desk, browser, shop):
    await unanswered(desk, "c1", "Do you gift wrap?")
    for number in range(3):
        await unanswered(desk, f"i{number}", f"Hi! Do you deliver to Ireland? It is number {number}.")
    await shop.look()
    await shop.look()
    first, second = await listed(browser)
    assert (first["count"], first["question"]) == (3, "Do you deliver to Ireland?") and second["count"] == 1
    assert len(first["examples"]) == 3 and first["examples"][0]["text"].startswith("Hi!")


async def test_a_new_comment_joins_the_gap_that_was_there(desk, browser, shop):
    await unanswered(desk, "c1", "Do you deliver to Ireland?")
    await shop.look()
    (before,) = await listed(browser)
    await unanswered(desk, "c2", "Is Ireland possible?")
    await shop.look()
    (after,) = await listed(browser)
    assert after["id"] == before["id"] and after["count"] == 2


@pytest.mark.parametrize(
    "understood",
    [{"kind": "answer"}, {"escalate": ["safety"]}, {"unsure": True}, {"intent": "praise"}],
)
async def test_what_was_not_handed_over_for_want_of_an_article_is_no_gap(desk, browser, shop, understood):
    await unanswered(desk, "c1", "Do you deliver to Ireland?", **understood)
    await shop.look()
    assert await listed(browser) == []


async def test_a_dismissed_gap_stays_away_and_comes_back_when_asked_for(desk, browser, shop):
    await unanswered(desk, "c1", "Do you deliver to Ireland?")
    await shop.look()
    (gap,) = await listed(browser)
    assert (await browser.post(f"/api/v1/gaps/{gap['id']}/dismiss")).status_code == 204
    await unanswered(desk, "c2", "Is Ireland possible?")
    await shop.look()
    assert await listed(browser) == []
    (dismissed,) = await listed(browser, state="dismissed")
    assert (dismissed["count"], dismissed["dismissed_by"]) == (2, "Ada")
    assert (await browser.post(f"/api/v1/gaps/{gap['id']}/restore")).status_code == 204
    assert len(await listed(browser)) == 1


async def changed_article(desk):
    async with desk.database.connection() as connection:
        await connection.execute(
            "INSERT INTO articles (id, title, body, checksum, updated_at) VALUES ('ireland', 'Ireland', 'Yes.', 'x',"
            " clock_timestamp() + interval '1 second')"
        )


def answer(score):
    return FakeSearch(Evidence("p1", "ireland", "Ireland", None, "We deliver there.", None, score))


async def test_a_gap_closes_when_an_article_answers_its_questions(desk, browser, shop):
    await unanswered(desk, "c1", "Do you deliver to Ireland?")
    await shop.look()
    await changed_article(desk)
    await Gaps(desk.uow, desk.clock, answer(0.4), BySubject).look()
    (gap,) = await listed(browser)
    await Gaps(desk.uow, desk.clock, answer(0.9), BySubject).look()
    assert await listed(browser) == []
    assert (await browser.get(f"/api/v1/gaps/{gap['id']}")).status_code == 404
    await unanswered(desk, "c2", "Is Ireland possible?")
    await Gaps(desk.uow, desk.clock, FakeSearch(), BySubject).look()
    assert [one["count"] for one in await listed(browser)] == [1]


async def test_another_encoder_makes_the_gaps_vectors_anew(desk, browser, shop):
    await unanswered(desk, "c1", "Do you deliver to Ireland?")
    await shop.look()
    await unanswered(desk, "c2", "Is Ireland possible?")
    await Gaps(desk.uow, desk.clock, FakeSearch(), lambda: BySubject("another")).look()
    assert [one["count"] for one in await listed(browser)] == [2]


async def test_replies_that_people_sent_all_the_same_stand_beside_it(desk, browser, shop):
    comment = await unanswered(desk, "c1", "Do you deliver to Ireland?")
    await shop.look()
    async with desk.database.connection() as connection:
        await connection.execute(
            "INSERT INTO replies (id, comment_id, text_version, text, approved_by, approved_at, send_after, state, page_id,"
            " sent_at) SELECT gen_random_uuid(), %s, 1, 'Yes, in five days.', id, now(), now(), 'sent', 'shop', now()"
            " FROM users",
            (comment.id,),
        )
    (gap,) = await listed(browser)
    assert [one["text"] for one in gap["replies"]] == ["Yes, in five days."]
    assert datetime.fromisoformat(gap["newest_at"]) <= datetime.now(timezone.utc)
