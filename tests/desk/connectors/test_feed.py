"""Comment feeds: the connector against a simulated blog, and what is particular about feeds."""

import json
import random
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import httpx
import pytest

from desk.connectors.feed.asking import error_of
from desk.connectors.feed.client import FeedConnector
from desk.connectors.feed.cursor import Cursor
from desk.connectors.feed.entries import feed_of, post_of
from desk.connectors.feed.parse import GAP, OLD, Known, happenings
from desk.connectors.feed.plain import words_of
from desk.connectors.feed.xml import decoded
from desk.domain.incoming import WORDLESS, Added, Answered, Edited, Malformed, Skipped
from desk.domain.platform import PlatformError, Trouble
from desk.domain.reply import HandedOver
from desk.simulators.base import Call
from desk.simulators.feed import PATH, FeedSimulator
from tests.desk.connectors.suite import ADDRESS, NOW, ConnectorSuite

PAYLOADS = Path(__file__).parent / "payloads" / "feed"


def payload(name):
    return (PAYLOADS / name).read_bytes()


def rss(*items, head=""):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>Comments</title>{head}{''.join(items)}</channel></rss>"
    )


def item(number=1, text="Open on Sunday?", extra=""):
    return f"<item><guid>c{number}</guid><description>{text}</description>{extra}</item>"


def comments(found):
    return [one.comment for one in found if isinstance(one, Added | Edited)]


