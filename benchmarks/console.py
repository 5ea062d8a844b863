"""How long the queue takes with a million comments, and how soon fifty consoles see a new one.

    python -m benchmarks.console [--rows 1100000] [--small 10000] [--repeat 12] [--each]

Run it in the desk environment (``.sharewell/venv/desk/bin/python``). It fills a private PostgreSQL twice, with few rows
and with many in the same proportions (an eleventh of them waits), and asks a real web process over loopback for the
first page of every view with every filter, alone and together, with searches for common and rare words. Times are those
of the client, so they hold HTTP and JSON. Then comments are approved, and new ones handed in while fifty consoles listen.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

import httpx
import psycopg

from benchmarks.path import demo_texts, percentile, row
from desk.db.migrate import migrate
from desk.domain.page import Page
from desk.main import Desk
from desk.services.accounts import SESSION, hashed
from desk.settings import ROOT, read_settings
from desk.supervisor import start
from desk.supervisor.running import Running
from desk.web.guard import COOKIE

WAITING_SHARE = 11
PEOPLE = 12
PAGES = {"shop": 2, "club": 2, "rail": 3, "bank": 1, "vets": 3, "arts": 2, "home": 1, "tiny": 1}
"""With the number of channels of each; the first have the most comments."""
VIEWS = ("waiting", "snoozed", "sending", "problems", "done", "all")
CONSOLES = 50
STOP_WORDS = {
    "about",
    "after",
    "again",
    "before",
    "being",
    "their",
    "there",
    "these",
    "those",
    "where",
    "which",
    "while",
}
"""Those of PostgreSQL's English list that are long enough to be chosen."""
LIMITS = {"p95": 50.0, "growth": 1.5, "approve": 50.0, "seen": 1000.0}

FILL = """
INSERT INTO comments (id, page_id, connection_id, thread_id, channel, external_id, author, text, received_at, state,
    version, understanding, intent, severity, urgency, why_here, draft_kind, assignee_id, snoozed_until, due_at, reach,
    escalated, unsure, language, place_at, safe, pile_id)
SELECT gen_random_uuid(), page, connections.id, threads.id, channel, 'bench-' || n, author, text, received_at,
    CASE WHEN waits THEN 'waiting' WHEN s < 0.6 THEN 'sent' WHEN s < 0.996 THEN 'dismissed' WHEN s < 0.998 THEN 'failed'
         WHEN s < 0.999 THEN 'unknown' ELSE 'sending' END,
    3, jsonb_build_object('intent', intent, 'escalate', CASE WHEN escalated THEN '["legal"]'::jsonb ELSE '[]' END,
        'language', language, 'unsure', unsure, 'severity', severity, 'question', 0.4, 'complaint', 0.4, 'praise', 0.1,
        'confidence', 0.8, 'escalation', '[]'::jsonb, 'model', 'benchmark', 'details', '[]'::jsonb),
    intent, severity, 100 * severity + CASE WHEN escalated THEN 1000 ELSE 0 END, 'Question',
    CASE WHEN intent = 'other' THEN 'none' ELSE 'answer' END,
    CASE WHEN random() < 0.3 THEN (%(people)s::uuid[])[1 + floor(random() * cardinality(%(people)s::uuid[]))::int] END,
    CASE WHEN waits AND random() < 0.02 THEN now() + interval '1 day' END,
    received_at + interval '1 day', reach, escalated, unsure, language,
    received_at + interval '1 day' - severity * interval '6 hours', waits AND NOT escalated AND random() < 0.3, 0
FROM (SELECT *, CASE WHEN intent = 'complaint' THEN 1 + floor(4 * random() * random())::int ELSE 0 END AS severity,
        page_channels[1 + floor(random() * cardinality(page_channels))::int] AS channel
    FROM (SELECT n, n %% %(share)s = 0 AS waits, random() AS s,
            now() - make_interval(secs => (%(rows)s - n) * 20) AS received_at,
            (%(pages)s::text[])[1 + floor(random() * random() * %(page_count)s)::int] AS page,
            (%(texts)s::text[])[1 + floor(random() * cardinality(%(texts)s::text[]))::int]
                || ' ref' || floor(power(random(), 4) * 20000)::int || ' order ' || n AS text,
            (%(names)s::text[])[1 + floor(random() * cardinality(%(names)s::text[]))::int] AS author,
            (ARRAY['question', 'complaint', 'praise', 'other'])[1 + floor(random() * 4)::int] AS intent,
            CASE WHEN random() < 0.9 THEN 'en'
                 ELSE (ARRAY['de', 'fr', 'es', 'pl', 'nl', 'it', 'pt', 'cy'])[1 + floor(random() * random() * 8)::int] END
                AS language,
            random() < 0.01 AS escalated, random() < 0.05 AS unsure,
            CASE WHEN random() < 0.1 THEN floor(random() * 100000)::int ELSE 0 END AS reach
        FROM generate_series(1, %(rows)s) n) drawn
    JOIN (SELECT key AS page, ARRAY(SELECT jsonb_array_elements_text(value)) AS page_channels
            FROM jsonb_each(%(channels)s)) known USING (page)) full_rows
JOIN connections ON connections.page_id = page JOIN threads ON threads.page_id = page
"""
PILES = """
INSERT INTO piles (key, view, page_id, channel, intent, severity, language, assignee_id, unsure, escalated, safe, size)
SELECT min(pile_key(c)), view_of(c.state, c.snoozed_until), c.page_id, c.channel, c.intent, c.severity, c.language,
    c.assignee_id, c.unsure, c.escalated, c.safe, count(*)
FROM comments c GROUP BY 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
"""

