"""The queue as a list: filters, order, search, and a first page that costs the same however much there is.

Every comment lies on a pile, one combination of all that can be filtered by (migration 0010). The piles that a filter
selects tell the total, and how to read a page of it at little cost:

- few piles: the beginning of each, by its own index, merged;
- many: the whole list in its order, in which what is wanted then comes often;
- a search for rare words: what has them, sorted, of open comments alone where the view holds no others (migration 0019);
- for less rare ones in a list by time: the same for its newest weeks, and more weeks until the page is full.

What somebody is mentioned in lies on no pile: it is few, looked up (migration 0018), and merged with what they look after.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection, sql
from psycopg.rows import DictRow

from desk.db.scope import condition_within, within
from desk.domain.errors import Invalid
from desk.domain.narrowing import NOBODY, QueueFilter
from desk.domain.roles import EVERY_PAGE, PageScope

COUNTED_TO: Final = 100_000
MERGED_TO: Final = 2_000
"""The most piles that are merged."""
FEW_WITH_WORDS: Final = 6_000
"""So many comments with the words of a search are looked up and sorted."""
RARE: Final = 0.01
"""From here on the planner surely knows how often a word, or what begins so, occurs; of rarer ones only that they are rare."""

# Microseconds, measured on a two-core machine with everything in memory: only how they relate matters.
_PROBE: Final = 6.0
_MERGED_ROW: Final = 0.6
_WALKED_ROW: Final = 1.5
_WORDS_OF_ROW: Final = 5.0
_FOUND_ROW: Final = 4.0
_INDEXED: Final = 0.3

_WEEK_S: Final = 604_800
_MOST_WEEKS: Final = 60
"""So many weeks are named in a search; what is older is searched as a whole."""

_STATES: Final = {
    "waiting": "c.state IN ('received', 'drafting', 'waiting') AND c.snoozed_until IS NULL",
    "snoozed": "c.state IN ('received', 'drafting', 'waiting') AND c.snoozed_until IS NOT NULL",
    "sending": "c.state IN ('approved', 'sending')",
    "problems": "c.state IN ('failed', 'unknown')",
    "done": "c.state IN ('sent', 'dismissed')",
    "all": "true",
}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)
_WORD: Final = re.compile(r"\w{3,}")
# The larger the earlier in `waiting`, exactly as the list is sorted, and beyond zero where it escalates.
_URGENCY: Final = (
    "(CASE WHEN c.escalated THEN 4000000000000000 ELSE 0 END"
    " - (extract(epoch FROM c.place_at) * 1000000)::bigint)::bigint AS urgency"
)
_ITEM: Final = sql.SQL(
    "c.id, c.version, c.page_id, c.channel, c.author, left(c.text, 400) AS text, c.received_at, c.state, c.intent,"
    " c.severity, c.language, c.unsure, coalesce(c.understanding -> 'escalate', '[]') AS escalate,"
    " c.draft_kind IS NOT NULL AS has_draft, c.draft_kind, c.why_here, c.due_at, c.snoozed_until, c.reach, c.escalated,"
    " c.safe, c.place_at,"
    " CASE WHEN c.assignee_id IS NOT NULL THEN (SELECT jsonb_build_object('id', u.id, 'name', u.name) FROM users u"
    "  WHERE u.id = c.assignee_id) END AS assignee,"
    " (SELECT count(*) FROM notes n WHERE n.comment_id = c.id) AS notes,"
    " EXISTS (SELECT FROM first_approvals f WHERE f.comment_id = c.id AND f.text_version = c.text_version)"
    " AS needs_second,"
    " EXISTS (SELECT FROM open_mentions m WHERE m.user_id = %(reader)s AND m.comment_id = c.id) AS mentioned, "
    + _URGENCY
)

_WITH_WORDS: Final = sql.SQL(
    "SELECT w.comment_id AS id, w.pile_id, w.place_at, w.received_at FROM comment_words w"
    " WHERE w.words @@ %(looked_for)s::tsquery"
)
_THESE: Final = sql.SQL("SELECT unnest(%(ids)s::uuid[]) AS id")


@dataclass(frozen=True)
class _Piles:
    """What a filter selects: how many comments, on which piles (None where they are too many to merge)."""

    size: int
    count: int
    ids: list[int] | None
    escalated: list[bool]


@dataclass(frozen=True)
class _Query:
    """A page of the list that is asked for."""

    view: str
    limit: int
    cursor: dict[str, Any] | None
    conditions: list[str]
    values: dict[str, Any]
    words: str | None = None

    @property
    def by_place(self) -> bool:
        return self.view == "waiting"

    @property
    def order(self) -> str:
        return "NOT c.escalated, c.place_at, c.id" if self.by_place else "c.received_at DESC, c.id DESC"

    def sorted(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The same order for rows of several lists."""
        if self.by_place:
            return sorted(rows, key=lambda row: (not row["escalated"], row["place_at"], row["id"]))
        return sorted(rows, key=lambda row: (row["received_at"], row["id"]), reverse=True)

    @property
    def holds_closed(self) -> bool:
        return self.view in ("done", "all")

    @property
    def looked_for(self) -> str:
        """The words, of open comments alone where the view holds no others."""
        return f"{self.words}" if self.holds_closed else f"({self.words}) & '§open'"

    @property
    def with_words(self) -> list[str]:
        """Asked of each row; as a subquery it isn't turned into a join over everything."""
        asked = "(SELECT w.words @@ %(words)s::tsquery FROM comment_words w WHERE w.comment_id = c.id)"
        return [asked] if self.words else []

    @property
    def after(self) -> list[str]:
        """Behind the page before."""
        if self.cursor is None:
            return []
        if self.by_place:
            return ["(NOT c.escalated, c.place_at, c.id) > (NOT %(after_escalated)s, %(after_at)s, %(after_id)s)"]
        return ["(c.received_at, c.id) < (%(after_at)s, %(after_id)s)"]


