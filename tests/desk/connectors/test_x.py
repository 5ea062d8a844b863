import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.connectors.x.client import XConnector
from desk.connectors.x.cost import cost_of
from desk.connectors.x.eligibility import MENTIONED_ONLY, NOT_ADDRESSED
from desk.connectors.x.fetching import a_little_before
from desk.connectors.x.parse import parse
from desk.connectors.x.problems import CAPPED, CAPPED_TODAY, CLOCK, LOCKED, NO_CREDITS, NOT_ENROLLED
from desk.connectors.x.sending import CLOSED, GONE, SAID_BEFORE
from desk.connectors.x.settings import ENTERPRISE, SELF_SERVE, Own
from desk.connectors.x.texts import comparable
from desk.domain.comment import Turn
from desk.domain.incoming import Added, Answered, Edited, Malformed, Removed, Skipped
from desk.domain.page import Connection
from desk.domain.platform import Found, Handshake, Moderation, PlatformError, Trouble
from desk.domain.reply import Refused, Sent, Uncertain
from desk.simulators.base import Fault, transport
from desk.simulators.x import HANDLE, USER_ID, XSimulator
from tests.desk.connectors.suite import ADDRESS, NOW, ConnectorSuite, _Clock

OWN = Own(USER_ID, HANDLE)
PAYLOADS = Path(__file__).parent / "payloads" / "x"


def payload(name):
    return (PAYLOADS / f"{name}.json").read_bytes()


def told(name, plan=SELF_SERVE):
    return parse(payload(name), OWN, plan)


