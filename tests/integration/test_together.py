"""Two approvals, proposals and the team over HTTP, on a real database."""

from __future__ import annotations

import asyncio

import pytest

from desk.domain.incoming import Incoming
from desk.domain.page import Page
from desk.services.receive import edit, receive
from tests.integration.people import account, browser_of

TEXT = "Of course we are."


class Shop:
    """A page that demands two people, one comment, and people with browsers."""

    def __init__(self, desk, web):
        self.desk, self.web = desk, web
        self.browsers = {}

    async def furnish(self):
        desk = self.desk
        async with desk.uow() as unit:
            settings = {"undo_seconds": 60, "second_approval": {"all": True}}
            await unit.pages.add(Page("shop", "The Shop", settings))
            await unit.pages.add(Page("blog", "The Blog"))
        roles = {"Mia": "approver", "Bo": "approver", "Kit": "drafter", "Ada": "admin"}
        self.people = {name: await account(desk, name, role) for name, role in roles.items()}
        for name, person in self.people.items():
            self.browsers[name] = await browser_of(desk, self.web, person)
        self.connection = await desk.api_connection("shop")
        received = await receive(desk.uow, desk.clock, self.connection, Incoming("c1", "Are you open?"))
        self.comment = received.comment.id

    async def close(self):
        for browser in self.browsers.values():
            await browser.aclose()

    async def seen_by(self, name):
        return (await self.browsers[name].get(f"/api/v1/comments/{self.comment}/conversation")).json()

    async def approve(self, name, text=TEXT, version=None):
        version = version or (await self.seen_by(name))["comment"]["version"]
        body = {"version": version, "text": text}
        return await self.browsers[name].post(f"/api/v1/comments/{self.comment}/approve", json=body)

    async def replies(self):
        async with self.desk.database.connection() as raw:
            query = (
                "SELECT r.text, r.state, u.name AS by, f.name AS first FROM replies r JOIN users u"
                " ON u.id = r.approved_by LEFT JOIN users f ON f.id = r.first_approved_by ORDER BY r.approved_at"
            )
            return await (await raw.execute(query)).fetchall()

    async def audit(self):
        async with self.desk.database.connection() as raw:
            rows = await (await raw.execute("SELECT actor, action, subject, page_id FROM audit ORDER BY id")).fetchall()
            return [tuple(row.values()) for row in rows]


@pytest.fixture
async def shop(desk, web):
    shop = Shop(desk, web)
    await shop.furnish()
    yield shop
    await shop.close()


async def test_two_people_approve_and_each_sees_where_it_stands(shop):
    first = (await shop.approve("Mia")).json()
    assert first["comment"]["state"] == "received" and first["reply"] is None
    assert first["first_approval"]["mine"] is True
    theirs = (await shop.seen_by("Bo"))["first_approval"]
    assert (theirs["by"], theirs["text"], theirs["mine"]) == ("Mia", TEXT, False)
    refused = await shop.approve("Mia")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "second_needed")
    second = (await shop.approve("Bo")).json()
    assert (second["comment"]["state"], second["first_approval"]) == ("approved", None)
    assert await shop.replies() == [{"text": TEXT, "state": "approved", "by": "Bo", "first": "Mia"}]


async def test_undo_goes_back_one_person_at_a_time(shop):
    await shop.approve("Mia")
    await shop.approve("Bo")
    for still in ("Mia", None):
        seen = await shop.seen_by("Bo")
        body = {"version": seen["comment"]["version"]}
        undone = (await shop.browsers["Bo"].post(f"/api/v1/comments/{shop.comment}/undo", json=body)).json()
        assert (undone["first_approval"] or {}).get("by") == still
    assert [row["state"] for row in await shop.replies()] == ["cancelled"]


async def test_an_authors_edit_voids_the_first_approval(shop):
    await shop.approve("Mia")
    await edit(shop.desk.uow, shop.desk.clock, shop.connection, "c1", "Are you open on Monday?")
    assert (await shop.seen_by("Bo"))["first_approval"] is None
    assert (await shop.approve("Bo")).json()["first_approval"]["mine"] is True
    assert await shop.replies() == []


async def test_many_hands_at_once_make_one_reply_of_two_people(shop):
    version = (await shop.seen_by("Mia"))["comment"]["version"]
    answers = await asyncio.gather(*(shop.approve(name, version=version) for name in ("Mia", "Bo", "Ada") * 3))
    assert {answer.status_code for answer in answers} == {200, 409}
    assert await shop.replies() == []
    seen = await shop.seen_by("Ada")
    others = [name for name in ("Mia", "Bo", "Ada") if name != seen["first_approval"]["by"]]
    version = seen["comment"]["version"]
    await asyncio.gather(*(shop.approve(name, version=version) for name in others * 3))
    (reply,) = await shop.replies()
    assert reply["first"] == seen["first_approval"]["by"] and reply["by"] in others


