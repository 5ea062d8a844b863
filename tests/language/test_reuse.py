import pytest

from language.reuse import adapt, compared, scrubbed

ASKED = "Do you repair folding bikes?"


def said(reply: str, earlier: str = ASKED, comment: str = ASKED, known: str = "") -> str:
    return " ".join(adapt(reply, earlier, comment, known))


CORE = "We repair folding bikes of every make."


@pytest.mark.parametrize(
    "reply",
    [
        CORE,
        f"Hi Maja, {CORE}",
        f"Hello Mr Olsen! {CORE}",
        f"Good morning Maja Olsen,\n\n{CORE}\n\nKind regards,\nJonas",
        f"@maja_o {CORE} ^JB",
        f"Hey there. {CORE} /JB",
        f"{CORE} - Jonas",
        f"{CORE} 1/2",
        f"{CORE} ^JB https://t.example/abc",
        f"Dear [name], {CORE}",
        f"{CORE} Best, Jonas",
        f"{CORE} Thanks, Jonas Berg",
    ],
)
def test_greeting_name_and_signature_are_left_out(reply):
    assert said(reply) == CORE


def test_a_name_in_a_polite_sentence_is_taken_out_and_the_sentence_stays():
    assert said(f"Thanks for asking, Maja! {CORE}") == f"Thanks for asking! {CORE}"
    assert said(f"Sorry Maja. {CORE}") == f"Sorry. {CORE}"


@pytest.mark.parametrize(
    "of_the_case",
    [
        "Yours costs £40.",
        "It takes 3 days.",
        "It takes two weeks.",
        "Come by on Friday.",
        "It will be done tomorrow.",
        "The next date is in March.",
        "See https://bikes.example/folding for it.",
        "Write to jonas@bikes.example for it.",
        "Your order AB-12345 is ready.",
        "Ask @jonas about it.",
        "We have sent you a new hinge.",
        "I've passed it to the workshop.",
        "Your bike order was delayed.",
        "I refunded your card.",
        "Your parcel is on its way to you.",
        "Use the code [order number] for it.",
    ],
)
def test_what_belonged_to_the_earlier_case_is_dropped(of_the_case):
    assert said(f"{CORE} {of_the_case}") == CORE


@pytest.mark.parametrize(
    ("fact", "known"),
    [("Yours costs £40.", "A repair costs £40."), ("Come by on Friday.", "We mend on Friday and Saturday.")],
)
def test_a_fact_that_an_article_holds_stays(fact, known):
    assert said(f"{CORE} {fact}", known=known) == f"{CORE} {fact}"


@pytest.mark.parametrize(
    ("fact", "known"), [("Yours costs £4.", "It costs £40."), ("It costs £10.", "It costs £10.50.")]
)
def test_part_of_a_number_is_not_that_number(fact, known):
    assert said(f"{CORE} {fact}", known=known) == CORE


def test_what_only_the_earlier_comment_named_is_dropped():
    reply = f"{CORE} The workshop at Oxley has a stand for them."
    assert said(reply, "Do you repair folding bikes in Oxley?", "Do you repair folding bikes in Marden?") == CORE
    assert "Oxley" in said(reply, "Do you repair them in Oxley?", "Do you repair them in Oxley too?")


def test_a_sentence_that_leans_on_a_dropped_one_goes_with_it():
    assert (
        said(f"{CORE} Yours costs £40. That includes the hinge. Bring the key, please.")
        == f"{CORE} Bring the key, please."
    )


@pytest.mark.parametrize("reply", ["", "  ", "Hi Maja!", "Thanks! /JB", "It costs £40. Yes.", "…", "@maja"])
def test_too_little_is_nothing(reply):
    assert said(reply) == ""


def test_most_of_a_reply_must_be_left():
    assert (
        said(
            "We repair every make. We sent yours back on Monday with a new hinge, new brakes and £40 off the next one."
        )
        == ""
    )


def test_personal_data_and_the_authors_name_are_scrubbed():
    text = scrubbed("Hi Maja, Maja Olsen's order #AB-12345 goes to maja@olsen.example", "Maja Olsen")
    assert text == "Hi [name], [name]'s order #[order number] goes to [e-mail]"


def test_comments_are_compared_without_the_handles_they_begin_with():
    assert compared("@shop @other do you open?") == "do you open?"
    assert compared("@shop") == "@shop"
