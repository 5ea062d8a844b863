"""What a text is checked for before a person sees it: the tone, and words that the page avoids in the company's sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from actions.compose import Sentence, text_of
from actions.request import Request
from actions.words import found
from language import tone
from language.tone import Finding

FACTS: Final = frozenset({"answer", "step"})


def findings_of(sentences: Sequence[Sentence], request: Request, public: bool) -> list[dict[str, Any]]:
    """All findings in the text of the sentences, in order of place, as in the draft document."""
    text = text_of(sentences, request)
    findings = [*tone.check(text, public=public, comment=request.text), *_avoided(sentences, text, request)]
    return [one.as_dict() for one in sorted(findings, key=lambda one: (one.start, one.rule))]


def _avoided(sentences: Sequence[Sentence], text: str, request: Request) -> Iterator[Finding]:
    """Our own phrases have none; what the company wrote is not ours to change, so it is pointed at."""
    at = 0
    for sentence in sentences:
        at = text.index(sentence.text, at)
        if sentence.role in FACTS:
            for start, end in found(sentence.text, request.voice.avoid):
                yield Finding(
                    "voice",
                    at + start,
                    at + end,
                    sentence.text[start:end],
                    "The page avoids this word; it comes from what the sentence rests on.",
                    "Say it in other words, and change it in the article.",
                )
        at += len(sentence.text)
