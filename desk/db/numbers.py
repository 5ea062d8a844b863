"""The tables behind the figures: decisions derived from the log, and the sheets they are packed into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.domain.decision import Happening

_LOCK: Final = 7_265_283_114  # any fixed number: one at a time brings the figures up to date
_DAY: Final = timedelta(days=1)
_KINDS: Final = (
    "received", "drafted", "not_drafted", "edited", "deleted", "approved", "dismissed", "gave_up", "undone", "withdrawn",
    "closed",
)  # fmt: skip
_REPLIES: Final = """
SELECT r.id, r.comment_id, r.text, coalesce(d.document -> 'draft' ->> 'text', '') AS drafted,
       jsonb_path_query_array(d.document, '$.draft.alternatives[*].text') AS alternatives,
       jsonb_path_query_array(d.document, '$.draft.runners_up[*].text') AS runners_up,
       jsonb_path_query_array(d.document, '$.draft.findings[*].rule') AS findings,
       coalesce((d.document -> 'draft' ->> 'private')::boolean, false) AS private
  FROM replies r LEFT JOIN drafts d ON d.id = r.draft_id WHERE r.id = ANY(%s)
"""
_ADD: Final = """
INSERT INTO number_decisions (event_id, comment_id, page_id, channel, intent, at, actor, outcome, ready_at, waited, kept,
                              edited, avoided)
VALUES (%(event_id)s, %(comment_id)s, %(page_id)s, %(channel)s, %(intent)s, %(at)s, %(actor)s, %(outcome)s, %(ready_at)s,
        %(waited)s, %(kept)s, %(edited)s, %(avoided)s)
"""
_STALE_ARRIVALS: Final = """
INSERT INTO number_stale (kind, day)
SELECT DISTINCT 'arrivals', (received_at AT TIME ZONE 'UTC')::date FROM comments WHERE id = ANY(%s) ON CONFLICT DO NOTHING
"""
_STALE_DECISIONS: Final = """
INSERT INTO number_stale (kind, day)
SELECT DISTINCT 'decisions', (at AT TIME ZONE 'UTC')::date FROM number_decisions WHERE comment_id = ANY(%s)
    ON CONFLICT DO NOTHING
