"""The commands `knowledge import` and `knowledge sync` on a real database, from real files and a real website."""

import argparse

import pytest

from desk.commands import knowledge
from desk.demo import KNOWLEDGE, seed
from desk.domain.article import Article
from desk.domain.errors import Invalid
from desk.domain.page import Page
from desk.main import Desk
from desk.settings import read_settings
from tests.desk.sources.conftest import Serving
from tests.integration.test_search import WordVectors


@pytest.fixture
def site():
    with Serving() as one:
        yield one


@pytest.fixture
async def desk_with_pages(desk, monkeypatch):
    monkeypatch.setattr(Desk, "encoder", lambda self: WordVectors())
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop"))
        await unit.pages.add(Page("other", "Another"))
    return desk


@pytest.fixture
def bring(desk_with_pages, environment, capsys):
    """Runs the command in this process; returns its exit code and what it said."""
    import asyncio

    async def run(source, *, sync=False, **options):
        arguments = argparse.Namespace(
            **{"source": str(source), "folder": str(source), "page": "shop", "dry_run": False, "prune": False,
               "most": 500, "name": None, "take": False, **options}
        )  # fmt: skip
        command = knowledge.knowledge_sync if sync else knowledge.knowledge_import
        code = await asyncio.to_thread(command, arguments, read_settings(environment))
        return code, capsys.readouterr().err

    return run


async def stored(desk):
    async with desk.uow() as unit:
        return await unit.articles.stored()


async def revisions(desk, article_id):
    async with desk.database.connection() as connection:
        cursor = await connection.execute(
            "SELECT actor FROM article_revisions WHERE article_id = %s ORDER BY revision", (article_id,)
        )
        return [row["actor"] async for row in cursor]


def folder(path, **files):
    path.mkdir(exist_ok=True)
    for old in path.iterdir():
        old.unlink()
    for name, text in files.items():
        (path / f"{name}.md").write_text(f"# {name}\n\n{text}")
    return path


async def test_a_website_is_imported_and_a_second_time_changes_nothing(bring, desk, site):
    for name in ("a", "b"):
        site.article(f"/{name}", name.upper(), "You have thirty days.")
    address = site.sitemap("/a", "/b")
    code, said = await bring(address)
    assert (code, set(await stored(desk))) == (0, {"shop-a", "shop-b"})
    assert "new      shop-a  A" in said and said.endswith("2 new, 0 changed, 0 unchanged.\n")
    code, said = await bring(address, prune=True)
    assert (code, said) == (0, "0 new, 0 changed, 2 unchanged, 0 removed.\n")
    assert await revisions(desk, "shop-a") == ["knowledge import"]


async def test_what_changed_is_shown_and_stored_as_a_revision(bring, desk, site):
    address = site.article("/a", "Returns", "You have thirty days. Keep the box.")
    await bring(address)
    site.article("/a", "Returns", "You have sixty days. Keep the box.")
    code, said = await bring(address)
    assert code == 0
    assert "    -You have thirty days.\n    +You have sixty days.\n" in said and "Keep the box" not in said
    assert len(await revisions(desk, "shop-a")) == 2


async def test_a_dry_run_shows_the_same_and_changes_nothing(bring, desk, tmp_path):
    source = folder(tmp_path / "help", one="first", two="second")
    await bring(source)
    before = await stored(desk)
    folder(source, one="other words", three="third")
    code, dry = await bring(source, dry_run=True, prune=True)
    assert (code, await stored(desk)) == (0, before)
    assert "1 would be new, 1 would be changed, 0 unchanged, 1 would be removed." in dry
    _, wet = await bring(source, prune=True)
    assert wet == dry.replace("would be ", "")
    assert set(await stored(desk)) == {"one", "three"}


async def test_pruning_leaves_other_pages_other_sources_and_typed_articles_alone(bring, desk, tmp_path):
    async with desk.uow() as unit:
        await unit.articles.put(Article("typed", "Typed", "text", "shop"), WordVectors(), "Ada")
    await bring(folder(tmp_path / "theirs", theirs="text"), page="other")
    await bring(folder(tmp_path / "shared", shared="text"), page=None, sync=True)
    await bring(folder(tmp_path / "second", second="text"))
    mine = folder(tmp_path / "mine", keep="text", drop="text")
    await bring(mine)
    code, said = await bring(folder(mine, keep="text"), prune=True)
    assert (code, said.count("removed  "), "removed  drop\n" in said) == (0, 1, True)
    assert set(await stored(desk)) == {"typed", "theirs", "shared", "second", "keep"}


