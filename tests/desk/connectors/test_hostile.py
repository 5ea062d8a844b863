"""A few hundred hostile bodies for each parser; ``python -m benchmarks.fuzz`` gives each 100,000."""

from __future__ import annotations

import json
import random

import pytest

from desk.domain.incoming import Added, Incoming, Malformed, Skipped
from tests.desk.connectors.hostile import markup
from tests.desk.connectors.hostile.bodies import bodies
from tests.desk.connectors.hostile.judging import mistakes
from tests.desk.connectors.hostile.trying import connection_of, parsers, tried
from tests.desk.connectors.payloads_of import payload

BODIES = 500
PARSERS = parsers()


def parsed(platform, body):
    return PARSERS[platform].parse(body, connection_of(platform))


@pytest.mark.parametrize("platform", sorted(PARSERS))
def test_hostile_bodies_are_read_skipped_or_malformed(platform):
    outcome = tried(PARSERS[platform], bodies(platform, BODIES, 3))
    assert outcome.findings == {}
    assert outcome.bodies == BODIES and outcome.comments > BODIES / 50 and outcome.malformed > BODIES / 50


def test_the_same_seed_makes_the_same_bodies():
    assert list(bodies("facebook", 60, 1)) == list(bodies("facebook", 60, 1)) != list(bodies("facebook", 60, 2))


class Broken:
    """A connector that reads nothing as it should."""

    platform = PARSERS["facebook"].platform

    def __init__(self, answer):
        self.answer = answer

    def parse(self, body, connection):
        return self.answer()


def test_each_kind_of_mistake_is_found():
    def found(answer):
        return list(tried(Broken(answer), [b"{}"]).findings)

    def broken():
        raise KeyError

    def silent():
        raise Malformed("")

    assert found(broken)[0].startswith("KeyError")
    assert found(silent) == ["Malformed without a reason"]
    assert found(lambda: None) == ["NoneType instead of a list"]
    assert found(lambda: [Added(Incoming("1", "Open?", "facebook", url=7))]) == ["Added.comment.url is int"]
    assert found(lambda: [Added(Incoming("1", "Open?", "x"))]) == ["Added: its channel is 'x'"]
    assert found(lambda: [Added(Incoming("1", "", "facebook"))]) == ["Added: a comment without an id or a text"]


def test_what_is_as_promised_is_no_mistake():
    assert list(mistakes([Added(Incoming("1", "Open?", "x")), Skipped("a like")], "x")) == []


def test_feeds_are_spoiled_in_every_way():
    dice = random.Random(1)
    feed = b'<?xml version="1.0"?><rss><channel><title>T</title><item><guid>1</guid></item></channel></rss>'
    made = {markup.spoiled(feed, dice) for _ in range(300)}
    assert len(made) > 250 and any(b"<!ENTITY" in one for one in made) and any(b"CDATA" in one for one in made)


def test_a_platform_without_recorded_bodies_is_said_to_have_none():
    with pytest.raises(LookupError, match="no recorded bodies of nowhere"):
        next(bodies("nowhere", 1, 1))


# what was found


def test_a_verb_or_status_that_is_no_text_is_no_crash():
    document = json.loads(payload("facebook", "comment_added"))
    document["entry"][0]["changes"][0]["value"]["verb"] = {}
    assert [type(one) for one in parsed("facebook", json.dumps(document).encode())] == [Skipped]
    document = json.loads(payload("wordpress", "comments"))
    document[0]["status"] = []
    assert isinstance(parsed("wordpress", json.dumps(document).encode())[0], Added)


@pytest.mark.parametrize("reference", ["&#" + "9" * 5_000 + ";", "&#0000000000000000000000000000000000000065"])
def test_a_character_reference_without_end_is_no_crash(reference):
    document = json.loads(payload("x", "mentions"))
    document["data"][0]["text"] = f"Open {reference} on Sunday?"
    found = parsed("x", json.dumps(document).encode())
    assert isinstance(found[0], Added) and found[0].comment.text.endswith("on Sunday?")
    comments = json.loads(payload("wordpress", "comments"))
    comments[0]["content"] = {"rendered": f"<p>Open <a href='{reference}'>{reference}</a>?</p>"}
    comments[0]["author_name"] = reference
    assert isinstance(parsed("wordpress", json.dumps(comments).encode())[0], Added)


def test_short_links_that_grow_into_each_other_stay_bounded():
    document = json.loads(payload("x", "mentions"))
    document["data"][0]["text"] = "a" * 20_000
    document["data"][0]["entities"] = {"urls": [{"url": "a", "expanded_url": "aa" * 500}] * 400}
    outcome = tried(PARSERS["x"], [json.dumps(document).encode()])
    assert outcome.findings == {} and outcome.comments


def test_many_posts_beside_many_people_take_no_time():
    document = json.loads(payload("x", "mentions"))
    document["data"] = [{"id": str(number), "author_id": "x", "text": "Open?"} for number in range(15_000)]
    document["includes"] = {
        name: [{"id": str(number), "media_key": str(number)} for number in range(8_000)]
        for name in ("users", "tweets", "media")
    }
    outcome = tried(PARSERS["x"], [json.dumps(document).encode()])
    assert outcome.findings == {} and outcome.comments == 15_000


def test_a_date_with_an_endless_zone_is_no_crash():
    message = b"From: a@b\nDate: Mon, 02 Mar 2026 10:30:00 +0100000000000000000000000000000\n\nOpen?"
    (added,) = parsed("email", message)
    assert added.comment.written_at is None


def test_a_message_of_thousands_of_parts_takes_no_time():
    part = b"--b\r\nContent-Type: text/html\r\n\r\n<p>\r\n"
    message = b"From: a@b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + part * 6_900
    assert tried(PARSERS["email"], [message]).findings == {}
