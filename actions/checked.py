"""A wording with all that was checked of it: what stands in a draft, beside it, and in those of the runners-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from actions.answers import plain
from actions.compose import Sentence, text_of
from actions.grounding import unsupported
from actions.personal import without_personal
from actions.request import Evidence, Request
from language import tone
from language.channels import length


def checked(
    sentences: Sequence[Sentence], request: Request, *, private: bool, evidence: Sequence[Evidence] = ()
) -> dict[str, Any] | None:
    """`text`, `sentences` and `findings`; None where nothing is said, it is too long, or a number in it stands in no passage.

    ``evidence`` is what it rests on beside the evidence of the request: an earlier reply.
    """
    told = without_personal(sentences, request)
    text = text_of(told, request)
    if not text or length(text, request.counting) > request.limit:
        return None
    holders = {one.id: one for one in (*request.evidence, *evidence)}
    for sentence in told:
        if sentence.evidence is not None and not _supported(sentence, holders.get(sentence.evidence)):
            return None
    findings = tone.check(text, public=not private, comment=request.text)
    return {
        "text": text,
        "sentences": [asdict(sentence) for sentence in told],
        "findings": [finding.as_dict() for finding in findings],
    }


def _supported(sentence: Sentence, holder: Evidence | None) -> bool:
    if holder is None:
        return False
    told = [one for text in (holder.answer or "", holder.text, *holder.nearest) for one in plain(text)]
    parts = (holder.title, holder.text, holder.answer, holder.url, *told)
    return sentence.text in told or not unsupported(sentence.text, "\n".join(filter(None, parts)))
