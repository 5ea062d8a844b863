"""Put a draft together from its parts so that it fits the channel; pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions import phrases
from actions.answers import facts_in
from actions.kinds import Choice
from actions.learned import ROLE, last_fact, left_out, rewords, to_add
from actions.names import first_name
from actions.request import Request
from language import tone
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
    parts, learned = _parts(request, choice, turn), request.learned
    if choice.evidence is None or not learned.article or choice.evidence.article != learned.article:
        return fitted(parts, request)
    return _taught(parts, request, choice)


def _taught(parts: Sequence[Sentence], request: Request, choice: Choice) -> list[Sentence]:
    """The parts without what people keep cutting and with what they keep adding, if that fits beside all the others.

    The last fact goes only where a learned sentence that is there says it in other words.
    """
    gone = left_out(parts, request.learned)
    last = last_fact(parts, gone)
    staying = [part for part in parts if part.text not in gone]
    kept = [part for part in parts if part in staying or part.text == last]
    for habit in to_add((part.text for part in staying), request.learned):
        if tone.check(habit.text, public=not choice.private, comment=request.text):
            continue
        instead = [part for part in kept if part.text != last] if last and rewords(habit.text, last) else kept
        place = next((at for at, part in enumerate(instead) if part.role in _AFTER_FACTS), len(instead))
        longer = [*instead[:place], Sentence(habit.text, ROLE, habit.id), *instead[place:]]
        if _fits(longer, request):
            kept = longer
    return fitted(kept, request)


_AFTER_FACTS = frozenset({"ask", "source", "signature"})
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
        elif choice.kind in ("answer", "remedy", "clarify"):
            parts.append(say("greeting", phrases.NAMELESS_IN_LINE if request.in_one_line else phrases.NAMELESS))
    if choice.kind == "answer" and request.intent == "praise":
        parts.append(say("thanks", phrases.THANKS))
    if choice.kind in ("remedy", "acknowledge"):
        parts.append(say("empathy" if severity == 1 else "apology", phrases.EMPATHY[severity]))
    if choice.kind in ("answer", "remedy") and choice.evidence:
        role = "answer" if choice.kind == "answer" else "step"
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
