"""Whether what a parser made of a body is what its types promise."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from desk.domain.incoming import Added, Answered, Edited, Happening, Removed, Skipped
from desk.domain.urgency import MAX_REACH

KINDS = get_args(Happening)


def mistakes(found: Any, channel: str) -> Iterator[str]:
    """What is wrong with the happenings; nothing where they are as they should be."""
    if not isinstance(found, list):
        yield f"{type(found).__name__} instead of a list"
        return
    for one in found:
        if not isinstance(one, KINDS):
            yield f"{type(one).__name__} is no happening"
            continue
        name = type(one).__name__
        yield from (f"{name}{where}" for where in _wrong(one))
        if isinstance(one, Added | Edited):
            comment = one.comment
            if comment.channel != channel:
                yield f"{name}: its channel is {comment.channel!r}"
            if not comment.external_id or not comment.text:
                yield f"{name}: a comment without an id or a text"
            if not 0 <= comment.reach <= MAX_REACH:
                yield f"{name}: a reach of {comment.reach}"
            if comment.post is not None and not all(isinstance(value, str) for value in comment.post.values()):
                yield f"{name}: a post that is more than texts"
        elif isinstance(one, Removed | Answered) and not one.external_id:
            yield f"{name}: without an id"
        elif isinstance(one, Skipped) and not one.why:
            yield f"{name}: without a reason"


def _wrong(value: Any) -> Iterator[str]:
    """The fields of a dataclass that hold something else than they say."""
    hints = _hints(type(value))
    for field in fields(value):
        inside = getattr(value, field.name)
        if not _is(inside, hints[field.name]):
            yield f".{field.name} is {type(inside).__name__}"
        elif isinstance(inside, datetime) and inside.tzinfo is None:
            yield f".{field.name} has no time zone"
        for one in inside if isinstance(inside, tuple) else (inside,):
            if is_dataclass(one):
                yield from (f".{field.name}{where}" for where in _wrong(one))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _is(value: Any, kind: Any) -> bool:
    origin = get_origin(kind)
    if kind is Any:
        return True
    if origin in (Union, types.UnionType):
        return any(_is(value, one) for one in get_args(kind))
    if origin is dict:
        key, inside = get_args(kind)
        return type(value) is dict and all(_is(name, key) and _is(one, inside) for name, one in value.items())
    if origin is tuple:
        return type(value) is tuple and all(_is(one, get_args(kind)[0]) for one in value)
    if kind is type(None):
        return value is None
    return type(value) is kind or (isinstance(kind, type) and is_dataclass(kind) and isinstance(value, kind))
