from datetime import datetime, timezone
from uuid import uuid4

import pytest

from desk.domain.comment import Turn
from desk.domain.errors import Invalid, NoModel, NotFound, NotTranslated
from desk.domain.translation import MOST_TEXT
from desk.ports.errors import TranslatorFailed
from desk.services.receive import Incoming, receive
from desk.services.translate import MOST_KEPT, Translating
from tests.desk.fakes import FakeClock, FakeDesk

AT = datetime(2026, 11, 23, 11, 0, tzinfo=timezone.utc)


class FakeTranslator:
    """Turns words around; `fails` with these words."""

    def __init__(self, pages=None):
        self.asked, self.pages, self.fails = [], pages, None

    def serves(self, page_id):
        return self.pages is None or page_id in self.pages

    async def translate(self, texts, language):
        self.asked.append((list(texts), language))
        if self.fails:
            raise TranslatorFailed(self.fails)
        return [f"{language}: {text}" for text in texts]


class Scene:
    @classmethod
    async def begun(cls, text="Où est ma lampe ?", **more):
        scene = cls()
        scene.desk, scene.clock, scene.translator = FakeDesk(), FakeClock(), FakeTranslator()
        await receive(scene.desk, scene.clock, scene.desk.connection, Incoming("c1", text, **more))
        scene.translating = Translating(scene.desk, scene.clock, scene.translator)
        return scene

    @property
    def id(self):
        return self.desk.only_comment().id

    async def texts(self, language="de"):
        return {one.original: one.text for one in await self.translating.conversation(self.id, language)}


async def test_the_comment_the_turns_before_it_and_the_post_are_asked_for_at_once():
    turns = (Turn("Ana", False, "Bonjour", AT), Turn(None, True, "Bonjour Ana", AT), Turn("Ana", False, "🎉", AT))
    scene = await Scene.begun(turns=turns, post={"text": "Nouvelles lampes", "url": None})
    assert set(await scene.texts()) == {"Où est ma lampe ?", "Bonjour", "Bonjour Ana", "Nouvelles lampes"}
    assert len(scene.translator.asked) == 1 and scene.translator.asked[0][1] == "German"


async def test_personal_data_and_the_names_of_those_who_wrote_are_not_told():
    text = "Je suis Ana Lima, écrivez à ana@example.org ou +44 20 7946 0958"
    scene = await Scene.begun(text, author="Ana Lima", turns=(Turn("Bo Sand", False, "Merci Bo", AT),))
    found = await scene.texts()
    told = " ".join(scene.translator.asked[0][0])
    assert not any(secret in told for secret in ("Ana", "Lima", "example.org", "7946", "Bo"))
    assert "[name]" in told and "[e-mail]" in told and "[phone]" in told
    assert set(found) == {text, "Merci Bo"}


async def test_what_was_translated_is_not_asked_for_again_within_the_hour_unless_the_text_changed():
    scene = await Scene.begun()
    for _ in range(2):
        await scene.texts()
    await scene.texts("en")
    assert [language for _, language in scene.translator.asked] == ["German", "English"]
    comment = scene.desk.only_comment()
    async with scene.desk() as unit:
        await unit.comments.edit(comment.id, "Où est ma chaise ?", AT)
    assert set(await scene.texts()) == {"Où est ma chaise ?"}
    assert scene.translator.asked[-1] == (["Où est ma chaise ?"], "German")
    scene.clock.pass_(minutes=61)
    await scene.texts()
    assert len(scene.translator.asked) == 4


async def test_a_reply_is_translated_as_it_is_given():
    scene = await Scene.begun()
    (one,) = await scene.translating.reply(scene.id, "Elle arrive.", "de")
    assert (one.original, one.text, one.shortened) == ("Elle arrive.", "German: Elle arrive.", False)
    assert scene.translator.asked == [(["Elle arrive."], "German")]


async def test_of_a_long_text_the_beginning_is_translated_and_marked_so():
    long = "lampe " * 2_000
    scene = await Scene.begun()
    (one,) = await scene.translating.reply(scene.id, long, "de")
    ((told,), _) = scene.translator.asked[0]
    assert one.shortened and one.original == long
    assert MOST_TEXT - 10 < len(told) <= MOST_TEXT and told.endswith("lampe")


async def test_a_text_without_words_is_not_asked_for():
    scene = await Scene.begun("👍 100%")
    assert await scene.texts() == {} and scene.translator.asked == []


async def test_a_failure_says_why_and_is_not_kept():
    scene = await Scene.begun()
    scene.translator.fails = "The model didn't answer in time."
    with pytest.raises(NotTranslated, match=r"could not be translated\. The model didn't answer in time"):
        await scene.texts()
    scene.translator.fails = None
    assert await scene.texts() == {"Où est ma lampe ?": "German: Où est ma lampe ?"}


async def test_without_a_model_for_the_page_nothing_is_translated():
    scene = await Scene.begun()
    for translating in (
        Translating(scene.desk, scene.clock, None),
        Translating(scene.desk, scene.clock, FakeTranslator({"other"})),
    ):
        with pytest.raises(NoModel):
            await translating.conversation(scene.id, "de")
    assert Translating(scene.desk, scene.clock, FakeTranslator({"other"})).pages(["shop", "other"]) == ["other"]
    assert Translating(scene.desk, scene.clock, None).pages(["shop", "other"]) == []


async def test_what_is_not_there_or_no_reply_is_named():
    scene = await Scene.begun()
    with pytest.raises(NotFound):
        await scene.translating.conversation(uuid4(), "de")
    for text in (" ", "a" * 20_001):
        with pytest.raises(Invalid, match="The reply"):
            await scene.translating.reply(scene.id, text, "de")
    assert scene.translator.asked == []


async def test_no_more_is_kept_than_so_many_texts():
    scene = await Scene.begun()
    for number in range(MOST_KEPT + 2):
        await scene.translating.reply(scene.id, f"Non {number}", "de")
    asked = len(scene.translator.asked)
    await scene.translating.reply(scene.id, f"Non {MOST_KEPT + 1}", "de")
    assert len(scene.translator.asked) == asked
    await scene.translating.reply(scene.id, "Non 0", "de")
    assert len(scene.translator.asked) == asked + 1
