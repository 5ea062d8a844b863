"""Chatwoot: conversations as its API gives them, in one file: a list, the API's answer, or a conversation a line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from desk.commands.history.exchange import Exchange, LeftOut, Own, Said, exchanges, iso, seconds, string
from desk.commands.history.files import bundle
from desk.commands.history.json_array import entries, head_of
from desk.commands.history.table import objects

_INCOMING: Final = (0, "incoming")
_OUTGOING: Final = (1, "outgoing")
_CHANNELS: Final = {
    "Channel::FacebookPage": "facebook",
    "Channel::Instagram": "instagram",
    "Channel::TwitterProfile": "x",
    "Channel::WebWidget": "chat",
    "Channel::Email": "email",
}


def exchanges_of(name: str, own: Own) -> Iterator[Exchange | LeftOut]:
    """What people wrote (incoming) and agents answered (outgoing); private notes and activities are no part of it."""
    with bundle(name) as files:
        file = files.only
        with files.opened(file) as stream:
            head = head_of(stream)
        with files.opened(file) as stream:
            apart: dict[str, list[Said]] = defaultdict(list)
            for where, value in _values(stream, file, head):
                if not isinstance(value, Mapping):
                    yield LeftOut(where, value if isinstance(value, str) else "is no object")
                elif isinstance(value.get("messages"), list):
                    yield from _conversation(where, value)
                elif "message_type" in value:
                    said = _said(value)
                    if said is not None:
                        apart[string(value.get("conversation_id"))].append(said)
                else:
                    yield LeftOut(where, "is neither a conversation nor a message")
        for id, messages in apart.items():
            yield from exchanges(f"conversation {id}", id, messages, "api")


def _values(stream: Any, file: str, head: str) -> Iterator[tuple[str, Any]]:
    if re.search(r'"payload"\s*:\s*\[', head):
        found = ((f"entry {number:,}", value) for number, value in entries(stream, file, "payload"))
    elif head.lstrip().startswith("["):
        found = ((f"entry {number:,}", value) for number, value in entries(stream, file))
    else:
        found = ((f"line {number:,}", value) for number, value in objects(stream))
    yield from found


def _conversation(where: str, value: Mapping[str, Any]) -> Iterator[Exchange | LeftOut]:
    meta = value.get("meta")
    channel = string(meta.get("channel")) if isinstance(meta, Mapping) else ""
    said = [found for one in value["messages"] if isinstance(one, Mapping) and (found := _said(one))]
    id = string(value.get("id")) or where
    yield from exchanges(where, id, said, _CHANNELS.get(channel or string(value.get("channel")), "api"))


def _said(message: Mapping[str, Any]) -> Said | None:
    kind = message.get("message_type")
    if isinstance(kind, bool) or kind not in (*_INCOMING, *_OUTGOING) or message.get("private") is True:
        return None
    sender = message.get("sender")
    name = string(sender.get("name")) if isinstance(sender, Mapping) and kind in _INCOMING else ""
    at = seconds(message.get("created_at")) or iso(message.get("created_at"))
    text = string(message.get("content"))
    return Said(string(message.get("id")), kind in _OUTGOING, text, at, (name,) if name else ())
