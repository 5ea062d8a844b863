"""The checks that a model's text must pass, all of them, before it becomes a draft. Each finding is a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from actions import words
from actions.compose import Sentence, text_of
from actions.language_model.context import FRAME, Context
from actions.language_model.roles import ROLES
from language import privacy, tone
from language.channels import length
from language.grounding import contradicts, given_away, strays, unsupported

_PLACEHOLDER: Final = re.compile(r"\[[^\]]{1,30}\]|\{[^}]{1,30}\}")
_PERSONAL: Final = re.compile(
    r"\b(?:e-?mails?|phone|mobile|telephone|address|post ?code|zip code|order (?:number|id|no)|booking|account|card|iban|password|pin"
    r"|date of birth|birthday|full name|surname|customer number|reference|contact details|your details|your number)\b",
    re.IGNORECASE,
)
_PRIVATELY: Final = re.compile(r"\bprivate(?:ly)?\b|\bdirect message\b|\bdms?\b", re.IGNORECASE)
_ADMITS: Final = re.compile(
    r"\b(?:our|my) (?:own )?(?:fault|mistake|error|failure|negligence)\b|\bwe (?:are|were) (?:wrong|at fault|responsible|to blame)\b"
    r"|\bwe (?:admit|messed|failed|broke|lied)\b",
    re.IGNORECASE,
)
_COURTEOUS: Final = re.compile(
    r"\?|\b(?:we|us|our team|colleagues?|team|someone|person|thanks?|sorry|apolog\w+|glad|pleased|happy)\b|\bwe['’]",
    re.IGNORECASE,
)
_DECIDES: Final = re.compile(r"^\W*(?:yes|no|yep|nope|sure|certainly|absolutely|correct|indeed)\b", re.IGNORECASE)


def findings_in(answered: Sequence[Sentence], sentences: Sequence[Sentence], context: Context) -> list[str]:
    """What is wrong with an answer: `answered` is all that the model wrote, `sentences` the draft made of it."""
    allowed, found = ROLES[context.kind], []
    if not any(sentence.role in allowed.needed for sentence in answered):
        found.append(f"It needs a sentence of the role {' or '.join(sorted(allowed.needed))}.")
    for sentence in answered:
        found += _factual(sentence, context) if sentence.role in allowed.factual else _courteous(sentence, context)
        found += _anywhere(sentence, context)
    if context.kind == "clarify":
        found += _choices(answered, context)
    return list(dict.fromkeys(found + _whole(sentences, context)))


def _factual(sentence: Sentence, context: Context) -> list[str]:
    passage = next((one for one in context.passages if one.id == sentence.evidence), None)
    if passage is None:
        return [f"“{_short(sentence)}” names no passage that was given."]
    found = [f"It says “{fact}”, which its passage doesn't." for fact in unsupported(sentence.text, passage.support)]
    found += [f"It says “{word}”, which its passage doesn't." for word in given_away(sentence.text, passage.support)]
    if strays(sentence.text, passage.support):
        found.append(f"“{_short(sentence)}” is hardly in its passage.")
    if contradicts(sentence.text, passage.support):
        found.append(f"“{_short(sentence)}” seems to say the opposite of its passage.")
    return found


def _courteous(sentence: Sentence, context: Context) -> list[str]:
    """A sentence that needs no evidence may say nothing that would; what our own plain draft says is no news."""
    # A source that the model adds is left out of the draft, but must not point elsewhere either.
    support = "\n".join(one.text for one in context.plain if one.evidence is None)
    if sentence.role == "source":
        support = "\n".join(passage.support for passage in context.passages)
    found = [f"It says “{fact}” without evidence." for fact in unsupported(sentence.text, support)]
    found += [f"It says “{word}” without evidence." for word in given_away(sentence.text, support)]
    if sentence.role in FRAME:
        return found
    if _DECIDES.search(sentence.text) or not _COURTEOUS.search(sentence.text):
        found.append(f"“{_short(sentence)}” states something, without evidence.")
    return found


def _anywhere(sentence: Sentence, context: Context) -> list[str]:
    found = []
    if sentence.role not in FRAME:
        avoided = [sentence.text[start:end] for start, end in words.found(sentence.text, context.request.voice.avoid)]
        found += [f"It says “{word}”, which the page avoids." for word in avoided]
    if _PLACEHOLDER.search(sentence.text) and sentence.role not in FRAME:
        found.append("It has words in brackets that stand for something else.")
    if _ADMITS.search(sentence.text):
        found.append(f"“{_short(sentence)}” admits a fault.")
    asks = sentence.role not in ROLES[context.kind].factual and sentence.role not in FRAME
    if asks and context.public and _PERSONAL.search(sentence.text) and not _PRIVATELY.search(sentence.text):
        found.append("It asks for personal data where everybody reads.")
    known = "".join(passage.support for passage in context.passages)
    if any(span.text not in known for span in privacy.find(sentence.text)):
        found.append("It has personal data in it.")
    return found


def _choices(answered: Sequence[Sentence], context: Context) -> list[str]:
    """The choices that the plain draft names are what the question is about."""
    said = " ".join(sentence.text for sentence in answered)
    asked = [sentence.text for sentence in context.plain if sentence.role == "ask"]
    names = {name for text in asked for name in re.findall(r"(?<=[a-z,;:] )[A-Z0-9][\w-]*", text)} - {"I"}
    return [f"It leaves out “{name}”." for name in sorted(names) if not re.search(rf"\b{re.escape(name)}\b", said)]


def _whole(sentences: Sequence[Sentence], context: Context) -> list[str]:
    request, found = context.request, []
    text = text_of(list(sentences), request)
    long = length(text, request.counting)
    if long > request.limit:
        found.append(f"It is too long by {long - request.limit} characters.")
    # Stricter than for a person: also where the comment asks what to buy.
    for finding in tone.check(text, public=context.public):
        found.append(f"“{finding.text[:80]}”: {finding.why} {finding.instead}")
    return found


def _short(sentence: Sentence) -> str:
    return sentence.text if len(sentence.text) <= 60 else sentence.text[:59] + "…"
