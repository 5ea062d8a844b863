"""Hostile deliveries: nothing is stored without the right signature; with it all is, and reading it stops nothing."""

from __future__ import annotations

import base64
import hashlib
import hmac
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import httpx
import pytest

from desk.domain.comment import Turn
from desk.domain.delivery import FETCH, MAX_BODY, NewDelivery
from desk.domain.incoming import Added, Answered, Edited, Happening, Incoming, Removed, Skipped
from desk.domain.page import Connection, Page
from tests.desk.connectors.hostile.bodies import bodies
from tests.desk.connectors.hostile.trying import connection_of, parsers
from tests.desk.connectors.hostile.values import ADDRESSES, MARKUP, TEXTS
from tests.integration.test_channels import PUSHING, scene_of

BODIES = 100
MISTAKEN = re.compile(r"broke off|(?<!id) has [\d,]+ characters|not one in which|The reach|turns")
Signed = Callable[[bytes, Mapping[str, str]], dict[str, str]]


def _hex(secret: str, body: bytes) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _meta(body: bytes, secrets: Mapping[str, str]) -> dict[str, str]:
    return {"X-Hub-Signature-256": f"sha256={_hex(secrets['app_secret'], body)}"}


def _linkedin(body: bytes, secrets: Mapping[str, str]) -> dict[str, str]:
    return {"X-LI-Signature": _hex(secrets["client_secret"], b"hmacsha256=" + body)}


def _x(body: bytes, secrets: Mapping[str, str]) -> dict[str, str]:
    digest = hmac.new(secrets["consumer_secret"].encode(), body, hashlib.sha256).digest()
    return {"X-Twitter-Webhooks-Signature": "sha256=" + base64.b64encode(digest).decode()}


SIGNED: Mapping[str, Signed] = {"facebook": _meta, "instagram": _meta, "linkedin": _linkedin, "x": _x}


def wrongly_signed(right: Mapping[str, str], other: Mapping[str, str], dice: random.Random) -> dict[str, str | bytes]:
    """Headers that prove nothing. ``other``: those of another body."""
    ((name, value),) = right.items()
    wrong: list[dict[str, str | bytes]] = [
        {},
        {name: ""},
        dict(other),
        {name: value[:-1]},
        {name: value + "0"},
        {name: value.upper()},
        {name: value.removeprefix("sha256=")[::-1]},
        {name: "sha256="},
        {name: "sha1=" + "0" * 40},
        {name: "sha256=\xe9\xff".encode("latin-1")},
        {name: "a" * 4_000},
        {f"{name}-2": value},
        {"Authorization": f"Bearer {value}"},
    ]
    return dice.choice(wrong)


async def counted(desk, table: str) -> int:
    async with desk.database.connection() as raw:
        row = await (await raw.execute(f"SELECT count(*) AS n FROM {table}")).fetchone()
        return row["n"]


async def standing(desk) -> dict[str, int]:
    async with desk.database.connection() as raw:
        rows = await raw.execute("SELECT state, count(*) AS n FROM deliveries GROUP BY state")
        return {row["state"]: row["n"] async for row in rows}


async def broke_off(desk) -> list[str]:
    """Notes that say of a mistake in the desk, or of a comment that was left out for what stands around it."""
    async with desk.database.connection() as raw:
        rows = await raw.execute("SELECT error FROM deliveries WHERE error IS NOT NULL")
        return [row["error"] async for row in rows if MISTAKEN.search(row["error"])]


def test_every_platform_that_delivers_is_tried():
    assert set(SIGNED) == set(PUSHING), "say in SIGNED how the platform signs"


@pytest.mark.parametrize("platform", sorted(SIGNED))
async def test_without_the_right_signature_nothing_is_stored_and_with_it_all_is(desk, web, platform):
    dice = random.Random(platform)
    async with scene_of(desk, platform) as scene:
        await scene.connect()
        secrets = scene.simulator.settings("https://platform.example")[1]
        different = list(dict.fromkeys(bodies(platform, BODIES, 5, 0.0)))
        async with httpx.AsyncClient(timeout=20) as client:
            for body in different:
                right = SIGNED[platform](body, secrets)
                wrong = wrongly_signed(right, SIGNED[platform](body + b" ", secrets), dice)
                answer = await client.post(scene.hook, content=body, headers=wrong)
                assert answer.status_code == 403, (wrong, answer.text)
            assert await counted(desk, "deliveries") == 0
            for body in different:
                answer = await client.post(scene.hook, content=body, headers=SIGNED[platform](body, secrets))
                assert answer.status_code == 200, (body[:300], answer.text)
            assert await counted(desk, "deliveries") == len(different)
            too_large = b"[" * (MAX_BODY + 1)
            answer = await client.post(scene.hook, content=too_large, headers=SIGNED[platform](too_large, secrets))
            assert answer.status_code == 422
            for address in (f"/hooks/{uuid4()}", "/hooks/1", "/hooks/", "/hooks/%00"):
                answer = await client.post(f"{web}{address}", content=b"{}", headers=SIGNED[platform](b"{}", secrets))
                assert answer.status_code in (404, 405), address
        assert await desk.intake.work() == len(different)
        found = await standing(desk)
        assert sum(found.values()) == len(different) and set(found) <= {"done", "failed"}


