"""Whom the desk tells outside, about what, when not, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from desk.domain.text import excerpt

ESCALATION: Final = "escalation"
FAILED: Final = "failed"
UNKNOWN: Final = "unknown"
CONNECTION: Final = "connection"
PROMISE: Final = "promise"
MENTION: Final = "mention"
LEARNING: Final = "learning"
REASONS: Final = (ESCALATION, FAILED, UNKNOWN, CONNECTION, PROMISE, MENTION, LEARNING)

PUT_OFF: Final = "put_off"
"""A reply will be tried again: nobody is told, but the connection may turn out to be failing."""

GATHER: Final = timedelta(minutes=1)
"""Within this time after a message the next ones are gathered into one."""
LISTED: Final = 10
_TITLES: Final = {
    ESCALATION: "Escalation on {page}",
    FAILED: "A reply was not posted on {page}",
    UNKNOWN: "A reply may not be posted on {page}",
    CONNECTION: "The connection of {page} is failing",
    PROMISE: "A reply is due soon on {page}",
    MENTION: "You were mentioned on {page}",
    LEARNING: "Learning needs somebody",
}
_ESCALATIONS: Final = {
    "safety": "possible injury or danger",
    "legal": "legal threat",
    "self-harm": "possible self-harm",
    "discrimination": "discrimination",
    "data-breach": "possible data leak",
    "press": "press enquiry",
}


@dataclass(frozen=True)
class QuietHours:
    """From ``start`` to ``end`` each day in ``zone`` nothing is sent; past midnight where ``end`` is earlier."""

    start: time
    end: time
    zone: str

    def over_at(self, now: datetime) -> datetime | None:
        """When the quiet that holds now ends; None when it isn't quiet."""
        local = now.astimezone(ZoneInfo(self.zone))
        at = local.time().replace(tzinfo=None)
        within = self.start <= at < self.end if self.start < self.end else at >= self.start or at < self.end
        if not within:
            return None
        day = local.date() + timedelta(days=1 if self.start > self.end and at >= self.start else 0)
        return datetime.combine(day, self.end, ZoneInfo(self.zone)).astimezone(now.tzinfo)

    def as_dict(self) -> dict[str, str]:
        """The form in which it is stored."""
        return {"from": f"{self.start:%H:%M}", "until": f"{self.end:%H:%M}", "zone": self.zone}


@dataclass(frozen=True)
class Target:
    """Somebody to tell: through which service, for which page (None: all), about what; its address is sealed."""

    id: UUID
    page_id: str | None
    name: str
    service: str
    url: bytes
    reasons: tuple[str, ...]
    quiet: QuietHours | None
    created_at: datetime
    sent_at: datetime | None = None
    failed_at: datetime | None = None
    error: str | None = None

    def free_at(self, now: datetime) -> datetime:
        """When the next message may leave: not in quiet hours, and not right behind the last one."""
        gathered = self.sent_at + GATHER if self.sent_at else now
        at = max(now, gathered)
        return (self.quiet.over_at(at) or at) if self.quiet else at


@dataclass(frozen=True)
class Notice:
    """What a target is to be told; ``comment_id``, ``channel`` and ``text`` are None where it is about a connection or
    about learning, which concerns all pages."""

    id: int
    reason: str
    comment_id: UUID | None
    page: str
    channel: str | None
    text: str | None
    at: datetime
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Message:
    """A title of one line and a text."""

    title: str
    text: str


def message_of(notices: Sequence[Notice], desk_url: str) -> Message:
    """One message about one or many; the comments' texts are without personal data already."""
    if len(notices) == 1:
        (notice,) = notices
        return Message(_title(notice), f"{_words(notice)}\n{_link(notice, desk_url)}")
    lines = [f"• {_title(one)}: {_words(one)}\n  {_link(one, desk_url)}" for one in notices[:LISTED]]
    if len(notices) > LISTED:
        lines.append(f"… and {len(notices) - LISTED} more in the desk: {desk_url}/")
    pages = sorted({one.page for one in notices})
    where = pages[0] if len(pages) == 1 else f"{len(pages)} pages"
    return Message(f"{len(notices)} things on {where} need somebody", "\n".join(lines))


def _title(notice: Notice) -> str:
    title = _TITLES[notice.reason].format(page=notice.page)
    reasons = [_ESCALATIONS.get(one, one) for one in notice.detail.get("escalate", ())]
    return f"{title}: {', '.join(reasons)}" if reasons else title


def _words(notice: Notice) -> str:
    reason = notice.detail.get("reason")
    if notice.text is None:
        return _harmless(excerpt(str(reason)))
    said = f"“{_harmless(excerpt(notice.text))}”"
    return f"{said} ({_harmless(excerpt(str(reason)))})" if reason else said


def _link(notice: Notice, desk_url: str) -> str:
    if notice.comment_id:
        return f"{desk_url}/comment/{notice.comment_id}"
    return f"{desk_url}/learning" if notice.reason == LEARNING else f"{desk_url}/settings/connections"


def _harmless(text: str) -> str:
    """Without signs by which a chat service would call people or draw a link that the desk did not write."""
    return text.replace("@", "@\u200b").replace("<", "‹").replace(">", "›").replace("](", "] (")