class TestFeed(ConnectorSuite):
    pushes = False
    posts = False
    tells_edits = False
    tells_removals = False
    looks = False
    finds = False

    def simulator(self, world):
        return FeedSimulator(world)

    def connector(self, client, clock):
        return FeedConnector(client, clock)

    def bodies_of(self, simulator, happened):
        return [simulator.body_about(happened)]

    def unknown_body(self):
        return rss().encode()

    def wordless_body(self):
        return rss("<item><guid>wordless</guid><description>&lt;img src='x.jpg'&gt;</description></item>").encode()

    async def found(self, desk, connection, cursor=None, now=NOW):
        fetched = await desk.fetch(connection, cursor, now)
        return [one for body in fetched.bodies for one in desk.parse(body, connection)], fetched.cursor

    # asking

    async def test_a_feed_that_has_not_changed_is_not_read_again(self, desk, world, platform, connection):
        world.write("Open on Sunday?")
        _, cursor = await self.everything(desk, connection)
        assert cursor["etag"] and cursor["modified"]
        again = await desk.fetch(connection, json.loads(json.dumps(cursor)), NOW)
        assert again.bodies == () and again.cursor == cursor and not again.more

    async def test_a_feed_without_conditions_is_stored_only_if_it_tells_something_new(self, desk, world, connection):
        world.write("Open on Sunday?")
        _, cursor = await self.everything(desk, connection)
        again = await desk.fetch(connection, {**cursor, "etag": None, "modified": None}, NOW)
        assert again.bodies == ()

    @pytest.mark.parametrize(("status", "permanent"), [(301, True), (308, True), (302, False), (307, False)])
    async def test_a_feed_that_moved_is_followed_and_a_move_for_good_is_said(
        self, world, connection, status, permanent
    ):
        world.write("Open?")
        old, new = FeedSimulator(world), FeedSimulator(world)
        old.moved = (status, f"https://new.example{PATH}")
        seen = []

        def route(request):
            seen.append(request)
            side = new if request.url.host == "new.example" else old
            if side is new:
                request.headers["authorization"] = "Basic cmVhZGVyOnNpbXVsYXRlZC1wYXNzd29yZA=="
            reply = side.answer(Call("GET", request.url.path, dict(request.url.params), dict(request.headers), b""))
            return httpx.Response(reply.status, content=reply.body, headers=dict(reply.headers))

        async with httpx.AsyncClient(transport=httpx.MockTransport(route)) as client:
            desk = FeedConnector(client, _Clock())
            before = len(seen)
            account = await desk.account(connection)
            assert ("moved for good to https://new.example" in account.name) is permanent
            assert seen[before].headers["authorization"].startswith("Basic ")
            found, _ = await self.found(desk, connection)
        assert [one.text for one in comments(found)] == ["Open?"]

    async def test_the_password_goes_to_the_configured_address_alone(self, connection):
        seen = []

        def route(request):
            seen.append((request.url.host, request.headers.get("authorization")))
            if request.url.host == "platform.example":
                return httpx.Response(302, headers={"location": "https://other.example/feed"})
            return httpx.Response(200, text=rss())

        async with httpx.AsyncClient(transport=httpx.MockTransport(route)) as client:
            await FeedConnector(client, _Clock()).account(connection)
        assert seen[0][1] and seen[1] == ("other.example", None)

    @pytest.mark.parametrize(
        "location", ["", "ftp://blog.example/x", "http://platform.example/plain", f"{ADDRESS}{PATH}", "http://[", "file:///etc/passwd"]
    )  # fmt: skip
    async def test_a_redirect_that_leads_nowhere_is_said(self, desk, platform, connection, location):
        platform.moved = (301, location)
        with pytest.raises(PlatformError) as raised:
            await desk.fetch(connection, None, NOW)
        assert raised.value.trouble is Trouble.AWAY

    async def test_redirects_in_a_circle_end(self, connection):
        count = 0

        def route(request):
            nonlocal count
            count += 1
            return httpx.Response(301, headers={"location": f"{ADDRESS}/{count}"})

        async with httpx.AsyncClient(transport=httpx.MockTransport(route)) as client:
            with pytest.raises(PlatformError):
                await FeedConnector(client, _Clock()).fetch(connection, None, NOW)
        assert count == 6

    async def test_a_feed_that_is_gone_for_good_is_missing(self, desk, platform, connection):
        platform.gone = True
        with pytest.raises(PlatformError) as raised:
            await desk.fetch(connection, None, NOW)
        assert raised.value.trouble is Trouble.MISSING and "Settings, Connections" in raised.value.reason

    @pytest.mark.parametrize(
        ("value", "wait"),
        [("90", timedelta(seconds=90)), ("Mon, 02 Mar 2026 12:05:00 GMT", timedelta(minutes=5)),
         ("Mon, 02 Mar 2026 11:00:00 GMT", timedelta(0)), ("Fri, 01 Jan 2100 00:00:00 GMT", timedelta(days=1)),
         ("soon", None), ("", None)],
    )  # fmt: skip
    def test_when_to_come_back_is_read_as_seconds_or_a_date(self, value, wait):
        for status, trouble in ((429, Trouble.RATE), (503, Trouble.AWAY)):
            error = error_of(_Answer(status, {"retry-after": value}), NOW)
            assert (error.trouble, error.retry_after) == (trouble, wait)

    # what a feed does

    async def test_a_shorter_feed_takes_nothing_away_and_older_comments_do_not_come_up(
        self, desk, world, platform, connection
    ):
        world.write("Ancient", at=NOW - timedelta(days=400))
        posts = [world.write(f"{number}?", at=NOW - timedelta(minutes=number)) for number in range(6)]
        found, cursor = await self.everything(desk, connection)
        assert len(comments(found)) == 6 and Skipped(OLD) in found
        platform.shown = 2
        world.write("New?")
        found, cursor = await self.found(desk, connection, cursor)
        assert {one.text for one in comments(found)} == {"New?", "0?"}
        for post in posts:
            world.remove(post.id)
        found, _ = await self.found(desk, connection, cursor)
        assert not comments(found)

    async def test_more_than_the_feed_shows_is_read_from_its_older_pages(self, desk, world, platform, connection):
        platform.shown = 5
        world.write("First?", at=NOW - timedelta(hours=1))
        _, cursor = await self.everything(desk, connection)
        texts = {world.write(f"Burst {number}?", at=NOW + timedelta(seconds=number)).text for number in range(23)}
        found, _ = await self.everything(desk, connection, cursor)
        assert texts <= {one.text for one in comments(found)}

    async def test_comments_that_come_between_two_pages_hide_none(self, desk, world, platform, connection):
        platform.shown = 5
        world.write("First?", at=NOW - timedelta(hours=1))
        _, cursor = await self.everything(desk, connection)
        texts = {world.write(f"Burst {number}?", at=NOW + timedelta(seconds=number)).text for number in range(12)}
        newest, cursor = await self.found(desk, connection, cursor)
        for number in range(5):  # the next page holds what this one did
            world.write(f"Later {number}?", at=NOW + timedelta(minutes=1, seconds=number))
        rest, _ = await self.everything(desk, connection, cursor)
        assert texts <= {one.text for one in comments([*newest, *rest])}

    async def test_what_a_feed_without_older_pages_may_have_dropped_is_said(self, connection):
        feed = [rss(item(1))]
        desk, client = _serving(feed)
        async with client:
            _, cursor = await self.found(desk, connection)
            feed[0] = rss(item(8), item(9))
            found, cursor = await self.found(desk, connection, cursor)
            assert Skipped(GAP) in found and len(comments(found)) == 2
            feed[0] = rss(item(9), item(10))
            found, _ = await self.found(desk, connection, cursor)
            assert Skipped(GAP) not in found

    async def test_an_older_copy_out_of_a_cache_changes_nothing(self, desk, world, platform, connection):
        post = world.write("Open on Sonday?", at=NOW - timedelta(minutes=5))
        old = platform.document([world.posts[post.id]])
        world.edit(post.id, "Open on Sunday?")
        world.write("And on Monday?")
        _, cursor = await self.everything(desk, connection)
        stale, client = _serving([old.decode()])
        async with client:
            found, cursor = await self.found(stale, connection, {**cursor, "etag": None})
        assert found == []
        found, _ = await self.found(desk, connection, cursor)
        assert found == []

    async def test_an_edit_is_seen_by_comparing(self, desk, world, connection):
        post = world.write("Open on Sonday?")
        _, cursor = await self.everything(desk, connection)
        world.edit(post.id, "Open on Sunday?")
        found, cursor = await self.found(desk, connection, cursor)
        (edited,) = found
        assert isinstance(edited, Edited)
        assert (edited.comment.external_id, edited.comment.text) == (post.id, "Open on Sunday?")
        assert (await self.found(desk, connection, cursor))[0] == []

    async def test_changed_ids_make_no_new_comments(self, desk, world, platform, connection):
        ids = [world.write(f"Question {number}?", at=NOW - timedelta(hours=number)).id for number in range(3)]
        _, cursor = await self.everything(desk, connection)
        moved = platform.document(list(world.posts.values())).decode().replace("//blog.example", "//moved.example")
        feeds = [moved]
        other, client = _serving(feeds)
        async with client:
            found, cursor = await self.found(other, connection, {**cursor, "etag": None, "modified": None})
            assert found == []
            late = world.write("One more?", parent=ids[0])
            moved = platform.document(list(world.posts.values())).decode().replace("//blog.example", "//moved.example")
            feeds[0] = moved
            found, cursor = await self.found(other, connection, json.loads(json.dumps(cursor)))
        assert {one.external_id for one in comments(found)} == {*ids, late.id.replace("//blog.", "//moved.")}
        (late_one,) = [one for one in comments(found) if one.text == "One more?"]
        assert late_one.parent == ids[0]

    async def test_a_feed_that_makes_up_its_ids_each_time_is_borne(self, connection):
        when = "<pubDate>Mon, 02 Mar 2026 11:00:00 GMT</pubDate>"
        feed = [rss(item("random-1", extra=when))]
        desk, client = _serving(feed)
        cursor, known = None, set()
        async with client:
            for number in range(2, 6):
                found, cursor = await self.found(desk, connection, cursor)
                known |= {one.external_id for one in comments(found)}
                feed[0] = rss(
                    item(f"random-{number}", extra=when), item(f"new-{number}", text=f"Another {number}?", extra=when)
                )
        assert "crandom-1" in known and not any("random" in id and id != "crandom-1" for id in known)

    async def test_a_broken_cursor_begins_anew(self, desk, world, connection):
        world.write("Open?")
        for broken in ({"since": 5}, {"seen": "x"}, {"other": 1}):
            assert Cursor.of(broken, NOW, timedelta(days=7)) == Cursor(NOW - timedelta(days=7))
            found, _ = await self.found(desk, connection, broken)
            assert len(comments(found)) == 1

    async def test_a_feed_that_wants_to_be_read_seldom_is_at_most_within_the_hour(self, connection):
        for minutes, wait in (("15", 15), ("100000", None), ("1440", 60), ("x", None)):
            desk, client = _serving([rss(item(), head=f"<ttl>{minutes}</ttl>")])
            async with client:
                fetched = await desk.fetch(connection, None, NOW)
            assert fetched.wait == (timedelta(minutes=wait) if wait else None)

    async def test_a_web_page_in_its_place_is_said_to_be_no_feed(self, connection):
        desk, client = _serving(["<!DOCTYPE html><html><head></head><body>Welcome</body></html>"])
        async with client:
            with pytest.raises(PlatformError, match="can't be read as a feed"):
                await desk.account(connection)

    # going out

    async def test_a_reply_is_handed_to_a_person(self, desk, world, connection):
        comment = self.comment_of(world.write("Open?"), connection)
        assert await desk.publish(self.reply_to(comment), comment, connection) == HandedOver()
        assert desk.platform.posts is False


