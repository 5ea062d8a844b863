import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.errors import Invalid
from desk.domain.text import EXCERPT, cleaned, excerpt


def test_control_characters_and_lone_surrogates_are_taken_out():
    assert cleaned("a\x00b\ud800c\x1bd", "It", 10) == "abcd"


def test_line_breaks_and_emoji_stay():
    assert cleaned("one\r\ntwo 🚲", "It", 20) == "one\ntwo 🚲"


@pytest.mark.parametrize("text", ["", "  ", "\x00\x00"])
def test_what_is_empty_after_cleaning_is_refused(text):
    with pytest.raises(Invalid, match="empty"):
        cleaned(text, "The text", 10)


def test_too_long_is_refused_with_both_numbers():
    with pytest.raises(Invalid, match="11 characters; at most 10"):
        cleaned("x" * 11, "The text", 10)


@given(st.text(alphabet=st.characters(), max_size=300))
def test_cleaned_text_is_always_storable(text):
    cleaned(text, "It", 1000, required=False).encode("utf-8")


@given(st.text(max_size=1000))
def test_an_excerpt_is_one_short_line(text):
    line = excerpt(text)
    assert len(line) <= EXCERPT
    assert "\n" not in line
