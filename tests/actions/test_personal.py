"""A comment with personal data is to be hidden, and no draft repeats them."""

from __future__ import annotations

import pytest

from actions.compose import Sentence
from actions.personal import hide_of, personal_in, without_personal
from tests.actions.asked import draft, metadata, passage, request


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Call me on 07700 900123 please", ["phone number"]),
        ("reach me at anna@lee.example or 07700 900123", ["e-mail address", "phone number"]),
        ("Card 4111 1111 1111 1111 was charged twice", ["card number"]),
        ("Where is order 55210?", ["order number"]),
        ("My account number is 20394857", ["account number"]),
        ("I live at 14 Lock Lane, BS1 4DJ and nobody came", ["postal address"]),
        ("It went to my address, 3 Fenn Road", ["postal address"]),
    ],
)
def test_personal_data_that_everybody_can_read_is_to_be_hidden(said, found):
    hidden = hide_of(request(said))
    assert hidden is not None and hidden["found"] == found
    assert all(name in hidden["reason"] for name in found)
    assert not any(one.text in str(hidden) for one in personal_in(request(said)))


@pytest.mark.parametrize(
    "said",
    [
        "I called 0117 496 0000 and nobody picked up",
        "0800 123 4567 is always engaged",
        "I wrote to help@lumo.example twice",
        "anna@lumolamps.example never answered me",
        "your number 0117 496 0000 is dead",
        "#summer2024 and the lamp is dead",
        "Your shop at 12 Mill Lane was closed",
        "It cost £1,299.00 on 12/03/2026",
        "The Glow 2 is 120 cm",
        "I waited 3 weeks",
    ],
)
def test_what_is_the_companys_own_or_no_personal_data_is_not(said):
    assert hide_of(request(said)) is None


def test_a_number_that_an_article_gives_is_the_companys():
    meta = metadata(passage("Ring 0117 496 0000 at any time."))
    assert hide_of(request("0117 496 0000 doesn't answer", meta)) is None


def test_in_a_chat_nobody_else_reads():
    assert hide_of(request("07700 900123", metadata(channel="chat"))) is None
    assert draft("Where is order 55210?", metadata(channel="chat"), "question")["private"] is False


@pytest.mark.parametrize(
    ("said", "intent", "private"),
    [
        ("Order 55210 never came", "complaint", True),
        ("Where's my refund? Two weeks now.", "complaint", True),
        ("my account is locked and nobody helps", "complaint", True),
        ("When will my parcel come?", "question", True),
        ("The shade is cracked", "complaint", False),
        ("Call me on 07700 900123", "complaint", False),
        ("How long do parcels take?", "question", False),
    ],
)
def test_where_a_case_must_be_looked_up_the_draft_is_private(said, intent, private):
    assert draft(said, intent=intent)["private"] is private


def test_an_answer_from_an_article_stays_public_unless_a_number_was_given():
    meta = metadata(passage("Parcels take 3 days. Track them in your account."))
    assert draft("Where is my parcel?", meta, "question")["private"] is False
    assert draft("Where is my parcel, order 55210?", meta, "question")["private"] is True


def test_no_draft_repeats_what_it_should_hide():
    meta = metadata(passage("Parcels take 3 days."), passage("Track it.", "track", score=0.5))
    made = draft("Where is order 55210? Text me on 07700 900123", meta, "question")
    wordings = [made, *made["alternatives"], *made["runners_up"]]
    assert len(wordings) > 2 and not any("55210" in one["text"] or "900123" in one["text"] for one in wordings)
    own = request("Ring 07700 900123")
    told = without_personal([Sentence("We ring 07700 900123.", "holding")], own)
    assert told == [Sentence("We ring [phone number].", "holding")]
