"""The demo company's pages with the chat, on a desk that runs with it."""

import httpx
import pytest

from desk.demo import PAGE, seed
from desk.domain.page import Page


@pytest.fixture(scope="module")
def demo_web(environment, tmp_path_factory):
    from tests.integration.conftest import free_port, running_web

    port = free_port()
    told = {**environment, "DEMO": "1", "SHAREWELL_PORT": str(port), "SHAREWELL_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    with running_web(told, tmp_path_factory.mktemp("demo") / "web.log") as url:
        yield url


@pytest.mark.parametrize(
    "name", ["", "shop.html", "plain.html", "right-to-left.html", "app.html", "app.js", "pages.css"]
)
def test_each_demo_page_is_there(demo_web, name):
    answer = httpx.get(f"{demo_web}/widget/demo/{name}")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/")


@pytest.mark.parametrize("name", ["nothing.html", "..%2f..%2fREADME.md", ".gitignore", "%00"])
def test_nothing_else_is(demo_web, name):
    assert httpx.get(f"{demo_web}/widget/demo/{name}").status_code == 404


def test_another_desk_has_no_demo_pages(web):
    assert httpx.get(f"{web}/widget/demo/shop.html").status_code == 404


async def test_the_demo_companys_chat_is_connected_once(desk):
    async with desk.uow() as unit:
        await unit.pages.add(Page(PAGE.id, PAGE.name))
    await seed(desk)
    async with desk.uow() as unit:
        first = await unit.channels.of_page(PAGE.id, "chat")
    await seed(desk)
    async with desk.uow() as unit:
        assert await unit.channels.of_page(PAGE.id, "chat") == first and first is not None
