"""LinkedIn's names of things: URNs, and the one form in which the desk keeps a comment's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

_PART: Final = "[A-Za-z0-9_-]{1,80}"
_COMMENT: Final = re.compile(rf"urn:li:comment:\((?:urn:li:)?([A-Za-z]{{1,30}}):({_PART}),({_PART})\)")
_POST: Final = re.compile(rf"urn:li:(?:activity|share|ugcPost|groupPost):{_PART}")
_ORGANISATION: Final = re.compile(r"(?:urn:li:(organization|organizationBrand):)?([0-9]{1,20})", re.ASCII)
_ACTIVITY: Final = "urn:li:activity:"


@dataclass(frozen=True)
class CommentUrn:
    """A comment: the post that it is under, and its number."""

    post: str
    number: str

    def __str__(self) -> str:
        return f"urn:li:comment:({self.post},{self.number})"

    @property
    def url(self) -> str:
        """Where a person sees it."""
        return f"https://www.linkedin.com/feed/update/{self.post}?commentUrn={encoded(str(self))}"


def comment_urn(value: Any, object: Any = None) -> CommentUrn | None:
    """The comment that a URN names; None where it names none.

    LinkedIn writes the same comment under the activity or under the share, and with or without the inner ``urn:li:``.
    Where ``object``, the post as the body names it, is an activity, the comment goes by that.
    """
    found = _COMMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    kind, id, number = found.groups()
    post = f"urn:li:{kind}:{id}"
    known = post_urn(object)
    if known is not None and known.startswith(_ACTIVITY) and not post.startswith(_ACTIVITY):
        post = known
    return CommentUrn(post, number)


def post_urn(value: Any) -> str | None:
    """The value where it names a post."""
    return value if isinstance(value, str) and _POST.fullmatch(value) else None


def organisation_urn(value: Any) -> str | None:
    """The URN of an organisation or its showcase page, from its URN or an organisation's number."""
    found = _ORGANISATION.fullmatch(value.strip()) if isinstance(value, str) else None
    return f"urn:li:{found.group(1) or 'organization'}:{found.group(2)}" if found else None


def encoded(urn: str) -> str:
    """A URN as it stands in a path or a query; Rest.li reads bare colons and parentheses as its own syntax."""
    return quote(urn, safe="")
