"""Help content: articles, and the passages they are cut into for search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

PASSAGE_CHARACTERS: Final = 700
SHARED: Final = "shared"
"""What a list of articles calls those of no page in particular."""
VALIDITIES: Final = ("current", "expired", "coming", "incident", "deleted")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*\s*$")
_LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")


@dataclass(frozen=True)
class Article:
    """One help article; ``page_id`` None means that all pages share it."""

    id: str
    title: str
    body: str
    page_id: str | None = None
    url: str | None = None
    topic: str | None = None
    answer: str | None = None
    questions: tuple[str, ...] = ()
    audience: dict[str, str] = field(default_factory=dict)
    incident: bool = False
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class StoredArticle:
    """What an import needs to know of an article that is stored: whose it is, where it came from, what it said."""

    page_id: str | None
    source: str | None
    checksum: str


@dataclass(frozen=True)
class CurrentArticle:
    """An article as it stands; ``revision`` counts its changes, deletions among them."""

    article: Article
    revision: int
    deleted: bool


@dataclass(frozen=True)
class Passage:
    """A part of an article small enough to be evidence for a sentence; ``id`` is ``article#ordinal``."""

    id: str
    ordinal: int
    heading: str | None
    text: str


def passages_of(article: Article) -> list[Passage]:
    """The article cut along headings, then along paragraphs and list steps, into parts of about 700 characters.

    The first passage carries the short answer where there is one, so that it can be found and cited like the rest.
    """
    parts: list[tuple[str | None, str]] = []
    if article.answer:
        parts.append((None, article.answer.strip()))
    for heading, blocks in _sections(article.body):
        parts.extend((heading, text) for text in _packed(blocks))
    return [Passage(f"{article.id}#{number}", number, heading, text) for number, (heading, text) in enumerate(parts)]


def _sections(body: str) -> Iterator[tuple[str | None, list[str]]]:
    heading: str | None = None
    block: list[str] = []
    blocks: list[str] = []

    def close_block() -> None:
        if block:
            blocks.append("\n".join(block).strip())
            block.clear()

    for line in body.splitlines():
        match = _HEADING.match(line)
        if match:
            close_block()
            if blocks:
                yield heading, list(blocks)
                blocks.clear()
            heading = match.group(1)
        elif not line.strip():
            close_block()
        else:
            if _LIST_ITEM.match(line) and block:
                close_block()
            block.append(line.rstrip())
    close_block()
    if blocks:
        yield heading, blocks


def _packed(blocks: list[str]) -> Iterator[str]:
    packed: list[str] = []
    size = 0
    for block in blocks:
        if packed and size + len(block) > PASSAGE_CHARACTERS:
            yield "\n".join(packed)
            packed, size = [], 0
        packed.append(block)
        size += len(block)
    if packed:
        yield "\n".join(packed)
