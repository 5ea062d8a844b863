"""The whole desk on real parts, with a page, a token, a person and a receiver of webhooks."""

from __future__ import annotations

import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from desk.connectors.api.signing import HEADER, secret_of, verify
from desk.domain.page import Page
from desk.main import Desk
from desk.services.accounts import hashed
from desk.services.decide import Person

TOKEN = "swl_stack"
PAGE = "shop"


class Receiver:
    """A page's own system: takes approved replies by webhook, counting each."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.bodies: list[tuple[bytes, str]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.bodies.append((body, self.headers[HEADER]))
                receiver.taken[json.loads(body)["reply"]["id"]] += 1
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *arguments: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/replies"

    def all_genuine(self, secret: str) -> bool:
        import time

        return all(verify(body, secret, header, int(time.time())) for body, header in self.bodies)

    def __enter__(self) -> Receiver:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()


async def furnish(desk: Desk, webhook_url: str | None, *, undo_seconds: float = 0) -> tuple[Person, str]:
    """A page with a token and a webhook, and somebody who approves; returns them and the signing secret."""
    account = await desk.accounts.add("Ada", "ada@example.org", "approver", "correct horse battery")
    async with desk.uow() as unit:
        await unit.pages.add(Page(PAGE, "The Shop", {"undo_seconds": undo_seconds}))
        await unit.pages.add_token(PAGE, "test", hashed(TOKEN))
        connection = await unit.pages.api_connection(PAGE)
        await unit.pages.configure(connection.id, {"webhook_url": webhook_url})
    return Person(account.id, account.name), secret_of(connection.id, desk.settings.signing_key)
