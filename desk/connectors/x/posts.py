"""Posts as X writes them down, in API v2 and in webhooks (whose posts are of v1.1), read into one form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Final
from urllib.parse import urlsplit

from desk.connectors.x.settings import Own
from desk.connectors.x.texts import Link, readable
from desk.domain.text import MAX_ID
from desk.domain.urgency import MAX_REACH

V1_TIME: Final = "%a %b %d %H:%M:%S %z %Y"
_MEDIA: Final = {"photo": "picture", "animated_gif": "picture", "video": "video"}
_HOSTS: Final = frozenset({"x.com", "www.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com"})


@dataclass(frozen=True)
class Post:
    """One post. ``versions``: its ids from the first to the latest; each edit gives it another.

    ``mentions`` and ``quotes``: whether it mentions, and quotes, the account itself. ``context``: what it answers.
    """

    id: str
    versions: tuple[str, ...]
    text: str
    author: str | None
    author_id: str | None
    at: datetime | None
    thread: str | None
    parent: str | None
    mentions: bool
    quotes: bool
    reposted: bool
    reply_settings: str
    url: str
    reach: int
    context: Post | None = None

    @property
    def edited(self) -> bool:
        """Whether this is a later version of it."""
        return self.id != self.versions[0]


class Unreadable(Exception):
    """An entry that is no post; the words say why."""


@dataclass(frozen=True)
class Beside:
    """What an answer of API v2 expands beside its posts, by id: the posts share it, so it is sorted once."""

    users: Mapping[str, Mapping[str, Any]]
    tweets: Mapping[str, Mapping[str, Any]]
    media: Mapping[str, str]

    @classmethod
    def of(cls, includes: Any) -> Beside:
        """From the answer's ``includes``."""
        found = _mapping(includes)
        media = {_text(one.get("media_key")): _text(one.get("type")) for one in _mappings(found.get("media"))}
        return cls(_by_id(found.get("users")), _by_id(found.get("tweets")), media)


def from_v2(entry: Any, beside: Beside, own: Own, *, deep: bool = True) -> Post:
    """A post of API v2, with what was expanded beside it."""
    post = _mapping(entry)
    id = _required_id(post.get("id"))
    author_id = id_of(post.get("author_id"))
    user = beside.users.get(author_id or "", {})
    refers = {_text(one.get("type")): id_of(one.get("id")) for one in _mappings(post.get("referenced_tweets"))}
    parent, quoted = refers.get("replied_to"), refers.get("quoted")
    note = _mapping(post.get("note_tweet"))
    entities = _mapping(note.get("entities")) if note.get("text") else _mapping(post.get("entities"))
    keys = _strings(_mapping(post.get("attachments")).get("media_keys"))
    urls = [*_mappings(_mapping(post.get("entities")).get("urls")), *_mappings(entities.get("urls"))]
    links = [
        Link(_text(one.get("url")), _text(one.get("expanded_url")) or _text(one.get("url")), bool(one.get("media_key")))
        for one in urls
        if _text(one.get("url"))
    ]
    username = _text(user.get("username"))
    mentioned = _mappings(entities.get("mentions"))
    context = beside.tweets.get(parent or quoted or "", {}) if deep else {}
    return Post(
        id=id,
        versions=versions_of(post, id),
        text=readable(
            _text(note.get("text")) or _text(post.get("text")),
            links,
            username=own.username,
            is_reply=parent is not None,
            media=_kind((beside.media.get(key) for key in keys), bool(keys)),
        ),
        author=_text(user.get("name")) or (f"@{username}" if username else None),
        author_id=author_id,
        at=_iso(post.get("created_at")),
        thread=id_of(post.get("conversation_id")),
        parent=parent,
        mentions=_is_mentioned(own, ((one.get("id"), one.get("username")) for one in mentioned)),
        quotes=quoted is not None and any(_points_to(link.full, own.username, quoted) for link in links),
        reposted="retweeted" in refers,
        reply_settings=_text(post.get("reply_settings")),
        url=address(id, username),
        reach=_count(_mapping(user.get("public_metrics")).get("followers_count")),
        context=from_v2(context, beside, own, deep=False) if id_of(context.get("id")) else None,
    )


