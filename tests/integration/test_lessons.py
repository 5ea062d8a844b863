"""Three edits of the drafts of an article, on a real database, and the fourth draft is as people would have made it."""

from __future__ import annotations

import json
from uuid import UUID

import jsonschema
import pytest

from actions.document import NOTHING, document_of
from desk.assistant.client import SCHEMA, metadata_of
from desk.db.memory import Memory
from desk.db.migrate import MIGRATIONS
from desk.domain.article import Article
from desk.domain.draft import DraftDocument, Evidence
from desk.domain.errors import NotFound
from desk.domain.incoming import Incoming
from desk.domain.memory import Author
from desk.domain.page import Page
from desk.domain.reply import Sent
from desk.services.decide import Decisions, Person
from desk.services.draft import draft_comment
from desk.services.forget import forget_author
from desk.services.publish import Publishing
from desk.services.receive import delete, receive
from desk.services.remember import remember
from tests.desk.fakes import FakeConnector, FakeSearch, vault
from tests.integration.test_search import WordVectors

QUESTION = "How do I send my bike back?"
ANSWER = "You can send a bike back within 30 days. Bring the receipt with you. Courier returns start in your account."
ADDED = "Please leave the pedals on the bike."
NUMBERED = "Collection takes 4 working days."
SIGNED = "Ada's team"


class Composer:
    """Composes as the action server does, without the classifier: every comment is a question."""

    async def draft(self, comment, page, post, evidence, label=None, remembered=(), lately=(), learned=None, hint=None):
        metadata = metadata_of(comment, page, post, evidence, label, remembered, lately, learned)
        known = {**NOTHING, "intent": "question", "question": 0.9, "confidence": 0.9, "unsure": False, "language": "en"}
        document = document_of(str(comment.id), comment.text, known, json.loads(json.dumps(metadata)))
        jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
        return DraftDocument(document["understanding"], document["draft"])


class Shop:
    """A page with one article, where comments are drafted, edited, approved and sent."""

    def __init__(self, desk, person) -> None:
        self.desk, self.person, self.count = desk, person, 0
        self.memory = Memory(desk.database, WordVectors())
        self.evidence = evidence(ANSWER)

    async def article(self, answer=ANSWER, body="All about returns."):
        self.evidence = evidence(answer)
        async with self.desk.uow() as unit:
            article = Article("returns", "Send a bike back", body, answer=answer)
            await unit.articles.put(article, WordVectors(), "test")

    async def drafted(self, page="shop", author=None):
        self.count += 1
        connection = await self.desk.api_connection(page)
        incoming = Incoming(f"c{self.count}", QUESTION, author="Maja Olsen", author_id=author or f"maja-{self.count}")
        comment = (await receive(self.desk.uow, self.desk.clock, connection, incoming)).comment
        search = FakeSearch(self.evidence)
        await draft_comment(self.desk.uow, Composer(), search, self.desk.clock, comment.id, 1, 1, self.memory)
        async with self.desk.uow() as unit:
            return await unit.views.conversation(comment.id)

    async def sent(self, change, page="shop", author=None):
        row = await self.drafted(page, author)
        text = change(row["document"]["draft"]["text"])
        await Decisions(self.desk.uow, self.desk.clock).approve(
            self.person, row["id"], row["version"], text, row["draft_id"], confirmed=True
        )
        async with self.desk.uow() as unit:
            reply = await unit.replies.live(row["id"])
        await Publishing(self.desk.uow, self.desk.clock, {"api": FakeConnector(Sent("r"))}, vault()).publish(
            reply.approved.id
        )
        assert await remember(self.desk.uow, self.memory, reply.approved.id)
        return row


def evidence(answer):
    return Evidence("returns#1", "returns", "Send a bike back", None, answer, None, 0.9, answer=answer)


@pytest.fixture
async def shop(desk):
    async with desk.uow() as unit:
        for page in ("shop", "other"):
            await unit.pages.add(Page(page, page, {"undo_seconds": 0, "voice": {"sign_with": SIGNED}}))
    account = await desk.accounts.add("Ada Byron", "ada@example.org", "approver", "correct horse battery")
    shop = Shop(desk, Person(account.id, account.name))
    await shop.article()
    return shop


