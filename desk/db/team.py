"""The users, page_roles and sign_in_links tables as an administrator manages them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from desk.domain.team import Invitation, Member

_MEMBER: Final = (
    'SELECT u.id, u.name, u.email, u.role, u.disabled_at IS NULL AS "on", u.created_at,'
    " u.password_hash IS NOT NULL AS has_password,"
    " coalesce((SELECT jsonb_object_agg(r.page_id, r.role) FROM page_roles r WHERE r.user_id = u.id), '{}')"
    " AS page_roles FROM users u"
)
_INVITATION: Final = (
    "SELECT id, email, name, role, page_roles, expires_at FROM sign_in_links"
    " WHERE purpose = 'invite' AND used_at IS NULL AND email IS NOT NULL"
)


class TeamStore:
    """Reads and writes people within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def members(self) -> list[Member]:
        """Everybody with an account, those who may sign in first."""
        cursor = await self._db.execute(f"{_MEMBER} ORDER BY u.disabled_at IS NOT NULL, lower(u.name), u.id")
        return [Member(**row) async for row in cursor]

    async def invitations(self) -> list[Invitation]:
        """Those that nobody has followed yet, expired ones too."""
        cursor = await self._db.execute(f"{_INVITATION} ORDER BY lower(email), expires_at")
        return [Invitation(**row) async for row in cursor]

    async def member(self, user_id: UUID, *, lock: bool = False) -> Member | None:
        """One account."""
        query = f"{_MEMBER} WHERE u.id = %s" + (" FOR UPDATE" if lock else "")
        row = await (await self._db.execute(query, (user_id,))).fetchone()
        return Member(**row) if row else None

    async def active_admins(self) -> int:
        """How many accounts are administrators and may sign in; locked in one order, so that two can't both be the last."""
        cursor = await self._db.execute(
            "SELECT id FROM users WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id FOR UPDATE"
        )
        return len(await cursor.fetchall())

    async def change_role(self, user_id: UUID, role: str) -> None:
        """The role that counts wherever no other does."""
        await self._db.execute("UPDATE users SET role = %s WHERE id = %s", (role, user_id))

    async def change_page_role(self, user_id: UUID, page_id: str, role: str | None) -> None:
        """The role on one page; None lets the account's own count there."""
        if role is None:
            await self._db.execute("DELETE FROM page_roles WHERE user_id = %s AND page_id = %s", (user_id, page_id))
        else:
            await self._db.execute(
                "INSERT INTO page_roles (user_id, page_id, role) VALUES (%s, %s, %s)"
                " ON CONFLICT (user_id, page_id) DO UPDATE SET role = excluded.role",
                (user_id, page_id, role),
            )

    async def switch(self, user_id: UUID, *, on: bool) -> None:
        """Let somebody sign in, or not any more; then their sessions end."""
        await self._db.execute(
            "UPDATE users SET disabled_at = CASE WHEN %s THEN NULL ELSE now() END WHERE id = %s", (on, user_id)
        )
        if not on:
            await self._db.execute("DELETE FROM sessions WHERE user_id = %s", (user_id,))

    async def has_account(self, email: str) -> bool:
        """Whether there is an account with this address, switched off or not."""
        cursor = await self._db.execute("SELECT FROM users WHERE lower(email) = lower(%s)", (email,))
        return cursor.rowcount > 0

    async def unknown_pages(self, page_ids: Sequence[str]) -> list[str]:
        """Those that are no pages here."""
        cursor = await self._db.execute("SELECT id FROM pages WHERE id = ANY(%s)", (list(page_ids),))
        known = {row["id"] async for row in cursor}
        return [page_id for page_id in page_ids if page_id not in known]

    async def invite(self, invitation: Invitation, token_hash: bytes, invited_by: str) -> None:
        """Store it in place of an earlier one for the same address."""
        await self._db.execute(
            "DELETE FROM sign_in_links WHERE purpose = 'invite' AND used_at IS NULL AND lower(email) = lower(%s)",
            (invitation.email,),
        )
        await self._db.execute(
            "INSERT INTO sign_in_links (token_hash, purpose, role, email, name, expires_at, id, page_roles, invited_by)"
            " VALUES (%s, 'invite', %s, %s, %s, %s, %s, %s, %s)",
            (
                token_hash,
                invitation.role,
                invitation.email,
                invitation.name,
                invitation.expires_at,
                invitation.id,
                Jsonb(dict(invitation.page_roles)),
                invited_by,
            ),
        )

    async def invitation(self, invitation_id: UUID, *, lock: bool = False) -> Invitation | None:
        """One that nobody has followed yet."""
        query = f"{_INVITATION} AND id = %s" + (" FOR UPDATE" if lock else "")
        row = await (await self._db.execute(query, (invitation_id,))).fetchone()
        return Invitation(**row) if row else None

    async def renew(self, invitation_id: UUID, token_hash: bytes, expires_at: datetime) -> None:
        """Another link for it; the one before works no more."""
        await self._db.execute(
            "UPDATE sign_in_links SET token_hash = %s, expires_at = %s WHERE id = %s",
            (token_hash, expires_at, invitation_id),
        )

    async def withdraw(self, invitation_id: UUID) -> None:
        """The link works no more."""
        await self._db.execute("DELETE FROM sign_in_links WHERE id = %s AND used_at IS NULL", (invitation_id,))