class QueueList:
    """Reads pages of the queue within one transaction."""

    def __init__(
        self, connection: AsyncConnection[DictRow], scope: PageScope = EVERY_PAGE, reader: UUID | None = None
    ) -> None:
        self._db = connection
        self._scope = scope
        self._reader = reader

    async def page(
        self, view: str, narrowed: QueueFilter, text: str | None, cursor: str | None, limit: int
    ) -> tuple[list[dict[str, Any]], str | None, int]:
        """Rows, the cursor of the next page, and how many there are in all, counted up to 100,000.

        Of a search for words that very many comments have, the number is an estimate.
        """
        conditions, values = _conditions(narrowed)
        if not self._scope.everything:
            seen, pages = condition_within(self._scope, "c.page_id")
            conditions, values = [*conditions, seen], {**values, **pages}
        after = _decoded(cursor, by_place=view == "waiting") if cursor else None
        words = await self._tsquery(text) if text else None
        if text and not words:
            return [], None, 0
        values = {**values, **(after or {}), "words": words, "reader": self._reader}
        query = _Query(view, limit + 1, after, conditions, values, words)
        rows, total = await (self._selected(query) if narrowed.mine is None else self._mine(query, narrowed.mine))
        following = _encoded(rows[limit - 1]) if len(rows) > limit else None
        return rows[:limit], following, min(total, COUNTED_TO)

    async def sizes(self) -> dict[str, int]:
        """How many comments each view holds."""
        seen, pages = within(self._scope)
        cursor = await self._db.execute(
            sql.SQL(
                "SELECT view, sum(size)::bigint AS size FROM (SELECT view, page_id, size FROM piles UNION ALL"
                " SELECT p.view, p.page_id, d.by FROM pile_changes d JOIN piles p ON p.id = d.pile_id) counted"
                " WHERE {} GROUP BY view"
            ).format(seen),
            pages,
        )
        return {row["view"]: row["size"] async for row in cursor}

    async def _selected(self, query: _Query) -> tuple[list[dict[str, Any]], int]:
        piles = await self._piles(query)
        return await self._read(query, piles) if piles.size else ([], 0)

    async def _mine(self, query: _Query, person: UUID) -> tuple[list[dict[str, Any]], int]:
        """What the person looks after, and what else they are mentioned in: no comment is in both."""

        def narrowed(condition: str) -> _Query:
            return replace(query, conditions=[*query.conditions, condition], values={**query.values, "mine": person})

        kept, total = await self._selected(narrowed("c.assignee_id = %(mine)s"))
        mentioned, more = await self._mentioned(narrowed("c.assignee_id IS DISTINCT FROM %(mine)s"))
        return query.sorted([*kept, *mentioned])[: query.limit], total + more

    async def _mentioned(self, query: _Query) -> tuple[list[dict[str, Any]], int]:
        """As much work as there are open mentions of the person, however many comments there are."""
        where = ["m.user_id = %(mine)s", _STATES[query.view], *query.conditions, *query.with_words]
        statement = sql.SQL(
            "SELECT array_agg(c.id)::text AS ids, count(*) AS found"
            " FROM open_mentions m JOIN comments c ON c.id = m.comment_id WHERE {}"
        ).format(_all(where))
        looked_up = await (await self._db.execute(statement, query.values, prepare=False)).fetchone()
        if looked_up is None or not looked_up["found"]:
            return [], 0
        picked = sql.SQL(
            "SELECT c.id, c.escalated, c.place_at, c.received_at FROM comments c WHERE {where}"
            " ORDER BY {order} LIMIT %(limit)s"
        ).format(where=_all(["c.id = ANY(%(ids)s::text::uuid[])", *query.after]), order=sql.SQL(query.order))
        return await self._items(query, picked, {"ids": looked_up["ids"]}), looked_up["found"]

    async def _tsquery(self, text: str) -> str:
        """Words as a sentence has them, as a name is written, or, of a single one, its beginning."""
        word = text.strip()
        single = _WORD.fullmatch(word) is not None
        # Nothing is named twice: the index would be asked for each.
        cursor = await self._db.execute(
            "SELECT (CASE WHEN %(single)s THEN CASE WHEN english = written THEN beginning ELSE english || beginning END"
            " WHEN english = written THEN english ELSE english || written END)::text AS words"
            " FROM (SELECT websearch_to_tsquery('english', %(text)s) AS english,"
            " websearch_to_tsquery('simple', %(text)s) AS written,"
            " to_tsquery('simple', %(beginning)s) AS beginning) asked",
            {"text": text, "single": single, "beginning": f"{word}:*" if single else ""},
        )
        row = await cursor.fetchone()
        return str(row["words"]) if row else ""

    async def _piles(self, query: _Query) -> _Piles:
        where = [*query.conditions, *([] if query.view == "all" else ["c.view = %(view)s"])]
        selected = sql.SQL(
            "SELECT c.id, c.escalated, c.size + coalesce(d.by, 0) AS size FROM piles c LEFT JOIN"
            " (SELECT pile_id, sum(by)::bigint AS by FROM pile_changes GROUP BY 1) d ON d.pile_id = c.id WHERE {where}"
        ).format(where=_all(where))
        values = {**query.values, "view": query.view}
        statement = sql.SQL(
            "SELECT coalesce(sum(size), 0)::bigint AS size, count(*) AS piles FROM ({}) selected WHERE size > 0"
        ).format(selected)
        counted = await (await self._db.execute(statement, values, prepare=False)).fetchone()
        assert counted is not None
        if counted["piles"] > MERGED_TO:
            return _Piles(counted["size"], counted["piles"], None, [])
        statement = sql.SQL("SELECT id, escalated FROM ({}) selected WHERE size > 0").format(selected)
        rows = await (await self._db.execute(statement, values, prepare=False)).fetchall()
        return _Piles(
            counted["size"], counted["piles"], [row["id"] for row in rows], [row["escalated"] for row in rows]
        )

    async def _read(self, query: _Query, piles: _Piles) -> tuple[list[dict[str, Any]], int]:
        everything = max(await self._rows_of(query), piles.size)
        share = piles.size / everything
        if query.words is None:
            merging = piles.count * _PROBE + min(piles.size, piles.count * query.limit) * _MERGED_ROW
            walking = min(query.limit / share, everything) * _WALKED_ROW
            return await (self._merged(query, piles) if piles.ids and merging < walking else self._walked(query)), (
                piles.size
            )
        return await self._search(query, piles, share, everything)

    async def _search(
        self, query: _Query, piles: _Piles, share: float, everything: int
    ) -> tuple[list[dict[str, Any]], int]:
        """A page of what has the words, by the way that reads the least; and how many there are in all."""
        found, searched = await self._expected_with(str(query.words))
        portion = max(found, 1) / max(searched, 1)
        merging_all = (
            piles.count * _PROBE + piles.size * (_MERGED_ROW + _WORDS_OF_ROW) if piles.ids is not None else float("inf")
        )
        merging = merging_all - max(piles.size - query.limit / portion, 0) * _WORDS_OF_ROW
        walking = min(query.limit / share / portion, everything) * _WORDS_OF_ROW
        indexed = searched if query.holds_closed else await self._estimated("comments_place")
        looking_up = portion * (indexed * _FOUND_ROW + searched * _INDEXED)
        known = portion >= RARE
        few = portion * indexed <= FEW_WITH_WORDS or not (known or query.holds_closed)
        otherwise = min(merging, walking) if known else merging_all
        if few and looking_up < otherwise and merging_all > FEW_WITH_WORDS * _FOUND_ROW / 2:
            looked_up = await self._found(query)
            if looked_up is not None:
                return looked_up
            portion = max(portion, min(FEW_WITH_WORDS / max(indexed, 1), 1))
            walking = min(query.limit / share / portion, everything) * _WORDS_OF_ROW
        lately = float("inf")
        if query.holds_closed:
            oldest, newest = await self._weeks(query)
            a_week = portion * searched / (newest - oldest + 1)
            needed = query.limit / share
            lately = max(a_week, min(2 * needed, portion * searched)) * _FOUND_ROW + portion * searched * _INDEXED
        if lately < min(merging, walking):
            rows = await self._newest(query, oldest, newest, int(min(needed / a_week / 2, _MOST_WEEKS / 4)))
        else:
            rows = await (self._merged(query, piles) if merging < walking else self._walked(query))
        complete = query.cursor is None and len(rows) < query.limit
        return rows, len(rows) if complete else max(len(rows), round(piles.size * portion))

    async def _rows_of(self, query: _Query) -> int:
        """About how many rows the order that a walk follows has."""
        return await self._estimated("comments_place" if query.by_place else "comments")

    async def _estimated(self, relation: str) -> int:
        """About how many rows a table or an index has, as it was when it was last looked through."""
        cursor = await self._db.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", (relation,))
        row = await cursor.fetchone()
        return max(int(row["reltuples"]), 0) if row else 0

    async def _weeks(self, query: _Query) -> tuple[int, int]:
        """The first and the last week of what a list by time can hold, as the marks among the words count them."""
        statement = (
            "SELECT floor(extract(epoch FROM min(received_at)) / %(week)s)::bigint AS oldest,"
            " floor(extract(epoch FROM max(received_at)) / %(week)s)::bigint AS newest FROM comments"
        )
        row = await (await self._db.execute(statement, {"week": _WEEK_S})).fetchone()
        assert row is not None
        oldest, newest = row["oldest"] or 0, row["newest"] or 0
        if query.cursor:
            newest = min(newest, (query.cursor["after_at"] - _EPOCH) // timedelta(seconds=_WEEK_S))
        return min(oldest, newest), newest

    async def _expected_with(self, words: str) -> tuple[int, int]:
        """How many comments have the words, and how many there are, as the planner's statistics tell."""
        statement = sql.SQL("EXPLAIN (FORMAT JSON) SELECT FROM comment_words WHERE words @@ {}::tsquery").format(
            sql.Literal(words)
        )
        row = await (await self._db.execute(statement)).fetchone()
        assert row is not None
        rows = int(row["QUERY PLAN"][0]["Plan"]["Plan Rows"])
        return rows, max(await self._estimated("comment_words"), rows)

    async def _merged(self, query: _Query, piles: _Piles) -> list[dict[str, Any]]:
        """The beginning of each pile, in the piles' own order."""
        where = ["c.pile_id = p.id"]
        if query.by_place:
            where.append(_STATES["waiting"])  # which the index is for
            if query.cursor:
                where.append(
                    "(c.place_at, c.id) > (CASE WHEN p.escalated = %(after_escalated)s THEN %(after_at)s"
                    " ELSE '-infinity'::timestamptz END, %(after_id)s)"
                )
        else:
            where += query.after
        chosen = [
            (pile, escalated)
            for pile, escalated in zip(piles.ids or [], piles.escalated, strict=True)
            if not (query.by_place and query.cursor and escalated and not query.cursor["after_escalated"])
        ]
        merged = sql.SQL(
            "SELECT c.* FROM unnest(%(piles)s::int[], %(escalated)s::boolean[]) AS p (id, escalated)"
            " CROSS JOIN LATERAL (SELECT c.id, c.escalated, c.place_at, c.received_at FROM comments c WHERE {where}"
            " ORDER BY {inner} {limit}) c ORDER BY {order}"
        ).format(
            where=_all(where),
            inner=sql.SQL("c.place_at, c.id" if query.by_place else query.order),
            # Of which of them the words are, is only known when they are asked, in order.
            limit=sql.SQL("" if query.words else "LIMIT %(limit)s"),
            order=sql.SQL(query.order),
        )
        picked = sql.SQL("SELECT c.* FROM ({} OFFSET 0) c WHERE {} LIMIT %(limit)s").format(
            merged, _all(query.with_words)
        )
        lists = {"piles": [pile for pile, _ in chosen], "escalated": [escalated for _, escalated in chosen]}
        return await self._items(query, picked, lists)

    async def _walked(self, query: _Query) -> list[dict[str, Any]]:
        """The list from its beginning, until the page is full."""
        where = [_STATES[query.view], *query.conditions, *query.after, *query.with_words]
        picked = sql.SQL(
            "SELECT c.id, c.escalated, c.place_at, c.received_at FROM comments c WHERE {where}"
            " ORDER BY {order} LIMIT %(limit)s"
        ).format(where=_all(where), order=sql.SQL(query.order))
        return await self._items(query, picked)

    async def _found(self, query: _Query) -> tuple[list[dict[str, Any]], int] | None:
        """All that has the words, sorted, and how many that are; None where they are too many to be looked up."""
        statement = sql.SQL(
            "WITH looked_up AS MATERIALIZED ({looked_up} LIMIT {most} + 1),"
            " c AS MATERIALIZED ({found} WHERE (SELECT count(*) FROM looked_up) <= {most})"
            " SELECT (SELECT count(*) FROM looked_up) <= {most} AS few, (SELECT count(*) FROM c) AS total,"
            " ARRAY(SELECT c.id FROM c WHERE {after} ORDER BY {order} LIMIT %(limit)s) AS ids"
        ).format(
            looked_up=_WITH_WORDS,
            most=sql.Literal(FEW_WITH_WORDS),
            found=self._on_piles(query),
            after=_all(query.after),
            order=sql.SQL(query.order),
        )
        values = {**query.values, "looked_for": query.looked_for, "limit": query.limit}
        found = await (await self._db.execute(statement, values, prepare=False)).fetchone()
        if found is None or not found["few"]:
            return None
        return await self._items(query, _THESE, {"ids": found["ids"]}), found["total"]

    async def _newest(self, query: _Query, oldest: int, newest: int, weeks: int) -> list[dict[str, Any]]:
        """What has the words in the newest weeks, then in more of them at a time, until the page is full."""
        ids: list[UUID] = []
        weeks = max(weeks, 1)
        while True:
            first = newest - weeks + 1
            named = " | ".join(f"'§{week}'" for week in range(max(first, oldest), newest + 1))
            looked_for = f"({query.words}) & ({named})" if weeks <= _MOST_WEEKS else f"{query.words}"
            statement = sql.SQL(
                "WITH looked_up AS ({looked_up} AND w.received_at < to_timestamp(%(before)s))"
                " SELECT c.id FROM ({found}) c WHERE {after} ORDER BY {order} LIMIT %(missing)s"
            ).format(
                looked_up=_WITH_WORDS, found=self._on_piles(query), after=_all(query.after), order=sql.SQL(query.order)
            )
            missing = query.limit - len(ids)
            values = {"looked_for": looked_for, "before": (newest + 1) * _WEEK_S, "missing": missing}
            cursor = await self._db.execute(statement, {**query.values, **values}, prepare=False)
            came = [row["id"] async for row in cursor]
            ids += came
            if len(came) == missing or first <= oldest or weeks > _MOST_WEEKS:
                return await self._items(query, _THESE, {"ids": ids})
            newest = first - 1
            enough = int(1.5 * weeks * (missing - len(came)) / max(len(came), 1)) + 1
            weeks = min(max(enough, 2 * weeks), 8 * weeks)

    @staticmethod
    def _on_piles(query: _Query) -> sql.Composed:
        """Of those looked up what the filter selects. Each is asked for its pile, as how many they are isn't known before."""
        where = ["c.id = w.pile_id", *query.conditions, *([] if query.view == "all" else [f"c.view = '{query.view}'"])]
        return sql.SQL(
            "SELECT w.id, c.escalated, w.place_at, w.received_at FROM looked_up w"
            " CROSS JOIN LATERAL (SELECT c.escalated FROM piles c WHERE {where} OFFSET 0) c"
        ).format(where=_all(where))

    async def _items(
        self, query: _Query, picked: sql.Composable, lists: dict[str, Any] | None = None
    ) -> list[dict[str, Any]]:
        statement = sql.SQL("SELECT {item} FROM ({picked}) l JOIN comments c ON c.id = l.id ORDER BY {order}").format(
            item=_ITEM, picked=picked, order=sql.SQL(query.order)
        )
        values = {**query.values, **(lists or {}), "limit": query.limit}
        # Planned anew each time: how often a value occurs decides which way is short.
        cursor = await self._db.execute(statement, values, prepare=False)
        return [dict(row) for row in await cursor.fetchall()]


def _conditions(narrowed: QueueFilter) -> tuple[list[str], dict[str, Any]]:
    """A filter as SQL on columns that piles and comments both have, and the values in it."""
    found: list[str] = []
    values: dict[str, Any] = {}
    equals = {
        "page_id": narrowed.page,
        "channel": narrowed.channel,
        "intent": narrowed.intent,
        "language": narrowed.language,
    }
    for column, value in equals.items():
        if value is not None:
            found.append(f"c.{column} = %({column})s")
            values[column] = value
    if narrowed.severity is not None:
        found.append("c.severity >= %(severity)s")
        values["severity"] = narrowed.severity
    if narrowed.assignee == NOBODY:
        found.append("c.assignee_id IS NULL")
    elif narrowed.assignee is not None:
        found.append("c.assignee_id = %(assignee)s")
        values["assignee"] = narrowed.assignee
    found += [f"c.{column}" for column in ("unsure", "escalated", "safe") if getattr(narrowed, column)]
    return found, values


def _all(conditions: list[str]) -> sql.SQL:
    return sql.SQL(" AND ".join(conditions) or "true")


def _encoded(row: dict[str, Any]) -> str:
    times = [row["place_at"].isoformat(), row["received_at"].isoformat()]
    key = json.dumps([row["escalated"], *times, str(row["id"])])
    return base64.urlsafe_b64encode(key.encode()).decode()


def _decoded(cursor: str, *, by_place: bool) -> dict[str, Any]:
    try:
        escalated, place_at, received_at, comment_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        at = datetime.fromisoformat(place_at if by_place else received_at)
        if not isinstance(escalated, bool) or abs(at - _EPOCH) > timedelta(days=365 * 1000):
            raise ValueError(cursor)
        return {"after_escalated": escalated, "after_at": at, "after_id": UUID(comment_id)}
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError, binascii.Error):
        raise Invalid("The cursor is not one that this list gave out.") from None
