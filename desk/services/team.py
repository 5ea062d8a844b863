"""Who works at the desk and what they may do; every change is noted with the person who made it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.roles import ADMIN, ALL_ROLES, NONE, ROLES, Roles
from desk.domain.team import Invitation, Member
from desk.domain.text import MAX_NAME, cleaned
from desk.ports.outside import Clock
from desk.ports.people import OpenTeam, TeamUnit
from desk.services.accounts import hashed

INVITATION: Final = timedelta(days=7)
MOST_PAGES: Final = 1_000
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class TeamChanges:
    """Changes to people and invitations; ``actor`` is the administrator's name."""

    uow: OpenTeam
    clock: Clock

    async def invite(
        self, actor: str, email: str, name: str | None, role: str, page_roles: Mapping[str, str]
    ) -> tuple[Invitation, str]:
        """A new invitation and the token of its link, in place of an earlier one for the same address."""
        email = cleaned(email, "The e-mail address", MAX_NAME)
        if not _EMAIL.fullmatch(email):
            raise Invalid(f"{email!r} is not an e-mail address.")
        given = cleaned(name or "", "The name", MAX_NAME, required=False) or None
        _check_roles(role, page_roles)
        token = secrets.token_urlsafe(24)
        expires_at = self.clock.now() + INVITATION
        invitation = Invitation(uuid4(), email, given, role, dict(page_roles), expires_at)
        async with self.uow() as unit:
            if unknown := await unit.team.unknown_pages(sorted(page_roles)):
                raise NotFound(f"There is no page with the id {unknown[0]!r}.")
            if await unit.team.has_account(email):
                raise Conflict(f"There is already an account for {email}.")
            await unit.team.invite(invitation, hashed(token), actor)
            data = {"role": role, "pages": dict(page_roles)}
            await unit.audit.append(actor, "invitation.sent", email, None, data)
        return invitation, token

    async def renew(self, actor: str, invitation_id: UUID) -> tuple[Invitation, str]:
        """The invitation with another link; the one before works no more."""
        token, expires_at = secrets.token_urlsafe(24), self.clock.now() + INVITATION
        async with self.uow() as unit:
            before = await _invitation(unit, invitation_id)
            await unit.team.renew(before.id, hashed(token), expires_at)
            await unit.audit.append(actor, "invitation.renewed", before.email, None, {})
        invitation = Invitation(before.id, before.email, before.name, before.role, before.page_roles, expires_at)
        return invitation, token

    async def withdraw(self, actor: str, invitation_id: UUID) -> None:
        """The link works no more."""
        async with self.uow() as unit:
            invitation = await _invitation(unit, invitation_id)
            await unit.team.withdraw(invitation.id)
            await unit.audit.append(actor, "invitation.withdrawn", invitation.email, None, {})

    async def change_role(self, actor: str, user_id: UUID, role: str) -> None:
        """Another role on all pages that have none of their own; the last administrator stays one."""
        _check_role(role, ALL_ROLES)

        async def change(unit: TeamUnit, member: Member) -> None:
            if role == member.role:
                return
            if member.on and member.role == ADMIN:
                await _check_not_last(unit)
            if role == NONE and not Roles(role, member.page_roles).where().only:
                raise Invalid(f"Give {member.name} a role on at least one page first, or switch the account off.")
            await unit.team.change_role(member.id, role)
            data = {"role": {"before": member.role, "after": role}}
            await unit.audit.append(actor, "member.role_changed", member.email, None, data)

        await self._on(user_id, change)

    async def change_page_role(self, actor: str, user_id: UUID, page_id: str, role: str | None) -> None:
        """Another role on one page; None lets the account's own count there again."""
        if role is not None:
            _check_role(role, ALL_ROLES)

        async def change(unit: TeamUnit, member: Member) -> None:
            if await unit.team.unknown_pages([page_id]):
                raise NotFound(f"There is no page with the id {page_id!r}.")
            before = member.page_roles.get(page_id)
            if role == before:
                return
            roles = {page: on for page, on in {**member.page_roles, page_id: role}.items() if on is not None}
            if not Roles(member.role, roles).somewhere(ROLES[0]):
                raise Invalid(f"That is the last page of {member.name}. Switch the account off instead.")
            await unit.team.change_page_role(member.id, page_id, role)
            data = {"role": {"before": before, "after": role}}
            await unit.audit.append(actor, "member.page_role_changed", member.email, page_id, data)

        await self._on(user_id, change)

    async def switch(self, actor: str, user_id: UUID, *, on: bool) -> None:
        """Let somebody sign in again, or not any more, at once; what they did stays. The last administrator stays on."""

        async def change(unit: TeamUnit, member: Member) -> None:
            if on == member.on:
                return
            if not on and member.role == ADMIN:
                await _check_not_last(unit)
            await unit.team.switch(member.id, on=on)
            await unit.audit.append(actor, f"member.switched_{'on' if on else 'off'}", member.email, None, {})

        await self._on(user_id, change)

    async def _on(self, user_id: UUID, change: Callable[[TeamUnit, Member], Awaitable[None]]) -> None:
        async with self.uow() as unit:
            await unit.team.active_admins()  # locked first and in one order, so that two changes can't block each other
            member = await unit.team.member(user_id, lock=True)
            if member is None:
                raise NotFound("There is no such account.")
            await change(unit, member)


async def _check_not_last(unit: TeamUnit) -> None:
    if await unit.team.active_admins() <= 1:
        raise Conflict("This is the last administrator. Make somebody else an administrator first.")


async def _invitation(unit: TeamUnit, invitation_id: UUID) -> Invitation:
    invitation = await unit.team.invitation(invitation_id, lock=True)
    if invitation is None:
        raise NotFound("This invitation was followed already, or was withdrawn.")
    return invitation


def _check_roles(role: str, page_roles: Mapping[str, str]) -> None:
    _check_role(role, ALL_ROLES)
    if len(page_roles) > MOST_PAGES:
        raise Invalid(f"At most {MOST_PAGES} pages are taken.")
    for on_page in page_roles.values():
        _check_role(on_page, ALL_ROLES)
    if not Roles(role, page_roles).somewhere(ROLES[0]):
        raise Invalid("Give a role on all pages, or on at least one.")


def _check_role(role: str, known: tuple[str, ...]) -> None:
    if role not in known:
        raise Invalid(f"The role must be one of {', '.join(known)}.")
