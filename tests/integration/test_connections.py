"""Tokens and webhooks as an administrator sees them, with a real receiver."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest

from desk.connectors.api.signing import HEADER, verify
from desk.domain.page import Page
from tests.integration.conftest import free_port

ADA = {"name": "Ada", "email": "ada@example.org", "password": "correct horse battery"}
SHOP = "/api/v1/pages/shop"


@pytest.fixture
async def browser(desk, web):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop"))
        await unit.pages.add(Page("other", "Another page"))
    async with httpx.AsyncClient(base_url=web, headers={"Sec-Fetch-Site": "same-origin"}) as browser:
        token = await desk.accounts.first_admin_link()
        assert (await browser.post(f"/api/v1/sign-in-links/{token}", json=ADA)).status_code == 200
        yield browser


@pytest.fixture
def receiver():
    """Answers deliveries with ``status`` and keeps them."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.got.append((body, self.headers[HEADER]))
            self.send_response(server.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.got, server.status = [], 200
    server.url = f"http://127.0.0.1:{server.server_address[1]}/replies"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


async def connections(browser):
    answer = (await browser.get(f"{SHOP}/connections")).json()
    return answer["tokens"], answer["connections"][0]


async def comment(web, token):
    async with httpx.AsyncClient(base_url=web, headers={"Authorization": f"Bearer {token}"}) as machine:
        body = {"page": "shop", "id": "c1", "text": "Open on Sunday?"}
        return (await machine.post("/api/v1/comments", json=body)).status_code


async def test_a_token_is_shown_once_works_and_ends_when_it_is_revoked(browser, web):
    made = (await browser.post(f"{SHOP}/tokens", json={"name": "Website"})).json()
    assert made["token"].startswith("swl_")
    tokens, connection = await connections(browser)
    assert [token["name"] for token in tokens] == ["Website"] and "token" not in tokens[0]
    assert tokens[0]["last_used_at"] is None and connection["last_comment_at"] is None
    assert await comment(web, made["token"]) == 201
    tokens, connection = await connections(browser)
    assert tokens[0]["last_used_at"] and connection["last_comment_at"]
    assert (await browser.delete(f"/api/v1/pages/other/tokens/{made['id']}")).status_code == 404
    assert (await browser.delete(f"{SHOP}/tokens/{made['id']}")).status_code == 204
    assert (await connections(browser))[0] == []
    assert await comment(web, made["token"]) == 401
    assert (await browser.delete(f"{SHOP}/tokens/{made['id']}")).status_code == 404


async def test_a_test_delivery_is_signed_with_the_secret_shown_last(browser, desk, receiver):
    first = (await browser.put(f"{SHOP}/webhook", json={"url": receiver.url})).json()["secret"]
    second = (await browser.post(f"{SHOP}/webhook/secret")).json()["secret"]
    assert first != second
    answer = (await browser.post(f"{SHOP}/webhook/test")).json()["connections"][0]
    assert answer["last_test"]["ok"] and answer["last_test"]["message"] == "The receiver answered 200 OK."
    body, signature = receiver.got[0]
    assert json.loads(body) == {"type": "test", "page": "shop"}
    now = int(desk.clock.now().timestamp())
    assert verify(body, second, signature, now) and not verify(body, first, signature, now)


@pytest.mark.parametrize(("status", "words"), [(403, "signature"), (302, "redirect"), (500, "500")])
async def test_a_receiver_that_refuses_is_told_in_plain_words(browser, receiver, status, words):
    receiver.status = status
    await browser.put(f"{SHOP}/webhook", json={"url": receiver.url})
    await browser.post(f"{SHOP}/webhook/test")
    _, connection = await connections(browser)
    assert not connection["last_test"]["ok"] and words in connection["last_test"]["message"]


async def test_a_receiver_that_is_not_there_is_said_to_be(browser):
    await browser.put(f"{SHOP}/webhook", json={"url": f"http://127.0.0.1:{free_port()}"})
    answer = (await browser.post(f"{SHOP}/webhook/test")).json()["connections"][0]
    assert not answer["last_test"]["ok"] and "Nothing answers" in answer["last_test"]["message"]


@pytest.mark.parametrize(
    "url",
    ["ftp://x.example", "shop.example", "https://", "http://[", "https://a b", "https://u:p@x.example", "javascript:x"],
)
async def test_what_is_no_web_address_is_refused_and_the_earlier_one_stays(browser, receiver, url):
    await browser.put(f"{SHOP}/webhook", json={"url": receiver.url})
    assert (await browser.put(f"{SHOP}/webhook", json={"url": url})).status_code == 422
    assert (await connections(browser))[1]["webhook_url"] == receiver.url


async def test_without_a_webhook_there_is_nothing_to_test_or_renew(browser):
    assert (await browser.post(f"{SHOP}/webhook/test")).status_code == 409
    assert (await browser.post(f"{SHOP}/webhook/secret")).status_code == 409
    assert (await browser.put(f"{SHOP}/webhook", json={"url": None})).json() == {"secret": None}


async def test_only_administrators_see_and_change_connections(browser, desk, web):
    await desk.accounts.add("Bo", "bo@example.org", "approver", ADA["password"])
    async with httpx.AsyncClient(base_url=web, headers={"Sec-Fetch-Site": "same-origin"}) as bo:
        await bo.post("/api/v1/session", json={"email": "bo@example.org", "password": ADA["password"]})
        assert (await bo.get(f"{SHOP}/connections")).status_code == 403
        assert (await bo.post(f"{SHOP}/tokens", json={"name": "x"})).status_code == 403
        assert (await bo.put(f"{SHOP}/webhook", json={"url": None})).status_code == 403
        assert (await bo.get("/api/v1/audit")).status_code == 403
        assert (await bo.get("/api/v1/audit.csv")).status_code == 403
        assert (await bo.get("/api/v1/retention")).status_code == 403


async def test_changes_are_in_the_audit_log_without_any_secret(browser, receiver):
    made = (await browser.post(f"{SHOP}/tokens", json={"name": "Website"})).json()
    secret = (await browser.put(f"{SHOP}/webhook", json={"url": receiver.url})).json()["secret"]
    await browser.delete(f"{SHOP}/tokens/{made['id']}")
    answer = await browser.get("/api/v1/audit?page=shop")
    actions = [entry["action"] for entry in answer.json()["items"]]
    assert actions == ["token.revoked", "webhook.changed", "token.added"]
    assert made["token"] not in answer.text and secret not in answer.text
