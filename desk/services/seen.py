"""Changing a comment that a person looked at."""

from __future__ import annotations

from uuid import UUID

from desk.domain.comment import Comment
from desk.domain.errors import IllegalMove, NotFound, Stale
from desk.domain.together import OPEN
from desk.ports.together import TogetherUnit


async def as_seen(unit: TogetherUnit, comment_id: UUID, version: int) -> Comment:
    """The comment, kept from others until the transaction ends; Stale when it is no longer what the person saw."""
    comment = await unit.comments.get(comment_id, lock=True)
    if comment is None:
        raise NotFound("This comment isn't here any more.")
    if comment.version != version:
        raise Stale("This comment changed since you opened it; look at it again before you decide.")
    return comment


def check_open(comment: Comment) -> None:
    """Raise IllegalMove for a comment that needs nobody any more."""
    if comment.state not in OPEN or comment.deleted_at is not None:
        raise IllegalMove(f"This comment is {comment.state.value}: nothing is left to wait for.")