# reading


def test_wordpress_comments_hang_under_their_post_and_their_parent_whatever_the_language():
    picture, question, own = happenings(payload("wordpress.xml"), ["der radladen"])
    assert isinstance(question, Added)
    comment = question.comment
    assert comment.external_id == "https://radladen.example/?p=77#comment-201"
    assert comment.text == "Gibt es die Reifen auch mit Spikes?\nUnd passen 28 & 29 Zoll? 🚲"
    assert comment.thread == "https://radladen.example/winterreifen/" and comment.post == {"url": comment.thread}
    assert comment.url.endswith("#comment-201") and comment.author == "Jule"
    assert comment.written_at == datetime(2026, 3, 2, 8, 15, tzinfo=timezone.utc)
    assert own == Answered(
        comment.external_id, "https://radladen.example/?p=77#comment-204", "Ja, auch mit Spikes.", "Der Radladen",
        datetime(2026, 3, 2, 11, 40, 10, tzinfo=timezone.utc),
    )  # fmt: skip
    assert picture.comment.text == WORDLESS["picture"]


def test_an_own_comment_of_which_nobody_knows_what_it_answers_is_skipped():
    body = rss(item(extra="<dc:creator>The Shop</dc:creator>")).encode()
    (skipped,) = happenings(body, ["THE  shop"])
    assert isinstance(skipped, Skipped)
    (added,) = happenings(body, ["The Shop Two"])
    assert isinstance(added, Added)


