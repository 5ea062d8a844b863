"""A server on loopback that speaks the chat completions protocol, well or badly, as each test says."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What the server sends back to one request; `hold` keeps it silent until the server ends."""

    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)
    hold: bool = False
    drop: bool = False


Replies = Callable[[dict[str, Any]], Reply]


@dataclass
class ModelServer:
    """What was received, and what is to be answered: replies in turn, the last one over and over."""

    url: str
    replies: list[Reply | Replies]
    received: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def told(self) -> str:
        """Everything that any request said."""
        return json.dumps(self.received, ensure_ascii=False)

    def task(self, place: int = 0) -> dict[str, Any]:
        """The task in a request's first user message."""
        task: dict[str, Any] = json.loads(self.received[place]["messages"][1]["content"])
        return task


@contextmanager
def model_server(*replies: Reply | Replies) -> Iterator[ModelServer]:
    """A server on a free port for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                server.received.append(body)
                server.headers.append(dict(self.headers))
                server.paths.append(self.path)
                reply = server.replies.pop(0) if len(server.replies) > 1 else server.replies[0]
            if callable(reply):
                reply = reply(body)
            self.close_connection = True
            if reply.hold:
                server.ended.wait(30)
            if reply.hold or reply.drop:
                return
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *arguments: Any) -> None:
            return

    lock = threading.Lock()
    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = ModelServer(f"http://127.0.0.1:{http.server_port}/v1", list(replies))
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        http.shutdown()
        thread.join()
        http.server_close()


def completion(content: str | None, *, usage: dict[str, Any] | None = None, **message: Any) -> Reply:
    """A chat completion with this text."""
    finish = message.pop("finish_reason", "stop")
    body: dict[str, Any] = {
        "id": "1",
        "object": "chat.completion",
        "choices": [
            {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
        ],
    }
    if usage is not None:
        body["usage"] = usage
    return Reply(json.dumps(body).encode())


def says(*sentences: tuple[str, str, str | None], tokens: int | None = 500) -> Reply:
    """A chat completion with sentences of a draft, each (role, text, evidence id)."""
    usage = None if tokens is None else {"total_tokens": tokens}
    return completion(as_json(sentences), usage=usage)


def as_json(sentences: Sequence[tuple[str, str, str | None]]) -> str:
    """The form that is asked of the model."""
    return json.dumps(
        {"sentences": [{"role": role, "text": text, "evidence": evidence} for role, text, evidence in sentences]}
    )


def streamed(content: str, pieces: int = 4) -> Reply:
    """The text as server-sent events, with the count of tokens in the last."""
    step = max(1, len(content) // pieces)
    parts = [content[start : start + step] for start in range(0, len(content), step)]
    events: list[dict[str, Any]] = [
        {"choices": [{"index": 0, "delta": {"content": part}, "finish_reason": None}]} for part in parts
    ]
    events.append({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    events.append({"choices": [], "usage": {"prompt_tokens": 300, "completion_tokens": 40}})
    lines = [f"data: {json.dumps(event)}\n\n" for event in events] + ["data: [DONE]\n\n"]
    return Reply("".join(lines).encode(), headers=(("Content-Type", "text/event-stream"),))


def error(status: int, message: str = "no", **headers: str) -> Reply:
    """An error in the protocol's form."""
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    body = json.dumps({"error": {"message": message, "type": "error"}}).encode()
    return Reply(body, status, (("Content-Type", "application/json"), *named))