async def test_a_page_that_does_not_answer_is_not_pruned_and_one_that_is_gone_is(bring, desk, site):
    for name in ("a", "b", "c"):
        site.article(f"/{name}")
    address = site.sitemap("/a", "/b", "/c")
    await bring(address)
    site.put("/b", status=500)
    site.put("/c", status=410)
    code, said = await bring(address, prune=True)
    assert code == 3 and "/b: answers 500" in said
    assert set(await stored(desk)) == {"shop-a", "shop-b"}


async def test_articles_stored_before_sources_were_kept_are_adopted_by_their_folder(bring, desk, tmp_path):
    source = folder(tmp_path / "help", one="first", two="second")
    await bring(source, sync=True)
    async with desk.database.connection() as connection:
        await connection.execute("UPDATE articles SET source = NULL")
    code, said = await bring(source, sync=True)
    assert (code, said) == (0, "0 new, 0 changed, 2 unchanged.\n")
    assert {one.source for one in (await stored(desk)).values()} == {str(source)}
    assert len(await revisions(desk, "one")) == 1


async def test_an_id_of_another_page_is_left_out_until_it_is_taken(bring, desk, tmp_path):
    await bring(folder(tmp_path / "theirs", returns="thirty days"), page="other")
    mine = folder(tmp_path / "mine", returns="sixty days")
    code, said = await bring(mine)
    assert code == 3 and "the page other has an article with this id" in said
    assert (await stored(desk))["returns"].page_id == "other"
    code, said = await bring(mine, take=True)
    assert code == 0 and "-page_id: other" in said
    assert (await stored(desk))["returns"].page_id == "shop"


async def test_an_export_of_another_day_is_the_same_source_when_it_is_named(bring, desk, tmp_path):
    for name, rows in (("monday.csv", "a,x\nb,y\n"), ("tuesday.csv", "a,x\n")):
        (tmp_path / name).write_text("title,text\n" + rows)
    await bring(tmp_path / "monday.csv", name="help-centre")
    code, said = await bring(tmp_path / "tuesday.csv", name="help-centre", prune=True)
    assert (code, said) == (0, "removed  shop-b\n0 new, 0 changed, 1 unchanged, 1 removed.\n")


async def test_an_article_edited_by_hand_keeps_its_source(bring, desk, tmp_path):
    source = folder(tmp_path / "help", one="first")
    await bring(source)
    async with desk.uow() as unit:
        await unit.articles.put(Article("one", "one", "by hand", "shop"), WordVectors(), "Ada")
    assert (await stored(desk))["one"].source == str(source)
    _, said = await bring(source, dry_run=True)
    assert "-by hand" in said


async def test_an_article_removed_and_typed_in_again_has_no_source(bring, desk, tmp_path):
    await bring(folder(tmp_path / "help", one="first"))
    async with desk.uow() as unit:
        await unit.articles.remove("one", "Ada")
    async with desk.uow() as unit:
        await unit.articles.put(Article("one", "one", "by hand", "shop"), WordVectors(), "Ada")
    assert (await stored(desk))["one"].source is None


@pytest.mark.parametrize(
    ("source", "says"),
    [("no-such-file", "There is no no-such-file"), ("ftp://a.example/", "not a web address"), (__file__, "is none of")],
)
async def test_a_source_that_can_not_be_one_is_a_clear_error(bring, source, says):
    with pytest.raises(Invalid, match=says):
        await bring(source)


async def test_a_page_that_does_not_exist_is_found_out_before_anything_is_fetched(bring, site):
    with pytest.raises(Invalid, match="There is no page nowhere"):
        await bring(site.article("/a"), page="nowhere")
    assert site.asked == []


async def test_a_source_without_any_article_removes_nothing(bring, desk, tmp_path):
    source = folder(tmp_path / "help", one="first")
    await bring(source)
    with pytest.raises(Invalid, match="holds no article"):
        await bring(folder(source), prune=True)
    assert set(await stored(desk)) == {"one"}


async def test_the_demo_company_s_articles_are_those_of_its_folder(bring, desk_with_pages):
    await seed(desk_with_pages)
    code, said = await bring(KNOWLEDGE, page=None, sync=True, prune=True)
    assert code == 0 and said.startswith("0 new, 0 changed,") and said.endswith(" 0 removed.\n")
