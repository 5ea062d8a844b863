"""What WordPress's comments say, in the desk's words. Pure: bytes in, happenings out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from typing import Any

from desk.connectors.wordpress.words import MAX_HTML, plain
from desk.domain.comment import Turn
from desk.domain.incoming import Added, Answered, Edited, Happening, Incoming, Malformed, Removed, Skipped
from desk.domain.text import MAX_COMMENT, MAX_NAME, cleaned, unescaped

NOT_THERE = frozenset({"spam", "trash"})


def body_of(
    comments: Iterable[Any],
    *,
    edited: Iterable[str] = (),
    gone: Iterable[str] = (),
    roots: Mapping[str, str] | None = None,
    me: int | None = None,
) -> bytes:
    """What a fetch stores: comments as WordPress gave them, and what only comparing with before could tell.

    ``roots``: by id, the comment at the top of its thread; ``me``: the id of the connection's user.
    """
    document = {
        "comments": list(comments),
        "edited": list(edited),
        "gone": list(gone),
        "roots": dict(roots or {}),
        "me": me,
    }
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")


def happenings(body: bytes, own: frozenset[int]) -> list[Happening]:
    """What a stored body, or a page of comments as WordPress gives it, tells; ``own``: users who speak for the page."""
    document = _read(body)
    me = document.get("me")
    own |= {me} if isinstance(me, int) and _is_number(me) else frozenset()
    edited = {str(one) for one in _list(document.get("edited")) if isinstance(one, str | int)}
    roots = document.get("roots")
    roots = roots if isinstance(roots, dict) else {}
    found = [_happening(entry, own, edited, roots) for entry in document["comments"]]
    for one in _list(document.get("gone")):
        id = id_of(one)
        found.append(Removed(id) if id else Skipped("an id of a removed comment that is none"))
    return found


def id_of(value: Any) -> str | None:
    """The id of a comment as the desk keeps it; None where it is none."""
    if isinstance(value, str):
        return value.strip()[:MAX_NAME] or None
    return str(value) if _is_number(value) else None


def text_of(entry: Mapping[str, Any]) -> str:
    """The comment's plain text, cut where it is longer than the desk takes."""
    content = entry.get("content")
    rendered = content.get("rendered") if isinstance(content, dict) else None
    text = (
        cleaned(plain(rendered)[:MAX_HTML], "The text", MAX_HTML, required=False) if isinstance(rendered, str) else ""
    )
    return text if len(text) <= MAX_COMMENT else text[: MAX_COMMENT - 1] + "…"


def written_at(entry: Mapping[str, Any]) -> datetime | None:
    """When it was published."""
    value = entry.get("date_gmt")
    try:
        at = datetime.fromisoformat(value.removesuffix("Z")) if isinstance(value, str) else None
    except ValueError:
        return None
    return at.replace(tzinfo=timezone.utc) if at and at.tzinfo is None else at


def is_own(entry: Mapping[str, Any], own: frozenset[int]) -> bool:
    """Whether the page wrote it: one of its users, or whoever wrote the post."""
    author = entry.get("author")
    return _is_number(author) and (author in own or author == _embedded(entry, "up").get("author"))


def _happening(entry: Any, own: frozenset[int], edited: set[str], roots: Mapping[str, Any]) -> Happening:
    if not isinstance(entry, dict):
        return Skipped("an entry that is no comment")
    id = id_of(entry.get("id"))
    if id is None:
        return Skipped("a comment without an id")
    if entry.get("type") not in ("comment", "", None):
        return Skipped(f"comment {id} is of another type")
    status = entry.get("status")
    if isinstance(status, str) and status in NOT_THERE:
        return Removed(id)
    text, parent, name = text_of(entry), id_of(entry.get("parent")), _name(entry)
    if not text:
        return Skipped(f"comment {id} is empty")
    if is_own(entry, own):
        if parent is None:
            return Skipped(f"comment {id} is the page's own and answers none")
        return Answered(parent, id, text, name, written_at(entry))
    comment = Incoming(
        external_id=id,
        text=text,
        channel="blog",
        author=name,
        author_id=id_of(entry.get("author")),
        thread=id_of(roots.get(id)) or parent or id,
        parent=parent,
        post=_post(entry),
        url=_web(entry.get("link")),
        written_at=written_at(entry),
        turns=_before(entry, own),
    )
    return Edited(comment) if id in edited else Added(comment)


def _post(entry: Mapping[str, Any]) -> dict[str, Any] | None:
    post = _embedded(entry, "up")
    parts = [_rendered(post.get("title")), _rendered(post.get("excerpt"))]
    text = "\n\n".join(part for part in parts if part)
    found = {"text": text, "url": _web(post.get("link"))}
    return {key: value for key, value in found.items() if value} or None


def _before(entry: Mapping[str, Any], own: frozenset[int]) -> tuple[Turn, ...]:
    parent = _embedded(entry, "in-reply-to")
    text = text_of(parent)
    if not text:
        return ()
    author = parent.get("author")
    from_page = is_own(parent, own) or (_is_number(author) and author == _embedded(entry, "up").get("author"))
    return (Turn(_name(parent), from_page, text),)


def _embedded(entry: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    embedded = entry.get("_embedded")
    several = _list(embedded.get(name)) if isinstance(embedded, dict) else []
    return several[0] if several and isinstance(several[0], dict) else {}


def _rendered(value: Any) -> str:
    rendered = value.get("rendered") if isinstance(value, dict) else None
    return plain(rendered) if isinstance(rendered, str) else ""


def _web(value: Any) -> str | None:
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else None


def _name(entry: Mapping[str, Any]) -> str | None:
    name = entry.get("author_name")
    return unescaped(name).strip()[:MAX_NAME] or None if isinstance(name, str) else None


def _read(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed("A body from WordPress is no JSON.") from None
    if isinstance(document, list):
        document = {"comments": document}
    if not isinstance(document, dict) or not isinstance(document.get("comments"), list):
        raise Malformed("A body from WordPress holds no comments.")
    return document


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
