"""Files of a chat: taken piece by piece, given so that a browser can do nothing with them but show or save them."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from sanic import Request
from sanic.response import HTTPResponse

from desk.domain.chat import MAX_FILE, ChatFile
from desk.domain.chat_errors import TooLarge
from desk.services.chat_guard import FILES, READS
from desk.web.address import address_of
from desk.web.widget import models
from desk.web.widget.calls import MAX_REFUSED, Call

_TOO_LARGE: Final = f"A file may have at most {MAX_FILE // 1_000_000} MB."


async def take_file(call: Call) -> tuple[int, Any]:
    """A file for a message that is yet to be sent."""
    length = call.request.headers.get("content-length", "0")
    call.request.stream.request_max_size = MAX_REFUSED  # type: ignore[union-attr]
    call.limit("file", FILES, call.visitor.id)
    body, fits = bytearray(), length.isdigit() and int(length) <= MAX_FILE
    while (piece := await call.request.stream.read()) is not None:  # type: ignore[union-attr]
        fits = fits and len(body) + len(piece) <= MAX_FILE
        if fits:
            body += piece
    if not fits:  # browsers show the answer only when they could send everything
        raise TooLarge(_TOO_LARGE)
    file = await call.desk.chat_files.take(
        call.visitor,
        str(call.request.args.get("name", "")),
        call.request.headers.get("content-type", ""),
        bytes(body),
    )
    return 201, models.FileStored(file.id, file.name, file.type, file.size)


async def open_file(request: Request, file_id: UUID) -> HTTPResponse:
    """The file, for whoever has its key: pictures are shown, all else is saved."""
    desk = request.app.ctx.desk
    desk.chat_guard.check("read", READS, address=address_of(request))
    file, body = await desk.chat_files.open(file_id, str(request.args.get("key", "")))
    return given(file, body)


def given(file: ChatFile, body: bytes) -> HTTPResponse:
    """A stranger's file as an answer."""
    kind = "inline" if file.is_picture else "attachment"
    type = f"{file.type}; charset=utf-8" if file.type == "text/plain" else file.type
    return HTTPResponse(
        body,
        content_type=type,
        headers={
            "Content-Disposition": f"{kind}; filename*=UTF-8''{quote(file.name, safe='')}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "private, max-age=3600",
        },
    )
