"""What Facebook and Instagram must get right alike, beside what every connector must."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import httpx
import pytest
from hypothesis import strategies as st

from desk.connectors.graph import rounds
from desk.domain.incoming import Added, Malformed
from desk.domain.platform import DEAD, Handshake, Moderation, PlatformError, Trouble
from desk.domain.reply import Refused, Sent, Uncertain
from desk.simulators.base import Fault, Faults, transport
from desk.simulators.graph import APP_ID, APP_SECRET, TOKEN, VERIFY_TOKEN
from tests.desk.connectors.payloads_of import payload
from tests.desk.connectors.suite import NOW, ConnectorSuite

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
NAMES = st.sampled_from(
    ["live_comments", "entry", "changes", "value", "field", "id", "item", "verb", "comments", "data", "from", "feed", "comment", "add",
     "comment_id", "created_time", "timestamp", "parent", "post", "media", "text", "message", "time", "replies"]
)  # fmt: skip
JSON = st.recursive(
    LEAVES | NAMES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6), max_leaves=30
)


ABOUT_COMMENTS = st.fixed_dictionaries(
    {"entry": st.lists(st.fixed_dictionaries({"id": JSON, "changes": st.lists(
        st.fixed_dictionaries({"field": NAMES, "value": st.dictionaries(NAMES, JSON | NAMES, max_size=8)}), max_size=3)}),
        max_size=2)}
) | st.fixed_dictionaries({"comments": st.fixed_dictionaries({"data": st.lists(JSON, max_size=4)}), "id": JSON})  # fmt: skip
BODIES = JSON | ABOUT_COMMENTS


def parses_anything(parse, found):
    """Whatever a body holds, it is read, skipped or called malformed."""
    try:
        happenings = parse(json.dumps(found).encode())
    except Malformed as error:
        assert str(error)
        return
    for one in happenings:
        if isinstance(one, Added):
            assert one.comment.external_id and one.comment.text.strip()


class GraphSuite(ConnectorSuite):
    """Inherit and say under which name the payloads lie."""

    name = ""

    def unknown_body(self):
        return payload(self.name, "other_items" if self.name == "facebook" else "other_fields")

    def wordless_body(self):
        return payload(self.name, "photo_only" if self.name == "facebook" else "gif")

    def answering(self, handler):
        """The connector against a platform that answers what the handler says."""
        return self.connector(httpx.AsyncClient(transport=httpx.MockTransport(handler)), _Clock())

    async def rounds_of(self, desk, connection, cursor=None, now=NOW):
        """All of one round: what was found and the cursor, which goes through JSON as it does in the database."""
        found, fetches = [], 0
        while True:
            fetched = await desk.fetch(connection, cursor, now)
            fetches += 1
            found += [one for body in fetched.bodies for one in desk.parse(body, connection)]
            cursor = json.loads(json.dumps(fetched.cursor))
            if not fetched.more:
                return found, cursor
            assert fetches < 100

    def ids(self, found):
        return [one.comment.external_id for one in found if isinstance(one, Added)]

    # the webhook's address

    @pytest.mark.parametrize(
        ("query", "answer"),
        [
            ({"hub.mode": "subscribe", "hub.verify_token": VERIFY_TOKEN, "hub.challenge": "115"}, Handshake("115")),
            ({"hub.mode": "subscribe", "hub.verify_token": "another", "hub.challenge": "115"}, None),
            ({"hub.mode": "subscribe", "hub.verify_token": "é\udc80", "hub.challenge": "115"}, None),
            ({"hub.mode": "subscribe", "hub.challenge": "115"}, None),
            ({"hub.mode": "unsubscribe", "hub.verify_token": VERIFY_TOKEN, "hub.challenge": "115"}, None),
            ({"hub.mode": "subscribe", "hub.verify_token": VERIFY_TOKEN}, None),
            ({}, None),
        ],
    )
    def test_the_challenge_is_echoed_to_whoever_knows_the_token(self, desk, connection, query, answer):
        assert desk.handshake(query, connection) == answer

    def test_without_a_verify_token_nobody_is_answered(self, desk, connection):
        query = {"hub.mode": "subscribe", "hub.verify_token": "", "hub.challenge": "115"}
        assert desk.handshake(query, replace(connection, secrets={"verify_token": ""})) is None

    # calls

    async def test_a_token_goes_into_a_header_and_proves_that_the_app_calls(self, desk, world, platform, connection):
        post = world.write("Open?")
        await desk.look(self.comment_of(post, connection), connection)
        await desk.fetch(connection, None, NOW)
        assert len(platform.calls) > 2
        for call in platform.calls:
            assert call.headers["authorization"] == f"Bearer {TOKEN}" and len(call.query["appsecret_proof"]) == 64
            assert TOKEN not in str(call.query) and APP_SECRET not in str(call.query)

    async def test_what_is_fetched_holds_no_token(self, desk, world, connection):
        for number in range(120):
            world.write(f"Question {number}?", at=NOW - timedelta(hours=1))
        fetched = await desk.fetch(connection, None, NOW)
        assert fetched.bodies and all(TOKEN.encode() not in body for body in fetched.bodies)
        assert TOKEN not in json.dumps(fetched.cursor)

    @pytest.mark.parametrize("token", ["", "   ", "tök", "a\nb"])
    async def test_a_token_that_is_none_is_said_to_be_so(self, desk, world, connection, token):
        broken = replace(connection, secrets={**connection.secrets, "token": token})
        post = world.write("Open?")
        with pytest.raises(PlatformError) as raised:
            await desk.fetch(broken, None, NOW)
        assert raised.value.trouble is Trouble.TOKEN
        comment = self.comment_of(post, broken)
        outcome = await desk.publish(self.reply_to(comment), comment, broken)
        assert isinstance(outcome, Refused) and outcome.trouble is Trouble.TOKEN

    async def test_with_the_wrong_app_secret_nothing_is_done(self, desk, world, connection):
        broken = replace(connection, secrets={**connection.secrets, "app_secret": "another"})
        post = world.write("Open?")
        comment = self.comment_of(post, broken)
        assert isinstance(await desk.publish(self.reply_to(comment), comment, broken), Refused)
        assert not world.by_api()
        with pytest.raises(PlatformError, match="app secret is wrong"):
            await desk.account(broken)

    @pytest.mark.parametrize(
        ("status", "code", "subcode", "trouble", "passing"),
        [
            (400, 190, 463, Trouble.TOKEN, False), (400, 190, 0, Trouble.TOKEN, False), (401, 102, 0, Trouble.TOKEN, False),
            (403, 200, 0, Trouble.PERMISSION, False), (403, 10, 0, Trouble.PERMISSION, False),
            (403, 299, 0, Trouble.PERMISSION, False), (400, 100, 0, None, False), (400, 100, 33, None, False),
            (400, 368, 0, None, False), (400, 506, 0, None, False), (400, 551, 0, None, False),
            (400, 10900, 0, None, False), (400, 10903, 0, None, False), (403, 10, 2018278, None, False),
            (403, 4, 0, Trouble.RATE, True), (403, 17, 0, Trouble.RATE, True), (403, 32, 0, Trouble.RATE, True),
            (400, 613, 0, Trouble.RATE, True), (400, 80001, 0, Trouble.RATE, True), (429, 0, 0, Trouble.RATE, True),
            (503, 2, 0, Trouble.AWAY, True), (503, 0, 0, Trouble.AWAY, True),
        ],
    )  # fmt: skip
    async def test_each_code_has_its_meaning(self, connection, world, status, code, subcode, trouble, passing):
        error = {"message": f"(#{code}) words that say {TOKEN}", "type": "OAuthException", "code": code}
        document = {"error": {**error, "error_subcode": subcode} if subcode else error} if code else {}
        desk = self.answering(lambda request: httpx.Response(status, json=document))
        comment = self.comment_of(world.write("Open?"), connection)
        outcome = await desk.publish(self.reply_to(comment), comment, connection)
        assert isinstance(outcome, Refused)
        assert (outcome.trouble, outcome.passing) == (trouble, passing)
        assert outcome.reason.endswith(".") and TOKEN not in outcome.reason
        assert (outcome.trouble in DEAD) == (trouble in (Trouble.TOKEN, Trouble.PERMISSION))

    @pytest.mark.parametrize(("status", "code"), [(500, 1), (500, 2), (400, 2), (500, 0), (502, 0), (504, 0)])
    async def test_an_error_of_its_own_may_have_acted(self, connection, world, status, code):
        document = {"error": {"code": code, "is_transient": True}} if code else {}
        desk = self.answering(lambda request: httpx.Response(status, json=document))
        comment = self.comment_of(world.write("Open?"), connection)
        assert isinstance(await desk.publish(self.reply_to(comment), comment, connection), Uncertain)

    @pytest.mark.parametrize("document", [{}, {"id": None}, {"id": []}, [], 5, {"success": True}])
    async def test_a_yes_without_an_id_is_uncertain(self, connection, world, document):
        desk = self.answering(lambda request: httpx.Response(200, json=document))
        comment = self.comment_of(world.write("Open?"), connection)
        assert isinstance(await desk.publish(self.reply_to(comment), comment, connection), Uncertain)

    async def test_an_error_in_an_answer_that_says_yes_counts(self, connection, world):
        document = {"error": {"code": 190, "error_subcode": 460}}
        desk = self.answering(lambda request: httpx.Response(200, json=document))
        comment = self.comment_of(world.write("Open?"), connection)
        outcome = await desk.publish(self.reply_to(comment), comment, connection)
        assert isinstance(outcome, Refused) and "password" in outcome.reason

    # fetching

    async def test_answers_to_comments_are_fetched_under_them(self, desk, world, connection):
        top = world.write("Open on Sunday?", at=NOW - timedelta(hours=3))
        many = [world.write(f"And {n}?", parent=top.id, at=NOW - timedelta(minutes=n)).id for n in range(60)]
        found, _ = await self.rounds_of(desk, connection)
        parents = {one.comment.external_id: one.comment.parent for one in found if isinstance(one, Added)}
        assert parents == {top.id: None, **dict.fromkeys(many, top.id)}

    async def test_a_fetched_comment_knows_its_post(self, desk, world, connection):
        world.write("Open?", thread="post-7")
        ((added,), _) = await self.rounds_of(desk, connection)
        assert added.comment.thread == "post-7" and added.comment.url
        assert "post-7" in added.comment.post["text"] and added.comment.post["url"].startswith("https://")

    async def test_the_first_fetch_goes_back_a_week(self, desk, world, connection):
        world.write("Long ago", at=NOW - timedelta(days=8))
        late = world.write("Lately", at=NOW - timedelta(days=6))
        found, _ = await self.rounds_of(desk, connection)
        assert self.ids(found) == [late.id]

    async def test_many_posts_are_gone_through_a_few_calls_at_a_time(self, desk, world, platform, connection):
        ids = {world.write("?", thread=f"post-{n}", at=NOW - timedelta(hours=1)).id for n in range(130)}
        found, cursor, calls = [], None, []
        for _ in range(40):
            platform.calls.clear()
            fetched = await desk.fetch(connection, cursor, NOW)
            calls.append(len(platform.calls))
            found += [one for body in fetched.bodies for one in desk.parse(body, connection)]
            cursor = json.loads(json.dumps(fetched.cursor))
            if not fetched.more:
                break
        assert set(self.ids(found)) == ids and max(calls) <= rounds.CALLS < sum(calls)

    async def test_posts_without_news_are_not_read_again(self, desk, world, platform, connection):
        for number in range(20):
            world.write("?", thread=f"post-{number}", at=NOW - timedelta(hours=2))
        _, cursor = await self.rounds_of(desk, connection)
        platform.calls.clear()
        late = world.write("One more?", thread="post-3", at=NOW + timedelta(minutes=10))
        found, _ = await self.rounds_of(desk, connection, cursor, NOW + timedelta(minutes=15))
        assert self.ids(found) == [late.id] and len(platform.calls) == 2

    async def test_a_comment_that_shows_late_is_still_fetched(self, desk, world, connection):
        _, cursor = await self.rounds_of(desk, connection)
        late = world.write("Held back a little", at=NOW - timedelta(minutes=5))
        found, _ = await self.rounds_of(desk, connection, cursor, NOW + timedelta(minutes=15))
        assert self.ids(found) == [late.id]

    async def test_a_comment_that_was_held_back_for_days_is_fetched_within_one(self, desk, world, connection):
        world.write("?", at=NOW - timedelta(days=5))
        _, cursor = await self.rounds_of(desk, connection)
        late = world.write("Let through only now", at=NOW - timedelta(days=3))
        _, cursor = await self.rounds_of(desk, connection, cursor, NOW + timedelta(hours=1))
        found, _ = await self.rounds_of(desk, connection, cursor, NOW + timedelta(hours=25))
        assert late.id in self.ids(found)

    async def test_once_a_day_old_posts_are_looked_at_as_well(self, desk, world, connection):
        world.write("The first", thread="old", at=NOW - timedelta(days=90))
        world.write("?", thread="new", at=NOW - timedelta(hours=1))
        _, cursor = await self.rounds_of(desk, connection)
        late = world.write("I only read this now", thread="old", at=NOW + timedelta(hours=1))
        found, cursor = await self.rounds_of(desk, connection, cursor, NOW + timedelta(hours=25))
        assert late.id in self.ids(found)

    async def test_nothing_new_brings_nothing(self, desk, world, connection):
        found, cursor = await self.rounds_of(desk, connection)
        again = await desk.fetch(connection, cursor, NOW + timedelta(hours=1))
        assert (found, again.bodies, again.more, again.wait) == ([], (), False, None)

    @pytest.mark.parametrize(
        "cursor", [{"round": 5}, {"recent": "yesterday", "deep": None}, {"counts": []}, {"round": {"started": "x"}}]
    )
    async def test_a_cursor_that_cannot_be_read_begins_anew(self, desk, world, connection, cursor):
        post = world.write("Open?", at=NOW - timedelta(days=1))
        assert self.ids((await self.rounds_of(desk, connection, cursor))[0]) == [post.id]

    async def test_when_the_limit_is_nearly_spent_it_waits_and_goes_on_from_there(
        self, desk, world, platform, connection
    ):
        ids = {world.write("?", thread=f"post-{n}", at=NOW - timedelta(hours=1)).id for n in range(5)}
        platform.usage.percent = 95
        fetched = await desk.fetch(connection, None, NOW)
        assert fetched.wait == timedelta(minutes=15) and not fetched.more and len(platform.calls) == 1
        platform.usage.regain_minutes = 40
        fetched = await desk.fetch(connection, fetched.cursor, NOW)
        assert fetched.wait == timedelta(minutes=40)
        found = [one for body in fetched.bodies for one in desk.parse(body, connection)]
        platform.usage.percent, platform.usage.regain_minutes = 20, 0
        rest, _ = await self.rounds_of(desk, connection, fetched.cursor)
        assert set(self.ids(found + rest)) == ids

    async def test_a_platform_cursor_that_ran_out_costs_nothing_but_time(self, desk, world, platform, connection):
        ids = {world.write("?", at=NOW - timedelta(minutes=n)).id for n in range(130)}
        fetched = await desk.fetch(connection, {"round": {
            "started": NOW.isoformat(), "since": (NOW - timedelta(days=7)).isoformat(), "deep": True, "listing": False,
            "pending": ["post-1"], "item_after": "ranout",
        }}, NOW)  # fmt: skip
        assert fetched.wait and not fetched.bodies
        found, _ = await self.rounds_of(desk, connection, json.loads(json.dumps(fetched.cursor)))
        assert set(self.ids(found)) == ids

    async def test_a_post_that_goes_meanwhile_stops_nothing(self, desk, world, connection):
        late = world.write("?", thread="post-2")
        cursor = {"round": {
            "started": NOW.isoformat(), "since": (NOW - timedelta(days=7)).isoformat(), "deep": True, "listing": True,
            "pending": ["gone"],
        }}  # fmt: skip
        assert self.ids((await self.rounds_of(desk, connection, cursor))[0]) == [late.id]

    # a comment as it is

    async def test_a_token_that_may_no_longer_see_comments_closes_none(self, desk, world, platform, connection):
        post = world.write("Open?")
        world.remove(post.id)
        platform.token.scopes = [one for one in platform.token.scopes if one not in desk.reads_with]
        with pytest.raises(PlatformError) as raised:
            await desk.look(self.comment_of(post, connection), connection)
        assert raised.value.trouble is Trouble.PERMISSION

    async def test_what_others_answered_is_no_answer(self, desk, world, connection):
        post = world.write("Open?")
        world.write("I think so", parent=post.id, author="Grace", author_id="u-2")
        assert (await desk.look(self.comment_of(post, connection), connection)).answer is None

    async def test_an_answer_among_hundreds_is_seen(self, desk, world, connection):
        post = world.write("Open?", at=NOW - timedelta(hours=9))
        ours = world.write("Yes!", parent=post.id, own=True, at=NOW - timedelta(hours=8))
        for number in range(150):
            world.write("+1", parent=post.id, author_id=f"u-{number}", at=NOW - timedelta(minutes=number))
        assert (await desk.look(self.comment_of(post, connection), connection)).answer_id == ours.id

    async def test_where_more_was_written_than_it_looks_through_nothing_is_claimed(
        self, desk, world, connection, monkeypatch
    ):
        monkeypatch.setattr("desk.connectors.graph.connector.MAX_LISTS", 1)
        post = world.write("Open?", at=NOW - timedelta(hours=9))
        for number in range(150):
            world.write("+1", parent=post.id, author_id=f"u-{number}")
        comment = self.comment_of(post, connection)
        standing = await desk.look(comment, connection)
        assert (standing.there, standing.answer) == (True, None)
        assert (await desk.find(self.reply_to(comment), comment, connection)).there is None

    async def test_a_reply_of_long_ago_is_not_taken_for_the_lost_one(self, desk, world, connection):
        post = world.write("Open?", at=NOW - timedelta(days=2))
        comment = self.comment_of(post, connection)
        reply = self.reply_to(comment)
        world.write(reply.text, parent=post.id, own=True, at=NOW - timedelta(days=1))
        assert (await desk.find(reply, comment, connection)).there is False

    async def test_a_found_reply_may_have_other_spaces_and_accents(self, desk, world, connection):
        post = world.write("Open?")
        comment = self.comment_of(post, connection)
        ours = world.write("Yes, cafe\u0301  too.", parent=post.id, own=True)
        found = await desk.find(self.reply_to(comment, "Yes,\ncafé too."), comment, connection)
        assert (found.there, found.external_id) == (True, ours.id)

    @pytest.mark.parametrize("fault", [Fault.TOKEN, Fault.SERVER, Fault.LOST_BEFORE])
    async def test_what_cannot_be_asked_cannot_be_told(self, platform, world, connection, fault):
        comment = self.comment_of(world.write("Open?"), connection)
        async with httpx.AsyncClient(transport=transport(platform, Faults({fault: 1.0}))) as client:
            found = await self.connector(client, _Clock()).find(self.reply_to(comment), comment, connection)
        assert found.there is None

    # hiding

    async def test_hiding_hides_and_showing_shows(self, desk, world, connection):
        post = world.write("Buy followers")
        comment = self.comment_of(post, connection)
        assert await desk.moderate(Moderation.HIDE, comment, connection) == Sent(post.id)
        assert world.posts[post.id].hidden
        assert await desk.moderate(Moderation.HIDE, comment, connection) == Sent(post.id)
        assert await desk.moderate(Moderation.UNHIDE, comment, connection) == Sent(post.id)
        assert not world.posts[post.id].hidden

    async def test_what_is_gone_cannot_be_hidden(self, desk, world, connection):
        post = world.write("Buy followers")
        world.remove(post.id)
        outcome = await desk.moderate(Moderation.HIDE, self.comment_of(post, connection), connection)
        assert isinstance(outcome, Refused) and outcome.trouble not in DEAD

    async def test_hiding_with_a_dead_token_is_refused_as_that(self, desk, world, platform, connection):
        post = world.write("Buy followers")
        platform.token.valid = False
        outcome = await desk.moderate(Moderation.HIDE, self.comment_of(post, connection), connection)
        assert isinstance(outcome, Refused) and outcome.trouble is Trouble.TOKEN

    # the account

    async def test_connecting_has_the_comments_delivered_and_once_is_enough(self, desk, platform, connection):
        await desk.account(connection)
        assert platform.subscribed.fields == ["feed"]
        await desk.account(connection)
        assert sum(call.method == "POST" for call in platform.calls) == 1

    async def test_connecting_takes_nothing_away_from_the_app(self, desk, platform, connection):
        platform.subscribed.fields = ["messages"]
        await desk.account(connection)
        assert platform.subscribed.fields == ["messages", "feed"]

    async def test_who_may_not_subscribe_is_told_which_permission_is_missing(self, desk, platform, connection):
        platform.token.scopes.remove("pages_manage_metadata")
        with pytest.raises(PlatformError, match="pages_manage_metadata") as raised:
            await desk.account(connection)
        assert raised.value.trouble is Trouble.PERMISSION

    async def test_missing_permissions_are_named(self, desk, platform, connection):
        for permission in desk.permissions:
            platform.token.scopes = [one for one in type(platform).scopes if one != permission]
            with pytest.raises(PlatformError, match=permission) as raised:
                await desk.account(connection)
            assert raised.value.trouble is Trouble.PERMISSION

    async def test_the_tokens_end_is_told(self, desk, platform, connection):
        assert (await desk.account(connection)).expires_at is None
        platform.token.expires_at = 1_780_000_000
        end = datetime.fromtimestamp(1_780_000_000, timezone.utc)
        assert (await desk.account(connection)).expires_at == end

    async def test_a_token_of_another_kind_or_none_is_refused(self, desk, platform, connection):
        platform.token.kind = "USER"
        with pytest.raises(PlatformError, match="person's token"):
            await desk.account(connection)
        platform.token.valid = False
        with pytest.raises(PlatformError) as raised:
            await desk.account(connection)
        assert raised.value.trouble is Trouble.TOKEN

    async def test_a_token_of_another_account_is_refused(self, desk, connection):
        other = replace(connection, config={**connection.config, "account_id": "1"})
        with pytest.raises(PlatformError) as raised:
            await desk.account(other)
        assert raised.value.trouble is Trouble.MISSING

    async def test_the_address_and_the_version_can_be_set(self, connection):
        seen = []

        def platform(request):
            seen.append(str(request.url))
            return httpx.Response(503)

        config = {**connection.config, "api_url": "http://proxy.example/graph/", "api_version": "v99.0"}
        with pytest.raises(PlatformError):
            await self.answering(platform).fetch(replace(connection, config=config), None, NOW)
        assert seen[0].startswith("http://proxy.example/graph/v99.0/") and APP_ID not in seen[0]


class _Clock:
    def now(self):
        return NOW
