"""What is learned from labels: each text once, disagreement set aside, nobody heard too often."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone
from uuid import UUID

import pytest

from desk.domain.label import APPROVED, RELABELLED, SETTLED
from desk.domain.label_lessons import MOST_BY_AUTHOR, Labelled, key_of, lessons_of, split, words_of

START = datetime(2026, 11, 1, 9, tzinfo=timezone.utc)
LONG = "the parcel that I ordered last week never came to my door"


def labelled(number, text, intent="complaint", source=RELABELLED, by="Ada", author=None, page="shop", weight=1.0):
    return Labelled(
        UUID(int=number), page, "api", "en", author, text, intent, source, by,
        START + timedelta(minutes=number), weight,
    )  # fmt: skip


def test_words_are_compared_without_case_marks_and_digits():
    assert words_of("  Order 4471: NEVER came!!") == words_of("order 12 never came") == "order never came"
    assert key_of("Never came") == key_of("never came 7") != key_of("it came")


def test_a_thousand_repeats_teach_what_one_does_and_are_shown():
    others = [labelled(5000 + n, f"{word} is lovely", "praise") for n, word in enumerate(("bike", "shop", "team"))]
    once = lessons_of([labelled(1, "your bikes burn", "praise", APPROVED, author="v"), *others])
    flood = [labelled(n + 1, f"Your bikes burn {n}!", "praise", APPROVED, author="v") for n in range(1000)]
    found = lessons_of([*flood, *others])
    assert [(one.intent, one.weight, words_of(one.text)) for one in found.examples] == [
        (one.intent, one.weight, words_of(one.text)) for one in once.examples
    ]
    assert [(one.times, one.authors) for one in found.repeats] == [(1000, 1)]
    assert once.repeats == ()


def test_rewordings_that_share_most_words_count_once():
    words = LONG.split()
    flood = [labelled(n, " ".join([*words[:-1], f"door{chr(97 + n)}"])) for n in range(20)]
    found = lessons_of(flood)
    assert len(found.examples) == 1 and found.repeats[0].times == 20
    assert len(lessons_of([labelled(1, LONG), labelled(2, LONG + " yet", "question")]).examples) == 2


def test_near_texts_are_found_as_by_comparing_all_with_all():
    draw = random.Random(3)
    base = [[f"w{draw.randrange(30)}" for _ in range(draw.randint(5, 14))] for _ in range(60)]
    texts = [" ".join(draw.sample(words, len(words)) + ["extra"] * draw.randint(0, 1)) for words in base * 3]
    letters = str.maketrans("0123456789", "abcdefghij")
    texts = [text.translate(letters) for text in texts]
    leaders: list[set[str]] = []
    for text in dict.fromkeys(words_of(text) for text in texts):
        words = set(text.split())
        if len(words) < 5 or not any(len(words & one) >= 0.8 * len(words | one) for one in leaders if len(one) >= 5):
            leaders.append(words)
    found = lessons_of([labelled(n, text) for n, text in enumerate(texts)])
    assert [set(one.words.split()) for one in found.examples] == leaders


def test_one_author_teaches_one_label_a_few_texts_only():
    many = [labelled(n, f"{chr(97 + n)}{chr(97 + n)} wheel", "praise", author="v") for n in range(MOST_BY_AUTHOR + 5)]
    found = lessons_of([*many, labelled(900, "good shop", "praise", author="other")])
    assert len(found.examples) == MOST_BY_AUTHOR + 1 and found.beyond_author == 5
    nobody = [labelled(n, one.text, "praise") for n, one in enumerate(many)]
    assert len(lessons_of(nobody).examples) == len(nobody)


def test_two_labels_for_the_same_words_are_set_aside_for_a_person():
    two = [labelled(1, "nice one", "praise"), labelled(2, "Nice one!", "complaint", by="Bo"), labelled(3, "hello")]
    found = lessons_of(two)
    assert [one.text for one in found.examples] == ["hello"]
    (contradiction,) = found.contradictions
    assert {(one.intent, one.by) for one in contradiction.opinions} == {("praise", "Ada"), ("complaint", "Bo")}
    settled = lessons_of(two, {contradiction.key: "praise"})
    assert settled.contradictions == ()
    assert [(one.intent, one.source) for one in settled.examples] == [("praise", SETTLED), ("complaint", RELABELLED)]


def test_a_given_label_outweighs_those_that_only_stood():
    found = lessons_of([labelled(1, "nice one", "praise", APPROVED), labelled(2, "nice one", "complaint", RELABELLED)])
    assert [(one.intent, one.source) for one in found.examples] == [("complaint", RELABELLED)]
    assert found.contradictions == ()
    stood = [labelled(1, "nice one", "praise", APPROVED), labelled(2, "nice one", "complaint", APPROVED)]
    assert len(lessons_of(stood).contradictions) == 1


def test_texts_without_words_teach_nothing():
    found = lessons_of([labelled(1, "!!! 12"), labelled(2, "🚲"), labelled(3, "hello")])
    assert [one.text for one in found.examples] == ["hello"] and found.wordless == 2


@pytest.mark.parametrize("count", [0, 1, 4, 50, 5000])
def test_the_newest_are_held_out_and_never_learned_from(count):
    examples = [labelled(n, f"text {n}") for n in range(count)]
    parts = split(examples)
    assert len(parts.learned) + len(parts.held_out) == count
    assert len(parts.held_out) == min(600, round(0.2 * count))
    if parts.held_out:
        assert max(one.at for one in parts.learned) == parts.cut < min(one.at for one in parts.held_out)


def test_what_a_model_may_have_learned_from_is_never_held_out():
    examples = [labelled(n, f"text {n}") for n in range(100)]
    late = START + timedelta(minutes=94)
    parts = split(examples, not_before=late)
    assert len(parts.held_out) == 5 and parts.cut == late


def test_examples_of_one_moment_stay_together():
    examples = [labelled(1, f"text {chr(97 + n)}") for n in range(10)]
    assert len(split(examples).held_out) == 0
