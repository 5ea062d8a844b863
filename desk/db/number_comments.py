"""The comments behind a figure, newest first, page by page."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection, sql
from psycopg.rows import DictRow

from desk.domain.errors import Invalid

ARRIVED: Final = frozenset({"comments", "gaps"})
_COMMENT: Final = "c.id, c.page_id, c.channel, c.author, left(c.text, 400) AS text, c.state, c.intent, c.language"
_ARRIVALS: Final = (
    f"SELECT {_COMMENT}, c.received_at AS at, NULL AS actor, NULL AS outcome, NULL AS waited, NULL AS edited,"
    " c.id::text AS place FROM comments c WHERE {where} ORDER BY c.received_at DESC, c.id DESC LIMIT %(limit)s"
)
_DECISIONS: Final = (
    f"SELECT {_COMMENT}, n.at, n.actor, n.outcome, n.waited, n.edited, n.event_id::text AS place"
    " FROM number_decisions n JOIN comments c ON c.id = n.comment_id"
    " WHERE {where} ORDER BY n.at DESC, n.event_id DESC LIMIT %(limit)s"
)
_OF_FIGURE: Final = {
    "comments": "true",
    "gaps": "c.draft_kind = 'hand_over'",
    "first_reply": "n.waited IS NOT NULL",
    "outcomes": "true",
    "edits": "round(n.edited * 10000) > 0",
    "avoided": "n.avoided <> '{}'",
    "people": "true",
    "assigned": "c.state IN ('received', 'drafting', 'waiting') AND c.assignee_id IS NOT NULL",
}
_NARROWED: Final = {
    "intent": "coalesce(c.intent, '') = %(intent)s",
    "outcome": "n.outcome = %(outcome)s",
    "person": "n.actor = %(person)s",
    "rule": "%(rule)s = ANY(n.avoided)",
    "promise": "n.kept = (%(promise)s = 'kept')",
    "hour": "extract(hour FROM n.ready_at AT TIME ZONE %(zone)s) = %(hour)s",
    "weekday": "extract(isodow FROM n.ready_at AT TIME ZONE %(zone)s) = %(weekday)s + 1",
    "band": "(round(n.edited * 10000)::int - 1) / 1000 = %(band)s",
}
_NARROWS: Final = {
    "comments": ("intent",),
    "gaps": (),
    "first_reply": ("promise", "hour", "weekday"),
    "outcomes": ("outcome",),
    "edits": ("band",),
    "avoided": ("rule",),
    "people": ("person",),
    "assigned": ("person",),
}


class NumberComments:
    """Reads within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def behind(
        self,
        figure: str,
        start: datetime,
        end: datetime,
        pages: Sequence[str],
        *,
        zone: str,
        channel: str | None,
        narrowed: Mapping[str, Any],
        cursor: str | None,
        limit: int,
    ) -> tuple[list[dict[str, Any]], str | None]:
        """Comments that came, or were decided about, in between; and the cursor of the next page.

        ``assigned`` are those open now, whenever they came. Raises Invalid for what doesn't narrow the figure.
        """
        arrived = figure in ARRIVED or figure == "assigned"
        time, place = ("c.received_at", "c.id") if arrived else ("n.at", "n.event_id")
        values: dict[str, Any] = {"pages": list(pages), "zone": zone, "limit": limit + 1, **narrowed}
        where = [f"{'c' if arrived else 'n'}.page_id = ANY(%(pages)s)", f"({_OF_FIGURE[figure]})"]
        if figure != "assigned":
            where.append(f"{time} >= %(start)s AND {time} < %(end)s")
            values |= {"start": start, "end": end}
        if channel:
            where.append("c.channel = %(channel)s")
            values["channel"] = channel
        for name in narrowed:
            if name not in _NARROWS[figure]:
                raise Invalid(f"{name!r} doesn't narrow the figure {figure!r}.")
            where.append(_narrowing(figure, name))
        if cursor:
            where.append(f"({time}, {place}) < (%(after_at)s, %(after)s)")
            values |= _decoded(cursor, arrived)
        query = sql.SQL(_ARRIVALS if arrived else _DECISIONS).format(where=sql.SQL(" AND ".join(where)))
        rows = await (await self._db.execute(query, values)).fetchall()
        return rows[:limit], _encoded(rows[limit - 1]) if len(rows) > limit else None


def _narrowing(figure: str, name: str) -> str:
    if figure == "assigned":
        return "c.assignee_id IN (SELECT id FROM users WHERE name = %(person)s)"
    return _NARROWED[name]


def _encoded(row: Mapping[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps([row["at"].isoformat(), row["place"]]).encode()).decode()


def _decoded(cursor: str, arrived: bool) -> dict[str, Any]:
    try:
        at, place = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        moment = datetime.fromisoformat(at)
        return {"after_at": moment, "after": UUID(place) if arrived else int(place)}
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError, binascii.Error):
        raise Invalid("The cursor is not one that this list gave out.") from None
