"""Bluesky: the connector against its simulator, and what is Bluesky's alone."""

import asyncio
import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest

from desk.connectors.bluesky.client import BlueskyConnector, too_long
from desk.connectors.bluesky.errors import error_of
from desk.connectors.bluesky.facets import facets_of, handles_in, with_whole_links
from desk.connectors.bluesky.fetching import OVERLAP, Place
from desk.connectors.bluesky.keys import record_key, tid
from desk.connectors.bluesky.parse import happenings
from desk.connectors.bluesky.posts import address
from desk.connectors.bluesky.settings import Own
from desk.connectors.calling import Answer
from desk.domain.incoming import WORDLESS, Added, Answered, Skipped
from desk.domain.page import Connection
from desk.domain.platform import DEAD, Found, PlatformError, Standing, Trouble
from desk.domain.reply import Refused, Sent, Uncertain, approve
from desk.simulators.base import Fault, Reply, transport
from desk.simulators.bluesky import DID, HANDLE, PEOPLE, BlueskySimulator
from tests.desk.connectors.suite import ADDRESS, NOW, ConnectorSuite

PAYLOADS = Path(__file__).parent / "payloads" / "bluesky"
OWN = Own(DID, HANDLE)
LINK = "app.bsky.richtext.facet#link"
MENTION = "app.bsky.richtext.facet#mention"


def payload(name):
    return (PAYLOADS / name).read_bytes()


