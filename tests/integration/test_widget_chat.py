"""A chat from the first look to the rating, on real PostgreSQL and a real web process."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
from datetime import timedelta

import pytest
from psycopg.types.json import Jsonb

from desk.domain.memory import Author
from desk.domain.together import Mode
from desk.services.decide import Person
from desk.services.forget import forget_author
from tests.integration.people import browser_of
from tests.integration.widget_world import OTHER, PNG, SECRET, SITE, chat_web, opening_shops


@pytest.fixture(scope="module")
def served(environment, tmp_path_factory):
    with chat_web(environment, tmp_path_factory.mktemp("chat")) as url:
        yield url


@pytest.fixture
async def shops(desk, served):
    async with opening_shops(desk, served) as open_one:
        yield open_one


@pytest.fixture
async def shop(shops):
    return await shops()


def signature(identity, secret=SECRET):
    return hmac.new(secret.encode(), identity.encode(), hashlib.sha256).hexdigest()


async def test_what_the_widget_shows_before_the_first_message(shop):
    answer = await shop.browser().http.get(f"/widget/v1/pages/{shop.page}")
    assert answer.json() == {
        "page": {"id": shop.page, "name": "The Shop"},
        "reply_time": {"median_minutes": None, "promise_minutes": None, "open_now": True, "opens_at": None},
        "before_chat": {"name": "no", "email": "no"},
        "files": {
            "types": ["image/png", "image/jpeg", "image/webp", "image/gif", "application/pdf", "text/plain"],
            "max_bytes": 5_000_000,
        },
        "challenge": None,
        "identify": True,
    }
    assert answer.headers["access-control-allow-origin"] == SITE and answer.headers["vary"] == "Origin"
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert "set-cookie" not in answer.headers and "access-control-allow-credentials" not in answer.headers


async def test_a_message_is_a_comment_and_an_approved_reply_comes_back_by_the_stream(shop):
    visitor = await shop.visitor(name="Maja", email="maja@example.org")
    async with visitor.stream() as events:
        assert await events.next("typing") == {"typing": False}
        assert await events.next("read") == {"read_up_to": None}
        stored = await visitor.say(
            "Do you repair folding bikes?",
            "client-id-1",
            context={"url": "https://www.shop.example/bikes", "title": "Bikes", "cart": "2 items"},
        )
        assert stored.status_code == 201
        (comment,) = await shop.comments()
        assert (comment["channel"], comment["text"]) == ("chat", "Do you repair folding bikes?")
        assert (comment["author"], comment["author_id"]) == ("Maja", visitor.visitor)
        assert comment["external_id"] == f"{visitor.visitor}:client-id-1"
        assert comment["url"] == "https://www.shop.example/bikes" and comment["state"] == "received"
        own = await events.next("message")
        assert (own["from"], own["client_id"], own["cursor"]) == ("visitor", "client-id-1", "1")
        reply_id = await shop.approve("Yes, **all** of them.")
        reply = await events.next("message")
    assert (reply["id"], reply["from"], reply["text"]) == (str(reply_id), "page", "Yes, **all** of them.")
    assert reply["author"] == "The Shop" and reply["cursor"] == "2" and reply["rating"] is None
    assert (await shop.comments())[0]["state"] == "sent"
    conversation = await visitor.read()
    assert [one["from"] for one in conversation["messages"]] == ["visitor", "page"]
    assert (conversation["cursor"], conversation["read_up_to"]) == ("2", "1")
    assert (await visitor.read(after="1"))["messages"] == [reply]
    (thread,) = await shop.rows("SELECT external_id, post FROM threads WHERE page_id = %s", shop.page)
    assert thread["external_id"] == visitor.conversation and thread["post"]["text"] == "Bikes"


async def test_the_same_message_again_changes_nothing(shop):
    visitor = await shop.visitor()
    first = await visitor.say("Once?", "client-id-1")
    again = await asyncio.gather(*(visitor.say("Once?", "client-id-1") for _ in range(4)))
    assert first.status_code == 201 and {one.status_code for one in again} == {200}
    assert {one.json()["id"] for one in again} == {first.json()["id"]}
    assert len(await shop.comments()) == 1


async def test_many_at_once_get_one_number_each(shop):
    visitor = await shop.visitor()
    told = await asyncio.gather(*(visitor.say(f"Question {number}?") for number in range(8)))
    assert sorted(int(one.json()["cursor"]) for one in told) == list(range(1, 9))
    assert len(await shop.comments()) == 8


async def test_two_visitors_may_use_the_same_client_id(shop):
    for _ in range(2):
        assert (await (await shop.visitor()).say("Hello", "client-id-1")).status_code == 201
    assert len(await shop.comments()) == 2


async def test_a_reply_is_posted_once_however_often_it_is_sent(shop):
    visitor = await shop.visitor()
    await visitor.say("Open on Sunday?")
    reply_id = await shop.approve("Yes.")
    async with shop.desk.uow() as unit:
        reply = (await unit.replies.get(reply_id)).approved
        comment = await unit.comments.get(reply.comment_id)
        connection = await unit.pages.connection(comment.connection_id)
    connector = shop.desk.connectors["chat"]
    await asyncio.gather(*(connector.publish(reply, comment, connection) for _ in range(4)))
    assert len((await visitor.read())["messages"]) == 2
    found = await connector.find(reply, comment, connection)
    assert (found.there, found.external_id) == (True, str(reply_id))


async def test_a_long_poll_answers_as_soon_as_there_is_something(shop):
    visitor = await shop.visitor()
    await visitor.say("Open on Sunday?")
    waiting = asyncio.create_task(visitor.read(after="1", wait="20"))
    await asyncio.sleep(0.5)
    assert not waiting.done()
    await shop.approve("Yes.")
    assert [one["text"] for one in (await asyncio.wait_for(waiting, 5))["messages"]] == ["Yes."]
    assert (await visitor.read(after="2", wait="1"))["messages"] == []


async def test_whoever_comes_back_gets_what_they_missed(shop):
    visitor = await shop.visitor()
    await visitor.say("Open on Sunday?")
    await shop.approve("Yes.")
    async with visitor.stream(after="1") as events:
        assert (await events.next("message"))["text"] == "Yes."


async def test_that_a_person_opened_the_comment_and_writes_is_seen(shop):
    visitor = await shop.visitor()
    await visitor.say("Open on Sunday?")
    (comment,) = await shop.comments()
    person = Person(shop.person.id, shop.person.name)
    async with visitor.stream() as events:
        assert (await events.next("read"))["read_up_to"] is None
        await shop.desk.presences.beat(person, comment["id"], Mode.VIEWING)
        assert (await events.next("read"))["read_up_to"] == "1"
        await shop.desk.presences.beat(person, comment["id"], Mode.EDITING)
        assert (await events.next("typing"))["typing"] is True
        assert (await visitor.read())["typing"] is True
        await shop.desk.presences.leave(person, comment["id"])
        assert (await events.next("typing"))["typing"] is False


async def test_a_rating_is_in_the_comments_history_once(shop):
    visitor = await shop.visitor()
    await visitor.say("Open on Sunday?")
    reply_id = await shop.approve("Yes.")
    async with visitor.stream() as events:
        for _ in range(2):
            body = {"message": str(reply_id), "helped": False}
            assert (await visitor.call("POST", "ratings", json=body)).status_code == 204
        assert await events.next("rating") == {"message": str(reply_id), "rating": False}
    (comment,) = await shop.comments()
    rated = await shop.rows("SELECT data, actor FROM events WHERE kind = 'rated' AND comment_id = %s", comment["id"])
    assert rated == [{"data": {"helped": False, "reply": str(reply_id)}, "actor": "author"}]
    assert (await visitor.read())["messages"][1]["rating"] is False


async def test_only_a_reply_of_ones_own_conversation_can_be_rated(shop):
    visitor, other = await shop.visitor(), await shop.visitor()
    own = (await visitor.say("Open on Sunday?")).json()["id"]
    reply_id = await shop.approve("Yes.")
    assert (await visitor.call("POST", "ratings", json={"message": own, "helped": True})).status_code == 422
    body = {"message": str(reply_id), "helped": True}
    assert (await other.call("POST", "ratings", json=body)).status_code == 404


async def test_files_travel_both_to_the_visitor_and_to_the_console(shop):
    visitor = await shop.visitor()
    stored = await visitor.attach(PNG, "../../bike <script>.png")
    assert stored.status_code == 201
    assert stored.json()["name"] == "bike script.png" and stored.json()["type"] == "image/png"
    assert (await visitor.say("", files=[stored.json()["id"]])).status_code == 201
    (file,) = (await visitor.read())["messages"][0]["files"]
    given = await visitor.http.get(file["url"], headers={"Origin": ""})
    assert given.content == PNG and given.headers["content-type"] == "image/png"
    assert given.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert given.headers["x-content-type-options"] == "nosniff"
    assert given.headers["content-disposition"].startswith("inline")
    (comment,) = await shop.comments()
    assert comment["text"] == "[a picture, no words]\n[picture: bike script.png]"
    async with await browser_of(shop.desk, shop.web, shop.person) as console:
        about = (await console.get(f"/api/v1/comments/{comment['id']}/chat")).json()
        assert about["files"] == [{"id": file["id"], "name": "bike script.png", "type": "image/png", "size": len(PNG)}]
        shown = await console.get(f"/api/v1/comments/{comment['id']}/chat/files/{file['id']}")
        assert shown.content == PNG and shown.headers["content-security-policy"].startswith("sandbox")
    again = await visitor.say("and again", files=[file["id"]])
    assert again.status_code == 422 and "attach it again" in again.json()["error"]["message"]


async def test_the_site_vouches_for_a_visitor_who_has_one_conversation_on_two_devices(shop):
    known = {"id": "customer-7", "name": "Maja", "email": "maja@example.org", "hmac": signature("customer-7")}
    phone, laptop = await shop.visitor(), await shop.visitor(identify=known)
    await laptop.say("From the laptop")
    before = phone.conversation
    assert (await phone.enter(token=phone.token, identify=known)).status_code == 201
    assert phone.conversation == laptop.conversation != before
    assert [one["text"] for one in (await phone.read())["messages"]] == ["From the laptop"]
    assert (await phone.enter(token=phone.token, name="Somebody Else")).status_code == 201
    await phone.say("From the phone")
    assert {one["author"] for one in await shop.comments()} == {"Maja"}


async def test_an_anonymous_conversation_becomes_that_of_whoever_signs_in(shop):
    visitor = await shop.visitor()
    before = visitor.conversation
    await visitor.say("Hello")
    known = {"id": "customer-8", "hmac": signature("customer-8")}
    assert (await visitor.enter(token=visitor.token, identify=known)).status_code == 201
    assert visitor.conversation == before
    other = {"id": "customer-9", "hmac": signature("customer-9")}
    assert (await visitor.enter(token=visitor.token, identify=other)).status_code == 201
    assert visitor.conversation != before


async def test_what_a_page_needs_to_know_first_is_asked_for(shops):
    shop = await shops(name="need", email="ask")
    visitor = await shop.visitor()
    refused = await visitor.say("Hello")
    assert refused.status_code == 422 and refused.json()["error"]["details"] == {"field": "name"}
    assert (await visitor.enter(token=visitor.token, name="Maja")).status_code == 201
    assert (await visitor.say("Hello")).status_code == 201


async def test_deleting_the_conversation_leaves_nothing_of_it(shop):
    visitor = await shop.visitor(name="Maja Olsen", email="maja@example.org")
    file = (await visitor.attach(PNG)).json()
    await visitor.say("My secret is xyzzy", files=[file["id"]])
    url = (await visitor.read())["messages"][0]["files"][0]["url"]
    await shop.approve("Dear Maja, xyzzy is fine.")
    await visitor.say("And plugh?")
    async with visitor.stream() as events:
        assert (await visitor.call("DELETE", "conversation")).status_code == 204
        assert await events.next("gone") == {"reason": "deleted"}
    assert (await visitor.call("GET", "conversation")).json()["error"]["code"] == "token_dead"
    assert (await visitor.enter(token=visitor.token)).json()["error"]["code"] == "token_dead"
    assert (await visitor.http.get(url)).status_code == 404
    comments = await shop.comments()
    assert all(one["deleted_at"] and not one["text"] and not one["author"] for one in comments)
    assert [one["state"] for one in comments] == ["sent", "dismissed"]
    for table in ("comments", "replies", "drafts", "events", "comment_words", "chat_messages", "chat_visitors"):
        held = await shop.rows(f"SELECT to_jsonb(t)::text AS row FROM {table} t")
        assert not any(word in one["row"] for one in held for word in ("xyzzy", "plugh", "Olsen", "maja@"))
    assert not await shop.rows("SELECT 1 FROM chat_files")


async def test_a_reply_to_a_deleted_conversation_is_not_sent(shop):
    visitor = await shop.visitor()
    await visitor.say("Open on Sunday?")
    (comment,) = await shop.comments()
    async with shop.desk.uow() as unit:
        stored = await unit.comments.get(comment["id"])
        connection = await unit.pages.connection(stored.connection_id)
    assert (await shop.desk.connectors["chat"].look(stored, connection)).there is True
    await visitor.call("DELETE", "conversation")
    assert (await shop.desk.connectors["chat"].look(stored, connection)).there is False


async def test_a_blocked_visitor_notices_nothing_and_bothers_nobody(shop):
    visitor = await shop.visitor()
    await visitor.say("First")
    (comment,) = await shop.comments()
    async with await browser_of(shop.desk, shop.web, shop.person) as console:
        path = f"/api/v1/comments/{comment['id']}/chat/blocked"
        assert (await console.put(path, json={"blocked": True})).status_code == 204
        assert (await visitor.say("Second")).status_code == 201
        assert len(await shop.comments()) == 1
        assert [one["text"] for one in (await visitor.read())["messages"]] == ["First", "Second"]
        assert (await console.put(path, json={"blocked": False})).status_code == 204
    await visitor.say("Third")
    assert [one["text"] for one in await shop.comments()] == ["First", "Third"]


async def test_messages_with_unwanted_words_bother_nobody(shops):
    shop = await shops(blocked_words="cheap pills, SEO services")
    visitor = await shop.visitor()
    assert (await visitor.say("Buy  CHEAP\npills now")).status_code == 201
    assert not await shop.comments() and len((await visitor.read())["messages"]) == 1


async def test_a_token_is_renewed_and_the_one_before_works_for_a_minute(shop):
    visitor = await shop.visitor()
    old, first = visitor.token, visitor.conversation
    assert (await visitor.enter(token=old)).status_code == 201
    assert visitor.token != old and visitor.conversation == first
    for token in (old, visitor.token):
        answer = await visitor.call("GET", "conversation", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 200
    second_tab = await visitor.enter(token=old)
    assert second_tab.status_code == 201 and visitor.conversation == first


async def test_a_token_that_comes_back_long_after_it_was_renewed_ends_the_family(shop):
    visitor = await shop.visitor()
    old = visitor.token
    await visitor.enter(token=old)
    await shop.rows(
        "UPDATE chat_token_families SET renewed_at = renewed_at - interval '2 minutes' WHERE visitor_id = %s RETURNING 1",
        visitor.visitor,
    )
    stale = await visitor.call("GET", "conversation", headers={"Authorization": f"Bearer {old}"})
    assert stale.json()["error"]["code"] == "token_rotated"
    replayed = await visitor.http.post(f"/widget/v1/pages/{shop.page}/visitors", json={"token": old})
    assert replayed.status_code == 401 and replayed.json()["error"]["code"] == "token_replayed"
    assert (await visitor.call("GET", "conversation")).json()["error"]["code"] == "token_dead"


async def test_the_console_says_how_to_embed_it(shop):
    async with await browser_of(shop.desk, shop.web, shop.person) as console:
        setup = (await console.get(f"/api/v1/pages/{shop.page}/widget")).json()
    assert setup["connected"] and setup["built"] and setup["identify"] and setup["origins"] == [SITE]
    assert f'data-page="{shop.page}"' in setup["snippets"]["script"]
    script = await shop.browser(origin=None).http.get(setup["script_url"])
    assert script.status_code == 200 and script.headers["cache-control"] == "public, max-age=31536000, immutable"
    digest = base64.b64encode(hashlib.sha384(script.content).digest()).decode()
    assert setup["integrity"] == f"sha384-{digest}"
    assert (
        setup["integrity"] in setup["snippets"]["pinned"] and 'crossorigin="anonymous"' in setup["snippets"]["pinned"]
    )


async def test_forget_covers_the_chat(shop):
    visitor, other = await shop.visitor(name="Maja"), await shop.visitor(name="Maja", email="other@example.org")
    for one in (visitor, other):
        await one.say("xyzzy")
        await shop.approve("plugh")
    author = Author(visitor.visitor)
    known = await forget_author(shop.desk.uow, shop.desk.clock, shop.page, author, really=False)
    assert (known.comments, known.conversations) == (1, 1)
    await forget_author(shop.desk.uow, shop.desk.clock, shop.page, author, really=True)
    assert (await visitor.call("GET", "conversation")).json()["error"]["code"] == "token_dead"
    assert sorted(one["text"] for one in await shop.comments()) == ["", "xyzzy"]
    assert len((await other.read())["messages"]) == 2
    await forget_author(shop.desk.uow, shop.desk.clock, shop.page, Author("Maja", by_name=True), really=True)
    assert not any(one["text"] or one["author"] for one in await shop.comments())


async def test_replies_come_from_whoever_approved_where_the_page_wants_that(shops):
    shop = await shops(shown_as="first name")
    visitor = await shop.visitor()
    await visitor.say("Open on Sunday?")
    await shop.approve("Yes.")
    assert (await visitor.read())["messages"][1]["author"] == "Ada"


async def test_the_reply_time_is_what_it_really_was(shop):
    for number in range(10):
        visitor = await shop.visitor()
        await visitor.say("Open on Sunday?")
        await shop.approve("Yes.")
        await shop.rows(
            "UPDATE comments SET received_at = received_at - make_interval(mins => %s) WHERE page_id = %s"
            " AND received_at > now() - interval '1 minute' RETURNING 1",
            10 * (number + 1),
            shop.page,
        )
    promise = {"minutes": 90, "zone": "UTC"}
    await shop.rows(
        "UPDATE pages SET settings = settings || %s WHERE id = %s RETURNING 1", Jsonb({"promise": promise}), shop.page
    )
    await asyncio.sleep(3.2)  # so long a web process knows a page's settings
    told = (await shop.browser().http.get(f"/widget/v1/pages/{shop.page}")).json()["reply_time"]
    assert told == {"median_minutes": 55, "promise_minutes": 90, "open_now": True, "opens_at": None}


async def test_consoles_hear_that_the_visitor_writes(shop):
    visitor = await shop.visitor()
    await visitor.say("Open on Sunday?")
    (comment,) = await shop.comments()
    changes = shop.desk.changes()
    assert await anext(changes) is None
    assert (await visitor.call("POST", "typing", json={})).status_code == 204
    heard = await asyncio.wait_for(anext(changes), 5)
    assert heard == {"comment": str(comment["id"]), "page": shop.page, "kind": "visitor_typing"}
    await changes.aclose()


async def test_files_are_scanned_where_the_desk_has_a_scanner(desk, environment, tmp_path):
    scan = tmp_path / "scan"
    scan.write_text('#!/bin/sh\ngrep -q EICAR "$1" && exit 1\ngrep -q BROKEN "$1" && exit 2\nexit 0\n')
    scan.chmod(0o755)
    with chat_web(environment, tmp_path, SHAREWELL_FILE_SCAN=str(scan)) as web:
        async with opening_shops(desk, web) as open_one:
            visitor = await (await open_one()).visitor()
            answers = [await visitor.attach(text, "a.txt", "text/plain") for text in (b"fine", b"EICAR", b"BROKEN")]
    assert [one.status_code for one in answers] == [201, 422, 503]
    assert answers[2].json()["error"]["code"] == "not_scanned" and answers[2].headers["retry-after"]


async def test_what_is_kept_is_cleared_by_the_pages_rules(shop):
    visitor = await shop.visitor()
    file = (await visitor.attach(PNG)).json()
    await visitor.say("Open on Sunday?", files=[file["id"]])
    await shop.approve("Yes.")
    await shop.desk.retention.set("Ada", shop.page, 7, None)
    later = shop.desk.clock.now() + timedelta(days=8)
    async with shop.desk.uow() as unit:
        rules = await shop.desk.retention.rules()
        (page,) = [one for one in rules.pages if one.id == shop.page]
        assert (await unit.retention.clear(shop.page, page.holds, later, 10))["comments"] == 1
    assert not await shop.rows("SELECT 1 FROM chat_messages") and not await shop.rows("SELECT 1 FROM chat_files")
    assert (await visitor.read())["messages"] == []


async def test_the_visitors_name_and_words_are_not_in_the_log(shop, served, tmp_path_factory):
    visitor = await shop.visitor(name="Maja Xyzzyson", email="maja@xyzzy.example")
    await visitor.say("My number is xyzzy-4711")
    await visitor.enter(token="xyzzy.forged")
    log = next(tmp_path_factory.getbasetemp().glob("chat*/web.log")).read_text()
    assert "xyzzy" not in log.lower() and visitor.token not in log


async def test_a_visitor_elsewhere_sees_nothing(shop):
    assert (await shop.browser(origin=OTHER).enter()).status_code == 403
