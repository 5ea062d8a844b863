"""What WordPress's refusals mean, told apart by status and code, in words for the person who looks after the page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import httpx

from desk.connectors.calling import Answer
from desk.domain.platform import PlatformError, Trouble
from desk.domain.reply import Outcome, Refused, Uncertain

FLOOD_WAIT: Final = timedelta(seconds=20)
"""WordPress takes one comment in 15 seconds from somebody who may not moderate."""
RECONNECT: Final = "Make a new application password and reconnect the blog in Settings, Connections."
EDITOR: Final = "Give the connection's user the role Editor on the blog."
GONE: Final = frozenset({"rest_comment_invalid_id", "rest_post_invalid_id"})
UNREADABLE: Final = frozenset({"rest_cannot_read", "rest_cannot_read_post"})

# What concerns one comment or one reply, not the whole connection.
_ONE: Final = {
    "rest_comment_invalid_id": "The comment is no longer on the blog.",
    "rest_post_invalid_id": "The post that the comment belongs to is no longer on the blog.",
    "rest_cannot_read": "The comment is no longer public on the blog.",
    "rest_cannot_read_post": "The post that the comment belongs to is no longer public.",
    "rest_comment_closed": "Comments are closed under this post. Open them in WordPress (the post's Discussion settings) and send again.",
    "rest_comment_draft_post": "The post is a draft now; WordPress takes no comments there.",
    "rest_comment_trash_post": "The post is in the trash; WordPress takes no comments there.",
    "rest_comment_invalid_post_id": "The post that the comment belongs to is no longer on the blog.",
    "rest_comment_content_invalid": "WordPress took the text for empty. Change the reply and send again.",
    "comment_content_column_length": "The reply is too long for the blog. Shorten it and send again.",
    "rest_comment_author_data_required": "WordPress wants a name and an e-mail address of who writes. Add both to the profile of the connection's user on the blog and send again.",
    "comment_duplicate": "WordPress holds an equal comment of this user already, and it isn't where it can be seen. Look under Comments on the blog.",
}
_PASSWORDS_OFF: Final = frozenset({"application_passwords_disabled", "application_passwords_disabled_for_user"})
_WRONG: Final = frozenset({"incorrect_password", "invalid_username", "invalid_email"})


def code_of(answer: Answer) -> str:
    """WordPress's own code; empty where something else answered."""
    code = answer.json.get("code") if isinstance(answer.json, dict) else None
    return code if isinstance(code, str) else ""


def error_of(answer: Answer) -> PlatformError:
    """Why this answer is not what was asked for."""
    status, code = answer.status, code_of(answer)
    if answer.ok:
        return _error(Trouble.AWAY, "The blog answered with a web page instead of data; it may be under maintenance.")
    if code == "comment_flood":
        return PlatformError(Trouble.RATE, "WordPress wants more time between two replies.", FLOOD_WAIT)
    if status == 429:
        return PlatformError(Trouble.RATE, "The blog's server wants fewer requests for a while.", answer.retry_after)
    if status in (408, 425) or status >= 500:
        return PlatformError(
            Trouble.AWAY, f"The blog answered with an error of its own ({_named(answer)}).", answer.retry_after
        )
    if 300 <= status < 400:
        return _error(Trouble.MISSING, f"The blog's address leads to {_target(answer)} now. {_ADDRESS}")
    if code in _ONE:
        return _error(Trouble.REFUSED, _ONE[code])
    if status == 401:
        return _error(Trouble.TOKEN, _sign_in(answer, code))
    if status == 403:
        who = f"WordPress doesn't let the connection's user do this ({code}). {EDITOR}"
        other = "A firewall or security plugin of the blog refused the desk. Let it pass requests to the REST API."
        return _error(Trouble.PERMISSION, who if code else other)
    if status in (404, 410):
        return _error(
            Trouble.MISSING,
            f"There is no WordPress REST API for comments at the blog's address ({_named(answer)}). It may be switched off by a plugin. {_ADDRESS}",
        )
    return _error(Trouble.REFUSED, f"WordPress refused ({_named(answer)}).")


_ADDRESS: Final = "Check the blog's address in Settings, Connections."


def refused(error: PlatformError) -> Refused:
    """The same for something that was to be sent."""
    passing = error.trouble in (Trouble.RATE, Trouble.AWAY)
    trouble = None if error.trouble is Trouble.REFUSED else error.trouble
    return Refused(error.reason, passing, error.retry_after, trouble)


def outcome_of(answer: Answer) -> Outcome:
    """What became of a reply that was answered with anything but the new comment."""
    code = code_of(answer)
    if answer.ok or (answer.status in (500, 502, 504) and code != "rest_comment_failed_create"):
        return Uncertain(f"WordPress gave no clear answer ({_named(answer)}); the reply may be there.")
    return refused(error_of(answer))


def _sign_in(answer: Answer, code: str) -> str:
    if code in _PASSWORDS_OFF:
        return f"Application passwords are switched off on the blog. Switch them on, then: {RECONNECT}"
    if code in _WRONG:
        return f"WordPress no longer accepts the user name or the application password. {RECONNECT}"
    if code:
        return (
            f"WordPress didn't see who is asking ({code}). The blog needs https, and its server must pass the "
            f"Authorization header on. If both are so: {RECONNECT}"
        )
    if "www-authenticate" in answer.headers:
        return "The blog's server asks for a password of its own before WordPress; the desk can't pass it. Lift it for the REST API."
    return f"The blog answered {_named(answer)}. {RECONNECT}"


def _named(answer: Answer) -> str:
    return f"{answer.status} {code_of(answer) or answer.reason}".strip()


def _target(answer: Answer) -> str:
    try:
        url = httpx.URL(answer.headers.get("location", ""))
    except httpx.InvalidURL:
        return "another address"
    return f"{url.scheme}://{url.host}" if url.host else "another address"


def _error(trouble: Trouble, reason: str, wait: Any = None) -> PlatformError:
    return PlatformError(trouble, reason, wait)
