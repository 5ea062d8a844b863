"""A sentence may say only the numbers, times, dates and links of its evidence, however they are written."""

from __future__ import annotations

import time

import pytest

from language.grounding import contradicts, given_away, strays, unsupported

EVIDENCE = (
    "Lamps can come back within 30 days. Drop-off is free; a courier costs £35. Delivery takes 3–5 working days. Open Monday to"
    " Saturday, 9 am – 5.30 pm. Closed 24–26 December. The Ember 4 takes E27-B bulbs, 2.1 inch across. See"
    " https://help.example/a/returns or mail care@lamps.example. Insured up to £1,200. 36 V at most. You can't send back worn shades."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "You have 30 days, and a courier costs £35.00.",
        "You have thirty days.",
        "It takes five working days.",
        "It takes 3 to 5 working days.",
        "It takes between 3 and 5 working days.",
        "We close at 17:30.",
        "We're open from 9am to 5.30pm on Wednesdays.",
        "Closed on the 26th of December.",
        "Open Mon–Fri.",
        "See help.example/a/returns, or write to care@lamps.example.",
        "It takes E27B or E27-B bulbs.",
        "Up to 1200 pounds.",
        "36V, please.",
        "The Ember 4's bulbs, or those of the Ember 4 or 4.",
        "One of our colleagues will look, for one thing.",
        "That may fit, e.g. the Ember 4.",
        "",
    ],
)
def test_what_the_evidence_says_is_supported(sentence: str) -> None:
    assert unsupported(sentence, EVIDENCE) == []


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("You have 30 working days.", ["30 working days"]),
        ("It takes 5 days.", ["5 days"]),
        ("It takes 5 weeks.", ["5 weeks"]),
        ("50 % off, or fifty percent off, or ５０ % off", ["50 %", "fifty percent"]),
        ("half price", ["half"]),
        ("Open on Sunday and Wednesday.", ["Sunday"]),
        ("Closed on 27 December.", ["27 December"]),
        ("In January.", ["January"]),
        ("by 2031-12-27 or 1/2/2031", ["2031-12-27", "1/2/2031"]),
        ("It costs $35 or 35 euros.", ["$35", "35 euros"]),
        ("within an hour", ["an hour"]),
        ("in a few days", ["a few days"]),
        ("in a couple of weeks", ["a couple of weeks"]),
        ("twenty-nine of them", ["twenty-nine"]),
        ("two hundred of them", ["two hundred"]),
        ("The Ember 5 does.", ["5", "Ember 5"]),
        ("The Glow 4 does.", ["Glow 4"]),
        ("The Ember5 does.", ["Ember5"]),
        ("5 miles", ["5 miles"]),
        ("call 0800 123", ["0800", "123"]),
        ("See evil.example or https://evil.example/a", ["evil.example", "https://evil.example/a"]),
        ("help.example/other", ["help.example/other"]),
        ("evil dot com, evil[.]example", ["evil dot com", "evil[.]example"]),
        ("a@evil.example", ["a@evil.example"]),
        ("javascript:alert(1)", ["javascript:alert(1"]),
        ("as @evil_shop says", ["@evil_shop"]),
        ("еvil.example", ["еvil.example"]),
        ("tomorrow at 8 pm", ["8 pm", "tomorrow"]),
        ("٣ of them", ["٣"]),
        ("You have 30\u00a0months.", ["30 months"]),
    ],
)
def test_what_it_does_not_say_is_named_as_written(sentence: str, facts: list[str]) -> None:
    assert unsupported(sentence, EVIDENCE) == facts


def test_evidence_without_facts_supports_none() -> None:
    assert unsupported("Two days, £3.", "") == ["Two days", "£3"]


def test_what_is_given_away_must_be_in_the_evidence() -> None:
    assert given_away("Drop-off is free, and feel free to ask.", EVIDENCE) == []
    assert given_away("We'll refund you, replace it and add a voucher.", EVIDENCE) == ["refund", "replace", "voucher"]
    assert given_away("You get refunds.", "We refund the lamp.") == []


def test_a_sentence_about_something_else_strays() -> None:
    assert not strays("A lamp can come back within thirty days.", EVIDENCE)
    assert strays("Our shades are woven by hand in a quiet valley.", EVIDENCE)


def test_a_not_more_or_less_contradicts() -> None:
    assert contradicts("You can send back worn shades.", EVIDENCE)
    assert contradicts("Lamps can never come back within 30 days.", EVIDENCE)
    assert not contradicts("Lamps can come back within 30 days.", EVIDENCE)
    assert not contradicts("You cannot send back worn shades.", EVIDENCE)


def test_long_and_hostile_texts_are_read_quickly() -> None:
    started = time.process_time()
    for text in ("1 " * 3_000, "a." * 3_000, "1,1" * 2_000, "a@" * 3_000, "one hundred " * 500, "x-" * 3_000 + "1"):
        unsupported(text[:600], text)
    assert time.process_time() - started < 2
