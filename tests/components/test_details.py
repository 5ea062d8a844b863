"""Orders, amounts, dates and products are found where they stand; look-alikes are left."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from components.details import details_in


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("order 55210 placed 3 weeks ago, still nothing", [("order", "55210"), ("date", "3 weeks ago")]),
        ("My order number is FH-204518", [("order", "FH-204518")]),
        ("booking ref XK7P2Q for June 14", [("order", "XK7P2Q"), ("date", "June 14")]),
        ("any news on #104418?", [("order", "#104418")]),
        ("paid £1,249.99 on the 3rd of May", [("amount", "£1,249.99"), ("date", "the 3rd of May")]),
        ("19 quid for BP-420 pads", [("amount", "19 quid"), ("product", "BP-420")]),
        ("charged 45€ on 12/03/2026", [("amount", "45€"), ("date", "12/03/2026")]),
        ("does the Heron Pro 2 fit, or the Swift 4?", [("product", "Heron Pro 2"), ("product", "Swift 4")]),
        ("my iPhone 6s since last Tuesday", [("product", "iPhone 6s"), ("date", "last Tuesday")]),
        ("yesterday and again this weekend", [("date", "yesterday"), ("date", "this weekend")]),
    ],
)
def test_a_detail_is_found_where_it_stands(text, named):
    found = details_in(text)
    assert [(detail.kind, detail.text) for detail in found] == named
    assert all(text[detail.start : detail.end] == detail.text for detail in found)


@pytest.mark.parametrize(
    "text", ["", "order for 2 people", "Only 3 left", "In 2019 I moved", "Gate 14, row 3", "we may be late", "#fail"]
)
def test_what_only_looks_like_one_is_left(text):
    assert details_in(text) == []


@pytest.mark.parametrize(
    "text", ["a1 " * 7000, "Aa " * 7000, "1" * 20_000, "1," * 10_000, "order " * 4000, "£" * 20_000]
)
def test_a_hostile_text_is_searched_quickly(text):
    started = time.process_time()
    details_in(text)
    assert time.process_time() - started < 1


def test_no_two_details_overlap():
    found = details_in("order 55210 #55210 £55.210 on 5.5.2010, May 5 2010, Swift 5 for 5 pounds 5 weeks ago")
    assert all(one.end <= other.start for one, other in pairwise(found))
