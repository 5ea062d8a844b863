"""The connections table as the services that speak to platforms need it, and what platforms tell beside comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from desk.domain.connecting import ConnectionState
from desk.domain.errors import NotFound
from desk.domain.incoming import Answered
from desk.domain.page import Connection
from desk.domain.platform import Trouble

_CONNECTION: Final = "id, page_id, platform, config, secrets AS sealed"
_STATE: Final = (
    f"{_CONNECTION}, account, created_at, expires_at, checked_at, disconnected_at, cursor, fetch_at, fetched_at,"
    " event_at, silent_since, trouble, trouble_reason, trouble_since, failures, blocked_until, refused_at,"
    " refused_count"
)


class ChannelStore:
    """Reads and writes within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def get(self, connection_id: UUID, *, lock: bool = False) -> ConnectionState:
        """One connection and how it stands; NotFound when there is none."""
        query = f"SELECT {_STATE} FROM connections WHERE id = %s" + (" FOR UPDATE" if lock else "")
        row = await (await self._db.execute(query, (connection_id,))).fetchone()
        if row is None:
            raise NotFound("This connection does not exist.")
        return _state(row)

    async def of_page(self, page_id: str, platform: str) -> ConnectionState | None:
        """The page's connection to a platform, also one that was disconnected."""
        cursor = await self._db.execute(
            f"SELECT {_STATE} FROM connections WHERE page_id = %s AND platform = %s FOR UPDATE", (page_id, platform)
        )
        row = await cursor.fetchone()
        return _state(row) if row else None

    async def connected(self) -> list[ConnectionState]:
        """Every connection that isn't disconnected."""
        cursor = await self._db.execute(f"SELECT {_STATE} FROM connections WHERE disconnected_at IS NULL ORDER BY id")
        return [_state(row) async for row in cursor]

    async def by_account(self, platform: str, account_id: str) -> list[Connection]:
        """The connections to this account of the platform."""
        cursor = await self._db.execute(
            f"SELECT {_CONNECTION} FROM connections WHERE platform = %s AND config ->> 'account_id' = %s"
            " AND disconnected_at IS NULL ORDER BY created_at",
            (platform, account_id),
        )
        return [_connection(row) async for row in cursor]

    async def put(
        self, connection: Connection, account: str, expires_at: datetime | None, at: datetime, fetch_at: datetime | None
    ) -> None:
        """Store a new connection, or one that was connected anew: nothing is in its way any more."""
        await self._db.execute(
            "INSERT INTO connections (id, page_id, platform, config, secrets, account, expires_at, checked_at, fetch_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO UPDATE SET config = excluded.config,"
            " secrets = excluded.secrets, account = excluded.account, expires_at = excluded.expires_at,"
            " checked_at = excluded.checked_at, fetch_at = excluded.fetch_at, disconnected_at = NULL, trouble = NULL,"
            " trouble_reason = NULL, trouble_since = NULL, failures = 0, blocked_until = NULL, silent_since = NULL",
            (
                connection.id,
                connection.page_id,
                connection.platform,
                Jsonb(connection.config),
                connection.sealed,
                account,
                expires_at,
                at,
                fetch_at,
            ),
        )

    async def reseal(self, connection_id: UUID, sealed: bytes, expires_at: datetime | None) -> None:
        """Other credentials, as when a token was renewed."""
        await self._db.execute(
            "UPDATE connections SET secrets = %s, expires_at = coalesce(%s, expires_at) WHERE id = %s",
            (sealed, expires_at, connection_id),
        )

    async def checked(self, connection_id: UUID, account: str, expires_at: datetime | None, at: datetime) -> None:
        """The credentials were tried, and they work."""
        await self._db.execute(
            "UPDATE connections SET account = %s, expires_at = %s, checked_at = %s WHERE id = %s",
            (account, expires_at, at, connection_id),
        )

    async def disconnect(self, connection_id: UUID, at: datetime) -> None:
        """Forget its credentials; its comments stay."""
        await self._db.execute(
            "UPDATE connections SET disconnected_at = %s, secrets = NULL, fetch_at = NULL, trouble = NULL,"
            " trouble_reason = NULL, trouble_since = NULL, failures = 0, blocked_until = NULL WHERE id = %s",
            (at, connection_id),
        )

    async def due(self, now: datetime, lease: timedelta) -> ConnectionState | None:
        """The connection to ask next, which nobody else then asks for as long as the lease; None: none is due."""
        cursor = await self._db.execute(
            "UPDATE connections SET fetch_at = %s WHERE id = (SELECT id FROM connections WHERE fetch_at <= %s"
            f" AND disconnected_at IS NULL ORDER BY fetch_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING {_STATE}",
            (now + lease, now),
        )
        row = await cursor.fetchone()
        return _state(row) if row else None

    async def fetched(
        self, connection_id: UUID, cursor: Mapping[str, Any], digests: Sequence[bytes], at: datetime, next_at: datetime
    ) -> None:
        """It was asked, and where to go on; ``digests`` of the bodies are known again the next time."""
        await self._db.execute(
            "UPDATE connections SET cursor = %s, bodies = %s, fetched_at = %s, fetch_at = %s"
            " WHERE id = %s AND disconnected_at IS NULL",
            (Jsonb(dict(cursor)), list(digests), at, next_at, connection_id),
        )

    async def last_bodies(self, connection_id: UUID) -> set[bytes]:
        """Digests of the bodies that the last fetch brought."""
        row = await (
            await self._db.execute("SELECT bodies FROM connections WHERE id = %s", (connection_id,))
        ).fetchone()
        return {bytes(one) for one in row["bodies"]} if row else set()

    async def fetch_at(self, connection_id: UUID, at: datetime) -> None:
        """When to ask next."""
        await self._db.execute(
            "UPDATE connections SET fetch_at = %s WHERE id = %s AND disconnected_at IS NULL", (at, connection_id)
        )

    async def fetch_by(self, connection_id: UUID, at: datetime) -> None:
        """Ask then at the latest, where the platform can be asked at all."""
        await self._db.execute(
            "UPDATE connections SET fetch_at = least(fetch_at, %s) WHERE id = %s AND fetch_at IS NOT NULL",
            (at, connection_id),
        )

    async def note_event(self, connection_id: UUID, at: datetime) -> None:
        """Something came in; its silence is over."""
        await self._db.execute(
            "UPDATE connections SET event_at = greatest(event_at, %s), silent_since = NULL WHERE id = %s",
            (at, connection_id),
        )

    async def note_refused(self, connection_id: UUID, at: datetime) -> None:
        """Something came in whose signature was wrong."""
        await self._db.execute(
            "UPDATE connections SET refused_at = %s, refused_count = refused_count + 1 WHERE id = %s",
            (at, connection_id),
        )

    async def note_silent(self, connection_id: UUID, since: datetime) -> None:
        """Nothing has come in for unusually long."""
        await self._db.execute("UPDATE connections SET silent_since = %s WHERE id = %s", (since, connection_id))

    async def note_trouble(
        self,
        connection_id: UUID,
        trouble: Trouble,
        reason: str,
        at: datetime,
        failures: int,
        blocked_until: datetime | None,
    ) -> None:
        """Something is in its way; nothing is sent before ``blocked_until``."""
        await self._db.execute(
            "UPDATE connections SET trouble_since = CASE WHEN trouble = %(trouble)s THEN trouble_since ELSE %(at)s END,"
            " trouble = %(trouble)s, trouble_reason = %(reason)s, failures = %(failures)s,"
            " blocked_until = greatest(blocked_until, %(until)s) WHERE id = %(id)s",
            {"id": connection_id, "trouble": trouble.value, "reason": reason, "at": at, "failures": failures,
             "until": blocked_until},
        )  # fmt: skip

    async def note_well(self, connection_id: UUID) -> None:
        """Nothing is in its way."""
        await self._db.execute(
            "UPDATE connections SET trouble = NULL, trouble_reason = NULL, trouble_since = NULL, failures = 0,"
            " blocked_until = NULL WHERE id = %s AND (trouble IS NOT NULL OR failures > 0)",
            (connection_id,),
        )

    async def take_turn(self, connection_id: UUID, now: datetime, gap: timedelta, burst: int) -> datetime:
        """Take the next turn to send, and when it is (the generic cell rate algorithm, with turns kept for who waits)."""
        values = {"id": connection_id, "now": now, "gap": gap, "room": gap * max(burst - 1, 0)}
        cursor = await self._db.execute(
            "UPDATE connections SET paced_until = greatest(coalesce(paced_until, %(now)s), %(now)s) + %(gap)s"
            " WHERE id = %(id)s RETURNING paced_until - %(gap)s - %(room)s AS turn",
            values,
        )
        row = await cursor.fetchone()
        return row["turn"] if row else now

    async def put_off(self, connection_id: UUID) -> list[UUID]:
        """Replies that wait for the connection to work again."""
        cursor = await self._db.execute(
            "SELECT r.id FROM replies r JOIN comments c ON c.id = r.comment_id WHERE c.connection_id = %s"
            " AND r.state IN ('approved', 'sending') AND r.attempting_since IS NULL AND r.error IS NOT NULL",
            (connection_id,),
        )
        return [row["id"] async for row in cursor]

    async def is_ours(self, connection_id: UUID, external_id: str) -> bool:
        """Whether the desk itself posted this."""
        cursor = await self._db.execute(
            "SELECT EXISTS (SELECT FROM replies r JOIN comments c ON c.id = r.comment_id"
            " WHERE r.external_id = %s AND c.connection_id = %s) AS ours",
            (external_id, connection_id),
        )
        row = await cursor.fetchone()
        return bool(row and row["ours"])

    async def adopt(self, reply_id: UUID, external_id: str) -> bool:
        """Note the platform's id of a sent reply that has none; False where it has one."""
        cursor = await self._db.execute(
            "UPDATE replies SET external_id = %s WHERE id = %s AND state = 'sent' AND external_id IS NULL",
            (external_id, reply_id),
        )
        return cursor.rowcount == 1

    async def add_answer(self, connection_id: UUID, answer: Answered, at: datetime) -> bool:
        """Keep what the page's own people wrote on the platform; False when it was known."""
        cursor = await self._db.execute(
            "INSERT INTO outside_replies (connection_id, external_id, answers, text, author, written_at, noted_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            (connection_id, answer.external_id, answer.to, answer.text, answer.author, answer.at, at),
        )
        return cursor.rowcount == 1

    async def answer_noted_at(self, connection_id: UUID, external_id: str) -> datetime | None:
        """Since when the desk has known this answer of the page's own people."""
        cursor = await self._db.execute(
            "SELECT noted_at FROM outside_replies WHERE connection_id = %s AND external_id = %s",
            (connection_id, external_id),
        )
        row = await cursor.fetchone()
        return row["noted_at"] if row else None

    async def answers_to(self, connection_id: UUID, external_id: str) -> list[Answered]:
        """What the page's own people wrote under a comment on the platform, oldest first."""
        cursor = await self._db.execute(
            "SELECT answers, external_id, text, author, written_at FROM outside_replies"
            " WHERE connection_id = %s AND answers = %s ORDER BY coalesce(written_at, noted_at)",
            (connection_id, external_id),
        )
        return [
            Answered(row["answers"], row["external_id"], row["text"], row["author"], row["written_at"])
            async for row in cursor
        ]

    async def bury(self, connection_id: UUID, external_id: str, at: datetime) -> None:
        """A removal of a comment that has not arrived (yet)."""
        await self._db.execute(
            "INSERT INTO removed_comments (connection_id, external_id, at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            (connection_id, external_id, at),
        )

    async def is_buried(self, connection_id: UUID, external_id: str) -> bool:
        """Whether its removal came before it."""
        cursor = await self._db.execute(
            "SELECT EXISTS (SELECT FROM removed_comments WHERE connection_id = %s AND external_id = %s) AS gone",
            (connection_id, external_id),
        )
        row = await cursor.fetchone()
        return bool(row and row["gone"])

    async def usual_gap(self, connection_id: UUID, since: datetime) -> timedelta | None:
        """The longest usual time between two comments of a connection: nine of ten gaps are shorter; None: too few."""
        cursor = await self._db.execute(
            "SELECT percentile_cont(0.9) WITHIN GROUP (ORDER BY gap) AS usual, count(*) AS gaps FROM ("
            " SELECT received_at - lag(received_at) OVER (ORDER BY received_at) AS gap FROM ("
            "  SELECT received_at FROM comments WHERE connection_id = %s AND received_at >= %s"
            "  ORDER BY received_at DESC LIMIT 1000) newest) gaps WHERE gap IS NOT NULL",
            (connection_id, since),
        )
        row = await cursor.fetchone()
        return row["usual"] if row and row["gaps"] >= 20 else None


def _connection(row: DictRow) -> Connection:
    sealed = bytes(row["sealed"]) if row["sealed"] is not None else None
    return Connection(row["id"], row["page_id"], row["platform"], row["config"], {}, sealed)


def _state(row: DictRow) -> ConnectionState:
    rest = {name: value for name, value in row.items() if name not in ("id", "page_id", "platform", "config", "sealed")}
    trouble = Trouble(rest.pop("trouble")) if rest.get("trouble") else rest.pop("trouble", None)
    return ConnectionState(connection=_connection(row), trouble=trouble, **rest)
