import pytest

from actions.answers import facts_in
from actions.request import Evidence
from actions.standing import alone

TAKEN = """We also take, at the till:

- bicycle light batteries
- coin cells

1. Tape over the contacts.
2. Hand it to a person.

Harbour Quay has no recycling point."""


def passage(text, heading=None, **more):
    return Evidence("a#1", "Recycling", text, None, None, 0.9, heading=heading, article="a", **more)


@pytest.mark.parametrize(
    ("sentence", "heading", "told"),
    [
        ("bicycle light batteries.", None, "We also take, at the till: bicycle light batteries."),
        ("coin cells.", "Batteries", "We also take, at the till: coin cells."),
        ("Tape over the contacts.", "Batteries", "Tape over the contacts."),
        ("Harbour Quay has no recycling point.", "Batteries", "Harbour Quay has no recycling point."),
    ],
)
def test_an_item_keeps_the_line_that_its_list_hangs_under(sentence, heading, told):
    assert alone(sentence, passage(TAKEN, heading)) == told


def test_a_fragment_keeps_the_heading_that_turns_it_round():
    refused = passage("Car tyres, frames or helmets. The council accepts those.", "What we do not take")
    assert alone("Car tyres, frames or helmets.", refused) == "What we do not take: Car tyres, frames or helmets."
    assert alone("The council accepts those.", refused) == "The council accepts those."


def test_a_whole_sentence_a_question_as_heading_and_a_heading_said_already_stay_as_they_are():
    assert alone("You have 30 days.", passage("You have 30 days.", "Not for sale items")) == "You have 30 days."
    assert alone("Thirty days.", passage("Thirty days.", "How long do I have?")) == "Thirty days."
    assert alone("Opening hours: nine to five.", passage("x", "Opening hours")) == "Opening hours: nine to five."


def test_a_draft_never_says_the_opposite_of_its_article():
    refused = passage(
        "Car tyres, scooter batteries, and frames or helmets.",
        "What we do not take",
        nearest=("Car tyres, scooter batteries, and frames or helmets.",),
    )
    assert facts_in([refused], "do you take old helmets?") == [
        ("What we do not take: Car tyres, scooter batteries, and frames or helmets.", "a#1")
    ]


def test_a_passage_that_was_changed_since_is_no_trouble():
    assert alone("Gone since.", passage("", None)) == "Gone since."
