"""The Graph API's error codes, and what each means for a connection, a comment and a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from desk.connectors.calling import Answer
from desk.connectors.graph.usage import regain_of
from desk.connectors.graph.values import mapping
from desk.domain.platform import DEAD, PlatformError, Trouble
from desk.domain.reply import Refused, Uncertain

TOKEN: Final = frozenset({102, 190})
PERMISSION: Final = frozenset({3, 10, *range(200, 300)})
RATE: Final = frozenset({4, 17, 32, 341, 613, 80001, 80002, 80006})
AWAY: Final = frozenset({1, 2})
PARAMETER: Final = 100
NOT_THERE: Final = 33
"""Subcode of 100: no such object, or it may not be seen."""
OUTSIDE_WINDOW: Final = 2018278
"""Subcode of 10: too late for a message."""
MISSING: Final = frozenset({803})

RECONNECT: Final = "Reconnect the page in Settings, Connections."
TOKEN_REASONS: Final = {
    458: "The person who connected {who} took the app's access away.",
    459: "{who} wants the person who connected the page to sign in there and confirm who they are.",
    460: "The person who connected {who} changed their password.",
    463: "This connection's token for {who} has expired.",
    464: "{who} wants the person who connected the page to sign in there and confirm who they are.",
    492: "The person who connected {who} has no role on the page any more.",
}
REFUSALS: Final = {
    368: "{who} blocks this for a while because it looks like abuse. Wait some hours, and vary the wording of replies.",
    506: "{who} takes this for a repetition of the comment before. Change the wording and approve it again.",
    551: "This person can't be reached by message right now. Reply in public instead, or try again later.",
    10900: "This comment has had its private reply already; {who} allows one. Reply in public instead.",
    10903: "{who} takes no private reply to this comment: it is older than seven days, or its author takes no messages. "
    "Reply in public instead.",
}
GONE: Final = "The comment is no longer on {who}, or the page may not see it."


@dataclass(frozen=True)
class Failure:
    """What an answer that is no yes says; ``code`` and ``subcode`` are 0 where it has none."""

    answer: Answer
    who: str
    code: int
    subcode: int

    @property
    def trouble(self) -> Trouble:
        """Which kind of trouble it is."""
        if self.code in TOKEN or (not self.code and self.answer.status == 401):
            return Trouble.TOKEN
        if self.code in RATE or self.answer.status == 429:
            return Trouble.RATE
        if self.is_not_there:
            return Trouble.MISSING
        if self.code in PERMISSION and self.subcode != OUTSIDE_WINDOW:
            return Trouble.PERMISSION
        if self.code in AWAY or self.answer.status >= 500 or not self.code:
            return Trouble.AWAY
        return Trouble.REFUSED

    @property
    def is_not_there(self) -> bool:
        """Whether the object that was asked for isn't there, or may not be seen."""
        return (self.code, self.subcode) == (PARAMETER, NOT_THERE) or self.code in MISSING

    @property
    def reason(self) -> str:
        """A sentence for a community manager."""
        number = str(self.code or self.answer.status) + (f", {self.subcode}" if self.subcode else "")
        if self.trouble is Trouble.TOKEN:
            default = "{who} no longer accepts this connection's token."
            return f"{TOKEN_REASONS.get(self.subcode, default).format(who=self.who)} {RECONNECT}"
        if self.code in REFUSALS:
            return REFUSALS[self.code].format(who=self.who)
        if self.subcode == OUTSIDE_WINDOW:
            return REFUSALS[10903].format(who=self.who)
        return {
            Trouble.PERMISSION: f"{self.who} doesn't let this connection do that (error {number}). Reconnect the page in "
            "Settings, Connections, and grant every permission that is asked for.",
            Trouble.RATE: f"{self.who} has been asked too much for now (error {number}); it goes on by itself.",
            Trouble.MISSING: f"{self.who} has nothing there that this connection may see (error {number}). Check the id "
            "in Settings, Connections.",
            Trouble.AWAY: f"{self.who} answers with errors of its own ({number}); the desk tries again by itself.",
        }.get(self.trouble, f"{self.who} refused this (error {number}).")

    def raised(self) -> PlatformError:
        """As the exception of a call that changes nothing."""
        return PlatformError(self.trouble, self.reason, self._retry_after())

    def outcome(self) -> Refused | Uncertain:
        """As the end of a call that posts something."""
        if self.trouble is Trouble.RATE:
            return Refused(self.reason, passing=True, retry_after=self._retry_after(), trouble=Trouble.RATE)
        if self.trouble is Trouble.AWAY:
            if self.answer.status == 503:
                return Refused(self.reason, passing=True, retry_after=self._retry_after(), trouble=Trouble.AWAY)
            return Uncertain(f"{self.who} answered with an error of its own ({self.answer.status}); it may be there.")
        if self.trouble is Trouble.MISSING:
            return Refused(GONE.format(who=self.who))
        return Refused(self.reason, trouble=self.trouble if self.trouble in DEAD else None)

    def _retry_after(self) -> timedelta | None:
        return self.answer.retry_after or regain_of(self.answer.headers)


def failure_of(answer: Answer, who: str) -> Failure | None:
    """What went wrong; None where the answer is a yes. An error counts whatever the status."""
    error = mapping(answer.json).get("error")
    if answer.ok and error is None and isinstance(answer.json, dict):
        return None
    error = mapping(error)
    return Failure(answer, who, _number(error.get("code")), _number(error.get("error_subcode")))


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