class TestX(ConnectorSuite):
    def simulator(self, world):
        return XSimulator(world)

    def connector(self, client, clock):
        return XConnector(client, clock)

    def unknown_body(self):
        return payload("webhook_like")

    def wordless_body(self):
        return payload("video_without_words")

    # coming in

    def test_the_webhook_is_confirmed_with_the_apps_secret(self, desk, connection):
        secrets = {"consumer_secret": "kd94hf93k423kf44"}
        shake = desk.handshake({"crc_token": "a token"}, replace(connection, secrets=secrets))
        # printf 'a token' | openssl dgst -sha256 -hmac kd94hf93k423kf44 -binary | base64
        assert shake == Handshake(
            '{"response_token": "sha256=7nvxQqtL5i7ykKAWGzpuPTsc/AI8Ob1V7H8AvMnJhYY="}', "application/json"
        )
        assert desk.handshake({}, connection) is None
        assert desk.handshake({"crc_token": "a token"}, replace(connection, secrets={})) is None

    async def test_a_fetch_asks_for_all_since_the_backfill_and_then_since_what_it_saw(
        self, platform, world, connection
    ):
        world.write("Long ago", at=NOW - timedelta(days=8))
        recent = world.write("Lately", at=NOW - timedelta(days=6))
        found, cursor = await self.everything(self.connector_on(platform), connection)
        assert [one.comment.external_id for one in found] == [recent.id]
        assert cursor == {"mentions": {"since_id": a_little_before(recent.id)}}

    async def test_a_whole_round_moves_the_start_to_a_little_before_the_newest(self, platform, world, connection):
        minute = 60_000 << 22
        ids = [1_900_000_000_000_000_000 + number * minute for number in range(120)]
        for number, id in enumerate(ids):
            world.write(f"Question {number}?", id=str(id), at=NOW - timedelta(minutes=120 - number))
        desk = self.connector_on(platform)
        _, cursor = await self.everything(desk, connection)
        assert cursor == {"mentions": {"since_id": a_little_before(str(ids[-1]))}}
        found, _ = await self.everything(desk, connection, cursor)
        assert {one.comment.external_id for one in found} <= {str(id) for id in ids[-3:]}

    async def test_a_round_that_breaks_off_goes_on_where_it_was(self, platform, world, connection):
        ids = {world.write(f"Question {number}?").id for number in range(250)}
        desk = self.connector_on(platform)
        first = await desk.fetch(connection, None, NOW)
        assert first.more and first.cursor["mentions"]["page"]
        late = world.write("In between?").id
        rest, cursor = await self.everything(desk, connection, json.loads(json.dumps(dict(first.cursor))))
        again, _ = await self.everything(desk, connection, cursor)
        found = [one for body in first.bodies for one in desk.parse(body, connection)] + rest + again
        assert {one.comment.external_id for one in found} == {*ids, late}

    async def test_a_page_that_x_no_longer_keeps_begins_the_round_anew(self, desk, world, connection):
        post = world.write("Open?")
        stale = {"mentions": {"start": "2026-03-01T00:00:00Z", "page": "gone", "newest": "1"}}
        fetched = await desk.fetch(connection, stale, NOW)
        assert fetched.bodies == () and not fetched.more
        found, _ = await self.everything(desk, connection, fetched.cursor)
        assert [one.comment.external_id for one in found] == [post.id]

    async def test_quotes_are_fetched_where_they_are_wanted(self, platform, world, connection):
        own = world.write("New: open on Saturdays.", own=True)
        quote = world.write("Look who is open now")
        platform.quoting[quote.id] = own.id
        desk = self.connector_on(platform)
        assert (await self.everything(desk, connection))[0] == []
        wanted = replace(connection, config={**connection.config, "quotes": True})
        found, cursor = await self.everything(desk, wanted)
        assert [(one.comment.external_id, one.comment.cannot_reply) for one in found] == [(quote.id, None)]
        assert found[0].comment.post["text"] == "New: open on Saturdays."
        assert set(cursor) == {"mentions", "quotes"}

    async def test_a_quotes_cursor_older_than_the_search_starts_anew(self, platform, world, connection):
        wanted = replace(connection, config={**connection.config, "quotes": True})
        desk = self.connector_on(platform)
        for old in ({"start": "2026-01-01T00:00:00Z"}, {"since_id": "1900000000000000000"}):
            fetched = await desk.fetch(wanted, {"quotes": old}, NOW)
            assert fetched.cursor["quotes"] == {"start": "2026-02-23T12:05:00Z"}

    async def test_a_search_that_the_plan_lacks_keeps_no_mention_back_and_is_told(self, platform, world, connection):
        platform.searches = False
        post = world.write("Open?")
        wanted = replace(connection, config={**connection.config, "quotes": "true"})
        desk = self.connector_on(platform)
        fetched = await desk.fetch(wanted, None, NOW)
        assert [one.comment.external_id for body in fetched.bodies for one in desk.parse(body, wanted)] == [post.id]
        world.remove(post.id)
        with pytest.raises(PlatformError) as raised:
            await desk.fetch(wanted, fetched.cursor, NOW)
        assert (raised.value.trouble, raised.value.reason) == (Trouble.PERMISSION, NOT_ENROLLED)

    async def test_it_waits_where_the_limit_is_nearly_spent(self, desk, platform, world, connection):
        assert (await desk.fetch(connection, None, NOW)).wait is None
        platform.calls["mentions"] = 298
        assert (await desk.fetch(connection, None, NOW)).wait == timedelta(minutes=15)

    @pytest.mark.parametrize(
        ("status", "document", "trouble", "reason"),
        [
            (402, {"type": "https://api.twitter.com/2/problems/credits"}, Trouble.PERMISSION, NO_CREDITS),
            (402, {}, Trouble.PERMISSION, NO_CREDITS),
            (429, {"type": "https://api.x.com/2/problems/usage-capped", "period": "Monthly"}, Trouble.RATE, CAPPED),
            (429, {"type": "https://api.x.com/2/problems/usage-capped", "period": "Daily"}, Trouble.RATE, CAPPED_TODAY),
            (403, {"type": "https://api.x.com/2/problems/client-forbidden"}, Trouble.PERMISSION, NOT_ENROLLED),
            (403, {"errors": [{"code": 326, "message": "locked"}]}, Trouble.PERMISSION, LOCKED),
            (403, {"errors": [{"code": {}}]}, Trouble.PERMISSION, None),
            (404, {}, Trouble.MISSING, None),
            (401, {"errors": [{"code": 135, "message": "odd"}]}, Trouble.TOKEN, CLOCK),
            (200, {"errors": [{"type": "https://api.x.com/2/problems/resource-not-found"}]}, Trouble.MISSING, None),
            (400, {"type": ["odd"], "errors": "odd"}, Trouble.REFUSED, None),
            (503, [], Trouble.AWAY, None),
            (302, None, Trouble.REFUSED, None),
        ],
    )
    async def test_refusals_are_told_apart_by_their_type(self, connection, status, document, trouble, reason):
        with pytest.raises(PlatformError) as raised:
            await self.answering(status, document).fetch(connection, None, NOW)
        assert raised.value.trouble is trouble
        assert reason is None or raised.value.reason == reason
        assert (raised.value.retry_after is not None) == (trouble is Trouble.RATE)

    async def test_the_24_hour_window_counts_where_it_is_what_is_spent(self, connection):
        now = int(NOW.timestamp())
        headers = {
            "x-rate-limit-remaining": "50", "x-rate-limit-reset": str(now + 60),
            "x-user-limit-24hour-remaining": "0", "x-user-limit-24hour-reset": str(now + 7_200),
        }  # fmt: skip
        with pytest.raises(PlatformError) as raised:
            await self.answering(429, {}, headers).fetch(connection, None, NOW)
        assert raised.value.retry_after == timedelta(hours=2)

    async def test_without_keys_it_says_so_and_asks_nobody(self, world, desk, connection):
        bare = replace(connection, secrets={**connection.secrets, "access_secret": ""})
        with pytest.raises(PlatformError) as raised:
            await desk.fetch(bare, None, NOW)
        assert raised.value.trouble is Trouble.TOKEN
        outcome = (await self.send(desk, world, bare))[3]
        assert isinstance(outcome, Refused) and outcome.trouble is Trouble.TOKEN and not world.by_api()

    @pytest.mark.parametrize("name", ["consumer_key", "consumer_secret", "access_token", "access_secret"])
    async def test_each_wrong_credential_is_a_dead_token_and_is_not_told(self, desk, connection, name):
        wrong = replace(connection, secrets={**connection.secrets, name: "a wrong one"})
        with pytest.raises(PlatformError) as raised:
            await desk.account(wrong)
        assert raised.value.trouble is Trouble.TOKEN
        assert not any(secret in raised.value.reason for secret in wrong.secrets.values())

    async def test_the_account_is_noted_for_the_connection(self, desk, connection):
        account = await desk.account(replace(connection, config={"api_url": ADDRESS}))
        assert (account.name, account.config) == (
            f"Demo Shop (@{HANDLE})",
            {"user_id": USER_ID, "username": HANDLE},
        )

    async def test_who_it_is_is_asked_where_that_was_not_noted(self, desk, world, connection):
        world.write("Open?")
        fetched = await desk.fetch(replace(connection, config={"api_url": ADDRESS}), None, NOW)
        assert len(fetched.bodies) == 1

    # going out

    async def test_a_reply_that_is_too_long_is_refused_before_it_is_sent(self, desk, platform, world, connection):
        outcome = (await self.send(desk, world, connection, "é" * 279 + "🙂"))[3]
        assert isinstance(outcome, Refused) and not outcome.passing and outcome.trouble is Trouble.REFUSED
        assert "281 characters" in outcome.reason and "280" in outcome.reason
        assert platform.calls == {}
        assert isinstance((await self.send(desk, world, connection, "é" * 278 + "🙂"))[3], Sent)

    async def test_the_same_words_under_another_post_are_refused_in_words(self, desk, world, connection):
        assert isinstance((await self.send(desk, world, connection))[3], Sent)
        outcome = (await self.send(desk, world, connection))[3]
        assert outcome == Refused(SAID_BEFORE, trouble=Trouble.REFUSED)
        assert len(world.by_api()) == 1

    async def test_a_reply_that_arrived_before_is_not_sent_twice(self, desk, world, faults, connection):
        faults.next = Fault.LOST_AFTER
        _, comment, reply, outcome = await self.send(desk, world, connection, "Yes: https://shop.example/hours & more")
        assert isinstance(outcome, Uncertain)
        (posted,) = world.by_api()
        assert await desk.publish(reply, comment, connection) == Sent(posted.id)
        assert len(world.by_api()) == 1

    async def test_a_closed_conversation_is_refused_in_words(self, desk, platform, world, connection):
        post = world.write("Open?")
        platform.closed.add(post.id)
        comment = self.comment_of(post, connection)
        assert await desk.publish(self.reply_to(comment), comment, connection) == Refused(
            CLOSED, trouble=Trouble.REFUSED
        )

    async def test_self_serve_answers_only_who_mentioned_or_quoted(self, desk, platform, world, connection):
        post = world.write("Well, it never came.")
        platform.unaddressed.add(post.id)
        comment = self.comment_of(post, connection)
        assert await desk.publish(self.reply_to(comment), comment, connection) == Refused(
            CLOSED, trouble=Trouble.REFUSED
        )
        platform.plan = ENTERPRISE
        assert isinstance(await desk.publish(self.reply_to(comment), comment, connection), Sent)

    async def test_a_deleted_post_is_said_to_be_gone(self, desk, world, connection):
        post = world.write("Open?")
        world.remove(post.id)
        comment = self.comment_of(post, connection)
        assert await desk.publish(self.reply_to(comment), comment, connection) == Refused(GONE, trouble=Trouble.REFUSED)

    async def test_the_months_cap_puts_a_reply_off(self, desk, platform, world, connection):
        platform.capped = True
        outcome = (await self.send(desk, world, connection))[3]
        assert outcome == Refused(CAPPED, True, timedelta(days=1), Trouble.RATE)

    async def test_an_edited_post_is_answered_in_its_latest_version(self, desk, platform, world, connection):
        post = world.write("Open on Sonday?")
        world.edit(post.id, "Open on Sunday?")
        comment = replace(self.comment_of(post, connection), edited_at=NOW)
        seen = []
        async with httpx.AsyncClient(transport=_Watched(platform, seen)) as client:
            desk = self.connector(client, _Clock())
            reply = self.reply_to(comment)
            assert isinstance(await desk.publish(reply, comment, connection), Sent)
            latest = json.loads(seen[-1].content)["reply"]["in_reply_to_tweet_id"]
            assert latest != post.id and (await desk.find(reply, comment, connection)).there is True
        assert platform.world.by_api()[0].parent == post.id

    async def test_a_look_tells_the_text_only_where_it_was_changed(self, desk, world, connection):
        post = world.write("Open on Sonday?")
        comment = self.comment_of(post, connection)
        assert (await desk.look(comment, connection)).text is None
        world.edit(post.id, "Open on Sunday?")
        world.edit(post.id, "Open on Sunday & Monday?")
        assert (await desk.look(comment, connection)).text == "Open on Sunday & Monday?"

    async def test_a_look_without_search_tells_no_answer_and_a_hidden_post_nothing(
        self, desk, platform, world, connection
    ):
        post = world.write("Open?")
        world.write("Yes", parent=post.id, own=True)
        comment = self.comment_of(post, connection)
        platform.searches = False
        standing = await desk.look(comment, connection)
        assert (standing.there, standing.answer) == (True, None)
        platform.protected.add(post.id)
        assert (await desk.look(comment, connection)).there is None

    async def test_an_error_about_what_comes_with_a_post_does_not_make_it_gone(self, world, connection):
        comment = self.comment_of(world.write("Open?"), connection)
        kind = "https://api.x.com/2/problems/resource-not-found"
        document = {"data": {"id": comment.external_id, "text": "Open?"}, "errors": [{"type": kind}]}
        assert (await self.answering(200, document).look(comment, connection)).there is True
        assert (await self.answering(200, {"errors": [{"type": kind}]}).look(comment, connection)).there is False

    async def test_find_looks_only_under_the_comment_and_since_the_approval(self, desk, world, connection):
        post, other = world.write("Open?"), world.write("Closed?")
        comment = self.comment_of(post, connection)
        reply = self.reply_to(comment)
        world.write(reply.text, parent=post.id, own=True, at=NOW - timedelta(hours=1))
        world.write(reply.text, parent=other.id, own=True, at=NOW)
        world.write("Something else", parent=post.id, own=True, at=NOW)
        assert await desk.find(reply, comment, connection) == Found(False)
        there = world.write(reply.text, parent=post.id, own=True, at=NOW)
        assert await desk.find(reply, comment, connection) == Found(True, there.id)

    async def test_find_reads_on_and_admits_where_it_stopped(self, desk, world, connection):
        post = world.write("Open?")
        comment = self.comment_of(post, connection)
        reply = self.reply_to(comment)
        there = world.write(reply.text, parent=post.id, own=True, at=NOW)
        for number in range(150):
            world.write(f"Answer {number}", parent="1", own=True, at=NOW + timedelta(seconds=number + 1))
        assert await desk.find(reply, comment, connection) == Found(True, there.id)
        for number in range(1_000):
            world.write(f"More {number}", parent="1", own=True, at=NOW + timedelta(minutes=number + 10))
        assert await desk.find(reply, comment, connection) == Found(None)

    async def test_find_says_that_it_does_not_know_when_x_is_away(self, platform, world, connection):
        comment = self.comment_of(world.write("Open?"), connection)
        desk = self.answering(503, {})
        assert await desk.find(self.reply_to(comment), comment, connection) == Found(None)

    @pytest.mark.parametrize("id", ["../users/me", "12 OR 1", "", "١٢"])
    async def test_an_id_that_is_none_of_x_never_reaches_an_address(self, desk, platform, world, connection, id):
        comment = replace(self.comment_of(world.write("Open?"), connection), external_id=id)
        assert isinstance(await desk.publish(self.reply_to(comment), comment, connection), Refused)
        assert isinstance(await desk.moderate(Moderation.HIDE, comment, connection), Refused)
        assert (await desk.look(comment, connection)).there is None
        assert platform.calls == {}

    async def test_hiding_hides_and_can_be_taken_back(self, desk, world, connection):
        post = world.write("Buy followers")
        comment = self.comment_of(post, connection)
        assert await desk.moderate(Moderation.HIDE, comment, connection) == Sent() and world.posts[post.id].hidden
        assert await desk.moderate(Moderation.UNHIDE, comment, connection) == Sent() and not world.posts[post.id].hidden

    @pytest.mark.parametrize("status", [500, 502, 504])
    async def test_x_may_have_acted_before_it_fell_over(self, world, connection, status):
        outcome = (await self.send(self.answering(status, {}), world, connection))[3]
        assert isinstance(outcome, Uncertain) and str(status) in outcome.reason

    async def test_an_overloaded_x_took_nothing_and_its_rate_window_is_no_wait(self, world, connection):
        headers = {"x-rate-limit-reset": str(int(NOW.timestamp()) + 900)}
        outcome = (await self.send(self.answering(503, {}, headers), world, connection))[3]
        assert isinstance(outcome, Refused) and outcome.passing
        assert (outcome.trouble, outcome.retry_after) == (Trouble.AWAY, None)

    async def test_an_answer_to_another_post_of_the_conversation_is_not_taken_for_one(self, desk, world, connection):
        post, other = world.write("Open?"), world.write("Closed?")
        world.write("No", parent=other.id, own=True)
        assert (await desk.look(self.comment_of(post, connection), connection)).answer is None

    @pytest.mark.parametrize("document", [None, [], {"data": {}}, {"data": {"id": None}}, {"data": 5}])
    async def test_a_yes_without_an_id_is_uncertain(self, world, connection, document):
        outcome = (await self.send(self.answering(201, document), world, connection))[3]
        assert isinstance(outcome, Uncertain)

    def answering(self, status, document, headers=None):
        def handle(request):
            return httpx.Response(status, json=document, headers=headers or {})

        return self.connector(httpx.AsyncClient(transport=httpx.MockTransport(handle)), _Clock())

    def connector_on(self, platform):
        return self.connector(httpx.AsyncClient(transport=transport(platform)), _Clock())


