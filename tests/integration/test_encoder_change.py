"""Another encoder takes the place of the first: nothing is mixed, nothing is lost, everything is indexed anew."""

from __future__ import annotations

import pytest

from desk.db.indexing import Indexing
from desk.db.memory import Memory
from desk.db.search import HybridSearch
from desk.domain.article import Article
from desk.domain.memory import Answered
from desk.domain.page import Page
from language.encoder import Encoder
from tests.language.onnx_files import write_encoder

WORDS = "return an item send it back within thirty days opening hours we open at nine do you repair folding bikes"
QUESTION = "do you repair folding bikes"


@pytest.fixture
def first(tmp_path):
    return Encoder(write_encoder(tmp_path / "first", WORDS.split(), 24))


@pytest.fixture
def second(tmp_path):
    return Encoder(write_encoder(tmp_path / "second", WORDS.split(), 40, seed=1))


@pytest.fixture
async def filled(desk, first):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop"))
        await unit.articles.put(Article("returns", "Return an item", "Send it back within thirty days."), first, "test")
        await unit.articles.put(Article("hours", "Opening hours", "We open at nine."), first, "test")
        pairs = [Answered("shop", QUESTION, "We do."), Answered("shop", "when do you open", "At nine.")]
        await unit.memory.add_many(
            pairs, first.encode([one.comment for one in pairs]), await unit.encoders.space_of(first)
        )
    await Indexing(desk.uow, first).run()
    return desk


async def encoders_of(desk, table):
    async with desk.database.connection() as connection:
        rows = await connection.execute(
            f"SELECT DISTINCT e.identity, vector_dims(embedding) AS numbers FROM {table} JOIN encoders e ON e.id = encoder"
        )
        return {(row["identity"], row["numbers"]) async for row in rows}


async def indexes(desk):
    async with desk.database.connection() as connection:
        rows = await connection.execute(
            "SELECT e.identity FROM encoders e WHERE to_regclass('search_keys_embedding_' || e.id) IS NOT NULL"
            " AND to_regclass('remembered_replies_embedding_' || e.id) IS NOT NULL"
        )
        return {row["identity"] async for row in rows}


async def test_before_anything_is_indexed_anew_articles_are_found_by_their_words_alone(filled, second):
    likenesses, _ = await HybridSearch(filled.database, second).candidates("shop", "return an item")
    assert {one.article for one in likenesses} == {"returns"}
    assert {one.cosine for one in likenesses} == {0.0}
    found = await HybridSearch(filled.database, second).find("shop", "return an item")
    assert [evidence.article for evidence in found] == ["returns"]


async def test_replies_that_are_not_indexed_anew_yet_are_not_compared(filled, second):
    assert await Memory(filled.database, second).find("shop", QUESTION) == []


async def test_what_was_indexed_before_is_indexed_anew_and_found(filled, first, second):
    assert await Indexing(filled.uow, second).run() == 4
    assert await encoders_of(filled, "search_keys") == {(second.identity, 40)}
    assert await encoders_of(filled, "remembered_replies") == {(second.identity, 40)}
    best, *_ = await Memory(filled.database, second).find("shop", QUESTION)
    assert best.reply == "We do." and best.score > 0.99
    likenesses, _ = await HybridSearch(filled.database, second).candidates("shop", "opening hours")
    assert max(likenesses, key=lambda one: one.cosine).article == "hours"
    assert await Indexing(filled.uow, second).run() == 0


async def test_an_index_that_nothing_is_left_of_goes_and_comes_back_with_its_encoder(filled, first, second):
    await Indexing(filled.uow, second).run()
    assert second.identity in await indexes(filled) and first.identity not in await indexes(filled)
    assert await Indexing(filled.uow, first).run() == 4
    assert first.identity in await indexes(filled) and second.identity not in await indexes(filled)


async def test_an_article_written_meanwhile_by_a_process_with_the_new_encoder_is_found_by_it(filled, second):
    async with filled.uow() as unit:
        await unit.articles.put(Article("bikes", "Folding bikes", "We repair folding bikes."), second, "test")
    likenesses, _ = await HybridSearch(filled.database, second).candidates("shop", QUESTION)
    assert max(likenesses, key=lambda one: one.cosine).article == "bikes"
    assert await Indexing(filled.uow, second).run() == 4


async def test_a_worker_that_another_encoder_overtook_stops(filled, first, second):
    class Slow:
        identity, dimension = second.identity, second.dimension

        def encode(self, texts):
            overtaken.append(texts)
            return second.encode(texts)

    overtaken: list[object] = []
    async with filled.uow() as unit:
        space = await unit.encoders.space_of(second)
    pass_of_second = Indexing(filled.uow, Slow())

    async def articles_then_overtaken(own):
        async with filled.uow() as unit:
            await unit.encoders.announce(await unit.encoders.space_of(first))
        return await type(pass_of_second)._articles(pass_of_second, own)

    pass_of_second._articles = articles_then_overtaken
    assert await pass_of_second.run() == 0
    assert not overtaken and space.dimension == 40
    assert await encoders_of(filled, "search_keys") == {(first.identity, 24)}
