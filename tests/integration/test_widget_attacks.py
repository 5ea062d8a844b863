"""What hostile sites, visitors and networks try, and what comes of it."""

from __future__ import annotations

import asyncio
import hashlib
import json
import uuid
from contextlib import AsyncExitStack
from datetime import timedelta

import httpx
import pytest

from desk.domain.chat_challenge import leading_zeros
from desk.domain.chat_token import Token, read, sign
from tests.integration.people import HERE
from tests.integration.widget_world import OTHER, PNG, SITE, chat_web, opening_shops

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}${7*7}javascript:alert(1)"


@pytest.fixture(scope="module")
def served(environment, tmp_path_factory):
    with chat_web(environment, tmp_path_factory.mktemp("attacked")) as url:
        yield url


@pytest.fixture
async def shops(desk, served):
    async with opening_shops(desk, served) as open_one:
        yield open_one


@pytest.fixture
async def shop(shops):
    return await shops()


def code(answer):
    return answer.json()["error"]["code"]


def shared(answer):
    return answer.headers.get("access-control-allow-origin")


# scripts


async def test_scripts_come_back_as_the_text_they_are(shop):
    visitor = await shop.visitor(name=SCRIPT, email="maja@example.org")
    context = {"title": SCRIPT, "url": "javascript:alert(1)", "<b>": SCRIPT}
    stored = await visitor.say(SCRIPT, context=context)
    assert stored.status_code == 201
    (comment,) = await shop.comments()
    assert (comment["text"], comment["author"]) == (SCRIPT, SCRIPT)
    assert comment["url"] is None, "a link that runs something is no link"
    reply = f"We read: {SCRIPT}".replace("{{", "{ {")  # what looks like a placeholder is asked about
    await shop.approve(reply)
    answer = await visitor.call("GET", "conversation")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert [one["text"] for one in answer.json()["messages"]] == [SCRIPT, reply]


async def test_a_line_break_can_not_forge_an_event(shop):
    visitor = await shop.visitor()
    forged = "hello\n\nevent: gone\ndata: {}\n\nid: 99\r\nevent: gone\r\n\r\n"
    async with visitor.stream() as events:
        await visitor.say(forged)
        await visitor.say("after")
        assert (await events.next("message"))["text"] == forged.replace("\r\n", "\n").strip()
        assert (await events.next("message"))["text"] == "after"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ('"><script>alert(1)</script>.png', "script.png"),
        ("../../../etc/passwd", "passwd.png"),
        ("..\\..\\boot.ini\x00.png", "boot ini.png"),
        ("a\r\nSet-Cookie: x=1.png", "aSet-Cookie x=1.png"),
        ("photo.svg.html", "photo svg html.png"),
        ("\u202egnp.exe", "gnp exe.png"),
        ("", "file.png"),
        ("x" * 500 + ".png", "x" * 95 + ".png"),
    ],
)
async def test_file_names_mean_nothing_to_anybody(shop, name, safe):
    visitor = await shop.visitor()
    stored = await visitor.attach(PNG, name)
    assert stored.status_code == 201 and stored.json()["name"] == safe


# other sites


@pytest.mark.parametrize("origin", [OTHER, "null", "https://www.shop.example.evil.example", "http://www.shop.example",
                                    "https://www.shop.example:444", "https://WWW.shop.example", "", None])  # fmt: skip
async def test_another_site_gets_nothing_but_the_same_refusal_whatever_it_asks_for(shop, origin):
    visitor = await shop.visitor()
    stranger = shop.browser(origin=None)
    headers = {"Origin": origin} if origin is not None else {}
    told = set()
    for method, path in (
        ("GET", f"pages/{shop.page}"),
        ("GET", "pages/nowhere"),
        ("POST", f"pages/{shop.page}/visitors"),
        ("GET", "conversation"),
        ("GET", "stream"),
        ("POST", "messages"),
        ("POST", "files"),
        ("DELETE", "conversation"),
    ):
        stranger.token = visitor.token
        answer = await stranger.call(method, path, headers=headers)
        assert (answer.status_code, code(answer)) == (403, "origin_not_allowed"), (method, path)
        assert shared(answer) == "*"
        told.add(answer.text)
    assert len(told) == 1 and shop.page not in told.pop()
    assert (await visitor.read())["messages"] == []


