"""A shop's own web server, of another origin than the desk, with the demo pages that have the chat."""

from __future__ import annotations

import base64
import hashlib
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from desk.settings import ROOT

DEMO = ROOT / "widget" / "demo"
SCRIPT = ROOT / "widget" / "dist" / "v1.js"
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8"}
_POLICY = (
    "default-src 'none'; script-src {desk}; connect-src {desk}; img-src 'self' {desk}; style-src 'self';"
    " base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_OWN_POLICY = re.compile(r"<meta\s+http-equiv=.*?/>", re.DOTALL)
_SCRIPT = re.compile(r'<script src="\.\./v1\.js"([^>]*)></script>')


class ShopSite:
    """Serves ``widget/demo`` with the tag that the console prints, under the strictest policy that lets it in."""

    def __init__(self, desk: str, host: str = "localhost") -> None:
        digest = hashlib.sha384(SCRIPT.read_bytes()).digest()
        pinned = f"{desk}/widget/v1.{hashlib.sha256(SCRIPT.read_bytes()).hexdigest()[:16]}.js"
        integrity = f"sha384-{base64.b64encode(digest).decode()}"
        self._tag = f'<script src="{pinned}" integrity="{integrity}" crossorigin="anonymous"\\1></script>'
        self._policy = _POLICY.format(desk=desk)
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = urlsplit(self.path).path
                file = DEMO / path.removeprefix("/")
                found = file.parent == DEMO and file.suffix in TYPES and file.is_file()
                body = site._body(file) if found else b""
                self.send_response(200 if found else 404)
                self.send_header("Content-Type", TYPES.get(file.suffix, "text/plain"))
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Security-Policy", site._policy)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.origin = f"http://{host}:{self._server.server_port}"

    def _body(self, file: Path) -> bytes:
        text = file.read_text("utf-8")
        text = _OWN_POLICY.sub("", text)
        text = _SCRIPT.sub(self._tag, text)
        return text.encode()

    def __enter__(self) -> ShopSite:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()
