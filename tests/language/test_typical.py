"""Of earlier replies to comments alike, the one that says what the others say too."""

from __future__ import annotations

import pytest

from language.typical import typical

USUAL = ["Hi Maja, dogs are welcome in all shops. Jonas", "Dogs are welcome in our shops.", "Yes, dogs are welcome!"]
STRANGE = "We have sent you a new bell."


def test_the_one_that_the_others_resemble_is_the_most_typical():
    shares = typical([STRANGE, *USUAL], [0.9, 0.88, 0.87, 0.86])
    assert min(shares) == shares[0] and max(shares) == shares[2]


def test_those_to_nearer_comments_count_more():
    replies = [USUAL[1], STRANGE, "Dogs are welcome in our shops.", "We have sent you a new bell."]
    shares = typical(replies, [0.9, 0.1, 0.9, 0.1])
    assert shares[0] > shares[1]


def test_what_is_said_again_and_again_is_typical():
    assert typical(["We open at nine."] * 3, [0.9] * 3) == pytest.approx([1.0] * 3)


def test_two_are_as_typical_as_each_other():
    first, second = typical(USUAL[:2], [0.9, 0.8])
    assert first == pytest.approx(second)


@pytest.mark.parametrize("replies", [[], ["Alone."], ["", ""], ["Hi!", "🚲"]])
def test_nothing_to_compare_is_not_typical(replies):
    assert typical(replies, [0.9] * len(replies)) == [0.0] * len(replies)


def test_comments_that_point_the_other_way_count_for_nothing():
    assert typical(["Yes.", "Yes."], [-0.2, -0.1]) == [0.0, 0.0]