class TestBluesky(ConnectorSuite):
    pushes = False
    tells_edits = False
    tells_removals = False

    def simulator(self, world):
        return BlueskySimulator(world)

    def connector(self, client, clock):
        return BlueskyConnector(client, clock)

    def bodies_of(self, simulator, happened):
        return [json.dumps(simulator.notifications(happened)).encode()]

    def unknown_body(self):
        return b'{"notifications": [{"reason": "like", "uri": "at://a/app.bsky.feed.like/1"}, {"reason": "follow"}]}'

    def test_a_comment_without_words_is_not_lost(self, desk, connection):
        (added,) = desk.parse(payload("picture.json"), connection)
        assert isinstance(added, Added) and added.comment.text == WORDLESS["picture"]

    # sessions

    @pytest.fixture
    async def slow(self, platform):
        """The connector on a network on which calls overtake each other."""
        inner = transport(platform).handler

        async def handle(request):
            await asyncio.sleep(0)
            answer = inner(request)
            await asyncio.sleep(0)
            return answer

        async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as client:
            yield self.connector(client, _Clock())

    async def test_one_session_serves_all_calls_even_those_at_once(self, slow, world, platform, connection):
        comment = self.comment_of(world.write("Open?"), connection)
        await asyncio.gather(*(slow.look(comment, connection) for _ in range(10)))
        await slow.fetch(connection, None, NOW)
        assert (platform.sign_ins, platform.refreshed) == (1, 0)

    async def test_a_token_that_ran_out_is_renewed_once_for_all(self, slow, world, platform, connection):
        comment = self.comment_of(world.write("Open?"), connection)
        await slow.look(comment, connection)
        platform.expire()
        standings = await asyncio.gather(*(slow.look(comment, connection) for _ in range(5)))
        assert all(one.there for one in standings) and (platform.sign_ins, platform.refreshed) == (1, 1)

    async def test_a_token_that_runs_out_while_sending_does_not_send_twice(self, desk, world, platform, connection):
        post = world.write("Open?")
        comment = self.comment_of(post, connection)
        await desk.look(comment, connection)
        platform.expire()
        assert isinstance(await desk.publish(self.reply_to(comment), comment, connection), Sent)
        assert len(world.by_api()) == 1 and platform.sign_ins == 1

    async def test_a_token_that_runs_out_right_before_the_send_is_renewed(self, world, platform, connection):
        inner, calls = transport(platform).handler, []

        def handle(request):
            calls.append(request.url.path)
            if request.url.path.endswith("createRecord") and calls.count(request.url.path) == 1:
                platform.expire()
            return inner(request)

        comment = self.comment_of(world.write("Open?"), connection)
        async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as client:
            outcome = await self.connector(client, _Clock()).publish(self.reply_to(comment), comment, connection)
        assert isinstance(outcome, Sent) and len(world.by_api()) == 1 and platform.refreshed == 1

    async def test_a_session_that_ended_is_begun_anew(self, desk, world, platform, connection):
        comment = self.comment_of(world.write("Open?"), connection)
        await desk.look(comment, connection)
        platform.sign_out()
        assert (await desk.look(comment, connection)).there
        assert (platform.sign_ins, platform.refreshed) == (2, 0)

    async def test_a_password_that_was_taken_back_is_a_trouble_of_the_connection(
        self, desk, world, platform, connection
    ):
        comment = self.comment_of(world.write("Open?"), connection)
        await desk.look(comment, connection)
        platform.expire()
        platform.revoked = True
        with pytest.raises(PlatformError) as raised:
            await desk.look(comment, connection)
        assert raised.value.trouble is Trouble.TOKEN and "app password" in raised.value.reason
        outcome = await desk.publish(self.reply_to(comment), comment, connection)
        assert isinstance(outcome, Refused) and outcome.trouble is Trouble.TOKEN and not world.by_api()

    async def test_a_new_password_is_signed_in_with_at_once(self, desk, world, platform, connection):
        wrong = replace(connection, secrets={"app_password": "wrong"})
        with pytest.raises(PlatformError):
            await desk.account(wrong)
        await desk.account(connection)
        with pytest.raises(PlatformError):
            await desk.account(wrong)
        assert platform.sign_ins == 1

    @pytest.mark.parametrize(
        ("state", "trouble", "word"),
        [({"needs_code": True}, Trouble.TOKEN, "code by email"), ({"status": "takendown"}, Trouble.TOKEN, "taken"),
         ({"status": "deactivated"}, Trouble.PERMISSION, "deactivated"), ({"calls_left": 0}, Trouble.RATE, "too many")],
    )  # fmt: skip
    async def test_a_sign_in_that_is_refused_says_what_to_do(self, desk, platform, connection, state, trouble, word):
        for name, value in state.items():
            setattr(platform, name, value)
        with pytest.raises(PlatformError, match=word) as raised:
            await desk.account(connection)
        assert raised.value.trouble is trouble

    async def test_connecting_learns_the_lasting_identifier(self, desk, platform):
        _, secrets = platform.settings(ADDRESS)
        fresh = Connection(uuid4(), "shop", "bluesky", {"service": ADDRESS, "identifier": f" @{HANDLE}"}, secrets)
        account = await desk.account(fresh)
        assert (account.name, account.config) == (f"@{HANDLE}", {"did": DID, "handle": HANDLE})

    # coming in

    async def test_the_first_fetch_goes_back_a_week_and_no_further(self, desk, world, connection):
        for days in (30, 8, 6, 1):
            world.write(f"{days} days ago?", at=NOW - timedelta(days=days))
        found, cursor = await self.everything(desk, connection)
        assert [one.comment.text for one in found] == ["1 days ago?", "6 days ago?"]
        found, _ = await self.everything(desk, connection, cursor)
        assert [one.comment.text for one in found] == ["1 days ago?"]

    async def test_a_limit_that_is_nearly_spent_is_waited_for_with_nothing_lost(
        self, desk, world, platform, connection
    ):
        ids = {world.write(f"Question {number}?", at=NOW - timedelta(minutes=number)).id for number in range(250)}
        platform.calls_left = 10
        fetched = await desk.fetch(connection, None, NOW)
        assert fetched.wait == timedelta(hours=1) and not fetched.more
        found = desk.parse(fetched.bodies[0], connection)
        platform.calls_left = None
        rest, _ = await self.everything(desk, connection, json.loads(json.dumps(fetched.cursor)))
        assert {one.comment.external_id for one in [*found, *rest]} == ids

    async def test_what_comes_while_older_pages_are_read_is_not_missed(self, desk, world, connection):
        for number in range(150):
            world.write(f"Question {number}?", at=NOW - timedelta(hours=2, seconds=number))
        fetched = await desk.fetch(connection, None, NOW)
        assert fetched.more
        late = world.write("Late?", at=NOW - timedelta(hours=1))
        _, cursor = await self.everything(desk, connection, fetched.cursor)
        found, _ = await self.everything(desk, connection, cursor)
        assert late.id in {one.comment.external_id for one in found}

    # going out

    async def test_a_reply_names_its_parent_and_the_root_of_its_thread(self, desk, world, platform, connection):
        root = world.write("Open?")
        deep = world.write("And Monday?", parent=root.id)
        comment = self.comment_of(deep, connection)
        outcome = await desk.publish(self.reply_to(comment, "Yes."), comment, connection)
        record = platform.records[outcome.external_id]
        assert record["reply"]["parent"]["uri"] == deep.id and record["reply"]["root"]["uri"] == root.id
        assert record["createdAt"] == "2026-03-02T12:00:00.000Z" and "facets" not in record

    async def test_links_and_mentions_are_marked_by_bytes(self, desk, world, platform, connection):
        text = "Grüße 👍🏽 @u-1.example! See https://help.example/ä?x=1. Ask @partner.example, not @nobody.example."
        *_, outcome = await self.send(desk, world, connection, text)
        record = platform.records[outcome.external_id]
        marked = {
            text.encode()[one["index"]["byteStart"] : one["index"]["byteEnd"]].decode(): one["features"][0]
            for one in record["facets"]
        }
        assert marked == {
            "@u-1.example": {"$type": MENTION, "did": PEOPLE},
            "https://help.example/ä?x=1": {"$type": LINK, "uri": "https://help.example/ä?x=1"},
            "@partner.example": {"$type": MENTION, "did": PEOPLE},
        }

    @pytest.mark.parametrize("fault", [Fault.LOST_AFTER, Fault.HALF, Fault.MALFORMED])
    async def test_a_reply_sent_again_after_its_answer_was_lost_is_not_there_twice(
        self, desk, world, faults, connection, fault
    ):
        faults.next = fault
        _, comment, reply, outcome = await self.send(desk, world, connection)
        assert isinstance(outcome, Uncertain)
        (posted,) = world.by_api()
        assert await desk.publish(reply, comment, connection) == Sent(posted.id)
        assert world.by_api() == [posted]

    async def test_a_key_that_is_taken_meanwhile_is_looked_up(self, world, platform, connection):
        inner = transport(platform).handler

        def handle(request):
            if request.url.path.endswith("createRecord"):
                inner(request)  # another worker sends the same reply
            return inner(request)

        comment = self.comment_of(world.write("Open?"), connection)
        async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as client:
            outcome = await self.connector(client, _Clock()).publish(self.reply_to(comment), comment, connection)
        (posted,) = world.by_api()
        assert outcome == Sent(posted.id)

    @pytest.mark.parametrize(("text", "is_answer"), [("Something else.", True), ("Yes.", False)])
    async def test_another_record_under_the_key_is_not_taken_for_the_reply(
        self, desk, world, connection, text, is_answer
    ):
        post = world.write("Open?")
        comment = self.comment_of(post, connection)
        reply = self.reply_to(comment, "Yes.")
        uri = f"at://{DID}/app.bsky.feed.post/{record_key(reply)}"
        world.write(text, id=uri, parent=post.id if is_answer else None, own=True)
        assert await desk.find(reply, comment, connection) == Found(None)
        assert isinstance(await desk.publish(reply, comment, connection), Uncertain)

    async def test_a_reply_is_found_though_its_comment_is_gone(self, desk, world, connection):
        post, comment, reply, outcome = await self.send(desk, world, connection)
        world.remove(post.id)
        assert await desk.find(reply, comment, connection) == Found(True, outcome.external_id)

    @pytest.mark.parametrize("how", ["closed", "blocked"])
    async def test_a_post_that_takes_no_answer_gets_none(self, desk, world, platform, connection, how):
        post = world.write("Open?")
        getattr(platform, how).add(post.id)
        comment = self.comment_of(post, connection)
        outcome = await desk.publish(self.reply_to(comment), comment, connection)
        assert isinstance(outcome, Refused) and not outcome.passing and outcome.trouble not in DEAD
        assert not world.by_api()
        assert (await desk.look(comment, connection)).there is (None if how == "blocked" else True)

    async def test_what_is_too_long_never_leaves(self, desk, world, connection):
        family = "👩‍👩‍👧‍👦"
        *_, outcome = await self.send(desk, world, connection, family * 301)
        assert isinstance(outcome, Refused) and "301" in outcome.reason and not world.by_api()
        *_, outcome = await self.send(desk, world, connection, "é" * 300)
        assert isinstance(outcome, Sent)
        assert too_long(family * 119) is None and "3,000" in too_long(family * 121).reason

    async def test_a_comment_of_another_kind_is_refused(self, desk, world, connection):
        comment = replace(self.comment_of(world.write("Open?"), connection), external_id="1234")
        outcome = await desk.publish(self.reply_to(comment), comment, connection)
        assert isinstance(outcome, Refused) and not outcome.passing

    async def test_the_first_answer_of_the_page_is_its_answer(self, desk, world, connection):
        post = world.write("Open?")
        world.write("I think so.", parent=post.id, author="Bob")
        first = world.write("We are.", parent=post.id, own=True, at=NOW - timedelta(minutes=2))
        world.write("Until nine.", parent=post.id, own=True, at=NOW - timedelta(minutes=1))
        standing = await desk.look(self.comment_of(post, connection), connection)
        assert standing == Standing(True, "Open?", "We are.", first.id)


