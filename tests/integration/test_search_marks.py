"""What migration 0019 makes of comments that were there before it."""

import shutil
import uuid

import psycopg
import pytest

from desk.db.migrate import MIGRATIONS, migrate

THERE_BEFORE = """
INSERT INTO pages (id, name) VALUES ('shop', 'Shop');
INSERT INTO connections (id, page_id, platform) VALUES (gen_random_uuid(), 'shop', 'api');
INSERT INTO threads (id, page_id, external_id) VALUES (gen_random_uuid(), 'shop', 't');
INSERT INTO comments (id, page_id, connection_id, thread_id, channel, external_id, author, text, received_at, place_at, due_at, state)
SELECT gen_random_uuid(), 'shop', connections.id, threads.id, 'blog', 'c' || n, 'Ada', 'A parcel, no ' || n,
    now() - make_interval(days => 10 * n), now(), now(), CASE WHEN n % 2 = 0 THEN 'sent' ELSE 'waiting' END
FROM connections, threads, generate_series(1, 6) n;
"""


@pytest.fixture
def before(tmp_path, monkeypatch):
    """Only the migrations before 0019, until they are let go."""
    for file in MIGRATIONS.glob("*.sql"):
        if file.stem < "0019":
            shutil.copy(file, tmp_path)
    monkeypatch.setattr("desk.db.migrate.MIGRATIONS", tmp_path)
    return monkeypatch


async def test_comments_from_before_are_found_as_those_after(postgres, before):
    name = f"before_{uuid.uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    url = psycopg.conninfo.make_conninfo(postgres, dbname=name)
    await migrate(url)
    with psycopg.connect(url) as connection:
        connection.execute(THERE_BEFORE)
    before.undo()
    assert "0019_search_marks" in await migrate(url)
    with psycopg.connect(url) as connection:
        kept = connection.execute(
            "SELECT count(*), count(*) FILTER (WHERE w.words @@ '''§open'''), count(*) FILTER (WHERE w.words @@ 'parcel')"
            " FROM comments c JOIN comment_words w ON w.comment_id = c.id"
            " WHERE (w.pile_id, w.place_at, w.received_at, w.words)"
            " = (c.pile_id, c.place_at, c.received_at, search_words(c))"
        ).fetchone()
    assert kept == (6, 3, 6)
