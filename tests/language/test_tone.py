"""The patterns of the tone check point at the words that sell, and at nothing else."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks.tone import Tally, count, read
from language import tone
from language.tone_rules import RULES

ROOT = Path(__file__).parents[2]
SELLING = [
    ("call-to-buy", "The chain fits. Order yours today and ride on.", "Order yours"),
    ("discount-urgency", "It costs less now, with 15 % off until Monday.", "15 % off"),
    ("discount-urgency", "The small one is back, but hurry, few are left.", "hurry"),
    ("upsell", "That tyre is out. You might also like our gravel tyre.", "You might also like our"),
    ("superlative", "It holds four litres. It is the best kettle on the market.", "best kettle"),
    ("self-praise", "Our award-winning workshop fixed it on Tuesday.", "award-winning"),
    ("lead-capture", "Sign up for our newsletter and you will hear first.", "Sign up for our newsletter"),
    ("marketing-hashtag", "Your bike is ready in the shop #RideMore", "#RideMore"),
    ("link-without-answer", "Here: https://help.example/articles/a", "Here: https://help.example/articles/a"),
    ("deflection", "Please DM us.", "DM us"),
    ("blaming", "You should have checked the size first.", "You should have checked"),
    ("unsupported-promise", "We guarantee it arrives on Friday.", "We guarantee"),
    ("personal-data", "Please send us your order number so we can look.", "Please send us your order number"),
    ("boilerplate", "Sorry for any inconvenience with the lock.", "Sorry for any inconvenience"),
    ("shouting", "We fixed the site!!! Try once more please.", "!!!"),
]
NAMES = {
    "call-to-buy", "discount-urgency", "upsell", "superlative", "self-praise", "lead-capture", "marketing-hashtag",
    "link-without-answer", "deflection", "blaming", "unsupported-promise", "personal-data", "boilerplate", "shouting",
}  # fmt: skip


@pytest.fixture(autouse=True)
def patterns_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What set-up learned on this machine is another file's matter."""
    monkeypatch.setattr(tone, "installed", lambda: None)


@pytest.mark.parametrize(("rule", "reply", "words"), SELLING)
def test_a_finding_names_the_rule_and_its_words(rule: str, reply: str, words: str) -> None:
    found = [finding for finding in tone.check(reply) if finding.rule == rule]
    assert len(found) == 1
    assert reply[found[0].start : found[0].end] == found[0].text
    assert words in found[0].text
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


@pytest.mark.parametrize(
    ("reply", "comment"),
    [
        ("The best time to call is before 10.", ""),
        ("It would be best to unplug it.", ""),
        ("Follow the green signs to lift B.", ""),
        ("You need to hold the button for 5 seconds.", ""),
        ("The refund takes 5 working days.", ""),
        ("It is the PRO MAX, number #4, with USB-C; VAT is included. Enjoy!", ""),
        ("No wonder you're proud parents!", "Look at our boy on his first bike"),
        ("You sign up at the desk; the course starts on 4 May.", "How do I join the class?"),
        ("Please send us a private message with your order number, so we can see what was packed.", "It is broken"),
        ("Call 0800 555 010 and say the parcel's number; they can change the address while you wait.", "Wrong house"),
        ("Order number 5512 left us today.", "Where is it?"),
        ("Press RESET until the light turns green.", "It hangs"),
        ("The guide is here: https://drill.example/guide.pdf", "Where do I find the guide?"),
        ("You should have received a size 8; that was our mistake.", "Wrong size"),
    ],
)
def test_what_only_looks_like_selling_is_left_alone(reply: str, comment: str) -> None:
    assert tone.check(reply, comment=comment) == []


def test_a_link_after_the_answer_is_no_finding_and_one_instead_of_it_is() -> None:
    link = "https://pan.example/care"
    assert tone.check(f"The jug goes into the dishwasher, its lid does not. All about care: {link}") == []
    assert [one.rule for one in tone.check(f"All about care: {link}")] == ["link-without-answer"]


def test_what_a_comment_asked_for_does_not_excuse_pressing() -> None:
    found = tone.check("Students get 10 % off, but hurry!", comment="Is there a student discount?")
    assert [one.text for one in found] == ["hurry"]


def test_findings_keep_their_place_beside_letters_that_grow_in_small() -> None:
    found = tone.check("İstanbul İİ: we guarantee it arrives.")
    assert [one.text for one in found if one.rule == "unsupported-promise"] == ["we guarantee"]


def test_the_labelled_replies_are_read_as_before() -> None:
    tally, clean, quiet = Tally(), 0, 0
    for row in read(ROOT / "tests/data/tone.jsonl"):
        for _ in count(row, tally):
            pass
        if not row["labels"]:
            clean += 1
            quiet += not tone.check(row["text"], public=row["public"], comment=row["comment"])
    right, wrong = sum(tally.right.values()), sum(tally.wrong.values())
    found, missed = sum(tally.found.values()), sum(tally.missed.values())
    assert right / (right + wrong) >= 0.97
    assert found / (found + missed) >= 0.97
    assert quiet == clean


def test_advice_on_buying_that_was_asked_for_is_not_selling() -> None:
    reply = "You can order the small one here, with 10 % off for students."
    assert tone.check(reply)
    assert tone.check(reply, comment="Do you have any student discount? Which one should I get?") == []


def test_personal_data_may_be_asked_for_in_private() -> None:
    assert not [
        f for f in tone.check("Please share your order number with us.", public=False) if f.rule == "personal-data"
    ]


def test_there_are_fourteen_rules_and_each_is_shown_by_an_example() -> None:
    assert {rule.name for rule in RULES} == NAMES == {rule for rule, *_ in SELLING}


HOSTILE = {
    "one letter": "a",
    "spaces": " ",
    "our our": "our ",
    "marks": "!",
    "open ends": "please send us your ",
    "links": "see https://a.example ",
    "capitals": "NEVER ",
    "hashtags": "#aa ",
    "findings": "we guarantee it, ",
    "sentences": "Call us. ",
    "commas": "you,",
    "dots": "a.",
    "at signs": "a@",
    "new lines": "best\n",
    "dotted capitals": "İ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_more_than_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        took = []
        for _ in range(3):
            began = time.perf_counter()
            tone.check(text, comment=text)
            took.append(time.perf_counter() - began)
        return min(took)

    short, long = seconds(5_000), seconds(20_000)
    # 100 ms on an idle machine; a busy one is given some room, and a quadratic rule would take sixteen times as long.
    assert long < 0.1 or long < 8 * short


def test_on_replies_written_apart_most_findings_are_right_and_most_faults_are_found() -> None:
    """Wanted are 0.92 and 0.90 (half of the faults are hard); a guard at what is reached until then."""
    tally = Tally()
    for row in read(ROOT / "tests/data/tone-apart.jsonl"):
        for _ in count(row, tally):
            pass
    right, found = sum(tally.right.values()), sum(tally.found.values())
    assert right / (right + sum(tally.wrong.values())) >= 0.86
    assert found / (found + sum(tally.missed.values())) >= 0.58
