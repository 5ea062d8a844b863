"""Plots as SVG: where points lie, gaps, tables, and that no word becomes mark-up."""

import re
from xml.etree import ElementTree

import pytest

from desk.services.report_page import without_comments
from desk.services.report_plots import ABOVE, HEIGHT, LEFT, WIDTH, Plot, Series, figure, svg


def plot(*values, top=1.0, **more):
    labels = [f"w{place}" for place in range(len(values))]
    return Plot(
        "Shares", "Half of them.", "Week", labels, [Series("Mine", values)], lambda v: f"{v:.2f}", top=top, **more
    )


def test_points_lie_where_their_values_are():
    tree = ElementTree.fromstring(svg(plot(0.0, 0.25, 1.0, None)))
    wide = (WIDTH - LEFT) / 4
    points = [(float(one.get("cx")), float(one.get("cy"))) for one in tree.iter("circle")]
    assert points == [
        pytest.approx((LEFT + (place + 0.5) * wide, ABOVE + HEIGHT * (1 - value)), abs=0.06)
        for place, value in enumerate((0.0, 0.25, 1.0))
    ]


def test_a_line_has_a_gap_where_there_is_no_value():
    path = ElementTree.fromstring(svg(plot(0.1, None, 0.3, 0.4))).find(".//path").get("d")
    assert re.sub(r"[\d. ]+", "", path) == "MML"


@pytest.mark.parametrize(("highest", "top"), [(0, "4"), (3, "4"), (9, "20"), (41, "80"), (100, "200"), (1234, "2000")])
def test_counts_reach_a_round_number(highest, top):
    counts = Plot("Counts", "", "Week", ["a"], [Series("n", [highest])], lambda v: f"{v:g}", top=None)
    assert [one.text for one in ElementTree.fromstring(svg(counts)).iter("text")][4] == top


def test_the_values_stand_in_a_table_too_and_nothing_is_drawn_without_any():
    shown = figure(plot(0.5, None))
    assert '<tr><th scope="row">w0</th><td>0.50</td></tr>' in shown and "<td>–</td>" in shown
    assert "<svg" not in figure(plot(None, None)) and "Half of them." in figure(plot(None, None))


def test_words_never_become_mark_up():
    hostile = '"><script>alert(1)</script>'
    shown = figure(Plot(hostile, hostile, hostile, [hostile], [Series(hostile, [1.0])] * 2, str, note=hostile))
    assert "<script" not in shown and shown.count("&lt;script&gt;") >= 8
    ElementTree.fromstring(shown)


def test_lines_of_comments_that_are_gone_are_taken_out_and_no_others():
    kept, gone = "0" * 8 + "-0000-4000-8000-" + "1" * 12, "0" * 8 + "-0000-4000-8000-" + "2" * 12
    page = f'<ul>\n<li data-comment="{kept}">a</li>\n<li data-comment="{gone}">b</li>\n<li>shipped</li>\n</ul>\n'
    assert without_comments(page, {kept}) == page.replace(f'<li data-comment="{gone}">b</li>\n', "")