def test_an_atom_feed_tells_edits_and_older_pages():
    feed = feed_of(payload("blogger.xml"))
    assert feed.next.startswith("https://teatime.example/feeds/comments/default?start-index=26&max")
    first, second = happenings(payload("blogger.xml"), [])
    assert isinstance(first, Added) and first.comment.text == "One & two\n\nthree < four"
    assert isinstance(second, Edited) and second.at == datetime(2026, 3, 2, 17, 30, tzinfo=timezone.utc)
    assert second.comment.text == "Is it decaf?\nI mean really." and second.comment.author == "Ada"
    assert second.comment.thread == first.comment.thread == "https://teatime.example/2026/03/oolong.html"


@pytest.mark.parametrize(
    ("address", "post"),
    [("https://b.example/a/#comment-1", "https://b.example/a/"), ("https://b.example/?p=7#comment-1", "https://b.example/?p=7"),
     ("https://b.example/a/comment-page-3/#comment-1", "https://b.example/a/"),
     ("https://b.example/a?replytocom=3", "https://b.example/a"), (None, None)],
)  # fmt: skip
def test_a_comment_belongs_to_its_post(address, post):
    assert post_of(address) == post


@pytest.mark.parametrize(
    "body",
    [rss(item(text="Grüße für 5 €")).encode(),
     rss(item(text="Grüße für 5 €")).replace("UTF-8", "ISO-8859-1").encode(),
     rss(item(text="Grüße für 5 €")).encode("windows-1252"),
     rss(item(text="Grüße für 5 €")).replace('encoding="UTF-8"', "").encode("windows-1252"),
     rss(item(text="Grüße für 5 €")).replace("UTF-8", "iso-8859-15").encode("iso-8859-15"),
     rss(item(text="Grüße für 5 €")).replace("UTF-8", "nonsense").encode(),
     rss(item(text="Grüße für 5 €")).replace("UTF-8", "rot13").encode(),
     b"\xef\xbb\xbf" + rss(item(text="Grüße für 5 €")).encode(),
     rss(item(text="Grüße für 5 €")).encode("utf-16"),
     rss(item(text="Gr&uuml;&szlig;e f&#xfc;r 5 &euro;")).encode(),
     rss(item(text="Grüße\x0b für\x00 5 &#8;€&#xD800;")).encode()],
)  # fmt: skip
def test_whatever_the_encoding_the_words_are_right(body):
    (added,) = happenings(body, [])
    assert added.comment.text == "Grüße für 5 €"


