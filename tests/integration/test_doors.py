"""Bad input at each door: a clear error or a safe result, never a 500, never a lost comment."""

import asyncio
import base64
import json
from uuid import uuid4

import httpx
import pytest

from desk.domain.page import Page
from desk.services.accounts import hashed
from tests.integration.conftest import wait_until

TOKEN = "swl_test"


@pytest.fixture
async def client(desk, web):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop"))
        await unit.pages.add_token("shop", "test", hashed(TOKEN))
        await unit.pages.add(Page("other", "Another page"))
    async with httpx.AsyncClient(base_url=web, headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        yield client


async def post(client, text="Open on Sunday?", **fields):
    return await client.post("/api/v1/comments", json={"page": "shop", "id": "c1", "text": text, **fields})


async def stored(desk, columns="external_id, text"):
    async with desk.database.connection() as raw:
        return await (await raw.execute(f"SELECT {columns} FROM comments ORDER BY received_at")).fetchall()


@pytest.mark.parametrize(
    "text", ["🚲🚲🚲", "مرحبا، هل أنتم مفتوحون؟", "<script>alert(1)</script>", "a\x00b", "‮evil‬", "'; DROP TABLE x"]
)
async def test_odd_texts_are_stored_as_they_are_but_for_unprintables(client, desk, text):
    response = await post(client, text)
    assert response.status_code == 201
    assert (await stored(desk))[0]["text"] == text.replace("\x00", "")


@pytest.mark.parametrize("text", ["", "   ", "\x00", "x" * 20_001, "x" * 1_000_000])
async def test_no_text_and_too_much_text_are_refused(client, desk, text):
    response = await post(client, text)
    assert response.status_code == 422
    assert response.json()["error"]["message"]
    assert not await stored(desk)


RAW = {
    "no body": b"",
    "not json": b"text=hello",
    "a lone surrogate": b'{"page": "shop", "id": "c1", "text": "a\\ud800b"}',
    "not utf-8": b'{"page": "shop", "id": "c1", "text": "caf\xe9"}',
    "utf-16": '{"page": "shop", "id": "c1", "text": "hi"}'.encode("utf-16"),
    "an array": b"[]",
    "null": b"null",
    "a number for a text": b'{"page": "shop", "id": "c1", "text": 5}',
    "no id": b'{"page": "shop", "text": "hi"}',
    "an unknown key": b'{"page": "shop", "id": "c1", "text": "hi", "txet": 1}',
    "deep nesting": b'{"post":' * 5000 + b"1" + b"}" * 5000,
    "an unknown channel": b'{"page": "shop", "id": "c1", "text": "hi", "channel": "fax"}',
    "a date that is none": b'{"page": "shop", "id": "c1", "text": "hi", "at": "yesterday"}',
    "an empty id": b'{"page": "shop", "id": " ", "text": "hi"}',
}


@pytest.mark.parametrize("body", RAW.values(), ids=RAW.keys())
async def test_malformed_bodies_get_a_sentence_and_store_nothing(client, desk, body):
    response = await client.post("/api/v1/comments", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 422, response.text
    assert len(response.json()["error"]["message"]) > 10
    assert not await stored(desk)


async def test_more_than_three_megabytes_are_refused_before_they_are_read(client):
    response = await client.post("/api/v1/comments", content=b"x" * 3_500_000)
    assert response.status_code == 413
    assert "3 MB" in response.json()["error"]["message"]


async def test_the_same_twice_is_one_and_the_same_id_with_other_text_is_a_conflict(client, desk):
    first, second = await post(client), await post(client)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    third = await post(client, "Other text")
    assert third.status_code == 409
    assert [row["text"] for row in await stored(desk)] == ["Open on Sunday?"]


@pytest.mark.parametrize(
    "value", ["", "Bearer", "Bearer wrong", "Basic c3ds", "Bearer \udcff".encode("utf-8", "surrogateescape")]
)
async def test_a_wrong_token_is_401(client, value):
    response = await client.post("/api/v1/comments", json={}, headers={"Authorization": value})
    assert response.status_code == 401


@pytest.mark.parametrize("page", ["other", "nowhere"])
async def test_another_or_an_unknown_page_is_refused(client, desk, page):
    response = await post(client, page=page)
    assert response.status_code == 403
    assert not await stored(desk)


async def test_an_edit_and_a_deletion_find_ids_with_slashes_and_colons(client, desk):
    external_id = "urn:li:comment/(5,6) ü"
    assert (await post(client, id=external_id)).status_code == 201
    path = "/api/v1/comments/" + httpx.URL("http://x/", params={"q": external_id}).query.decode()[2:].replace(
        "+", "%20"
    )
    assert (await client.get(path)).json()["external_id"] == external_id
    assert (await client.put(path, json={"text": "Open on Monday?"})).status_code == 200
    assert (await client.delete(path)).json()["state"] == "dismissed"
    assert (await client.get("/api/v1/comments/unknown")).status_code == 404


async def test_people_without_a_session_see_nothing(web):
    async with httpx.AsyncClient(base_url=web) as browser:
        for path in ("me", "queue", "articles", "events", "first-steps"):
            assert (await browser.get(f"/api/v1/{path}")).status_code == 401


async def test_health_and_readiness_say_what_is_up(web):
    async with httpx.AsyncClient(base_url=web) as browser:
        assert (await browser.get("/healthz")).status_code == 200
        ready = await browser.get("/readyz")
        assert ready.status_code == 503
        assert ready.json()["parts"] == {"database": True, "worker": False, "assistant": False}


async def test_unknown_paths_are_json_under_api_and_the_page_elsewhere(web):
    async with httpx.AsyncClient(base_url=web) as browser:
        assert (await browser.get("/api/v1/nothing")).json()["error"]["code"] == "request"
        assert "default-src 'none'" in (await browser.get("/")).headers["Content-Security-Policy"]


@pytest.mark.parametrize("up", ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..\\", "..%5c", "//", "%2f"])
async def test_no_path_leads_out_of_the_consoles_folder(web, up):
    answer = await raw_answer(web, f"/assets/{up * 12}etc/passwd")
    assert answer.startswith(b"HTTP/1.1 ")
    assert b"root:" not in answer


async def raw_answer(web, path):
    """The answer to a path sent as it is: httpx would tidy it up first."""
    address = httpx.URL(web)
    reader, writer = await asyncio.open_connection(address.host, address.port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {address.host}\r\nConnection: close\r\n\r\n".encode())
    try:
        return await asyncio.wait_for(reader.read(), 10)
    finally:
        writer.close()
        await writer.wait_closed()


async def test_the_openapi_document_names_every_operation(web):
    async with httpx.AsyncClient(base_url=web) as browser:
        document = (await browser.get("/openapi.json")).json()
    assert "/api/v1/comments/{comment_id}/approve" in document["paths"]
    text = json.dumps(document)
    for reference in {part.split('"')[0] for part in text.split('"$ref": "#/components/schemas/')[1:]}:
        assert reference in document["components"]["schemas"]


@pytest.mark.parametrize(
    "fields",
    [
        {"thread": "a\x00b"},
        {"author": {"id": "a\x00", "name": "\x00"}},
        {"parent": "\x00"},
        {"post": {"text": "a\x00", "url": "\x00"}},
        {"turns": [{"text": "a\x00", "author": "\x00"}]},
        {"url": "https://shop.example/\x00"},
    ],
    ids=lambda fields: next(iter(fields)),
)
async def test_unprintables_beside_the_text_lose_no_comment(client, desk, fields):
    assert (await post(client, **fields)).status_code == 201
    assert len(await stored(desk)) == 1


async def test_ids_that_look_encoded_are_found_as_they_are(client):
    assert (await post(client, id="100%25 a%20b")).status_code == 201
    response = await client.get("/api/v1/comments/100%2525%20a%2520b")
    assert response.json()["external_id"] == "100%25 a%20b"


async def test_odd_paths_and_parameters_are_no_errors_of_ours(client):
    for path in ("/api/v1/replies?limit=²", "/api/v1/replies?limit=" + "9" * 900, "/api/v1/comments/a%00b"):
        assert (await client.get(path)).status_code == 422, path
    assert (await client.get("/" + "a" * 300)).status_code in (200, 503)
    response = await client.post("/api/v1/session", json={"email": "a\x00@b.example", "password": "x"})
    assert response.status_code == 422


async def test_signed_in_people_get_a_sentence_for_any_nonsense(client, desk, web):
    await post(client)
    (comment,) = await stored(desk, "id, version")
    async with httpx.AsyncClient(base_url=web, headers={"Sec-Fetch-Site": "same-origin"}) as browser:
        token = await desk.accounts.first_admin_link()
        ada = {"name": "Ada", "email": "ada@example.org", "password": "correct horse battery"}
        assert (await browser.post(f"/api/v1/sign-in-links/{token}", json=ada)).status_code == 200
        cursors = ('[Infinity, "2026-01-01", "x"]', f'[1e999, "2026-01-01", "{uuid4()}"]', "[" * 700)
        for query in ("limit=²", *(f"cursor={base64.urlsafe_b64encode(c.encode()).decode()}" for c in cursors)):
            assert (await browser.get(f"/api/v1/queue?{query}")).status_code == 422, query
        bodies = {
            "tone": {"text": "Hi", "channel": "fax"},
            "tokens": {"name": "x", "page": "a\x00"},
            "articles": {"id": "x", "title": "\x00", "body": "b"},
            "pages": {"id": "p", "name": "x", "sign_with": "two\nlines"},
            f"comments/{comment['id']}/approve": {"version": 1, "text": "Yes.", "draft_id": str(uuid4())},
        }
        for path, body in bodies.items():
            assert (await browser.post(f"/api/v1/{path}", json=body)).status_code == 422, path


async def test_a_one_time_link_does_not_stand_in_the_log(desk, web, web_log):
    token = await desk.accounts.first_admin_link()
    async with httpx.AsyncClient(base_url=web) as browser:
        assert (await browser.get(f"/api/v1/sign-in-links/{token}")).status_code == 200
    wait_until(lambda: "/api/v1/sign-in-links/…" in json_lines(web_log), 5)
    assert token not in web_log.read_text()


def json_lines(log):
    return {json.loads(line).get("path") for line in log.read_text().splitlines() if line.startswith("{")}