class _Clock:
    def now(self):
        return NOW


# recorded-style pages


def test_a_page_of_notifications_is_read_whole():
    mention, reply, quote, like = happenings(payload("notifications.json"), OWN)
    assert isinstance(mention, Added) and mention.comment.text == (
        "Grüße! 👋🏽 Is https://help.example/articles/returns-uk still right? And this (https://other.example/x)?"
    )
    assert (mention.comment.author, mention.comment.author_id) == ("Ada Lovelace", "did:plc:adaadaadaadaadaadaadaada")
    assert mention.comment.url == "https://bsky.app/profile/ada.example/post/3mg3lvz5gps25"
    assert mention.comment.written_at == datetime(2026, 3, 2, 10, 15, tzinfo=timezone.utc)
    assert (mention.comment.thread, mention.comment.parent, mention.comment.post) == (
        mention.comment.external_id, None, None,
    )  # fmt: skip
    root = f"at://{DID}/app.bsky.feed.post/3mg3fwtnzi22x"
    assert reply.comment.thread == root and reply.comment.parent.endswith("/3mg3fwtnzi23a")
    assert reply.comment.post == {"url": f"https://bsky.app/profile/{DID}/post/3mg3fwtnzi22x"}
    assert reply.comment.url == "https://bsky.app/profile/did:plc:bobbobbobbobbobbobbobbob/post/3mg3lvz5gps26"
    assert reply.comment.author == "@handle.invalid"
    assert isinstance(quote, Added) and quote.comment.text == "These people know clocks."
    assert isinstance(like, Skipped)