def test_a_bare_ampersand_and_html_names_spoil_nothing():
    body = rss(item(text="Black &amp; white, R&D &nosuch; &nbsp;<![CDATA[<p>a & b &copy; ]]>"))
    (added,) = happenings(body.encode(), [])
    assert added.comment.text.split() == ["Black", "&", "white,", "R&D", "&nosuch;", "a", "&", "b", "©"]


@pytest.mark.parametrize(
    "body",
    ['<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(item(text="&x;")).partition("?>")[2],
     '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + rss(item(text="&b;")).partition("?>")[2],
     '<!DOCTYPE rss PUBLIC "-//X" "https://evil.example/x.dtd">' + rss(item()).partition("?>")[2],
     "<rss><channel>" + "<item>" * 300_000, "<rss>" + "<![CDATA[" * 150_000, "<rss>" + "&" * 500_000, "<rss" + ">" * 5, "<html><body>hello</body></html>"],
)  # fmt: skip
def test_what_is_hostile_or_no_feed_is_malformed(body):
    with pytest.raises(Malformed):
        happenings(body.encode(), [])


def test_deep_nesting_breaks_nothing():
    body = rss(item(text="<div>" * 50_000 + "x" + "</div>" * 50_000)).encode()
    try:
        found = happenings(body, [])
    except Malformed:
        return
    assert len(found) == 1


@pytest.mark.parametrize(
    "html", ["<" * 200_000, "<![CDATA[" * 20_000, "<!--" * 50_000, "<a href='" * 20_000, "&" * 200_000, "<p " * 60_000, "<script>" * 30_000,
     "<p '" * 60_000, "<p \"'" * 50_000 + ">", "<a '>'" * 30_000, "<pre" * 50_000 + ">", "<img alt=" * 20_000, "<img alt='x" * 15_000 + ">" * 9]
)  # fmt: skip
def test_hostile_html_takes_no_time(html):
    start = time.perf_counter()
    words_of(html)
    assert time.perf_counter() - start < 2.0


