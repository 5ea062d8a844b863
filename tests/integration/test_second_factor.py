"""A second factor with the real database and the real web process."""

import asyncio
from datetime import timedelta
from uuid import UUID

import httpx
import pyotp
import pytest

from desk.services.accounts import Origin, TooManyAttempts, WrongCredentials
from desk.services.second_factor import CodeNeeded, WrongCode

ADA = {"name": "Ada", "email": "ada@example.org", "password": "correct horse battery"}
HERE = {"Sec-Fetch-Site": "same-origin", "User-Agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"}
CREDENTIALS = {"email": ADA["email"], "password": ADA["password"]}


@pytest.fixture
async def browser(desk, web):
    async with httpx.AsyncClient(base_url=web, headers=HERE) as browser:
        token = await desk.accounts.first_admin_link()
        assert (await browser.post(f"/api/v1/sign-in-links/{token}", json=ADA)).status_code == 200
        yield browser


@pytest.fixture
async def other(web):
    async with httpx.AsyncClient(base_url=web, headers=HERE) as other:
        yield other


async def enrolled(desk, browser, account="account"):
    """Its secret and its recovery codes; the code it was confirmed with was of half a minute ago."""
    enrolment = (await browser.post("/api/v1/account/second-factor")).json()
    code = pyotp.TOTP(enrolment["secret"]).at(desk.clock.now() - timedelta(seconds=30))
    response = await browser.post("/api/v1/account/second-factor/confirm", json={"code": code})
    assert response.status_code == 200, response.text
    return pyotp.TOTP(enrolment["secret"]), response.json()["codes"]


async def signed_in(browser, code=None):
    return await browser.post("/api/v1/session", json={**CREDENTIALS, "code": code})


async def audited(desk):
    async with desk.database.connection() as raw:
        rows = await (await raw.execute("SELECT action FROM audit ORDER BY id")).fetchall()
    return [row["action"] for row in rows]


async def test_enrolling_gives_a_picture_and_the_secret_and_asks_for_nothing_yet(browser, other):
    enrolment = (await browser.post("/api/v1/account/second-factor")).json()
    assert enrolment["qr"].startswith("data:image/svg+xml")
    assert enrolment["uri"].startswith("otpauth://totp/Sharewell:ada%40example.org?secret=" + enrolment["secret"])
    assert (await signed_in(other)).status_code == 200


async def test_a_wrong_code_confirms_nothing(browser, other):
    await browser.post("/api/v1/account/second-factor")
    response = await browser.post("/api/v1/account/second-factor/confirm", json={"code": "000000x"})
    assert (response.status_code, response.json()["error"]["code"]) == (403, "wrong_code")
    assert (await signed_in(other)).status_code == 200


async def test_once_confirmed_the_password_alone_is_not_enough(desk, browser, other):
    totp, _ = await enrolled(desk, browser)
    without = await signed_in(other)
    assert (without.status_code, without.json()["error"]["code"]) == (401, "code_needed")
    assert (await other.get("/api/v1/me")).status_code == 401
    assert (await signed_in(other, totp.now())).status_code == 200
    assert (await other.get("/api/v1/me")).status_code == 200


async def test_a_code_works_once_also_when_it_is_given_many_times_at_once(desk, browser):
    totp, _ = await enrolled(desk, browser)
    code = totp.now()

    async def attempt():
        try:
            return await desk.accounts.sign_in(ADA["email"], ADA["password"], Origin("192.0.2.1"), code)
        except WrongCode:
            return None

    answers = await asyncio.gather(*(attempt() for _ in range(4)))
    assert sum(answer is not None for answer in answers) == 1


async def test_a_recovery_code_works_once_in_any_spelling(desk, browser, other):
    _, codes = await enrolled(desk, browser)
    assert len(set(codes)) == 10
    assert (await signed_in(other, codes[0].upper().replace("-", " "))).status_code == 200
    assert (await signed_in(other, codes[0])).status_code == 403
    assert (await browser.get("/api/v1/account")).json()["recovery_codes"] == 9


async def test_recovery_codes_and_secrets_are_not_in_the_database(desk, browser):
    totp, codes = await enrolled(desk, browser)
    async with desk.database.connection() as raw:
        stored = await (
            await raw.execute("SELECT * FROM second_factors JOIN recovery_codes USING (user_id)")
        ).fetchall()
    text = repr([{name: bytes(v) if isinstance(v, memoryview) else v for name, v in row.items()} for row in stored])
    assert totp.secret not in text and codes[0] not in text and codes[0].replace("-", "") not in text


