"""The rule about shouting: capitals for emphasis, and several exclamation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from language.tone_rules.reply import LINK, Reply
from language.tone_rules.rule import Rule

_MARKS: Final = re.compile(r"[!?]{0,20}(?:!{2}|!\?|\?!|\?{3})[!?]{0,200}|!(?: !)+|‼+|❗{2,}")
_CAPITALS: Final = re.compile(
    r"(?<![\w#@&/.'’-])[A-Z][A-Z'’]+(?![\w])(?:[ ,&-]{1,2}(?:[A-Z][A-Z'’]+|[AI](?=[ ,]))(?!\w))*"
)
_PLACED: Final = re.compile(
    r"(?:\b(?:press|hold|button|select|choose|tap|click|switch(?:ed)? (?:it )?to|set (?:it )?to|turn(?:ed)? (?:it )?to|turned|marked|labelled|says?|reads?|shows?|showing|displays?|word|option|menu|mode|setting|position|key|called|named|code|letters?|printed|on|model|the|type|text|reply|quote|enter|stamped|from|to|between)[ :]+[\"'“‘*]*|[\"“‘(]|[A-Z0-9] |\d )$"
)
_LABEL: Final = re.compile(
    r"^[\"”’']?\s?(?:button|key|switch|mode|light|menu|setting|option|position|icon|screen|led|port|dial|tab|to \d)|^[\"”]|^[ -]?\d",
    re.IGNORECASE,
)
_EMPHASISED_WORDS: Final = """
a about above absolutely after again agree all allowed almost already also always am amazing an and another any
anyone anything apologies apologise are as asap ask asked at attention away awesome back bad be beautiful because
been before being believe best better big biggest both brand but buy by call can can't cannot care carefully
certain certainly charge charged cheap check clearly come completely correct could could've customer customers day
days deal deals definitely delighted delivered did didn't different do does doesn't don't done double down during
each easy either else ending ends enough entire epic every everybody everyone everything everywhere exact exactly
excited exclusive extra extremely fantastic fast fault favourite few final first fix fixed for forever found free
from full fully get getting gift give go going gone good great guaranteed had happy has have haven't he help her
here him his honest honestly hope hour hours how huge hurry i i'm if immediately important impossible in incredible
insane instead instructions into is isn't it it's its just keep know last late latest least left less let like
limited literally little long look lots love lovely low lower made make mandatory manual many massive may me mega
might minute minutes money month months more most much must my need needs never new next nice no nobody none nor
normal not nothing now obviously of off offer offers officially often on once one online only open or order other
our out over own paid part people perfect person personally please policy possible price prices problem prohibited
promise properly proud quick quickly quite read ready real really refund refunded refuse regardless repeat required
responsibility responsible restart ridiculous right rules safe sale same save say see seen send sent serious
seriously service several shall she shop should shouldn't simply so sold some something sometimes soon sorry
special stay still stop store stores strictly such summer super sure take takes tell terms than thank thanks that
that's the their them then there these they they're thing things think this those three thrilled through time to
today together tomorrow tonight too top totally truly try twice two unacceptable unbelievable under understand
unfortunately unreal until up upset urgent us use very wait want warning was wasn't way we we'll we're week weeks
welcome well were what whatever when whenever where which while who whole why will win winter wish with within
without won't wonderful work worked working worth would wouldn't wow wrong year years yes yet you you'll you're
your yours zero
"""
_SHORT_NAMES: Final = """
a air am an and as at be by do few go he hi i id if in is it led max may me mini my no of off ok on on/off one or
own plus pro sale shall so to top ultra up us we well who work
"""
_EMPHASISED: Final = frozenset(_EMPHASISED_WORDS.split())
_NAMES: Final = frozenset(_SHORT_NAMES.split())
ALL_CAPITALS_FROM: Final = 4


def _without_links(text: str) -> str:
    return LINK.sub(lambda match: " " * len(match.group()), text)


def _marks(reply: Reply) -> Iterator[tuple[int, int]]:
    for match in _MARKS.finditer(reply.text):
        yield match.span()


def _capitals(reply: Reply) -> Iterator[tuple[int, int]]:
    text = _without_links(reply.text)
    for match in _CAPITALS.finditer(text):
        start, end = match.span()
        words = [word.lower().replace("’", "'") for word in re.findall(r"[A-Z'’]+", match.group())]
        common = [word for word in words if word in _EMPHASISED]
        plain = len(common) >= max(1, len(words) // 2)
        if len(words) == 1:
            shouts = _lone(words[0], text, start, end)
        elif len(words) >= ALL_CAPITALS_FROM:
            shouts = bool(common) or any(len(word) > 5 for word in words)
        else:
            told = any(word not in _NAMES for word in common)
            shouts = plain and told and not _labelled(text, start, end)
        if shouts:
            yield start, end


def _lone(word: str, text: str, start: int, end: int) -> bool:
    followed = text[end : end + 2].strip().islower() and text[end : end + 1] == " "
    if word in {"so", "is", "do", "all", "any"} or (word == "no" and followed):
        return not _labelled(text, start, end)
    return word in _EMPHASISED and word not in _NAMES and not _labelled(text, start, end)


def _labelled(text: str, start: int, end: int) -> bool:
    """Whether the capitals are a label: a button, a setting, a quotation, a model's name."""
    if _LABEL.search(text[end : end + 12]):
        return True
    before = _PLACED.search(text[max(0, start - 24) : start])
    if not before:
        return False
    return (
        text[start:end].lower()
        not in {"not", "never", "always", "all", "very", "must", "only", "free", "best", "every", "any"}
        or before.group()[-1:] in "\"'“‘"
    )


SHOUTING: Final = Rule(
    "shouting",
    "It reads as shouting.",
    "Use small letters and single marks.",
    (_marks, _capitals),
)
