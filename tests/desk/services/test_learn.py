"""A habit is what people did lately, several times, to several people, and still do."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from actions.document import NOTHING, document_of
from desk.domain.article import passages_of
from desk.domain.draft import DraftDocument
from desk.domain.lesson import ArticleNow, Lesson
from desk.domain.memory import Remembered
from desk.services.knowledge import read_folder
from desk.services.learn import LAST, cited, learned
from language.edits import edits
from tests.desk.fakes import NOON

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
ADDED = "Please leave the pedals on the bike."
NOW = ArticleNow("Send a bike back. You have 30 days.", NOON - timedelta(days=9))


def lesson(number, added=(), cut=(), kept=(), **changes):
    reply = Remembered(f"reply:{number}", "Back?", " ".join(added), "question", 0.0, NOON)
    return replace(Lesson(tuple(added), tuple(cut), tuple(kept), f"maja-{number}", NOON, reply), **changes)


def lessons(*added_by_place):
    return [lesson(number, added) for number, added in enumerate(added_by_place)]


def adds(lessons, now=NOW):
    found = learned("returns", lessons, now)
    return [habit.text for habit in found.add] if found else []


@pytest.mark.parametrize(
    ("places", "is_habit"),
    [((0, 1, 2), True), ((0, 1), False), ((0, 5, 9), True), ((3, 4, 5), True), ((5, 6, 7), True), ((7, 8, 9), False)],
)
def test_three_of_the_last_ten_make_a_habit_unless_all_of_them_are_old(places, is_habit):
    told = lessons(*[[ADDED] if place in places else [] for place in range(LAST)])
    assert adds(told) == ([ADDED] if is_habit else [])


def test_replies_to_one_person_count_once():
    assert adds([lesson(number, [ADDED], consumer="maja") for number in range(3)]) == []


def test_the_most_common_wording_is_taken_with_a_reply_that_holds_it():
    told = lessons([ADDED.replace("Please leave", "Leave")], [ADDED], [ADDED])
    (habit,) = learned("returns", told, NOW).add
    assert (habit.text, habit.times, habit.reply.id, habit.reply.score) == (ADDED, 3, "reply:1", 0.3)


def test_a_name_that_one_reply_alone_says_is_not_taken_over():
    own = "Please leave the pedals on the Brompton bike."
    assert adds(lessons([own], [ADDED], [ADDED])) == [ADDED]
    assert adds(lessons([own], [own], [own])) == [own]


def test_without_a_remembered_reply_there_is_no_evidence_and_so_no_habit():
    assert adds([lesson(number, [ADDED], reply=None) for number in range(3)]) == []


def test_a_number_holds_while_the_article_says_it_or_has_not_changed_since():
    told = lessons(*[["Collection takes 4 working days."]] * 3)
    assert adds(told) and adds(told, replace(NOW, text="4 days", since=NOON + timedelta(days=1)))
    assert adds(told, replace(NOW, since=NOON + timedelta(days=1))) == []
    later = [replace(one, drafted_at=NOON + timedelta(days=2)) for one in told]
    assert adds([*later[:2], *told], replace(NOW, since=NOON + timedelta(days=1))) == []
    assert adds(later, replace(NOW, since=NOON + timedelta(days=1)))


@pytest.mark.parametrize("day", ["today", "on 3 December", "this week", "over Christmas"])
def test_a_day_that_passes_is_no_habit_unless_the_article_says_it(day):
    told = lessons(*[[f"Our shop is closed {day}."]] * 3)
    assert adds(told) == []
    assert adds(told, replace(NOW, text=f"We are closed {day}."))


def test_what_is_cut_more_than_kept_is_dropped():
    fact = "Bring the receipt with you."
    cut, kept = lesson(1, cut=[fact]), lesson(1, kept=[fact])

    def drops(*told):
        found = learned("returns", [replace(one, consumer=str(place)) for place, one in enumerate(told)], NOW)
        return [habit.text for habit in found.drop] if found else []

    assert drops(cut, cut, cut) == [fact] == drops(cut, cut, kept, cut, cut)
    assert drops(cut, cut) == drops(kept, cut, cut, cut, kept) == drops(*[kept, cut] * 5) == []


def test_cutting_what_was_learned_undoes_it():
    added, cut = lesson(0, [ADDED]), lesson(0, cut=[ADDED])
    told = [replace(one, consumer=str(place)) for place, one in enumerate([cut, cut, added, added, added])]
    assert adds(told) == [] and adds(told[1:]) == [ADDED]


def test_only_replies_that_the_draft_cites_become_evidence():
    found = learned("returns", lessons([ADDED], [ADDED], [ADDED]), NOW)
    said = DraftDocument({}, {"sentences": [{"evidence": "reply:0"}, {"evidence": None}]})
    (shown,) = cited(found, said, [])
    assert shown.id == "reply:0" and shown.kind == "reply"
    assert cited(found, said, [shown]) == [] == cited(None, said, []) == cited(found, DraftDocument({}, None), [])


@pytest.mark.parametrize("channel", [("chat", 2000, "characters"), ("x", 280, "x")])
@pytest.mark.parametrize("intent", ["question", "complaint"])
def test_a_draft_that_was_sent_as_it_is_teaches_nothing(channel, intent):
    name, limit, counting = channel
    for article in read_folder(KNOWLEDGE, page_id="p").articles.values():
        for passage in passages_of(article):
            answer = article.answer if passage.ordinal == 0 else None
            known = {**NOTHING, "intent": intent, intent: 0.9, "unsure": False, "language": "en", "severity": 1}
            metadata = {
                "page": {"voice": {"sign_with": "Ada"}},
                "channel": {"name": name, "limit": limit, "counting": counting},
                "author": {"name": "Anna Lee"},
                "evidence": [
                    {"id": passage.id, "article": article.id, "title": article.title, "url": article.url,
                     "text": passage.text, "answer": answer, "score": 0.9}
                ],
            }  # fmt: skip
            draft = document_of(passage.id, article.title, known, metadata)["draft"]
            told = [(sentence["role"], sentence["text"]) for sentence in draft["sentences"]]
            found = edits(told, (), draft["text"], ("Anna Lee", "Grace Hill"))
            assert (found.added, found.cut) == ((), ()), draft["text"]
