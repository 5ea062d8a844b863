"""What an import would do to the stored articles, worked out and shown before anything is written."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desk.domain.article import Article, StoredArticle
from desk.services.knowledge import LeftOut, Reading

DIFF_LINES: Final = 12
LINE_CHARACTERS: Final = 160
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Origin:
    """Whose articles they are (None: all pages share them), and the name of the source they come from."""

    page_id: str | None
    source: str


@dataclass(frozen=True)
class Plan:
    """What an import would do.

    ``adopted`` stay as they are and are from now on known to come from this source. ``removed`` came from this
    source, for this page, and are not in it any more; ``spared`` are as well, but may only be out of sight today.
    ``refused`` belong to another page or source.
    """

    new: tuple[Article, ...]
    changed: tuple[Article, ...]
    unchanged: int
    adopted: tuple[str, ...]
    removed: tuple[str, ...]
    spared: tuple[str, ...]
    refused: tuple[LeftOut, ...]


def plan(
    reading: Reading,
    stored: Mapping[str, StoredArticle],
    checksum: Callable[[Article], str],
    origin: Origin,
    *,
    take: bool = False,
) -> Plan:
    """Compare what a source holds with what is stored; ``take`` also takes what belongs to another page or source.

    An article of the same page whose source is not known (typed in, or stored before sources were kept) is taken.
    """
    new, changed, adopted, refused = [], [], [], []
    unchanged = 0
    for article in reading.articles.values():
        known = stored.get(article.id)
        if known is None:
            new.append(article)
            continue
        foreign = _foreign(known, origin)
        if foreign and not take:
            refused.append(LeftOut(article.id, f"{foreign} has an article with this id; --take takes it over"))
        elif known.checksum != checksum(article):
            changed.append(article)
        else:
            unchanged += 1
            if known.source != origin.source:
                adopted.append(article.id)
    missing = sorted(
        article_id
        for article_id, known in stored.items()
        if (known.page_id, known.source) == (origin.page_id, origin.source) and article_id not in reading.articles
    )
    doubtful = [one for one in reading.left_out if not one.gone]
    blind = not reading.complete or any(one.id is None for one in doubtful)
    unread = {one.id for one in doubtful}
    removed = tuple(one for one in missing if not blind and one not in unread)
    spared = tuple(one for one in missing if blind or one in unread)
    return Plan(tuple(new), tuple(changed), unchanged, tuple(adopted), removed, spared, tuple(refused))


def _foreign(known: StoredArticle, origin: Origin) -> str | None:
    if known.page_id != origin.page_id:
        return f"the page {known.page_id}" if known.page_id else "the content that all pages share"
    if known.source is not None and known.source != origin.source:
        return f"the source {known.source}"
    return None


def difference(before: Article, after: Article) -> Iterator[str]:
    """The lines of a short unified diff, sentence by sentence; a last line says how many were left off."""
    lines = [
        line
        for line in difflib.unified_diff(_lines(before), _lines(after), lineterm="", n=0)
        if not line.startswith(("---", "+++", "@@"))
    ]
    yield from (shown(line) for line in lines[:DIFF_LINES])
    if len(lines) > DIFF_LINES:
        yield f"… and {len(lines) - DIFF_LINES} more lines"


def shown(text: str) -> str:
    """What came from outside, fit for a terminal: one line of at most 160 characters, no control characters."""
    line = "".join(character if character.isprintable() else " " for character in text)
    return line if len(line) <= LINE_CHARACTERS else line[: LINE_CHARACTERS - 1] + "…"


def _lines(article: Article) -> list[str]:
    keys = ("title", "page_id", "url", "topic", "answer", "incident", "valid_from", "valid_until")
    lines = [f"{key}: {value}" for key in keys if (value := getattr(article, key))]
    lines += [f"question: {question}" for question in article.questions]
    lines += [f"{key}: {value}" for key, value in sorted(article.audience.items())]
    return lines + [part for line in article.body.splitlines() if line.strip() for part in _SENTENCE_END.split(line)]
