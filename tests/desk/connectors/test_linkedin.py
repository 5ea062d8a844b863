"""LinkedIn: the connector against its simulator, and what is LinkedIn's alone."""

import hashlib
import hmac
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import httpx
import pytest

from desk.connectors.calling import Answer
from desk.connectors.linkedin.answers import answer_among, said_of
from desk.connectors.linkedin.client import LinkedinConnector
from desk.connectors.linkedin.errors import error_of, midnight_after
from desk.connectors.linkedin.parse import happenings
from desk.connectors.linkedin.urns import comment_urn, encoded, organisation_urn
from desk.connectors.linkedin.window import Window
from desk.domain.incoming import WORDLESS, Added, Answered, Edited, Malformed, Removed, Skipped
from desk.domain.page import Connection
from desk.domain.platform import DEAD, Found, PlatformError, Standing, Trouble
from desk.domain.reply import Refused, Sent, Uncertain
from desk.simulators.base import Call
from desk.simulators.linkedin import ORGANISATION, LinkedinSimulator
from desk.simulators.world import World
from tests.desk.connectors.suite import ADDRESS, NOW, ConnectorSuite

PAYLOADS = Path(__file__).parent / "payloads" / "linkedin"
CODE = "890e4665-4dfe-4ab1-b689-ed553bceeed0"
FIRST = "urn:li:comment:(urn:li:activity:7094637247890620418,7094977717598625792)"


def payload(name):
    return (PAYLOADS / name).read_bytes()


def read(name):
    return happenings(payload(name), ORGANISATION)


class TestLinkedin(ConnectorSuite):
    def simulator(self, world):
        return LinkedinSimulator(world)

    def connector(self, client, clock):
        return LinkedinConnector(client, clock)

    def unknown_body(self):
        return b'{"type": "LEAD_ACTION", "leadAction": "CREATED"}'

    def test_a_comment_without_words_is_not_lost(self, desk, connection):
        (added,) = desk.parse(payload("comment-with-picture.json"), connection)
        assert isinstance(added, Added) and added.comment.text == WORDLESS["picture"]
        assert added.comment.external_id.endswith(",7094977717598625799)")

    # the webhook's address and its signatures

    def test_the_challenge_is_answered_with_the_client_secret(self, desk, connection):
        answer = desk.handshake({"challengeCode": CODE}, connection)
        expected = hmac.new(b"simulated-client-secret", CODE.encode(), hashlib.sha256).hexdigest()
        assert json.loads(answer.body) == {"challengeCode": CODE, "challengeResponse": expected}
        assert answer.content_type == "application/json"

    @pytest.mark.parametrize(
        "code", ["", "abc", 'hmacsha256={"type": "x"}', '{"notifications": []}', CODE + "\n", CODE * 2]
    )
    def test_nothing_but_a_uuid_is_signed(self, desk, connection, code):
        assert desk.handshake({"challengeCode": code}, connection) is None

    def test_without_a_client_secret_nothing_is_answered(self, desk, connection):
        bare = Connection(connection.id, "shop", "linkedin", connection.config, {"access_token": "x"})
        assert desk.handshake({"challengeCode": CODE}, bare) is None
        assert desk.handshake({}, connection) is None

    @pytest.mark.parametrize(("scheme", "before"), [("prefixed", b"hmacsha256="), ("body", b"")])
    def test_only_the_configured_scheme_is_believed(self, desk, connection, scheme, before):
        body = payload("pushed.json")
        header = {"x-li-signature": hmac.new(b"simulated-client-secret", before + body, hashlib.sha256).hexdigest()}
        for other in ("prefixed", "body", "none", ["body"]):
            config = {**connection.config, "signature": other}
            believed = Connection(connection.id, "shop", "linkedin", config, connection.secrets)
            assert desk.verified(header, body, believed) is (other == scheme)

    async def test_what_was_copied_with_blanks_around_it_still_works(self, desk, world, platform, connection):
        secrets = {name: f" {value}\n" for name, value in connection.secrets.items()}
        copied = Connection(
            connection.id, "shop", "linkedin", {**connection.config, "organization": " 5590506 "}, secrets
        )
        world.write("Open?")
        (delivery,) = platform.deliveries(world.told)
        assert desk.verified({name.lower(): value for name, value in delivery.headers.items()}, delivery.body, copied)
        assert (await desk.account(copied)).expires_at is not None

    def test_up_to_ten_notifications_come_in_one_delivery(self, world, platform):
        for number in range(23):
            world.write(f"Question {number}?")
        sizes = [len(json.loads(one.body)["notifications"]) for one in platform.deliveries(world.told)]
        assert sizes == [10, 10, 3]

    # texts that a notification doesn't hold

    async def test_a_comment_named_without_its_text_is_read_by_the_fetch(self, desk, world, platform, connection):
        platform.decorated = False
        post = world.write("Open on Sunday?")
        (pushed,) = self.parsed(desk, connection, platform, world.told)
        assert isinstance(pushed, Skipped) and post.id in pushed.why
        found, _ = await self.everything(desk, connection)
        (added,) = [one for one in found if isinstance(one, Added)]
        assert (added.comment.external_id, added.comment.text) == (post.id, "Open on Sunday?")
        assert added.comment.author_id == "urn:li:person:u-1" and added.comment.written_at == NOW

    async def test_an_edit_named_without_its_text_is_read_by_the_fetch(self, desk, world, platform, connection):
        platform.decorated = False
        post = world.write("Open on Sonday?")
        world.edit(post.id, "Open on Sunday?")
        found, _ = await self.everything(desk, connection)
        (edited,) = [one for one in found if isinstance(one, Edited)]
        assert (edited.comment.external_id, edited.comment.text) == (post.id, "Open on Sunday?")

    async def test_the_fetch_finds_under_which_comment_the_page_answered(self, desk, world, connection):
        post = world.write("Open on Sunday?")
        answer = world.write("Yes!", parent=post.id, own=True)
        world.write("Our new opening hours", own=True)
        found, _ = await self.everything(desk, connection)
        (answered,) = [one for one in found if isinstance(one, Answered)]
        assert (answered.to, answered.external_id, answered.text) == (post.id, answer.id, "Yes!")

    async def test_a_comment_that_went_before_it_was_read_is_no_trouble(self, desk, world, platform, connection):
        platform.decorated = False
        gone, kept = world.write("Never mind."), world.write("Open on Sunday?")
        world.remove(gone.id)
        found, _ = await self.everything(desk, connection)
        assert [one.comment.external_id for one in found if isinstance(one, Added)] == [kept.id]
        assert [one.external_id for one in found if isinstance(one, Removed)] == [gone.id]

    async def test_a_comment_is_read_once_for_several_notifications(self, desk, world, platform, connection):
        platform.decorated = False
        post = world.write("One?")
        world.edit(post.id, "Two?")
        platform.calls_left = 2
        assert len((await desk.fetch(connection, None, NOW)).bodies) == 3

    # pages of notifications

    async def test_what_is_written_between_two_pages_is_not_skipped(self, desk, world, connection):
        old = {world.write(f"{number}?", at=NOW - timedelta(hours=1)).id for number in range(60)}
        first = await desk.fetch(connection, None, NOW)
        assert first.more
        late = {world.write(f"late {number}?", at=NOW + timedelta(minutes=5)).id for number in range(7)}
        found = [one for body in first.bodies for one in desk.parse(body, connection)]
        more, cursor = await self.everything(desk, connection, first.cursor)
        assert {one.comment.external_id for one in (*found, *more) if isinstance(one, Added)} == old
        fetched = await desk.fetch(connection, cursor, NOW + timedelta(minutes=20))
        assert {one.comment.external_id for body in fetched.bodies for one in desk.parse(body, connection)} >= late

    async def test_a_notification_that_appears_late_is_still_found(self, desk, world, connection):
        _, cursor = await self.everything(desk, connection)
        late = world.write("Open on Sunday?", at=NOW - timedelta(minutes=5))
        fetched = await desk.fetch(connection, cursor, NOW + timedelta(minutes=20))
        found = [one for body in fetched.bodies for one in desk.parse(body, connection)]
        assert [one.comment.external_id for one in found if isinstance(one, Added)] == [late.id]

    async def test_a_cursor_survives_storage_and_a_broken_one_begins_anew(self, desk, world, connection):
        world.write("Open?")
        fetched = await desk.fetch(connection, None, NOW)
        again = await desk.fetch(connection, json.loads(json.dumps(fetched.cursor)), NOW)
        assert again.bodies
        for broken in ({"since": "x"}, {"since": -5}, {"since": True, "until": []}, {"other": 1}):
            assert Window.of(broken, NOW, timedelta(days=7)) == Window.of(None, NOW, timedelta(days=7))

    def test_the_next_stretch_begins_before_the_last_one_ended(self):
        first = Window.of(None, NOW, timedelta(days=7))
        later = NOW + timedelta(minutes=20)
        second = Window.of(first.closed(), later, timedelta(days=7))
        assert second.since == int((NOW - timedelta(minutes=10)).timestamp() * 1_000) and second.start == 0
        assert second.until > int(later.timestamp() * 1_000)
        assert Window.of(first.after(50), later, timedelta(days=7)) == Window(first.since, first.until, 50)

    def test_nothing_older_than_linkedin_keeps_is_asked_for(self):
        sixty_days_ago = int((NOW - timedelta(days=60)).timestamp() * 1_000)
        assert Window.of({"since": 1}, NOW, timedelta(days=7)).since == sixty_days_ago
        assert Window.of(None, NOW, timedelta(days=365)).since == sixty_days_ago

    # going out

    async def test_urns_are_encoded_and_the_headers_say_version_and_protocol(self, connection):
        seen = []

        def answer(request):
            seen.append(request)
            return httpx.Response(200, json={"elements": []})

        urn = comment_urn(FIRST)
        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
            desk = LinkedinConnector(client, _Clock())
            await desk.fetch(connection, None, NOW)
            await desk._replies(connection, urn)
        assert seen[0].url.raw_path.startswith(
            b"/rest/organizationalEntityNotifications?q=criteria"
            b"&organizationalEntity=urn%3Ali%3Aorganization%3A5590506"
            b"&actions=List(COMMENT,COMMENT_EDIT,COMMENT_DELETE,ADMIN_COMMENT)&timeRange=(start:"
        )
        assert seen[1].url.raw_path.startswith(
            b"/rest/socialActions/urn%3Ali%3Acomment%3A%28urn%3Ali%3Aactivity%3A7094637247890620418"
            b"%2C7094977717598625792%29/comments?start=0"
        )
        for request in seen:
            assert request.headers["linkedin-version"] == "202609"
            assert request.headers["x-restli-protocol-version"] == "2.0.0"
            assert request.headers["authorization"] == f"Bearer {connection.secrets['access_token']}"
            assert connection.secrets["access_token"] not in str(request.url)

    async def test_a_reply_to_a_reply_goes_under_the_top_level_comment(self, desk, world, connection):
        top = world.write("Open on Sunday?")
        nested = world.write("I'd like to know too.", author_id="u-2", parent=top.id)
        comment = self.comment_of(nested, connection)
        outcome = await desk.publish(self.reply_to(comment), comment, connection)
        (posted,) = world.by_api()
        assert outcome == Sent(posted.id) and posted.parent == top.id
        assert await desk.find(self.reply_to(comment), comment, connection) == Found(True, posted.id)
        standing = await desk.look(comment, connection)
        assert (standing.answer, standing.answer_id) == (posted.text, posted.id)

    async def test_what_is_too_long_never_leaves(self, desk, world, connection):
        *_, outcome = await self.send(desk, world, connection, "x" * 1_251)
        assert isinstance(outcome, Refused) and not outcome.passing and outcome.trouble is None
        assert "1,250" in outcome.reason and "1,251" in outcome.reason and not world.by_api()
        *_, outcome = await self.send(desk, world, connection, "x" * 1_250)
        assert isinstance(outcome, Sent)

    async def test_an_older_reply_with_the_same_words_is_not_taken_for_this_one(self, desk, world, connection):
        post = world.write("Open on Sunday?")
        world.write("Yes, from nine to five.", parent=post.id, own=True, at=NOW - timedelta(hours=2))
        comment = self.comment_of(post, connection)
        assert await desk.find(self.reply_to(comment), comment, connection) == Found(False)

    async def test_a_reply_is_found_beyond_the_first_page(self, desk, world, connection):
        post = world.write("Open on Sunday?")
        for number in range(150):
            world.write(f"Me too {number}", parent=post.id)
        answer = world.write("Yes,  from nine\nto five.", parent=post.id, own=True)
        comment = self.comment_of(post, connection)
        assert await desk.find(self.reply_to(comment), comment, connection) == Found(True, answer.id)

    async def test_where_linkedin_cannot_be_asked_nobody_can_tell(self, desk, world, platform, connection):
        post = world.write("Open on Sunday?")
        platform.token = "revoked"
        comment = self.comment_of(post, connection)
        assert await desk.find(self.reply_to(comment), comment, connection) == Found(None)

    async def test_an_id_from_elsewhere_is_refused_without_a_call(self, desk, world, connection):
        post = world.write("Open?", id="1234")
        comment = self.comment_of(post, connection)
        assert isinstance(await desk.publish(self.reply_to(comment), comment, connection), Refused)
        assert await desk.look(comment, connection) == Standing()
        assert await desk.find(self.reply_to(comment), comment, connection) == Found(None)

    async def test_a_yes_that_names_no_reply_is_no_confirmation(self, connection):
        def answer(request):
            document = {"actor": "urn:li:person:a", "message": {"text": "?"}} if request.method == "GET" else {}
            return httpx.Response(200, json=document)

        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
            comment = self.comment_of(_Post(FIRST), connection)
            outcome = await LinkedinConnector(client, _Clock()).publish(self.reply_to(comment), comment, connection)
        assert isinstance(outcome, Uncertain)

    @pytest.mark.parametrize("named", [{"id": "77"}, {"commentUrn": "urn:li:comment:(urn:li:ugcPost:9,77)"}])
    async def test_the_reply_is_known_by_the_comments_own_post(self, connection, named):
        def answer(request):
            document = {"actor": "urn:li:person:a", "message": {"text": "?"}} if request.method == "GET" else named
            return httpx.Response(200 if request.method == "GET" else 201, json=document)

        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
            comment = self.comment_of(_Post(FIRST), connection)
            outcome = await LinkedinConnector(client, _Clock()).publish(self.reply_to(comment), comment, connection)
        assert outcome == Sent("urn:li:comment:(urn:li:activity:7094637247890620418,77)")

    async def test_a_spent_day_keeps_the_reply_for_later(self, desk, world, platform, connection):
        platform.calls_left = 1
        *_, outcome = await self.send(desk, world, connection)
        assert isinstance(outcome, Refused) and outcome.passing and outcome.trouble is Trouble.RATE
        assert outcome.retry_after == timedelta(hours=12) and not world.by_api()

    # the account, and what goes wrong

    async def test_the_account_tells_when_the_token_ends(self, desk, platform, connection):
        account = await desk.account(connection)
        assert account.name == "Simulated Company" and account.config == {"organization": ORGANISATION}
        assert account.expires_at == NOW + timedelta(days=60)
        bare = {name: value for name, value in connection.config.items() if name != "client_id"}
        unknown = Connection(connection.id, "shop", "linkedin", {**bare, "organization": "5590506"}, connection.secrets)
        assert (await desk.account(unknown)).expires_at is None

    @pytest.mark.parametrize("state", ["expired", "revoked"])
    async def test_a_dead_token_is_told_by_the_account_and_the_fetch(self, desk, platform, connection, state):
        platform.token = state
        for call in (desk.account(connection), desk.fetch(connection, None, NOW)):
            with pytest.raises(PlatformError) as raised:
                await call
            assert raised.value.trouble is Trouble.TOKEN and "Reconnect" in raised.value.reason

    async def test_a_wrong_client_secret_is_told(self, desk, connection):
        secrets = {**connection.secrets, "client_secret": "another"}
        with pytest.raises(PlatformError) as raised:
            await desk.account(Connection(connection.id, "shop", "linkedin", connection.config, secrets))
        assert raised.value.trouble is Trouble.REFUSED and "Auth tab" in raised.value.reason
        assert "another" not in raised.value.reason

    async def test_an_old_version_names_the_field_to_change(self, desk, world, platform, connection):
        platform.versions = frozenset({"202712"})
        with pytest.raises(PlatformError) as raised:
            await desk.fetch(connection, None, NOW)
        assert (
            raised.value.trouble in DEAD and "“API version”" in raised.value.reason and "202609" in raised.value.reason
        )
        *_, outcome = await self.send(desk, world, connection)
        assert isinstance(outcome, Refused) and outcome.trouble in DEAD and not world.by_api()

    @pytest.mark.parametrize(
        ("name", "value", "trouble"),
        [("version", "latest", Trouble.MISSING), ("version", "202613", Trouble.MISSING), ("organization", "acme", Trouble.MISSING)],
    )  # fmt: skip
    async def test_a_field_that_makes_no_sense_is_told(self, desk, connection, name, value, trouble):
        wrong = Connection(connection.id, "shop", "linkedin", {**connection.config, name: value}, connection.secrets)
        with pytest.raises(PlatformError) as raised:
            await desk.account(wrong)
        assert raised.value.trouble is trouble and raised.value.reason

    @pytest.mark.parametrize("token", ["", "two words", "tokén", "a\nb"])
    async def test_a_garbled_token_never_leaves(self, desk, world, connection, token):
        wrong = Connection(connection.id, "shop", "linkedin", connection.config, {"access_token": token})
        with pytest.raises(PlatformError) as raised:
            await desk.fetch(wrong, None, NOW)
        assert raised.value.trouble is Trouble.TOKEN
        *_, outcome = await self.send(desk, world, wrong)
        assert isinstance(outcome, Refused) and outcome.trouble is Trouble.TOKEN

    async def test_a_spent_day_lasts_until_midnight_utc(self, desk, platform, connection):
        platform.calls_left = 0
        with pytest.raises(PlatformError) as raised:
            await desk.fetch(connection, None, NOW)
        assert raised.value.trouble is Trouble.RATE and raised.value.retry_after == timedelta(hours=12)


class _Clock:
    def now(self):
        return NOW


class _Post:
    def __init__(self, id):
        self.id, self.author, self.text = id, None, "?"


def test_a_pushed_body_is_read_whole():
    added, edited, own, removed, like, mention, twice = read("pushed.json")
    assert isinstance(added, Added) and added.account is None
    assert added.comment.external_id == FIRST and added.comment.text == "From what time?"
    assert added.comment.author is None and added.comment.author_id == "urn:li:person:zLq0ygXP8S"
    assert added.comment.thread == "urn:li:activity:7094637247890620418"
    assert added.comment.post == {
        "url": "https://www.linkedin.com/feed/update/urn:li:activity:7094637247890620418",
        "text": "Our shop opens on Sundays from May.",
    }
    assert added.comment.url.endswith(f"?commentUrn={encoded(FIRST)}")
    assert added.comment.written_at == datetime(2026, 3, 2, 12, 0, tzinfo=timezone.utc)
    assert isinstance(edited, Edited) and edited.comment.text.endswith("open too?")
    assert edited.at == datetime(2026, 3, 2, 12, 1, 0, 500_000, tzinfo=timezone.utc)
    assert edited.comment.written_at is None
    assert isinstance(own, Skipped) and "7094980000000000001" in own.why
    assert removed == Removed(FIRST)
    assert isinstance(like, Skipped) and isinstance(mention, Skipped)
    assert isinstance(twice, Skipped) and "5603453321" in twice.why


def test_bad_entries_do_not_lose_the_good_ones_beside_them():
    nameless, added, broken, nothing = read("fetched.json")
    assert isinstance(nameless, Skipped) and "next fetch" in nameless.why
    assert isinstance(added, Added) and added.account == "99" and added.comment.author == "Ada Lovelace"
    assert added.comment.external_id == "urn:li:comment:(urn:li:activity:7094637247890620500,7094977717598625800)"
    assert isinstance(broken, Skipped) and isinstance(nothing, Skipped)


def test_a_comment_that_was_read_is_known_by_its_notifications_name():
    (added,) = read("comment-with-picture.json")
    assert added.comment.external_id == "urn:li:comment:(urn:li:activity:7094637247890620418,7094977717598625799)"
    assert added.comment.written_at.microsecond == 123_000


def test_the_pages_own_reply_says_what_it_answers():
    (answered,) = read("page-reply.json")
    assert answered == Answered(
        FIRST,
        "urn:li:comment:(urn:li:activity:7094637247890620418,7094980000000000001)",
        "From ten, and so is the café.",
        at=datetime(2026, 3, 2, 12, 3, 20, tzinfo=timezone.utc),
    )


def test_the_comment_above_is_known_by_the_same_post():
    document = json.loads(payload("comment-with-picture.json"))
    document["comment"]["parentComment"] = "urn:li:comment:(urn:li:ugcPost:7094637247487995904,7094977717598625792)"
    (added,) = happenings(json.dumps(document).encode(), ORGANISATION)
    assert added.comment.parent == FIRST