OURS = "FROM pg_indexes WHERE tablename IN ('comments', 'comment_words') AND indexdef NOT LIKE 'CREATE UNIQUE%'"
INDEXES = f"SELECT indexdef {OURS}"
INDEX_NAMES = f"SELECT indexname {OURS}"


@dataclass(frozen=True)
class Asked:
    """A first page that is asked for."""

    group: str
    name: str
    query: dict[str, str]


def main() -> None:
    """Fill, measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rows", type=int, default=1_100_000, help="comments of the large database")
    arguments.add_argument("--small", type=int, default=10_000, help="comments of the small one; 0: only the large one")
    arguments.add_argument("--repeat", type=int, default=12, help="how often each page is asked for")
    arguments.add_argument("--each", action="store_true", help="print every query, not only the groups")
    options = arguments.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="sharewell-bench-") as folder,
        start(Path(folder), only=("postgres",)) as running,
    ):
        asyncio.run(measure(running, options))


async def measure(running: Running, options: argparse.Namespace) -> None:
    """Both sizes side by side on the same server, so that both see the same machine."""
    sizes = [rows for rows in (options.small, options.rows) if rows]
    for rows in sizes:
        url = await database(running, f"bench_{rows}")
        desk = Desk(read_settings(environment_for(running, url)))
        await desk.open()
        began = time.perf_counter()
        await fill(url, rows, await furnish(desk))
        await desk.close()
        took = time.perf_counter() - began
        print(f"{rows:,} comments, {rows // WAITING_SHARE:,} of them waiting, filled in {took:.0f} s", flush=True)
    await compare(running, sizes, options)


async def compare(running: Running, sizes: list[int], options: argparse.Namespace) -> None:
    """Ask, approve and listen; the last of the sizes is the one that counts."""
    async with AsyncExitStack() as stack:
        consoles = {}
        for rows in sizes:
            url = psycopg.conninfo.make_conninfo(running.env["DATABASE_URL"], dbname=f"bench_{rows}")
            environment = environment_for(running, url)
            address = stack.enter_context(web(environment))
            client = httpx.AsyncClient(base_url=address, cookies={COOKIE: "bench"}, timeout=60)
            consoles[rows] = await stack.enter_async_context(client)
        desk = Desk(read_settings(environment))
        await desk.open()
        stack.push_async_callback(desk.close)
        async with desk.database.connection() as connection:
            cursor = await connection.execute("SELECT id FROM users ORDER BY email")
            people = [row["id"] async for row in cursor]
        asked = everything(people)
        report(asked, await pages(consoles, asked, options.repeat), options)
        await decide(consoles[options.rows], desk)
        await seen(address)


async def database(running: Running, name: str) -> str:
    """A new, migrated database on the private server."""
    async with await psycopg.AsyncConnection.connect(running.env["DATABASE_URL"], autocommit=True) as connection:
        await connection.execute(f'CREATE DATABASE "{name}"')
    url = psycopg.conninfo.make_conninfo(running.env["DATABASE_URL"], dbname=name)
    await migrate(url)
    return url


def environment_for(running: Running, url: str) -> dict[str, str]:
    """What a web process beside it is told."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {
        **os.environ,
        **running.env,
        "DATABASE_URL": url,
        "SHAREWELL_PORT": str(port),
        "SHAREWELL_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "ASSISTANT_URLS": "http://127.0.0.1:9",
        "SHAREWELL_LOG": "json",
        "DEMO": "0",
    }


