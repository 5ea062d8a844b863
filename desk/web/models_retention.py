"""The JSON of how long texts are kept."""

from __future__ import annotations

from msgspec import Struct


class Retention(Struct):
    """Days after which texts are cleared; None keeps them."""

    comments_days: int | None
    drafts_days: int | None


class PageRetention(Struct):
    """``own`` is None where the page follows the desk."""

    id: str
    name: str
    own: Retention | None


class RetentionRules(Struct):
    desk: Retention
    pages: list[PageRetention]


class ChangeRetention(Struct, forbid_unknown_fields=True):
    """``page`` None means the desk; ``follow``: the page follows the desk again, whatever the days are."""

    page: str | None
    comments_days: int | None
    drafts_days: int | None
    follow: bool = False


class PreviewRetention(Struct, forbid_unknown_fields=True):
    page: str | None
    comments_days: int | None
    drafts_days: int | None


class WouldClear(Struct):
    comments: int
    drafts: int