async def test_new_recovery_codes_end_the_earlier_ones(desk, browser, other):
    totp, old = await enrolled(desk, browser)
    response = await browser.post("/api/v1/account/second-factor/recovery-codes", json={"code": totp.now()})
    new = response.json()["codes"]
    assert (await signed_in(other, old[0])).status_code == 403
    assert (await signed_in(other, new[0])).status_code == 200


async def test_after_five_wrong_codes_even_the_right_one_waits(desk, browser, other):
    totp, _ = await enrolled(desk, browser)
    for _ in range(5):
        assert (await signed_in(other, "123")).status_code == 403
    assert (await signed_in(other, totp.now())).status_code == 429


async def test_many_wrong_codes_at_once_are_counted_one_by_one(desk, browser):
    await enrolled(desk, browser)
    user = UUID((await browser.get("/api/v1/me")).json()["user"]["id"])

    async def attempt(number):
        try:
            await desk.factors.check(user, f"{number:07}")
        except WrongCode:
            return 1
        except TooManyAttempts:
            return 0

    assert sum(await asyncio.gather(*(attempt(number) for number in range(20)))) == 5


async def test_switching_off_needs_a_code(desk, browser, other):
    totp, _ = await enrolled(desk, browser)
    assert (await browser.post("/api/v1/account/second-factor/off", json={"code": ""})).status_code == 403
    assert (await browser.post("/api/v1/account/second-factor/off", json={"code": totp.now()})).status_code == 204
    assert (await signed_in(other)).status_code == 200
    assert {"second_factor.on", "second_factor.off"} <= set(await audited(desk))


async def test_an_administrator_resets_it_for_somebody_but_not_for_themself(desk, browser, other):
    bo = await desk.accounts.add("Bo", "bo@example.org", "approver", ADA["password"])
    await other.post("/api/v1/session", json={"email": "bo@example.org", "password": ADA["password"]})
    await enrolled(desk, other)
    ada = (await browser.get("/api/v1/me")).json()["user"]["id"]
    assert (await other.delete(f"/api/v1/people/{bo.id}/second-factor")).status_code == 403
    assert (await browser.delete(f"/api/v1/people/{bo.id}/second-factor")).status_code == 204
    assert (await browser.delete(f"/api/v1/people/{bo.id}/second-factor")).status_code == 404
    assert (await browser.delete(f"/api/v1/people/{ada}/second-factor")).status_code == 409
    await desk.accounts.sign_in("bo@example.org", ADA["password"], Origin("192.0.2.1"))
    assert "second_factor.reset" in await audited(desk)


async def test_a_second_app_can_not_take_over_without_switching_off_first(desk, browser):
    await enrolled(desk, browser)
    assert (await browser.post("/api/v1/account/second-factor")).status_code == 409


async def test_a_desk_that_asks_for_it_lets_an_administrator_only_set_it_up(desk, browser, other):
    await desk.accounts.add("Vi", "vi@example.org", "viewer", ADA["password"])
    response = await browser.put("/api/v1/sign-in-rules", json={"admins_need_second_factor": True})
    assert response.json()["admins_need_second_factor"] is True
    refused = await browser.get("/api/v1/queue")
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "second_factor_missing")
    assert (await browser.get("/api/v1/events")).status_code == 403
    assert (await browser.get("/api/v1/me")).json()["second_factor_missing"] is True
    await enrolled(desk, browser)
    assert (await browser.get("/api/v1/queue")).status_code == 200
    await other.post("/api/v1/session", json={"email": "vi@example.org", "password": ADA["password"]})
    assert (await other.get("/api/v1/queue")).status_code == 200


async def test_whether_somebody_has_a_second_factor_shows_only_after_the_right_password(desk, browser):
    await enrolled(desk, browser)
    for email in (ADA["email"], "nobody@example.org"):
        with pytest.raises(WrongCredentials):
            await desk.accounts.sign_in(email, "wrong password", Origin("192.0.2.1"), "000000")
    with pytest.raises(CodeNeeded):
        await desk.accounts.sign_in(ADA["email"], ADA["password"], Origin("192.0.2.1"))