class _Watched(httpx.AsyncBaseTransport):
    def __init__(self, platform, seen):
        self._inner = transport(platform)
        self._seen = seen

    async def handle_async_request(self, request):
        self._seen.append(request)
        return await self._inner.handle_async_request(request)


# what bodies tell


def test_mentions_come_with_their_author_thread_context_and_plain_text():
    answer, question = told("mentions")
    assert isinstance(answer, Added) and isinstance(question, Added)
    assert answer.comment.text == "And on & after Sunday?"
    assert (answer.comment.author, answer.comment.author_id, answer.comment.reach) == ("Ada", "41", 120)
    assert (answer.comment.thread, answer.comment.parent) == ("1900000000000000001", "1900000000000000001")
    assert answer.comment.post == {
        "text": "New: open on Saturdays.",
        "url": "https://x.com/i/web/status/1900000000000000001",
    }
    assert answer.comment.url == "https://x.com/ada/status/1900000000000000103"
    assert answer.comment.written_at == datetime(2026, 3, 2, 11, 59, 3, tzinfo=timezone.utc)
    assert question.comment.text == "The form at https://shop.example/returns?a=1&b=2 fails <again>"
    assert answer.comment.cannot_reply is None and question.comment.cannot_reply is None


def test_what_a_comment_answers_is_a_turn_where_it_is_not_the_first_post():
    document = json.loads(payload("mentions"))
    between = document["includes"]["tweets"][0]
    between["referenced_tweets"] = [{"type": "replied_to", "id": "1"}]
    (answer, _) = parse(json.dumps(document).encode(), OWN, SELF_SERVE)
    at = datetime(2026, 3, 1, 9, tzinfo=timezone.utc)
    assert answer.comment.turns == (Turn(None, True, "New: open on Saturdays.", at),)
    assert answer.comment.post is None


