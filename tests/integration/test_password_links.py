"""A forgotten password, with the real database and the real web process."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import httpx
import pyotp
import pytest

from desk.domain.errors import Conflict
from desk.domain.reply import Refused, Sent
from desk.services.attempts import MAX_FAILURES
from desk.services.password_links import GUESSES, LINK, MOST_LINKS, LinkEnded, LinkExpired, LinkUsed
from tests.integration.people import account, browser_of

HERE = {"Sec-Fetch-Site": "same-origin", "User-Agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"}
OLD, NEW = "correct horse battery", "quiet lantern harbour"
KIT = {"email": "kit@example.org", "password": OLD}


@pytest.fixture
async def admin(desk, web):
    async with await browser_of(desk, web, await account(desk, "Ada", "admin")) as browser:
        yield browser


@pytest.fixture
async def kit(desk):
    return await desk.accounts.add("Kit", KIT["email"], "drafter", OLD)


@pytest.fixture
async def other(web):
    async with httpx.AsyncClient(base_url=web, headers=HERE) as other:
        yield other


class Letters:
    """The desk's own address, that keeps what it is handed."""

    def __init__(self, outcome=None):
        self.outcome, self.sent = outcome or Sent("1"), []

    async def send(self, letter):
        self.sent.append(letter)
        return self.outcome


async def made(admin, person, **body):
    response = await admin.post(f"/api/v1/people/{person.id}/password-link", json=body)
    assert response.status_code == 201, response.text
    return response.json()


def token_of(link):
    return link["link"].rpartition("/new-password/")[2]


async def set_by(browser, token, password=NEW):
    return await browser.post(f"/api/v1/password-links/{token}", json={"password": password})


async def signed_in(browser, password, code=None):
    return await browser.post("/api/v1/session", json={"email": KIT["email"], "password": password, "code": code})


async def audited(desk, action):
    async with desk.database.connection() as raw:
        rows = await raw.execute("SELECT actor, subject, data FROM audit WHERE action = %s ORDER BY id", (action,))
        return [(row["actor"], row["subject"], row["data"]) for row in await rows.fetchall()]


async def test_a_link_sets_a_new_password_and_ends_every_session(desk, web, admin, kit, other):
    async with await browser_of(desk, web, kit) as before:
        link = await made(admin, kit)
        assert (link["email"], link["mailed"], link["why_not"]) == (KIT["email"], False, None)
        assert (await before.get("/api/v1/me")).status_code == 200
        told = await other.get(f"/api/v1/password-links/{token_of(link)}")
        assert told.json() == {"name": "Kit", "email": KIT["email"], "expires_at": link["expires_at"]}
        assert (await signed_in(other, OLD)).status_code == 200
        response = await set_by(other, token_of(link))
        assert (response.status_code, response.headers.get("set-cookie")) == (204, None)
        assert (await before.get("/api/v1/me")).status_code == 401
        assert (await other.get("/api/v1/me")).status_code == 401
    assert (await signed_in(other, OLD)).status_code == 401
    assert (await signed_in(other, NEW)).status_code == 200
    assert await audited(desk, "password_link.made") == [("Ada", KIT["email"], {"mail": False})]
    assert await audited(desk, "password_link.used") == [("Kit", KIT["email"], {"signed_out": 2})]


async def test_only_the_hash_of_a_link_is_stored(desk, admin, kit):
    token = token_of(await made(admin, kit))
    async with desk.database.connection() as raw:
        (row,) = await (await raw.execute("SELECT row_to_json(l)::text AS said FROM password_links l")).fetchall()
    assert token not in row["said"]
    assert token.encode().hex() not in row["said"]


async def test_a_link_works_once_also_when_it_is_followed_twice_at_once(desk, admin, kit, other):
    token = token_of(await made(admin, kit))
    answers = await asyncio.gather(*(set_by(other, token, f"{NEW} {number}") for number in range(4)))
    assert sorted(answer.status_code for answer in answers) == [204, 404, 404, 404]
    again = await set_by(other, token, "yet another secret")
    assert (again.status_code, again.json()["error"]["code"]) == (404, "link_used")
    assert "used already" in again.json()["error"]["message"]
    assert (await signed_in(other, "yet another secret")).status_code == 401


async def test_a_link_that_comes_late_says_so(desk, admin, kit):
    token = token_of(await made(admin, kit))
    now = desk.clock.now()
    for passed, works in ((LINK - timedelta(minutes=1), True), (LINK + timedelta(minutes=1), False)):
        late = replace(desk.password_links, clock=At(now + passed))
        if works:
            assert (await late.read(token, "192.0.2.1"))["name"] == "Kit"
        else:
            with pytest.raises(LinkExpired, match="has expired"):
                await late.follow(token, NEW, "192.0.2.1")


class At:
    """A clock that stands."""

    def __init__(self, now):
        self._now = now

    def now(self):
        return self._now


async def test_a_later_link_ends_the_one_before(desk, admin, kit, other):
    first = token_of(await made(admin, kit))
    second = token_of(await made(admin, kit))
    with pytest.raises(LinkEnded):
        await desk.password_links.read(first, "192.0.2.1")
    assert (await set_by(other, second)).status_code == 204
    with pytest.raises(LinkUsed):
        await desk.password_links.read(second, "192.0.2.1")


async def test_changing_the_password_oneself_ends_the_link(desk, web, admin, kit, other):
    token = token_of(await made(admin, kit))
    async with await browser_of(desk, web, kit) as own:
        changed = await own.post("/api/v1/account/password", json={"current": OLD, "new": NEW})
        assert changed.status_code == 200, changed.text
    refused = await set_by(other, token, "somebody else's choice")
    assert (refused.status_code, refused.json()["error"]["code"]) == (404, "link_ended")
    assert (await signed_in(other, NEW)).status_code == 200


