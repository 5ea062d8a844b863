"""What the answers of mail servers mean; told apart by their codes, never by their words."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import Enum
from typing import Final

from desk.domain.platform import PlatformError, Trouble
from desk.domain.reply import Refused

RETRY_AFTER: Final = timedelta(minutes=15)
"""Mail servers don't say when to come back."""
QUOTA_RETRY_AFTER: Final = timedelta(hours=2)
_ENHANCED = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_BRACKETED = re.compile(r"\s*\[([A-Z0-9-]{1,40})[\] ]")
# RFC 5530 and RFC 9051; THROTTLED is Gmail's and Exchange's.
_IMAP: Final = {
    "AUTHENTICATIONFAILED": Trouble.TOKEN,
    "EXPIRED": Trouble.TOKEN,
    "WEBALERT": Trouble.TOKEN,
    "AUTHORIZATIONFAILED": Trouble.PERMISSION,
    "PRIVACYREQUIRED": Trouble.PERMISSION,
    "CONTACTADMIN": Trouble.PERMISSION,
    "NOPERM": Trouble.PERMISSION,
    "NONEXISTENT": Trouble.MISSING,
    "UNAVAILABLE": Trouble.AWAY,
    "INUSE": Trouble.AWAY,
    "SERVERBUG": Trouble.AWAY,
    "LIMIT": Trouble.RATE,
    "THROTTLED": Trouble.RATE,
    "OVERQUOTA": Trouble.PERMISSION,
}
_WORDS: Final = {
    Trouble.TOKEN: "The mail server doesn't accept the mailbox's user name and password. "
    "Enter them again in Settings, Connections; some providers want an app password.",
    Trouble.PERMISSION: "The mail server doesn't let this user read the mailbox. "
    "Ask whoever runs the mail server to allow IMAP for it.",
    Trouble.MISSING: "The mailbox has no folder of that name. Correct it in Settings, Connections.",
    Trouble.RATE: "The mail server was asked too much; it is asked again later.",
    Trouble.AWAY: "The mail server can't answer right now; it is asked again later.",
}


class Stage(str, Enum):
    """How far handing a message over had come."""

    GREETING = "greeting"
    SIGN_IN = "sign_in"
    SENDER = "sender"
    RECIPIENT = "recipient"
    MESSAGE = "message"


def imap_error(answer: str, otherwise: Trouble) -> PlatformError:
    """A refusal of the IMAP server; ``otherwise``: what it means where it names no code that is known."""
    code = _BRACKETED.match(answer)
    trouble = _IMAP.get(code.group(1), otherwise) if code else otherwise
    return PlatformError(trouble, _WORDS[trouble], RETRY_AFTER if trouble is Trouble.RATE else None)


def smtp_refusal(code: int, answer: str, stage: Stage) -> Refused:
    """A refusal of the SMTP server: 4xx passes, 5xx doesn't."""
    match = _ENHANCED.match(answer)
    enhanced = match.group(1) if match else ""
    named = f"{code} {enhanced}".strip()
    if enhanced == "5.4.5":  # Gmail: the day's quota of messages is spent
        return Refused(
            f"The mailbox has sent as much as it may for now ({named}).", True, QUOTA_RETRY_AFTER, Trouble.RATE
        )
    if 400 <= code < 500:
        if enhanced.startswith("4.7.") or enhanced in ("4.2.1", "4.5.3"):
            return Refused(f"The mail server takes no more for the moment ({named}).", True, RETRY_AFTER, Trouble.RATE)
        return Refused(f"The mail server can't take the reply right now ({named}).", True, trouble=Trouble.AWAY)
    if stage is Stage.SIGN_IN or code in (530, 534, 535):
        return Refused(f"{_WORDS[Trouble.TOKEN]} ({named})", trouble=Trouble.TOKEN)
    # Many servers say no to the sender only when they hear the recipient.
    if stage is Stage.SENDER or (stage is Stage.RECIPIENT and named == "553 5.7.1"):
        return Refused(
            f"The mail server doesn't let this user send as the From address ({named}). "
            "Correct the address in Settings, Connections, or ask whoever runs the mail server.",
            trouble=Trouble.PERMISSION,
        )
    if stage is Stage.RECIPIENT:
        reason = f"The mail server doesn't accept the customer's address ({named}). Answer them another way."
        return Refused(reason, trouble=Trouble.REFUSED)
    if stage is Stage.GREETING:
        reason = f"The mail server turned the desk away ({named})."
        return Refused(reason, True, trouble=Trouble.AWAY)
    reason = f"The mail server refused the reply's content ({named}). Change its text and approve it again."
    return Refused(reason, trouble=Trouble.REFUSED)
