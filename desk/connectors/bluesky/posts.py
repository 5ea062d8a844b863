"""Posts as notifications and threads show them, read into what the desk needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Final

from desk.connectors.bluesky.facets import with_whole_links
from desk.connectors.bluesky.settings import Own
from desk.domain.incoming import WORDLESS
from desk.domain.text import MAX_ID

COLLECTION: Final = "app.bsky.feed.post"
_INVALID_HANDLE: Final = "handle.invalid"
_APP: Final = "https://bsky.app/profile"


@dataclass(frozen=True)
class Ref:
    """One version of one record."""

    uri: str
    cid: str

    @property
    def as_dict(self) -> dict[str, str]:
        """As a record holds it."""
        return {"uri": self.uri, "cid": self.cid}


@dataclass(frozen=True)
class Post:
    """One post. ``root`` and ``parent``: what it answers. ``closed``: the account may not answer it."""

    ref: Ref
    text: str
    author: str | None
    handle: str
    did: str
    at: datetime | None
    root: Ref | None
    parent: Ref | None
    own: bool
    closed: bool
    blocked: bool

    @property
    def url(self) -> str:
        """Where a person sees it."""
        return address(self.ref.uri, self.handle)


def post_of(entry: Any, own: Own) -> Post | None:
    """A post, from a notification or a view of it; None where it is none."""
    view = mapping(entry)
    ref, author, record = ref_of(view), mapping(view.get("author")), mapping(view.get("record"))
    if ref is None or f"/{COLLECTION}/" not in ref.uri:
        return None
    reply, viewer = mapping(record.get("reply")), mapping(view.get("viewer"))
    relation = mapping(author.get("viewer"))
    did, handle = string(author.get("did")), string(author.get("handle"))
    return Post(
        ref=ref,
        text=_text(record, own),
        author=string(author.get("displayName")).strip() or (f"@{handle}" if handle else None),
        handle=handle,
        did=did,
        at=_earlier(time_of(record.get("createdAt")), time_of(view.get("indexedAt"))),
        root=ref_of(reply.get("root")),
        parent=ref_of(reply.get("parent")),
        own=bool(own.did) and did == own.did,
        closed=viewer.get("replyDisabled") is True,
        blocked=relation.get("blockedBy") is True or bool(relation.get("blocking")),
    )


def ref_of(value: Any) -> Ref | None:
    """A reference to a record; None where it is none."""
    uri, cid = string(mapping(value).get("uri")), string(mapping(value).get("cid"))
    return Ref(uri, cid) if uri.startswith("at://") and len(uri) <= MAX_ID and cid else None


def address(uri: str, handle: str = "") -> str:
    """Where a person sees the post with this at:// address."""
    did, _, rest = uri.removeprefix("at://").partition("/")
    return f"{_APP}/{handle if handle and handle != _INVALID_HANDLE else did}/post/{rest.rpartition('/')[2]}"


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


def _text(record: Mapping[str, Any], own: Own) -> str:
    whole = with_whole_links(string(record.get("text")), record.get("facets")).strip()
    words = whole.split(maxsplit=1)
    is_addressed = bool(own.handle and words) and words[0].lower() == f"@{own.handle}".lower()
    said = "".join(words[1:]) if is_addressed else whole
    return said or _wordless(mapping(record.get("embed"))) or whole


def _wordless(embed: Mapping[str, Any]) -> str | None:
    media = mapping(embed.get("media")) or embed
    kind = string(media.get("$type"))
    if kind == "app.bsky.embed.external":
        return string(mapping(media.get("external")).get("uri")) or None
    if kind in ("app.bsky.embed.images", "app.bsky.embed.gallery"):
        return WORDLESS["picture"]
    return WORDLESS["video"] if kind == "app.bsky.embed.video" else None


def _earlier(claimed: datetime | None, indexed: datetime | None) -> datetime | None:
    """A post says itself when it was written; not later than it was seen."""
    return min(claimed, indexed) if claimed and indexed else claimed or indexed