@pytest.mark.parametrize(
    "body",
    [b'{"notification": 1, "comment": {}}', b'{"notification": {"action": "COMMENT"}, "comment": {}}',
     b'{"notification": {"action": "COMMENT", "generatedActivity": "urn:li:comment:(activity:1,2)"}, "comment": []}'],
)  # fmt: skip
def test_half_a_comment_is_malformed(body):
    with pytest.raises(Malformed):
        happenings(body, ORGANISATION)


def _mutations(document):
    """The document with each of its values in turn replaced by each of many wrong ones."""
    for wrong in (None, True, -1, 10**30, "", "x", [], [[]], {}, {"time": "x"}):
        for path in _paths(document):
            copy = json.loads(json.dumps(document))
            place = copy
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = wrong
            yield json.dumps(copy).encode()


def _paths(value, before=()):
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield (*before, key)
        yield from _paths(inner, (*before, key))


@pytest.mark.parametrize("name", ["pushed.json", "fetched.json", "comment-with-picture.json", "page-reply.json"])
def test_whatever_a_value_is_reading_raises_nothing_but_malformed(name):
    number = 0
    for body in _mutations(json.loads(payload(name))):
        number += 1
        try:
            found = happenings(body, ORGANISATION)
        except Malformed as error:
            assert str(error)
        else:
            assert all(isinstance(one, Added | Edited | Removed | Answered | Skipped) for one in found)
    assert number > 100


