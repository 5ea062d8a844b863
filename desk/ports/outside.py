"""What is neither a platform nor a store: the clock, the assistant, searching, translating, scanning, and what seals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from desk.domain.comment import Comment
from desk.domain.draft import DraftDocument, Evidence
from desk.domain.lesson import Learned
from desk.domain.memory import Remembered
from desk.domain.page import Page


class Clock(Protocol):
    """Tells the time, always in UTC."""

    def now(self) -> datetime: ...


class Assistant(Protocol):
    """Understands a comment and drafts a reply. Raises AssistantUnavailable when it can't."""

    async def draft(
        self,
        comment: Comment,
        page: Page,
        post: dict[str, Any] | None,
        evidence: Sequence[Evidence],
        label: str | None = None,
        remembered: Sequence[Remembered] = (),
        lately: Sequence[str] = (),
        learned: Learned | None = None,
        hint: str | None = None,
    ) -> DraftDocument:
        """``hint``: what a person wants the draft to rest on or to say; ``label``: the intent that a person gave to the comment, which then counts; ``lately``: the page's newest replies."""
        ...


class Translator(Protocol):
    """Translates texts of the pages that it serves. Raises TranslatorFailed when it can't."""

    def serves(self, page_id: str) -> bool: ...
    async def translate(self, texts: Sequence[str], language: str) -> list[str]:
        """Each text in the language of that English name, in their order."""
        ...


class EvidenceSearch(Protocol):
    """Finds the passages that may answer a comment, best first."""

    async def find(self, page_id: str, text: str, *, thread: Sequence[str] = (), limit: int = 5) -> list[Evidence]: ...


class Recall(Protocol):
    """Finds what a page answered before to comments like this one, best first."""

    async def find(self, page_id: str, text: str, *, limit: int = 3) -> list[Remembered]: ...
    async def vector_of(self, text: str) -> Any:
        """What a comment is remembered by."""
        ...


class FileScan(Protocol):
    """Looks into files that strangers sent. Raises NotScanned when it can't."""

    async def is_clean(self, body: bytes) -> bool: ...


class Sealing(Protocol):
    """Keeps a text so that the database alone doesn't give it away. ``open`` raises SealBroken."""

    def seal(self, text: str) -> bytes: ...
    def open(self, sealed: bytes) -> str: ...
