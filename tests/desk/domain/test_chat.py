from datetime import datetime, timedelta, timezone
from uuid import uuid4

import pytest

from desk.domain import chat_challenge, chat_files, chat_token
from desk.domain.chat import origin_of, read_context, rules_of, web_address
from desk.domain.chat_errors import TokenRefused, WrongType
from desk.domain.errors import Invalid
from desk.domain.pacing import Limit, Paces
from desk.domain.promise import is_open, opens_at, read_promise

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=timezone.utc)  # a Monday
KEY = "a key"


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://www.example.com", "https://www.example.com"),
        (" HTTPS://WWW.Example.com:443/ ", "https://www.example.com"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("https://müller.example", "https://xn--mller-kva.example"),
        ("http://[::1]:3000", "http://[::1]:3000"),
    ],
)
def test_a_site_is_written_as_browsers_write_it(address, origin):
    assert origin_of(address) == origin


@pytest.mark.parametrize(
    "address",
    ["", "*", "null", "example.com", "https://", "https://*.example.com", "https://example.com/shop", "ftp://example.com",
     "https://user@example.com", "https://example.com?x", "https://example.com:x", "javascript:alert(1)", "https://a b"],
)  # fmt: skip
def test_what_is_no_site_is_named(address):
    with pytest.raises(Invalid):
        origin_of(address)


def test_sites_stand_one_a_line_or_between_commas():
    rules = rules_of(
        {"origins": "https://a.example, https://b.example\nhttps://a.example/", "name": "need", "email": "x"}
    )
    assert rules.origins == ("https://a.example", "https://b.example")
    assert (rules.name, rules.email) == ("need", "no")


def test_a_context_is_a_few_short_strings():
    assert read_context({"a": " b\x00 "}) == {"a": "b"}
    for wrong in ({"a": 1}, {"": "x"}, {"x" * 51: "y"}, {"x": "y" * 501}, {str(n): "" for n in range(21)}):
        with pytest.raises(Invalid):
            read_context(wrong)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "", None, "//x", "http:///x", "http://["]
)
def test_an_address_that_is_not_of_the_web_leads_nowhere(address):
    assert web_address(address) is None


def token():
    return chat_token.Token(uuid4(), 3, uuid4(), "shop", "https://a.example", NOW)


def test_a_token_says_what_was_signed():
    one = token()
    assert chat_token.read(chat_token.sign(one, KEY), KEY) == one


@pytest.mark.parametrize("place", range(0, 250, 7))
def test_a_token_of_which_one_letter_was_changed_is_refused(place):
    signed = chat_token.sign(token(), KEY)
    place %= len(signed) - 1  # the last letter holds bits that mean nothing
    changed = signed[:place] + ("A" if signed[place] != "A" else "B") + signed[place + 1 :]
    with pytest.raises(TokenRefused):
        chat_token.read(changed, KEY)


def solved(challenge):
    number = 0
    while not chat_challenge.solved(challenge.salt, str(number), "shop", KEY, NOW):
        number += 1
    return str(number)


def test_a_challenge_is_solved_in_time_and_for_its_page():
    given = chat_challenge.challenge("shop", KEY, NOW)
    nonce = solved(given)
    assert not chat_challenge.solved(given.salt, nonce, "other", KEY, NOW)
    assert not chat_challenge.solved(given.salt, nonce, "shop", "another key", NOW)
    assert not chat_challenge.solved(given.salt, nonce, "shop", KEY, NOW + timedelta(minutes=6))
    assert not chat_challenge.solved(given.salt.replace(".15.", ".0."), "0", "shop", KEY, NOW)
    assert chat_challenge.leading_zeros(b"\x00\x01" + b"\xff" * 30) == 15


@pytest.mark.parametrize(
    ("body", "type"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"GIF89a", "image/gif"),
        (b"%PDF-1.7", "application/pdf"),
        ("grüße\n".encode(), "text/plain"),
    ],
)
def test_a_file_is_known_by_its_first_bytes(body, type):
    assert chat_files.type_of(body, f"{type}; charset=utf-8") == type
    with pytest.raises(WrongType):
        chat_files.type_of(body, "application/zip")


def test_a_file_opens_with_its_own_key_for_a_while():
    one, other = uuid4(), uuid4()
    key = chat_files.key_of(one, KEY, NOW)
    assert chat_files.opens(key, one, KEY, NOW + timedelta(hours=23))
    assert not chat_files.opens(key, other, KEY, NOW)
    assert not chat_files.opens(key, one, "another key", NOW)
    assert not chat_files.opens(key, one, KEY, NOW + timedelta(days=2, hours=1))
    assert chat_files.key_of(one, KEY, NOW + timedelta(hours=3)) == key, "the same all day, so that it is cached"


def test_a_pace_lets_a_burst_through_and_then_as_much_as_flows_back():
    clock = [100.0]
    paces, limits = Paces(lambda: clock[0]), {"a": Limit(60, 60, 5)}
    assert [paces.take(limits) == 0 for _ in range(7)] == [True] * 5 + [False] * 2
    assert 0 < paces.take(limits) <= 1
    clock[0] += 2
    assert [paces.take(limits) == 0 for _ in range(3)] == [True, True, False]
    assert paces.take({"b": Limit(60, 60, 5), "a": Limit(60, 60, 5)}) > 0
    assert [paces.take({"b": Limit(60, 60, 5)}) == 0 for _ in range(5)] == [True] * 5, "what was refused counts nowhere"


def test_paces_forget_who_is_free_again(monkeypatch):
    clock = [100.0]
    monkeypatch.setattr("desk.domain.pacing.KEPT", 100)
    paces = Paces(lambda: clock[0])
    for number in range(1_000):
        clock[0] += 1
        paces.take({str(number): Limit(60, 60, 5)})
    assert len(paces._until) < 120


def test_a_page_says_when_its_people_are_there():
    promise = read_promise({"minutes": 60, "zone": "Europe/Berlin", "hours": {"mon": [["09:00", "17:00"]]}})
    assert is_open(promise, NOW)
    evening = NOW + timedelta(hours=6)
    assert not is_open(promise, evening)
    assert opens_at(promise, evening) == datetime(2026, 3, 9, 8, 0, tzinfo=timezone.utc)