def test_a_comment_has_one_name_however_linkedin_writes_it():
    for written, post in [
        (FIRST, None),
        ("urn:li:comment:(activity:7094637247890620418,7094977717598625792)", None),
        ("urn:li:comment:(urn:li:ugcPost:1,7094977717598625792)", "urn:li:activity:7094637247890620418"),
    ]:
        assert str(comment_urn(written, post)) == FIRST
    for other in (None, 5, "", "urn:li:share:1", "urn:li:comment:(activity:1)", FIRST + "/../x", FIRST + "\n"):
        assert comment_urn(other) is None


def test_a_page_is_named_by_number_or_urn():
    assert organisation_urn(" 5590506 ") == organisation_urn(ORGANISATION) == ORGANISATION
    assert organisation_urn("urn:li:organizationBrand:7") == "urn:li:organizationBrand:7"
    assert organisation_urn("acme") is organisation_urn("urn:li:person:7") is organisation_urn(7) is None


def _said(number):
    near = comment_urn("urn:li:comment:(urn:li:activity:1,10)")
    entries = json.loads(payload("replies.json"))["elements"]
    replies = [said_of(entry, near) for entry in entries]
    top = said_of({"id": "10", "actor": "urn:li:person:ada", "created": {"time": 1}}, near)
    return replies, {"10": top, **{one.urn.number: one for one in replies}}[number]