async def test_a_site_of_another_page_is_another_site(shop, shops):
    other = await shops(origins=OTHER)
    stranger = other.browser(origin=OTHER)
    assert (await stranger.enter()).status_code == 201
    stranger.page = shop.page
    refused = await stranger.enter()
    assert (refused.status_code, shared(refused)) == (403, "*")
    taken = await shop.visitor()
    stranger.token = taken.token
    told = [refused.text, (await stranger.call("GET", "conversation")).text]
    stranger.page = "nowhere"
    told.append((await stranger.enter()).text)
    strange = shop.browser(origin="https://nobody.example")
    told.append((await strange.enter()).text)
    assert len(set(told)) == 1 and "origin_not_allowed" in told[0]


async def test_a_site_that_is_taken_off_the_list_is_shut_out_at_once(shop):
    visitor = await shop.visitor()
    await shop.desk.connecting.connect("Ada", shop.page, "chat", {"origins": OTHER})
    await asyncio.sleep(3.2)
    assert (await visitor.call("GET", "conversation")).status_code == 403


async def test_on_the_desks_own_address_every_chat_can_be_tried(shop):
    same, across = {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "cross-site"}
    for headers, status in ((same, 200), ({}, 403), (across, 403), ({"Origin": shop.web}, 200)):
        answer = await shop.browser(origin=None).http.get(f"/widget/v1/pages/{shop.page}", headers=headers)
        assert answer.status_code == status
        assert shared(answer) == (shop.web if status == 200 else "*")


async def test_a_preflight_tells_every_site_the_same(shop):
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    for origin in (SITE, OTHER):
        answer = await shop.browser(origin=origin).call("OPTIONS", "messages", headers=asked)
        assert answer.status_code == 204 and shared(answer) == "*"
        assert answer.headers["access-control-allow-headers"] == "authorization, content-type"
        assert "access-control-allow-credentials" not in answer.headers


async def test_the_consoles_own_guard_is_as_it_was(shop):
    visitor = await shop.visitor()
    for headers in ({"Origin": SITE}, {"Origin": SITE, "Sec-Fetch-Site": "cross-site"}):
        answer = await visitor.http.post("/api/v1/session", json={"email": "a@b.c", "password": "x"}, headers=headers)
        assert shared(answer) is None
        answer = await visitor.http.get("/api/v1/queue", headers={**headers, **visitor.bearer})
        assert answer.status_code == 401 and shared(answer) is None
    async with httpx.AsyncClient(base_url=shop.web, headers=HERE) as console:
        assert (await console.get("/api/v1/queue", headers=visitor.bearer)).status_code == 401


# tokens


async def test_without_a_token_there_is_nothing(shop):
    stranger = shop.browser()
    for method, path in (("GET", "conversation"), ("GET", "stream"), ("POST", "messages"), ("POST", "files"),
                         ("POST", "typing"), ("POST", "seen"), ("POST", "ratings"), ("POST", "email"),
                         ("DELETE", "conversation")):  # fmt: skip
        answer = await stranger.call(method, path)
        assert (answer.status_code, code(answer)) == (401, "token_missing"), path


async def test_a_token_in_the_address_is_none(shop):
    visitor = await shop.visitor()
    stranger = shop.browser()
    answer = await stranger.call("GET", "stream", params={"token": visitor.token})
    assert answer.status_code == 401


async def test_a_forged_token_is_refused(shop):
    visitor, other = await shop.visitor(), await shop.visitor()
    head, mac = visitor.token.split(".")
    other_head, _ = other.token.split(".")
    key = shop.desk.settings.signing_key
    own = read(visitor.token, key)
    foreign = Token(own.family, own.generation, uuid.UUID(other.visitor), own.page, own.origin, own.issued_at)
    forged = [f"{other_head}.{mac}", f"{head}.", head, f"{head}.{mac}x", f"{head}.{mac[:-2]}AA", ".", "a.b", "é.é",
              "x" * 5_000, sign(own, "another key"), f"{head}.{mac}.{mac}"]  # fmt: skip
    for token in forged:
        visitor.token = ""
        answer = await visitor.call("GET", "conversation", headers={"Authorization": f"Bearer {token}".encode()})
        assert answer.status_code == 401 and code(answer) in ("token_invalid", "token_missing"), token[:50]
        assert shared(answer) == SITE
    answer = await visitor.call("GET", "conversation", headers={"Authorization": f"Bearer {sign(foreign, key)}"})
    assert (answer.status_code, code(answer)) == (401, "token_dead"), (
        "a family opens its own visitor's conversation only"
    )


async def test_an_expired_token_can_be_renewed_and_one_of_last_month_can_not(shop):
    visitor = await shop.visitor()
    key = shop.desk.settings.signing_key
    own = read(visitor.token, key)

    def aged(days):
        at = own.issued_at - timedelta(days=days)
        return sign(Token(own.family, own.generation, own.visitor, own.page, own.origin, at), key)

    answer = await visitor.call("GET", "conversation", headers={"Authorization": f"Bearer {aged(1)}"})
    assert (answer.status_code, code(answer)) == (401, "token_expired")
    assert code(await visitor.enter(token=aged(31))) == "token_dead"
    before = visitor.conversation
    assert (await visitor.enter(token=aged(29))).status_code == 201 and visitor.conversation == before


async def test_a_token_of_another_page_or_site_renews_nothing(shop, shops):
    both = await shops(origins=f"{SITE}\n{OTHER}")
    visitor, elsewhere = await shop.visitor(), both.browser()
    assert code(await elsewhere.enter(token=visitor.token)) == "token_invalid"
    there = both.browser(origin=OTHER)
    assert (await there.enter()).status_code == 201
    here = both.browser()
    assert code(await here.enter(token=there.token)) == "origin_not_allowed"
    here.token = there.token
    assert (await here.call("GET", "conversation")).status_code == 403


async def test_nobody_is_taken_for_somebody_whom_the_site_did_not_vouch_for(shop):
    stranger = shop.browser()
    for signature in ("", "0" * 64, hashlib.sha256(b"customer-7").hexdigest(), "é" * 64):
        answer = await stranger.enter(identify={"id": "customer-7", "hmac": signature})
        assert (answer.status_code, code(answer)) == (403, "wrong_identity")


async def test_a_page_without_a_secret_identifies_nobody(desk, served, shops):
    shop = await shops(secret="")
    answer = await shop.browser().enter(identify={"id": "customer-7", "hmac": "0" * 64})
    assert answer.status_code == 422


# somebody else's


async def test_a_visitor_reaches_no_other_conversation_and_no_other_files(shop):
    maja, mallory = await shop.visitor(), await shop.visitor()
    file = (await maja.attach(PNG)).json()
    await maja.say("private", "client-id-1")
    assert (await mallory.read())["messages"] == []
    assert (await mallory.say("mine", files=[file["id"]])).status_code == 422
    assert (await mallory.say("mine", "client-id-1")).status_code == 201
    assert [one["text"] for one in (await maja.read())["messages"]] == ["private"]
    assert (await maja.say("with it", files=[file["id"]])).status_code == 201
    url = (await maja.read())["messages"][1]["files"][0]["url"]
    path, _, key = url.partition("?key=")
    until, _, mac = key.partition(".")
    for wrong in (
        "",
        f"{int(until) + 86_400}.{mac}",
        f"{until}.{'0' * 64}",
        mac,
        "é",
        f"-1.{mac}",
        f"{'9' * 40}.{mac}",
    ):
        assert (await mallory.http.get(path, params={"key": wrong})).status_code == 403
    other = path.replace(file["id"], str(uuid.uuid4()))
    assert (await mallory.http.get(other, params={"key": key})).status_code == 403


async def test_a_stream_tells_of_ones_own_conversation_only(shop):
    maja, mallory = await shop.visitor(), await shop.visitor()
    async with mallory.stream() as events:
        await maja.say("private")
        await shop.approve("For Maja alone.")
        await mallory.say("mine")
        assert (await events.next("message"))["text"] == "mine"


# too much


async def test_a_visitor_who_floods_is_told_to_wait_and_the_next_one_is_not(shop):
    flooding, calm = await shop.visitor(), await shop.visitor()
    answers = await asyncio.gather(*(flooding.say(f"spam {number}") for number in range(30)))
    taken = sum(one.status_code == 201 for one in answers)
    assert 10 <= taken < 25
    refused = next(one for one in answers if one.status_code != 201)
    assert (refused.status_code, code(refused)) == (429, "too_fast")
    assert 1 <= int(refused.headers["retry-after"]) <= 60 and shared(refused) == SITE
    assert "retry-after" in refused.headers["access-control-expose-headers"].lower()
    assert (await calm.say("hello")).status_code == 201
    assert len(await shop.comments()) == taken + 1


async def test_a_network_that_makes_visitors_is_slowed_and_its_neighbours_are_not(shop):
    addresses = [f"2001:db8:1:2::{number + 1:x}" for number in range(50)]
    answers = await asyncio.gather(*(shop.browser(address=one).enter() for one in addresses))
    assert {one.status_code for one in answers} == {201, 429}, "an IPv6 network is one"
    assert (await shop.browser(address="2001:db8:1:3::1").enter()).status_code == 201


