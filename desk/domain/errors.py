"""What can go wrong in the desk, as types a caller can act on.

DeskError
├── Invalid            the input can't be taken as it is
├── NotFound           there is no such thing
├── Conflict           something was faster, or says otherwise already
│   ├── Stale          the comment changed since the person looked at it
│   ├── ArticleChanged the article changed since the person looked at it
│   ├── IllegalMove    the comment's state doesn't allow that
│   ├── SecondNeeded   the page demands a second person, and this is the first
│   ├── NoModel        no language model may be asked about this page
│   └── Unsupported    a reply states what no evidence holds, and nobody confirmed it
├── NotTranslated      the language model gave no translation; it may do so later
└── NotAllowed         this person or token may not do that
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class DeskError(Exception):
    """Something in the desk went wrong."""

    code = "error"

    def __init__(self, message: str | None = None, **details: Any) -> None:
        super().__init__(message or type(self).__doc__)
        self.details: Mapping[str, Any] = details


class Invalid(DeskError):
    """The input can't be taken as it is."""

    code = "invalid"


class NotFound(DeskError):
    """There is no such thing here."""

    code = "not_found"


class Conflict(DeskError):
    """Something else was faster."""

    code = "conflict"


class Stale(Conflict):
    """This comment changed since you opened it."""

    code = "stale"


class ArticleChanged(Conflict):
    """This article changed since you opened it."""

    code = "article_changed"


class IllegalMove(Conflict):
    """The comment's state doesn't allow that."""

    code = "illegal_move"


class SecondNeeded(Conflict):
    """This reply needs the approval of a second person."""

    code = "second_needed"


class Unsupported(Conflict):
    """The reply states something that neither an article nor an earlier reply holds; confirm it or change it."""

    code = "unsupported"


class NoModel(Conflict):
    """No language model is set up for this page, so nothing can be translated."""

    code = "no_model"


class NotTranslated(DeskError):
    """This could not be translated."""

    code = "not_translated"


class NotAllowed(DeskError):
    """You may not do that."""

    code = "not_allowed"
