"""Personal data is found and masked; prices, dates and sizes are left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from language import privacy


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("write to jo.b+x@mail.example please", "write to [e-mail] please"),
        ("ring 01632 960 144 after six", "ring [phone] after six"),
        ("or +44 1632 960144", "or [phone]"),
        ("card 4111 1111 1111 1111 was charged", "card [card] was charged"),
        ("order 4471-22 never came", "order [order number] never came"),
        ("my order number is FC20391", "my order number is [order number]"),
        ("GB82 WEST 1234 5698 7654 32", "[account number]"),
        ("account 12345678", "account [account number]"),
        ("since 12/03/2025 for 1299.00 in size 2024", "since 12/03/2025 for 1299.00 in size 2024"),
        ("in order to ride 20 km", "in order to ride 20 km"),
        ("", ""),
    ],
)
def test_mask_replaces_personal_data_only(text: str, masked: str) -> None:
    assert privacy.mask(text) == masked


def test_spans_fit_the_text_and_do_not_overlap() -> None:
    text = "order 4471-22, 01632 960 144, jo@mail.example, 4111 1111 1111 1111"
    spans = privacy.find(text)
    assert [span.kind for span in spans] == ["order", "phone", "email", "card"]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_masking_twice_changes_nothing_more() -> None:
    once = privacy.mask("order 4471-22 and jo@mail.example")
    assert privacy.mask(once) == once