def test_an_edit_is_told_of_the_first_id():
    (edited,) = told("edited")
    assert isinstance(edited, Edited)
    assert (edited.comment.external_id, edited.comment.text) == ("1900000000000000201", "Open on Sunday?")
    (edited,) = told("webhook_edited")
    assert isinstance(edited, Edited)
    assert (edited.comment.external_id, edited.comment.text) == (
        "1900000000000000601",
        "Is the blue one in stock?",
    )


def test_only_quotes_of_the_account_itself_may_be_answered_on_self_serve():
    of_us, of_others = told("quotes")
    assert of_us.comment.cannot_reply is None
    assert of_others.comment.cannot_reply == NOT_ADDRESSED
    assert [one.comment.cannot_reply for one in told("quotes", ENTERPRISE)] == [None, None]


def test_an_author_who_lets_only_the_mentioned_answer_is_respected_on_every_plan():
    document = json.loads(payload("quotes"))
    document["data"][1]["reply_settings"] = "mentionedUsers"
    found = parse(json.dumps(document).encode(), OWN, ENTERPRISE)
    assert [one.comment.cannot_reply for one in found] == [None, MENTIONED_ONLY]


def test_without_the_account_nothing_is_said_about_eligibility():
    assert [one.comment.cannot_reply for one in parse(payload("quotes"), Own(), SELF_SERVE)] == [None, None]


