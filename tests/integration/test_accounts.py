import httpx
import pytest

ADA = {"name": "Ada", "email": "ada@example.org", "password": "correct horse battery"}
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
async def browser(web):
    async with httpx.AsyncClient(base_url=web, headers=HERE) as browser:
        yield browser


async def signed_in(desk, browser):
    token = await desk.accounts.first_admin_link()
    response = await browser.post(f"/api/v1/sign-in-links/{token}", json=ADA)
    assert response.status_code == 200, response.text
    return token


async def test_the_first_link_makes_an_administrator_once(desk, browser):
    token = await signed_in(desk, browser)
    me = (await browser.get("/api/v1/me")).json()
    assert me["user"]["role"] == "admin"
    assert (await browser.get(f"/api/v1/sign-in-links/{token}")).status_code == 404
    assert await desk.accounts.first_admin_link() is None


async def test_the_session_cookie_is_out_of_reach_for_scripts_and_other_sites(desk, browser):
    token = await desk.accounts.first_admin_link()
    response = await browser.post(f"/api/v1/sign-in-links/{token}", json=ADA)
    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie


async def test_signing_in_and_out(desk, browser):
    await signed_in(desk, browser)
    assert (await browser.delete("/api/v1/session")).status_code == 204
    assert (await browser.get("/api/v1/me")).status_code == 401
    credentials = {"email": "ADA@example.org", "password": ADA["password"]}
    assert (await browser.post("/api/v1/session", json=credentials)).status_code == 200
    assert (await browser.get("/api/v1/me")).status_code == 200


async def test_a_wrong_password_and_an_unknown_address_read_the_same(desk, browser):
    await signed_in(desk, browser)
    answers = [
        await browser.post("/api/v1/session", json={"email": email, "password": "not the password"})
        for email in ("ada@example.org", "nobody@example.org")
    ]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].json() == answers[1].json()


async def test_after_ten_failures_even_the_right_password_waits(desk, browser):
    await signed_in(desk, browser)
    for _ in range(10):
        await browser.post("/api/v1/session", json={"email": "ada@example.org", "password": "wrong"})
    credentials = {"email": "ada@example.org", "password": ADA["password"]}
    assert (await browser.post("/api/v1/session", json=credentials)).status_code == 429


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"}]
)
async def test_another_sites_page_can_change_nothing(desk, browser, headers):
    await signed_in(desk, browser)
    response = await browser.post("/api/v1/pages", json={"id": "x", "name": "X"}, headers=headers)
    assert response.status_code == 403


async def test_without_sec_fetch_site_the_origin_decides(desk, web):
    async with httpx.AsyncClient(base_url=web) as old_browser:
        await signed_in(desk, old_browser)
        page = {"id": "x", "name": "X"}
        evil = await old_browser.post("/api/v1/pages", json=page, headers={"Origin": "https://evil.example"})
        own = await old_browser.post("/api/v1/pages", json=page, headers={"Origin": web})
    assert (evil.status_code, own.status_code) == (403, 201)


async def test_a_viewer_may_look_but_not_approve(desk, browser):
    await desk.accounts.add("Vi", "vi@example.org", "viewer", ADA["password"])
    await browser.post("/api/v1/session", json={"email": "vi@example.org", "password": ADA["password"]})
    assert (await browser.get("/api/v1/queue")).status_code == 200
    path = "/api/v1/comments/00000000-0000-0000-0000-000000000000/approve"
    assert (await browser.post(path, json={"version": 1, "text": "Hi"})).status_code == 403


@pytest.mark.parametrize("change", [{"password": "short"}, {"email": "no address"}, {"name": " "}])
async def test_a_bad_account_is_refused_and_the_link_still_works(desk, browser, change):
    token = await desk.accounts.first_admin_link()
    assert (await browser.post(f"/api/v1/sign-in-links/{token}", json={**ADA, **change})).status_code == 422
    assert (await browser.post(f"/api/v1/sign-in-links/{token}", json=ADA)).status_code == 200


async def test_a_link_for_the_first_account_is_worth_nothing_once_there_is_one(desk, browser):
    token = await desk.accounts.first_admin_link()
    await desk.accounts.add("Bo", "bo@example.org", "approver", ADA["password"])
    assert (await browser.get(f"/api/v1/sign-in-links/{token}")).status_code == 404
    assert (await browser.post(f"/api/v1/sign-in-links/{token}", json=ADA)).status_code == 404
