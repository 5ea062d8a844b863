import http.server
import json
import logging
import socket
import threading
import time
from io import StringIO

import pytest

from desk.alerts.sealing import FernetSealing
from desk.alerts.sender import AppriseSender
from desk.domain.errors import Invalid
from desk.domain.notification import Message
from desk.ports.errors import NotTold, SealBroken

HELLO = Message("A title", "A text")


class Receiver(http.server.ThreadingHTTPServer):
    """A local service: remembers what it was told and answers with ``status``, after ``wait`` seconds."""

    daemon_threads = True

    def __init__(self, status: int, wait: float) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.wait, self.told = status, wait, []

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.server_port}/secret-path?rto=0.3&cto=0.3"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self):
        self.server.told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        time.sleep(self.server.wait)
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def receiver():
    made = []

    def make(status: int = 200, wait: float = 0) -> Receiver:
        one = Receiver(status, wait)
        threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        made.append(one)
        return one

    yield make
    for one in made:
        one.shutdown()
        one.server_close()


async def test_a_message_arrives_as_it_is(receiver):
    service = receiver()
    await AppriseSender().send(service.url, HELLO)
    assert (service.told[0]["title"], service.told[0]["message"]) == ("A title", "A text")


@pytest.mark.parametrize(
    ("status", "says", "passing"),
    [(500, "trouble right now (status 500)", True), (429, "trouble right now", True), (403, "password or token", False),
     (404, "no such place", False), (422, "did not take the message (status 422)", False)],
)  # fmt: skip
async def test_a_refusal_is_told_in_plain_words(receiver, status, says, passing):
    with pytest.raises(NotTold) as refused:
        await AppriseSender().send(receiver(status).url, HELLO)
    assert says in str(refused.value) and refused.value.passing is passing


async def test_a_service_that_does_not_answer_is_given_up_on(receiver):
    with pytest.raises(NotTold, match="did not answer in time") as refused:
        await AppriseSender().send(receiver(wait=1).url, HELLO)
    assert refused.value.passing


async def test_a_server_that_is_not_there_is_named_as_such():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(NotTold, match="can't be reached") as refused:
        await AppriseSender().send(f"json://127.0.0.1:{port}/", HELLO)
    assert refused.value.passing


@pytest.mark.parametrize(
    ("url", "says"),
    [("hello", "must begin like"), ("nosuch://a/b", "no service for nosuch"), ("slack://a", "not complete"),
     ("syslog://", "must begin like"), ("dbus://x", "nobody would see")],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_refused_before_it_is_stored(url, says):
    with pytest.raises(Invalid, match=says):
        AppriseSender().service_of(url)


def test_the_service_is_named():
    assert AppriseSender().service_of("json://localhost/") == "JSON"


async def test_an_address_is_never_logged(receiver, capfd):
    logged = StringIO()
    handler, root = logging.StreamHandler(logged), logging.getLogger()
    root.addHandler(handler)
    sender = AppriseSender()
    await sender.send(receiver().url, HELLO)
    with pytest.raises(NotTold) as refused:
        await sender.send(receiver(500).url, HELLO)
    with pytest.raises(Invalid):
        sender.service_of("slack://secret-path")
    root.removeHandler(handler)
    out, err = capfd.readouterr()
    assert "secret-path" not in logged.getvalue() + out + err + str(refused.value)


def test_what_is_sealed_is_read_with_the_same_key_only():
    sealed = FernetSealing("one key").seal("json://user:word@localhost/")
    assert b"word" not in sealed
    assert FernetSealing("one key").open(sealed) == "json://user:word@localhost/"
    with pytest.raises(SealBroken):
        FernetSealing("another key").open(sealed)
