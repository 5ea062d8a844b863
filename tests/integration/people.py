"""People with a session, without the time that hashing passwords takes."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

import httpx

from desk.main import Desk
from desk.services.accounts import SESSION, Account, hashed
from desk.web.guard import COOKIE

HERE = {"Sec-Fetch-Site": "same-origin"}


async def account(desk: Desk, name: str, role: str, page_roles: Mapping[str, str] | None = None) -> Account:
    """An account that nobody can sign in to with a password."""
    email = f"{name.lower().replace(' ', '-').replace(',', '')}@example.org"
    async with desk.uow() as unit:
        user_id = await unit.people.add(name, email, role, "no password", page_roles)
    return Account(user_id, name, email, role, page_roles or {}, desk.clock.now())


async def browser_of(desk: Desk, web: str, person: Account) -> httpx.AsyncClient:
    """A browser in which this person is signed in."""
    token = secrets.token_urlsafe(32)
    async with desk.uow() as unit:
        await unit.people.start_session(person.id, hashed(token), desk.clock.now() + SESSION)
    return httpx.AsyncClient(base_url=web, headers=HERE, cookies={COOKIE: token}, timeout=30)
