"""The tone check points at the words that sell, and at nothing else."""

from __future__ import annotations

import pytest

from language import tone

SELLING = [
    ("call-to-buy", "The chain fits. Order yours today and ride on.", "Order yours today"),
    ("discount", "It costs less now, with 15 % off until Monday.", "15 % off"),
    ("urgency", "The small one is back, but hurry, few are left.", "hurry"),
    ("upsell", "That tyre is out. You might also like our gravel tyre.", "You might also like our"),
    ("self-praise", "Our award-winning workshop fixed it on Tuesday.", "Our award-winning"),
    ("lead-capture", "Sign up for our newsletter and you will hear first.", "Sign up for our newsletter"),
    ("hashtag", "Your bike is ready in the shop #RideMore", "#RideMore"),
    ("deflection", "Please DM us.", "Please DM us."),
    ("blame", "You should have checked the size first.", "You should have"),
    ("promise", "We guarantee it arrives on Friday.", "We guarantee"),
    ("personal-data", "Please send us your order number so we can look.", "send us your order number"),
    ("boilerplate", "Sorry for any inconvenience with the lock.", "Sorry for any inconvenience"),
    ("shouting", "We fixed the site!!! Try once more please.", "!!!"),
    ("link-without-answer", "Here: https://help.example/articles/a", "https://help.example/articles/a"),
]


@pytest.mark.parametrize(("rule", "reply", "words"), SELLING, ids=[rule for rule, *_ in SELLING])
def test_a_finding_names_the_rule_and_its_words(rule: str, reply: str, words: str) -> None:
    found = [finding for finding in tone.check(reply) if finding.rule == rule]
    assert [finding.text for finding in found] == [words]
    assert reply[found[0].start : found[0].end] == words
    assert found[0].why and found[0].instead


@pytest.mark.parametrize(
    "reply",
    [
        "The battery keeps two years, and the frame for life. The details: https://help.example/articles/battery",
        "Sorry that this went wrong for you. A colleague is looking at it and will answer here.",
        "The NHS scheme and the USB-C port are both fine.",
        "",
    ],
)
def test_a_plain_helpful_reply_has_no_finding(reply: str) -> None:
    assert tone.check(reply) == []


def test_advice_on_buying_that_was_asked_for_is_not_selling() -> None:
    reply = "You can order the small one here, with 10 % off for students."
    assert tone.check(reply)
    assert tone.check(reply, comment="Do you have any student discount? Which one should I get?") == []


def test_personal_data_may_be_asked_for_in_private() -> None:
    assert not [
        f for f in tone.check("Please share your order number with us.", public=False) if f.rule == "personal-data"
    ]


def test_every_rule_is_shown_by_an_example() -> None:
    from language.tone_rules import RULES

    assert {rule.name for rule in RULES} <= {rule for rule, *_ in SELLING}