def test_a_video_without_words_is_a_comment():
    (added,) = told("video_without_words")
    assert added.comment.text == "[a video, no words]"


@pytest.mark.parametrize("name", ["long", "webhook_long"])
def test_a_long_post_comes_whole(name):
    (added,) = told(name)
    assert added.comment.text.startswith("My parcel") and added.comment.text.endswith(
        "And then https://shop.example/track"
    )
    assert len(added.comment.text) > 280 and added.comment.cannot_reply is None


def test_reposts_and_own_posts_are_no_comments_and_bad_entries_lose_no_good_ones():
    repost, answered, own, *bad = told("reposts_and_own")
    assert isinstance(repost, Skipped) and isinstance(own, Skipped)
    assert answered == Answered(
        "1900000000000000201",
        "1900000000000000502",
        "Yes, from nine.",
        f"@{HANDLE}",
        datetime(2026, 3, 2, 11, 51, tzinfo=timezone.utc),
    )
    assert len(bad) == 3 and all(isinstance(one, Skipped) and one.why for one in bad)


def test_nothing_new_is_nothing():
    assert told("nothing_new") == []


def test_a_delivered_mention_has_its_exact_id_and_its_picture_is_no_text():
    (added,) = told("webhook_mention")
    assert (added.comment.external_id, added.comment.text) == ("1900000000000000601", "Is it in stock?")
    assert added.comment.written_at == datetime(2026, 3, 2, 11, 59, 3, tzinfo=timezone.utc)
    assert (added.account, added.comment.cannot_reply, added.comment.reach) == (None, None, 120)


def test_a_delivery_for_another_account_says_for_which():
    document = json.loads(payload("webhook_mention"))
    document["for_user_id"] = "99"
    (added,) = parse(json.dumps(document).encode(), OWN, SELF_SERVE)
    assert added.account == "99" and added.comment.cannot_reply == NOT_ADDRESSED


def test_a_delivered_reply_without_a_mention_says_why_it_cannot_be_answered():
    (added,) = told("webhook_without_a_mention")
    assert added.comment.external_id == "1900000000000000801"
    assert (added.comment.thread, added.comment.parent) == ("1900000000000000001", "1900000000000000001")
    assert added.comment.cannot_reply == NOT_ADDRESSED
    (added,) = told("webhook_without_a_mention", ENTERPRISE)
    assert added.comment.cannot_reply is None


def test_a_delivered_quote_comes_with_what_it_quotes():
    (added,) = told("webhook_quote")
    assert added.comment.cannot_reply is None
    assert added.comment.post == {
        "text": "New: open on Saturdays.",
        "url": "https://x.com/demo_shop/status/1900000000000000001",
    }


def test_deletions_likes_and_revocations():
    removed, odd = told("webhook_deleted")
    assert removed == Removed("1900000000000000801") and isinstance(odd, Skipped)
    for name in ("webhook_like", "webhook_revoked"):
        assert [type(one) for one in told(name)] == [Skipped]


