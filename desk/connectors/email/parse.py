"""A fetched message as the desk's words; pure."""

from __future__ import annotations

import hashlib
from typing import Final

from desk.connectors.email.addresses import sendable
from desk.connectors.email.html_text import text_of
from desk.connectors.email.machines import answer_address, why_no_comment
from desk.connectors.email.message import Letter
from desk.connectors.email.own_words import own_words
from desk.connectors.email.slim import LEFT_OUT
from desk.domain.incoming import WORDLESS, Added, Happening, Incoming, Skipped
from desk.domain.text import MAX_COMMENT, MAX_NAME

MAX_SUBJECT: Final = 1_000
UNNAMED: Final = "unnamed-"
"""What the ids of messages begin with that came without one."""
NO_ID: Final = "This message has no id that an answer could name. Answer it from your mail program."
NO_ADDRESS: Final = "This message has no address that can be answered. Answer its author another way."
_KINDS: Final = {"image": "picture", "video": "video", "audio": "voice"}
_IDENTIFYING: Final = ("From", "Date", "Subject", "To", "Received")


def happenings(body: bytes, own: frozenset[str]) -> list[Happening]:
    """What one message tells; ``own``: the page's addresses. Raises Malformed."""
    letter = Letter(body)
    why = why_no_comment(letter, own)
    if why is not None:
        return [Skipped(f"This message is no comment: {why}.")]
    text = words_of(letter)
    if not text:
        return [Skipped("This message is empty.")]
    sender = answer_address(letter, own) or (letter.senders("From") or [("", "")])[0]
    subject = letter.header("Subject")[:MAX_SUBJECT]
    earlier = [*letter.ids("References"), *letter.ids("In-Reply-To")]
    id = letter.id or _made_up_id(letter)
    cannot = NO_ID if letter.id is None else NO_ADDRESS if sendable(sender[1]) is None else None
    comment = Incoming(
        id,
        text,
        channel="email",
        author=(sender[0] or sender[1])[:MAX_NAME] or None,
        author_id=sender[1][:MAX_NAME] or None,
        thread=earlier[0] if earlier else id,
        parent=next(iter([*letter.ids("In-Reply-To"), *earlier[-1:]]), None),
        post={"text": subject} if subject else None,
        written_at=letter.written_at,
        cannot_reply=cannot,
    )
    return [Added(comment)]


def words_of(letter: Letter) -> str:
    """The person's own words; else what was attached, or the subject of a message that is nothing else."""
    plain = "\n".join(letter.texts("plain")).strip()
    text = own_words(plain or "\n".join(text_of(page) for page in letter.texts("html")))
    if text:
        return text if len(text) <= MAX_COMMENT else text[: MAX_COMMENT - 1] + "…"
    attached = letter.attachments()
    if attached:
        return WORDLESS[_KINDS.get(attached[0].partition("/")[0], "file")]
    return WORDLESS["file"] if letter.has(LEFT_OUT) else letter.header("Subject")[:MAX_SUBJECT]


def _made_up_id(letter: Letter) -> str:
    """The same for the same message each time, and for no other."""
    known = "\n".join(letter.header(name) for name in _IDENTIFYING)
    return UNNAMED + hashlib.sha256(known.encode()).hexdigest()
