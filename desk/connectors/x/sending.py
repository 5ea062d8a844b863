"""What became of a reply that was handed to X."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from desk.connectors.calling import Answer
from desk.connectors.x.posts import id_of
from desk.connectors.x.problems import error_of
from desk.domain.platform import Trouble
from desk.domain.reply import Outcome, Refused, Sent, Uncertain
from language.channels import length, limit_of

CHANNEL: Final = "x"
ODD_ID: Final = "This comment has no id of X, so X can't be told which post to answer."
GONE: Final = "The post is gone from X, or no longer shown to this account, so nothing was sent."
SAID_BEFORE: Final = (
    "X takes the same words only once, and the account posted these already under another post. "
    "Change a few words and approve the reply again."
)
CLOSED: Final = (
    "X takes no reply from this account here: the author limits who may answer or has blocked the account, or the app's "
    "plan lets it answer only authors who mentioned or quoted the account. Answer by hand on X, or dismiss the comment."
)
_MAY_HAVE_ACTED: Final = frozenset({500, 502, 504})


def too_long(text: str) -> Refused | None:
    """The refusal of a reply that X would cut off; None where it fits."""
    limit = limit_of(CHANNEL)
    size = length(text, limit.counting)
    if size <= limit.limit:
        return None
    return Refused(
        f"The reply is too long for X: it counts {size} characters (a link 23, an emoji 2), and {limit.limit} are taken. "
        "Shorten it and approve it again.",
        trouble=Trouble.REFUSED,
    )


def outcome_of(answer: Answer, now: datetime) -> Outcome:
    """What X answered to a post."""
    if answer.ok:
        data = answer.json.get("data") if isinstance(answer.json, dict) else None
        id = id_of(data.get("id")) if isinstance(data, dict) else None
        if id is not None:
            return Sent(id)
        if not (isinstance(answer.json, dict) and answer.json.get("errors")):
            return Uncertain("X took the reply but did not say its id; it is probably there.")
    if answer.status in _MAY_HAVE_ACTED:
        return Uncertain(f"X fell over while taking the reply ({answer.status}); it may be there.")
    error = error_of(answer, now)
    if error.trouble is Trouble.MISSING:
        return Refused(GONE, trouble=Trouble.REFUSED)
    passing = error.trouble in (Trouble.RATE, Trouble.AWAY)
    return Refused(error.reason, passing, error.retry_after, error.trouble)


def forbidden(*, said_before: bool, gone: bool) -> Refused:
    """Why X forbade a reply without giving the kind of problem."""
    reason = GONE if gone else SAID_BEFORE if said_before else CLOSED
    return Refused(reason, trouble=Trouble.REFUSED)
