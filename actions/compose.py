"""Put a draft together from its parts so that it fits the channel; pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions import phrases
from actions.answers import facts_in
from actions.correcting import CORRECTING
from actions.kinds import Choice
from actions.names import first_name
from actions.request import Request
from language.channels import length


@dataclass(frozen=True)
class Sentence:
    """One sentence of a draft, what it is for and which passage supports it."""

    text: str
    role: str
    evidence: str | None = None


# What is dropped first when a draft is too long. Of the sentences with facts the last go first, and one always stays.
_EXPENDABLE = ("ask", "source", "greeting", "signature", "empathy", "apology")
_FACTS = ("answer", "step", "holding", "thanks", "ask")


def compose(request: Request, choice: Choice, turn: int = 0) -> list[Sentence]:
    """The sentences of a draft of this kind, within the channel's limit; empty for kind none or where nothing fits."""
    if choice.kind == "none":
        return []
    return fitted(_parts(request, choice, turn), request)


# These stand on lines of their own where the channel has lines.
_OWN_LINE = frozenset({"greeting", "source", "signature"})


def text_of(sentences: Sequence[Sentence], request: Request) -> str:
    """The draft as one text: on X in one line, elsewhere greeting, source and signature on lines of their own."""
    if request.in_one_line:
        return " ".join(sentence.text for sentence in sentences)
    text, before = "", None
    for sentence in sentences:
        if before is not None:
            text += "\n" if _OWN_LINE & {sentence.role, before} else " "
        text, before = text + sentence.text, sentence.role
    return text


def fitted(parts: Sequence[Sentence], request: Request) -> list[Sentence]:
    """The parts without what has to go for the limit: source, greeting, …, then facts from the end; never half a one."""
    kept = list(parts)
    for role in _EXPENDABLE:
        if _fits(kept, request):
            return kept
        if any(part.role != role for part in kept):
            kept = [part for part in kept if part.role != role] if _substance(kept, role) else kept
    while len(kept) > 1 and not _fits(kept, request):
        kept.pop()
    if kept and not _fits(kept, request):
        short = [part for part in parts if part.role in _FACTS and _fits([part], request)]
        kept = short[:1]
    return kept


def _substance(parts: Sequence[Sentence], without: str) -> bool:
    return any(part.role in _FACTS and part.role != without for part in parts)


def _fits(parts: Sequence[Sentence], request: Request) -> bool:
    return length(text_of(parts, request), request.counting) <= request.limit


def _parts(request: Request, choice: Choice, turn: int) -> list[Sentence]:
    def say(role: str, variants: Sequence[str], **values: str) -> Sentence:
        sentence = phrases.chosen(variants, request.comment, turn)
        return Sentence(sentence.format(**values) if values else sentence, role)

    severity = min(max(int(request.understanding["severity"]) or 1, 1), 4)
    parts = []
    if not request.answered_before:
        name = first_name(request.author)
        if name:
            parts.append(say("greeting", _greeting(request, choice), name=name))
        elif choice.kind in ("answer", "remedy", "correct", "clarify"):
            parts.append(say("greeting", phrases.NAMELESS_IN_LINE if request.in_one_line else phrases.NAMELESS))
    if choice.kind == "answer" and request.intent == "praise":
        parts.append(say("thanks", phrases.THANKS))
    if choice.kind in ("remedy", "acknowledge"):
        parts.append(say("empathy" if severity == 1 else "apology", phrases.EMPATHY[severity]))
    if choice.kind == "correct":
        parts.append(say("empathy", CORRECTING))
    if choice.kind in ("answer", "remedy", "correct") and choice.evidence:
        role = "step" if choice.kind == "remedy" else "answer"
        if choice.facts:
            parts += [Sentence(fact, role, choice.evidence.id) for fact in choice.facts]
        else:
            own = [one for one in request.evidence if one.article and one.article == choice.evidence.article]
            told = facts_in(own or [choice.evidence], request.text)
            parts += [Sentence(fact, role, holder) for fact, holder in told]
        if choice.evidence.url:
            source = say("source", phrases.SOURCE, url=choice.evidence.url)
            parts.append(Sentence(source.text, "source", choice.evidence.id))
    elif choice.kind == "acknowledge":
        parts.append(say("holding", phrases.LOOKING[severity]))
        if severity > 1:
            parts.append(say("ask", phrases.ASK_PRIVATELY))
    elif choice.kind == "clarify":
        parts.append(say("ask", phrases.CLARIFY, choices=" or ".join(choice.choices)))
    elif choice.kind == "thanks":
        parts.append(say("thanks", phrases.THANKS))
    elif choice.kind == "hand_over":
        parts.append(say("holding", _holding(request)))
    if request.sign_with:
        sign = f"– {request.sign_with}" if request.in_one_line and request.sign_with[0].isalnum() else request.sign_with
        parts.append(Sentence(sign, "signature"))
    return parts


def _greeting(request: Request, choice: Choice) -> Sequence[str]:
    if not request.in_one_line:
        return phrases.GREETING
    grave = choice.kind in ("remedy", "acknowledge") or request.understanding["escalate"]
    return phrases.GREETING_IN_LINE_GRAVE if grave else phrases.GREETING_IN_LINE


def _holding(request: Request) -> Sequence[str]:
    reasons = request.understanding["escalate"]
    if "self-harm" in reasons:
        return phrases.CAREFUL_SELF_HARM
    if "safety" in reasons:
        return phrases.CAREFUL_SAFETY
    if reasons:
        return phrases.CAREFUL
    return phrases.HOLDING_UNSURE if request.understanding["unsure"] else phrases.HOLDING
