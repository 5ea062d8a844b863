"""One question decides between near articles: for another country, another product, or with another name in the title."""

from __future__ import annotations

from typing import Any

import pytest

from actions.audience import apart, named, undecided
from tests.actions.asked import draft, metadata, passage, request


def chain(model: str, score: float = 0.9, **more: Any) -> dict[str, Any]:
    """An article about the bulb of a model."""
    return passage(f"The {model} takes the bulb.", f"bulb-{model}", f"Bulb of the {model}", score=score, **more)


def pair(one: float = 0.9, other: float = 0.8, **more: Any) -> dict[str, Any]:
    """Two near articles whose audience is a product each."""
    products = [
        chain(model, score, audience={"product": model}) for model, score in (("Glow 2", one), ("Glow 3", other))
    ]
    return metadata(*products, **more)


def test_near_articles_for_different_products_ask_which():
    made = draft("Which bulb does it take?", pair(), "question")
    assert made["kind"] == "clarify"
    assert "Glow 2 or Glow 3?" in made["text"] and len(made["text"]) < 200
    assert [one["article"] for one in made["runners_up"]] == ["bulb-Glow 2", "bulb-Glow 3"]


@pytest.mark.parametrize(
    "said", ["Which bulb does the Glow 2 take?", "bulb for a glow2?", "does a GLOW-2 bulb fit a Glow 3?"]
)
def test_what_the_comment_names_settles_it(said):
    assert draft(said, pair(), "question")["kind"] == "answer"


def test_what_the_thread_names_settles_it():
    meta = pair(thread=[("Anna Lee", "I have the Glow 3")])
    assert draft("Which bulb does it take?", meta, "question")["kind"] == "answer"


def test_a_rival_that_is_far_off_or_about_something_else_asks_nothing():
    assert draft("Which bulb?", pair(0.9, 0.3), "question")["kind"] == "answer"
    other = passage("It charges in 3 hours.", "charge", "Charging", audience={"product": "Glow 3"}, score=0.8)
    meta = metadata(chain("Glow 2", audience={"product": "Glow 2"}), other)
    assert draft("Which bulb?", meta, "question")["kind"] == "answer"


def test_titles_that_differ_by_a_name_ask_which():
    assert undecided(request("Which bulb?", metadata(chain("Glow 2"), chain("Glow 3", 0.85)))) == ("Glow 2", "Glow 3")
    assert undecided(request("Which bulb?", metadata(chain("Glow 2"), chain("Glow 3", 0.5)))) == ()
    assert undecided(request("Which bulb for the Glow 3?", metadata(chain("Glow 3"), chain("Glow 2", 0.85)))) == ()


def test_two_that_take_chance_from_one_another_are_asked_about_and_two_that_are_both_far_off_are_not():
    assert draft("Which bulb does it take?", pair(0.55, 0.5), "question")["kind"] == "clarify"
    assert draft("Which bulb does it take?", pair(0.55, 0.3), "question")["kind"] == "hand_over"
    assert draft("Which bulb does it take?", pair(0.3, 0.29), "question")["kind"] == "hand_over"


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("Bulb of the Glow 2", "Bulb of the Glow 3", ("Glow 2", "Glow 3")),
        ("Charge the Glow battery", "Charge the Latch S battery", ("Glow", "Latch S")),
        ("Glow 2 - size and weight", "Glow 3 - size and weight", ("Glow 2", "Glow 3")),
        ("Cancel a lamp order", "Cancel a shade order", None),
        ("Returns for shops", "Exchanges for shops", None),
        ("Send a lamp back", "Change your password", None),
        ("Glow", "Latch", None),
    ],
)
def test_only_a_name_sets_titles_apart(one, other, names):
    assert apart(one, other) == names


@pytest.mark.parametrize(
    ("value", "said", "expected"),
    [
        ("US", "tell us please", False),
        ("US", "here in the US.", True),
        ("US", "U.S. orders", True),
        ("UK", "I'm in the U.K.", True),
        ("UK", "it was £30", True),
        ("United Kingdom", "from the UK", True),
        ("Glow 2", "my glow 2 flickers", True),
        ("Glow 2", "my glow 20 flickers", False),
    ],
)
def test_a_country_goes_by_its_usual_names_and_a_product_by_its_own(value, said, expected):
    assert named(value, said) is expected


def test_titles_are_not_asked_about_where_the_audience_is_settled():
    uk = passage("Within 30 days.", "uk", "Lamps delivered in the United Kingdom", audience={"country": "UK"})
    us = passage(
        "Within 45 days.", "us", "Lamps delivered in the United States", audience={"country": "US"}, score=0.85
    )
    assert draft("How long in the UK?", metadata(uk, us), "question")["kind"] == "answer"