async def test_an_address_that_the_client_made_up_does_not_count(shop):
    addresses = [f"198.51.100.{number}, 203.0.113.77" for number in range(50)]
    answers = await asyncio.gather(*(shop.browser(address=one).enter() for one in addresses))
    assert {one.status_code for one in answers} == {201, 429}


async def test_under_attack_a_new_visitor_has_to_work_for_it(shop):
    await asyncio.gather(*(shop.browser().enter() for _ in range(110)))
    page = await shop.browser().http.get(f"/widget/v1/pages/{shop.page}")
    assert page.json()["challenge"] and page.headers["cache-control"] == "no-store"
    visitor = shop.browser()
    refused = await visitor.enter()
    assert (refused.status_code, code(refused)) == (403, "challenge")
    given = refused.json()["error"]["details"]
    nonce = solved(given["salt"], given["difficulty"])
    wrong = {"salt": given["salt"], "nonce": "no"}
    assert code(await visitor.enter(proof=wrong)) == "challenge"
    forged = {"salt": "9999999999.0.x." + "0" * 32, "nonce": "0"}
    assert code(await visitor.enter(proof=forged)) == "challenge"
    proof = {"salt": given["salt"], "nonce": nonce}
    assert (await visitor.enter(proof=proof)).status_code == 201
    assert code(await shop.browser().enter(proof=proof)) == "challenge", "a proof lets one visitor in"
    assert (await visitor.enter(token=visitor.token)).status_code == 201, "who is in stays in"


def solved(salt, difficulty):
    number = 0
    while leading_zeros(hashlib.sha256(f"{salt}:{number}".encode()).digest()) < difficulty:
        number += 1
    return str(number)


async def test_a_visitor_can_not_hold_streams_without_end(shop):
    visitor = await shop.visitor()
    async with AsyncExitStack() as stack:
        streams = [await stack.enter_async_context(visitor.stream()) for _ in range(7)]
        assert await streams[0].next("gone") == {"reason": "elsewhere"}
        await visitor.say("still there")
        assert (await streams[6].next("message"))["text"] == "still there"


# too large, wrong, odd


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"client_id": "client-id-1", "text": "x" * 2_001}, 422),
        ({"client_id": "client-id-1", "text": "   "}, 422),
        ({"client_id": "x", "text": "hello"}, 422),
        ({"client_id": "../../../etc", "text": "hello"}, 422),
        ({"client_id": "client-id-1", "text": ["hello"]}, 422),
        ({"client_id": "client-id-1", "text": "hello", "files": ["x"]}, 422),
        ({"client_id": "client-id-1", "text": "hello", "files": [str(uuid.uuid4())] * 30}, 422),
        ({"client_id": "client-id-1", "text": "hello", "context": {str(number): "x" for number in range(21)}}, 422),
        ({"client_id": "client-id-1", "text": "hello", "context": {"a": {"b": "c"}}}, 422),
        ({"client_id": "client-id-1", "text": "hello", "context": {"a": "x" * 501}}, 422),
        ({"client_id": "client-id-1", "text": "x" * 70_000}, 413),
        ([], 422),
    ],
)
async def test_what_is_too_large_or_misshapen_is_refused_and_nothing_is_stored(shop, body, status):
    visitor = await shop.visitor()
    answer = await visitor.call("POST", "messages", json=body)
    assert answer.status_code == status and answer.json()["error"]["message"]
    assert (await visitor.read())["messages"] == [] and not await shop.comments()


