from datetime import date

import numpy as np
import pytest

from desk.db.search import HybridSearch
from desk.domain.article import Article
from desk.domain.page import Page


class WordVectors:
    """An encoder without a model: each word has a direction of its own."""

    identity = "words"
    dimension = 384

    def encode(self, texts):
        vectors = np.full((len(texts), 384), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row, hash(word.strip(".,?!")) % 384] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
async def search(desk):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop"))
        await unit.pages.add(Page("other", "Another"))
        for article in (
            Article("returns", "Return an item", "Send it back within thirty days.", answer="You have thirty days."),
            Article("hours", "Opening hours", "We open at nine.\n\n## Holidays\n\nOn Boxing Day we stay closed."),
            Article("old", "Return an item in spring", "Sixty days.", valid_until=date(2020, 1, 1)),
            Article("theirs", "Return an item to them", "Never.", page_id="other"),
        ):
            await unit.articles.put(article, WordVectors(), "test")
    return HybridSearch(desk.database, WordVectors())


async def test_the_article_that_shares_most_comes_first_with_its_short_answer(search):
    found = await search.find("shop", "how do I return an item")
    assert (found[0].article, found[0].answer) == ("returns", "You have thirty days.")


async def test_the_passage_that_holds_it_is_the_evidence(search):
    found = await search.find("shop", "On Boxing Day closed")
    assert found[0].id.startswith("hours#") and "Boxing Day" in found[0].text


async def test_expired_articles_and_those_of_other_pages_are_never_found(search):
    found = await search.find("shop", "return an item in spring to them")
    assert {evidence.article for evidence in found} == {"returns", "hours"}


@pytest.mark.parametrize("text", ["", "   ", "'", "\\", "a'b\\c & | ! <-> :*", "🚲", "мой велосипед", "x" * 20_000])
async def test_any_text_can_be_asked(search, text):
    assert len(await search.find("shop", text)) <= 5


async def test_the_thread_is_part_of_what_is_asked(search):
    found = await search.find("shop", "and how?", thread=["Can I return an item?"])
    assert found[0].article == "returns"


async def test_articles_that_an_earlier_version_indexed_are_indexed_anew(search, desk):
    async with desk.database.connection() as connection:
        await connection.execute("DELETE FROM search_keys WHERE kind = 'sentence'")
        await connection.execute("UPDATE articles SET keys_version = 1")
    desk.encoder = WordVectors
    assert await desk.reindex() == 4
    async with desk.database.connection() as connection:
        kinds = await (await connection.execute("SELECT DISTINCT kind FROM search_keys")).fetchall()
    assert {row["kind"] for row in kinds} == {"title", "heading", "passage", "sentence"}
    assert await desk.reindex() == 0
