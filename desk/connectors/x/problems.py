"""What X's refusals mean. Told apart by the ``type`` of the problem, X's numeric codes and the status; never by words.

Source: docs.x.com, X API, Response codes and errors; the numeric codes are those of API v1.1, which v2 answers in places.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, Final

from desk.connectors.calling import Answer, seconds
from desk.domain.platform import PlatformError, Trouble

TOKEN: Final = "X no longer accepts this connection's keys and tokens. Generate new ones in the X developer console and reconnect the account in Settings, Connections."
NOT_ALLOWED: Final = "X doesn't let this app do that. In the X developer console, check the app's plan and that its permission is Read and write; then generate the access token anew and reconnect the account in Settings, Connections."
READ_ONLY: Final = "This app may only read on X. Set its permission to Read and write in the X developer console, generate the access token anew, and reconnect the account in Settings, Connections."
NOT_ENROLLED: Final = "X doesn't let this app use its API v2. In the X developer console, put the app into a project with a plan that has it; then reconnect the account in Settings, Connections."
NO_CREDITS: Final = "The X credits of this app are used up, so X does nothing more for it. Buy credits or raise the spending limit in the X developer console."
CAPPED: Final = "This app has used up what its X plan allows for the month. It goes on when X's month begins anew, or as soon as somebody raises the plan in the X developer console."
CAPPED_TODAY: Final = "This app has used up what its X plan allows for a day. It goes on by itself tomorrow."
LOCKED: Final = "X has locked or suspended this account. Sign in to X as the account and follow what it asks."
RATE: Final = "X has had too many requests for now; the desk goes on by itself."
CLOCK: Final = (
    "X refuses this machine's requests because its clock is wrong. Set the clock; the desk then goes on by itself."
)
MISSING: Final = "X doesn't find this account or address. Check the connection in Settings, Connections."
HIDDEN: Final = "X doesn't show this post to the account; its author has protected or restricted it."
AWAY: Final = "X answers with an error of its own ({status}); the desk tries again by itself."
UNREADABLE: Final = "X gave an answer that can't be read; the desk tries again by itself."
REFUSED: Final = "X refused the request ({status})."

_BY_TYPE: Final = {
    "oauth1-permissions": (Trouble.PERMISSION, READ_ONLY),
    "client-forbidden": (Trouble.PERMISSION, NOT_ENROLLED),
    "unsupported-authentication": (Trouble.PERMISSION, NOT_ALLOWED),
    "credits": (Trouble.PERMISSION, NO_CREDITS),
    "usage-capped": (Trouble.RATE, CAPPED),
    "rate-limit-exceeded": (Trouble.RATE, RATE),
    "resource-not-found": (Trouble.MISSING, MISSING),
    "not-authorized-for-resource": (Trouble.REFUSED, HIDDEN),
}
_BY_CODE: Final = {
    32: (Trouble.TOKEN, TOKEN),
    64: (Trouble.PERMISSION, LOCKED),
    88: (Trouble.RATE, RATE),
    89: (Trouble.TOKEN, TOKEN),
    135: (Trouble.TOKEN, CLOCK),
    261: (Trouble.PERMISSION, READ_ONLY),
    326: (Trouble.PERMISSION, LOCKED),
    453: (Trouble.PERMISSION, NOT_ENROLLED),
}
_BY_STATUS: Final = {
    401: (Trouble.TOKEN, TOKEN),
    402: (Trouble.PERMISSION, NO_CREDITS),
    403: (Trouble.PERMISSION, NOT_ALLOWED),
    404: (Trouble.MISSING, MISSING),
    429: (Trouble.RATE, RATE),
}
_WINDOWS: Final = ("x-rate-limit", "x-app-limit-24hour", "x-user-limit-24hour")
_NEARLY_SPENT: Final = 1


def problem_of(answer: Answer) -> str:
    """The last part of the problem's type, such as ``usage-capped``; empty for about:blank and for none."""
    return _type_of(answer.json) or _type_of(_first_error(answer.json))


def unexplained(answer: Answer) -> bool:
    """Whether X forbade something without saying what kind of problem it is, as it does with a single reply."""
    return (
        answer.status == 403 and not problem_of(answer) and _first_error(answer.json).get("code") not in tuple(_BY_CODE)
    )


def error_of(answer: Answer, now: datetime) -> PlatformError:
    """What an answer that is no success means."""
    kind, code = problem_of(answer), _first_error(answer.json).get("code")
    trouble, reason = (
        _BY_TYPE.get(kind)
        or (_BY_CODE.get(code) if isinstance(code, int) else None)
        or _BY_STATUS.get(answer.status)
        or ((Trouble.AWAY, AWAY) if answer.status >= 500 else (Trouble.REFUSED, REFUSED))
    )
    retry_after = _reset(answer, now) if trouble is Trouble.RATE else answer.retry_after
    if kind == "usage-capped":
        document = answer.json if isinstance(answer.json, dict) else {}
        reason = CAPPED_TODAY if document.get("period") == "Daily" else CAPPED
        retry_after = retry_after or seconds(86_400)
    return PlatformError(trouble, reason.format(status=answer.status), retry_after)


def pause(answer: Answer, now: datetime) -> timedelta | None:
    """How long to leave X alone, where its limit is nearly spent."""
    return max((_until(answer, window, now) for window in _spent(answer)), default=None)


def _reset(answer: Answer, now: datetime) -> timedelta | None:
    if answer.headers.get("x-rate-limit-reset") or _spent(answer):
        return max(_until(answer, window, now) for window in (*_spent(answer), _WINDOWS[0]))
    return answer.retry_after


def _spent(answer: Answer) -> list[str]:
    """The windows that are nearly spent and say when they begin anew."""
    return [
        window
        for window in _WINDOWS
        if (left := _number(answer, f"{window}-remaining")) is not None
        and left <= _NEARLY_SPENT
        and _number(answer, f"{window}-reset") is not None
    ]


def _until(answer: Answer, window: str, now: datetime) -> timedelta:
    return seconds((_number(answer, f"{window}-reset") or 0) - now.astimezone(timezone.utc).timestamp())


def _number(answer: Answer, header: str) -> int | None:
    value = answer.headers.get(header, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None


def _type_of(document: Any) -> str:
    kind = document.get("type") if isinstance(document, dict) else None
    return kind.rpartition("/problems/")[2] if isinstance(kind, str) and "/problems/" in kind else ""


def _first_error(document: Any) -> dict[str, Any]:
    errors = document.get("errors") if isinstance(document, dict) else None
    first = errors[0] if isinstance(errors, list) and errors else None
    return first if isinstance(first, dict) else {}
