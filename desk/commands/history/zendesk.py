"""Zendesk: tickets with their comments, one a line as its JSON export writes them, or in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from desk.commands.history.exchange import Exchange, LeftOut, Own, Said, exchanges, iso, string
from desk.commands.history.files import bundle
from desk.commands.history.json_array import entries, head_of
from desk.commands.history.table import objects

_CHANNELS: Final = {
    "facebook": "facebook",
    "twitter": "x",
    "x_corp_twitter": "x",
    "instagram_dm": "instagram",
    "chat": "chat",
    "messaging": "chat",
    "native_messaging": "chat",
    "email": "email",
}


def exchanges_of(name: str, own: Own) -> Iterator[Exchange | LeftOut]:
    """Public comments: the requester's are asked, all others answered."""
    with bundle(name) as files:
        file = files.only
        with files.opened(file) as stream:
            head = head_of(stream)
        with files.opened(file) as stream:
            for where, value in _values(stream, file, head):
                if not isinstance(value, Mapping):
                    yield LeftOut(where, value if isinstance(value, str) else "is no object")
                elif not isinstance(value.get("comments"), list):
                    yield LeftOut(where, "is a ticket without its comments; export tickets with comments (JSON)")
                else:
                    yield from _ticket(where, value)


def _values(stream: Any, file: str, head: str) -> Iterator[tuple[str, Any]]:
    if re.match(r'\s*\{\s*"tickets"\s*:\s*\[', head):
        yield from ((f"entry {number:,}", value) for number, value in entries(stream, file, "tickets"))
    elif head.lstrip().startswith("["):
        yield from ((f"entry {number:,}", value) for number, value in entries(stream, file))
    else:
        yield from ((f"line {number:,}", value) for number, value in objects(stream))


def _ticket(where: str, ticket: Mapping[str, Any]) -> Iterator[Exchange | LeftOut]:
    requester = string(ticket.get("requester_id")) or string(_mapping(ticket.get("requester")).get("id"))
    if not requester:
        yield LeftOut(where, "has no requester_id")
        return
    name = string(_mapping(ticket.get("requester")).get("name"))
    names = (name,) if name else ()
    said = [
        _said(one, requester, names)
        for one in ticket["comments"]
        if isinstance(one, Mapping) and one.get("public") is True
    ]
    channel = _CHANNELS.get(string(_mapping(ticket.get("via")).get("channel")), "api")
    yield from exchanges(where, string(ticket.get("id")) or where, said, channel)


def _said(comment: Mapping[str, Any], requester: str, names: tuple[str, ...]) -> Said:
    text = string(comment.get("plain_body")) or string(comment.get("body"))
    author = string(comment.get("author_id"))
    return Said(string(comment.get("id")), author != requester, text, iso(comment.get("created_at")), names)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
