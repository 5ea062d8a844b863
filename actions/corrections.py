"""A wrong fact that a comment or another consumer states, and the company's own sentence that puts it right.

Only what is stated of the company in general counts: what somebody waited, paid, ordered or was told is theirs to say.
Where a passage may agree, where two say different things, or where it is open whom they are for, nothing is put right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from actions.answers import leans, plain
from actions.audience import meant_for_others, undecided
from actions.measured import Measure, measure_like, measures
from actions.request import Evidence, Request
from language import privacy
from language.grounding import content, denies

# What this says of a claim stands in the evidence with so many of its words, where one of them has a “not” more.
_ALIKE: Final = 0.6
_LEAST_WORDS: Final = 3
_FREE: Final = content("free")

_BELIEF: Final = re.compile(
    r"^(?:\W*(?:@\w+|well|nope?|actually|yes|yeah|um+|hi|hello|hey|fyi|ps|sorry|lol|haha|apparently|everyone knows|and|so|but|as far as i know|afaik|ah|oh|ok"
    r"|(?:i['’]m|i am) (?:pretty |fairly |quite )?sure(?: that)?|(?:i|we) (?:always |only )?(?P<past>thought|believed|heard|read|understood|assumed)(?: that)?"
    r"|i (?:think|believe|know|guess|reckon)(?: that)?)\b\W*)+",
    re.IGNORECASE,
)
_OWN_CASE: Final = re.compile(
    r"\b(?:i|i['’]\w+|my|mine|me|myself|we|we['’]\w+|us|our|ours|he|she|his|her|him"
    r"|wait\w*|took|taken|taking|paid|paying|charged|charging me|spent|bought|ordered|ordering|arrived?|arriving|came|got|received|had|been"
    r"|did(?:n['’]t)?|ha(?:s|ve)(?:n['’]t)? (?!to\b|\d)(?:\w+ed|been|gone)|ago|later|since|still|already|yet|now|last|yesterday|today|tonight|tomorrow|told|said|quoted"
    r"|promised|refused|wanted|would|could|should|might|may|maybe|perhaps|probably|possibly|wish|hope|if|when|unless|than|until|instead|another|extra"
    r"|about|around|roughly|almost|nearly|over|at least|more|less|some|sometimes|usually|often|once|except|first|next)\b",
    re.IGNORECASE,
)
_TENSE: Final = re.compile(r"\b(?:was|were)\b", re.IGNORECASE)
_QUESTION: Final = re.compile(
    r"\?|^\W*(?:how|what|when|where|who|why|which|whether|is|are|do|does|did|can|could|will|would|has|have|should|may)\b",
    re.IGNORECASE,
)
# What says nothing of which thing is measured.
_FILLER: Final = content(
    "only just always policy rule rules company shop store here standard period time window limit long full whole total maximum max"
    " have get give cost charge fee price allow accept offer within money people customer customers everyone there guys free correct true though tho then"
)
_PRONOUN: Final = re.compile(
    r"^\W*(?:it['’]?s|it is|that['’]?s|you(?: only| just)? (?:have|get|['’]ve got)|there['’]?s|they['’]?re|they are)\b",
    re.IGNORECASE,
)
# What holds only for some, or only about; an “if” at the start holds for the whole sentence.
_QUALIFIED: Final = re.compile(
    r"\b(?:if|when|unless|except|otherwise|another|first|at least|over|more than|less than|from month|under|minimum|about|around"
    r"|usually|between|before|later)\b",
    re.IGNORECASE,
)
_CONDITION: Final = re.compile(r"\W*(?:if|when|unless|once|after|until|except|where|for orders?)\b", re.IGNORECASE)
_STATES: Final = re.compile(
    r"\b(?:is|are|was|were|have|has|gets?|costs?|takes?|needs?|must|can|accepts?|offers?|gives?|allows?|charges?|covers?|weighs?|lasts?|fits?"
    r"|do|does|deliver|comes?|holds?)\b|['’](?:s|re|ve)\b|n['’]t\b",
    re.IGNORECASE,
)
_AT_MOST: Final = r"\b(?:up to|at most|no more than) "
_LIMITS: Final = re.compile(r"\b(?:only|just|up to|at most|max(?:imum)?|limit|within)\b", re.IGNORECASE)
_PARTS: Final = re.compile(r"\s*(?:[;:()]|,\s+(?:and|but|so|because|which|though)\b|,\s|\s(?:and|but|because)\s)\s*")
_ENDS: Final = re.compile(r"(?<=[.!?])\s+|\n+|;\s")
# “Doesn't work” tells what happened, not what the company has or does.
_HAPPENS: Final = re.compile(
    r"\b(?:work|load|open|start|arriv|charg|connect|respond|answer|repl|function|stop|break|broken|fit|ring|turn|come|show|happen|help)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Correction:
    """What was said, who said it (the comment or a peer before it), and the sentence that says otherwise, with its passage."""

    claim: str
    by_peer: bool
    sentence: str
    evidence: Evidence


@dataclass(frozen=True)
class _Claim:
    text: str
    topic: frozenset[str]
    measure: Measure | None
    by_peer: bool = False


def correction(request: Request, enough: float) -> Correction | None:
    """What to put right, or None; ``enough`` is the chance from which on a passage supports an answer."""
    best = request.evidence[0] if request.evidence else None
    if best is None or best.score < enough or best.incident or undecided(request):
        return None
    for claim in _claims(request):
        if claim.measure is None:
            found = _denied(claim, request, best)
        elif request.intent == "complaint" and not _entitles(claim):
            continue
        else:
            found = _measured_otherwise(claim, request, best)
        if found:
            sentence, holder = found
            return Correction(privacy.mask(claim.text), claim.by_peer, sentence, holder)
    return None


def _entitles(claim: _Claim) -> bool:
    """Who complains of a price or of how long something takes may have met with it; a period is the company's to set."""
    assert claim.measure is not None
    return claim.measure.unit == "day" and bool(re.search(r"\b(?:is|are|have|get|only)\b", claim.text, re.IGNORECASE))


