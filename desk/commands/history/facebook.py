"""Facebook: the downloaded archive ("Download your information", JSON), or comments as the Graph API gives them.

The archive holds the page's messages, both sides. Of comments it holds only those that the page itself wrote, without the ones
that they answer; people's comments come from the Graph API: ``GET /{page}/feed?fields=comments{…}`` or ``/{post}/comments``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from desk.commands.history.exchange import Exchange, LeftOut, Own, Said, exchanges, iso, seconds, string
from desk.commands.history.files import Bundle, bundle
from desk.commands.history.json_array import entries, head_of
from desk.domain.errors import Invalid

CHANNEL: Final = "facebook"
_MESSAGES: Final = re.compile(r"(?:^|/)messages/(?:.+/)?message_\d+\.json$")
_COMMENTS: Final = re.compile(r"(?:^|/)comments_and_reactions/.*comments.*\.json$|(?:^|/)comments/comments.*\.json$")
_ALONE: Final = "the archive holds what the page wrote here, not the comment that it answers"


def exchanges_of(name: str, own: Own) -> Iterator[Exchange | LeftOut]:
    """Messages of an archive, and comments of the Graph API, whichever the file holds."""
    own.needed("name")
    with bundle(name) as files:
        wanted = files.wanted(lambda one: bool(_MESSAGES.search(one) or _COMMENTS.search(one)))
        if not wanted:
            raise Invalid(
                f"{name} holds no messages and no comments. Ask Facebook for the archive as JSON, not as HTML, with messages."
            )
        for folder, names in groupby(wanted, key=lambda one: one.rpartition("/")[0]):
            yield from _folder(files, folder, list(names), own)


def mended(text: str) -> str:
    """Facebook writes the bytes of UTF-8 as if each were a character; put together again."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _folder(files: Bundle, folder: str, names: list[str], own: Own) -> Iterator[Exchange | LeftOut]:
    said: list[Said] = []
    for name in names:
        with files.opened(name) as stream:
            kind = _kind(head_of(stream))
        if kind is None:
            raise Invalid(f"{name} holds no messages and no comments that are known.")
        with files.opened(name) as stream:
            for number, value in entries(stream, name, kind):
                where = f"{name}, entry {number:,}"
                if not isinstance(value, Mapping):
                    yield LeftOut(where, "is no object")
                elif kind == "messages":
                    said.append(_message(value, f"{name}#{number}", own))
                elif kind == "data":
                    yield from _post(where, value, own)
                else:
                    yield LeftOut(where, _ALONE)
    yield from exchanges(folder or names[0], folder or names[0], said, CHANNEL)


def _kind(head: str) -> str | None:
    for key in ("messages", "comments_v2", "comments", "data"):
        if re.match(r"\s*\{", head) and re.search(rf'"{key}"\s*:\s*\[', head):
            return key
    return None


def _message(value: Mapping[str, Any], number: str, own: Own) -> Said:
    sender = mended(string(value.get("sender_name")))
    at = seconds(value.get("timestamp_ms"), 1_000)
    id = f"{value.get('timestamp_ms') or number}"
    names = (sender,) if sender and sender not in own else ()
    return Said(id, sender in own, mended(string(value.get("content"))), at, names)


def _post(where: str, value: Mapping[str, Any], own: Own) -> Iterator[Exchange | LeftOut]:
    """A post with its comments, or a comment by itself."""
    comments = value.get("comments")
    below = comments.get("data") if isinstance(comments, Mapping) else None
    if isinstance(value.get("from"), Mapping) and not _is_own(value, own):
        yield from _thread(where, value, own)
        return
    for one in below if isinstance(below, list) else []:
        if isinstance(one, Mapping):
            yield from _thread(where, one, own)


def _thread(where: str, comment: Mapping[str, Any], own: Own) -> Iterator[Exchange | LeftOut]:
    """A comment and the replies below it."""
    if _is_own(comment, own):
        return
    below = comment.get("comments")
    replies = below.get("data") if isinstance(below, Mapping) else None
    said = [
        _comment(one, own)
        for one in (comment, *(replies if isinstance(replies, list) else []))
        if isinstance(one, Mapping)
    ]
    yield from exchanges(where, string(comment.get("id")) or where, said, CHANNEL)


def _comment(value: Mapping[str, Any], own: Own) -> Said:
    name = _author(value).get("name")
    names = (name,) if isinstance(name, str) and not _is_own(value, own) else ()
    return Said(
        string(value.get("id")),
        _is_own(value, own),
        string(value.get("message")),
        iso(value.get("created_time")),
        names,
    )


def _is_own(value: Mapping[str, Any], own: Own) -> bool:
    author = _author(value)
    return author.get("name") in own or author.get("id") in own


def _author(value: Mapping[str, Any]) -> Mapping[str, Any]:
    author = value.get("from")
    return author if isinstance(author, Mapping) else {}
