"""Pages with the chat to look at, on a desk that runs with the demo company."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sanic import Request
from sanic.response import HTTPResponse

from desk.domain.errors import NotFound
from desk.web.rendering import App

TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}


def serve_demo(app: App, folder: Path) -> None:
    """Add the pages of a folder, as they are."""
    pages = {file.name: file for file in folder.glob("*") if file.suffix in TYPES}

    async def page(request: Request, name: str = "index.html") -> HTTPResponse:
        file = pages.get(name or "index.html")
        if file is None:
            raise NotFound("There is no such demo page.")
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}
        return HTTPResponse(file.read_bytes(), headers=headers, content_type=TYPES[file.suffix])

    app.add_route(page, r"/widget/demo/<name:[\w.-]*>", methods=["GET"], name="widget_demo")
