"""Replies: what a person approved, and what became of sending it.

Only :func:`approve` makes an :class:`ApprovedReply`, and only an ``ApprovedReply`` can be handed to a connector:
nothing that nobody approved can be posted. Where a page demands two people, it takes the first one's approval of the same
text to make one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Final
from uuid import UUID

from desk.domain.errors import Invalid, SecondNeeded
from desk.domain.platform import Trouble
from desk.domain.second_approval import FirstApproval

MAX_UNDO_WINDOW: Final = timedelta(hours=1)
_APPROVING: Final = object()


class ReplyState(str, Enum):
    """Where a reply stands; the comment's state follows it."""

    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class ApprovedReply:
    """A text that a named person approved for one version of one comment."""

    id: UUID
    comment_id: UUID
    text_version: int
    text: str
    approved_by: UUID
    approved_at: datetime
    send_after: datetime
    draft_id: UUID | None
    _made_by: object = field(repr=False, compare=False)
    first: FirstApproval | None = None
    """What another person approved before, where two did."""
    private: bool = False
    """For the comment's author alone, where the platform can do that."""

    def __post_init__(self) -> None:
        if self._made_by is not _APPROVING:
            raise TypeError("An ApprovedReply is made by approve() or read back by recall(), not by hand.")


def approve(
    *,
    reply_id: UUID,
    comment_id: UUID,
    text_version: int,
    text: str,
    person_id: UUID,
    now: datetime,
    undo_window: timedelta,
    draft_id: UUID | None = None,
    needs_second: bool = False,
    first: FirstApproval | None = None,
    private: bool = False,
) -> ApprovedReply:
    """The one way to a postable reply: a person's approval, and with ``needs_second`` another's before.

    Raises Invalid for an empty text, SecondNeeded where ``first`` is not another person's approval of this text for the
    same readers.
    """
    if not text.strip():
        raise Invalid("A reply needs text. Write it, or dismiss the comment if no reply is needed.")
    if first is not None and not first.holds_for(comment_id, text_version, text, private):
        first = None
    if needs_second and first is None:
        raise SecondNeeded()
    if first is not None and first.by_id == person_id:
        if needs_second:
            raise SecondNeeded("You approved this reply already; now a second person has to.")
        first = None
    window = min(max(undo_window, timedelta(0)), MAX_UNDO_WINDOW)
    return ApprovedReply(
        reply_id,
        comment_id,
        text_version,
        text.strip(),
        person_id,
        now,
        now + window,
        draft_id,
        _APPROVING,
        first,
        private,
    )


def recall(
    *,
    id: UUID,
    comment_id: UUID,
    text_version: int,
    text: str,
    approved_by: UUID,
    approved_at: datetime,
    send_after: datetime,
    draft_id: UUID | None,
    first_approved_by: UUID | None = None,
    first_approved_at: datetime | None = None,
    private: bool = False,
) -> ApprovedReply:
    """Read an approval back from where it was stored with the person, or the two, who gave it."""
    first = None
    if first_approved_by is not None and first_approved_at is not None:
        first = FirstApproval(comment_id, text_version, text, first_approved_by, first_approved_at, draft_id, private)
    return ApprovedReply(
        id, comment_id, text_version, text, approved_by, approved_at, send_after, draft_id, _APPROVING, first, private
    )


@dataclass(frozen=True)
class Sent:
    """The platform confirmed the reply. ``note``: what a person should know about it nevertheless."""

    external_id: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Refused:
    """The platform certainly did not take the reply. ``passing``: trying again later may help.

    ``trouble``: what it says about the connection as a whole; one of ``DEAD`` keeps the reply until it is mended.
    """

    reason: str
    passing: bool = False
    retry_after: timedelta | None = None
    trouble: Trouble | None = None


@dataclass(frozen=True)
class Uncertain:
    """Nobody can say whether the reply arrived; it is never sent again on its own."""

    reason: str


@dataclass(frozen=True)
class HandedOver:
    """The reply lies ready to be fetched; it counts as sent when the other side confirms."""


Outcome = Sent | Refused | Uncertain | HandedOver
