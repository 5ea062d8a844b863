"""The console's files, and the headers that keep a page from doing what it shouldn't."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sanic import Request
from sanic.exceptions import NotFound
from sanic.response import BaseHTTPResponse, HTTPResponse, file, html

from desk.web.rendering import App

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
NOT_BUILT: Final = (
    "<!doctype html><meta charset=utf-8><title>Sharewell</title><h1>The console is not built yet</h1>"
    "<p>Run <code>./sharewell setup</code> and reload this page.</p>"
)


def serve_console(app: App, dist: Path) -> None:
    """Serve the built console: hashed assets for a year, the page itself always fresh."""
    if (dist / "assets").is_dir():
        app.static("/assets", dist / "assets", name="assets")

    async def secure(request: Request, response: BaseHTTPResponse) -> None:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path.startswith("/assets/") and response.status == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"

    app.register_middleware(secure, "response")

    async def page(request: Request, path: str = "") -> HTTPResponse:
        if path.startswith(("api/", "assets/")):
            raise NotFound(f"There is nothing at /{path}.")
        plain = dist / path
        if path and "/" not in path and len(path) < 100 and plain.is_file():
            return await file(plain)
        if not (dist / "index.html").is_file():
            return html(NOT_BUILT, status=503)
        return await file(dist / "index.html", headers={"Cache-Control": "no-cache"})

    app.add_route(page, "/", name="console")
    app.add_route(page, "/<path:path>", name="console_path")
