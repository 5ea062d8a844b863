"""Who may do what: the one place that decides.

A person has a role of their own, which counts on every page, and may have another on single pages. ``none`` hides:
as the role on a page it hides that page, as a person's own role every page that isn't named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

NONE: Final = "none"
VIEWER: Final = "viewer"
ADMIN: Final = "admin"
ROLES: Final = (VIEWER, "drafter", "approver", ADMIN)
"""From least to most; each may do what those before it may."""
ALL_ROLES: Final = (NONE, *ROLES)


def reaches(role: str, least: str) -> bool:
    """Whether a role includes another."""
    return ALL_ROLES.index(role) >= ALL_ROLES.index(least)


@dataclass(frozen=True)
class PageScope:
    """Pages: those of ``only``, or with None every page, also those to come; never those of ``but``."""

    only: frozenset[str] | None = None
    but: frozenset[str] = frozenset()

    def __contains__(self, page_id: str) -> bool:
        return bool(page_id) and page_id not in self.but and (self.only is None or page_id in self.only)

    @property
    def everything(self) -> bool:
        """Whether no page is left out."""
        return self.only is None and not self.but


EVERY_PAGE: Final = PageScope()


@dataclass(frozen=True)
class Roles:
    """One person's roles: their own, and by page where it differs there."""

    own: str
    by_page: Mapping[str, str] = field(default_factory=dict)

    def on(self, page_id: str | None) -> str:
        """The role on a page; None stands for what all pages share.

        What is shared is changed by whoever may on every page, and read by whoever may read any page.
        """
        if page_id is not None:
            return self.by_page.get(page_id, self.own)
        return VIEWER if self.own == NONE and self.somewhere(VIEWER) else self.own

    def may(self, least: str, page_id: str | None = None) -> bool:
        """Whether the role on the page, or on what all share, includes ``least``."""
        return reaches(self.on(page_id), least)

    def somewhere(self, least: str) -> bool:
        """Whether there can be a page on which the role includes ``least``."""
        return reaches(self.own, least) or any(reaches(role, least) for role in self.by_page.values())

    def where(self, least: str = VIEWER) -> PageScope:
        """The pages on which the role includes ``least``."""
        if reaches(self.own, least):
            return PageScope(but=frozenset(page for page, role in self.by_page.items() if not reaches(role, least)))
        return PageScope(only=frozenset(page for page, role in self.by_page.items() if reaches(role, least)))