"""
_ROWS: Final = {
    "arrivals": "SELECT page_id, received_at, channel, intent, coalesce(draft_kind = 'hand_over', false) AS gap"
    " FROM comments WHERE received_at >= %s AND received_at < %s",
    "decisions": "SELECT page_id, at, waited, avoided, actor, edited, channel, intent, outcome, kept"
    " FROM number_decisions WHERE at >= %s AND at < %s",
}


class NumberStore:
    """Derives, packs and reads within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def lock(self, *, wait: bool) -> bool:
        """Whether nobody else brings the figures up to date; holds until the transaction ends."""
        if wait:
            await self._db.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            return True
        row = await (await self._db.execute("SELECT pg_try_advisory_xact_lock(%s) AS got", (_LOCK,))).fetchone()
        return bool(row and row["got"])

    async def mark_all(self) -> int:
        """Have every comment counted anew, and every sheet packed again, those of days without any included."""
        marked = await self._db.execute(
            "INSERT INTO number_pending (comment_id) SELECT id FROM comments ORDER BY received_at"
        )
        await self._db.execute(
            "INSERT INTO number_stale (kind, day) SELECT DISTINCT kind, day FROM number_sheets ON CONFLICT DO NOTHING"
        )
        return marked.rowcount

    async def take(self, limit: int) -> tuple[list[UUID], int]:
        """Comments whose log grew, and how many marks that were; what commits meanwhile stays for the next time."""
        cursor = await self._db.execute(
            "DELETE FROM number_pending WHERE id IN (SELECT id FROM number_pending ORDER BY id LIMIT %s)"
            " RETURNING comment_id",
            (limit,),
        )
        return list({row["comment_id"]: None async for row in cursor}), cursor.rowcount

    async def logs(self, comment_ids: Sequence[UUID]) -> list[dict[str, Any]]:
        """Comments, each with ``log``, its happenings, and ``replies`` by id: {text, offered, findings, private}."""
        comments = await self._db.execute(
            "SELECT id, page_id, channel, intent, text, due_at FROM comments WHERE id = ANY(%s)", (list(comment_ids),)
        )
        found = {row["id"]: {**row, "log": [], "replies": {}} async for row in comments}
        events = await self._db.execute(
            "SELECT id, comment_id, at, kind, actor, from_state, data ->> 'reply' AS reply, data ->> 'reason' AS reason"
            " FROM events WHERE comment_id = ANY(%s) AND kind = ANY(%s) ORDER BY id",
            (list(comment_ids), list(_KINDS)),
        )
        async for row in events:
            happening = Happening(
                row["id"], row["at"], row["kind"], row["actor"], row["from_state"], row["reply"], row["reason"]
            )
            found[row["comment_id"]]["log"].append(happening)
        wanted = [one.reply for row in found.values() for one in row["log"] if one.kind == "approved" and one.reply]
        async for row in await self._db.execute(_REPLIES, ([UUID(reply) for reply in wanted],)):
            offered = (
                [row["drafted"], *(row["alternatives"] or ()), *(row["runners_up"] or ())] if row["drafted"] else []
            )
            found[row["comment_id"]]["replies"][str(row["id"])] = {
                "text": row["text"],
                "offered": offered,
                "findings": row["findings"] or [],
                "private": row["private"],
            }
        return list(found.values())

    async def replace(self, comment_ids: Sequence[UUID], decisions: Sequence[dict[str, Any]]) -> None:
        """These are the decisions about these comments; the days they fall, or fell, on are to be packed again."""
        ids = (list(comment_ids),)
        await self._db.execute(_STALE_ARRIVALS, ids)
        await self._db.execute(_STALE_DECISIONS, ids)
        await self._db.execute("DELETE FROM number_decisions WHERE comment_id = ANY(%s)", ids)
        async with self._db.cursor() as cursor:
            await cursor.executemany(_ADD, decisions)
        await self._db.execute(_STALE_DECISIONS, ids)

    async def take_stale(self, limit: int) -> list[tuple[str, date]]:
        """Kind and day of sheets to pack again, oldest first."""
        cursor = await self._db.execute(
            "DELETE FROM number_stale WHERE (kind, day) IN (SELECT kind, day FROM number_stale ORDER BY day LIMIT %s)"
            " RETURNING kind, day",
            (limit,),
        )
        return [(row["kind"], row["day"]) async for row in cursor]

    async def rows_of(self, kind: str, day: date) -> list[dict[str, Any]]:
        """What arrived, or was decided, on that day in UTC."""
        start = datetime(day.year, day.month, day.day, tzinfo=timezone.utc)
        return await (await self._db.execute(_ROWS[kind], (start, start + _DAY))).fetchall()

    async def codes(self) -> dict[str, dict[str, int]]:
        """The code of each name, by kind."""
        codes: dict[str, dict[str, int]] = defaultdict(dict)
        async for row in await self._db.execute("SELECT kind, code, name FROM number_codes"):
            codes[row["kind"]][row["name"]] = row["code"]
        return codes

    async def codes_for(self, names: Mapping[str, Set[str]]) -> dict[str, dict[str, int]]:
        """The same, with codes for these names too; only who holds the lock asks."""
        codes = await self.codes()
        for kind, wanted in names.items():
            for name in sorted(wanted - codes[kind].keys()):
                codes[kind][name] = len(codes[kind])
                await self._db.execute(
                    "INSERT INTO number_codes (kind, code, name) VALUES (%s, %s, %s)", (kind, codes[kind][name], name)
                )
        return codes

    async def put_sheets(self, kind: str, day: date, pages: Mapping[str, bytes]) -> None:
        """Those are the sheets of that day, and there are no others."""
        await self._db.execute("DELETE FROM number_sheets WHERE kind = %s AND day = %s", (kind, day))
        async with self._db.cursor() as cursor:
            await cursor.executemany(
                "INSERT INTO number_sheets (kind, day, page_id, rows) VALUES (%s, %s, %s, %s)",
                [(kind, day, page, rows) for page, rows in pages.items()],
            )

    async def versions(self, kind: str, start: datetime, end: datetime) -> dict[date, int]:
        """The days in UTC that have sheets with something in between, and the version of each."""
        cursor = await self._db.execute(
            "SELECT day, max(version) AS version FROM number_sheets WHERE kind = %s AND day BETWEEN %s AND %s"
            " GROUP BY day ORDER BY day",
            (kind, start.astimezone(timezone.utc).date(), end.astimezone(timezone.utc).date()),
        )
        return {row["day"]: row["version"] async for row in cursor}

    async def sheets(self, kind: str, days: Sequence[date]) -> dict[date, dict[str, bytes]]:
        """The sheets of these days, by page."""
        cursor = self._db.cursor(binary=True)
        await cursor.execute(
            "SELECT day, page_id, rows FROM number_sheets WHERE kind = %s AND day = ANY(%s)", (kind, list(days))
        )
        found: dict[date, dict[str, bytes]] = {day: {} for day in days}
        for row in await cursor.fetchall():
            found[row["day"]][row["page_id"]] = row["rows"]
        return found

    async def assigned(self, pages: Sequence[str], channel: str | None) -> dict[str, int]:
        """How many open comments each person has to look after, by name."""
        cursor = await self._db.execute(
            "SELECT u.name, count(*) AS n FROM comments c JOIN users u ON u.id = c.assignee_id"
            " WHERE c.state IN ('received', 'drafting', 'waiting') AND c.page_id = ANY(%s)"
            " AND (%s::text IS NULL OR c.channel = %s) GROUP BY u.name",
            (list(pages), channel, channel),
        )
        return {row["name"]: row["n"] async for row in cursor}