@pytest.mark.parametrize("type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
async def test_only_json_is_taken_so_that_a_form_of_another_site_can_not_write(shop, type):
    visitor = await shop.visitor()
    body = json.dumps({"client_id": "client-id-1", "text": "hello"}).encode()
    answer = await visitor.call("POST", "messages", content=body, headers={"Content-Type": type})
    assert answer.status_code == 415 and not await shop.comments()


async def test_a_file_that_is_too_large_is_refused_however_it_comes(shop):
    visitor = await shop.visitor()
    assert (await visitor.attach(PNG + b"\0" * 5_000_000)).status_code == 413

    async def pieces():
        yield PNG
        for _ in range(60):
            yield b"\0" * 100_000

    headers = {"Content-Type": "image/png"}
    answer = await visitor.call("POST", "files", params={"name": "a.png"}, content=pieces(), headers=headers)
    assert answer.status_code == 413
    assert not await shop.rows("SELECT 1 FROM chat_files")


async def test_why_a_large_file_is_refused_can_be_read(shop):
    visitor = await shop.visitor()
    large = PNG + b"\0" * 4_900_000
    visitor.token = ""
    assert code(await visitor.attach(large)) == "token_missing"
    assert code(await visitor.call("POST", "files", content=large, headers={"Origin": OTHER})) == "origin_not_allowed"


@pytest.mark.parametrize(
    ("body", "type"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "image/svg+xml"),
        (b"<html><script>alert(1)</script></html>", "text/html"),
        (b"<html><script>alert(1)</script></html>", "image/png"),
        (PNG, "image/jpeg"),
        (PNG, ""),
        (b"MZ\x90\x00\x03", "application/pdf"),
        (b"\x7fELF\x02\x01", "image/gif"),
        (b"PK\x03\x04", "text/plain"),
        (b"\xff\xfe\x00", "text/plain"),
    ],
)
async def test_a_file_is_what_it_is_and_not_what_it_says(shop, body, type):
    visitor = await shop.visitor()
    answer = await visitor.attach(body, "a.png", type)
    assert (answer.status_code, code(answer)) == (415, "wrong_type")


async def test_a_text_with_a_script_is_saved_and_never_shown(shop):
    visitor = await shop.visitor()
    body = b"<html><script>alert(1)</script></html>"
    file = (await visitor.attach(body, "a.html", "text/plain")).json()
    await visitor.say("see", files=[file["id"]])
    url = (await visitor.read())["messages"][0]["files"][0]["url"]
    given = await visitor.http.get(url)
    assert given.headers["content-type"] == "text/plain; charset=utf-8"
    assert given.headers["content-disposition"] == "attachment; filename*=UTF-8''a%20html.txt"
    assert given.headers["content-security-policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize(
    "path",
    ["/widget/v1/%2e%2e/x", "/widget/%2e%2e/%2e%2e/pyproject.toml", "/widget/v1.js/%2e%2e/x",
     "/widget/v1/texts/..%2f..%2f..%2fpackage.json", "/widget/v1/texts/%2e%2e%2fv1.js", "/widget/v1..%2f..%2fx.js",
     "/widget/v1.%00.js", "/widget/v1.aaaaaaaa.js", "/widget/web.log", "/widget/v1/texts/xx.json", "/widget/",
     "/widget/v1/files/..%2f..%2fetc%2fpasswd", "/widget/v1/nothing", "/widget/v1/pages"],
)  # fmt: skip
async def test_no_path_leads_out_of_the_built_files(shop, path):
    async with httpx.AsyncClient() as client:
        answer = await client.get(httpx.URL(shop.web, raw_path=path.encode()), headers={"Origin": SITE})
    assert answer.status_code in (400, 404), answer.text[:200]
    assert "<html" not in answer.text and "[project]" not in answer.text and "padding" not in answer.text


async def test_dots_in_a_path_are_no_way_up(shop):
    address = httpx.URL(shop.web)
    reader, writer = await asyncio.open_connection(address.host, address.port)
    writer.write(b"GET /widget/v1/../../desk/main.py HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    answer = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    await writer.wait_closed()
    assert answer.startswith(b"HTTP/1.1 404") and b"import" not in answer


@pytest.mark.parametrize("path", ["stream?after=x", "conversation?after=-1", "conversation?wait=forever",
                                  "conversation?after=99999999999999999999", "conversation?after=%00"])  # fmt: skip
async def test_a_cursor_that_the_desk_did_not_give_is_refused(shop, path):
    assert (await (await shop.visitor()).call("GET", path)).status_code == 422


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a b@example.org", "a@example.org\r\nBcc: b@example.org",
                                   "a@example.org,b@example.org", "<a@example.org>", "x" * 300 + "@example.org"])  # fmt: skip
async def test_what_is_no_address_is_not_taken_for_one(shop, email):
    answer = await (await shop.visitor()).call("POST", "email", json={"email": email})
    assert answer.status_code == 422


async def test_methods_that_nobody_offers_are_refused(shop):
    visitor = await shop.visitor()
    for method in ("PUT", "PATCH", "DELETE"):
        assert (await visitor.call(method, "messages")).status_code == 405


async def test_a_slow_reader_holds_nobody_up(shop):
    slow, quick = await shop.visitor(), await shop.visitor()
    async with slow.stream(), quick.stream() as events:  # the first never reads what it is sent
        for number in range(8):
            await slow.say("x" * 2_000)
            await quick.say(str(number))
            assert (await events.next("message"))["text"] == str(number)
