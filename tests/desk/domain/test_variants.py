"""Changed wordings that must not change a label."""

from __future__ import annotations

from desk.domain.variants import in_capitals, variants_of, with_a_name, with_a_slip


def test_each_change_by_itself():
    assert in_capitals("Where IS it?") == "where is it?" and in_capitals("WHERE IS IT") == "WHERE IS IT"
    assert with_a_name("where is it") == "Robin where is it"
    text = "The parcel that I ordered never arrived at home"
    slipped = with_a_slip(text)
    assert slipped != text and sorted(slipped) == sorted(text) and len(slipped.split()) == len(text.split())
    assert with_a_slip("no way") == "no way" and with_a_slip("") == ""


def test_they_are_always_the_same_and_name_their_source():
    texts = ["The parcel never arrived", "LOL", "ok"]
    changed = variants_of(texts)
    assert changed == variants_of(texts)
    assert {place for place, _ in changed} == {0, 1, 2}
    assert all(other != texts[place] for place, other in changed)
    assert variants_of([]) == []
