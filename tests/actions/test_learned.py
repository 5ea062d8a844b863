"""What people taught goes into a draft of that article, and never at the cost of what the article says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.test_compose import PASSAGE, draft, metadata

ASKED = "How long do I have to return a bike?"
ADDED = "Please leave the pedals on the bike."
FACT = "Shop returns are free; a courier costs £35."


def add(*texts: str) -> list[dict[str, Any]]:
    return [{"id": f"reply:{number}", "text": text, "times": 3} for number, text in enumerate(texts)]


def drop(*texts: str) -> list[dict[str, Any]]:
    return [{"text": text, "times": 4} for text in texts]


def made(learned: Any, limit: int = 2000, passage: Any = PASSAGE, **more: Any) -> Any:
    return draft("question", ASKED, meta=metadata(limit, evidence=[passage], learned=learned, sign_with="Ada", **more))


def taught(adding: Any = (), dropping: Any = (), article: str = "returns") -> dict[str, Any]:
    return {"article": article, "add": list(adding), "drop": list(dropping)}


def test_an_added_sentence_stands_after_the_facts_with_its_evidence() -> None:
    reply = made(taught(add(ADDED)))
    roles = [sentence["role"] for sentence in reply["sentences"]]
    assert roles == ["greeting", "answer", "answer", "learned", "source", "signature"]
    assert reply["sentences"][3] == {"text": ADDED, "role": "learned", "evidence": "reply:0"}
    assert reply["reason"] == (
        "“Return a bike” answers it; colleagues usually add “Please leave the pedals on the bike”."
    )
    assert "left_out" not in reply


def test_a_dropped_fact_is_left_out_and_said_to_be() -> None:
    reply = made(taught(dropping=drop(FACT)))
    assert "courier" not in reply["text"] and "30 days" in reply["text"]
    assert reply["left_out"] == [FACT]
    assert reply["reason"].endswith("colleagues usually leave out “Shop returns are free; a courier costs £35”.")


def test_the_last_fact_stays_unless_it_is_said_otherwise() -> None:
    both = drop("Bikes can come back within 30 days.", FACT)
    reply = made(taught(dropping=both))
    assert "within 30 days" in reply["text"] and reply["left_out"] == [FACT]
    other = "A bike may come back to us within 30 days."
    reply = made(taught(add(other), both))
    assert other in reply["text"] and reply["text"].count("30 days") == 1
    assert reply["left_out"] == ["Bikes can come back within 30 days.", FACT]


@pytest.mark.parametrize("again", ["Bikes can come back within 14 days.", "Bikes can come back to us within 30 days."])
def test_what_a_fact_says_is_not_said_again_nor_with_another_number(again: str) -> None:
    assert made(taught(add(again)))["text"] == made(None)["text"]


def test_a_sentence_that_does_not_fit_is_what_goes() -> None:
    plain = made(None)
    limit = len(plain["text"]) + len(ADDED)
    assert made(taught(add(ADDED)), limit)["text"] == plain["text"]
    assert ADDED in made(taught(add(ADDED)), limit + 1)["text"]


def test_selling_is_not_taken_over() -> None:
    assert made(taught(add("Buy our premium lock now, only while stocks last!")))["text"] == made(None)["text"]


def test_a_draft_that_rests_on_another_article_is_left_alone() -> None:
    assert made(taught(add(ADDED), drop(FACT), article="other")) == made(None)
    weak = {**PASSAGE, "score": 0.3}
    unsure, untaught = made(taught(add(ADDED)), passage=weak), made(None, passage=weak)
    # What the article would give, shown beside it, is worded as people have taught.
    assert ADDED in unsure.pop("runners_up")[0]["text"] and ADDED not in untaught.pop("runners_up")[0]["text"]
    assert unsure == untaught


@pytest.mark.parametrize(
    "nonsense",
    [[], "x", {"article": 1}, {"article": "returns", "add": "x", "drop": [1]}, taught([{"text": ADDED, "times": 3}]),
     taught([{"id": "reply:1", "text": "", "times": 3}]), taught([{"id": 1, "text": ADDED, "times": 3}])],
)  # fmt: skip
def test_what_is_of_the_wrong_type_counts_as_absent(nonsense: Any) -> None:
    assert made(nonsense) == made(None)


def test_the_shorter_draft_does_without() -> None:
    shorter = next(one["text"] for one in made(taught(add(ADDED)))["alternatives"] if one["label"] == "Shorter")
    assert ADDED not in shorter