def test_one_bad_entry_costs_no_other():
    good = json.loads(payload("notifications.json"))["notifications"][0]
    bad = [None, 5, {"reason": "reply"}, {"reason": "reply", "uri": "at://a/b/c", "cid": "x"}, {"reason": ["reply"]}]
    odd = {**good, "record": {"text": 5, "facets": [{"index": 7}, None, {"index": {}, "features": {}}], "reply": []}}
    found = happenings(json.dumps({"notifications": [*bad, good, odd]}).encode(), OWN)
    assert [type(one) for one in found] == [Skipped] * len(bad) + [Added, Added]


def test_what_a_colleague_wrote_in_answer_is_no_comment():
    entry = json.loads(payload("notifications.json"))["notifications"][1]
    body = json.dumps({"notifications": [{**entry, "author": {"did": DID, "handle": HANDLE}}]}).encode()
    (answered,) = happenings(body, OWN)
    assert isinstance(answered, Answered) and answered.to == entry["record"]["reply"]["parent"]["uri"]


@pytest.mark.parametrize(
    ("embed", "text"),
    [({"$type": "app.bsky.embed.video"}, WORDLESS["video"]),
     ({"$type": "app.bsky.embed.recordWithMedia", "media": {"$type": "app.bsky.embed.images"}}, WORDLESS["picture"]),
     ({"$type": "app.bsky.embed.external", "external": {"uri": "https://gif.example/1"}}, "https://gif.example/1"),
     ({"$type": "x.y"}, "[no words]"), (None, "[no words]"), ({"media": 5}, "[no words]")],
)  # fmt: skip
def test_what_a_post_has_instead_of_words(embed, text):
    entry = json.loads(payload("picture.json"))["notifications"][0]
    entry["record"]["embed"] = embed
    (added,) = happenings(json.dumps({"notifications": [entry]}).encode(), OWN)
    assert added.comment.text == text


# facets


@pytest.mark.parametrize(
    "facets",
    [None, 5, [None], [{"index": {"byteStart": 4, "byteEnd": 2}, "features": [{"uri": "https://a.example"}]}],
     [{"index": {"byteStart": 0, "byteEnd": 10**9}, "features": [{"uri": "https://a.example"}]}],
     [{"index": {"byteStart": True, "byteEnd": 2}, "features": [{"uri": "https://a.example"}]}],
     [{"index": {"byteStart": 0, "byteEnd": 2}, "features": [{"uri": 5}, "x"]}]],
)  # fmt: skip
def test_facets_that_make_no_sense_change_nothing(facets):
    assert with_whole_links("Hello", facets) == "Hello"


def test_facets_that_overlap_or_cut_a_letter_lose_no_text():
    def link(start, end):
        return {"index": {"byteStart": start, "byteEnd": end}, "features": [{"uri": "https://a.example"}]}

    assert with_whole_links("one two", [link(0, 3), link(2, 7)]).startswith("on")
    assert "a.example" in with_whole_links("é two", [link(1, 5)])


