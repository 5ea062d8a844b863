"""Example questions for an article: what may be suggested, and when two are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from desk.domain.article import Article

LEAST_WORDS: Final = 3
MOST_WORDS: Final = 30
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*\s*$", re.MULTILINE)
_HOW_TO = re.compile(r"^how to\s+(?=\w)", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_ASKS = re.compile(
    r"^(?:how|what|when|where|which|who|why|can|could|do|does|did|is|are|may|will|should)\b", re.IGNORECASE
)
# What a help article's title tells the reader to do, as its first word.
_DOES = re.compile(
    r"^(?:return|cancel|change|track|pay|book|order|exchange|claim|replace|repair|charge|check|find|contact|delete|close|"
    r"open|reset|set up|use|install|connect|collect|renew|pause|skip|swap|report|register|update|move|switch|recycle|"
    r"clean|adjust|measure|choose|send|get|buy|add|remove|restart|transfer|top up|redeem|dispute|freeze)\s+\w",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class AnsweredBy:
    """A comment that a sent reply answered from the article, both without personal data.

    ``cited``: the sentences of the draft that cite the article.
    """

    comment_id: UUID
    comment: str
    reply: str
    cited: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """A question to add; ``comment_id`` is the newest comment that asks it, None for one from the article itself."""

    question: str
    comment_id: UUID | None
    comments: int
    likeness: float


def question_key(question: str) -> str:
    """Equal for questions that differ in case, punctuation or spacing only."""
    return " ".join(_WORD.findall(question.casefold().replace("’", "'")))


def same_words(sentences: Iterable[str], reply: str) -> bool:
    """Whether one of the sentences still stands in the reply: else a person answered from something else."""
    said = f" {question_key(reply)} "
    return any(f" {key} " in said for key in map(question_key, sentences) if key)


def may_be_question(sentence: str) -> bool:
    """Whether a consumer's sentence, without personal data, can stand as an example: not too short, nothing masked."""
    return LEAST_WORDS <= len(_WORD.findall(sentence)) <= MOST_WORDS and "[" not in sentence and "@" not in sentence


def own_questions(article: Article) -> Iterator[str]:
    """Questions in the title and the headings, and those that "How to …" and "Cancel …" stand for."""
    for heading in (article.title, *_HEADING.findall(article.body)):
        plain = _BRACKETS.sub("", heading.strip()).rstrip(".!:").replace("**", "").replace("`", "")
        question = _asked(plain)
        if question and len(_WORD.findall(question)) >= LEAST_WORDS:
            yield question


def _asked(heading: str) -> str | None:
    if heading.endswith("?"):
        return heading
    if _HOW_TO.match(heading):
        return f"How do I {_HOW_TO.sub('', heading)}?"
    if _ASKS.match(heading):
        return None  # "What we repair": a clause, not a question
    if _DOES.match(heading):
        return f"How do I {heading[:1].lower()}{heading[1:]}?"
    return None


def merged(
    found: Iterable[tuple[str, UUID | None, Any, float]], known: Any, excluded: set[str], same: float, most: int
) -> list[Suggestion]:
    """The best first, each meaning once: (question, comment, unit vector, likeness to the article) put together.

    ``known`` [n, 384] are the questions that the article has; ``excluded`` the keys of those and of dismissed ones. Two
    mean the same when the cosine of their vectors reaches ``same``.
    """
    kept: list[tuple[Suggestion, Any]] = []
    for question, comment_id, vector, likeness in sorted(found, key=lambda one: -one[3]):
        if question_key(question) in excluded or any(float(vector @ other) >= same for other in known):
            continue
        like = next((n for n, (_, other) in enumerate(kept) if float(vector @ other) >= same), None)
        if like is None:
            kept.append((Suggestion(question, comment_id, int(comment_id is not None), likeness), vector))
        elif comment_id is not None:
            first, of_first = kept[like]
            asked = Suggestion(first.question, first.comment_id or comment_id, first.comments + 1, first.likeness)
            kept[like] = (asked, of_first)
    return [suggestion for suggestion, _ in kept[:most]]
