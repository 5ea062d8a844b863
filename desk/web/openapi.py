"""The OpenAPI 3.1 document, made from the table of operations and the models."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import msgspec

from desk.web.models import ErrorAnswer
from desk.web.operations import MACHINE, PUBLIC, Operation

VERSION: Final = "1"
_PATH_KINDS: Final[dict[str, dict[str, str]]] = {
    "uuid": {"type": "string", "format": "uuid"},
    "int": {"type": "integer"},
}
_PLACEHOLDER = re.compile(r"<(\w+)(?::(\w+))?>")


def document(operations: Sequence[Operation]) -> dict[str, Any]:
    """The whole document as a JSON-ready dict."""
    types = {kind for operation in operations for kind in (operation.body, operation.answer) if kind}
    types.add(ErrorAnswer)
    ordered = sorted(types, key=lambda kind: kind.__name__)
    _, schemas = msgspec.json.schema_components(ordered, ref_template="#/components/schemas/{name}")
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        path = _PLACEHOLDER.sub(r"{\1}", operation.path)
        paths.setdefault(path, {})[operation.method.lower()] = _entry(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Sharewell",
            "version": VERSION,
            "description": "The reply desk: comments in, approved replies out.",
        },
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "sharewell_session"},
                "token": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def _entry(operation: Operation) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "tags": [operation.tag],
        "parameters": _parameters(operation),
        "responses": {str(status): _answer(operation) for status in (operation.also, operation.status) if status},
    }
    if operation.allow != PUBLIC:
        entry["security"] = [{"token" if operation.allow == MACHINE else "session": []}]
    if operation.body:
        entry["requestBody"] = {"required": True, "content": _json(operation.body)}
    entry["responses"]["default"] = {"description": "What went wrong", "content": _json(ErrorAnswer)}
    return entry


def _answer(operation: Operation) -> dict[str, Any]:
    if operation.media:
        content = {media: {"schema": {"type": "string"}} for media in operation.media}
        return {"description": operation.summary, "content": content}
    if operation.answer is None:
        return {"description": operation.summary}
    return {"description": operation.summary, "content": _json(operation.answer)}


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name, kind in _PLACEHOLDER.findall(operation.path):
        schema = _PATH_KINDS.get(kind, {"type": "string"})
        found.append({"name": name, "in": "path", "required": True, "schema": schema})
    for parameter in operation.query:
        choice: dict[str, Any] = {"type": "string"}
        if parameter.choices:
            choice["enum"] = list(parameter.choices)
        if parameter.default:
            choice["default"] = parameter.default
        found.append(
            {
                "name": parameter.name,
                "in": "query",
                "required": parameter.required,
                "description": parameter.description,
                "schema": choice,
            }
        )
    return found


def _json(kind: type) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{kind.__name__}"}}}