def test_a_post_longer_than_the_desk_takes_is_cut():
    document = json.loads(payload("long"))
    document["data"][0]["note_tweet"]["text"] = "a" * 25_000
    (added,) = parse(json.dumps(document).encode(), OWN, SELF_SERVE)
    assert len(added.comment.text) == 20_000 and added.comment.text.endswith("…")


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["id", "id_str", "text", "user", "entities", "urls", "url", "expanded_url", "mentions", "user_mentions",
             "referenced_tweets", "type", "note_tweet", "extended_tweet", "quoted_status", "edit_history",
             "edit_tweet_ids", "edit_history_tweet_ids", "created_at", "timestamp_ms", "attachments", "media_keys",
             "public_metrics", "followers_count", "author_id", "name", "username", "status", "media", "users", "tweets"]
        ),
        inside,
        max_size=6,
    ),
    max_leaves=30,
)  # fmt: skip


@given(
    data=st.lists(ODD, max_size=3),
    includes=ODD,
    name=st.sampled_from(["data", "tweet_create_events", "tweet_delete_events"]),
)
def test_whatever_stands_in_a_body_nothing_but_malformed_is_raised(data, includes, name):
    body = json.dumps({name: data, "includes": includes, "for_user_id": includes}).encode()
    try:
        found = parse(body, OWN, SELF_SERVE)
    except Malformed:
        return
    assert len(found) >= min(len(data), 1)


