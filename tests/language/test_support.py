import pytest

from language.support import unsupported_sentences

RETURNS = (
    "You can return a helmet within 30 days. The refund takes 5 working days. Details: https://help.example/returns"
)


def missing(text, evidence=(RETURNS,), drafted=()):
    return {one.text: one.missing for one in unsupported_sentences(text, evidence, drafted)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n \n",
        "Hi Ada,\nYou have 30 days to send it back. All of it is here: https://help.example/returns\n– Fernhill",
        "Thank you, that's lovely to read!",
        "We're looking at what happened and will come back to you here.",
        "Your refund arrives after 5 working days.",
    ],
)
def test_what_the_evidence_holds_and_what_states_nothing_passes(text):
    assert missing(text) == {}


def test_a_number_that_no_evidence_has_is_named_with_its_sentence():
    text = "Hi Ada,\nYou have 60 days. The refund takes 5 working days."
    (found,) = unsupported_sentences(text, [RETURNS])
    assert (found.text, found.missing) == ("You have 60 days.", ("60 days",))
    assert text[found.start : found.end] == found.text


def test_links_and_promises_need_evidence_too():
    assert missing("See https://elsewhere.example/x for more.") == {
        "See https://elsewhere.example/x for more.": ("https://elsewhere.example/x",)
    }
    assert missing("We'll send you a voucher.") == {"We'll send you a voucher.": ("voucher",)}


def test_what_only_the_consumer_said_supports_nothing():
    assert missing("Yes, 20% off it is.", evidence=()) != {}


def test_a_drafted_sentence_passes_as_it_stands_and_not_once_its_number_changed():
    drafted = [("The battery lasts 4 years.", True)]
    assert missing("The  battery lasts 4 years.", evidence=(), drafted=drafted) == {}
    assert missing("The battery lasts 6 years.", evidence=(), drafted=drafted) != {}


def test_a_drafted_sentence_without_support_is_found_without_a_number():
    assert missing("We always mend it.", drafted=[("We always mend it.", False)]) == {"We always mend it.": ()}


def test_positions_are_code_points_behind_emoji():
    text = "🚲 Hi!\nIt costs £9."
    (found,) = unsupported_sentences(text, [])
    assert text[found.start : found.end] == "It costs £9."


def test_a_huge_text_is_read_quickly():
    assert unsupported_sentences("a" * 20_000, [RETURNS]) == []
    assert unsupported_sentences("no stops here " * 1_400, [RETURNS]) == []
