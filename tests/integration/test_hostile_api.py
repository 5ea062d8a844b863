"""Whatever is asked of the API: no crash, no hang, nobody let in, and answers as its document has them."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from desk.main import Desk
from desk.services.accounts import SESSION, hashed
from desk.web.app import OPERATIONS
from desk.web.guard import COOKIE
from desk.web.operations import MACHINE, PUBLIC
from tests.integration.hostile_api import Caller, HostileApi, Tried
from tests.integration.people import HERE, account
from tests.integration.test_roles_matrix import Scene

EXAMPLES = 10
LAST = ("sign_out", "change_password", "end_session", "end_other_sessions", "change_sign_in_rules")


class Desks:
    """A furnished desk, and the ways of calling it."""

    def __init__(self, desk: Desk, web: str, scene: Scene) -> None:
        self.desk = desk
        self.api = HostileApi(
            web, {name: value for name, value in scene.values.items() if name not in ("password", "version", "mode")}
        )

    async def administrator(self) -> Caller:
        """A new session, since some operations end one, of an account as it was at first."""
        token = secrets.token_urlsafe(32)
        async with self.desk.database.connection() as raw:
            await raw.execute("TRUNCATE sign_in_attempts, desk_settings")
        person = await account(self.desk, f"Administrator {secrets.token_hex(4)}", "admin")
        async with self.desk.uow() as unit:
            await unit.people.start_session(person.id, hashed(token), self.desk.clock.now() + SESSION)
        return Caller("an administrator", HERE, {COOKIE: token})

    async def machine(self) -> Caller:
        _, token = await self.desk.webhooks.add_token("Ada", "shop", secrets.token_hex(4))
        refused = frozenset(one.name for one in OPERATIONS if one.allow not in (MACHINE, PUBLIC))
        return Caller("a machine", {"Authorization": f"Bearer {token}"}, refused=refused)

    @staticmethod
    async def nobody() -> Caller:
        refused = frozenset(one.name for one in OPERATIONS if one.allow != PUBLIC)
        return Caller("nobody", refused=refused)


@pytest.fixture
async def desks(desk, web):
    scene = Scene(desk, web)
    await scene.furnish()
    yield Desks(desk, web, scene)
    await scene.close()


async def everything(desks: Desks, who: Any, examples: int) -> Tried:
    tried = Tried()
    for name in sorted(desks.api.operations, key=lambda name: (name in LAST, name)):
        tried.merge(desks.api.try_out(name, await who(), examples))
    return tried


@pytest.mark.parametrize("who", ["administrator", "machine", "nobody"])
async def test_whatever_is_asked_the_answer_is_documented(desks, who):
    tried = await everything(desks, getattr(desks, who), EXAMPLES if who == "administrator" else 4)
    assert not tried.findings, "\n".join(f"{what}\n    {how}" for what, how in sorted(tried.findings.items()))
    assert tried.requests > len(OPERATIONS) * 3
