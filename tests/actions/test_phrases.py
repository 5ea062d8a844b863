"""Every phrase of every book keeps what all drafts promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

import pytest

from actions.emoji import has_emoji
from actions.phrases import BOOKS
from actions.words import spelt
from language import tone
from language.case_facts import case_facts
from language.reading import reading_grade
from language.reuse import ungreeted

FILLED = {
    "{name}": "Anna", "{url}": "https://help.example/a", "{choices}": "the UK or the US", "{team}": "press team",
    "{contact}": "press@fernhill.example", "{sign}": "Fernhill",
}  # fmt: skip
FACT = "Bikes can come back within a month of delivery, and shop returns are free of charge. "
CONTRACTION = re.compile(r"\w['’](?:s|re|ve|ll|d|m|t)\b", re.IGNORECASE)


def lists() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for formality, book in BOOKS.items():
        for one in fields(book):
            held = getattr(book, one.name)
            for severity, phrases in held.items() if isinstance(held, dict) else ((0, held),):
                yield formality, f"{one.name} {severity or ''}".strip(), phrases


LISTS = list(lists())
PHRASES = [(formality, name, phrase) for formality, name, phrases in LISTS for phrase in phrases]
LEAST = {"thanks": 12, "source": 8, "clarify": 8, "ask_privately": 8, "holding": 8, "holding_unsure": 8}
LEAST |= {f"{name} {severity}": 8 for name in ("empathy", "looking") for severity in (1, 2, 3, 4)}


def filled(phrase: str, variant: str = "en-GB") -> str:
    text = spelt(phrase, variant)
    for place, value in FILLED.items():
        text = text.replace(place, value)
    return text


@pytest.mark.parametrize(("formality", "name", "phrases"), LISTS)
def test_a_list_is_long_enough_to_vary_and_says_nothing_twice(
    formality: str, name: str, phrases: tuple[str, ...]
) -> None:
    assert len(phrases) >= LEAST.get(name, 1)
    assert len({phrase.lower() for phrase in phrases}) == len(phrases)


@pytest.mark.parametrize("formality", BOOKS)
def test_greetings_are_many_and_some_of_them_stand_in_a_line(formality: str) -> None:
    book = BOOKS[formality]
    assert len(book.greeting) + len(book.greeting_asked) >= 8
    for greetings in (book.greeting, book.greeting_grave, book.nameless, book.nameless_grave):
        assert len([one for one in greetings if not one.endswith(",")]) >= 2
    assert not any("!" in one for one in book.greeting_grave + book.nameless_grave)


@pytest.mark.parametrize("variant", ["en-GB", "en-US"])
def test_no_phrase_has_a_finding_a_number_a_link_or_an_emoji(variant: str) -> None:
    for formality, name, phrase in PHRASES:
        text = filled(phrase, variant)
        assert tone.check(FACT + text if name == "source" else text) == [], (formality, name, text)
        assert not case_facts(phrase) and not has_emoji(phrase), (formality, name, phrase)
        assert set(re.findall(r"\{\w+\}", phrase)) <= set(FILLED), phrase


def test_no_phrase_promises_or_admits_anything() -> None:
    given = re.compile(
        r"\b(?:refund|replac|voucher|free|discount|guarantee|promise|our (?:fault|mistake|error)|soon|shortly)", re.I
    )
    for formality, name, phrase in PHRASES:
        assert not given.search(phrase), (formality, name, phrase)
    for formality, name, phrase in PHRASES:
        if name == "careful":
            assert not re.search(r"sorry|apolog|mistake", phrase, re.I), (formality, phrase)


def test_the_formal_book_has_no_contraction_and_no_exclamation_mark() -> None:
    for formality, name, phrase in PHRASES:
        if formality == "formal":
            assert not CONTRACTION.search(phrase) and "!" not in phrase, (name, phrase)


def test_each_spelling_is_kept_to() -> None:
    for _, _, phrase in PHRASES:
        assert not re.search(r"[a-z]{3}iz(?:e|ed|ing)\b|\bcolor|\bfavor", spelt(phrase, "en-GB"))
        assert not re.search(r"apologis|realis|colour|favour|centre|\bcheers\b|to hand\b", spelt(phrase, "en-US"), re.I)


def test_phrases_are_easy_to_read() -> None:
    for formality, name, phrase in PHRASES:
        grade = reading_grade(filled(phrase))
        assert grade is None or grade <= 9, (formality, name, phrase, grade)


def test_memory_leaves_out_every_greeting() -> None:
    for formality, name, phrase in PHRASES:
        if name.startswith(("greeting", "nameless")):
            rest = ungreeted(filled(phrase) + " 👋\nWe do.").lower()
            assert "anna" not in rest and "hello" not in rest and "👋\n" not in rest[:2], (formality, phrase, rest)
