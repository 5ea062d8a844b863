"""Messages that no person wrote to the page: automatic replies, bounces, lists, and the page's own."""

from __future__ import annotations

from typing import Final

from desk.connectors.email.message import Letter

_MACHINES: Final = ("mailer-daemon@", "postmaster@")
_BULK: Final = frozenset({"bulk", "list", "junk", "auto_reply"})
_AUTOMATIC: Final = ("X-Autoreply", "X-Autorespond", "X-Autoresponder")


def why_no_comment(letter: Letter, own: frozenset[str]) -> str | None:
    """Why the message is no comment; None where it is one."""
    senders = [address.lower() for _, address in letter.senders("From")]
    if letter.type == "multipart/report" or any(one.startswith(_MACHINES) for one in senders):
        return "a report about delivery"
    if letter.has("Return-Path") and letter.header("Return-Path").replace(" ", "") in ("<>", ""):
        return "sent without a return path, as machines do"
    automatic = letter.header("Auto-Submitted").split(";")[0].strip().lower()
    if automatic not in ("", "no") or any(letter.has(name) for name in _AUTOMATIC):
        return "sent automatically"
    if letter.has("List-Id"):
        return "from a mailing list"
    if letter.header("Precedence").lower() in _BULK:
        return "sent in bulk"
    if senders and senders[0] in own and answer_address(letter, own) is None:
        return "the page's own message"
    return None


def answer_address(letter: Letter, own: frozenset[str]) -> tuple[str, str] | None:
    """The name and address that an answer goes to: Reply-To, else From; never one of the page's own.

    The form on a website often writes from the page's own address with the customer's in Reply-To.
    """
    found = [*letter.senders("Reply-To")[:5], *letter.senders("From")[:1]]
    return next(((name, address) for name, address in found if address.lower() not in own), None)
