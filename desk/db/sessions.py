"""The sessions, known_devices, identities and sign_in_attempts tables, as signing in uses them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from psycopg import AsyncConnection
from psycopg.rows import DictRow

_SHOWN: Final = "id, created_at, last_used_at, address, device, via, new_device"


class SessionStore:
    """Reads and writes sessions and attempts to sign in within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def start(
        self,
        user_id: UUID,
        token_hash: bytes,
        expires_at: datetime,
        *,
        address: str,
        network: str,
        device: str,
        via: str,
    ) -> None:
        """A signed-in browser; only the token's hash is kept. New is a device on a network not seen before, but the first."""
        known = await self._db.execute(
            "SELECT count(*) AS n, count(*) FILTER (WHERE device = %s AND network = %s) AS same"
            " FROM known_devices WHERE user_id = %s",
            (device, network, user_id),
        )
        row = await known.fetchone()
        new = bool(row and row["n"] and not row["same"])
        await self._db.execute(
            "INSERT INTO known_devices (user_id, device, network) VALUES (%s, %s, %s)"
            " ON CONFLICT (user_id, device, network) DO UPDATE SET seen_at = now()",
            (user_id, device, network),
        )
        await self._db.execute(
            "INSERT INTO sessions (id, token_hash, user_id, expires_at, address, device, via, new_device)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            (uuid4(), token_hash, user_id, expires_at, address, device, via, new),
        )
        await self._db.execute("DELETE FROM sessions WHERE expires_at < now()")

    async def all_of(self, user_id: UUID) -> list[dict[str, Any]]:
        """Where somebody is signed in, the last used first."""
        cursor = await self._db.execute(
            f"SELECT {_SHOWN} FROM sessions WHERE user_id = %s AND expires_at > now()"
            " ORDER BY last_used_at DESC, id LIMIT 100",
            (user_id,),
        )
        return [dict(row) for row in await cursor.fetchall()]

    async def end(self, user_id: UUID, session_id: UUID) -> bool:
        """End one of somebody's sessions; False when it is gone already."""
        cursor = await self._db.execute("DELETE FROM sessions WHERE user_id = %s AND id = %s", (user_id, session_id))
        return cursor.rowcount == 1

    async def end_others(self, user_id: UUID, kept: UUID | None) -> int:
        """End all of somebody's sessions but one; how many that were."""
        cursor = await self._db.execute(
            "DELETE FROM sessions WHERE user_id = %s AND id IS DISTINCT FROM %s::uuid", (user_id, kept)
        )
        return cursor.rowcount

    async def recognise(self, user_id: UUID, session_id: UUID) -> bool:
        """It was them: the session is no longer pointed at."""
        cursor = await self._db.execute(
            "UPDATE sessions SET new_device = false WHERE user_id = %s AND id = %s", (user_id, session_id)
        )
        return cursor.rowcount == 1

    async def unrecognised(self, user_id: UUID, besides: UUID) -> list[dict[str, Any]]:
        """Other sessions from a new device that nobody has looked at."""
        cursor = await self._db.execute(
            f"SELECT {_SHOWN} FROM sessions WHERE user_id = %s AND id <> %s AND new_device AND expires_at > now()"
            " ORDER BY created_at DESC LIMIT 5",
            (user_id, besides),
        )
        return [dict(row) for row in await cursor.fetchall()]

    async def password_of(self, user_id: UUID) -> str | None:
        """The password's hash; None where the account has no password."""
        row = await (await self._db.execute("SELECT password_hash FROM users WHERE id = %s", (user_id,))).fetchone()
        return row["password_hash"] if row else None

    async def attempt(self, key: str, within: timedelta, limit: int) -> int | None:
        """Count an attempt before it is judged: its number, or None when there were ``limit`` lately.

        One at a time for each key, so that any number at once count one after the other.
        """
        await self._db.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7265283103))", (key,))
        cursor = await self._db.execute(
            "SELECT count(*) AS failed FROM sign_in_attempts WHERE key = %s AND at > now() - %s", (key, within)
        )
        row = await cursor.fetchone()
        if row is None or row["failed"] >= limit:
            return None
        cursor = await self._db.execute("INSERT INTO sign_in_attempts (key) VALUES (%s) RETURNING id", (key,))
        made = await cursor.fetchone()
        assert made is not None
        return int(made["id"])

    async def take_back(self, attempts: list[int]) -> None:
        """These attempts were right: they don't count."""
        await self._db.execute("DELETE FROM sign_in_attempts WHERE id = ANY(%s)", (attempts,))

    async def forget_attempts(self, key: str) -> None:
        """Whoever is counted under this key begins anew."""
        await self._db.execute("DELETE FROM sign_in_attempts WHERE key = %s", (key,))

    async def identity(self, issuer: str, subject: str) -> UUID | None:
        """The account of somebody at the company's sign-in."""
        cursor = await self._db.execute(
            "SELECT user_id FROM identities WHERE issuer = %s AND subject = %s", (issuer, subject)
        )
        row = await cursor.fetchone()
        return row["user_id"] if row else None

    async def link(self, issuer: str, subject: str, user_id: UUID) -> bool:
        """Link an account; False when it is another person's at this sign-in already."""
        cursor = await self._db.execute(
            "INSERT INTO identities (issuer, subject, user_id) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            (issuer, subject, user_id),
        )
        return cursor.rowcount == 1

    async def user(self, user_id: UUID) -> dict[str, Any] | None:
        """id, name, email, role, disabled_at of an account."""
        cursor = await self._db.execute(
            "SELECT id, name, email, role, disabled_at FROM users WHERE id = %s", (user_id,)
        )
        row = await cursor.fetchone()
        return dict(row) if row else None

    async def user_by_email(self, email: str) -> dict[str, Any] | None:
        """The same by e-mail address, disabled or not."""
        cursor = await self._db.execute(
            "SELECT id, name, email, role, disabled_at FROM users WHERE lower(email) = lower(%s)", (email,)
        )
        row = await cursor.fetchone()
        return dict(row) if row else None

    async def add_user(self, user_id: UUID, name: str, email: str, role: str) -> None:
        """An account without a password."""
        await self._db.execute(
            "INSERT INTO users (id, email, name, role) VALUES (%s, %s, %s, %s)", (user_id, email, name, role)
        )

    async def set_role(self, user_id: UUID, role: str) -> None:
        """The role that the company's sign-in gives."""
        await self._db.execute("UPDATE users SET role = %s WHERE id = %s", (role, user_id))