def adding(*sentences):
    """Before the last line, which signs."""

    def change(text):
        body, _, signature = text.rpartition("\n")
        assert signature.endswith(SIGNED)
        return f"{body} {' '.join(sentences)}\n{signature}"

    return change


def cutting(sentence):
    def change(text):
        assert sentence in text
        return text.replace(sentence, "").strip()

    return change


def learned(row):
    return [one for one in row["document"]["draft"]["sentences"] if one["role"] == "learned"]


async def test_what_was_added_to_three_replies_stands_in_the_fourth_draft_with_its_evidence(shop):
    for extra in (ADDED, "Please do leave the pedals on the bike.", ADDED):
        await shop.sent(adding(extra))
    row = await shop.drafted()
    (sentence,) = learned(row)
    assert sentence["text"] == ADDED
    shown = {passage["id"]: passage for passage in row["evidence"]}
    assert ADDED in shown[sentence["evidence"]]["text"] and shown[sentence["evidence"]]["kind"] == "reply"
    draft = row["document"]["draft"]
    assert draft["text"].index("30 days") < draft["text"].index(ADDED) < draft["text"].index(SIGNED)
    assert draft["reason"] == (
        "“Send a bike back” answers it; colleagues usually add “Please leave the pedals on the bike”."
    )


async def test_two_replies_teach_nothing(shop):
    for _ in range(2):
        await shop.sent(adding(ADDED))
    assert learned(await shop.drafted()) == []


async def test_three_replies_to_one_person_teach_nothing(shop):
    for _ in range(3):
        await shop.sent(adding(ADDED), author="maja")
    assert learned(await shop.drafted()) == []


async def test_another_page_is_not_affected(shop):
    for _ in range(3):
        await shop.sent(adding(ADDED))
    assert learned(await shop.drafted("other")) == []


async def test_what_was_cut_three_times_is_left_out_and_comes_back_when_people_put_it_back(shop):
    for _ in range(3):
        await shop.sent(cutting("Bring the receipt with you."))
    row = await shop.drafted()
    draft = row["document"]["draft"]
    assert "receipt" not in draft["text"] and "30 days" in draft["text"]
    assert draft["left_out"] == ["Bring the receipt with you."]
    assert draft["reason"].endswith("colleagues usually leave out “Bring the receipt with you”.")
    for _ in range(2):
        await shop.sent(adding("Bring the receipt with you."))
    assert "receipt" in (await shop.drafted())["document"]["draft"]["text"]


async def test_the_last_fact_always_stays(shop):
    await shop.article("You can send a bike back within 30 days.")
    for _ in range(4):
        await shop.sent(lambda text: text.replace("You can send a bike back within 30 days.", "We will look into it."))
    assert "30 days" in (await shop.drafted())["document"]["draft"]["text"]


async def test_a_fact_that_people_always_say_otherwise_is_said_so(shop):
    await shop.article("You can send a bike back within 30 days.")
    for _ in range(3):
        await shop.sent(
            lambda text: text.replace(
                "You can send a bike back within 30 days.", "Sending your bike back works within 30 days."
            )
        )
    text = (await shop.drafted())["document"]["draft"]["text"]
    assert "Sending your bike back works within 30 days." in text and text.count("30 days") == 1


async def test_a_number_goes_when_the_article_is_edited_and_does_not_hold_it(shop):
    for _ in range(3):
        await shop.sent(adding(NUMBERED, ADDED))
    assert {one["text"] for one in learned(await shop.drafted())} == {NUMBERED, ADDED}
    await shop.article(body="All about returns, and more.")
    assert {one["text"] for one in learned(await shop.drafted())} == {ADDED}
    await shop.article(body="All about returns. It takes 4 working days.")
    assert {one["text"] for one in learned(await shop.drafted())} == {NUMBERED, ADDED}


async def test_a_learned_sentence_stays_while_people_keep_it_and_goes_when_they_keep_cutting_it(shop):
    for _ in range(3):
        await shop.sent(adding(ADDED))
    for _ in range(10):
        await shop.sent(lambda text: text)
    assert [one["text"] for one in learned(await shop.drafted())] == [ADDED]
    for _ in range(3):
        await shop.sent(cutting(ADDED))
    assert learned(await shop.drafted()) == []


