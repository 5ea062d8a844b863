"""How long it takes before a draft to look up what earlier edits teach, among 100,000 lessons.

    .sharewell/venv/desk/bin/python -m benchmarks.lessons [COUNT]

A fifth of the lessons rest on one busy article of the page, the others on a thousand. Every lesson has two sentences
added, one cut and four kept, so that each look-up finds habits and has their numbers to compare with the article.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.path import percentile
from desk.domain.draft import Evidence
from desk.domain.page import Page
from desk.main import Desk
from desk.services.learn import learned_for
from desk.settings import read_settings
from desk.supervisor import start

COUNT = 100_000
ARTICLES = 1_000
LOOK_UPS = 1_000
PAGE = "page"
FILL = (
    "INSERT INTO articles (id, title, answer, body, checksum, updated_at)"
    " SELECT 'article-' || n, 'Article ' || n, 'Bring it back within 30 days.', repeat('We mend what we sell. ', 200), '',"
    " now() - interval '300 days' FROM generate_series(0, %(articles)s) n",
    "INSERT INTO users (id, email, name, role, password_hash)"
    " VALUES (gen_random_uuid(), 'a@example.org', 'Ada', 'approver', '')",
    "INSERT INTO threads (id, page_id, external_id) VALUES (gen_random_uuid(), %(page)s, 't')",
    "INSERT INTO comments (id, page_id, connection_id, thread_id, channel, external_id, author_id, text, received_at, state)"
    " SELECT gen_random_uuid(), %(page)s, c.id, t.id, 'api', 'c' || n, 'author-' || n, 'Can it come back? ' || n, now(),"
    " 'sent' FROM connections c, threads t, generate_series(1, %(count)s) n",
    "INSERT INTO replies (id, page_id, comment_id, text_version, text, approved_by, approved_at, send_after, state, sent_at)"
    " SELECT gen_random_uuid(), %(page)s, c.id, 1, 'Reply', u.id, now(), now(), 'sent',"
    " now() - make_interval(mins => row_number() OVER ()::int) FROM comments c, users u",
    "INSERT INTO remembered_replies (page_id, reply_id, source, channel, comment, reply, embedding)"
    " SELECT %(page)s, id, 'approved', 'api', 'Can it come back?', 'Reply', array_fill(0.05::real, ARRAY[384])::vector"
    " FROM replies",
    "INSERT INTO lessons SELECT id, %(page)s, CASE WHEN n %% 5 = 0 THEN 'article-0' ELSE 'article-' || (n * 7 / 5) %% %(articles)s END,"
    " ARRAY['Please keep the receipt with it for 30 days.', 'Our workshop opens at 9 from Monday to Friday.'],"
    " ARRAY['Bring the box if you still have it.'],"
    " ARRAY['Bring it back within 30 days.', 'Courier returns start in your account.',"
    " 'Parts can come back unused.', 'Read more: https://help.example/returns'], sent_at, sent_at"
    " FROM (SELECT id, sent_at, row_number() OVER (ORDER BY md5(id::text)) AS n FROM replies) r",
)


def main() -> None:
    """Fill a new database and print what was measured."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with (
        tempfile.TemporaryDirectory(prefix="sharewell-bench-") as folder,
        start(Path(folder), only=("postgres",)) as running,
    ):
        asyncio.run(measure(Desk(read_settings(running.env)), count))


async def measure(desk: Desk, count: int) -> None:
    """Fill, then look up one after the other."""
    await desk.open()
    async with desk.uow() as unit:
        await unit.pages.add(Page(PAGE, "Page"))
    await desk.api_connection(PAGE)
    async with desk.database.connection() as connection:
        await connection.execute("DROP INDEX remembered_replies_embedding")  # these look-ups don't go through it
        for statement in FILL:
            await connection.execute(statement, {"page": PAGE, "count": count, "articles": ARTICLES})
    async with desk.database.connection() as connection:
        await connection.execute("ANALYZE")
    print(f"{count:,} lessons on {ARTICLES:,} articles")
    for name, articles in (("the busy article", [0]), ("other articles", range(1, ARTICLES))):
        await timed(desk, articles[0])
        times = [await timed(desk, articles[number % len(articles)]) for number in range(LOOK_UPS)]
        print(f"{name:<22}" + ", ".join(f"p{percent} {percentile(times, percent):.2f} ms" for percent in (50, 95, 99)))
    empty = [await timed_empty(desk) for _ in range(LOOK_UPS)]
    print(
        f"{'an empty transaction':<22}"
        + ", ".join(f"p{percent} {percentile(empty, percent):.2f} ms" for percent in (50, 95, 99))
    )
    await desk.close()


async def timed(desk: Desk, article: int) -> float:
    """Milliseconds of one look-up, its transaction included."""
    evidence = [Evidence("p", f"article-{article}", "", None, "", None, 0.9)]
    began = time.perf_counter()
    found = await learned_for(desk.uow, PAGE, evidence)
    elapsed = 1000 * (time.perf_counter() - began)
    if found is None or (len(found.add), len(found.drop)) != (2, 1):
        raise SystemExit(f"article-{article}: {found}")
    return elapsed


async def timed_empty(desk: Desk) -> float:
    """Milliseconds of a transaction that asks nothing: what the machine and its load take in any case."""
    began = time.perf_counter()
    async with desk.database.connection() as connection:
        await connection.execute("SELECT 1")
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    main()
