"""The users, sessions and sign_in_links tables; desk/db/sessions.py has the rest of signing in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from psycopg import AsyncConnection
from psycopg.errors import UniqueViolation
from psycopg.rows import DictRow

from desk.domain.errors import Conflict

_ACCOUNT: Final = (
    "u.id, u.name, u.email, u.role, u.created_at, coalesce((SELECT jsonb_object_agg(r.page_id, r.role)"
    " FROM page_roles r WHERE r.user_id = u.id), '{}') AS page_roles"
)


class PeopleStore:
    """Reads and writes accounts within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def any(self) -> bool:
        """Whether there is at least one account."""
        row = await (await self._db.execute("SELECT EXISTS (SELECT FROM users) AS found")).fetchone()
        return bool(row and row["found"])

    async def add(
        self, name: str, email: str, role: str, password_hash: str, page_roles: Mapping[str, str] | None = None
    ) -> UUID:
        """A new account; Conflict when the e-mail address has one."""
        user_id = uuid4()
        try:
            await self._db.execute(
                "INSERT INTO users (id, email, name, role, password_hash) VALUES (%s, %s, %s, %s, %s)",
                (user_id, email, name, role, password_hash),
            )
        except UniqueViolation:
            raise Conflict(f"There is already an account for {email}.") from None
        for page_id, page_role in (page_roles or {}).items():
            await self._db.execute(
                "INSERT INTO page_roles (user_id, page_id, role) VALUES (%s, %s, %s)", (user_id, page_id, page_role)
            )
        return user_id

    async def by_email(self, email: str) -> DictRow | None:
        """The account that may sign in with this address: id, name, email, role, page_roles, created_at, password_hash."""
        cursor = await self._db.execute(
            f"SELECT {_ACCOUNT}, u.password_hash FROM users u"
            " WHERE lower(u.email) = lower(%s) AND u.disabled_at IS NULL",
            (email,),
        )
        return await cursor.fetchone()

    async def rehash(self, user_id: UUID, password_hash: str) -> None:
        """Store the password's hash made with newer parameters."""
        await self._db.execute("UPDATE users SET password_hash = %s WHERE id = %s", (password_hash, user_id))

    async def start_session(self, user_id: UUID, token_hash: bytes, expires_at: datetime) -> None:
        """A signed-in browser; only the token's hash is kept."""
        await self._db.execute(
            "INSERT INTO sessions (token_hash, user_id, expires_at) VALUES (%s, %s, %s)",
            (token_hash, user_id, expires_at),
        )
        await self._db.execute("DELETE FROM sessions WHERE expires_at < now()")

    async def by_session(self, token_hash: bytes) -> DictRow | None:
        """Who is signed in with this token: id, name, email, role, page_roles, created_at, session,
        factor_missing.

        Notes, once a minute, that the session is in use. A company's sign-in has a second factor of its own, or not:
        that is its business.
        """
        cursor = await self._db.execute(
            f"SELECT {_ACCOUNT}, s.id AS session,"
            " s.last_used_at < now() - interval '1 minute' AS stale,"
            " s.via <> 'sign-on' AND (u.role = 'admin' OR EXISTS (SELECT FROM page_roles p"
            "  WHERE p.user_id = u.id AND p.role = 'admin'))"
            " AND NOT EXISTS (SELECT FROM second_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL)"
            " AND coalesce((SELECT value = 'true' FROM desk_settings WHERE key = 'admins_need_second_factor'), false)"
            " AS factor_missing FROM sessions s JOIN users u ON u.id = s.user_id"
            " WHERE s.token_hash = %s AND s.expires_at > now() AND u.disabled_at IS NULL",
            (token_hash,),
        )
        row = await cursor.fetchone()
        if row is not None and row["stale"]:
            await self._db.execute("UPDATE sessions SET last_used_at = now() WHERE token_hash = %s", (token_hash,))
        return row

    async def end_session(self, token_hash: bytes) -> None:
        """Signed out."""
        await self._db.execute("DELETE FROM sessions WHERE token_hash = %s", (token_hash,))

    async def add_link(
        self, purpose: str, role: str, token_hash: bytes, expires_at: datetime, email: str | None, name: str | None
    ) -> None:
        """A one-time link; an earlier unused one for the first administrator stops working."""
        if purpose == "first-admin":
            await self._db.execute("DELETE FROM sign_in_links WHERE purpose = 'first-admin' AND used_at IS NULL")
        await self._db.execute(
            "INSERT INTO sign_in_links (token_hash, purpose, role, email, name, expires_at)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            (token_hash, purpose, role, email, name, expires_at),
        )

    async def link(self, token_hash: bytes, *, lock: bool = False) -> DictRow | None:
        """The link as stored, used or expired or not."""
        query = (
            "SELECT purpose, role, page_roles, email, name, expires_at, used_at FROM sign_in_links"
            " WHERE token_hash = %s"
        )
        cursor = await self._db.execute(query + (" FOR UPDATE" if lock else ""), (token_hash,))
        return await cursor.fetchone()

    async def use_link(self, token_hash: bytes) -> None:
        """The link worked; it won't again."""
        await self._db.execute("UPDATE sign_in_links SET used_at = now() WHERE token_hash = %s", (token_hash,))
