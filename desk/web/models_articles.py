"""JSON of help content: articles, their revisions, and what they answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from desk.web.models_kinds import Probability, State


class Piece(Struct):
    """A part of a text; ``hit``: it is what was looked for."""

    text: str
    hit: bool


class ArticleHit(Struct):
    """Where an article has the words that were looked for."""

    where: Literal["title", "question", "text"]
    heading: str | None
    pieces: list[Piece]


class ArticleItem(Struct):
    id: str
    page_id: str | None
    title: str
    topic: str | None
    url: str | None
    incident: bool
    valid_from: date | None
    valid_until: date | None
    updated_at: datetime
    revision: int
    deleted_at: datetime | None
    hits: list[ArticleHit]


class NearPassage(Struct):
    """What a draft would be written from if a comment asked this; ``chance``: that it answers."""

    article_id: str
    title: str
    heading: str | None
    text: str
    chance: Probability


class ArticleList(Struct):
    items: list[ArticleItem]
    total: int
    topics: list[str]
    near: list[NearPassage]


class Article(Struct):
    id: str
    page_id: str | None
    title: str
    topic: str | None
    url: str | None
    incident: bool
    valid_from: date | None
    valid_until: date | None
    updated_at: datetime
    updated_by: str | None
    source: str | None
    body: str
    answer: str | None
    questions: list[str]
    audience: dict[str, str]
    revision: int
    deleted_at: datetime | None


class NewArticle(Struct, forbid_unknown_fields=True):
    """Its fields are checked one by one: an error's ``details.fields`` has a message for each that can't be taken."""

    title: str
    body: str
    id: str | None = None
    page_id: str | None = None
    url: str | None = None
    topic: str | None = None
    answer: str | None = None
    questions: list[str] = []
    audience: dict[str, str] = {}
    incident: bool = False
    valid_from: str | None = None
    valid_until: str | None = None


class ArticleEdit(Struct, forbid_unknown_fields=True):
    """The whole article as it is to be; ``revision`` is the one that the person saw."""

    revision: int
    title: str
    body: str
    page_id: str | None
    url: str | None
    topic: str | None
    answer: str | None
    questions: list[str]
    audience: dict[str, str]
    incident: bool
    valid_from: str | None
    valid_until: str | None


class SeenArticle(Struct, forbid_unknown_fields=True):
    revision: int


Change = Literal["saved", "deleted", "restored"]


class RevisionItem(Struct):
    """``changed``: the keys that differ from the revision before; ``restored``: the revision that was brought back."""

    revision: int
    actor: str
    at: datetime
    change: Change
    restored: int | None
    changed: list[str]


class RevisionList(Struct):
    items: list[RevisionItem]
    more: bool


class ArticleRevision(Struct):
    revision: int
    actor: str
    at: datetime
    change: Change
    restored: int | None
    id: str
    page_id: str | None
    title: str
    topic: str | None
    url: str | None
    incident: bool
    valid_from: date | None
    valid_until: date | None
    body: str
    answer: str | None
    questions: list[str]
    audience: dict[str, str]


class QuestionSuggestion(Struct):
    """``comment_id``: a comment that asks it, None for one from the article itself; ``comments``: how many asked."""

    question: str
    comment_id: UUID | None
    comments: int


class QuestionSuggestions(Struct):
    items: list[QuestionSuggestion]


class DismissedQuestion(Struct, forbid_unknown_fields=True):
    question: str


class ArticleUse(Struct):
    comment_id: UUID
    page_id: str
    channel: str
    author: str | None
    excerpt: str
    state: State
    deleted_at: datetime | None
    sent: bool
    at: datetime


class ArticleUses(Struct):
    items: list[ArticleUse]
    next_cursor: str | None
