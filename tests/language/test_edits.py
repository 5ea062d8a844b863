"""Sentences that a person added to a draft, cut from it or kept, whatever the wording around them."""

import pytest

from language.alike import alike, wording
from language.edits import Edits, edits, teachable

DRAFT = (
    ("greeting", "Hi Maja,"),
    ("answer", "You can send a bike back within 30 days."),
    ("answer", "Bring the receipt with you."),
    ("source", "More about this: https://help.example/returns"),
    ("signature", "– Ada"),
)
SENT = "Hi Maja,\nYou can send a bike back within 30 days. Bring the receipt with you.\nMore about this: https://help.example/returns\n– Ada"
KEPT = tuple(text for role, text in DRAFT if role in ("answer", "source"))


def same(one, other):
    return alike(wording(one), wording(other))


def test_a_draft_sent_as_it_was_teaches_that_all_of_it_stays():
    assert edits(DRAFT, (), SENT) == Edits(kept=KEPT)


def test_added_and_cut_sentences_are_told_apart():
    sent = SENT.replace("Bring the receipt with you.", "Please leave the pedals on the bike.")
    found = edits(DRAFT, (), sent)
    assert found.added == ("Please leave the pedals on the bike.",)
    assert found.cut == ("Bring the receipt with you.",)


@pytest.mark.parametrize("said", ["Please bring the receipt with you!", "bring  the receipt\nwith you."])
def test_a_sentence_in_nearly_the_same_words_is_kept(said):
    assert edits(DRAFT, (), SENT.replace("Bring the receipt with you.", said)) == Edits(kept=KEPT)


@pytest.mark.parametrize("said", ["14 days", "31 days", "£30 days"])
def test_another_number_is_another_sentence(said):
    found = edits(DRAFT, (), SENT.replace("30 days", said))
    assert found.cut == (DRAFT[1][1],) and len(found.added) == 1


def test_another_greeting_and_signature_teach_nothing():
    sent = SENT.replace("Hi Maja,", "Good morning Maja, ").replace("– Ada", "Best wishes, Jonas")
    assert edits(DRAFT, (), sent) == Edits(kept=KEPT)


def test_names_and_personal_data_are_hidden_and_what_holds_them_is_not_taught():
    sent = SENT.replace(
        "– Ada", "Write to maja@olsen.example about it. Olsen bikes are rare. Ada Byron looks after it.\n– Ada"
    )
    found = edits(DRAFT, (), sent, ("Maja Olsen", "Ada Byron"))
    assert found == Edits(kept=KEPT)


def test_a_sentence_that_was_put_in_by_an_earlier_lesson_counts_again():
    taught = (*DRAFT[:3], ("learned", "Please leave the pedals on the bike."), *DRAFT[3:])
    assert edits(taught, (), SENT).cut == ("Please leave the pedals on the bike.",)
    kept = edits(taught, (), SENT.replace("\nMore", " Please leave the pedals on the bike.\nMore"))
    assert kept.added == ("Please leave the pedals on the bike.",) and kept.cut == ()


def test_a_sentence_that_was_left_out_by_an_earlier_lesson_counts_again():
    assert edits(DRAFT, ("Courier returns start in your account.",), SENT).cut == (
        "Courier returns start in your account.",
    )
    back = edits(DRAFT, ("Courier returns start in your account.",), SENT + " Courier returns start in your account.")
    assert back.added == ("Courier returns start in your account.",) and back.cut == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "We have refunded your order.",
        "Your parcel is on the way to you.",
        "Write to [e-mail] about it.",
        "This also holds for parts.",
        "Thank you!",
        "Ask @ada_byron about the pedals.",
        "word " * 200,
    ],
)
def test_what_belongs_to_one_case_or_leans_on_another_sentence_is_not_taught(sentence):
    assert not teachable(sentence)


def test_alike_needs_the_same_numbers_days_and_nots():
    assert same("We're open till 6 on Fridays.", "We’re open till 6 on Fridays")
    assert not same("We are open till 6 on Fridays.", "We are open till 7 on Fridays.")
    assert not same("We are open till six on Fridays.", "We are open till six on Mondays.")
    assert not same("You can wash it in the machine.", "You cannot wash it in the machine.")
    assert not same("You can wash it by machine at home.", "You can't wash it by machine at home.")
    assert not same("", "") and not same("!", "!")


@pytest.mark.parametrize("sent", ["", "🚲", "?" * 5_000, "Hi", "– Ada", "a. " * 2_000])
def test_any_text_can_be_compared(sent):
    assert set(edits(DRAFT, (), sent).cut) <= set(KEPT)


def test_a_sentence_that_ends_like_an_abbreviation_is_not_taken_for_another():
    draft = (("answer", "You may say no."), ("source", "The details: https://help.example/box"))
    assert edits(draft, (), "You may say no.\nThe details: https://help.example/box").added == ()


def test_a_short_sentence_inside_a_longer_word_does_not_stand_there():
    assert edits((("answer", "Yes."), ("answer", "We are open.")), (), "We are open. Yesterday was dull.").cut == (
        "Yes.",
    )
