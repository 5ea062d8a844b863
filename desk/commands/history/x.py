"""X: the archive that an account can download. It holds the account's own posts, and its direct messages with both sides.

A reply in it has no comment: the archive has only what the account wrote itself. Such replies are counted, not remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import unescape
from typing import Any, Final

from desk.commands.history.exchange import Exchange, LeftOut, Own, Said, checked, exchanges, iso, string
from desk.commands.history.files import Bundle, bundle
from desk.commands.history.json_array import entries, head_of
from desk.domain.errors import Invalid

CHANNEL: Final = "x"
_ACCOUNT: Final = re.compile(r"(?:^|/)account\.js$")
_TWEETS: Final = re.compile(r"(?:^|/)tweets?(?:-part\d+)?\.js$")
_MESSAGES: Final = re.compile(r"(?:^|/)direct-messages(?:-part\d+)?\.js$")
_MENTIONS: Final = re.compile(r"^(?:@\w{1,15}\s+)+")
_POSTED: Final = "%a %b %d %H:%M:%S %z %Y"


def exchanges_of(name: str, own: Own) -> Iterator[Exchange | LeftOut]:
    """The account's replies and its direct messages."""
    with bundle(name) as files:
        own = Own(own.names | _account(files))
        wanted = files.wanted(lambda one: bool(_TWEETS.search(one) or _MESSAGES.search(one)))
        if not wanted:
            raise Invalid(f"{name} is no archive of X: it has neither data/tweets.js nor data/direct-messages.js.")
        for part in wanted:
            with files.opened(part) as stream:
                messages = "direct_message" in head_of(stream, 200) or bool(_MESSAGES.search(part))
            if messages:
                own.needed("account number")
            with files.opened(part) as stream:
                for number, value in entries(stream, part):
                    where = f"{part}, entry {number:,}"
                    if not isinstance(value, Mapping):
                        yield LeftOut(where, "is no object")
                    elif messages:
                        yield from _conversation(where, value, own)
                    else:
                        yield from _tweet(where, value, own)


def _account(files: Bundle) -> frozenset[str]:
    if files.is_single:
        return frozenset()
    for name in files.wanted(lambda one: bool(_ACCOUNT.search(one))):
        with files.opened(name) as stream:
            for _, value in entries(stream, name):
                account = value.get("account") if isinstance(value, Mapping) else None
                if isinstance(account, Mapping):
                    return Own.of([string(account.get("accountId"))]).names
    return frozenset()


def _tweet(where: str, value: Mapping[str, Any], own: Own) -> Iterator[Exchange | LeftOut]:
    tweet = value.get("tweet", value)
    if not isinstance(tweet, Mapping):
        yield LeftOut(where, "is no post")
        return
    to = string(tweet.get("in_reply_to_status_id_str") or tweet.get("in_reply_to_status_id"))
    if not to or string(tweet.get("in_reply_to_user_id_str") or tweet.get("in_reply_to_user_id")) in own:
        return
    text = _MENTIONS.sub("", unescape(string(tweet.get("full_text")) or string(tweet.get("text"))))
    id = string(tweet.get("id_str")) or string(tweet.get("id"))
    yield checked(
        Exchange(where, f"reply:{id or to}", None, text, None, _posted(tweet.get("created_at")), CHANNEL)
        if id
        else Exchange(where, "", None, None)
    )


def _conversation(where: str, value: Mapping[str, Any], own: Own) -> Iterator[Exchange | LeftOut]:
    conversation = value.get("dmConversation")
    messages = conversation.get("messages") if isinstance(conversation, Mapping) else None
    if not isinstance(conversation, Mapping) or not isinstance(messages, list):
        yield LeftOut(where, "is no conversation")
        return
    said = []
    for one in messages:
        message = one.get("messageCreate") if isinstance(one, Mapping) else None
        if isinstance(message, Mapping):
            text, sender = unescape(string(message.get("text"))), string(message.get("senderId"))
            said.append(Said(string(message.get("id")), sender in own, text, iso(message.get("createdAt"))))
    yield from exchanges(where, string(conversation.get("conversationId")) or where, said, CHANNEL)


def _posted(value: Any) -> datetime | None:
    try:
        return datetime.strptime(string(value), _POSTED)
    except ValueError:
        return iso(value)
