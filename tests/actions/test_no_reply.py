"""What asks nothing of the page is told apart, with a precise reason; a question or a complaint never."""

from __future__ import annotations

import pytest

from actions.no_reply import why_no_reply
from tests.actions.asked import ANNA, draft, metadata, request

ASKED = (ANNA, "How do I reset the dimmer?")
ANSWERED = ("Dave Ross", "Hold it for five seconds")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("@bernie look", "friend"),
        ("@bernie @sue_k omg we need this 😍", "friend"),
        ("@bernie", "friend"),
        ("Sarah Jones look at this!", "friend"),
        ("lol", "reacts"),
        ("hahaha 😂😂", "reacts"),
        ("wow!!", "reacts"),
        ("what a bunch of clowns lol", "insults"),
        ("you absolute muppets", "insults"),
        ("Earn $500 weekly with bitcoin, DM me to start https://rich.example/a", "advertises"),
        ("Want 1000 real followers fast? Boost your followers, click here https://f.example/x", "advertises"),
        ("I earned £4,000 with my broker, inbox her for forex trading, WhatsApp now", "advertises"),
    ],
)
def test_what_asks_nothing_is_left_alone_with_its_reason(said, reason):
    found = why_no_reply(request(said))
    assert found is not None and reason in found
    made = draft(said, unsure=True)
    assert (made["kind"], made["text"], made["reason"], made["runners_up"]) == ("none", "", found, [])


@pytest.mark.parametrize(
    "said",
    [
        "@lumolamps look",
        "@lumo_help see this",
        "@bernie look what they did to my lamp",
        "@bernie is this open on Sunday?",
        "@bernie this is a scam, never buy here",
        "Mill Lane closed",
        "Lumo Lamps look at this",
        "Same",
        "same here",
        "Ridiculous",
        "joke of a company",
        "you are all thieves",
        "scammers",
        "Refund me you idiots",
        "idiots lost it",
        "you muppets sent two left shades",
        "Nobody answers",
        "stupid delay",
        "awful",
        "worst",
        "help",
        "Price?",
        "refund",
        "still waiting",
        "ok and now",
        "wow, three weeks",
        "lol still broken",
        "I got a mail: earn $500 weekly with bitcoin https://x.example/a is this from you?",
        "Your promo code for 20% off doesn't work https://lumo.example/offer",
        "Someone pretends to be you: 'click here and win', promo code LUMO https://fake.example - scam?",
        "Click here in your app does nothing, 20% off code refused https://lumo.example/x",
        "Is there a discount code? I saw 20% off at my shop https://a.example",
        "I was charged twice, see https://img.example/1.png",
    ],
)
def test_a_question_or_a_complaint_is_never_left_alone(said):
    assert why_no_reply(request(said)) is None


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Thanks Dave, that worked!", "Another consumer answered"),
        ("Perfect, thank you so much", "Another consumer answered"),
        ("@daveross nice one, mine is the same colour", "to another consumer"),
        ("Dave, did you get yours wet?", "to another consumer"),
    ],
)
def test_consumers_are_left_among_themselves(said, reason):
    found = why_no_reply(request(said, metadata(thread=[ASKED, ANSWERED])))
    assert found is not None and reason in found


@pytest.mark.parametrize(
    "said",
    [
        "Thanks Dave but it still flickers",
        "Thanks, and where do I get a new one?",
        "Thanks Dave, that didn't work",
        "@daveross they never refunded me",
        "@daveross do they deliver to Ireland?",
        "@daveross is it dimmable?",
        "Dave, mine broke too",
        "@daveross @lumolamps so what now",
        "Dave, Lumo should read this",
    ],
)
def test_what_the_page_should_read_in_a_talk_of_consumers_is_not_left_alone(said):
    assert why_no_reply(request(said, metadata(thread=[ASKED, ANSWERED]))) is None


def test_thanks_to_the_page_or_for_nothing_that_was_asked_is_no_thanks_to_a_peer():
    page = ("Lumo Lamps", "Hold it for five seconds")
    assert why_no_reply(request("Thanks, that worked!", metadata(thread=[ASKED, page]))) is None
    assert why_no_reply(request("Thanks!", metadata(thread=[ANSWERED]))) is None
    assert why_no_reply(request("Thanks!", metadata(thread=[ASKED, page, ANSWERED]))) is None


def test_what_follows_a_turn_of_the_page_is_said_to_the_page():
    meta = metadata(thread=[("Lumo Lamps", "Your lamp is on its way.")])
    for said in ("lol", "wow", "@bernie look", "you clowns"):
        assert why_no_reply(request(said, meta)) is None


def test_a_complaint_to_a_peer_and_what_a_person_relabelled_go_the_usual_way():
    meta = metadata(thread=[ASKED, ANSWERED])
    assert why_no_reply(request("@daveross mine is the same colour", meta, "complaint")) is None
    labelled = {**metadata(label="question"), "label": "question"}
    assert why_no_reply(request("lol", labelled)) is None
    assert draft("lol", labelled)["kind"] == "hand_over"


def test_what_may_ask_something_is_handed_over_and_not_left_alone():
    assert draft("so the grey one", question=0.6)["kind"] == "hand_over"
    assert draft("so the grey one", complaint=0.5)["kind"] == "hand_over"
    assert draft("so the grey one")["kind"] == "none"