@pytest.mark.parametrize("platform", sorted(SIGNED))
async def test_whoever_checks_the_address_with_odd_words_is_answered_or_refused(desk, web, platform):
    dice = random.Random(platform)
    odd = [
        "",
        "%00",
        "%ff%fe",
        "%ed%a0%80",
        "%",
        "%zz",
        "a" * 3_000,
        "subscribe",
        "%F0%9F%98%80",
        "%0d%0aSet-Cookie:%20a=b",
        "[]",
    ]
    names = [
        "hub.mode",
        "hub.verify_token",
        "hub.challenge",
        "challengeCode",
        "applicationId",
        "crc_token",
        "nonce",
        "%00",
        "a[b]",
    ]
    async with scene_of(desk, platform) as scene:
        await scene.connect()
        async with httpx.AsyncClient(timeout=20) as client:
            for _ in range(BODIES):
                query = "&".join(
                    f"{name}={dice.choice(odd)}" for name in dice.sample(names, dice.randrange(len(names)))
                )
                answer = await client.get(f"{scene.hook}?{query}")
                assert answer.status_code in (200, 403, 413), (query, answer.text)
                assert answer.status_code != 413 or "headers" in answer.text
                assert "set-cookie" not in answer.headers
                if platform in ("facebook", "instagram"):  # the others sign what they are asked to, and say what
                    assert answer.status_code != 200, query
    assert await counted(desk, "deliveries") == 0


@pytest.mark.parametrize("platform", sorted(parsers()))
async def test_whatever_was_fetched_is_read_and_what_was_told_is_kept(desk, platform):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop"))
        about = connection_of(platform)
        connection = Connection(about.id, "shop", platform, about.config, {}, desk.vault.seal(about.secrets))
        await unit.channels.put(connection, "The Shop", None, desk.clock.now(), None)
    hostile = list(bodies(platform, 2 * BODIES, 6, 0.0))
    for body in hostile:
        await desk.inbox.store(NewDelivery(connection.id, FETCH, desk.clock.now(), body))
    assert await desk.intake.work() == len(hostile)
    found = await standing(desk)
    assert sum(found.values()) == len(hostile) and set(found) <= {"done", "failed"}
    assert await broke_off(desk) == []
    assert await counted(desk, "comments") > 0


@dataclass
class Teller:
    """A connector whose bodies tell whatever comes next."""

    left: Iterator[list[Happening]]

    def parse(self, body: bytes, connection: Connection) -> list[Happening]:
        return next(self.left)


def odd_happening(dice: random.Random) -> Happening:
    """One as its types allow it, whatever its texts and times are."""

    def text() -> str:
        return dice.choice((*TEXTS, *ADDRESSES, *MARKUP, "1", "2", "3", "Open?"))

    def maybe(value: Any) -> Any:
        return dice.choice((None, value, value))

    def time() -> datetime | None:
        zone = timezone(timedelta(hours=dice.choice((-23, 0, 23)), seconds=dice.choice((0, 1))))
        return maybe(
            datetime(
                dice.choice((1, 1000, 1990, 2026, 2201, 9999)), dice.choice((1, 12)), dice.choice((1, 31)), tzinfo=zone
            )
        )

    account = dice.choice((None, None, None, text()))
    id = dice.choice((text(), "1", "2", "3"))
    comment = Incoming(
        id, text(), "api", maybe(text()), maybe(text()), maybe(text()), maybe(text()), maybe({"text": text(), "url": maybe(text())}),
        maybe(text()), time(), tuple(Turn(maybe(text()), False, text(), time()) for _ in range(dice.choice((0, 0, 1, 60)))),
        dice.choice((0, 5, -1, 10**15)), maybe(text()),
    )  # fmt: skip
    return dice.choice(
        (Added(comment, account), Edited(comment, time(), account), Removed(id, account), Skipped(text(), account),
         Answered(dice.choice((text(), "1")), id, text(), maybe(text()), time(), account))
    )  # fmt: skip


async def test_whatever_a_parser_tells_it_stops_nothing_and_costs_no_comment_that_has_an_id_and_a_text(desk):
    dice = random.Random(7)
    told = [[odd_happening(dice) for _ in range(dice.randrange(8))] for _ in range(BODIES)]
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop"))
    connection = await desk.api_connection("shop")
    intake = replace(desk.intake, connectors={"api": Teller(iter(told))})
    for number in range(len(told)):
        await desk.inbox.store(NewDelivery(connection.id, FETCH, desk.clock.now(), b"%d" % number))
    assert await intake.work() == len(told)
    assert await standing(desk) == {"done": len(told)}
    assert await broke_off(desk) == []
    plain = {"1", "2", "3"}
    wanted = {
        one.comment.external_id
        for body in told
        for one in body
        if isinstance(one, Added)
        and one.account is None
        and one.comment.external_id in plain
        and one.comment.text == "Open?"
    }
    gone = {one.external_id for body in told for one in body if isinstance(one, Removed)}
    async with desk.database.connection() as raw:
        rows = await raw.execute("SELECT external_id FROM comments")
        stored = {row["external_id"] async for row in rows}
    assert wanted - gone <= stored
