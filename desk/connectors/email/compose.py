"""The message that carries a reply: into its thread, to its author, with nothing of the original's as a command."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Final

from desk.connectors.email.message import Letter
from desk.connectors.email.settings import MailSettings
from desk.domain.letter import Letter as DeskLetter
from desk.domain.reply import ApprovedReply

MAX_SUBJECT: Final = 250
MAX_REFERENCES: Final = 20
_ANSWER = re.compile(r"(?i)\s{0,5}(?:re|aw|antw|sv|vs|odp)(?:\[\d{1,3}\])?\s?:\s{0,5}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_IDS: Final = frozenset({"message-id", "in-reply-to", "references"})


class _KeepIds(EmailPolicy):
    """The standard policy would encode an id that is longer than a line, and other programs lose the thread by it."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() in _IDS:
            return f"{name}: {(self.linesep + ' ').join(str(value).split())}{self.linesep}".encode("ascii")
        folded: bytes = super().fold_binary(name, value)
        return folded


POLICY: Final = _KeepIds(linesep="\r\n", cte_type="7bit")


def message_id(reply: ApprovedReply, settings: MailSettings) -> str:
    """The same for the same reply each time it is sent, without angle brackets."""
    return f"sharewell.{reply.id}@{settings.domain}"


def answer(
    reply: ApprovedReply, original: Letter, original_id: str, to: tuple[str, str], settings: MailSettings, now: datetime
) -> bytes:
    """The reply as a message; ``to``: a name and an address that ``sendable`` gave."""
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(_plain(settings.from_name), addr_spec=settings.from_address)
    message["To"] = Address(_plain(to[0]), addr_spec=to[1])
    message["Subject"] = subject_of(original.header("Subject"))
    message["Date"] = now
    message["Message-ID"] = f"<{message_id(reply, settings)}>"
    message["In-Reply-To"] = f"<{original_id}>"
    message["References"] = " ".join(f"<{one}>" for one in _references(original, original_id))
    message.set_content(reply.text, cte="quoted-printable")
    return message.as_bytes()


def letter_id(letter: DeskLetter, settings: MailSettings) -> str:
    """The same for the same letter each time it is sent, without angle brackets."""
    return f"sharewell.{letter.id}@{settings.domain}"


def composed(letter: DeskLetter, recipient: str, settings: MailSettings, now: datetime) -> bytes:
    """A letter that answers no message; ``recipient``: an address that ``sendable`` gave."""
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(_plain(settings.from_name), addr_spec=settings.from_address)
    message["To"] = Address(addr_spec=recipient)
    message["Subject"] = _plain(letter.subject)[:MAX_SUBJECT]
    message["Date"] = now
    message["Message-ID"] = f"<{letter_id(letter, settings)}>"
    message.set_content(letter.text, cte="quoted-printable")
    return message.as_bytes()


def subject_of(original: str) -> str:
    """``Re:`` once, then what the original is about."""
    subject = _plain(original)
    while match := _ANSWER.match(subject):
        subject = subject[match.end() :]
    return f"Re: {subject[:MAX_SUBJECT]}".strip()


def _references(original: Letter, original_id: str) -> Sequence[str]:
    earlier = [one for one in original.ids("References") or original.ids("In-Reply-To")[:1] if one != original_id]
    if len(earlier) >= MAX_REFERENCES:
        earlier = [earlier[0], *earlier[-(MAX_REFERENCES - 2) :]]
    return [*earlier, original_id]


def _plain(text: str) -> str:
    """On one line, and with nothing in it that would be decoded once more."""
    return " ".join(_CONTROL.sub(" ", text).replace("=?", "= ?").split())
