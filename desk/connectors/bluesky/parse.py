"""Pages of notifications as app.bsky.notification.listNotifications gives them."""

from __future__ import annotations

import json
from typing import Any, Final

from desk.connectors.bluesky.posts import Post, address, mapping, post_of, string
from desk.connectors.bluesky.settings import Own
from desk.domain.incoming import Added, Answered, Happening, Incoming, Malformed, Skipped

CHANNEL: Final = "bluesky"
REASONS: Final = ("mention", "reply", "quote")
"""The notifications that concern comments."""


def happenings(body: bytes, own: Own) -> list[Happening]:
    """What a body tells. Raises Malformed."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed("The body is no JSON.") from None
    entries = document.get("notifications") if isinstance(document, dict) else None
    if not isinstance(entries, list):
        raise Malformed("The body has no list of notifications.")
    return [_happening(entry, own) for entry in entries]


def _happening(entry: Any, own: Own) -> Happening:
    reason = string(mapping(entry).get("reason"))
    if reason not in REASONS:
        return Skipped(f"Bluesky told of {reason[:60] or 'nothing'}, which is no comment.")
    post = post_of(entry, own)
    if post is None:
        return Skipped("A notification names no post.")
    if post.own and post.parent is None:
        return Skipped("The page mentioned itself.")
    if post.own:
        assert post.parent is not None
        return Answered(post.parent.uri, post.ref.uri, post.text, post.author, post.at)
    return Added(_comment(post))


def _comment(post: Post) -> Incoming:
    root = post.root or post.ref
    return Incoming(
        external_id=post.ref.uri,
        text=post.text or "[no words]",
        channel=CHANNEL,
        author=post.author,
        author_id=post.did or None,
        thread=root.uri,
        parent=post.parent.uri if post.parent else None,
        post={"url": address(root.uri)} if post.root else None,
        url=post.url,
        written_at=post.at,
    )
