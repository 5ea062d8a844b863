"""Asking X for new posts: page by page, from where the last time ended, so that nothing is skipped.

X gives the newest first. While a round has pages left, the cursor keeps the round's start and the next page; only a whole
round moves the start. It moves to a little before the newest post seen: posts may appear a little late.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from desk.connectors.calling import Answer
from desk.connectors.x.api import Api, moment
from desk.connectors.x.posts import id_of
from desk.connectors.x.problems import UNREADABLE, error_of, problem_of
from desk.domain.platform import PlatformError, Trouble

PAGE: Final = "100"
OVERLAP: Final = timedelta(minutes=2)
SEARCHED: Final = timedelta(days=7) - timedelta(minutes=5)
"""How far back the recent search goes."""
_EPOCH: Final = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=timezone.utc)
_MILLISECOND: Final = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Place:
    """How far a stream of posts was read: since an id, or where none was ever seen since a time."""

    since_id: str | None = None
    start: str | None = None
    page: str | None = None
    newest: str | None = None

    @classmethod
    def of(cls, cursor: Any) -> Place:
        """As a cursor keeps it; anything strange in it is as if it weren't there."""
        known = cursor if isinstance(cursor, dict) else {}
        return cls(**{name: id_of(known.get(name)) for name in ("since_id", "start", "page", "newest")})

    @property
    def kept(self) -> dict[str, Any]:
        """For the cursor."""
        return {name: value for name, value in asdict(self).items() if value}


async def next_page(
    api: Api, path: str, query: Mapping[str, str], place: Place, now: datetime, token_name: str, back: timedelta
) -> tuple[Answer, Place]:
    """One page of a stream, and the place after it. ``back``: how far back it goes at most where nothing was seen."""
    limits = {"max_results": PAGE}
    start = place.start or moment(now - back)
    if place.since_id:
        limits["since_id"] = place.since_id
    else:
        limits["start_time"] = start
    if place.page:
        limits[token_name] = place.page
    answer = await api.ask(path, {**query, **limits})
    if answer.status == 400 and place.page:
        # The page is no longer kept there: the round begins anew.
        return answer, replace(place, page=None, newest=None)
    if not answer.ok:
        raise error_of(answer, now)
    meta = answer.json.get("meta") if isinstance(answer.json, dict) else None
    if not isinstance(meta, dict):
        raise error_of(answer, now) if problem_of(answer) else PlatformError(Trouble.AWAY, UNREADABLE)
    newest = place.newest or id_of(meta.get("newest_id"))
    following = id_of(meta.get("next_token"))
    if following:
        return answer, replace(place, start=start if not place.since_id else None, page=following, newest=newest)
    if newest:
        return answer, Place(since_id=a_little_before(newest))
    return answer, replace(place, start=start if not place.since_id else None, page=None, newest=None)


def a_little_before(id: str) -> str:
    """The id of a post that would have been written a little earlier: X's ids begin with their time."""
    if not (id.isascii() and id.isdigit()):
        return id
    earlier = (int(id) >> 22) - OVERLAP // _MILLISECOND
    return str(max(earlier << 22, 1))


def written_before(id: str, at: datetime) -> bool:
    """Whether a post with this id is older."""
    return id.isascii() and id.isdigit() and _EPOCH + (int(id) >> 22) * _MILLISECOND < at


def has_posts(answer: Answer) -> bool:
    """Whether there is anything in the page worth keeping."""
    return bool(isinstance(answer.json, dict) and answer.json.get("data"))
