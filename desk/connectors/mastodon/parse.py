"""Pages of notifications: bare as the API gives them, or with what was said before the replies among them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from desk.connectors.mastodon.settings import Own
from desk.connectors.mastodon.statuses import Status, listed, mapping, status_of, string
from desk.domain.incoming import Added, Answered, Edited, Happening, Incoming, Malformed, Skipped

CHANNEL: Final = "mastodon"
MENTION: Final = "mention"


def happenings(body: bytes, own: Own) -> list[Happening]:
    """What a body tells. Raises Malformed."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed("The body is no JSON.") from None
    entries = document.get("notifications") if isinstance(document, dict) else document
    if not isinstance(entries, list):
        raise Malformed("The body has no list of notifications.")
    before = mapping(mapping(document).get("ancestors"))
    return [_happening(mapping(entry), before, own) for entry in entries]


def _happening(notification: Mapping[str, Any], before: Mapping[str, Any], own: Own) -> Happening:
    kind = string(notification.get("type"))
    if kind != MENTION:
        return Skipped(f"Mastodon told of {kind[:60] or 'nothing'}, which is no mention.")
    status = status_of(notification.get("status"), own)
    if status is None:
        return Skipped("A mention names no post.")
    if status.own and status.parent is None:
        return Skipped("The page mentioned itself.")
    if status.own:
        return Answered(str(status.parent), status.id, status.text, status.author, status.at)
    comment = _comment(status, [one for entry in listed(before.get(status.id)) if (one := status_of(entry, own))])
    return Edited(comment, status.edited_at) if status.edited_at else Added(comment)


def _comment(status: Status, ancestors: list[Status]) -> Incoming:
    root = ancestors[0] if ancestors else None
    return Incoming(
        external_id=status.id,
        text=status.text or "[no words]",
        channel=CHANNEL,
        author=status.author,
        author_id=status.acct or status.account_id,
        thread=root.id if root else status.parent or status.id,
        parent=status.parent,
        post=_post(root) if root and not root.for_own else None,
        url=status.url,
        written_at=status.at,
        reach=status.reach,
    )


def _post(root: Status) -> dict[str, Any] | None:
    """What the conversation began with, where that is no comment itself."""
    return {key: value for key, value in (("text", root.text), ("url", root.url)) if value} or None
