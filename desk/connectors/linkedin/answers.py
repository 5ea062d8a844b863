"""Who answered whom under a comment. LinkedIn has two levels only: a reply to a reply stands beside it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from desk.connectors.linkedin.parse import sibling, text_of, time_of
from desk.connectors.linkedin.urns import CommentUrn, comment_urn

_MENTIONED: Final = re.compile(r"urn:li:[A-Za-z]+:[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Said:
    """One comment as LinkedIn has it. ``mentions``: whom its text names."""

    urn: CommentUrn
    text: str
    actor: str | None
    at: datetime | None
    parent: CommentUrn | None
    mentions: frozenset[str]

    @property
    def top(self) -> CommentUrn:
        """The top-level comment of its conversation."""
        return self.parent or self.urn


def said_of(document: dict[str, Any], near: CommentUrn) -> Said:
    """A comment document, with its URNs under the post by which the desk knows ``near``."""
    named = comment_urn(document.get("commentUrn")) or comment_urn(document.get("$URN"))
    number = document.get("id")
    if named is None and isinstance(number, str):
        named = comment_urn(number) or comment_urn(f"urn:li:comment:({near.post},{number})")
    message, created = document.get("message"), document.get("created")
    attributes = message.get("attributes") if isinstance(message, dict) else None
    actor = document.get("actor")
    return Said(
        CommentUrn(near.post, named.number) if named else near,
        text_of(document),
        actor if isinstance(actor, str) else None,
        time_of(created.get("time")) if isinstance(created, dict) else None,
        sibling(near, document.get("parentComment")),
        frozenset(_MENTIONED.findall(json.dumps(attributes))) if isinstance(attributes, list) else frozenset(),
    )


def answer_among(replies: list[Said], comment: Said, page: str | None) -> Said | None:
    """What the page wrote in answer to the comment.

    Under a top-level comment that is its first reply that doesn't address somebody else. To a reply, it is the first
    later one that names its author, or that names nobody while nobody else has written in between.
    """
    interrupted = False
    for one in replies:
        if comment.parent is not None and (one.urn == comment.urn or _before(one, comment)):
            continue
        if one.actor != page:
            interrupted = True
        elif comment.actor in one.mentions or (not one.mentions and (comment.parent is None or not interrupted)):
            return one
    return None


def _before(one: Said, other: Said) -> bool:
    return one.at is not None and other.at is not None and one.at < other.at
