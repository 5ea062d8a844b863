"""Whatever an endpoint does, a comment gets its draft in time, and the endpoint is not asked too much."""

from __future__ import annotations

import json
import logging
from datetime import date, datetime, timezone
from typing import Any

import pytest

from language.model.chat import proxy_for, seconds_of
from tests.actions.model_server import Reply, as_json, completion, error, says, streamed
from tests.actions.wording import GOOD, KEY, PASSAGE, Clock, assert_offline, desk, metadata


def test_a_server_that_only_streams_is_read() -> None:
    with desk(streamed(as_json(GOOD))) as made:
        wording = made.draft()["wording"]
        assert (wording["by"], wording["tokens"]) == ("model", 340)


@pytest.mark.parametrize("name", ["stream", "response_format", "temperature", "max_tokens"])
def test_a_parameter_that_is_refused_by_name_is_changed_and_stays_so(name: str) -> None:
    kept = {"stream": True, "response_format": None, "temperature": None, "max_tokens": None}

    def choosy(body: dict[str, Any]) -> Reply:
        if name in body and body[name] != kept[name]:
            return error(400, f"{name} is not supported here")
        return streamed(as_json(GOOD)) if body["stream"] else says(*GOOD)

    with desk(choosy) as made:
        assert [draft["wording"]["by"] for draft in made.drafts({}, {})] == ["model", "model"]
        assert len(made.server.received) == 3


def test_a_model_that_wants_its_tokens_limited_under_the_newer_name_gets_it() -> None:
    def newer(body: dict[str, Any]) -> Reply:
        return error(400, "use max_completion_tokens, not max_tokens") if "max_tokens" in body else says(*GOOD)

    with desk(newer) as made:
        assert made.draft()["wording"]["by"] == "model"
        assert made.server.received[1]["max_completion_tokens"] == 900


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (completion(None, refusal="No."), "declined"),
        (completion("", finish_reason="content_filter"), "declined"),
        (completion('{"sentences": [', finish_reason="length"), "cut off"),
        (completion(None), "answered nothing"),
        (Reply(b"<html>hello</html>", headers=(("Content-Type", "text/html"),)), "OpenAI-compatible"),
        (Reply(b"\xff\xfe\x00"), "OpenAI-compatible"),
        (Reply(b'{"choices": [null]}'), "OpenAI-compatible"),
        (Reply(b'{"choices": [{"message": {"content": 5}}]}'), "OpenAI-compatible"),
        (Reply(b"data: {", headers=(("Content-Type", "text/event-stream"),)), "OpenAI-compatible"),
        (Reply(b" " * 2_000_000), "too long"),
        (Reply(b"", drop=True), "can't be reached"),
        (error(400, "the prompt was filtered"), "refused the request (400)"),
        (error(401, f"wrong key {KEY}"), "check SHAREWELL_MODEL_KEY"),
        (error(404), "SHAREWELL_MODEL_NAME"),
        (error(500), "answered 500"),
        (error(503), "answered 503"),
        (error(429), "busy (429)"),
        (Reply(b"", 307, (("Location", "http://127.0.0.1:9/v1/chat/completions"),)), "answered 307"),
    ],
)
def test_an_endpoint_that_fails_gives_the_offline_draft_at_once(reply: Reply, why: str) -> None:
    with desk(reply) as made:
        draft = made.draft()
        assert_offline(draft, why)
        assert len(made.server.received) == 1 and KEY not in json.dumps(draft)


def test_an_endpoint_that_is_silent_is_not_waited_for() -> None:
    with desk(Reply(b"", hold=True), timeout=0.2) as made:
        draft = made.draft()
        assert_offline(draft, "didn't answer in time")
        assert 150 <= draft["wording"]["ms"] < 5_000 and draft["wording"]["tokens"] > 0


def test_an_address_where_nothing_listens_gives_the_offline_draft() -> None:
    with desk(says(*GOOD), url="http://127.0.0.1:9/v1") as made:
        draft = made.draft()
        assert_offline(draft, "can't be reached")
        assert draft["wording"]["tokens"] == 0


