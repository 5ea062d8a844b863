"""Pages and their connections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from desk.domain.promise import Promise, promise_of
from desk.domain.second_approval import SecondApproval, second_approval_of
from desk.domain.voice import Voice, voice_of

DEFAULT_UNDO: Final = timedelta(seconds=10)
PAGE_ID: Final = "^[a-z0-9][a-z0-9-]{0,62}$"


@dataclass(frozen=True)
class Page:
    """A company's presence: where comments belong, and in whose voice replies are written."""

    id: str
    name: str
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def undo_window(self) -> timedelta:
        """How long an approved reply can be taken back before it leaves."""
        seconds = self.settings.get("undo_seconds")
        return DEFAULT_UNDO if seconds is None else timedelta(seconds=float(seconds))

    @property
    def takes_turns(self) -> bool:
        """Whether each new comment is assigned to whoever is next."""
        return self.settings.get("assign") == "round-robin"

    @property
    def voice(self) -> Voice:
        """How the page's replies are worded and signed."""
        return voice_of(self.settings)

    @property
    def promise(self) -> Promise | None:
        """Within what time the page promises a reply; None where it promises nothing."""
        return promise_of(self.settings)

    @property
    def second_approval(self) -> SecondApproval:
        """Which of the page's replies two people must approve."""
        return second_approval_of(self.settings)


@dataclass(frozen=True)
class Connection:
    """One platform account of a page."""

    id: UUID
    page_id: str
    platform: str
    config: dict[str, Any] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Its opened credentials; empty except while the platform is spoken to."""
    sealed: bytes | None = field(default=None, repr=False)
    """The same as the database holds them."""
