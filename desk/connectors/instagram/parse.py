"""What Instagram delivers and what it answers about a medium, in the desk's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from desk.connectors.graph.values import (
    comment_words,
    document,
    identifier,
    mapping,
    name,
    unix,
    words,
    written,
)
from desk.domain.incoming import Added, Answered, Happening, Incoming, Malformed, Skipped

CHANNEL: Final = "instagram"
HIDDEN: Final = "Instagram takes no replies to a hidden comment. Show it again first."
LIVE: Final = "Instagram takes no public replies to comments on a live video."
_LIVE_FIELD: Final = "live_comments"


def parse(body: bytes, account_id: str, username: str | None) -> list[Happening]:
    """A delivery about any number of accounts, or one medium of the account with its comments."""
    found = document(body)
    if isinstance(found.get("entry"), list):
        if found.get("object") not in (None, "instagram"):
            return [Skipped(f"a delivery about {_shown(found.get('object'))}")]
        return [one for entry in found["entry"] for one in _entry(entry, account_id, username)]
    if isinstance(mapping(found.get("comments")).get("data"), list):
        return [_fetched(mapping(one), found, account_id, username) for one in found["comments"]["data"]]
    raise Malformed("The body is neither a delivery nor a medium with comments.")


def is_by(entry: Mapping[str, Any], account_id: str, username: str | None) -> bool:
    """Whether the account wrote this. ``user`` is told of its own comments only."""
    author = mapping(entry.get("from"))
    ids = (identifier(author.get("id")), identifier(mapping(entry.get("user")).get("id")))
    named = author.get("username") or entry.get("username")
    return account_id in ids or (bool(username) and named == username)


def _entry(entry: Any, account_id: str, username: str | None) -> list[Happening]:
    account = identifier(mapping(entry).get("id"))
    changes = mapping(entry).get("changes")
    if account is None or not isinstance(changes, list):
        return [Skipped("an entry without an account or changes", account)]
    known_as = username if account == account_id else None
    return [_change(mapping(change), mapping(entry), account, known_as) for change in changes]


def _change(change: Mapping[str, Any], entry: Mapping[str, Any], account: str, username: str | None) -> Happening:
    field, value = change.get("field"), mapping(change.get("value"))
    if field not in ("comments", _LIVE_FIELD):
        return Skipped(f"{_shown(field)} is no comment", account)
    external_id = identifier(value.get("id"))
    if external_id is None:
        return Skipped("a comment without an id", account)
    parent, text = identifier(value.get("parent_id")), comment_words(value.get("text"), "picture")
    at = unix(entry.get("time"))
    if is_by(value, account, username):
        return _own(external_id, parent, text, value, at, account)
    return Added(
        Incoming(
            external_id,
            text,
            CHANNEL,
            author=_author(value),
            author_id=identifier(mapping(value.get("from")).get("id")),
            thread=identifier(mapping(value.get("media")).get("id")),
            parent=parent,
            written_at=at,
            cannot_reply=LIVE if field == _LIVE_FIELD else None,
        ),
        account,
    )


def _fetched(found: Mapping[str, Any], medium: Mapping[str, Any], account_id: str, username: str | None) -> Happening:
    external_id = identifier(found.get("id"))
    if external_id is None:
        return Skipped("a comment without an id")
    parent, text = identifier(found.get("parent_id")), comment_words(found.get("text"), "picture")
    at = written(found.get("timestamp"))
    if is_by(found, account_id, username):
        return _own(external_id, parent, text, found, at, None)
    post = {"text": words(medium.get("caption")), "url": words(medium.get("permalink"), 2_000)}
    return Added(
        Incoming(
            external_id,
            text,
            CHANNEL,
            author=_author(found),
            author_id=identifier(mapping(found.get("from")).get("id")),
            thread=identifier(medium.get("id")),
            parent=parent,
            post={key: value for key, value in post.items() if value} or None,
            url=post["url"] or None,
            written_at=at,
            cannot_reply=HIDDEN if found.get("hidden") is True else None,
        )
    )


def _own(
    external_id: str, parent: str | None, text: str, found: Mapping[str, Any], at: Any, account: str | None
) -> Happening:
    if parent is None:
        return Skipped("the account's own comment on a medium", account)
    return Answered(parent, external_id, text, _author(found), at, account)


def _author(found: Mapping[str, Any]) -> str | None:
    return name(mapping(found.get("from")).get("username")) or name(found.get("username"))


def _shown(value: Any) -> str:
    return words(value, 60) or "something unnamed"
