import asyncio
import json
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from desk.connectors.api.client import ApiConnector
from desk.connectors.api.signing import HEADER, TOLERANCE_S, secret_of, sign, verify
from desk.domain.comment import Comment, CommentState
from desk.domain.page import Connection
from desk.domain.reply import HandedOver, Refused, Sent, Uncertain, approve
from tests.desk.fakes import NOON, FakeClock

KEY = "a master key for tests"
URL = "https://shop.example/replies"


async def publish(handler, url=URL):
    connection = Connection(uuid4(), "shop", "api", {"webhook_url": url} if url else {})
    comment = Comment(uuid4(), "shop", connection.id, uuid4(), "api", "c1", "Ada", "Open?", NOON, CommentState.SENDING)
    reply = approve(
        reply_id=uuid4(),
        comment_id=comment.id,
        text_version=1,
        text="Yes — from nine.",
        person_id=uuid4(),
        now=NOON,
        undo_window=timedelta(0),
    )
    async with httpx.AsyncClient(transport=httpx.MockTransport(handler)) as client:
        outcome = await ApiConnector(client, FakeClock(), KEY).publish(reply, comment, connection)
    return outcome, reply, connection


async def test_the_reply_is_delivered_signed_and_with_a_key_against_doubles():
    seen = []

    def receiver(request):
        seen.append(request)
        return httpx.Response(200, json={"id": "post-5"})

    outcome, reply, connection = await publish(receiver)
    (request,) = seen
    assert outcome == Sent("post-5")
    assert json.loads(request.content)["reply"]["text"] == "Yes — from nine."
    assert json.loads(request.content)["comment"]["id"] == "c1"
    assert request.headers["Idempotency-Key"] == str(reply.id)
    secret = secret_of(connection.id, KEY)
    assert verify(request.content, secret, request.headers[HEADER], int(NOON.timestamp()))


async def test_without_a_webhook_the_reply_is_handed_over():
    outcome, _, _ = await publish(lambda request: httpx.Response(200), url=None)
    assert outcome == HandedOver()


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503])
async def test_not_now_is_passing(status):
    outcome, _, _ = await publish(lambda request: httpx.Response(status, headers={"Retry-After": "30"}))
    assert isinstance(outcome, Refused)
    assert (outcome.passing, outcome.retry_after) == (True, timedelta(seconds=30))


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 410, 422])
async def test_never_is_final(status):
    outcome, _, _ = await publish(lambda request: httpx.Response(status))
    assert isinstance(outcome, Refused) and not outcome.passing


@pytest.mark.parametrize("hint", ["-5", "soon", "²", "99999999999"])
async def test_a_silly_hint_does_no_harm(hint):
    outcome, _, _ = await publish(lambda request: httpx.Response(503, headers=[(b"retry-after", hint.encode())]))
    assert outcome.retry_after is None or outcome.retry_after <= timedelta(days=1)


def _raising(error):
    def receiver(request):
        raise error("no", request=request)

    return receiver


@pytest.mark.parametrize("error", [httpx.ConnectError, httpx.ConnectTimeout])
async def test_a_receiver_that_was_never_reached_is_tried_again(error):
    outcome, _, _ = await publish(_raising(error))
    assert isinstance(outcome, Refused) and outcome.passing


@pytest.mark.parametrize("error", [httpx.ReadTimeout, httpx.ReadError, httpx.RemoteProtocolError, httpx.WriteError])
async def test_an_answer_that_never_came_is_uncertain(error):
    outcome, _, _ = await publish(_raising(error))
    assert isinstance(outcome, Uncertain)


async def test_an_answer_that_is_no_json_is_still_a_yes():
    outcome, _, _ = await publish(lambda request: httpx.Response(204))
    assert outcome == Sent(None)


def test_a_changed_body_an_old_stamp_and_nonsense_do_not_verify():
    header = sign(b"body", "secret", 1000)
    assert verify(b"body", "secret", header, 1000 + TOLERANCE_S)
    assert not verify(b"Body", "secret", header, 1000)
    assert not verify(b"body", "secret", header, 1001 + TOLERANCE_S)
    assert not verify(b"body", "other", header, 1000)
    for nonsense in ("", "t=,v1=", "t=1000", "v1=abc", "t=x,v1=é", "=,=,="):
        assert not verify(b"body", "secret", nonsense, 1000)


@pytest.mark.parametrize(
    ("body", "known_as"),
    [
        (b'{"id": "a\\u0000b"}', "ab"),
        (b'{"id": "\\ud800"}', None),
        (b'{"id": ' + b"9" * 4000 + b"}", "9" * 300),
        (b"[" * 100_000, None),
        (b'{"id": "p-1"}' + b" " * 200_000, "p-1"),
    ],
    ids=["nul", "surrogate", "long", "deep", "endless"],
)
async def test_whatever_a_receiver_answers_with_its_yes_can_be_stored(body, known_as):
    outcome, _, _ = await publish(lambda request: httpx.Response(200, content=body))
    assert outcome == Sent(known_as)


@pytest.mark.parametrize("hint", ["9" * 30, "9" * 5000])
async def test_a_hint_of_any_length_is_at_most_a_day(hint):
    outcome, _, _ = await publish(lambda request: httpx.Response(503, headers={"Retry-After": hint}))
    assert outcome.retry_after == timedelta(days=1)


async def test_a_receiver_that_never_ends_its_answer_holds_nobody_up(monkeypatch):
    monkeypatch.setattr("desk.connectors.api.client.BODY_S", 0.05)

    class Dripping(httpx.AsyncByteStream):
        async def __aiter__(self):
            while True:
                yield b" "
                await asyncio.sleep(0.01)

    outcome, _, _ = await asyncio.wait_for(publish(lambda request: httpx.Response(200, stream=Dripping())), 5)
    assert outcome == Sent(None)


async def test_a_receiver_that_drips_its_headers_is_given_up_as_uncertain(monkeypatch):
    monkeypatch.setattr("desk.connectors.api.client.DEADLINE_S", 0.05)

    async def receiver(request):
        await asyncio.sleep(30)
        return httpx.Response(200)

    outcome, _, _ = await asyncio.wait_for(publish(receiver), 5)
    assert isinstance(outcome, Uncertain)
