import pytest

from desk.domain.audience import fits

RIVALS = {"country": {"UK", "US", "EU"}, "product": {"Swift 3", "Swift 4"}}


@pytest.mark.parametrize(
    ("audience", "said", "verdict"),
    [
        ({"country": "UK"}, "I live in Wales, can I send it back?", 1),
        ({"country": "US"}, "I live in Wales, can I send it back?", -1),
        ({"country": "US"}, "bought for $90", 1),
        ({"country": "UK"}, "tell us how to send it back", 0),
        ({"product": "Swift 4"}, "pads for my SWIFT 4?", 1),
        ({"product": "Swift 4"}, "pads for my Swift 3", -1),
        ({"product": "Swift 4"}, "pads for my bike", 0),
        ({}, "pads for my Swift 3", 0),
        ({"country": "UK", "product": "Swift 4"}, "Swift 4, but in Germany", -1),
    ],
)
def test_what_is_said_decides_for_whom_an_article_is(audience, said, verdict):
    assert fits(audience, RIVALS, said) == verdict
