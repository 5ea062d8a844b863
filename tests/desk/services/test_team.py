from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest

from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.team import Member
from desk.services.accounts import hashed
from desk.services.team import INVITATION, TeamChanges
from tests.desk.fakes import FakeAudit, FakeClock


class FakeTeam:
    def __init__(self, *members):
        self.members = {one.id: one for one in members}
        self.invitations, self.tokens, self.pages = {}, {}, {"shop", "blog"}

    async def member(self, user_id, *, lock=False):
        return self.members.get(user_id)

    async def active_admins(self):
        return sum(one.role == "admin" and one.on for one in self.members.values())

    async def change_role(self, user_id, role):
        self.members[user_id] = replace(self.members[user_id], role=role)

    async def change_page_role(self, user_id, page_id, role):
        roles = {**self.members[user_id].page_roles, page_id: role}
        roles = {page: role for page, role in roles.items() if role is not None}
        self.members[user_id] = replace(self.members[user_id], page_roles=roles)

    async def switch(self, user_id, *, on):
        self.members[user_id] = replace(self.members[user_id], on=on)

    async def has_account(self, email):
        return any(one.email.lower() == email.lower() for one in self.members.values())

    async def unknown_pages(self, page_ids):
        return [page for page in page_ids if page not in self.pages]

    async def invite(self, invitation, token_hash, invited_by):
        self.invitations = {k: v for k, v in self.invitations.items() if v.email != invitation.email}
        self.invitations[invitation.id] = invitation
        self.tokens[invitation.id] = token_hash

    async def invitation(self, invitation_id, *, lock=False):
        return self.invitations.get(invitation_id)

    async def renew(self, invitation_id, token_hash, expires_at):
        self.tokens[invitation_id] = token_hash

    async def withdraw(self, invitation_id):
        del self.invitations[invitation_id]


ADA = Member(uuid4(), "Ada", "ada@example.org", "admin")
KIT = Member(uuid4(), "Kit", "kit@example.org", "drafter")


class Scene:
    def __init__(self, *members):
        self.team, self.audit = FakeTeam(*(members or (ADA, KIT))), FakeAudit([])
        self.clock = FakeClock()
        self.changes = TeamChanges(self._unit, self.clock)

    @asynccontextmanager
    async def _unit(self):
        yield SimpleNamespace(team=self.team, audit=self.audit)

    def actions(self):
        return [action for _, action, *_ in self.audit.entries]


async def test_an_invitation_gives_a_link_for_a_week_and_is_noted():
    scene = Scene()
    invitation, token = await scene.changes.invite("Ada", "Lou@example.org", "Lou", "none", {"shop": "approver"})
    assert scene.team.tokens[invitation.id] == hashed(token)
    assert invitation.expires_at == scene.clock.now() + INVITATION
    assert scene.audit.entries == [
        ("Ada", "invitation.sent", "Lou@example.org", None, {"role": "none", "pages": {"shop": "approver"}})
    ]


async def test_another_link_replaces_the_one_before_and_an_invitation_can_be_withdrawn():
    scene = Scene()
    invitation, first = await scene.changes.invite("Ada", "lou@example.org", None, "viewer", {})
    scene.clock.pass_(days=10)
    renewed, second = await scene.changes.renew("Ada", invitation.id)
    assert first != second and scene.team.tokens[invitation.id] == hashed(second)
    assert renewed.expires_at - invitation.expires_at == timedelta(days=10)
    await scene.changes.withdraw("Ada", invitation.id)
    with pytest.raises(NotFound):
        await scene.changes.renew("Ada", invitation.id)
    assert scene.actions() == ["invitation.sent", "invitation.renewed", "invitation.withdrawn"]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (("no address", None, "viewer", {}), Invalid),
        (("kit@example.org", None, "viewer", {}), Conflict),
        (("lou@example.org", None, "none", {}), Invalid),
        (("lou@example.org", None, "none", {"shop": "none"}), Invalid),
        (("lou@example.org", None, "owner", {}), Invalid),
        (("lou@example.org", None, "viewer", {"nowhere": "admin"}), NotFound),
    ],
)
async def test_an_invitation_that_makes_no_sense_is_refused_and_not_noted(given, error):
    scene = Scene()
    with pytest.raises(error):
        await scene.changes.invite("Ada", *given)
    assert not scene.team.invitations and not scene.audit.entries


async def test_roles_change_and_what_is_so_already_is_not_noted():
    scene = Scene()
    await scene.changes.change_role("Ada", KIT.id, "approver")
    await scene.changes.change_role("Ada", KIT.id, "approver")
    await scene.changes.change_page_role("Ada", KIT.id, "blog", "none")
    await scene.changes.change_page_role("Ada", KIT.id, "blog", None)
    kit = scene.team.members[KIT.id]
    assert (kit.role, kit.page_roles) == ("approver", {})
    assert scene.actions() == ["member.role_changed", "member.page_role_changed", "member.page_role_changed"]


@pytest.mark.parametrize("change", ["demoted", "switched off"])
async def test_the_last_administrator_stays(change):
    scene = Scene(ADA, KIT, Member(uuid4(), "Old", "old@example.org", "admin", on=False))
    with pytest.raises(Conflict, match="last administrator"):
        if change == "demoted":
            await scene.changes.change_role("Ada", ADA.id, "approver")
        else:
            await scene.changes.switch("Ada", ADA.id, on=False)
    assert scene.team.members[ADA.id] == ADA and not scene.audit.entries
    await scene.changes.change_role("Ada", KIT.id, "admin")
    await scene.changes.change_role("Kit", ADA.id, "viewer")
    assert scene.team.members[ADA.id].role == "viewer"


async def test_nobody_is_left_without_any_page_by_accident():
    scene = Scene()
    with pytest.raises(Invalid, match="at least one page"):
        await scene.changes.change_role("Ada", KIT.id, "none")
    await scene.changes.change_page_role("Ada", KIT.id, "shop", "drafter")
    await scene.changes.change_role("Ada", KIT.id, "none")
    with pytest.raises(Invalid, match="last page"):
        await scene.changes.change_page_role("Ada", KIT.id, "shop", None)
    kit = scene.team.members[KIT.id]
    assert (kit.role, kit.page_roles) == ("none", {"shop": "drafter"})


async def test_an_account_is_switched_off_and_on():
    scene = Scene()
    await scene.changes.switch("Ada", KIT.id, on=False)
    assert not scene.team.members[KIT.id].on
    await scene.changes.switch("Ada", KIT.id, on=True)
    assert scene.actions() == ["member.switched_off", "member.switched_on"]


async def test_what_is_not_there_is_not_found():
    scene = Scene()
    with pytest.raises(NotFound):
        await scene.changes.change_role("Ada", uuid4(), "viewer")
    with pytest.raises(NotFound):
        await scene.changes.change_page_role("Ada", KIT.id, "nowhere", "viewer")
    with pytest.raises(NotFound):
        await scene.changes.withdraw("Ada", uuid4())