def test_links_keep_brackets_in_pairs_and_leave_punctuation():
    text = "(https://w.example/A_(b)), https://a.example. x@https://no.example"
    assert [one["features"][0]["uri"] for one in facets_of(text, {})] == [
        "https://w.example/A_(b)",
        "https://a.example",
    ]


def test_an_address_of_mail_is_no_mention():
    assert handles_in("mail me@shop.example, or @Ada.example. @ada @ada.example") == ["ada.example"]


# keys, cursors, errors


def _reply(**changes):
    given = {"reply_id": UUID(int=7), "comment_id": uuid4(), "text_version": 1, "text": "Yes.", "person_id": uuid4(),
             "now": NOW, "undo_window": timedelta(0)}  # fmt: skip
    return approve(**{**given, **changes})


def test_a_replys_key_is_always_the_same_and_no_others():
    assert record_key(_reply()) == record_key(_reply(text="Yes!"))
    keys = {record_key(_reply(reply_id=UUID(int=number))) for number in range(2_000)}
    assert len(keys) == 2_000
    assert all(len(key) == 13 and key < record_key(_reply(now=NOW + timedelta(seconds=1))) for key in keys)


def test_a_tid_is_written_as_specified():
    assert tid(0, 0) == "2222222222222"
    # 3jzfcijpj2z2a is the example of atproto.com/specs/tid.
    value = 0
    for character in "3jzfcijpj2z2a":
        value = value * 32 + "234567abcdefghijklmnopqrstuvwxyz".index(character)
    assert tid(value >> 10, value & 1023) == "3jzfcijpj2z2a"
    assert datetime.fromtimestamp((value >> 10) / 1e6, timezone.utc).year == 2023


@pytest.mark.parametrize("cursor", [None, {}, {"since": 5}, {"since": "soon", "page": 7, "newest": []}])
def test_a_cursor_that_makes_no_sense_begins_anew(cursor):
    assert Place.of(cursor, NOW, timedelta(days=7)) == Place(NOW - timedelta(days=7))


def test_a_round_begins_a_little_before_the_newest_that_was_seen():
    entries = [{"indexedAt": NOW.isoformat()}, {"indexedAt": (NOW - timedelta(hours=1)).isoformat()}]
    place, more = Place(NOW - timedelta(days=1)).onward(entries, "next")
    assert more and place.since == NOW - timedelta(days=1)
    place, more = place.onward([], None)
    assert not more and place == Place(NOW - OVERLAP)
    assert Place(NOW).onward(entries[:1], None) == (Place(NOW), False)


def test_a_server_that_repeats_a_page_is_not_asked_for_ever():
    entries = [{"indexedAt": NOW.isoformat()}]
    place, _ = Place(NOW - timedelta(days=1)).onward(entries, "next")
    assert place.onward(entries, "next")[1] is False


def test_addresses_use_the_handle_where_there_is_a_valid_one():
    uri = "at://did:plc:x/app.bsky.feed.post/3k"
    assert address(uri, "ada.example") == "https://bsky.app/profile/ada.example/post/3k"
    assert address(uri) == address(uri, "handle.invalid") == "https://bsky.app/profile/did:plc:x/post/3k"


@pytest.mark.parametrize(
    ("status", "name", "trouble"),
    [(400, "ExpiredToken", Trouble.TOKEN), (400, "InvalidToken", Trouble.TOKEN), (401, "AuthMissing", Trouble.TOKEN),
     (401, "AuthFactorTokenRequired", Trouble.TOKEN), (401, "AccountTakedown", Trouble.TOKEN), (401, "", Trouble.TOKEN),
     (400, "AccountDeactivated", Trouble.PERMISSION), (403, "Forbidden", Trouble.PERMISSION),
     (429, "RateLimitExceeded", Trouble.RATE), (404, "", Trouble.MISSING), (501, "MethodNotImplemented", Trouble.MISSING),
     (400, "InvalidRequest", Trouble.REFUSED), (502, "UpstreamFailure", Trouble.AWAY), (503, "", Trouble.AWAY),
     (302, "", Trouble.AWAY)],
)  # fmt: skip
def test_errors_are_told_apart_by_name_and_status(status, name, trouble):
    reply = Reply.of({"error": name, "message": "whatever it says"} if name else [], status)
    error = error_of(Answer(httpx.Response(reply.status, headers=dict(reply.headers)), reply.body), NOW)
    assert error.trouble is trouble and "whatever" not in error.reason