# texts and prices


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Yes, from nine.", "@ada Yes, from nine."),
        ("Yes,\nfrom  nine.", "@ada @grace Yes, from nine."),
        ("See shop.example/hours/ please", "@ada See https://shop.example/hours please"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_texts_that_differ_only_in_what_x_changes_are_the_same(sent, shown):
    assert comparable(sent) == comparable(shown)


@pytest.mark.parametrize(("sent", "shown"), [("Yes.", "No."), ("a b", "ab"), ("shop.example/a", "shop.example/b")])
def test_other_texts_are_not(sent, shown):
    assert comparable(sent) != comparable(shown)


def test_the_cost_of_a_reply_is_told_by_the_connections_prices():
    plain = Connection(uuid4(), "shop", "x")
    assert cost_of("Yes.", plain) == "X bills US$0.015 for this reply."
    own = replace(plain, config={"price_post": "0.02", "price_link": 0.3})
    assert cost_of("See shop.example/hours", own) == (
        "X bills US$0.3 for this reply, because it has a link; without one it would be US$0.02."
    )


def test_ids_are_set_back_by_two_minutes_and_never_below_one():
    id = 1_900_000_000_000_000_000
    assert (id >> 22) - (int(a_little_before(str(id))) >> 22) == 120_000
    assert a_little_before("1001") == "1"


# another client


async def test_tweepy_and_the_desk_see_the_same_platform():
    tweepy = pytest.importorskip("tweepy")
    requests = pytest.importorskip("requests")
    from desk.simulators.base import Call
    from desk.simulators.world import World

    class Adapter(requests.adapters.BaseAdapter):
        def send(self, request, **options):
            address = httpx.URL(request.url)
            headers = {
                name.lower(): value.decode() if isinstance(value, bytes) else value
                for name, value in request.headers.items()
            }
            body = request.body if isinstance(request.body, bytes) else (request.body or "").encode()
            reply = platform.answer(Call(request.method, address.path, dict(address.params), headers, body))
            response = requests.Response()
            response.status_code, response._content, response.request = reply.status, reply.body, request
            response.headers.update(reply.headers)
            return response

        def close(self):
            return None

    world = World(lambda: NOW)
    platform = XSimulator(world)
    _, secrets = platform.settings("https://api.twitter.com")
    client = tweepy.Client(
        consumer_key=secrets["consumer_key"], consumer_secret=secrets["consumer_secret"],
        access_token=secrets["access_token"], access_token_secret=secrets["access_secret"],
    )  # fmt: skip
    client.session.mount("https://", Adapter())
    question = world.write("Open on Sunday?")
    assert client.get_me().data.username == HANDLE
    (mention,) = client.get_users_mentions(USER_ID, user_auth=True, tweet_fields=["created_at"], max_results=5).data
    assert (mention.id, mention.text, mention.created_at) == (int(question.id), f"@{HANDLE} Open on Sunday?", NOW)
    created = client.create_tweet(text="Yes!", in_reply_to_tweet_id=question.id)
    (posted,) = world.by_api()
    assert created.data["id"] == posted.id and posted.parent == question.id
    with pytest.raises(tweepy.Forbidden):
        client.create_tweet(text="Yes!", in_reply_to_tweet_id=question.id)
    (own,) = client.get_users_tweets(USER_ID, user_auth=True).data
    assert own.text == "@Ada Yes!"
    client.access_token_secret = "a wrong one"
    with pytest.raises(tweepy.Unauthorized):
        client.get_me()
