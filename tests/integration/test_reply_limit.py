"""How long a reply may be where an account's server has a limit of its own, on real PostgreSQL and through the API."""

import httpx
import pytest

from desk.assistant.client import metadata_of
from desk.domain.errors import Invalid
from desk.domain.incoming import Incoming
from desk.domain.page import Page
from desk.services.decide import Person
from desk.services.receive import receive

PASSWORD = "correct horse battery"


async def test_a_connection_may_say_how_long_a_reply_is(desk, web):
    page = Page("shop", "The Shop")
    async with desk.uow() as unit:
        await unit.pages.add(page)
    connection = await desk.api_connection("shop")
    comment = (await receive(desk.uow, desk.clock, connection, Incoming("m1", "Hello?", channel="mastodon"))).comment
    async with desk.uow() as unit:
        assert (await unit.comments.get(comment.id)).reply_limit is None
        await unit.pages.configure(connection.id, {**connection.config, "reply_limit": 60})
        comment = await unit.comments.get(comment.id)
    assert comment.reply_limit == 60
    assert metadata_of(comment, page, None, [])["channel"] == {"name": "mastodon", "limit": 60, "counting": "mastodon"}

    ada = await desk.accounts.add("Ada", "ada@example.org", "admin", PASSWORD)
    async with httpx.AsyncClient(base_url=web, headers={"Sec-Fetch-Site": "same-origin"}) as browser:
        await browser.post("/api/v1/session", json={"email": "ada@example.org", "password": PASSWORD})
        shown = (await browser.get(f"/api/v1/comments/{comment.id}/conversation")).json()
        assert shown["limit"] == {"limit": 60, "counting": "mastodon"}
        text = "See https://help.example/a/very/long/address/that/counts/twenty-three 👍🏽"
        body = {"text": text, "channel": "mastodon", "public": True, "comment": "Hello?", "answers": str(comment.id)}
        told = (await browser.post("/api/v1/tone", json=body)).json()
        assert (told["length"], told["limit"]) == (4 + 23 + 2, 60)

    with pytest.raises(Invalid, match="61 characters; mastodon takes at most 60"):
        await desk.decisions.approve(Person(ada.id, "Ada"), comment.id, comment.version, "a" * 61)
    await desk.decisions.approve(Person(ada.id, "Ada"), comment.id, comment.version, "Hello. " + "a" * 50)
