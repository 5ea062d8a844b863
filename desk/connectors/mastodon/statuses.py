"""Statuses as the API gives them, read into what the desk needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Final

from desk.connectors.mastodon.settings import Own
from desk.connectors.mastodon.text import text_of, without_address
from desk.domain.incoming import WORDLESS
from desk.domain.text import MAX_ID
from desk.domain.urgency import MAX_REACH

VISIBILITIES: Final = frozenset({"public", "unlisted", "private", "direct"})
_MEDIA: Final = {"image": "picture", "gifv": "picture", "video": "video", "audio": "voice", "unknown": "file"}


@dataclass(frozen=True)
class Status:
    """One status. ``acct``: its author's name as the page's server writes it, with the server's name where it is another.

    ``own``: the page wrote it; ``for_own``: it mentions the page.
    """

    id: str
    text: str
    author: str | None
    acct: str
    account_id: str | None
    at: datetime | None
    edited_at: datetime | None
    parent: str | None
    visibility: str
    url: str | None
    reach: int
    own: bool
    for_own: bool


def status_of(entry: Any, own: Own) -> Status | None:
    """A status; None where the entry is none."""
    status = mapping(entry)
    id = id_of(status.get("id"))
    if id is None:
        return None
    account = mapping(status.get("account"))
    account_id, parent = id_of(account.get("id")), id_of(status.get("in_reply_to_id"))
    mentioned = [mapping(one) for one in listed(status.get("mentions"))]
    visibility = string(status.get("visibility"))
    return Status(
        id=id,
        text=_text(status, own, is_reply=parent is not None),
        author=string(account.get("display_name")) or string(account.get("acct")) or None,
        acct=string(account.get("acct")),
        account_id=account_id,
        at=time_of(status.get("created_at")),
        edited_at=time_of(status.get("edited_at")),
        parent=parent,
        # A word of another server software: the narrowest that every server knows.
        visibility=visibility if visibility in VISIBILITIES else "direct",
        url=string(status.get("url")) or string(status.get("uri")) or None,
        reach=_count(account.get("followers_count")),
        own=bool(own.account_id) and account_id == own.account_id,
        for_own=bool(own.account_id) and any(id_of(one.get("id")) == own.account_id for one in mentioned),
    )


def id_of(value: Any) -> str | None:
    """An id: a string, whatever is in it."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and 0 < len(value) <= MAX_ID else None


def time_of(value: Any) -> datetime | None:
    """A time in ISO 8601; None where it is none."""
    try:
        at = datetime.fromisoformat(string(value).replace("Z", "+00:00"))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=timezone.utc)


def mapping(value: Any) -> Mapping[str, Any]:
    """The value where it is an object."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    """The value where it is a list."""
    return value if isinstance(value, list) else []


def string(value: Any) -> str:
    """The value where it is a string."""
    return value if isinstance(value, str) else ""


def _text(status: Mapping[str, Any], own: Own, *, is_reply: bool) -> str:
    content = text_of(string(status.get("content")))
    said = without_address(content, own.username, is_reply=is_reply)
    warning = string(status.get("spoiler_text")).strip()
    if said or warning:
        return "\n\n".join(part for part in (warning, said) if part)
    for attachment in listed(status.get("media_attachments")):
        return WORDLESS[_MEDIA.get(string(mapping(attachment).get("type")), "file")]
    return content


def _count(value: Any) -> int:
    return min(max(value, 0), MAX_REACH) if isinstance(value, int) and not isinstance(value, bool) else 0
