"""Where somebody is signed in, password changes, notices, and counting attempts behind proxies."""

import asyncio

import httpx
import pytest

from desk.services.accounts import Origin, TooManyAttempts, WrongCredentials

ADA = {"name": "Ada", "email": "ada@example.org", "password": "correct horse battery"}
CREDENTIALS = {"email": ADA["email"], "password": ADA["password"]}
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


@pytest.fixture
async def browser(desk, web):
    async with httpx.AsyncClient(base_url=web, headers={"Sec-Fetch-Site": "same-origin", "User-Agent": FIREFOX}) as one:
        token = await desk.accounts.first_admin_link()
        assert (await one.post(f"/api/v1/sign-in-links/{token}", json=ADA)).status_code == 200
        yield one


@pytest.fixture
async def phone(browser, web):
    async with httpx.AsyncClient(base_url=web, headers={"Sec-Fetch-Site": "same-origin", "User-Agent": PHONE}) as two:
        assert (await two.post("/api/v1/session", json=CREDENTIALS)).status_code == 200
        yield two


async def sessions(browser):
    return (await browser.get("/api/v1/account")).json()["sessions"]


async def test_sessions_are_named_as_people_know_their_devices(browser, phone):
    shown = {session["device"]: session for session in await sessions(browser)}
    assert set(shown) == {"Firefox on Linux", "Safari on iPhone"}
    assert shown["Firefox on Linux"]["current"] and not shown["Safari on iPhone"]["current"]
    assert shown["Safari on iPhone"]["address"] == "127.0.0.1"
    assert shown["Firefox on Linux"]["via"] == "link"


async def test_one_session_ends_and_the_others_stay(browser, phone):
    there = next(session for session in await sessions(browser) if not session["current"])
    assert (await browser.delete(f"/api/v1/account/sessions/{there['id']}")).status_code == 204
    assert (await phone.get("/api/v1/me")).status_code == 401
    assert (await browser.get("/api/v1/me")).status_code == 200
    assert (await browser.delete(f"/api/v1/account/sessions/{there['id']}")).status_code == 404


async def test_nobody_ends_somebody_elses_session(desk, browser, web):
    await desk.accounts.add("Bo", "bo@example.org", "admin", ADA["password"])
    own = (await sessions(browser))[0]["id"]
    async with httpx.AsyncClient(base_url=web, headers={"Sec-Fetch-Site": "same-origin"}) as bo:
        await bo.post("/api/v1/session", json={"email": "bo@example.org", "password": ADA["password"]})
        assert (await bo.delete(f"/api/v1/account/sessions/{own}")).status_code == 404
        assert (await bo.delete("/api/v1/account/sessions")).json() == {"ended": 0}
    assert (await browser.get("/api/v1/me")).status_code == 200


async def test_a_new_password_signs_every_other_browser_out(browser, phone):
    body = {"current": ADA["password"], "new": "another long password"}
    assert (await browser.post("/api/v1/account/password", json=body)).json() == {"ended": 1}
    assert (await phone.get("/api/v1/me")).status_code == 401
    assert (await browser.get("/api/v1/me")).status_code == 200
    assert (await phone.post("/api/v1/session", json=CREDENTIALS)).status_code == 401
    assert (await phone.post("/api/v1/session", json={**CREDENTIALS, "password": body["new"]})).status_code == 200


@pytest.mark.parametrize(
    "body", [{"current": "wrong", "new": "another long password"}, {"current": ADA["password"], "new": "short"}]
)
async def test_a_password_that_can_not_be_taken_changes_nothing(browser, phone, body):
    assert (await browser.post("/api/v1/account/password", json=body)).status_code == 422
    assert (await phone.get("/api/v1/me")).status_code == 200
    assert (await phone.post("/api/v1/session", json=CREDENTIALS)).status_code == 200


async def test_guessing_the_current_password_from_an_open_browser_is_limited(browser):
    statuses = [
        (await browser.post("/api/v1/account/password", json={"current": f"guess {n}", "new": "another long one"}))
        for n in range(11)
    ]
    assert [answer.status_code for answer in statuses] == [422] * 10 + [429]


async def test_a_sign_in_from_a_new_device_is_pointed_out_until_it_is_recognised(browser, phone):
    notices = (await browser.get("/api/v1/me")).json()["sign_in_notices"]
    assert [notice["device"] for notice in notices] == ["Safari on iPhone"]
    assert (await phone.get("/api/v1/me")).json()["sign_in_notices"] == []
    path = f"/api/v1/account/sessions/{notices[0]['session']}/recognise"
    assert (await browser.post(path)).status_code == 204
    assert (await browser.get("/api/v1/me")).json()["sign_in_notices"] == []


async def test_the_same_device_again_is_no_news(browser, phone):
    await phone.post("/api/v1/session", json=CREDENTIALS)
    assert len((await browser.get("/api/v1/me")).json()["sign_in_notices"]) == 1


async def test_sign_ins_and_failures_are_in_the_audit_log(desk, browser, phone):
    await phone.post("/api/v1/session", json={**CREDENTIALS, "password": "wrong"})
    entries = (await browser.get("/api/v1/audit")).json()["items"]
    assert [entry["action"] for entry in entries] == ["sign_in.failed", "session.started", "session.started"]
    assert entries[0]["data"] == {"device": "Safari on iPhone", "address": "127.0.0.1", "wrong": "password"}


async def test_many_attempts_at_once_are_counted_one_by_one(desk):
    await desk.accounts.add("Ada", ADA["email"], "admin", ADA["password"])

    async def attempt():
        try:
            await desk.accounts.sign_in(ADA["email"], "wrong", Origin("192.0.2.1"))
        except (WrongCredentials, TooManyAttempts) as error:
            return type(error)

    kinds = await asyncio.gather(*(attempt() for _ in range(14)))
    assert kinds.count(WrongCredentials) == 10


async def test_an_unknown_address_is_limited_in_the_same_words(desk):
    messages = []
    await desk.accounts.add("Ada", ADA["email"], "admin", ADA["password"])
    for email in (ADA["email"], "nobody@example.org"):
        for _ in range(10):
            with pytest.raises(WrongCredentials) as wrong:
                await desk.accounts.sign_in(email, "wrong", Origin("192.0.2.1"))
        with pytest.raises(TooManyAttempts) as waits:
            await desk.accounts.sign_in(email, "wrong", Origin("192.0.2.1"))
        messages.append((str(wrong.value), str(waits.value)))
    assert messages[0] == messages[1]


async def test_one_network_can_not_try_account_after_account(desk):
    for number in range(50):
        with pytest.raises(WrongCredentials):
            await desk.accounts.sign_in(f"a{number}@example.org", "x", Origin(f"2001:db8::{number:x}"))
    with pytest.raises(TooManyAttempts):
        await desk.accounts.sign_in("b@example.org", "x", Origin("2001:db8::ffff"))
    with pytest.raises(WrongCredentials):
        await desk.accounts.sign_in("b@example.org", "x", Origin("2001:db8:1::1"))


async def test_using_a_session_is_noted(desk, browser):
    async with desk.database.connection() as raw:
        await raw.execute("UPDATE sessions SET last_used_at = now() - interval '2 hours'")
    await browser.get("/api/v1/me")
    async with desk.database.connection() as raw:
        row = await (
            await raw.execute("SELECT now() - last_used_at < interval '1 minute' AS now FROM sessions")
        ).fetchone()
    assert row["now"]
