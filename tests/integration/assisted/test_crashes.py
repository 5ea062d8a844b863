"""kill -9 each process in turn while comments come in and replies go out."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from contextlib import asynccontextmanager

import httpx
import psycopg
import pytest

from desk.domain.errors import Conflict
from desk.main import Desk
from desk.ports.errors import DatabaseUnavailable
from desk.services.decide import Decisions
from desk.settings import read_settings
from desk.supervisor import start
from tests.integration.stack import PAGE, TOKEN, Receiver, furnish

COMMENTS = 300
EVERY = 3
"""Every third comment is approved as soon as it has its draft."""
VICTIMS = ("worker", "assistant", "web", "actions", "postgres")
TEXTS = (
    "Are you open on Sunday?",
    "My order is late again and nobody answers the phone.",
    "Lovely people in your workshop, thank you!",
    "Which tyres fit a 20 inch wheel?",
    "@sam look at this one",
)


@asynccontextmanager
async def opened(running):
    desk = Desk(read_settings(running.env))
    await desk.open()
    try:
        yield desk
    finally:
        await desk.close()


async def query(url: str, sql: str) -> list[tuple]:
    async with await psycopg.AsyncConnection.connect(url) as connection:
        return await (await connection.execute(sql)).fetchall()


async def eventually(condition, seconds: float, explain) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if await condition():
                return
        except psycopg.OperationalError:
            pass  # the database itself is being killed
        await asyncio.sleep(0.5)
    raise AssertionError(f"not within {seconds} s: {await explain()}")


async def deliver(url: str) -> None:
    """Post every comment until the desk says that it has it, as a careful sender does."""
    async with httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=5) as client:
        for number in range(COMMENTS):
            body = {"page": PAGE, "id": f"c{number}", "text": f"{TEXTS[number % len(TEXTS)]} ({number})"}
            while True:
                try:
                    response = await client.post("/api/v1/comments", json=body)
                    if response.status_code in (200, 201):
                        break
                    assert response.status_code == 503, response.text
                except httpx.TransportError:
                    pass  # the web process is being killed
                await asyncio.sleep(0.2)
            await asyncio.sleep(0.1)


async def approve_every_third(desk, person, done: asyncio.Event) -> None:
    """Approve comments as their drafts come, whatever else goes on."""
    decisions, approved = Decisions(desk.uow, desk.clock), set()
    while not (done.is_set() and len(approved) == COMMENTS // EVERY):
        try:
            async with desk.uow() as unit:
                rows, _, _ = await unit.views.queue("waiting", limit=200)
            for row in rows:
                number = int(row["text"].rsplit("(", 1)[1].rstrip(")"))
                if number % EVERY == 0 and row["has_draft"]:
                    await decisions.approve(
                        person, row["id"], row["version"], f"Thank you for writing ({number}).", confirmed=True
                    )
                    approved.add(number)
        except (DatabaseUnavailable, Conflict):
            pass  # seen again in the next round
        await asyncio.sleep(0.3)


async def kill_in_turn(running) -> None:
    for victim in VICTIMS:
        await asyncio.sleep(5)
        os.kill(running.process(victim)["pid"], signal.SIGKILL)


@pytest.mark.slow
async def test_no_comment_is_lost_and_no_reply_sent_twice_whatever_is_killed(private_folder):
    with Receiver() as receiver, start(private_folder / "crashes", env={"SHAREWELL_LOG": "json"}) as running:
        async with opened(running) as desk:
            person, secret = await furnish(desk, receiver.url)
            done = asyncio.Event()
            approving = asyncio.create_task(approve_every_third(desk, person, done))
            await asyncio.gather(deliver(running.url), kill_in_turn(running))
            done.set()
            url = running.env["DATABASE_URL"]

            async def all_drafted():
                return await query(url, "SELECT count(DISTINCT comment_id) FROM drafts") == [(COMMENTS,)]

            async def states():
                return await query(url, "SELECT state, draft_id IS NULL, count(*) FROM comments GROUP BY 1, 2")

            await eventually(all_drafted, 180, states)
            await asyncio.wait_for(approving, 60)

            async def all_settled():
                return await query(url, "SELECT count(*) FROM replies WHERE state IN ('approved', 'sending')") == [(0,)]

            await eventually(all_settled, 60, states)
            assert await query(url, "SELECT count(*), count(DISTINCT external_id) FROM comments") == [
                (COMMENTS, COMMENTS)
            ]
            assert await query(url, "SELECT count(*) FROM drafts") == [(COMMENTS,)]
            replies = dict(await query(url, "SELECT id::text, state FROM replies"))
            assert len(replies) == COMMENTS // EVERY
            assert set(replies.values()) <= {"sent", "unknown"}
            # Each of five crashes can catch at most the four deliveries that the worker has under way at once.
            assert sum(state == "sent" for state in replies.values()) >= 80
            assert all(receiver.taken[reply] == 1 for reply, state in replies.items() if state == "sent")
            assert all(receiver.taken[reply] <= 1 for reply, state in replies.items() if state == "unknown")
            assert receiver.all_genuine(secret)

        async def all_back():
            document = running.state()
            return document["ready"] and all(running.process(victim)["restarts"] >= 1 for victim in VICTIMS)

        async def processes():
            return running.state()

        await eventually(all_back, 60, processes)
