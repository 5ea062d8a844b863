"""What people decided about comments, as far as it tells what a comment is; and settled disagreements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.domain.label import NO_REPLY, SPAM, Handled, Step

DECIDED: Final = ("relabelled", "approved", "dismissed")
KINDS: Final = (*DECIDED, "drafted", "not_drafted", "edited", "label_undone", "undone")
# What its author deleted, what was cleared and who asked to be forgotten teach nothing.
STANDING: Final = "c.text <> '' AND c.deleted_at IS NULL AND c.cleared_at IS NULL AND c.forgotten_at IS NULL"
_HANDLED: Final = f"""
SELECT c.id, c.page_id, c.channel, c.language, c.text, c.author_id, c.author,
       e.at, e.kind, e.actor, e.data ->> 'intent' AS intent, e.data ->> 'reason' AS reason
  FROM comments c JOIN events e ON e.comment_id = c.id AND e.kind = ANY(%(kinds)s)
 WHERE {STANDING}
   AND EXISTS (SELECT FROM events d WHERE d.comment_id = c.id AND d.kind = ANY(%(decided)s))
   AND (%(comments)s::uuid[] IS NULL OR c.id = ANY(%(comments)s))
 ORDER BY c.id, e.id
"""


# A label since then, of a text as it stands; what was taken back again is none.
_DECIDED_SINCE: Final = f"""
SELECT count(*) AS count FROM (
    SELECT DISTINCT e.comment_id FROM events e JOIN comments c ON c.id = e.comment_id
     WHERE e.kind IN ('relabelled', 'approved', 'dismissed') AND e.at > %(since)s AND {STANDING}
       AND (e.kind <> 'dismissed' OR e.data ->> 'reason' = ANY(%(telling)s))
       AND NOT EXISTS (SELECT FROM events u WHERE u.comment_id = e.comment_id AND u.id > e.id AND (u.kind = 'edited'
           OR u.kind = CASE WHEN e.kind = 'relabelled' THEN 'label_undone' ELSE 'undone' END))
     LIMIT %(most)s) decided
"""


class LabelStore:
    """Reads decisions, and reads and writes settlements, within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def handled(self, among: Sequence[UUID] | None = None) -> list[Handled]:
        """Every comment, or those of these, that people decided about and whose text is still there to learn from."""
        comments = None if among is None else list(among)
        given = {"kinds": list(KINDS), "decided": list(DECIDED), "comments": comments}
        cursor = await self._db.execute(_HANDLED, given)
        rows = await cursor.fetchall()
        return [_handled(list(group)) for _, group in groupby(rows, key=lambda row: row["id"])]

    async def decided_since(self, since: datetime, most: int) -> int:
        """How many comments got a label after that time; counted up to ``most``."""
        given = {"since": since, "most": most, "telling": [SPAM, NO_REPLY]}
        row = await (await self._db.execute(_DECIDED_SINCE, given)).fetchone()
        return int(row["count"]) if row else 0

    async def texts(self, comments: Sequence[UUID]) -> dict[UUID, tuple[str, str | None, str]]:
        """Text, author's name and page of those of these comments, and of texts of files, that are still there to be shown."""
        cursor = await self._db.execute(
            f"SELECT c.id, c.text, c.author, c.page_id FROM comments c WHERE c.id = ANY(%(ids)s) AND {STANDING}"
            " UNION ALL SELECT id, text, NULL, page_id FROM lesson_examples WHERE id = ANY(%(ids)s)",
            {"ids": list(comments)},
        )
        return {row["id"]: (row["text"], row["author"], row["page_id"]) async for row in cursor}

    async def roles(self) -> dict[str, str]:
        """The role of each person with an account, by the name that the log has; of namesakes the least."""
        cursor = await self._db.execute(
            "SELECT name, CASE min(array_position(ARRAY['none', 'viewer', 'drafter', 'approver', 'admin'], role))"
            " WHEN 5 THEN 'admin' WHEN 4 THEN 'approver' ELSE 'drafter' END AS role"
            " FROM users WHERE disabled_at IS NULL GROUP BY name"
        )
        return {row["name"]: row["role"] async for row in cursor}

    async def settled(self) -> dict[str, str]:
        """The label that holds, by the key of a text."""
        cursor = await self._db.execute("SELECT key, intent FROM label_settlements")
        return {row["key"]: row["intent"] async for row in cursor}

    async def settle(self, key: str, intent: str, by: str, at: datetime) -> None:
        """A person chose between the labels of a text; the last choice counts."""
        await self._db.execute(
            "INSERT INTO label_settlements (key, intent, by, at) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (key) DO UPDATE SET intent = excluded.intent, by = excluded.by, at = excluded.at",
            (key, intent, by, at),
        )


def _handled(rows: list[Mapping[str, Any]]) -> Handled:
    first = rows[0]
    return Handled(
        comment=first["id"],
        page=first["page_id"],
        channel=first["channel"],
        language=first["language"],
        text=first["text"],
        author=first["author_id"],
        author_name=first["author"],
        steps=tuple(Step(row["at"], row["kind"], row["actor"], row["intent"], row["reason"]) for row in rows),
    )