async def test_what_belongs_to_one_case_is_never_learned(shop):
    lines = (
        "Thank you for your patience, Maja Olsen.",
        "We have sent your label to maja@olsen.example.",
        "Ada will call you tomorrow.",
    )
    for _ in range(3):
        await shop.sent(adding(*lines))
    texts = [one["text"] for one in learned(await shop.drafted())]
    assert texts in ([], ["Thank you for your patience."])
    async with shop.desk.database.connection() as raw:
        rows = await (await raw.execute("SELECT added, cut, kept FROM lessons")).fetchall()
    assert rows and not any(name in str(rows) for name in ("Maja", "Olsen", "olsen", "Ada"))


async def test_selling_is_not_learned(shop):
    for _ in range(3):
        await shop.sent(adding("Buy our premium lock today, only while stocks last!"))
    assert learned(await shop.drafted()) == []


async def test_forgetting_an_author_takes_what_was_learned_from_them_for_good(shop):
    rows = [await shop.sent(adding(ADDED)) for _ in range(3)]
    desk, maja = shop.desk, Author("maja-2")
    known = await forget_author(desk.uow, desk.clock, "shop", maja, really=False)
    assert (known.comments, known.remembered, known.lessons) == (1, 1, 1)
    assert learned(await shop.drafted()) != []

    await forget_author(desk.uow, desk.clock, "shop", maja, really=True)
    assert learned(await shop.drafted()) == []
    known = await forget_author(desk.uow, desk.clock, "shop", maja, really=False)
    assert (known.comments, known.remembered, known.lessons) == (1, 0, 0)
    async with desk.database.connection() as raw:
        reply = await (await raw.execute("SELECT id FROM replies WHERE comment_id = %s", (rows[1]["id"],))).fetchone()
        left = await (await raw.execute("SELECT count(*) AS n FROM lessons")).fetchone()
    assert left["n"] == 2 and not await remember(desk.uow, shop.memory, reply["id"])
    known = await forget_author(desk.uow, desk.clock, "shop", maja, really=False)
    assert (known.remembered, known.lessons) == (0, 0)


async def test_an_author_can_be_forgotten_by_name_and_a_stranger_is_said_to_be_one(shop):
    await shop.sent(adding(ADDED))
    with pytest.raises(NotFound, match="Shown by that name: maja-1"):
        await forget_author(shop.desk.uow, shop.desk.clock, "shop", Author("maja olsen"), really=True)
    with pytest.raises(NotFound, match="Nobody"):
        await forget_author(shop.desk.uow, shop.desk.clock, "other", Author("maja-1"), really=True)
    known = await forget_author(shop.desk.uow, shop.desk.clock, "shop", Author("Maja Olsen", by_name=True), really=True)
    assert known.lessons == 1
    known = await forget_author(shop.desk.uow, shop.desk.clock, "shop", Author("maja-1"), really=False)
    assert (known.remembered, known.lessons) == (0, 0)


async def test_a_deleted_comment_teaches_nothing_any_more(shop):
    for _ in range(3):
        await shop.sent(adding(ADDED))
    await delete(shop.desk.uow, shop.desk.clock, await shop.desk.api_connection("shop"), "c2")
    assert learned(await shop.drafted()) == []


async def test_what_was_sent_before_there_were_lessons_teaches_too(shop):
    for _ in range(3):
        await shop.sent(adding(ADDED))
    migration = (MIGRATIONS / "0007_lessons.sql").read_text(encoding="utf-8")
    async with shop.desk.database.connection() as raw:
        await raw.execute("DELETE FROM lessons")
        await raw.execute("DELETE FROM procrastinate_jobs")
        await raw.execute(migration[migration.index("INSERT INTO procrastinate_jobs") :])
        jobs = await (await raw.execute("SELECT args FROM procrastinate_jobs")).fetchall()
    assert learned(await shop.drafted()) == []
    again = [await remember(shop.desk.uow, shop.memory, UUID(job["args"]["reply_id"])) for job in jobs]
    assert again == [False] * 3
    assert learned(await shop.drafted()) != []
