"""A wording with all that was checked of it, as it stands in a draft and in those of the runners-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from actions.answers import plain
from actions.checking import findings_of
from actions.compose import Sentence, text_of
from actions.personal import without_personal
from actions.request import Evidence, Request
from language.channels import length
from language.grounding import unsupported


@dataclass(frozen=True)
class Wording:
    """Sentences without personal data of the comment, their text, and what the checks point at."""

    text: str
    sentences: tuple[Sentence, ...]
    findings: list[dict[str, Any]]


NOTHING_SAID = Wording("", (), [])


def checked(
    sentences: Sequence[Sentence], request: Request, *, private: bool, evidence: Sequence[Evidence] = ()
) -> Wording | None:
    """None where nothing is said, it is too long, or a number in it stands in no passage.

    ``evidence`` is what it rests on beside the evidence of the request: an earlier reply.
    """
    told = without_personal(sentences, request)
    text = text_of(told, request)
    if not text or length(text, request.counting) > request.limit:
        return None
    holders = {one.id: one for one in (*request.evidence, *evidence)}
    # What people keep adding stands in the replies that they sent.
    taught = {(habit.id, habit.text) for habit in request.learned.add}
    for sentence in told:
        if sentence.evidence is None or (sentence.evidence, sentence.text) in taught:
            continue
        if not _supported(sentence, holders.get(sentence.evidence)):
            return None
    return Wording(text, tuple(told), findings_of(told, request, not private))


def _supported(sentence: Sentence, holder: Evidence | None) -> bool:
    if holder is None:
        return False
    told = [one for text in (holder.answer or "", holder.text, *holder.nearest) for one in plain(text)]
    parts = (holder.title, holder.heading, holder.text, holder.answer, holder.url, *told)
    return sentence.text in told or not unsupported(sentence.text, "\n".join(filter(None, parts)))