async def test_a_drafters_wording_is_kept_for_whoever_approves(shop):
    version = (await shop.seen_by("Kit"))["comment"]["version"]
    path = f"/api/v1/comments/{shop.comment}/proposal"
    saved = await shop.browsers["Kit"].put(path, json={"version": version, "text": "Yes!"})
    assert saved.status_code == 200
    proposal = (await shop.seen_by("Mia"))["proposal"]
    assert (proposal["by"], proposal["text"], proposal["outdated"]) == ("Kit", "Yes!", False)
    assert (await shop.approve("Mia", version=version)).status_code == 200, "it was not in the approver's way"
    await edit(shop.desk.uow, shop.desk.clock, shop.connection, "c1", "Are you open on Monday?")
    assert (await shop.seen_by("Mia"))["proposal"]["outdated"] is True
    assert (await shop.approve("Kit")).status_code == 403


async def test_an_invited_person_has_the_roles_that_were_given(shop, web):
    ada = shop.browsers["Ada"]
    body = {"email": "lou@example.org", "role": "none", "pages": {"blog": "approver"}}
    made = (await ada.post("/api/v1/team/invitations", json=body)).json()
    again = (await ada.post(f"/api/v1/team/invitations/{made['id']}/renew")).json()
    dead, token = (one["link"].rpartition("/")[2] for one in (made, again))
    bo = shop.browsers["Bo"]
    assert (await bo.get(f"/api/v1/sign-in-links/{dead}")).status_code == 404
    lou = {"name": "Lou", "email": "lou@example.org", "password": "correct horse battery"}
    answer = await bo.post(f"/api/v1/sign-in-links/{token}", json=lou)
    assert [(page["id"], page["role"]) for page in answer.json()["pages"]] == [("blog", "approver")]
    team = (await ada.get("/api/v1/team")).json()
    assert team["invitations"] == []
    assert {one["name"]: one["pages"] for one in team["people"]}["Lou"] == {"blog": "approver"}


async def test_a_changed_role_counts_at_once_and_every_change_is_noted(shop):
    ada, kit = shop.browsers["Ada"], shop.people["Kit"].id
    await ada.patch(f"/api/v1/team/{kit}", json={"role": "approver"})
    assert (await shop.approve("Kit")).status_code == 200
    await ada.put(f"/api/v1/team/{kit}/pages/shop", json={"role": "none"})
    assert (await shop.approve("Kit", version=1)).status_code == 404
    assert (await shop.browsers["Kit"].get("/api/v1/queue")).json()["items"] == []
    await ada.patch(f"/api/v1/team/{kit}", json={"on": False})
    assert (await shop.browsers["Kit"].get("/api/v1/me")).status_code == 401
    await ada.patch("/api/v1/pages/shop", json={"name": "The New Shop"})
    assert await shop.audit() == [
        ("Ada", "member.role_changed", "kit@example.org", None),
        ("Ada", "member.page_role_changed", "kit@example.org", "shop"),
        ("Ada", "member.switched_off", "kit@example.org", None),
        ("Ada", "page.changed", "The New Shop", "shop"),
    ]


async def test_two_administrators_cannot_both_step_down_at_once(shop):
    ada, mia = shop.people["Ada"].id, shop.people["Mia"].id
    await shop.browsers["Ada"].patch(f"/api/v1/team/{mia}", json={"role": "admin"})
    answers = await asyncio.gather(
        shop.browsers["Ada"].patch(f"/api/v1/team/{ada}", json={"role": "viewer"}),
        shop.browsers["Mia"].patch(f"/api/v1/team/{mia}", json={"on": False}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_somebody_on_one_page_sees_and_may_change_that_page_only(shop, web):
    editor = await account(shop.desk, "Edi", "none", {"blog": "admin"})
    browser = await browser_of(shop.desk, web, editor)
    article = {"title": "On the blog", "body": "A blog is written.", "page_id": "blog"}
    assert (await browser.post("/api/v1/articles", json=article)).status_code == 201
    for page, status in (("shop", 404), (None, 403)):
        moved = await browser.post("/api/v1/articles", json={**article, "page_id": page})
        assert moved.status_code == status
    me = (await browser.get("/api/v1/me")).json()
    assert [page["id"] for page in me["pages"]] == ["blog"] and me["counts"]["waiting"] == 0
    assert (await browser.patch("/api/v1/pages/blog", json={"undo_seconds": 5})).status_code == 200
    assert (await browser.get("/api/v1/team")).status_code == 403
    await browser.aclose()