def _claims(request: Request) -> Iterator[_Claim]:
    asked = request.turns[-1].text if request.turns and "?" in request.turns[-1].text else ""
    if not (_asks(request.text) or int(request.understanding["severity"]) > 2):
        yield from _stated(request.text, asked, request)
    last = request.turns[-1] if request.turns else None
    listens = request.intent in ("other", "praise") and not _asks(request.text) and request.chance("complaint") < 0.5
    if last and not last.from_page and listens and last.author != request.author and not _asks(last.text):
        before = request.turns[-2].text if len(request.turns) > 1 and "?" in request.turns[-2].text else ""
        for claim in _stated(last.text, before, request):
            yield _Claim(claim.text, claim.topic, claim.measure, by_peer=True)


def _asks(text: str) -> bool:
    return any(_QUESTION.search(part) for part in _ENDS.split(text) if part.strip())


def _stated(text: str, asked: str, request: Request) -> Iterator[_Claim]:
    """The clauses of a text that state something in general; a clause of “it” is about what was asked before."""
    about_page = content(request.page)
    for sentence in _ENDS.split(re.sub(r"\bU\.?S\b\.?", "USA", text)):
        for part in _PARTS.split(sentence):
            belief = _BELIEF.match(part)
            clause = part[belief.end() :] if belief else part
            if not _STATES.search(clause) or _OWN_CASE.search(clause) or privacy.find(clause):
                continue
            if _TENSE.search(clause) and not (belief and belief["past"]):
                continue
            measure = measures(clause)
            if denies(clause) and measure:
                if measure.high:
                    continue  # “not 30 days” doesn't say how many
                measure = None
            topic = content(measure.text if measure else clause) - _FILLER - about_page
            if not topic and measure and asked and _PRONOUN.match(clause):
                topic = content(asked) - _FILLER - about_page - content("long much many need know anyone please thing")
            if topic:
                yield _Claim(clause.strip(" .,!"), topic, measure)


def _measured_otherwise(claim: _Claim, request: Request, best: Evidence) -> tuple[str, Evidence] | None:
    said = claim.measure
    assert said is not None
    near = [one for one in request.evidence if not meant_for_others(one, request.evidence, request.said)]
    for by_title in (False, True):
        found = [one for holder in near for one in _of_topic(holder, claim.topic, said, by_title)]
        if any(said.agrees(one.measure) for one in found):
            return None
        own = [one for one in found if _same_article(one.holder, best)]
        if own:
            fit = next((one for one in own if one.alone), None)
            agreed = fit and all(fit.measure.agrees(other.measure) for other in own) and said.same_scale(fit.measure)
            if not fit or not agreed:
                return None
            within = fit.at_most and said.high < fit.measure.low and not _LIMITS.search(claim.text)
            return None if within else (fit.sentence, fit.holder)
    return None


@dataclass(frozen=True)
class _Told:
    """A sentence of the evidence, and the clause of it that measures something."""

    sentence: str
    clause: str
    holder: Evidence
    measure: Measure

    @property
    def at_most(self) -> bool:
        """Whether it says “up to” what it measures."""
        return bool(re.search(_AT_MOST + re.escape(self.measure.written), self.clause, re.IGNORECASE))

    @property
    def alone(self) -> bool:
        """Whether it holds as it stands."""
        qualified = _QUALIFIED.search(self.clause) or denies(self.clause) or _CONDITION.match(self.sentence)
        return not (qualified or leans(self.sentence))


def _of_topic(holder: Evidence, topic: frozenset[str], said: Measure, by_title: bool) -> Iterator[_Told]:
    """The sentences of a passage of which a clause measures the same thing."""
    title = content(holder.title) if by_title else frozenset()
    beside = title | content(" ".join(holder.audience.values()))
    for text in (holder.answer or "", holder.text, *holder.nearest):
        for sentence in plain(text):
            for clause in (*_PARTS.split(sentence), sentence):
                told = measure_like(said, clause)
                words = content(clause)
                if told and topic <= words | beside and topic & (title | words):
                    yield _Told(sentence, clause, holder, told)
                    break


def _same_article(holder: Evidence, best: Evidence) -> bool:
    return holder.id == best.id or bool(holder.article and holder.article == best.article)


def _denied(claim: _Claim, request: Request, best: Evidence) -> tuple[str, Evidence] | None:
    """The sentence that says nearly the same words with a “not” more or less."""
    own = content(claim.text)
    least = _LEAST_WORDS - bool(own & _FREE)
    if request.intent == "complaint" or _HAPPENS.search(claim.text) or len(own) < least:
        return None
    opposed = None
    for holder in request.evidence:
        if meant_for_others(holder, request.evidence, request.said):
            continue
        for text in (holder.answer or "", holder.text, *holder.nearest):
            for sentence in plain(text):
                for clause in re.split(r";\s", sentence):
                    words = content(clause)
                    if len(own & words) < _ALIKE * len(own | words) or not claim.topic <= words:
                        continue
                    if denies(clause) == denies(claim.text):
                        return None
                    whole = not (_QUALIFIED.search(sentence) or leans(sentence))
                    if opposed is None and whole and _same_article(holder, best):
                        opposed = sentence, holder
    return opposed
