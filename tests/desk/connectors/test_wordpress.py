import json
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from desk.connectors.calling import Answer
from desk.connectors.wordpress.client import HELD, REPLY_HELD, WordPressConnector
from desk.connectors.wordpress.errors import error_of
from desk.connectors.wordpress.parse import body_of
from desk.connectors.wordpress.progress import MAX_KNOWN, Known, Progress
from desk.domain.incoming import Added, Answered, Edited, Removed
from desk.domain.page import Connection
from desk.domain.platform import Found, Moderation, PlatformError, Trouble
from desk.domain.reply import Refused, Sent, Uncertain
from desk.simulators.base import transport
from desk.simulators.wordpress import PASSWORD, USER_ID, WordPressSimulator
from tests.desk.connectors.suite import ADDRESS, NOW, ConnectorSuite

ERRORS = json.loads((Path(__file__).parent / "payloads" / "wordpress" / "errors.json").read_text())
LATER = NOW + timedelta(minutes=16)
OLD = NOW - timedelta(hours=5)


class TestWordPress(ConnectorSuite):
    pushes = False

    def simulator(self, world):
        return WordPressSimulator(world)

    @pytest.fixture
    def connection(self, platform):
        """As it is once connecting has asked for the account."""
        config, secrets = platform.settings(ADDRESS)
        config |= {"rest_url": f"{ADDRESS}/wp-json/", "user_id": USER_ID}
        return Connection(uuid4(), "shop", "wordpress", config, secrets)

    def connector(self, client, clock):
        return WordPressConnector(client, clock)

    def unknown_body(self):
        return json.dumps([{"id": 5, "type": "pingback", "content": {"rendered": "<p>[…]</p>"}}]).encode()

    def wordless_body(self):
        return json.dumps([{"id": "wordless", "content": {"rendered": '<p><img src="/cat.jpg"></p>'}}]).encode()

    def bodies_of(self, simulator, happened):
        there = [simulator.entry(one.post) for one in happened if one.kind != "removed"]
        edited = [one.post.id for one in happened if one.kind == "edited"]
        gone = [one.post.id for one in happened if one.kind == "removed"]
        return [body_of(there, edited=edited, gone=gone)]

    async def told(self, desk, connection, cursor, now=NOW):
        """What one pass tells, and where to go on."""
        found = []
        for _ in range(100):
            fetched = await desk.fetch(connection, cursor, now)
            found += [one for body in fetched.bodies for one in desk.parse(body, connection)]
            cursor = json.loads(json.dumps(fetched.cursor))
            if not fetched.more:
                return found, cursor
        raise AssertionError("fetching never ends")

    # reading again

    async def test_edits_removals_and_moderation_are_told_once(self, desk, world, platform, connection):
        edited, removed, spam, trashed, held, kept = (world.write(f"Question {n}?", at=OLD).id for n in range(6))
        _, cursor = await self.told(desk, connection, None)
        world.edit(edited, "Another?")
        world.remove(removed)
        platform.status.update({spam: "spam", trashed: "trash", held: "hold"})
        soon, cursor = await self.told(desk, connection, cursor, NOW + timedelta(minutes=1))
        assert all(isinstance(one, Edited) for one in soon)
        found, cursor = await self.told(desk, connection, cursor, LATER)
        told = {type(one) for one in [*soon, *found]}
        assert told == {Edited, Removed}
        assert {one.external_id for one in found if isinstance(one, Removed)} == {removed, spam, trashed}
        (one,) = [one for one in [*soon, *found] if isinstance(one, Edited)]
        assert (one.comment.external_id, one.comment.text) == (edited, "Another?")
        assert (await self.told(desk, connection, cursor, LATER + timedelta(minutes=16)))[0] == []
        assert kept in cursor["known"]

    async def test_what_lies_before_the_backfill_stays_there(self, desk, world, connection):
        world.write("Last year?", at=NOW - timedelta(days=300))
        world.write("Nine days ago?", at=NOW - timedelta(days=9))
        connection.config["reread_days"] = "30"
        found, cursor = await self.told(desk, connection, None)
        assert found == []
        assert (await self.told(desk, connection, cursor, LATER))[0] == []

    async def test_a_comment_that_is_let_through_late_is_told(self, desk, world, platform, connection):
        platform.moderates = False
        late = world.write("May I?", at=OLD)
        world.write("Me too?", at=NOW)
        platform.status[late.id] = "hold"
        found, cursor = await self.told(desk, connection, None)
        assert len(found) == 1
        platform.status[late.id] = "approved"
        found, _ = await self.told(desk, connection, cursor, LATER)
        assert [one.comment.external_id for one in found] == [late.id]

    async def test_held_comments_are_read_where_the_user_may_and_the_connection_wants(
        self, desk, world, platform, connection
    ):
        held = world.write("May I?")
        platform.status[held.id] = "hold"
        assert len((await self.told(desk, connection, None))[0]) == 1
        connection.config["held"] = False
        found, cursor = await self.told(desk, connection, None)
        assert found == []
        connection.config["held"] = True
        assert len((await self.told(desk, connection, cursor, LATER))[0]) == 1

    async def test_losing_the_right_to_moderate_is_no_removal(self, desk, world, platform, connection):
        held, seen = world.write("May I?", at=OLD), world.write("Seen?", at=OLD)
        platform.status[held.id] = "hold"
        _, cursor = await self.told(desk, connection, None)
        platform.moderates = False
        for number in range(1, 4):
            found, cursor = await self.told(desk, connection, cursor, NOW + number * timedelta(minutes=16))
            assert found == []
        platform.status[seen.id] = "trash"  # what was public and is no more is another matter
        found, cursor = await self.told(desk, connection, cursor, NOW + timedelta(hours=2))
        assert found == [Removed(seen.id)]

    async def test_a_comment_that_slips_between_two_pages_is_not_taken_for_removed(
        self, desk, world, platform, connection
    ):
        ids = [world.write(f"Question {n}?", at=OLD + n * timedelta(seconds=1)).id for n in range(150)]
        _, cursor = await self.told(desk, connection, None)
        fetched = await desk.fetch(connection, cursor, LATER)
        assert fetched.more
        world.remove(ids[0])  # all that follows moves up by one
        found, cursor = await self.told(desk, connection, fetched.cursor, LATER)
        assert found == []
        found, cursor = await self.told(desk, connection, cursor, LATER + timedelta(minutes=16))
        assert found == [Removed(ids[0])]

    async def test_many_in_one_second_are_all_read(self, desk, world, connection):
        ids = {world.write(f"Question {n}?", at=OLD).id for n in range(350)}
        found, _ = await self.told(desk, connection, None)
        assert {one.comment.external_id for one in found} == ids

    @pytest.mark.parametrize("cursor", [{"known": 5}, {"floor": "x"}, {"pass": {}}, {"known": {"1": [1]}}, {"a": None}])
    async def test_a_cursor_that_cannot_be_read_begins_anew(self, desk, world, connection, cursor):
        world.write("Still here?")
        assert len((await self.told(desk, connection, cursor))[0]) == 1

    def test_a_crowded_window_is_made_shorter(self):
        progress = Progress.read(None, NOW, timedelta(days=7))
        for number in range(MAX_KNOWN + 500):
            at = (NOW - timedelta(minutes=number)).timestamp()
            progress.known[str(number)] = Known(at, "x", str(number))
        one = progress.begin(NOW, timedelta(days=7))
        assert one.full and one.after == NOW - timedelta(minutes=MAX_KNOWN - 1)

    async def test_a_page_that_is_too_large_is_read_in_smaller_ones(self, desk, world, connection):
        ids = [world.write(f"Question {n}?", at=OLD + n * timedelta(seconds=1)).id for n in range(100)]
        ids += [world.write("long " * 25_000, at=OLD + timedelta(hours=1, seconds=n)).id for n in range(75)]
        found, _ = await self.told(desk, connection, None)
        assert [one.comment.external_id for one in found] == ids

    async def test_pages_are_counted_without_the_header_too(self, world, platform, connection):
        for number in range(130):
            world.write(f"Question {number}?", at=OLD)

        def handle(request):
            answer = transport(platform).handler(request)
            return httpx.Response(answer.status_code, content=answer.content)

        async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as client:
            found, _ = await self.told(WordPressConnector(client, None), connection, None)
        assert len(found) == 130

    # threads and who wrote

    async def test_a_thread_is_the_comment_at_its_top_however_old(self, desk, world, connection):
        top = world.write("First?", at=NOW - timedelta(days=90))
        middle = world.write("Second?", parent=top.id, at=NOW - timedelta(days=80))
        third = world.write("Third?", parent=middle.id)
        fourth = world.write("Fourth?", parent=third.id)
        found, cursor = await self.told(desk, connection, None)
        assert {one.comment.external_id: one.comment.thread for one in found} == {third.id: top.id, fourth.id: top.id}
        assert found[0].comment.turns[0].text == "Second?"
        fifth = world.write("Fifth?", parent=fourth.id)
        found, _ = await self.told(desk, connection, cursor)
        assert (found[0].comment.external_id, found[0].comment.thread) == (fifth.id, top.id)

    async def test_own_answers_are_known_without_a_stored_user_id(self, desk, world, connection):
        post = world.write("Open?")
        answer = world.write("Yes!", parent=post.id, own=True)
        del connection.config["user_id"]
        found, _ = await self.told(desk, connection, None)
        assert [one.external_id for one in found if isinstance(one, Answered)] == [answer.id]
        assert len([one for one in found if isinstance(one, Added)]) == 1

    # sending

    async def test_under_closed_comments_nothing_is_sent(self, desk, world, platform, connection):
        platform.closed.add(1)
        _, _, _, outcome = await self.send(desk, world, connection)
        assert isinstance(outcome, Refused) and not outcome.passing and "closed" in outcome.reason
        assert outcome.trouble is None

    async def test_a_held_comment_is_approved_before_it_is_answered(self, desk, world, platform, connection):
        post = world.write("May I?")
        platform.status[post.id] = "hold"
        comment = self.comment_of(post, connection)
        assert await desk.publish(self.reply_to(comment), comment, connection) == Refused(HELD)
        assert (await desk.look(comment, connection)).there is True
        await desk.moderate(Moderation.APPROVE, comment, connection)
        assert isinstance(await desk.publish(self.reply_to(comment), comment, connection), Sent)

    async def test_a_reply_that_is_held_is_sent_and_says_so(self, desk, world, platform, connection):
        platform.held = True
        _, comment, reply, outcome = await self.send(desk, world, connection)
        (posted,) = world.by_api()
        assert outcome == Sent(posted.id, REPLY_HELD)
        assert (await desk.find(reply, comment, connection)).there is True
        assert await desk.publish(reply, comment, connection) == outcome and len(world.by_api()) == 1

    async def test_the_flood_rule_puts_it_off(self, desk, world, platform, connection):
        platform.moderates = False
        await self.send(desk, world, connection, "One.")
        _, _, _, outcome = await self.send(desk, world, connection, "Two.")
        assert isinstance(outcome, Refused) and outcome.passing and outcome.trouble is Trouble.RATE
        assert outcome.retry_after == timedelta(seconds=20)

    async def test_a_duplicate_is_the_reply_that_is_there(self, desk, world, platform, connection):
        _, comment, reply, outcome = await self.send(desk, world, connection)
        assert await desk.publish(reply, comment, connection) == outcome
        platform.status[outcome.external_id] = "spam"  # it counts as a duplicate, and can't be seen
        again = await desk.publish(reply, comment, connection)
        assert isinstance(again, Refused) and not again.passing and "equal comment" in again.reason
        assert len(world.by_api()) == 1

    async def test_a_reply_is_found_by_its_words_and_its_time(self, desk, world, connection):
        post = world.write("Open?")
        comment = self.comment_of(post, connection)
        reply = self.reply_to(comment, "Yes <b> & 🙂")
        world.write("Yes <b> & 🙂", parent=post.id, own=True, at=NOW - timedelta(days=1))
        world.write("Yes <b> & 🙂", parent=post.id)  # somebody else's
        assert await desk.find(reply, comment, connection) == Found(False)
        posted = world.write("Yes <b> & 🙂", parent=post.id, own=True)
        assert await desk.find(reply, comment, connection) == Found(True, posted.id)

    async def test_whoever_may_not_see_held_replies_cannot_tell_that_there_is_none(
        self, desk, world, platform, connection
    ):
        platform.moderates = False
        post = world.write("Open?")
        comment = self.comment_of(post, connection)
        assert await desk.find(self.reply_to(comment), comment, connection) == Found(None)

    async def test_an_id_that_wordpress_cannot_have_is_not_there(self, desk, world, connection):
        post = world.write("Open?", id="../users/1")
        comment = self.comment_of(post, connection)
        assert (await desk.look(comment, connection)).there is False
        assert isinstance(await desk.publish(self.reply_to(comment), comment, connection), Refused)
        assert isinstance(await desk.moderate(Moderation.SPAM, comment, connection), Refused)

    async def test_moderation_without_the_right_says_which_role(self, desk, world, platform, connection):
        platform.moderates = False
        comment = self.comment_of(world.write("Buy now"), connection)
        outcome = await desk.moderate(Moderation.SPAM, comment, connection)
        assert isinstance(outcome, Refused) and outcome.trouble is Trouble.PERMISSION and "Editor" in outcome.reason

    async def test_moderating_twice_is_no_error(self, desk, world, platform, connection):
        comment = self.comment_of(world.write("Buy now"), connection)
        for _ in range(2):
            assert await desk.moderate(Moderation.SPAM, comment, connection) == Sent(comment.external_id)
        assert platform.status[comment.external_id] == "spam"
        assert (await desk.look(comment, connection)).there is False

    # where the API is

    async def test_connecting_finds_the_api_and_remembers_the_user(self, desk, platform, connection):
        platform.plain_permalinks = True
        account = await desk.account(connection)
        assert account.name == "The Shop Blog · Ellen Editor"
        assert account.config == {"rest_url": "https://platform.example/index.php?rest_route=/", "user_id": 2}

    async def test_changed_permalinks_are_followed(self, desk, world, platform, connection):
        platform.plain_permalinks = True
        _, _, _, outcome = await self.send(desk, world, connection)
        assert isinstance(outcome, Sent)

    async def test_a_switched_off_api_is_missing(self, desk, world, platform, connection):
        platform.api_off = True
        with pytest.raises(PlatformError) as raised:
            await desk.fetch(connection, None, NOW)
        assert raised.value.trouble is Trouble.MISSING and "switched" in raised.value.reason
        _, _, _, outcome = await self.send(desk, world, connection)
        assert isinstance(outcome, Refused) and outcome.trouble is Trouble.MISSING

    async def test_the_password_stays_out_of_addresses_and_errors(self, world, platform, connection):
        seen = []

        def handle(request):
            seen.append(str(request.url))
            return transport(platform).handler(request)

        connection.secrets["password"] = f"wrong {PASSWORD}"
        async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as client:
            desk = WordPressConnector(client, None)
            for call in (desk.account(connection), desk.fetch(connection, None, NOW)):
                with pytest.raises(PlatformError) as raised:
                    await call
                assert raised.value.trouble is Trouble.TOKEN and PASSWORD not in str(raised.value)
            _, _, _, outcome = await self.send(desk, world, connection)
        assert isinstance(outcome, Refused) and PASSWORD not in repr(outcome)
        assert seen and not any(PASSWORD.split()[0] in url for url in seen)

    @pytest.mark.parametrize(
        ("status", "code", "expected"),
        [(500, "internal_server_error", Uncertain), (502, "", Uncertain), (504, "", Uncertain), (201, "", Uncertain),
         (200, "", Uncertain), (500, "rest_comment_failed_create", Refused), (503, "", Refused), (301, "", Refused)],
    )  # fmt: skip
    async def test_unclear_answers_to_a_send(self, world, platform, connection, status, code, expected):
        def handle(request):
            if request.method == "POST":
                return httpx.Response(status, json={"code": code}) if code else httpx.Response(status, text="<html>")
            return transport(platform).handler(request)

        async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as client:
            _, _, _, outcome = await self.send(WordPressConnector(client, None), world, connection)
        assert isinstance(outcome, expected)
        assert status != 503 or outcome.passing


@pytest.mark.parametrize("case", ERRORS, ids=lambda case: f"{case['status']} {case.get('code', '')}")
def test_errors_are_told_apart_and_say_what_to_do(case):
    document = {"code": case.get("code"), "message": "Irgendwas.", "data": {"status": case["status"]}}
    body = json.dumps(document).encode() if "code" in case else b"<html>"
    error = error_of(Answer(httpx.Response(case["status"], headers=case.get("headers")), body))
    assert error.trouble is Trouble(case["trouble"])
    assert case["says"] in error.reason and "Irgendwas" not in error.reason
    assert error.retry_after == (timedelta(seconds=case["wait"]) if "wait" in case else None)


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"code": 5}', b'{"code": null}', b"null", b'"x"', b""])
@pytest.mark.parametrize("status", [200, 301, 400, 401, 403, 404, 418, 500])
def test_any_answer_becomes_an_error(status, body):
    assert error_of(Answer(httpx.Response(status), body)).reason
