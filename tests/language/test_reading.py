"""The grade agrees with published examples and with syllables counted by a dictionary."""

from __future__ import annotations

import pytest

from language.reading import reading_grade, syllables


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        # Counted by hand: words, sentences and syllables put into the formula.
        ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 6 / 6 - 15.59),
        ("We are looking at it. A colleague will write here.", 0.39 * 10 / 2 + 11.8 * 12 / 10 - 15.59),
        ("You can return shoes at any shop, or by post.", 0.39 * 10 + 11.8 * 12 / 10 - 15.59),
        ("Our team is reading the manual again! It is complicated.", 0.39 * 10 / 2 + 11.8 * 17 / 10 - 15.59),
    ],
)
def test_the_grade_is_that_of_the_formula(text: str, grade: float) -> None:
    assert reading_grade(text) == pytest.approx(grade, abs=0.051)


def test_the_grade_is_near_published_examples() -> None:
    # Published as 11.3, with 24 syllables; dictionaries count 25, and each is worth 0.9 here.
    platypus = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
    assert reading_grade(platypus) == pytest.approx(11.3, abs=0.9)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "a the here more please looked used clothes bike queue don't we're sized through wheels eye"),
        (2, "table little wanted boxes didn't isn't quiet creature being poem create careful reply business colleague centre"),
        (3, "delivered everything courier video area museum manager carefully easier animal Australian"),
        (4, "information reptilian available responsible emergency January apologise"),
        (5, "university electricity"),
        (6, "responsibility"),
    ],
)  # fmt: skip
def test_syllables_as_a_dictionary_counts_them(count: int, words: str) -> None:
    wrong = [word for word in words.split() if syllables(word) != count]
    assert wrong == []


@pytest.mark.parametrize(
    "text", ["", "Thank you!", "Hi Anna, thanks.", "https://help.example/a/b/c/d/e/f", "🚲 🚲 🚲", "…"]
)
def test_less_than_five_words_have_no_grade(text: str) -> None:
    assert reading_grade(text) is None


def test_links_greeting_and_signature_are_not_read() -> None:
    said = "You can bring the bike back within thirty days."
    framed = (
        f"Hi Anna,\n{said}\nMore on this: https://help.example/articles/extraordinarily-complicated\nFernhill Cycles"
    )
    assert reading_grade(framed) == reading_grade(said)


def test_long_words_and_sentences_are_harder() -> None:
    plain = "We are checking this. A colleague will write to you here."
    heavy = "An investigation concerning the aforementioned circumstances is currently being conducted by the responsible department."
    assert reading_grade(plain) < 4 and reading_grade(heavy) > 15


def test_any_text_has_a_grade_or_none() -> None:
    for text in (
        "!!! ??? ...",
        "1 2 3 4 5 6",
        "э э э э э э",
        "a\nb\nc\nd\ne\nf",
        "Ünïcödé ïs fïne hère, trüly.",
        "x" * 5000,
    ):
        grade = reading_grade(text)
        assert grade is None or isinstance(grade, float)
