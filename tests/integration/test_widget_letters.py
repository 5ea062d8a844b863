"""A reply also goes by e-mail, once, to a visitor who left an address and is gone."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from desk.connectors.email.own_address import OwnAddress
from desk.domain.platform import Trouble
from desk.domain.reply import Refused, Sent
from desk.services.chat_letters import LettersFromChat
from desk.smtp_settings import read_smtp_settings
from tests.integration.conftest import free_port
from tests.integration.widget_world import chat_web, opening_shops


@pytest.fixture(scope="module")
def served(environment, tmp_path_factory):
    with chat_web(environment, tmp_path_factory.mktemp("letters")) as url:
        yield url


@pytest.fixture
async def shop(desk, served):
    async with opening_shops(desk, served) as open_one:
        yield await open_one()


class Mailbox:
    """Takes letters, from a page's connection or from the desk."""

    def __init__(self, outcome=None):
        self.letters, self.connections, self.outcome = [], [], outcome or Sent("1")

    async def write(self, letter, connection):
        self.connections.append(connection)
        return await self.send(letter)

    async def send(self, letter):
        self.letters.append(letter)
        return self.outcome


def letters(shop, own):
    return LettersFromChat(shop.desk.uow, shop.desk.clock, shop.desk.vault, Mailbox(), own)


async def gone(shop):
    await shop.rows("UPDATE chat_visitors SET seen_at = seen_at - interval '6 minutes' RETURNING 1")


async def answered(shop, **told):
    visitor = await shop.visitor()
    await visitor.say("Open on Sunday?")
    assert (await visitor.call("POST", "email", json={"email": "maja@example.org"})).status_code == 204
    return visitor, await shop.approve("Yes, from nine to five.")


async def test_it_is_written_once_when_the_visitor_is_gone(shop):
    _, reply_id = await answered(shop)
    own = Mailbox()
    assert await letters(shop, own).send_due() == 0, "the visitor is still there"
    await gone(shop)
    counts = await asyncio.gather(*(letters(shop, own).send_due() for _ in range(3)))
    assert sorted(counts) == [0, 0, 1]
    (letter,) = own.letters
    assert (letter.id, letter.to, letter.subject) == (reply_id, "maja@example.org", "Reply from The Shop")
    assert letter.text == "Yes, from nine to five."
    assert await letters(shop, own).send_due() == 0


async def test_a_reply_that_was_seen_is_not_written_again(shop):
    visitor, _ = await answered(shop)
    assert (await visitor.call("POST", "seen", json={"up_to": "2"})).status_code == 204
    await gone(shop)
    assert await letters(shop, Mailbox()).send_due() == 0


async def test_an_open_stream_keeps_letters_away(shop):
    visitor, _ = await answered(shop)
    await gone(shop)
    async with visitor.stream() as events:
        await events.next("message")
        await asyncio.sleep(0.3)
        assert await letters(shop, Mailbox()).send_due() == 0


async def test_without_any_way_to_write_nothing_is_lost(shop):
    await answered(shop)
    await gone(shop)
    assert await letters(shop, None).send_due() == 0
    own = Mailbox()
    assert await letters(shop, own).send_due() == 1


async def test_the_pages_own_mailbox_is_used_where_it_is_connected(shop):
    await answered(shop)
    await gone(shop)
    async with shop.desk.database.connection() as raw:
        await raw.execute(
            "INSERT INTO connections (id, page_id, platform, config) VALUES (gen_random_uuid(), %s, 'email', '{}')",
            (shop.page,),
        )
    service = letters(shop, None)
    assert await service.send_due() == 1
    (connection,) = service.mailboxes.connections
    assert (connection.page_id, connection.platform) == (shop.page, "email")


async def test_a_server_that_is_busy_is_asked_again_and_one_that_says_no_is_not(shop):
    await answered(shop)
    await gone(shop)
    busy = Mailbox(Refused("busy", passing=True))
    assert [await letters(shop, busy).send_due() for _ in range(2)] == [0, 0] and len(busy.letters) == 2
    firm = Mailbox(Refused("no such address", trouble=Trouble.REFUSED))
    assert [await letters(shop, firm).send_due() for _ in range(2)] == [0, 0] and len(firm.letters) == 1


async def test_the_desks_own_address_speaks_smtp(shop):
    _, reply_id = await answered(shop)
    await gone(shop)
    port, taken = free_port(), []
    server = await asyncio.start_server(lambda reader, writer: smtp(reader, writer, taken), "127.0.0.1", port)
    async with server:
        settings = read_smtp_settings(f"smtp://127.0.0.1:{port}?from=desk@shop.example")
        assert await letters(shop, OwnAddress(settings, shop.desk.clock)).send_due() == 1
    (message,) = taken
    assert "From: desk@shop.example" in message and "To: maja@example.org" in message
    assert f"Message-ID: <sharewell.{reply_id}@shop.example>" in message and "Yes, from nine to five." in message


async def test_a_server_that_is_not_there_is_asked_again(shop):
    settings = replace(read_smtp_settings("smtp://127.0.0.1:1?from=desk@shop.example"), port=free_port())
    await answered(shop)
    await gone(shop)
    service = letters(shop, OwnAddress(settings, shop.desk.clock))
    assert await service.send_due() == 0
    assert len(await shop.rows("SELECT 1 FROM chat_messages WHERE from_page AND emailed_at IS NULL")) == 1


async def smtp(reader, writer, taken):
    """The least of a mail server (RFC 5321) that takes every message."""
    writer.write(b"220 here\r\n")
    while line := await reader.readline():
        verb = line[:4].upper()
        if verb == b"DATA":
            writer.write(b"354 go on\r\n")
            taken.append((await reader.readuntil(b"\r\n.\r\n")).decode())
        if verb == b"QUIT":
            break
        writer.write(b"250 ok\r\n")
    writer.write(b"221 bye\r\n")
    writer.close()
