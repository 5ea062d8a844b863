"""What Facebook delivers and what it answers about a post, in the desk's words."""

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
from desk.domain.incoming import Added, Answered, Edited, Happening, Incoming, Malformed, Removed, Skipped

CHANNEL: Final = "facebook"
CLOSED: Final = "Facebook takes no replies to this comment."
_EDITED: Final = frozenset({"edit", "edited"})
_ATTACHED: Final = (("sticker", "sticker"), ("video", "video"), ("share", "file"))


def parse(body: bytes, page_id: str) -> list[Happening]:
    """A delivery about any number of pages, or one post of the page ``page_id`` with its comments."""
    found = document(body)
    if isinstance(found.get("entry"), list):
        if found.get("object") not in (None, "page"):
            return [Skipped(f"a delivery about {_shown(found.get('object'))}")]
        return [one for entry in found["entry"] for one in _entry(entry)]
    if isinstance(mapping(found.get("comments")).get("data"), list):
        return [_fetched(mapping(one), found, page_id) for one in found["comments"]["data"]]
    raise Malformed("The body is neither a delivery nor a post with comments.")


def is_by(entry: Mapping[str, Any], page_id: str | None) -> bool:
    """Whether the page wrote this."""
    return page_id is not None and identifier(mapping(entry.get("from")).get("id")) == page_id


def _entry(entry: Any) -> list[Happening]:
    account = identifier(mapping(entry).get("id"))
    changes = mapping(entry).get("changes")
    if account is None or not isinstance(changes, list):
        return [Skipped("an entry without a page or changes", account)]
    return [_change(mapping(change), mapping(entry), account) for change in changes]


def _change(change: Mapping[str, Any], entry: Mapping[str, Any], account: str) -> Happening:
    value = mapping(change.get("value"))
    if change.get("field") != "feed" or value.get("item") != "comment":
        return Skipped(f"{_shown(change.get('field'))}: {_shown(value.get('item'))} is no comment", account)
    external_id = identifier(value.get("comment_id"))
    if external_id is None:
        return Skipped("a comment without an id", account)
    verb = words(value.get("verb"), 60)
    if verb == "remove":
        return Removed(external_id, account)
    if verb != "add" and verb not in _EDITED:
        return Skipped(f"a comment's {_shown(verb)}", account)
    thread, parent = identifier(value.get("post_id")), identifier(value.get("parent_id"))
    parent = None if parent == thread else parent
    text = comment_words(value.get("message"), "video" if value.get("video") else "picture")
    if is_by(value, account):
        return _own(external_id, parent, text, value, "created_time", account)
    post = mapping(value.get("post"))
    comment = Incoming(
        external_id,
        text,
        CHANNEL,
        author=name(mapping(value.get("from")).get("name")),
        author_id=identifier(mapping(value.get("from")).get("id")),
        thread=thread,
        parent=parent,
        post=_post(post),
        url=_link(post, external_id),
        written_at=unix(value.get("created_time")) or unix(entry.get("time")),
    )
    if verb == "add":
        return Added(comment, account)
    return Edited(comment, unix(entry.get("time")), account)


def _fetched(found: Mapping[str, Any], post: Mapping[str, Any], page_id: str) -> Happening:
    external_id = identifier(found.get("id"))
    if external_id is None:
        return Skipped("a comment without an id")
    parent = identifier(mapping(found.get("parent")).get("id"))
    text = comment_words(found.get("message"), _attached(found))
    if is_by(found, page_id):
        return _own(external_id, parent, text, found, "created_time", None)
    return Added(
        Incoming(
            external_id,
            text,
            CHANNEL,
            author=name(mapping(found.get("from")).get("name")),
            author_id=identifier(mapping(found.get("from")).get("id")),
            thread=identifier(post.get("id")),
            parent=parent,
            post=_post(post),
            url=words(found.get("permalink_url"), 2_000) or _link(post, external_id),
            written_at=written(found.get("created_time")),
            cannot_reply=CLOSED if found.get("can_comment") is False else None,
        )
    )


def _own(
    external_id: str, parent: str | None, text: str, found: Mapping[str, Any], time: str, account: str | None
) -> Happening:
    if parent is None:
        return Skipped("the page's own comment on a post", account)
    author = name(mapping(found.get("from")).get("name"))
    return Answered(parent, external_id, text, author, written(found.get(time)), account)


def _post(post: Mapping[str, Any]) -> dict[str, Any] | None:
    told = {"text": words(post.get("message")), "url": words(post.get("permalink_url"), 2_000)}
    return {key: value for key, value in told.items() if value} or None


def _link(post: Mapping[str, Any], external_id: str) -> str | None:
    url = words(post.get("permalink_url"), 1_900)
    if not url:
        return None
    return f"{url}{'&' if '?' in url else '?'}comment_id={external_id.rpartition('_')[2]}"


def _attached(found: Mapping[str, Any]) -> str:
    kind = str(mapping(found.get("attachment")).get("type", ""))
    return next((what for part, what in _ATTACHED if kind.startswith(part)), "picture")


def _shown(value: Any) -> str:
    return words(value, 60) or "something unnamed"