def test_after_three_failures_in_a_row_the_model_is_left_alone_for_a_minute_and_then_tried_once() -> None:
    clock = Clock()
    with desk(error(500), error(500), error(500), error(500), says(*GOOD), clock=clock) as made:
        made.drafts({}, {}, {})
        left_alone = made.draft()
        assert_offline(left_alone, "left alone")
        assert left_alone["wording"]["ms"] is None and left_alone["wording"]["tokens"] is None
        assert len(made.server.received) == 3
        clock.now += 59.9
        assert_offline(made.draft(), "left alone")
        clock.now += 0.2
        assert_offline(made.draft(), "answered 500")
        assert_offline(made.draft(), "left alone")
        assert len(made.server.received) == 4
        clock.now += 60.1
        assert [draft["wording"]["by"] for draft in made.drafts({}, {})] == ["model", "model"]
        assert len(made.server.received) == 6


def test_an_answer_between_failures_keeps_the_circuit_closed() -> None:
    replies = [
        error(500),
        error(500),
        completion("no JSON"),
        completion("no JSON"),
        error(500),
        error(500),
        says(*GOOD),
    ]
    with desk(*replies, clock=Clock()) as made:
        assert made.drafts({}, {}, {}, {}, {}, {})[-1]["wording"]["by"] == "model"


def test_a_busy_endpoint_that_says_how_long_is_left_alone_that_long() -> None:
    clock = Clock()
    with desk(error(429, Retry_After="20"), says(*GOOD), clock=clock) as made:
        assert_offline(made.draft(), "busy (429)")
        assert_offline(made.draft(), "left alone")
        clock.now += 20.1
        assert made.draft()["wording"]["by"] == "model"
        assert len(made.server.received) == 2


def test_a_busy_endpoint_that_does_not_say_counts_as_one_failure() -> None:
    with desk(error(429), says(*GOOD), clock=Clock()) as made:
        assert_offline(made.draft(), "busy (429)")
        assert made.draft()["wording"]["by"] == "model"


def test_a_time_to_wait_is_read_in_seconds_and_as_a_date() -> None:
    def now() -> datetime:
        return datetime(2031, 3, 1, 12, 0, 0, tzinfo=timezone.utc)

    assert seconds_of("20", now) == 20
    assert seconds_of("Sat, 01 Mar 2031 12:00:30 GMT", now) == 30
    assert seconds_of("Sat, 01 Mar 2031 11:00:00 GMT", now) == 0
    assert [seconds_of(value, now) for value in (None, "", "soon", "-5", "²")] == [None] * 5


def test_beyond_the_days_tokens_drafts_are_offline_until_the_next_day() -> None:
    clock = Clock()
    with desk(says(*GOOD, tokens=9_500), clock=clock, tokens_a_day=10_000) as made:
        assert [draft["wording"]["by"] for draft in made.drafts({}, {})] == ["model", "offline"]
        assert_offline(made.draft(), "used up")
        assert len(made.server.received) == 1
        clock.day = date(2031, 3, 2)
        assert made.draft()["wording"]["by"] == "model"


@pytest.mark.parametrize("usage", [None, {}, {"total_tokens": -5}, {"total_tokens": "many"}, {"total_tokens": True}])
def test_tokens_that_are_not_counted_are_estimated(usage: Any) -> None:
    with desk(completion(as_json(GOOD), usage=usage)) as made:
        assert 500 < made.draft()["wording"]["tokens"] < 3_000


def test_each_call_is_one_line_of_the_log_without_key_or_comment(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), desk(says(*GOOD), error(401, f"wrong key {KEY}")) as made:
        made.drafts({}, {"text": "Can I send the purple lamp back?"})
        assert KEY not in repr(made.settings)
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("actions.")]
    assert len(lines) == 2 and "tokens=500" in lines[0] and "401" in lines[1]
    assert KEY not in caplog.text and "purple" not in caplog.text


def test_a_proxy_is_taken_from_the_environment_but_not_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "inside.example")
    assert proxy_for("https://models.example/v1") == "http://proxy.example:3128"
    assert proxy_for("https://inside.example/v1") is None
    assert [proxy_for(f"http://{host}:11434/v1") for host in ("127.0.0.1", "localhost", "[::1]")] == [None] * 3


def test_nothing_is_sent_for_evidence_that_is_an_approved_reply_with_somebodys_data() -> None:
    reply = {**PASSAGE, "kind": "reply", "answer": None, "text": "Lamps can come back within 30 days, b@tarn.example."}
    with desk(says(*GOOD[:1])) as made:
        made.draft(meta=metadata([reply]))
        assert "tarn.example" not in json.dumps(made.server.task()["evidence"])
