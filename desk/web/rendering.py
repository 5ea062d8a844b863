"""JSON out, and what the application is to type checkers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import msgspec
from sanic import Sanic
from sanic.config import Config
from sanic.response import HTTPResponse

App = Sanic[Config, SimpleNamespace]


def json_answer(value: Any, status: int = 200) -> HTTPResponse:
    """A JSON response; every answer of the API is as of now, so nothing may keep it."""
    return HTTPResponse(
        msgspec.json.encode(value),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )
