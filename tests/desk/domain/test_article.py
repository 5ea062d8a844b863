from hypothesis import given
from hypothesis import strategies as st

from desk.domain.article import Article, passages_of

BODY = """Most parts come back within thirty days.

## What you need

1. The order number.
2. The box, if you still have it.

## Exceptions

Worn tyres stay with you.
"""


def test_passages_follow_headings_and_know_their_own():
    passages = passages_of(Article("returns", "Returns", BODY))
    assert [p.heading for p in passages] == [None, "What you need", "Exceptions"]
    assert "2. The box" in passages[1].text


def test_the_short_answer_is_the_first_passage():
    passages = passages_of(Article("returns", "Returns", BODY, answer="Thirty days."))
    assert (passages[0].id, passages[0].text) == ("returns#0", "Thirty days.")


def test_a_long_section_is_cut_between_paragraphs():
    paragraph = "word " * 60
    passages = passages_of(Article("long", "Long", "\n\n".join([paragraph.strip()] * 5)))
    assert len(passages) == 3
    assert all(len(p.text) <= 700 for p in passages)


def test_a_step_list_is_cut_between_steps_only():
    steps = "\n".join(f"{n}. " + "turn the screw " * 12 for n in range(1, 11))
    for passage in passages_of(Article("steps", "Steps", steps)):
        assert passage.text[0].isdigit()


@given(st.text(max_size=2000))
def test_no_word_is_lost_whatever_the_text(body):
    text = " ".join((p.heading or "") + " " + p.text for p in passages_of(Article("a", "A", body)))
    headings_dropped = {"#"}
    wanted = {w for line in body.splitlines() if not line.lstrip().startswith("#") for w in line.split()}
    assert wanted - headings_dropped <= set(text.split())