def from_webhook(entry: Any, own: Own, *, deep: bool = True) -> Post:
    """A post as a webhook delivers it."""
    post = _mapping(entry)
    id = _required_id(post.get("id_str") or post.get("id"))
    history = _mapping(post.get("edit_history"))
    versions = [one for value in _listed(history.get("edit_tweet_ids")) if (one := id_of(value))]
    user = _mapping(post.get("user"))
    whole = _mapping(post.get("extended_tweet"))
    inside = whole or post
    entities = _mapping(inside.get("entities"))
    media = _mappings(_mapping(inside.get("extended_entities")).get("media")) or _mappings(entities.get("media"))
    links = [
        *(
            Link(_text(one.get("url")), _text(one.get("expanded_url")) or _text(one.get("url")))
            for one in _mappings(entities.get("urls"))
            if _text(one.get("url"))
        ),
        *(Link(_text(one.get("url")), "", media=True) for one in media if _text(one.get("url"))),
    ]
    parent = id_of(post.get("in_reply_to_status_id_str") or post.get("in_reply_to_status_id"))
    quoted = _mapping(post.get("quoted_status"))
    mentioned = _mappings(entities.get("user_mentions"))
    username = _text(user.get("screen_name"))
    quoted_author = id_of(_mapping(quoted.get("user")).get("id_str"))
    return Post(
        id=id,
        versions=(*versions, id) if id not in versions else tuple(versions),
        text=readable(
            _text(whole.get("full_text")) or _text(post.get("full_text")) or _text(post.get("text")),
            links,
            username=own.username,
            is_reply=parent is not None,
            media=_kind((_text(one.get("type")) for one in media), bool(media)),
        ),
        author=_text(user.get("name")) or (f"@{username}" if username else None),
        author_id=id_of(user.get("id_str") or user.get("id")),
        at=_milliseconds(post.get("timestamp_ms")) or _v1_time(post.get("created_at")),
        thread=id_of(post.get("conversation_id_str") or post.get("conversation_id")),
        parent=parent,
        mentions=_is_mentioned(
            own, ((one.get("id_str") or one.get("id"), one.get("screen_name")) for one in mentioned)
        ),
        quotes=bool(own.user_id) and quoted_author == own.user_id,
        reposted=bool(_mapping(post.get("retweeted_status"))),
        reply_settings="",
        url=address(id, username),
        reach=_count(user.get("followers_count")),
        context=from_webhook(quoted, own, deep=False) if deep and id_of(quoted.get("id_str")) else None,
    )


def versions_of(post: Mapping[str, Any], id: str) -> tuple[str, ...]:
    """Every id that a post of API v2 has had, from the first to the latest."""
    versions = tuple(one for value in _listed(post.get("edit_history_tweet_ids")) if (one := id_of(value)))
    return versions if id in versions else (*versions, id)


def address(id: str, username: str = "") -> str:
    """Where a person sees the post."""
    return f"https://x.com/{username or 'i/web'}/status/{id}"


def id_of(value: Any) -> str | None:
    """An id of X: digits in a string, or the number that older answers give."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and 0 < len(value) <= MAX_ID else None


def _required_id(value: Any) -> str:
    id = id_of(value)
    if id is None:
        raise Unreadable("A post without an id.")
    return id


def _is_mentioned(own: Own, mentioned: Iterable[tuple[Any, Any]]) -> bool:
    return any(
        (own.user_id and id_of(id) == own.user_id) or (own.username and _text(username).lower() == own.username.lower())
        for id, username in mentioned
    )


def _points_to(url: str, username: str, id: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    path = parts.path.strip("/").lower().split("/")
    return (parts.netloc.lower() in _HOSTS) and path[:3] == [username.lower(), "status", id]


def _kind(types: Iterable[str | None], any_media: bool) -> str | None:
    known = [_MEDIA[kind] for kind in types if kind in _MEDIA]
    return known[0] if known else ("picture" if any_media else None)


def _iso(value: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(_text(value).replace("Z", "+00:00"))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=timezone.utc)


def _v1_time(value: Any) -> datetime | None:
    try:
        return datetime.strptime(_text(value), V1_TIME)
    except ValueError:
        return None


def _milliseconds(value: Any) -> datetime | None:
    digits = id_of(value)
    if digits is None or not digits.isascii() or not digits.isdigit() or len(digits) > 14:
        return None
    return datetime.fromtimestamp(int(digits) / 1000, tz=timezone.utc)


def _count(value: Any) -> int:
    return min(max(value, 0), MAX_REACH) if isinstance(value, int) and not isinstance(value, bool) else 0


def _by_id(candidates: Any) -> dict[str, Mapping[str, Any]]:
    known: dict[str, Mapping[str, Any]] = {}
    for one in _mappings(candidates):
        known.setdefault(id_of(one.get("id")) or "", one)
    known.pop("", None)
    return known


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in _listed(value) if isinstance(one, dict)]


def _strings(value: Any) -> list[str]:
    return [one for one in _listed(value) if isinstance(one, str)]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
