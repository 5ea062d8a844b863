"""Bodies of X in, happenings out: pages of posts that were fetched, and what webhooks deliver."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from desk.connectors.x.eligibility import cannot_reply
from desk.connectors.x.posts import Beside, Post, Unreadable, from_v2, from_webhook, id_of
from desk.connectors.x.settings import Own
from desk.domain.comment import Turn
from desk.domain.incoming import Added, Answered, Edited, Happening, Incoming, Malformed, Removed, Skipped

CHANNEL: Final = "x"
CREATED: Final = "tweet_create_events"
DELETED: Final = "tweet_delete_events"


def parse(body: bytes, own: Own, plan: str) -> list[Happening]:
    """What a body tells. Raises Malformed."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed("X sent a body that is no JSON.") from None
    if not isinstance(document, dict):
        raise Malformed("X sent JSON that is no object.")
    if isinstance(document.get("data"), list):
        beside = Beside.of(document.get("includes"))
        return [_each(lambda entry: from_v2(entry, beside, own), entry, own, plan, None) for entry in document["data"]]
    if "for_user_id" in document or "user_event" in document:
        return _delivered(document, own, plan)
    if isinstance(document.get("meta"), dict):
        return []
    raise Malformed("X sent an object that is neither posts nor an event of an account.")


def _delivered(document: Mapping[str, Any], own: Own, plan: str) -> list[Happening]:
    subscriber = id_of(document.get("for_user_id"))
    account = subscriber if subscriber != own.user_id else None
    whom = own if account is None else Own(account)
    happenings: list[Happening] = []
    for kind, entries in document.items():
        if kind == CREATED and isinstance(entries, list):
            happenings += [_each(lambda one: from_webhook(one, whom), one, whom, plan, account) for one in entries]
        elif kind == DELETED and isinstance(entries, list):
            happenings += [_removed(entry, account) for entry in entries]
        elif kind.endswith(("_event", "_events")):
            happenings.append(Skipped(f"X told of {kind[:60]}, which is no comment.", account))
    return happenings or [Skipped("X told of nothing that the desk knows.", account)]


def _each(read: Callable[[Any], Post], entry: Any, own: Own, plan: str, account: str | None) -> Happening:
    try:
        post = read(entry)
    except Unreadable as error:
        return Skipped(str(error), account)
    if post.reposted:
        return Skipped("A repost, which says nothing of its own.", account)
    if own.user_id and post.author_id == own.user_id:
        return _own(post, own, account)
    if not post.text:
        return Skipped("A post without text or pictures.", account)
    comment = _comment(post, own, plan)
    return Edited(comment, post.at, account) if post.edited else Added(comment, account)


def _own(post: Post, own: Own, account: str | None) -> Happening:
    if post.parent is None:
        return Skipped("A post of the account itself.", account)
    author = f"@{own.username}" if own.username else post.author
    return Answered(post.parent, post.versions[0], post.text, author, post.at, account)


def _removed(entry: Any, account: str | None) -> Happening:
    status = entry.get("status") if isinstance(entry, dict) else None
    id = id_of(status.get("id")) if isinstance(status, dict) else None
    return Removed(id, account) if id else Skipped("A deletion that doesn't say of what.", account)


def _comment(post: Post, own: Own, plan: str) -> Incoming:
    context = post.context
    first = context is not None and context.parent is None
    return Incoming(
        external_id=post.versions[0],
        text=post.text,
        channel=CHANNEL,
        author=post.author,
        author_id=post.author_id,
        thread=post.thread or post.parent or post.versions[0],
        parent=post.parent,
        post={"text": context.text, "url": context.url} if context is not None and first else None,
        url=post.url,
        written_at=post.at,
        turns=(Turn(context.author, _is_own(context, own), context.text, context.at),)
        if context is not None and not first
        else (),
        reach=post.reach,
        cannot_reply=cannot_reply(post, plan) if own.user_id else None,
    )


def _is_own(post: Post, own: Own) -> bool:
    return bool(own.user_id) and post.author_id == own.user_id
