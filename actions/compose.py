"""Put a draft together from its parts so that it fits the channel; pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from actions import emoji
from actions.answers import facts_in
from actions.kinds import Choice
from actions.learned import ROLE, last_fact, left_out, rewords, to_add
from actions.phrases import Book
from actions.request import Request
from actions.speaker import Part, Speaker
from language import tone
from language.channels import length
from language.names import first_name


@dataclass(frozen=True)
class Sentence:
    """One sentence of a draft, what it is for and which passage supports it."""

    text: str
    role: str
    evidence: str | None = None


@dataclass(frozen=True)
class Manner:
    """How a draft is worded where not as the page usually does.

    `formality` in place of the page's own; `brief`: short phrases and nothing that can be missed; `still_open`: ends on an
    invitation to ask; `ask`: a question in place of the answer; `said`: texts whose phrases are not to be used again.
    """

    formality: str | None = None
    brief: bool = False
    source: bool = True
    still_open: bool = False
    ask: Part | None = None
    said: tuple[str, ...] = ()


AS_USUAL: Final = Manner()

# What is dropped first when a draft is too long. Of the sentences with facts the last go first, and one always stays.
_EXPENDABLE = ("ask", "source", "greeting", "signature", "empathy", "apology")
_FACTS = ("answer", "step", "holding", "thanks", "ask")


def compose(request: Request, choice: Choice, manner: Manner = AS_USUAL) -> list[Sentence]:
    """The sentences of a draft of this kind, within the channel's limit; empty for kind none or where nothing fits."""
    if choice.kind == "none":
        return []
    voice = request.voice if manner.formality is None else replace(request.voice, formality=manner.formality)
    speaker = Speaker(voice, request.comment, (*manner.said, *request.lately), manner.brief)
    drafted = _Draft(request, choice, manner, speaker).parts()
    parts = fitted(drafted, request) if _untaught(request, choice, manner) else _taught(drafted, request, choice)
    return _with_emoji(parts, request, speaker) if emoji.in_place(request, choice) else parts


def _untaught(request: Request, choice: Choice, manner: Manner) -> bool:
    """Whether what people keep changing has no place here: it is about another article, or a short or asking draft."""
    article = request.learned.article
    return (
        manner.brief or bool(manner.ask) or choice.evidence is None or not article or choice.evidence.article != article
    )


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


def _with_emoji(parts: list[Sentence], request: Request, speaker: Speaker) -> list[Sentence]:
    """With one emoji behind the thanks, or behind a greeting that is a call; none where one is or it doesn't fit."""
    if any(emoji.has_emoji(part.text) for part in parts):
        return parts
    for place, part in enumerate(parts):
        calls = part.role == "greeting" and part.text.endswith("!")
        if part.role == "thanks" or (calls and not any(other.role == "thanks" for other in parts)):
            sign = speaker.say(emoji.with_thanks if part.role == "thanks" else emoji.with_greeting)
            more = [*parts[:place], replace(part, text=f"{part.text} {sign}"), *parts[place + 1 :]]
            return more if sign and _fits(more, request) else parts
    return parts


# Who speaks of what happened to themselves has a case to look at; who dislikes an advert has none.
_OWN_CASE: Final = re.compile(r"\b(?:i|i['’](?:m|ve|d|ll)|my|mine|me|we|we['’](?:re|ve|d)|our|us)\b", re.IGNORECASE)
_SOLVED: Final = re.compile(
    r"\b(?:(?:it|that|this|all|everything|now)(?:['’]s| is| has been|s)? (?:now )?(?:work(?:s|ed|ing)?|sorted|fixed|solved|resolved|back(?: up)?|up again)"
    r"|(?:got|is|was|been) (?:it )?(?:all )?(?:sorted|fixed|solved|resolved|taken care of)|did the trick|problem solved)\b",
    re.IGNORECASE,
)
_PEOPLE: Final = re.compile(
    r"\b(?:staff|team|crew|guys?|girls?|lads?|lady|ladies|gent\w*|man|woman|men|women|people|colleagues?|mechanics?|drivers?|couriers?|waiters?"
    r"|waitress(?:es)?|receptionists?|attendants?|agents?|advisors?|advisers?|engineers?|technicians?|chefs?|nurses?|bartenders?|cashiers?|pilots?"
    r"|stewards?|stewardess(?:es)?|assistants?|instructors?|teachers?|manager|everyone at|everybody at)\b",
    re.IGNORECASE,
)
_TEAMS: Final = {
    "safety": "safety team",
    "legal": "legal team",
    "discrimination": "team",
    "data-breach": "data protection team",
    "press": "press team",
}


