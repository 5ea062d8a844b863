"""What the console shows of a page's chat: how to embed it, trying it on the desk's own site, and a new secret."""

from __future__ import annotations

import hashlib
import hmac
import re

import pytest

from desk.domain.chat_errors import OriginRefused
from desk.domain.page import Page
from tests.integration.people import account, browser_of
from tests.integration.widget_world import OTHER, SITE, chat_web, opening_shops


@pytest.fixture(scope="module")
def served(environment, tmp_path_factory):
    with chat_web(environment, tmp_path_factory.mktemp("preview")) as url:
        yield url


@pytest.fixture
async def shop(desk, served):
    async with opening_shops(desk, served) as open_one:
        yield await open_one()


async def previewed(shop, person=None, **choices):
    async with await browser_of(shop.desk, shop.web, person or shop.person) as console:
        return await console.get("/widget/preview", params={"page": shop.page, **choices})


async def test_the_preview_is_an_empty_page_with_the_real_script(shop):
    answer = await previewed(shop, lang="de", side="left", accent="#aa0044", **{"on-accent": "#ffffff"})
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")
    tag = f'<script src="/widget/v1.js" data-page="{shop.page}" data-lang="de" data-dir="rtl" async></script>'
    assert tag in answer.text
    assert "sharewell-chat { --sharewell-accent: #aa0044; --sharewell-on-accent: #ffffff; }" in answer.text
    assert 'data-dir="ltr"' in (await previewed(shop, side="right")).text
    plain = (await previewed(shop)).text
    assert 'data-lang="en" async>' in plain and "--sharewell-accent" not in plain
    script = await shop.browser(origin=None).http.get("/widget/v1.js")
    assert script.status_code == 200


async def test_the_preview_can_do_little_and_only_the_console_may_frame_it(shop):
    first, second = await previewed(shop), await previewed(shop)
    policy = first.headers["content-security-policy"]
    for rule in (
        "default-src 'none'", "script-src 'self'", "frame-ancestors 'self'", "require-trusted-types-for 'script'",
        "trusted-types 'none'", "form-action 'none'", "base-uri 'none'",
        "sandbox allow-scripts allow-same-origin allow-forms allow-popups",
    ):  # fmt: skip
        assert rule in [one.strip() for one in policy.split(";")]
    assert "unsafe" not in policy and "top-navigation" not in policy
    nonces = [re.search(r"'nonce-([\w-]{20,})'", one.headers["content-security-policy"])[1] for one in (first, second)]
    assert nonces[0] != nonces[1] and f'<style nonce="{nonces[0]}">' in first.text
    assert first.headers["cache-control"] == "no-store"
    console = await shop.browser(origin=None).http.get("/")
    rules = [one.strip() for one in console.headers["content-security-policy"].split(";")]
    assert "frame-src 'self'" in rules and "frame-ancestors 'none'" in rules


async def test_only_the_pages_administrators_see_the_preview(shop):
    assert (await shop.browser(origin=None).http.get("/widget/preview", params={"page": shop.page})).status_code == 401
    theirs = await account(shop.desk, f"Maja {shop.page}", "none", {shop.page: "admin"})
    assert (await previewed(shop, theirs)).status_code == 200
    async with shop.desk.uow() as unit:
        await unit.pages.add(Page(f"{shop.page}-2", "Another shop", {}))
    approver = await account(shop.desk, f"Otto {shop.page}", "none", {shop.page: "approver", f"{shop.page}-2": "admin"})
    assert (await previewed(shop, approver)).status_code == 403
    elsewhere = await account(shop.desk, f"Lea {shop.page}", "none", {f"{shop.page}-2": "admin"})
    assert (await previewed(shop, elsewhere)).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"lang": "de\"><script>alert(1)</script>"}, {"lang": "DE"}, {"side": "top"}, {"accent": "red"},
        {"accent": "#fff;} body{background:url(//evil.example)"}, {"on-accent": "#12345"}, {"accent": "#aabbcc\n"},
    ],
)  # fmt: skip
async def test_what_is_no_language_side_or_colour_is_refused(shop, wrong):
    answer = await previewed(shop, **wrong)
    assert answer.status_code == 422 and answer.json()["error"]["code"] == "invalid"


async def test_a_page_that_is_none_is_text_in_the_preview(shop):
    answer = await previewed(shop, page='"><script>alert(1)</script>')
    assert answer.status_code == 200 and "<script>alert" not in answer.text


async def test_the_desks_own_site_may_chat_with_every_page_that_has_a_chat(shop):
    visitor = shop.browser(origin=shop.web)
    entered = await visitor.enter()
    assert entered.status_code == 201 and entered.headers["access-control-allow-origin"] == shop.web
    assert (await visitor.say("Does it work?")).status_code == 201
    assert [one["text"] for one in await shop.comments()] == ["Does it work?"]
    own = shop.browser(origin=None)
    own.http.headers["Sec-Fetch-Site"] = "same-origin"
    assert (await own.http.get(f"/widget/v1/pages/{shop.page}")).status_code == 200
    assert (await own.http.get("/widget/v1/pages/nowhere")).status_code == 404
    refused = await shop.browser(origin=OTHER).enter()
    assert refused.status_code == 403 and refused.headers["access-control-allow-origin"] == "*"
    assert (await shop.browser(origin="null").enter()).status_code == 403


async def test_how_to_embed_it_fits_the_script(shop):
    async with await browser_of(shop.desk, shop.web, shop.person) as console:
        setup = (await console.get(f"/api/v1/pages/{shop.page}/widget")).json()
    element = f'<sharewell-chat page="{shop.page}" desk="{shop.web}"></sharewell-chat>'
    assert setup["desk"] == shop.web and setup["origins"] == [SITE]
    assert setup["snippets"]["element"] == f'<script src="{shop.web}/widget/v1.js" async></script>\n{element}'
    assert setup["snippets"]["package"] == f'import {{ define }} from "@sharewell/chat";\ndefine();\n\n{element}'


async def test_a_new_secret_is_told_once_and_takes_the_place_of_the_old(shop):
    async with await browser_of(shop.desk, shop.web, shop.person) as console:
        made = await console.post(f"/api/v1/pages/{shop.page}/widget/secret")
        shown = await console.get(f"/api/v1/pages/{shop.page}/channels")
        setup = (await console.get(f"/api/v1/pages/{shop.page}/widget")).json()
        log = (await console.get("/api/v1/audit")).text
    secret = made.json()["secret"]
    assert made.status_code == 201 and re.fullmatch(r"[0-9a-f]{64}", secret)
    assert secret not in shown.text + str(setup) + log and "connection.renewed" in log
    assert setup["identify"] and setup["origins"] == [SITE]
    site = await shop.desk.chat_sites.of_page(shop.page, SITE)
    assert site.secret == secret
    signature = hmac.new(secret.encode(), b"4711", hashlib.sha256).hexdigest()
    visitor = await shop.visitor()
    assert (await visitor.enter(identify={"id": "4711", "hmac": signature})).status_code == 201


async def test_a_page_without_a_chat_gets_no_secret(shop):
    async with await browser_of(shop.desk, shop.web, shop.person) as console:
        (chat,) = (await console.get(f"/api/v1/pages/{shop.page}/channels")).json()["connections"]
        await console.delete(f"/api/v1/pages/{shop.page}/channels/{chat['id']}")
        answer = await console.post(f"/api/v1/pages/{shop.page}/widget/secret")
    assert answer.status_code == 409
    with pytest.raises(OriginRefused):
        await shop.desk.chat_sites.of_page(shop.page, SITE)
