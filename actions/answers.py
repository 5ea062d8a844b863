"""The sentences of the evidence that answer a comment, word for word as the company wrote them."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Final

from actions.request import Evidence
from actions.standing import alone

MOST: Final = 4
# A sentence that shares so much of its words with one before says nothing new.
SAID_AGAIN: Final = 0.75
_STOP: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "get",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "is",
        "it",
        "its",
        "just",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "so",
        "some",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "they",
        "this",
        "to",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
_ENDS: Final = re.compile(r"(?<=[.!?])[\"”')]*\s+(?=[\"“'(]?[A-Z0-9£$€])")
_SHORTENED: Final = re.compile(r"\b(?:e\.g|i\.e|approx|etc|no|nr|St|Mr|Mrs|Dr|vs|min|max)\.$", re.IGNORECASE)
# Taken alone, what such a sentence speaks of is gone.
_LEANS: Final = re.compile(
    r"(?:it|its|they|their|them|this|these|that|those|he|she|both|then|otherwise|but|and|also|so|instead|if so|if not)\b",
    re.IGNORECASE,
)
_MARKUP: Final = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"<[^>]{1,200}>"), ""),
    (re.compile(r"(\*\*|__|`)(.+?)\1"), r"\2"),
    (re.compile(r"^\s*#{1,6}\s.*$", re.MULTILINE), ""),
)


def plain(text: str) -> list[str]:
    """Sentences of a Markdown passage, its list items as sentences, without markup."""
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    found = []
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)", html.unescape(text)):
        block = " ".join(re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", block).split())
        if block and not block.startswith("|"):
            found += [part if part[-1] in ".!?" else part.rstrip(":;,") + "." for part in sentences(block)]
    return found


def sentences(text: str) -> list[str]:
    """Split at ends of sentences, not after abbreviations."""
    parts: list[str] = []
    for part in filter(None, (part.strip() for part in _ENDS.split(text))):
        if parts and _SHORTENED.search(parts[-1]):
            parts[-1] += " " + part
        else:
            parts.append(part)
    return parts


def words(text: str) -> frozenset[str]:
    """Content words, roughly stemmed."""
    return frozenset(
        re.sub(r"(?:ing|ed|es|s|e)$", "", word) for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in _STOP
    )


def leans(sentence: str) -> bool:
    """Whether it speaks of what a sentence before it said, so that it can't stand alone."""
    return bool(_LEANS.match(sentence))


def answer_in(evidence: Evidence, asked: str, most: int = MOST) -> list[str]:
    """The company's short answer where it wrote one, else the sentences of the passage that share most words with it."""
    if evidence.answer:
        return plain(evidence.answer)[:most]
    candidates = plain(evidence.text)
    wanted = words(asked)

    def shared(index: int) -> tuple[float, int]:
        own = words(candidates[index])
        return (-len(own & wanted) / (len(own) + 4) ** 0.5, index)

    best = sorted(range(len(candidates)), key=shared)[: min(most, 3)]
    return [alone(candidates[index], evidence) for index in sorted(best)]


def facts_in(passages: Sequence[Evidence], asked: str, most: int = MOST) -> list[tuple[str, str]]:
    """Sentences with the id of the passage that holds each, from passages of one article, the best first.

    The short answer comes first where there is one; then what else is near to the comment and not yet said.
    """
    first = next((passage for passage in passages if passage.answer), passages[0])
    told = [(sentence, first.id) for sentence in answer_in(first, asked, most)] if first.answer else []
    for passage in passages:
        near = [sentence for text in passage.nearest for sentence in plain(text)]
        told += [(alone(sentence, passage), passage.id) for sentence in near if not leans(sentence)]
    if not told:
        told = [(sentence, passages[0].id) for sentence in answer_in(passages[0], asked, most)]
    kept: list[tuple[str, str]] = []
    for sentence, holder in told:
        own = words(sentence)
        if own and not any(len(own & words(other)) >= SAID_AGAIN * len(own) for other, _ in kept):
            kept.append((sentence, holder))
    return kept[:most]
