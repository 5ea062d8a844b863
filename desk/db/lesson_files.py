"""Labels that came in from files: each import, the texts that it brought, and what its comments were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from desk.db.labels import STANDING
from desk.domain.label import INTENTS
from desk.domain.lesson_file import Example, Import, Labellable, Prediction

_EXAMPLE: Final = "id, page_id AS page, key, text, intent, language, by, at"
_IMPORT: Final = "id, page_id AS page, format, by, at, labels, examples, undone_at"
_STANDING: Final = f"""
SELECT c.id AS comment, c.text, c.author AS author_name, CASE WHEN e.kind = 'relabelled' THEN e.intent END AS given
  FROM comments c LEFT JOIN LATERAL (
    SELECT kind, data ->> 'intent' AS intent FROM events WHERE comment_id = c.id
       AND kind IN ('relabelled', 'label_undone', 'edited') ORDER BY id DESC LIMIT 1) e ON true
 WHERE c.page_id = %s AND c.id = ANY(%s) AND {STANDING}
"""
_LABELLED: Final = """
SELECT e.comment_id FROM events e WHERE e.kind = 'relabelled' AND e.data ? 'import' AND e.data ->> 'import' = %s
   AND NOT EXISTS (SELECT FROM events later WHERE later.comment_id = e.comment_id AND later.id > e.id
                      AND later.kind IN ('relabelled', 'label_undone', 'edited'))
 ORDER BY e.id
"""
_PUT: Final = """
INSERT INTO lesson_examples (id, page_id, key, text, intent, language, by, at, import_id, imported_at)
VALUES (%(id)s, %(page)s, %(key)s, %(text)s, %(intent)s, %(language)s, %(by)s, %(at)s, %(import)s, %(imported_at)s)
ON CONFLICT (page_id, key) DO UPDATE SET intent = excluded.intent, by = excluded.by, at = excluded.at,
    import_id = excluded.import_id, before = jsonb_build_object('intent', lesson_examples.intent,
        'by', lesson_examples.by, 'at', lesson_examples.at, 'import', lesson_examples.import_id,
        'before', lesson_examples.before)
"""
_RESTORE: Final = """
UPDATE lesson_examples SET intent = %(intent)s, by = %(by)s, at = %(at)s, import_id = %(import)s, before = %(before)s
 WHERE id = %(id)s
"""


class LessonFileStore:
    """Reads and writes within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def examples(self) -> list[Example]:
        """Every labelled text that is no comment of the desk."""
        cursor = await self._db.execute(f"SELECT {_EXAMPLE} FROM lesson_examples ORDER BY at, id")
        return [Example(**row) async for row in cursor]

    async def predictions(self, comments: Sequence[UUID]) -> dict[UUID, Prediction]:
        """What the model said of these comments, where that is known."""
        cursor = await self._db.execute(
            "SELECT id, understanding ->> 'intent' AS intent, understanding -> 'confidence' AS share,"
            " understanding ->> 'model' AS model FROM comments WHERE id = ANY(%s) AND understanding ->> 'intent' = ANY(%s)",
            (list(comments), list(INTENTS)),
        )
        return {row["id"]: Prediction(row["intent"], _share(row["share"]), row["model"]) async for row in cursor}

    async def standing(self, page_id: str, comments: Sequence[UUID]) -> list[Labellable]:
        """Those of these comments that are on the page and whose text is there to learn from."""
        cursor = await self._db.execute(_STANDING, (page_id, list(comments)))
        return [Labellable(**row) async for row in cursor]

    async def known(self, page_id: str, keys: Sequence[str]) -> dict[str, str]:
        """The label of each text that the page has, by the key of its words."""
        cursor = await self._db.execute(
            "SELECT key, intent FROM lesson_examples WHERE page_id = %s AND key = ANY(%s)", (page_id, list(keys))
        )
        return {row["key"]: row["intent"] async for row in cursor}

    async def hold(self, page_id: str) -> None:
        """Be the only one who imports on the page until the transaction ends."""
        await self._db.execute("SELECT pg_advisory_xact_lock(hashtext('lesson import'), hashtext(%s))", (page_id,))

    async def begin(self, what: Import) -> None:
        """An import of which something is taken."""
        await self._db.execute(
            "INSERT INTO lesson_imports (id, page_id, format, by, at, labels, examples) VALUES (%s, %s, %s, %s, %s, 0, 0)",
            (what.id, what.page, what.format, what.by, what.at),
        )

    async def add(self, import_id: UUID, labels: int, examples: int) -> None:
        """So many more were taken."""
        await self._db.execute(
            "UPDATE lesson_imports SET labels = labels + %s, examples = examples + %s WHERE id = %s",
            (labels, examples, import_id),
        )

    async def put(self, example: Example, import_id: UUID, at: datetime) -> None:
        """Keep a text; where the page has the same words, they get this label."""
        await self._db.execute(_PUT, {**vars(example), "import": import_id, "imported_at": at})

    async def imports(self, pages: Sequence[str], limit: int) -> list[Import]:
        """The last imports of these pages, newest first."""
        cursor = await self._db.execute(
            f"SELECT {_IMPORT} FROM lesson_imports WHERE page_id = ANY(%s) ORDER BY at DESC, id LIMIT %s",
            (list(pages), limit),
        )
        return [Import(**row) async for row in cursor]

    async def get(self, import_id: UUID, *, lock: bool = False) -> Import | None:
        """One import."""
        cursor = await self._db.execute(
            f"SELECT {_IMPORT} FROM lesson_imports WHERE id = %s{' FOR UPDATE' if lock else ''}", (import_id,)
        )
        row = await cursor.fetchone()
        return Import(**row) if row else None

    async def labelled(self, import_id: UUID) -> list[UUID]:
        """Comments whose label is the one that the import gave them."""
        cursor = await self._db.execute(_LABELLED, (str(import_id),))
        return [row["comment_id"] async for row in cursor]

    async def take_back(self, import_id: UUID, at: datetime) -> int:
        """Remove its texts, or give them the label they had before; how many that were."""
        await self._db.execute("UPDATE lesson_imports SET undone_at = %s WHERE id = %s", (at, import_id))
        cursor = await self._db.execute("SELECT id FROM lesson_imports WHERE undone_at IS NOT NULL")
        undone = {str(row["id"]) async for row in cursor}
        cursor = await self._db.execute(
            "SELECT id, before FROM lesson_examples WHERE import_id = %s FOR UPDATE", (import_id,)
        )
        rows = await cursor.fetchall()
        for row in rows:
            before = row["before"]
            while before and before["import"] in undone:
                before = before["before"]
            if before:
                await self._db.execute(_RESTORE, {**before, "id": row["id"], "before": _json(before["before"])})
            else:
                await self._db.execute("DELETE FROM lesson_examples WHERE id = %s", (row["id"],))
        return len(rows)


def _json(value: Mapping[str, Any] | None) -> Jsonb | None:
    return Jsonb(value) if value else None


def _share(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