def test_one_bad_entry_loses_none_of_the_others():
    body = rss("<item/>", item(1), "<item><guid>c2</guid></item>", item(3, text="And on Monday?")).encode()
    found = happenings(body, [])
    assert [one.comment.external_id for one in found if isinstance(one, Added)] == ["c3", "c1"]
    assert sum(isinstance(one, Skipped) for one in found) == 2


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Mon, 99 Foo 2026", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "2026-13-01"]
)
def test_a_comment_without_a_date_that_can_be_read_is_taken(date):
    body = rss(item(extra=f"<pubDate>{date}</pubDate>")).encode()
    (added,) = happenings(body, [])
    assert added.comment.written_at is None


def test_ids_are_made_where_there_are_none_and_cut_where_they_are_long():
    bare = rss(
        "<item><description>Open?</description></item>", "<item><description>Closed?</description></item>"
    ).encode()
    ids = [one.comment.external_id for one in happenings(bare, [])]
    assert len(set(ids)) == 2 and ids == [one.comment.external_id for one in happenings(bare, [])]
    (long,) = happenings(rss(item("x" * 5_000)).encode(), [])
    assert long.comment.external_id.startswith("sha256:")


def test_an_address_that_is_none_of_the_web_is_left_out():
    for link in (
        "javascript:alert(1)",
        "https://b.example/" + "x" * 3_000,
        "//nowhere",
        "http://[",
        "https://b.example/a b",
    ):
        (added,) = happenings(rss(item(extra=f"<link>{link}</link>")).encode(), [])
        assert added.comment.url is None


def test_an_email_address_is_no_name():
    (one,) = happenings(rss(item(extra="<author>ada@shop.example (Ada L.)</author>")).encode(), [])
    (two,) = happenings(rss(item(extra="<author>ada@shop.example</author>")).encode(), [])
    assert (one.comment.author, two.comment.author) == ("Ada L.", None)


def test_a_stored_body_that_was_tampered_with_is_malformed():
    for head in (
        b'{"feed": 2}',
        b'{"feed": 1}',
        b"{",
        b'{"feed": 1, "since": 5, "known_as": [], "edited": 3, "gap": 0}',
    ):
        with pytest.raises(Malformed):
            happenings(head + b"\n" + rss(item()).encode(), [])


def test_whatever_the_bytes_nothing_but_malformed_is_raised():
    bodies = [payload(name) for name in ("wordpress.xml", "blogger.xml")]
    bodies += [Known(NOW, {"a": "b"}, frozenset({"x"}), True).above(body) for body in bodies]
    pieces = [
        b"<",
        b">",
        b"]]>",
        b"<![CDATA[",
        b"&#xD800;",
        b"&nbsp;",
        b"\x00",
        b"\xff",
        b"<item>",
        b"http://[",
        b'"',
        b"+99:99",
    ]
    chance = random.Random(7)
    read = 0
    for _ in range(1_500):
        body = bytearray(chance.choice(bodies))
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(body))
            if chance.random() < 0.5:
                body[place:place] = chance.choice(pieces)
            else:
                del body[place : place + chance.randint(1, 60)]
        try:
            happenings(bytes(body), ["der radladen"])
            read += 1
        except Malformed:
            continue
    assert read > 100


def test_bytes_that_are_no_text_do_not_raise():
    assert isinstance(decoded(b"\xff\xfe\x00"), str) and isinstance(decoded(bytes(range(256))), str)


def _serving(feeds):
    client = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200, content=feeds[0].encode())))
    return FeedConnector(client, _Clock()), client


class _Clock:
    def now(self):
        return NOW


class _Answer:
    def __init__(self, status, headers):
        self.status, self.headers = status, headers

    @property
    def retry_after(self):
        value = self.headers["retry-after"]
        return timedelta(seconds=int(value)) if value.isdigit() else None
