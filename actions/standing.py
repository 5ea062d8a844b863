"""Sentences of an article that stand alone: an item of a list or a fragment keeps what it hung under.

"Frames and helmets." under "What we do not take" says the opposite of what it says alone.
"""

from __future__ import annotations

import re
from typing import Final

from actions.request import Evidence

_ITEM: Final = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_STEP: Final = re.compile(r"\s*\d+[.)]\s+")
# Whoever finds one of these has a whole sentence before them; without one it may hang under its heading.
_SAYS: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|am|can(?:not)?|could|will|would|shall|should|may|might|must|do|does|did|has|have|had|needs?"
    r"|takes?|costs?|gets?|lasts?|works?|starts?|ends?|opens?|closes?|arrives?|includes?|covers?|appl(?:y|ies)|goes|comes?"
    r"|depends?|becomes?|fits?|holds?|runs?|sells?|offers?|accepts?|remains?|stays?|weighs?|means?|counts?|makes?|gives?|shows?"
    r"|you|we|they|it|he|she|who|that)\b|n['’]t\b|['’](?:s|re|ll|ve)\b",
    re.IGNORECASE,
)
_DENIES: Final = re.compile(
    r"\b(?:not?|never|without|except\w*|exclu\w+|unless|forbidden|prohibited|banned|refused?)\b|n['’]t\b", re.I
)
MOST_BEFORE: Final = 120
"""A lead-in or heading longer than this is no lead-in."""


def alone(sentence: str, passage: Evidence) -> str:
    """The sentence with the line it hangs under, where it needs it: a lead-in that ends in a colon, or its heading."""
    line, before = _line_of(sentence, passage.text)
    lead = _lead_in(before) if line is not None and _ITEM.match(line) and not _STEP.match(line) else None
    if lead:
        return f"{lead} {sentence}"
    heading = (passage.heading or "").strip().rstrip(":.")
    if not heading or heading.endswith("?") or len(heading) > MOST_BEFORE or _told(sentence, heading):
        return sentence
    if _SAYS.search(sentence):
        return sentence
    step = line is not None and _STEP.match(line)
    return f"{heading}: {sentence}" if _DENIES.search(heading) or not (step or _orders(sentence)) else sentence


def _told(sentence: str, heading: str) -> bool:
    return heading.casefold() in sentence.casefold()


def _orders(sentence: str) -> bool:
    """Whether it seems to tell the reader to do something: a verb in front, then what to do it with."""
    return bool(
        re.match(r"[A-Z][a-z]+ (?:the|a|an|your|our|up|out|off|on|in|to|it|them|us|any|all|for|with|at)\b", sentence)
    )


def _line_of(sentence: str, text: str) -> tuple[str | None, list[str]]:
    """The line of a Markdown text that holds the sentence, and the lines before it, the nearest first."""
    lines, wanted = text.splitlines(), _letters(sentence)
    for place, line in enumerate(lines):
        if wanted and wanted in _letters(line):
            return line, lines[:place][::-1]
    return None, []


def _lead_in(before: list[str]) -> str | None:
    """The line above a list, where it ends in a colon."""
    for line in before:
        if not line.strip() or _ITEM.match(line):
            continue
        told = re.sub(r"(\*\*|__|`)", "", line).strip()
        last = re.split(r"(?<=[.!?])\s+", told)[-1]
        return last if last.endswith(":") and len(last) <= MOST_BEFORE else None
    return None


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
