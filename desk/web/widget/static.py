"""The widget's script and catalogues: public, for every site, cached as long as they stay the same."""

from __future__ import annotations

import re
from typing import Final

from sanic import Request
from sanic.response import HTTPResponse

from desk.domain.errors import NotFound
from desk.web.rendering import App
from desk.web.widget.bundle import HASHED, Bundle, Part

NOT_BUILT: Final = "The chat widget is not built on this desk yet. Run ./sharewell setup there, and try again."
SHORT: Final = "public, max-age=300"
FOR_EVER: Final = "public, max-age=31536000, immutable"
_CODING: Final = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q\s*=\s*([\d.]+))?\s*")


def serve_bundle(app: App, bundle: Bundle) -> None:
    """Add the routes of the built files."""

    async def script(request: Request, name: str) -> HTTPResponse:
        return answer_of(request, bundle, name)

    async def texts(request: Request, name: str) -> HTTPResponse:
        return answer_of(request, bundle, f"texts/{name}")

    for method in ("GET", "HEAD"):
        app.add_route(script, r"/widget/<name:v1[\w.-]*>", methods=[method], name=f"widget_script_{method}")
        app.add_route(texts, r"/widget/v1/texts/<name:[\w.-]+>", methods=[method], name=f"widget_texts_{method}")


def answer_of(request: Request, bundle: Bundle, name: str) -> HTTPResponse:
    """One file, packed as the browser takes it; nothing but the headers where it has it already."""
    part = bundle.part(name)
    if part is None:
        raise NotFound(f"There is nothing at {request.path[:200]}." if bundle.is_built else NOT_BUILT)
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": FOR_EVER if HASHED.fullmatch(name) else SHORT,
        "ETag": part.etag,
        "Vary": "Accept-Encoding",
    }
    if part.etag in request.headers.get("if-none-match", ""):
        return HTTPResponse(status=304, headers=headers)
    coding = _coding(request.headers.get("accept-encoding", ""), part)
    if coding:
        headers["Content-Encoding"] = coding
    return HTTPResponse(part.packed[coding] if coding else part.body, headers=headers, content_type=part.type)


def _coding(accepted: str, part: Part) -> str | None:
    taken = {}
    for entry in accepted[:500].split(","):
        if match := _CODING.fullmatch(entry):
            taken[match[1].lower()] = match[2] not in ("0", "0.0", "0.00", "0.000")
    return next((coding for coding in part.packed if taken.get(coding)), None)
