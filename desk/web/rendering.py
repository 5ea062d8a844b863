"""JSON out."""

from __future__ import annotations

from typing import Any

import msgspec
from sanic.response import HTTPResponse


def json_answer(value: Any, status: int = 200) -> HTTPResponse:
    """A JSON response; every answer of the API is as of now, so nothing may keep it."""
    return HTTPResponse(
        msgspec.json.encode(value),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )
