"""The same reply in other words: shorter, warmer, more formal, or with a question first; each checked like the draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from actions.checking import FACTS, findings_of
from actions.compose import Manner, Sentence, compose, text_of
from actions.kinds import Choice
from actions.open_points import question_for
from actions.request import Request
from language.case_facts import case_facts, supported
from language.channels import length

MOST: Final = 3
ASK_FIRST: Final = "Ask first"


def alternatives_of(
    request: Request, choice: Choice, sentences: Sequence[Sentence], findings: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """At most three, each different from the draft and from each other, with its sentences and findings.

    `sentences` and `findings` are the draft's; an alternative has no finding of a rule that the draft keeps.
    """
    draft, allowed = text_of(sentences, request), {finding["rule"] for finding in findings}
    seen: set[str] = {draft}
    found: list[dict[str, Any]] = []
    for label, others in _others(request, choice, sentences):
        text = text_of(others, request)
        says_the_same = label == ASK_FIRST or _says_the_same(others, sentences)
        if not text or text in seen or not says_the_same or not _nothing_new(text, draft):
            continue
        told = findings_of(others, request, not choice.private)
        if all(finding["rule"] in allowed for finding in told):
            seen.add(text)
            found.append({"label": label, "text": text, "sentences": [asdict(one) for one in others], "findings": told})
        if len(found) == MOST:
            break
    return found


def _others(
    request: Request, choice: Choice, sentences: Sequence[Sentence]
) -> Iterator[tuple[str, Sequence[Sentence]]]:
    """The alternatives in order of use; the draft's own phrases are the last that they take."""
    draft, known = text_of(sentences, request), request.understanding
    sourced = any(sentence.role == "source" for sentence in sentences)
    formality, said = request.voice.formality, (draft,)
    question = question_for(request, choice)
    if question:
        yield ASK_FIRST, compose(request, choice, Manner(ask=question, said=said))
    if "self-harm" not in known["escalate"]:
        brief = compose(request, choice, Manner(brief=True))
        if length(text_of(brief, request), request.counting) < length(draft, request.counting):
            yield "Shorter", brief
    # Where somebody speaks of lawyers or the press, a warmer tone would be out of place; in distress, a more formal one.
    if not known["escalate"] or "self-harm" in known["escalate"]:
        invites = choice.kind == "answer" and request.intent == "question"
        yield "Warmer", compose(request, choice, Manner("casual", source=sourced, still_open=invites, said=said))
    if formality != "formal" and "self-harm" not in known["escalate"]:
        yield "More formal", compose(request, choice, Manner("formal", source=sourced, said=said))


def _says_the_same(others: Sequence[Sentence], sentences: Sequence[Sentence]) -> bool:
    """Whether all facts are there, and the limit has not cost it what else the draft is for."""
    needed = {"apology", "holding", "thanks"} & {sentence.role for sentence in sentences}
    return _facts(others) == _facts(sentences) and needed <= {sentence.role for sentence in others}


def _facts(sentences: Sequence[Sentence]) -> list[Sentence]:
    return [sentence for sentence in sentences if sentence.role in FACTS]


def _nothing_new(text: str, draft: str) -> bool:
    """Whether each number, date and link of it stands in the draft."""
    return all(fact in draft and supported(fact, draft) for fact in case_facts(text))
