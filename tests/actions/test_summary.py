"""Who takes over reads in one or two sentences what happened, in the author's words."""

from __future__ import annotations

import re

from tests.actions.asked import draft, metadata, passage


def detail(kind: str, text: str, said: str) -> dict[str, object]:
    """A detail as the assistant finds it."""
    start = said.index(text)
    return {"kind": kind, "start": start, "end": start + len(text), "text": text}


def test_what_happened_since_when_what_they_want_and_what_they_name():
    said = "Hello. The Glow 2 has been flickering since Monday. I paid £80, order 55210. I want my money back!"
    details = [detail("product", "Glow 2", said), detail("amount", "£80", said), detail("order", "55210", said)]
    made = draft(said, intent="complaint", severity=4, details=details)
    assert made["summary"] == (
        "Anna Lee writes: “The Glow 2 has been flickering since Monday” and wants: “I want my money back!” "
        "When: since Monday; product Glow 2; amount £80; order 55210; a threat or a demand (severity 4 of 4)."
    )


def test_what_they_ask_is_what_they_want():
    made = draft("Nobody came yesterday. When will somebody come?", intent="complaint", severity=1)
    assert made["summary"] == (
        "Anna Lee writes: “Nobody came yesterday” and wants: “When will somebody come?” "
        "When: yesterday; a problem stated (severity 1 of 4)."
    )


def test_one_sentence_is_told_once_and_a_long_one_is_cut_at_a_word():
    assert draft("awful", intent="complaint", severity=2)["summary"] == (
        "Anna Lee writes: “awful”. Disapproval (severity 2 of 4)."
    )
    made = draft("the lamp flickers and " * 30, intent="complaint", severity=2)
    assert re.search(r"(?:lamp|flickers|and|the) …”", made["summary"]) and len(made["summary"]) < 260


def test_personal_data_but_order_numbers_are_masked():
    said = "Order 55210 never came. Ring me on 07700 900123 or write to anna@lee.example please"
    made = draft(said, intent="complaint", severity=2, details=[detail("order", "55210", said)])
    assert "55210" in made["summary"] and "[phone number]" in made["summary"]
    assert "07700" not in made["summary"] and "anna@lee" not in made["summary"]


def test_only_drafts_that_leave_it_to_a_person_have_one():
    meta = metadata(passage("Lamps come back within 30 days."))
    assert draft("How do I return it?", meta, "question")["summary"] is None
    assert draft("Lovely lamp", intent="praise")["summary"] is None
    assert draft("lol")["summary"] is None
    assert draft("How do I return it?", intent="question")["summary"] is not None
    assert draft("My solicitor will write", intent="complaint", escalate=["legal"])["summary"] is not None


def test_everything_quoted_stands_in_the_comment():
    said = "I waited for two hours.\nNobody came\nplease send somebody"
    for quote in re.findall("“(.+?)”", draft(said, intent="complaint", severity=3)["summary"]):
        assert quote in said
