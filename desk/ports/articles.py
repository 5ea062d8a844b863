"""Help content, what nothing in it answers, and texts that people keep at hand."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from desk.domain.article import Article, CurrentArticle
from desk.domain.gap import OpenGap, Unanswered
from desk.domain.roles import EVERY_PAGE, PageScope
from desk.domain.saved_reply import SavedReply
from desk.domain.suggestion import AnsweredBy
from desk.ports.comments import Pages


class Articles(Protocol):
    """Help content with its revisions; ``encoder`` turns texts into vectors."""

    async def current(self, article_id: str, *, lock: bool = False) -> CurrentArticle | None: ...
    async def taken(self, article_ids: Sequence[str]) -> set[str]: ...
    async def last_change(self, article_id: str) -> dict[str, Any]: ...
    async def document(self, article_id: str, revision: int) -> dict[str, Any] | None: ...
    async def put(
        self,
        article: Article,
        encoder: Any,
        actor: str,
        source: str | None = None,
        *,
        change: str = "saved",
        restored: int | None = None,
    ) -> None: ...
    async def remove(self, article_id: str, actor: str) -> None: ...
    async def dismiss_question(self, article_id: str, key: str, question: str, actor: str) -> None: ...


class Asked(Protocol):
    """What consumers asked that an article answered."""

    async def answered_by(self, article_id: str, scope: PageScope = EVERY_PAGE) -> list[AnsweredBy]: ...
    async def dismissed(self, article_id: str) -> set[str]: ...
    async def keys_of(self, article_id: str, encoder: str) -> Any:
        """The vectors that the article is found by, made by this encoder, (n, dimension)."""
        ...


class ArticlesUnit(Protocol):
    """The part of a transaction that editing articles needs."""

    @property
    def articles(self) -> Articles: ...
    @property
    def asked(self) -> Asked: ...
    @property
    def pages(self) -> Pages: ...


class OpenArticles(Protocol):
    """Opens a transaction with the store of articles."""

    def __call__(self) -> AbstractAsyncContextManager[ArticlesUnit]: ...


class GapStore(Protocol):
    """Questions that no article answers."""

    async def lock(self) -> None: ...
    async def unanswered(self, limit: int) -> list[Unanswered]: ...
    async def leaders(self) -> Sequence[tuple[UUID, str, str, str, Any]]: ...
    async def add(self, gap_id: UUID, page_id: str, question: str, encoder: str, vector: Any, at: datetime) -> None: ...
    async def encode(self, gap_id: UUID, encoder: str, vector: Any) -> None: ...
    async def join(self, gap_id: UUID, comment_id: UUID, question: str, at: datetime) -> None: ...
    async def drop_empty(self) -> None: ...
    async def to_look_at(self, examples: int) -> list[OpenGap]: ...
    async def looked(self, gap_id: UUID, at: datetime, article: str | None) -> None: ...
    async def dismiss(self, gap_id: UUID, at: datetime | None, name: str | None) -> bool: ...


class GapsUnit(Protocol):
    """The part of a transaction that gaps need."""

    @property
    def gaps(self) -> GapStore: ...


class OpenGaps(Protocol):
    """Opens a transaction with the store of gaps."""

    def __call__(self) -> AbstractAsyncContextManager[GapsUnit]: ...


class SavedReplies(Protocol):
    """Texts that people keep at hand."""

    async def get(self, reply_id: UUID) -> SavedReply | None: ...
    async def put(self, reply: SavedReply) -> None:
        """Raises Conflict when its page has another with this shortcut."""
        ...

    async def remove(self, reply_id: UUID) -> bool: ...


class SavedRepliesUnit(Protocol):
    """The part of a transaction that saved replies need."""

    @property
    def saved_replies(self) -> SavedReplies: ...
    @property
    def pages(self) -> Pages: ...


class OpenSavedReplies(Protocol):
    """Opens a transaction with the store of saved replies."""

    def __call__(self) -> AbstractAsyncContextManager[SavedRepliesUnit]: ...