@pytest.mark.parametrize(("number", "answered"), [("10", False), ("20", True), ("30", False)])
def test_an_answer_that_names_somebody_answers_nobody_else(number, answered):
    replies, comment = _said(number)
    answer = answer_among(replies, comment, ORGANISATION)
    assert (answer is not None) is answered


def _answer(status, document=None, headers=None):
    body = b"<html>" if document is None else json.dumps(document).encode()
    return Answer(httpx.Response(status, headers=headers), body)


@pytest.mark.parametrize(
    ("status", "document", "trouble"),
    [
        (401, {"serviceErrorCode": 65600}, Trouble.TOKEN),
        (401, {"serviceErrorCode": 65602, "code": "EXPIRED_ACCESS_TOKEN"}, Trouble.TOKEN),
        (401, None, Trouble.TOKEN),
        (400, {"serviceErrorCode": 65601}, Trouble.TOKEN),
        (403, {"serviceErrorCode": 100, "code": "ACCESS_DENIED"}, Trouble.PERMISSION),
        (403, None, Trouble.PERMISSION),
        (403, {"code": "COMMENTS_RESTRICTED"}, Trouble.REFUSED),
        (404, {"code": "NOT_FOUND"}, Trouble.MISSING),
        (426, {"code": "NONEXISTENT_VERSION"}, Trouble.MISSING),
        (426, {"serviceErrorCode": 100}, Trouble.MISSING),
        (400, {"code": "VERSION_MISSING"}, Trouble.MISSING),
        (429, None, Trouble.RATE),
        (400, {"serviceErrorCode": 100}, Trouble.REFUSED),
        (422, {"serviceErrorCode": True, "code": 5}, Trouble.REFUSED),
        (302, None, Trouble.AWAY),
        (500, {"message": "Invalid access token"}, Trouble.AWAY),
        (503, None, Trouble.AWAY),
    ],
)
def test_errors_are_told_apart_by_status_and_code(status, document, trouble):
    error = error_of(_answer(status, document), "202609", NOW)
    assert error.trouble is trouble and error.reason.endswith(".")


def test_what_a_limit_says_about_waiting_is_heard():
    assert error_of(_answer(429, {"serviceErrorCode": 101}), "202609", NOW).retry_after == timedelta(hours=12)
    assert error_of(_answer(429), "202609", NOW).retry_after is None
    hinted = _answer(429, {"serviceErrorCode": 101}, {"Retry-After": "90"})
    assert error_of(hinted, "202609", NOW).retry_after == timedelta(seconds=90)
    berlin = datetime(2026, 3, 3, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert midnight_after(berlin) == timedelta(minutes=30)


def test_an_error_repeats_no_words_of_the_other_side():
    error = error_of(_answer(400, {"code": "<script>alert(1)</script>", "message": "secret"}), "202609", NOW)
    assert "script" not in error.reason and "secret" not in error.reason


def test_the_simulator_checks_what_linkedin_checks():
    simulator = LinkedinSimulator(World(lambda: NOW))
    _, secrets = simulator.settings(ADDRESS)
    right = {
        "authorization": f"Bearer {secrets['access_token']}",
        "linkedin-version": "202609",
        "x-restli-protocol-version": "2.0.0",
    }
    path = "/rest/organizations/5590506"
    assert simulator.answer(Call("GET", path, {}, right, b"")).status == 200
    for name, status in [("authorization", 401), ("linkedin-version", 400), ("x-restli-protocol-version", 400)]:
        less = {key: value for key, value in right.items() if key != name}
        assert simulator.answer(Call("GET", path, {}, less, b"")).status == status
    assert simulator.answer(Call("GET", path, {}, {**right, "linkedin-version": "202401"}, b"")).status == 426
