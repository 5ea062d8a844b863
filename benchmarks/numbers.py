"""How long the figures take with many handled comments, and how long it takes to count them all anew.

    .sharewell/venv/desk/bin/python -m benchmarks.numbers [--comments 1000000] [--pages 10] [--asked 40]

The comments of a year, with their logs, drafts and replies, are written straight into the tables; then they are counted
as `./sharewell numbers rebuild` does it, and the operations of the API are asked for the year, a month and one page.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import numpy as np

from desk.db.migrate import migrate
from desk.domain.page import Page
from desk.domain.span import Span
from desk.main import Desk
from desk.services.numbers import Wanted, figures
from desk.settings import read_settings
from desk.supervisor import start
from desk.web.models_numbers import Numbers

FIRST = date(2025, 6, 1)
LAST = FIRST + timedelta(days=364)
FILL = """
CREATE TEMP TABLE made AS
SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS draft, gen_random_uuid() AS reply,
       'page-' || (n % %(pages)s) AS page_id, (ARRAY['api','x','facebook','linkedin','blog'])[1 + (random() * 4)::int] AS channel,
       (ARRAY['question','complaint','praise','other'])[1 + (random() * 3)::int] AS intent,
       '2025-06-01'::timestamptz + random() * interval '365 days' AS at,
       30 + (exp(random() * 11))::int AS waited, random() AS dice,
       (ARRAY['Ada','Grace','Linus','Barbara','Edsger','Radia','Alan','Katherine'])[1 + (random() * 7)::int] AS actor
  FROM generate_series(1, %(comments)s) n ORDER BY 8;
SET session_replication_role = replica;
INSERT INTO threads (id, page_id, external_id) SELECT id, page_id, n::text FROM made;
INSERT INTO comments (id, page_id, connection_id, thread_id, channel, external_id, text, received_at, place_at, due_at, state,
                      intent, draft_id, draft_kind)
SELECT m.id, m.page_id, (SELECT k.id FROM connections k WHERE k.page_id = m.page_id), m.id, m.channel, m.n::text,
       'When do you open on Sundays, and do I need a ticket?', m.at, m.at, m.at + interval '8 hours',
       CASE WHEN dice < 0.85 THEN 'sent' ELSE 'dismissed' END, m.intent, m.draft,
       CASE WHEN dice BETWEEN 0.3 AND 0.4 THEN 'hand_over' ELSE 'answer' END FROM made m;
INSERT INTO drafts (id, comment_id, text_version, document, evidence, created_at)
SELECT draft, id, 1, '{"draft": {"text": "Thank you for asking. We open at nine every day of the week, and we close at six. You need no ticket, just come in. Kind regards, the team", "findings": [], "alternatives": [], "private": false}}', '[]', at FROM made;
INSERT INTO replies (id, comment_id, page_id, text_version, draft_id, text, approved_by, approved_at, send_after, state)
SELECT reply, id, page_id, 1, draft, CASE WHEN dice < 0.5 THEN 'Thank you for asking. We open at nine every day of the week, and we close at six. You need no ticket, just come in. Kind regards, the team'
       ELSE 'Hello, and thank you. We open at ten on Sundays, and at nine on every other day. You need no ticket, just come in!' END,
       (SELECT u.id FROM users u LIMIT 1), at, at, 'sent' FROM made WHERE dice < 0.85;
INSERT INTO events (comment_id, page_id, at, kind, actor, to_state)
SELECT id, page_id, at, 'received', 'author', 'received' FROM made;
INSERT INTO events (comment_id, page_id, at, kind, actor, to_state)
SELECT id, page_id, at + interval '2 seconds', 'drafted', 'assistant', 'waiting' FROM made;
INSERT INTO events (comment_id, page_id, at, kind, actor, to_state, data)
SELECT id, page_id, at + make_interval(secs => waited), CASE WHEN dice < 0.85 THEN 'approved' ELSE 'dismissed' END, actor, 'approved',
       CASE WHEN dice < 0.85 THEN jsonb_build_object('reply', reply) ELSE '{"reason": "no-reply-needed"}' END FROM made;