async def test_the_second_factor_stays(desk, web, admin, kit, other):
    async with await browser_of(desk, web, kit) as own:
        secret = pyotp.TOTP((await own.post("/api/v1/account/second-factor")).json()["secret"])
        code = secret.at(desk.clock.now() - timedelta(seconds=30))
        assert (await own.post("/api/v1/account/second-factor/confirm", json={"code": code})).status_code == 200
    assert (await set_by(other, token_of(await made(admin, kit)))).status_code == 204
    without = await signed_in(other, NEW)
    assert (without.status_code, without.json()["error"]["code"]) == (401, "code_needed")
    assert (await signed_in(other, NEW, secret.now())).status_code == 200


async def test_who_tried_too_often_signs_in_at_once_with_the_new_password(desk, admin, kit, other):
    for _ in range(MAX_FAILURES):
        assert (await signed_in(other, "no idea any more")).status_code == 401
    assert (await signed_in(other, OLD)).status_code == 429
    assert (await set_by(other, token_of(await made(admin, kit)))).status_code == 204
    assert (await signed_in(other, NEW)).status_code == 200


async def test_a_password_that_is_too_short_leaves_the_link_as_it_is(admin, kit, other):
    token = token_of(await made(admin, kit))
    refused = await set_by(other, token, "short")
    assert (refused.status_code, "10 characters" in refused.json()["error"]["message"]) == (422, True)
    assert (await set_by(other, token)).status_code == 204


async def test_a_link_from_another_site_is_not_followed(admin, kit, other):
    token = token_of(await made(admin, kit))
    other.headers["Sec-Fetch-Site"] = "cross-site"
    assert (await set_by(other, token)).status_code == 403


async def test_guessing_links_is_stopped_and_a_real_one_doesnt_count(admin, kit, other):
    token = token_of(await made(admin, kit))
    for _ in range(GUESSES + 5):
        assert (await other.get(f"/api/v1/password-links/{token}")).status_code == 200
    for _ in range(GUESSES):
        guessed = await other.get("/api/v1/password-links/no-such-link")
        assert (guessed.status_code, guessed.json()["error"]["code"]) == (404, "link_unknown")
    stopped = await other.get("/api/v1/password-links/no-such-link")
    assert (stopped.status_code, "retry-after" in stopped.headers) == (429, True)


async def test_making_links_is_limited_for_each_person(desk, admin, kit):
    for _ in range(MOST_LINKS):
        await made(admin, kit)
    refused = await admin.post(f"/api/v1/people/{kit.id}/password-link", json={})
    assert (refused.status_code, "wait an hour" in refused.json()["error"]["message"]) == (429, True)
    lou = await desk.accounts.add("Lou", "lou@example.org", "viewer", OLD)
    await made(admin, lou)


async def test_no_link_for_oneself_nor_for_who_has_no_password_or_is_switched_off(desk, admin, kit):
    me = (await admin.get("/api/v1/me")).json()["user"]["id"]
    async with desk.uow() as unit:
        company = uuid4()
        await unit.sessions.add_user(company, "Sam", "sam@example.org", "viewer")
    await desk.team.switch("Ada", kit.id, on=False)
    for person, status, words in (
        (me, 409, "under Account"),
        (company, 409, "company's sign-in"),
        (kit.id, 409, "switched off"),
        (uuid4(), 404, "no such account"),
    ):
        refused = await admin.post(f"/api/v1/people/{person}/password-link", json={})
        assert (refused.status_code, words in refused.json()["error"]["message"]) == (status, True), refused.text
    assert await audited(desk, "password_link.made") == []


async def test_a_link_of_somebody_who_was_switched_off_works_no_more(desk, admin, kit):
    token = token_of(await made(admin, kit))
    await desk.team.switch("Ada", kit.id, on=False)
    with pytest.raises(LinkEnded):
        await desk.password_links.follow(token, NEW, "192.0.2.1")


async def test_a_mailed_link_goes_to_the_person_and_is_not_shown(desk, kit):
    letters = Letters()
    links = replace(desk.password_links, letters=letters)
    made = await links.make("Ada", kit.id, mail=True)
    (letter,) = letters.sent
    assert (letter.to, made.mailed, made.why_not) == (KIT["email"], True, None)
    assert made.address in letter.text
    assert "Kit" in letter.text
    assert "Ada" in letter.text


async def test_a_link_that_could_not_be_mailed_can_still_be_copied(desk, kit, other):
    reason = "The mail server can't take the reply right now (451)."
    links = replace(desk.password_links, letters=Letters(Refused(reason, passing=True)))
    made = await links.make("Ada", kit.id, mail=True)
    assert (made.mailed, made.why_not) == (False, reason)
    assert (await set_by(other, made.address.rpartition("/")[2])).status_code == 204


async def test_without_an_address_of_its_own_the_desk_mails_nothing(desk, admin, kit):
    assert (await admin.get("/api/v1/team")).json()["mails"] is False
    with pytest.raises(Conflict, match="hand the link over"):
        await desk.password_links.make("Ada", kit.id, mail=True)


async def test_a_link_stands_in_no_log(desk, admin, kit, other, capfd):
    token = token_of(await made(admin, kit))
    await other.get(f"/api/v1/password-links/{token}")
    await set_by(other, token)
    said = capfd.readouterr()
    assert token not in said.out + said.err
