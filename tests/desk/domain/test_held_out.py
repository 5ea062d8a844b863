"""What is counted of held-out decisions, by hand."""

import pytest

from desk.domain.gate import DECISIONS, SHIPPED, Model, Row, Said, calibration_error, judge
from desk.domain.held_out import Bin, Read, counted, reliability


def test_answers_are_counted_by_how_sure_they_are():
    found = reliability([(0.72, True), (0.78, False), (0.3, True), (1.0, True), (0.95, True)])
    assert [(one.place, one.rows, one.right) for one in found] == [(3, 1, 1), (7, 2, 1), (9, 2, 2)]
    assert [one.claimed for one in found] == pytest.approx([0.3, 0.75, 0.975])


def test_a_share_on_the_border_is_in_the_upper_bin():
    (found,) = reliability([(0.8, True), (0.1 + 0.7, False)])  # a little less than 0.8 to the machine
    assert (found.place, found.rows) == (8, 2)


def test_nothing_held_out_has_no_bins():
    assert reliability([]) == () and counted([]) == ()


def test_decisions_are_counted_by_page_and_kind():
    rows = [
        ("shop", "complaint", True, False),
        ("shop", "complaint", True, True),
        ("blog", "praise", False, True),
        (None, "praise", False, False),
    ]
    assert counted(rows) == (
        Read(None, "praise", 1, 0, 0),
        Read("blog", "praise", 1, 0, 1),
        Read("shop", "complaint", 2, 2, 1),
    )


def test_the_verdict_counts_decisions_alone_and_agrees_with_the_calibration_error():
    rows = [
        Row(DECISIONS, "a", "complaint", "shop"),
        Row(DECISIONS, "b", "praise", "shop"),
        Row(SHIPPED, "c", "praise"),
    ]
    sure, unsure = Said({"complaint": 0.9, "praise": 0.1}), Said({"complaint": 0.4, "praise": 0.6})
    verdict = judge(rows, Model([sure, sure, sure]), Model([sure, unsure, sure]), draws=10)
    assert verdict.read == (Read("shop", "complaint", 1, 1, 1), Read("shop", "praise", 1, 0, 1))
    assert verdict.reliability["champion"] == (Bin(9, 2, 0.9, 1),)
    assert verdict.reliability["challenger"] == (Bin(6, 1, 0.6, 1), Bin(9, 1, 0.9, 1))
    by_hand = abs(0.6 - 1) / 2 + abs(0.9 - 1) / 2
    assert calibration_error(["complaint", "praise"], [sure, unsure]) == pytest.approx(by_hand)
    assert verdict.figures["decisions/calibration_error"].challenger == pytest.approx(by_hand)
