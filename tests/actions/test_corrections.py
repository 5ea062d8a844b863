"""A wrong fact is put right with the company's own sentence; what is the consumer's own to say is left alone."""

from __future__ import annotations

import pytest

from actions.corrections import correction
from actions.kinds import ENOUGH
from tests.actions.asked import ANNA, draft, metadata, passage, request

RETURNS = passage(
    "You have 30 days from delivery to return a lamp. Drop-off is free; courier collection costs £8. "
    "Our depot at Mill Row does not accept returns."
)
BATTERY = passage(
    "The Glow 2 battery lasts up to 9 hours. Batteries are covered for 2 years or 500 cycles. A spare battery weighs 120 g.",
    "battery",
    "Battery of the Glow",
)
GIFT = passage("Gift cards (£10–£500) are valid for 24 months. Delivery takes 3–5 working days.", "gifts", "Gift cards")
EU = passage(
    "In the EU you have 14 days to return a lamp.",
    "returns-eu",
    "Send a lamp back from the EU",
    audience={"country": "EU"},
)
UK = {**RETURNS, "audience": {"country": "UK"}}


@pytest.mark.parametrize(
    ("said", "evidence", "right"),
    [
        ("Returns are 14 days", RETURNS, "30 days"),
        ("I thought returns were 14 days.", RETURNS, "30 days"),
        ("No, you only have two weeks to return a lamp", RETURNS, "30 days"),
        ("Love the lamp. Courier collection costs £20 though", RETURNS, "£8"),
        ("courier collection is free", RETURNS, "£8"),
        ("drop-off costs £5", RETURNS, "Drop-off is free"),
        ("Drop-off isn't free", RETURNS, "Drop-off is free"),
        ("The depot at Mill Row accepts returns", RETURNS, "does not accept"),
        ("Batteries are covered for 1 year", BATTERY, "2 years"),
        ("Gift cards are valid for 12 months", GIFT, "24 months"),
    ],
)
def test_what_the_evidence_contradicts_is_put_right(said, evidence, right):
    found = correction(request(said, metadata(evidence)), ENOUGH)
    assert found is not None and right in found.sentence and not found.by_peer


@pytest.mark.parametrize(
    "said",
    [
        "Returns are 30 days",
        "Returns are about 14 days",
        "Are returns 14 days?",
        "Returns are 14 days, right?",
        "Is it true that returns are 14 days",
        "My return took 14 days",
        "Waited 14 days for a return",
        "14 days for a return, disgraceful",
        "Returns take 14 days",
        "Still no refund 14 days after the return",
        "I have had the lamp for 14 days and want to return it",
        "Returned it 14 days ago",
        "It has been 14 days since the return",
        "They told me returns are 14 days",
        "Your shop said returns are 14 days",
        "Courier collection cost me £20",
        "I paid £20 for courier collection",
        "They charged £20 for courier collection",
        "Courier collection was £20",
        "Order 55214 is a return",
        "My order is 14 days late",
        "Returns #14 is my order",
        "The return is 14 km away",
        "Returns are not 14 days",
        "If returns are 14 days this is useless",
        "Returns could be 14 days",
        "Drop-off is free",
        "The drop-off is not working",
        "You have 14 days to answer me",
        "A lamp for £20, lovely",
        "the lamp is 2 years old",
        "Two lamps in 14 days",
        "Phone 0117 496 0000 for returns",
    ],
)
def test_what_agrees_or_asks_or_is_their_own_is_left_alone(said):
    assert correction(request(said, metadata(RETURNS)), ENOUGH) is None


@pytest.mark.parametrize(
    "said",
    [
        "The battery lasts 6 hours",
        "Batteries are covered for 24 months",
        "My battery is 1 year old",
        "The battery died after 1 year",
    ],
)
def test_what_an_upper_limit_or_another_unit_allows_is_left_alone(said):
    assert correction(request(said, metadata(BATTERY)), ENOUGH) is None


@pytest.mark.parametrize("said", ["Delivery takes 4 working days", "Delivery takes 10 days", "delivery takes weeks"])
def test_what_lies_in_a_range_or_counts_otherwise_is_left_alone(said):
    assert correction(request(said, metadata(GIFT)), ENOUGH) is None


def test_where_countries_differ_only_the_one_that_is_named_counts():
    both = metadata(UK, {**EU, "score": 0.4})
    assert correction(request("Returns are 14 days", both), ENOUGH) is None
    assert correction(request("In the EU returns are 14 days", both), ENOUGH) is None
    found = correction(request("UK returns are 14 days", both), ENOUGH)
    assert found is not None and "30 days" in found.sentence


def test_a_passage_that_is_not_near_enough_or_says_two_things_puts_nothing_right():
    assert correction(request("Returns are 14 days", metadata({**RETURNS, "score": 0.6})), ENOUGH) is None
    two = passage("You have 30 days to return a lamp. You have 60 days to return a shade, and a lamp.")
    assert correction(request("Lamp returns are 14 days", metadata(two)), ENOUGH) is None
    agreeing = {**passage("A lamp can be a return for 14 days.", "other"), "score": 0.1}
    assert correction(request("Lamp returns are 14 days", metadata(RETURNS, agreeing)), ENOUGH) is None


def test_a_condition_is_no_contradiction():
    only_some = passage("If you cancel, you have 30 days to return a lamp.")
    assert correction(request("Returns are 14 days", metadata(only_some)), ENOUGH) is None


def test_a_peer_in_the_thread_is_put_right_where_nobody_asks_again():
    thread = [(ANNA, "How long do I have to return a lamp?"), ("Dave Ross", "It's 14 days")]
    meta = metadata(RETURNS, thread=thread)
    found = correction(request("Thanks Dave", meta), ENOUGH)
    assert found is not None and found.by_peer and "30 days" in found.sentence
    made = draft("Thanks Dave", meta)
    assert made["kind"] == "correct" and "Another consumer" in made["reason"]
    assert correction(request("Is that so?", meta, "question"), ENOUGH) is None
    right = metadata(RETURNS, thread=[thread[0], ("Dave Ross", "It's 30 days")])
    assert correction(request("Thanks Dave", right), ENOUGH) is None
    page = metadata(RETURNS, thread=[thread[0], ("Lumo Lamps", "It's 14 days")])
    assert correction(request("Thanks", page), ENOUGH) is None


def test_who_complains_of_a_price_may_have_paid_it():
    assert correction(request("courier collection costs £20", metadata(RETURNS), "complaint"), ENOUGH) is None
    assert correction(request("Returns are only 14 days", metadata(RETURNS), "complaint"), ENOUGH) is not None
    assert correction(request("Returns are only 14 days", metadata(RETURNS), "complaint", severity=3), ENOUGH) is None


def test_the_draft_says_the_companys_sentence_and_its_source_and_blames_nobody():
    for comment in ("Returns are 14 days", "Courier collection costs £20"):
        made = draft(comment, metadata(RETURNS), unsure=True)
        assert made["kind"] == "correct" and not made["findings"]
        roles = [sentence["role"] for sentence in made["sentences"]]
        assert roles == ["greeting", "empathy", "answer", "source"]
        assert made["sentences"][2]["text"] in RETURNS["text"] and made["sentences"][2]["evidence"] == "returns#0"
        assert not any(word in made["text"].lower() for word in ("wrong", "incorrect", "mistake", "actually"))
        assert "14" not in made["text"] and "£20" not in made["text"]


def test_personal_data_in_a_claim_is_not_in_the_reason():
    made = draft("Returns are 14 days", metadata(RETURNS))
    assert made["reason"].startswith("The comment says “Returns are 14 days”")
