"""What platforms tell, so that the desk can store it: what doesn't fit is cut or left out, and the rest isn't lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import Any, Final

from desk.domain.incoming import Added, Answered, Edited, Happening, Incoming, Removed
from desk.domain.text import MAX_COMMENT, MAX_ID, MAX_NAME, cleaned
from desk.domain.urgency import MAX_REACH
from desk.services.receive import MAX_LINK, MAX_TURNS

CUT: Final = " …"
MAX_CONTEXT: Final = 20_000
"""Characters of a post or an earlier turn."""
YEARS: Final = range(1990, 2201)


def fitting(happening: Happening) -> Happening:
    """The same, within the desk's bounds. Raises Invalid where nothing is left that it could be known by."""
    account = None if happening.account is None else cleaned(happening.account, "The account's id", MAX_ID)
    if isinstance(happening, Added):
        return Added(_comment(happening.comment), account)
    if isinstance(happening, Edited):
        return Edited(_comment(happening.comment), _time(happening.at), account)
    if isinstance(happening, Removed):
        return Removed(_required(happening.external_id), account)
    if isinstance(happening, Answered):
        return Answered(
            _required(happening.to),
            _required(happening.external_id),
            _text(happening.text),
            _short(happening.author, MAX_NAME),
            _time(happening.at),
            account,
        )
    return happening


def _comment(told: Incoming) -> Incoming:
    return replace(
        told,
        external_id=_required(told.external_id),
        text=_text(told.text),
        author=_short(told.author, MAX_NAME),
        author_id=_id(told.author_id),
        thread=_id(told.thread),
        parent=_id(told.parent),
        post=_post(told.post),
        url=_link(told.url),
        written_at=_time(told.written_at),
        turns=tuple(
            replace(
                one, author=_short(one.author, MAX_NAME), text=_short(one.text, MAX_CONTEXT) or "", at=_time(one.at)
            )
            for one in told.turns[-MAX_TURNS:]
        ),
        reach=min(max(told.reach, 0), MAX_REACH),
        cannot_reply=_short(told.cannot_reply, MAX_LINK),
    )


def _required(id: str) -> str:
    return cleaned(id, "The comment's id", MAX_ID)


def _id(value: str | None) -> str | None:
    """Cut, it would name something else: one that is too long is none."""
    found = cleaned(value or "", "The id", len(value or ""), required=False)
    return found if 0 < len(found) <= MAX_ID else None


def _link(value: str | None) -> str | None:
    found = cleaned(value or "", "The address", len(value or ""), required=False)
    return found if 0 < len(found) <= MAX_LINK else None


def _short(value: str | None, limit: int) -> str | None:
    return cleaned((value or "")[:limit], "The text", limit, required=False) or None


def _text(value: str) -> str:
    found = cleaned(value, "The text", len(value), required=False)
    return found if len(found) <= MAX_COMMENT else found[: MAX_COMMENT - len(CUT)] + CUT


def _post(post: dict[str, Any] | None) -> dict[str, Any] | None:
    kept = {name: _link(value) if name == "url" else _short(value, MAX_CONTEXT) for name, value in (post or {}).items()}
    return {name: value for name, value in kept.items() if value} or None


def _time(at: datetime | None) -> datetime | None:
    """In UTC; None where nobody can have written then."""
    if at is None or at.year not in YEARS:
        return None
    at = at.astimezone(timezone.utc)
    return at if at.year in YEARS else None
