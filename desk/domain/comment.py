"""The life of a comment: its states, and the lettered moves between them.

::

    received ─a▶ drafting ─b▶ waiting ─c▶ approved ─d▶ sending ─e▶ sent
                     │            │ ▲          │           ├─f▶ failed
                     │            │ └───u──────┘           └─g▶ unknown
                     │            ├─h▶ dismissed
                     └─i▶ waiting, without a draft

Beside these: an author's edit takes a comment back to drafting (j); a deletion closes it (k); a person decides
about a failed or unknown reply: send again (l), give up (m), "I saw it on the platform" (n). A reply that was put off
while its comment was edited or deleted is withdrawn: the comment is drafted anew (o) or closed (p). A reply to a
comment that a colleague answered on the platform itself is held back, and people decide again (q). A reply that is
unknown, and of which the platform says that it isn't there, has failed (r). Where a reply is carried over by hand, a person
says that they posted it (s) or that it can't be posted (t).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from desk.domain.errors import IllegalMove


class CommentState(str, Enum):
    """Where a comment stands."""

    RECEIVED = "received"
    DRAFTING = "drafting"
    WAITING = "waiting"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    DISMISSED = "dismissed"


OPEN = frozenset({CommentState.RECEIVED, CommentState.DRAFTING, CommentState.WAITING})
"""Nobody has decided yet."""


class Move(str, Enum):
    """Why a comment changes its state; the value is the event's kind."""

    START_DRAFTING = "drafting_started"  # a
    DRAFTED = "drafted"  # b
    APPROVE = "approved"  # c
    START_SENDING = "sending_started"  # d
    CONFIRM = "sent"  # e
    FAIL = "failed"  # f
    LOSE_TRACK = "unknown"  # g
    DISMISS = "dismissed"  # h
    NOT_DRAFTED = "not_drafted"  # i
    EDITED = "edited"  # j
    DELETED = "deleted"  # k
    RETRY = "retried"  # l
    GIVE_UP = "gave_up"  # m
    MARK_SENT = "marked_sent"  # n
    HOLD_BACK = "held_back"  # q
    NOT_THERE = "not_there"  # r
    POSTED = "posted_by_hand"  # s
    NOT_POSTED = "not_posted"  # t
    WITHDRAW = "withdrawn"  # o
    CLOSE = "closed"  # p
    UNDO = "undone"  # u
    REDRAFT = "redraft_asked"


_S = CommentState
_UNSENT = (_S.RECEIVED, _S.DRAFTING, _S.WAITING, _S.APPROVED, _S.DISMISSED, _S.FAILED)

MOVES: Mapping[Move, Mapping[CommentState, CommentState]] = {
    # `drafting` again: a worker died between claiming the comment and storing its draft.
    Move.START_DRAFTING: {_S.RECEIVED: _S.DRAFTING, _S.DRAFTING: _S.DRAFTING, _S.WAITING: _S.WAITING},
    # `waiting` again: a draft that comes late, after the comment was shown without one.
    Move.DRAFTED: {_S.DRAFTING: _S.WAITING, _S.WAITING: _S.WAITING},
    Move.NOT_DRAFTED: {_S.DRAFTING: _S.WAITING, _S.WAITING: _S.WAITING},
    # A person need not wait for the assistant to answer or dismiss.
    Move.APPROVE: {_S.WAITING: _S.APPROVED, _S.DRAFTING: _S.APPROVED, _S.RECEIVED: _S.APPROVED},
    Move.DISMISS: {_S.WAITING: _S.DISMISSED, _S.DRAFTING: _S.DISMISSED, _S.RECEIVED: _S.DISMISSED},
    Move.UNDO: {_S.APPROVED: _S.WAITING, _S.DISMISSED: _S.WAITING},
    Move.START_SENDING: {_S.APPROVED: _S.SENDING},
    # From `unknown`: the platform's confirmation came late, but it came.
    Move.CONFIRM: {_S.SENDING: _S.SENT, _S.UNKNOWN: _S.SENT},
    Move.FAIL: {_S.SENDING: _S.FAILED},
    Move.LOSE_TRACK: {_S.SENDING: _S.UNKNOWN},
    Move.RETRY: {_S.FAILED: _S.APPROVED, _S.UNKNOWN: _S.APPROVED},
    Move.GIVE_UP: {_S.FAILED: _S.WAITING, _S.UNKNOWN: _S.WAITING},
    Move.MARK_SENT: {_S.UNKNOWN: _S.SENT},
    Move.POSTED: {_S.SENDING: _S.SENT},
    Move.NOT_POSTED: {_S.SENDING: _S.FAILED},
    Move.HOLD_BACK: {_S.APPROVED: _S.WAITING, _S.SENDING: _S.WAITING},
    Move.NOT_THERE: {_S.UNKNOWN: _S.FAILED},
    Move.REDRAFT: {_S.WAITING: _S.WAITING},
    Move.WITHDRAW: {_S.APPROVED: _S.DRAFTING, _S.SENDING: _S.DRAFTING},
    Move.CLOSE: {_S.APPROVED: _S.DISMISSED, _S.SENDING: _S.DISMISSED},
    # What is on its way or out stays as it is; the edit is noted, nothing is taken back.
    Move.EDITED: {**{state: _S.DRAFTING for state in _UNSENT}, **{s: s for s in (_S.SENDING, _S.SENT, _S.UNKNOWN)}},
    Move.DELETED: {**{state: _S.DISMISSED for state in _UNSENT}, **{s: s for s in (_S.SENDING, _S.SENT, _S.UNKNOWN)}},
}


def after(state: CommentState, move: Move) -> CommentState:
    """The state that ``move`` leads to from ``state``; raises IllegalMove with words for a person."""
    try:
        return MOVES[move][state]
    except KeyError:
        raise IllegalMove(f"This comment is {state.value}: it can't be {move.value.replace('_', ' ')} now.") from None


@dataclass(frozen=True)
class Turn:
    """One earlier utterance in the thread of a comment, oldest first in lists."""

    author: str | None
    from_page: bool
    text: str
    at: datetime | None = None


@dataclass(frozen=True)
class Comment:
    """What a consumer wrote, wherever, and how far the desk is with it.

    ``version`` grows with every change; ``text_version`` only when the author edits. A reply approved for an older
    text version is never sent.
    """

    id: UUID
    page_id: str
    connection_id: UUID
    thread_id: UUID
    channel: str
    external_id: str
    author: str | None
    text: str
    received_at: datetime
    state: CommentState
    version: int = 1
    text_version: int = 1
    url: str | None = None
    turns: tuple[Turn, ...] = ()
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    draft_id: UUID | None = None
    reach: int = 0
    """How many may have seen it, where the platform tells."""
    due_at: datetime | None = None
    """By when its reply is promised."""
    cannot_reply: str | None = None
    """Why its platform takes no reply to it, in words for a person; None where it does."""
    reply_limit: int | None = None
    """How long a reply may be where its connection says so; None: as the channel has it."""
