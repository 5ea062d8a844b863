from dataclasses import replace

import pytest

from desk.domain.article import Article, StoredArticle
from desk.services.knowledge import LeftOut, Reading
from desk.services.knowledge_plan import DIFF_LINES, LINE_CHARACTERS, Origin, difference, plan, shown

SHOP = Origin("shop", "https://a.example/sitemap.xml")


def text_of(article):
    return article.body


def reading_of(*articles, left_out=(), complete=True):
    return Reading({article.id: article for article in articles}, list(left_out), complete)


def stored(body="old", page="shop", source=SHOP.source):
    return StoredArticle(page, source, body)


def article(id, body="old"):
    return Article(id, id.upper(), body, "shop")


def ids(articles):
    return [one.id for one in articles]


def test_new_changed_unchanged_and_removed_are_told_apart():
    todo = plan(
        reading_of(article("a"), article("b", "new"), article("c")),
        {"b": stored(), "c": stored(), "d": stored()}, text_of, SHOP,
    )  # fmt: skip
    assert (ids(todo.new), ids(todo.changed), todo.unchanged, todo.removed) == (["a"], ["b"], 1, ("d",))


def test_only_articles_of_the_same_page_and_the_same_source_are_removed():
    others = {
        "their-page": stored(page="other"), "all-pages": stored(page=None), "another-source": stored(source="b.csv"),
        "typed-in": stored(source=None),
    }  # fmt: skip
    todo = plan(reading_of(article("a")), {**others, "mine": stored()}, text_of, SHOP)
    assert todo.removed == ("mine",) and todo.spared == ()


@pytest.mark.parametrize("known", [stored(page="other"), stored(page=None), stored(source="b.csv")])
def test_an_article_of_another_page_or_source_is_left_alone_unless_it_is_taken(known):
    reading = reading_of(article("a", "new"))
    refused = plan(reading, {"a": known}, text_of, SHOP)
    assert ids(refused.changed) == [] and [one.where for one in refused.refused] == ["a"]
    taken = plan(reading, {"a": known}, text_of, SHOP, take=True)
    assert ids(taken.changed) == ["a"] and taken.refused == ()


def test_an_article_of_the_page_without_a_known_source_is_adopted_as_it_is():
    todo = plan(reading_of(article("a")), {"a": stored(source=None)}, text_of, SHOP)
    assert (todo.unchanged, todo.adopted, todo.changed) == (1, ("a",), ())


def test_an_article_that_could_not_be_read_today_is_spared_and_one_that_is_gone_is_not():
    left_out = [LeftOut("/slow", "does not answer in time", "slow"), LeftOut("/gone", "answers 404", "gone", gone=True)]
    known = {"slow": stored(), "gone": stored(), "absent": stored()}
    todo = plan(reading_of(article("a"), left_out=left_out), known, text_of, SHOP)
    assert (todo.removed, todo.spared) == (("absent", "gone"), ("slow",))


@pytest.mark.parametrize(
    "reading",
    [reading_of(article("a"), left_out=[LeftOut("b.md", "is not UTF-8")]), reading_of(article("a"), complete=False)],
)
def test_nothing_is_removed_when_it_can_not_be_known_what_is_missing(reading):
    todo = plan(reading, {"absent": stored()}, text_of, SHOP)
    assert (todo.removed, todo.spared) == ((), ("absent",))


def test_a_difference_shows_the_sentences_that_changed_and_no_others():
    before = Article("a", "Returns", "You have thirty days. Keep the box.\n\n- One", questions=("How?",))
    after = replace(before, body="You have sixty days. Keep the box.\n\n- One", answer="Sixty days.")
    assert list(difference(before, after)) == [
        "+answer: Sixty days.", "-You have thirty days.", "+You have sixty days."
    ]  # fmt: skip


def test_a_long_difference_is_cut_and_says_so():
    before, after = Article("a", "A", "x"), Article("a", "A", "\n".join(f"line {n}" for n in range(100)))
    lines = list(difference(before, after))
    assert len(lines) == DIFF_LINES + 1 and lines[-1] == "… and 89 more lines"


def test_what_comes_from_outside_can_not_steer_the_terminal():
    assert shown("a\x1b[2Jb\nc\u202ed\x9b") == "a [2Jb c d "
    assert len(shown("x" * 1000)) == LINE_CHARACTERS