SET session_replication_role = DEFAULT;
DROP TABLE made;
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--comments", type=int, default=1_000_000)
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--asked", type=int, default=40)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="sharewell-bench-") as folder,
        start(Path(folder), only=("postgres",)) as running,
    ):
        asyncio.run(measure(Desk(read_settings(running.env)), options))


async def measure(desk: Desk, options: argparse.Namespace) -> None:
    await migrate(desk.settings.database_url)
    await desk.open()
    await fill(desk, options)
    began = time.perf_counter()
    await desk.tally.rebuild()
    report("counted anew", seconds=round(time.perf_counter() - began, 1), comments=options.comments)
    async with desk.database.connection() as db:
        await db.execute("ANALYZE")
    pages = [f"page-{n}" for n in range(options.pages)]
    year = Span(FIRST, LAST, ZoneInfo("Europe/Berlin"), "day")
    month = Span(LAST - timedelta(days=29), LAST, ZoneInfo("Europe/Berlin"), "day")
    for name, wanted in (
        ("a year", Wanted(year, pages)),
        ("a year, one page", Wanted(year, pages[:1])),
        ("a year, one channel", Wanted(year, pages, "x")),
        ("30 days", Wanted(month, pages)),
    ):
        await clocked(name, options.asked, lambda wanted=wanted: asked(desk, wanted))
    for figure, narrowed in (
        ("comments", {}), ("comments", {"intent": "praise"}), ("outcomes", {"outcome": "edited"}),
        ("first_reply", {"hour": 3}), ("people", {"person": "Ada"}), ("edits", {}),
    ):  # fmt: skip
        await clocked(
            f"comments behind {figure} {narrowed or ''}".strip(),
            options.asked,
            lambda figure=figure, narrowed=narrowed: behind(desk, figure, year, pages, narrowed),
        )
    await desk.close()


async def fill(desk: Desk, options: argparse.Namespace) -> None:
    began = time.perf_counter()
    await desk.accounts.add("Ada", "ada@example.org", "admin", "correct horse battery")
    async with desk.uow() as unit:
        for number in range(options.pages):
            await unit.pages.add(Page(f"page-{number}", f"Page {number}", {}))
    for number in range(options.pages):
        await desk.api_connection(f"page-{number}")
    async with desk.database.connection() as db:
        text = FILL.replace("%(pages)s", str(options.pages)).replace("%(comments)s", str(options.comments))
        await db.execute(text.encode())
    async with desk.database.connection() as db:
        await db.execute("ANALYZE")
    report("filled", seconds=round(time.perf_counter() - began, 1))


async def asked(desk: Desk, wanted: Wanted) -> None:
    """As the operation answers it, down to the bytes."""
    count = await figures(desk.uow, desk.sheets, wanted)
    msgspec.json.encode(msgspec.convert(await asyncio.to_thread(count), Numbers))


async def behind(desk: Desk, figure: str, span: Span, pages: list[str], narrowed: dict) -> None:
    async with desk.uow() as unit:
        await unit.number_comments.behind(
            figure,
            span.start,
            span.end,
            pages,
            zone=span.zone.key,
            channel=None,
            narrowed=narrowed,
            cursor=None,
            limit=50,
        )


async def clocked(name: str, times: int, ask) -> None:
    took = []
    for _ in range(times):
        began = time.perf_counter()
        await ask()
        took.append(1000 * (time.perf_counter() - began))
    report(name, p50_ms=round(float(np.percentile(took, 50)), 1), p95_ms=round(float(np.percentile(took, 95)), 1))


def report(name: str, **values) -> None:
    print(json.dumps({"measured": name, **values}), flush=True)


if __name__ == "__main__":
    main()