@dataclass
class _Draft:
    """Collects the sentences of one draft, from greeting to signature."""

    request: Request
    choice: Choice
    manner: Manner
    speaker: Speaker
    said: list[Sentence] = field(default_factory=list)

    def parts(self) -> list[Sentence]:
        """All sentences, before they are fitted to the channel."""
        kind, severity = self.choice.kind, min(max(int(self.request.understanding["severity"]) or 1, 1), 4)
        if not self.request.answered_before and not self.manner.brief:
            self._greet()
        if kind == "answer" and self.request.intent == "praise":
            self._say("thanks", lambda book: book.thanks)
        if kind in ("remedy", "acknowledge"):
            self._say("empathy" if severity == 1 else "apology", lambda book: book.empathy[severity])
        if kind == "correct":
            self._say("empathy", lambda book: book.correcting)
        if self.manner.ask:
            self._say("ask", self.manner.ask)
        elif kind in ("answer", "remedy", "correct") and self.choice.evidence:
            self._tell()
        elif kind == "acknowledge":
            self._say("holding", lambda book: book.looking[severity])
            if severity > 1 and not self.manner.brief and _OWN_CASE.search(self.request.text):
                self._say("ask", lambda book: book.ask_privately)
        elif kind == "clarify":
            self._say("ask", lambda book: book.clarify, choices=" or ".join(self.choice.choices))
        elif kind == "thanks":
            self._say("thanks", self._thanks())
        elif kind == "hand_over":
            self._say("holding", self._holding())
            if self.choice.private:
                self._name_contact()
        if self.manner.still_open:
            self._say("ask", lambda book: book.still_open)
        self._sign()
        return self.said

    def _say(self, role: str, part: Part, evidence: str | None = None, **values: str) -> None:
        """A sentence of our own, where the page's words to avoid leave one."""
        text = self.speaker.say(part, **values)
        if text is not None:
            self.said.append(Sentence(text, role, evidence))

    def _grave(self) -> bool:
        known = self.request.understanding
        return (
            self.choice.kind in ("remedy", "acknowledge")
            or self.request.intent == "complaint"
            or bool(known["escalate"])
        )

    def _greet(self) -> None:
        name, grave = first_name(self.request.author), self._grave()
        if not name and self.choice.kind not in ("answer", "remedy", "correct", "clarify"):
            return
        asked = self.choice.kind in ("answer", "clarify") and self.request.intent == "question"
        # A question in place of an answer needs no thanks, and what is remembered may bring its own.
        asked = asked and not self.manner.ask and not self.choice.facts

        def greetings(book: Book) -> tuple[str, ...]:
            if grave:
                said = book.greeting_grave if name else book.nameless_grave
            elif name:
                said = book.greeting + (book.greeting_asked if asked else ())
            else:
                said = book.nameless + (book.nameless_asked if asked else ())
            # Where everything stands on one line, a comma before a new sentence reads as a slip.
            return tuple(one for one in said if not (self.request.in_one_line and one.endswith(",")))

        self._say("greeting", greetings, name=name or "")

    def _tell(self) -> None:
        """What the evidence says, then where it stands."""
        evidence, request = self.choice.evidence, self.request
        assert evidence is not None
        role = "step" if self.choice.kind == "remedy" else "answer"
        if self.choice.facts:
            self.said += [Sentence(fact, role, evidence.id) for fact in self.choice.facts]
        else:
            own = [one for one in request.evidence if one.article and one.article == evidence.article]
            told = facts_in(own or [evidence], request.text)
            self.said += [Sentence(fact, role, holder) for fact, holder in told]
        if evidence.url and self.manner.source and not self.manner.brief:
            self._say("source", lambda book: book.source, evidence.id, url=evidence.url)

    def _thanks(self) -> Part:
        """Thanks that fit what the comment speaks of."""
        if _SOLVED.search(self.request.text):
            return lambda book: book.thanks_solved
        if _PEOPLE.search(self.request.text):
            return lambda book: book.thanks_team
        return lambda book: book.thanks

    def _holding(self) -> Part:
        reasons = self.request.understanding["escalate"]
        if "self-harm" in reasons:
            return lambda book: book.careful_self_harm
        if "safety" in reasons:
            return lambda book: book.careful_safety
        if reasons:
            return lambda book: book.careful
        unsure = self.request.understanding["unsure"]
        return lambda book: book.holding_unsure if unsure else book.holding

    def _name_contact(self) -> None:
        """Whom the page named for this reason; where somebody may be hurt, for nothing less."""
        reasons = list(self.request.understanding["escalate"])
        first = [reason for reason in ("self-harm", "safety") if reason in reasons][:1] or reasons
        contacts = self.request.voice.contacts
        reason = next((reason for reason in first if reason in contacts), None)
        if reason == "self-harm":
            self._say("holding", lambda book: book.contact_self_harm, contact=contacts[reason])
        elif reason:
            # The team's name is our word, so it is held to the page's words as well.
            team = _TEAMS[reason]
            self._say(
                "holding",
                lambda book: [one.replace("{team}", team) for one in book.contact],
                contact=contacts[reason],
            )

    def _sign(self) -> None:
        sign, grave = self.request.voice.sign_with, self._grave()
        if not sign:
            return
        named = sign[0].isalnum()
        if self.request.in_one_line or not named or self.manner.brief or self.request.understanding["escalate"]:
            text = f"– {sign}" if self.request.in_one_line and named else sign
        else:
            text = self.speaker.say(lambda book: book.closing_grave if grave else book.closing, sign=sign) or sign
        self.said.append(Sentence(text, "signature"))
