from uuid import uuid4

import numpy as np
import pytest

from desk.domain.article import Article
from desk.domain.suggestion import may_be_question, merged, own_questions, question_key, same_words


def test_case_punctuation_and_spacing_make_no_other_question():
    assert question_key("How do I  return it?") == question_key("how do i return it") != question_key("Return it?")
    assert question_key("What’s open?") == question_key("what's open")


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("How to return a bike", "How do I return a bike?"),
        ("Return an item (UK)", "How do I return an item?"),
        ("Cancel your plan.", "How do I cancel your plan?"),
        ("Can I pay by card?", "Can I pay by card?"),
    ],
)
def test_a_heading_that_says_what_to_do_stands_for_a_question(heading, question):
    assert list(own_questions(Article("a", heading, "Text."))) == [question]


@pytest.mark.parametrize(
    "heading", ["Opening hours", "What we repair", "Returned items", "Open?", "Returns", "How to", ""]
)
def test_other_headings_are_not_made_into_questions(heading):
    assert not list(own_questions(Article("a", heading, "Text.")))


def test_headings_in_the_text_count_too():
    body = "Text.\n\n## How to **pack** it ##\n\n# not a heading is #this"
    assert list(own_questions(Article("a", "Returns", body))) == ["How do I pack it?"]


def test_a_sentence_that_was_masked_or_is_too_short_or_long_is_no_example():
    assert may_be_question("Can I send it back?")
    assert not any(map(may_be_question, ("Why?", "Where is [order number] now?", "Ask @shop about it", "so " * 31)))


def test_a_reply_uses_an_article_while_one_of_its_sentences_stands_in_it():
    reply = "Hi Sam, you have thirty days. Thanks!"
    assert same_words(["Use the box.", "You have thirty days."], reply)
    assert not same_words(["You have thirty days from today.", "", "…"], reply)


def direction(*at):
    vector = np.zeros(384, dtype=np.float32)
    vector[list(at)] = 1 / np.sqrt(len(at))
    return vector


def test_each_meaning_is_suggested_once_the_nearest_first_with_how_many_asked():
    near, far, own = uuid4(), uuid4(), None
    found = [
        ("Returns?", far, direction(1), 0.5),
        ("How do I return it?", near, direction(1), 0.9),
        ("How do I pack it?", own, direction(2), 0.0),
        ("Can it be packed?", far, direction(2), 0.6),
        ("Known already", near, direction(3), 0.8),
        ("Dismissed!", near, direction(4), 0.7),
    ]
    suggestions = merged(found, np.stack([direction(3)]), {"dismissed"}, 0.95, 9)
    told = [(one.question, one.comment_id, one.comments) for one in suggestions]
    assert told == [("How do I return it?", near, 2), ("Can it be packed?", far, 1)]
    assert len(merged(found, [], set(), 0.95, 1)) == 1