@contextmanager
def web(environment: dict[str, str]) -> Iterator[str]:
    """A web process of the desk; gives its address."""
    address = environment["SHAREWELL_PUBLIC_URL"]
    command = [sys.executable, "-m", "desk", "web"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                if httpx.get(address + "/healthz", timeout=2).status_code == 200:
                    break
            except httpx.HTTPError:
                time.sleep(0.05)
        else:
            raise SystemExit("The web process did not come up within half a minute.")
        yield address
    finally:
        process.terminate()
        process.wait(20)


async def furnish(desk: Desk) -> list[UUID]:
    """Pages, a token, people; the first of them is signed in."""
    people = []
    async with desk.uow() as unit:
        for page in PAGES:
            await unit.pages.add(Page(page, page.title(), {"undo_seconds": 600}))
            await unit.comments.thread_id(page, "bench", None)
        await unit.pages.add_token("shop", "benchmark", hashed("swl_bench"))
        for number in range(PEOPLE):
            people.append(await unit.people.add(f"Person {number}", f"p{number}@example.org", "approver", "-"))
        await unit.people.start_session(people[0], hashed("bench"), desk.clock.now() + SESSION)
    return people


async def fill(url: str, rows: int, people: list[UUID]) -> None:
    """Comments with their piles and words, set by set, without the triggers that do it one by one."""
    random.seed(7)
    every = ["facebook", "instagram", "x", "linkedin", "blog"]
    channels = {page: random.sample(every, count) for page, count in PAGES.items()}
    texts = [text["text"] for text in demo_texts()]
    values = {
        "rows": rows,
        "share": WAITING_SHARE,
        "pages": list(PAGES),
        "page_count": len(PAGES),
        "texts": texts,
        "names": [text["author"] for text in demo_texts()],
        "channels": json.dumps(channels),
        "people": people,
    }
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute("SET session_replication_role = replica")
        await connection.execute("SET maintenance_work_mem = '256MB'")
        await connection.execute("SELECT setseed(0.5)")
        indexes = [one async for (one,) in await connection.execute(INDEXES)]
        for name in [one async for (one,) in await connection.execute(INDEX_NAMES)]:
            await connection.execute(f"DROP INDEX {name}")  # filled in one go below
        await connection.execute(FILL, values)
        await connection.execute(PILES)
        await connection.execute("UPDATE comments c SET pile_id = p.id FROM piles p WHERE p.key = pile_key(c)")
        await connection.execute(
            "INSERT INTO comment_words SELECT id, pile_id, place_at, received_at, search_words(comments) FROM comments"
        )
        await connection.execute("VACUUM (FULL) comments")
        for statement in indexes:
            await connection.execute(statement)
        await connection.execute("VACUUM (ANALYZE)")
        await connection.execute("CHECKPOINT")


def everything(people: list[UUID]) -> list[Asked]:
    """Every view with every filter alone, with searches, and with many filters together."""
    filters = {
        "nothing": {},
        "page, large": {"page": "shop"},
        "page, small": {"page": "tiny"},
        "channel": {"channel": "x"},
        "intent": {"intent": "complaint"},
        "severity": {"severity": "4"},
        "language, common": {"language": "en"},
        "language, rare": {"language": "cy"},
        "assignee": {"assignee": str(people[3])},
        "assignee me": {"assignee": "me"},
        "assignee none": {"assignee": "none"},
        "unsure": {"unsure": "true"},
        "escalated": {"escalated": "true"},
        "safe": {"safe": "true"},
    }
    searches = {f"“{word}”, in {share}": {"q": word} for word, share in words().items()}
    asked = [
        Asked("one filter", f"{view}: {name}", {"view": view, **query})
        for view in VIEWS
        for name, query in filters.items()
    ]
    asked += [
        Asked("search", f"{view}: {name}", {"view": view, **query})
        for view in VIEWS
        for name, query in searches.items()
    ]
    chosen = random.Random(11)
    for number in range(120):
        query = {"view": chosen.choice(VIEWS)}
        names = chosen.sample(sorted(filters), chosen.randint(2, 5))
        for name in names:
            query.update(filters[name])
        if number % 3 == 0:
            names.append(chosen.choice(list(searches)))
            query.update(searches[names[-1]])
        group = "many filters and a search" if "q" in query else "many filters"
        asked.append(Asked(group, f"{number}. {query['view']}: {' + '.join(names)}", query))
    return asked


def words() -> dict[str, str]:
    """Words to search for, from common to unique, and in how many comments they are."""
    texts = [set(re.findall(r"[a-z]{5,}", text["text"].lower())) for text in demo_texts()]
    counts = Counter(word for text in texts for word in text - STOP_WORDS)

    def near(share: float) -> str:
        return min(sorted(counts), key=lambda word: abs(counts[word] / len(texts) - share))

    common, medium = near(0.1), near(0.01)
    return {
        common: f"{counts[common] / len(texts):.0%}",
        medium: f"{counts[medium] / len(texts):.1%}",
        f"{common} {medium}": "both",
        "ref12": "3.7%, with what begins so",
        "order ref12": "0.3%",
        "ref77": "0.5%, with what begins so",
        "ref900": "0.01%",
        "order 4711": "one",
        "zeppelinfahrt": "none",
    }


async def pages(
    consoles: dict[int, httpx.AsyncClient], asked: list[Asked], repeat: int
) -> dict[int, dict[str, list[float]]]:
    """Milliseconds of each query by size, a round of all of them at a time; the first round warms."""
    times: dict[int, dict[str, list[float]]] = {rows: {one.name: [] for one in asked} for rows in consoles}
    for turn in range(repeat + 1):
        for one in asked:
            for rows, console in consoles.items():
                query = one.query
                if "assignee" in query and len(query["assignee"]) > 4 and rows != max(consoles):
                    query = {**query, "assignee": "me"}  # people have other ids there
                began = time.perf_counter()
                answer = await console.get("/api/v1/queue", params=query)
                took = 1000 * (time.perf_counter() - began)
                answer.raise_for_status()
                if turn:
                    times[rows][one.name].append(took)
    return times


def report(asked: list[Asked], times: dict[int, dict[str, list[float]]], options: argparse.Namespace) -> None:
    """A line for each group (and query), with growth from the small to the large database."""
    small, large = times.get(options.small), times[options.rows]
    groups: dict[str, list[Asked]] = {}
    for one in asked:
        groups.setdefault(one.group, []).append(one)
    print(f"\n{'first page (50 comments), ms':<66}{'p50':>8}{'p95':>8}{'small':>8}{'growth':>8}")
    for group, members in groups.items():
        for one in members if options.each else ():
            line(one.name, large[one.name], small[one.name] if small else None)
        together = [value for one in members for value in large[one.name]]
        line(
            f"{group}: {len(members)} queries", together, [v for o in members for v in small[o.name]] if small else None
        )
    worst = max(asked, key=lambda one: percentile(large[one.name], 95))
    print()
    row(
        "any view and filter, p95",
        percentile([v for values in large.values() for v in values], 95),
        "ms",
        LIMITS["p95"],
    )
    row("the slowest of them, its p95", percentile(large[worst.name], 95), "ms", LIMITS["p95"])
    print(f"  which is {worst.name}")
    if small:
        grown = {one.name: median(large[one.name]) / median(small[one.name]) for one in asked}
        most = max(grown, key=lambda name: grown[name])
        row("growth of the median, all together", median(grown.values()), "×", LIMITS["growth"])
        row("growth of the median, the most", grown[most], "×", LIMITS["growth"])
        print(f"  which is {most}")
        row("queries that grow by more", sum(value > LIMITS["growth"] for value in grown.values()), f"of {len(grown)}")


def line(name: str, large: list[float], small: list[float] | None) -> None:
    """One line of the table."""
    shown = f"{name[:64]:<66}{median(large):>8.1f}{percentile(large, 95):>8.1f}"
    print(shown + (f"{median(small):>8.1f}{median(large) / median(small):>8.2f}" if small else ""), flush=True)


async def decide(console: httpx.AsyncClient, desk: Desk) -> None:
    """Approve one comment after another, as fast as a person never could."""
    console.headers["Sec-Fetch-Site"] = "same-origin"
    items = (await console.get("/api/v1/queue", params={"limit": "100"})).json()["items"]
    times = []
    for item in items:
        body = {"version": item["version"], "text": "Thank you for telling us."}
        began = time.perf_counter()
        (await console.post(f"/api/v1/comments/{item['id']}/approve", json=body)).raise_for_status()
        times.append(1000 * (time.perf_counter() - began))
    row("approve, p50", percentile(times[5:], 50), "ms")
    row("approve, p95", percentile(times[5:], 95), "ms", LIMITS["approve"])
    bodies = [
        {"id": item["id"], "version": item["version"]}
        for item in (await console.get("/api/v1/queue", params={"limit": "100"})).json()["items"]
    ]
    began = time.perf_counter()
    bulk = {"action": "dismiss", "items": bodies, "reason": "no-reply-needed"}
    done = (await console.post("/api/v1/queue/bulk", json=bulk)).json()["done"]
    row("dismissed together, each", 1000 * (time.perf_counter() - began) / max(len(done), 1), "ms")
    async with desk.uow() as unit:
        await unit.upkeep.count()


async def seen(address: str) -> None:
    """From the moment before a comment is handed in until each of fifty consoles has its event."""
    heard: asyncio.Queue[tuple[str, float]] = asyncio.Queue()
    limits = httpx.Limits(max_connections=CONSOLES + 5)
    token = {"Authorization": "Bearer swl_bench"}
    async with httpx.AsyncClient(base_url=address, cookies={COOKIE: "bench"}, timeout=None, limits=limits) as browsers:
        listening = [asyncio.create_task(listen(browsers, heard)) for _ in range(CONSOLES)]
        for _ in range(CONSOLES):
            assert (await asyncio.wait_for(heard.get(), 30))[0] == "connected"
        times = []
        async with httpx.AsyncClient(base_url=address, headers=token, timeout=30) as machine:
            for number in range(30):
                body = {"page": "shop", "id": f"new-{number}", "text": "Is anybody there?"}
                began = time.perf_counter()
                answer = await machine.post("/api/v1/comments", json=body)
                answer.raise_for_status()
                for _ in range(CONSOLES):
                    comment, at = await asyncio.wait_for(heard.get(), 30)
                    assert comment == answer.json()["id"]
                    times.append(1000 * (at - began))
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)
    row(f"a new comment at {CONSOLES} consoles, p50", percentile(times, 50), "ms")
    row(f"a new comment at {CONSOLES} consoles, the slowest", max(times), "ms", LIMITS["seen"])


async def listen(browsers: httpx.AsyncClient, heard: asyncio.Queue[tuple[str, float]]) -> None:
    """A console's stream of events: says when it is connected, then which comment it heard of and when."""
    async with browsers.stream("GET", "/api/v1/events") as stream:
        async for text in stream.aiter_lines():
            if text.startswith(": connected"):
                heard.put_nowait(("connected", 0.0))
            elif text.startswith("data: ") and '"comment"' in text:
                event: dict[str, Any] = json.loads(text.removeprefix("data: "))
                if event["kind"] == "received":
                    heard.put_nowait((event["comment"], time.perf_counter()))


if __name__ == "__main__":
    main()
