"""Whom passages are for, and between which of them a comment leaves open what it is about.

What settles it is what desk/domain/audience.py goes by when it ranks: a country by its usual names, a product as it is called.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from actions.answers import words
from actions.request import Evidence, Request

# A passage for other readers stands in question beside the best one when its chance is at least this share of it …
RIVAL: Final = 0.3
# … and one for another product, of which there may be many, or with another name in its title, at least this.
RIVAL_PRODUCT: Final = 0.5
RIVAL_TITLE: Final = 0.8
MOST: Final = 3

_COUNTRIES: Final[Mapping[str, tuple[str, ...]]] = {
    "uk": (
        "uk",
        "united kingdom",
        "britain",
        "british",
        "england",
        "scotland",
        "wales",
        "northern ireland",
        "£",
        "quid",
    ),
    "us": ("usa", "united states", "america", "american", "states", "$", "dollars", "bucks"),
    "usa": ("usa", "united states", "america", "american", "states", "$", "dollars", "bucks"),
    "ireland": ("ireland", "irish", "dublin", "cork", "galway", "limerick", "€"),
    "eu": (
        "eu",
        "european union",
        "europe",
        "germany",
        "france",
        "ireland",
        "spain",
        "italy",
        "netherlands",
        "€",
        "euros",
    ),
    "canada": ("canada", "canadian", "toronto", "ontario", "cad"),
    "england": ("england", "english"),
    "scotland": ("scotland", "scottish", "edinburgh", "glasgow"),
}
_SHORT: Final = {"united kingdom": "uk", "united states": "us", "european union": "eu"}
_PLACES: Final = {"UK": "the UK", "US": "the US", "EU": "the EU"}
_PLAIN: Final = re.compile(r"[^a-z0-9£$€]+")
_USA: Final = re.compile(r"\bU\.?S\.?(?:A\b\.?|(?![\w.]))")
_NUMBERED: Final = re.compile(r"\d")
# A title's words that differ are at most so many, and at least so many are the same.
_NAME_WORDS: Final = 2
_SAME_WORDS: Final = 2


def named(value: str, said: str) -> bool:
    """Whether a text names a country by one of its usual names, or a product or plan as it is called."""
    plain = f" {_PLAIN.sub(' ', _USA.sub(' usa ', said.replace('U.K', 'UK')).lower())} "
    own = _PLAIN.sub(" ", value.lower()).strip()
    names = _COUNTRIES.get(_SHORT.get(own, own), (own, own.replace(" ", "")))
    return any((name in plain) if name in "£$€" else (f" {name} " in plain) for name in names if name)


def meant_for_others(passage: Evidence, evidence: Sequence[Evidence], said: str) -> bool:
    """Whether what was said names a rival of what the passage is for, and not that itself."""
    for key, value in passage.audience.items():
        rivals = {other.audience[key] for other in evidence if other.audience.get(key)} - {value}
        if not named(value, said) and any(named(rival, said) for rival in rivals):
            return True
    return False


def undecided(request: Request, nearest: float = 0.0) -> tuple[str, ...]:
    """The countries, products or names between which near passages differ while comment and thread name none of them.

    ``nearest``: rivals count only from this share of the best passage's chance on.
    """
    if not request.evidence:
        return ()
    best, said = request.evidence[0], request.said
    for key in sorted(best.audience, key=lambda key: key != "country"):
        share = max(nearest, RIVAL if key == "country" else RIVAL_PRODUCT)
        near = [one for one in request.evidence if one.score >= share * best.score]
        rivals = [one for one in near if one.audience.get(key) and (key == "country" or _alike(one, best))]
        values = list(dict.fromkeys(one.audience[key] for one in (best, *rivals) if one.audience[key]))
        if len(values) > 1 and not any(named(value, said) for value in values):
            return tuple(sorted(_PLACES.get(value, value) for value in values[:MOST]))
    return _by_title(request, max(nearest, RIVAL_TITLE))


def _alike(one: Evidence, best: Evidence) -> bool:
    """Whether two articles for different products are about the same, as their titles say."""
    about = {word for passage in (one, best) for value in passage.audience.values() for word in words(value)}
    return one.title == best.title or bool((words(one.title) & words(best.title)) - about)


def _by_title(request: Request, share: float) -> tuple[str, ...]:
    best = request.evidence[0]
    for rival in request.evidence[1:]:
        if rival.article == best.article or rival.score < share * best.score or _for_another(rival, best):
            continue
        names = apart(best.title, rival.title)
        if names and not any(named(name, request.said) for name in names):
            return tuple(sorted(names))
    return ()


def _for_another(rival: Evidence, best: Evidence) -> bool:
    """Whether their audiences differ, which was looked at before the titles."""
    return any(rival.audience.get(key, value) != value for key, value in best.audience.items())


def apart(one: str, other: str) -> tuple[str, str] | None:
    """The two names or models by which titles differ that are otherwise the same; None where they differ in more."""
    left, right = one.split(), other.split()
    start = 0
    while start < min(len(left), len(right)) and left[start].lower() == right[start].lower():
        start += 1
    end = 0
    while end < min(len(left), len(right)) - start and left[-1 - end].lower() == right[-1 - end].lower():
        end += 1
    middles = left[start : len(left) - end], right[start : len(right) - end]
    if start + end < _SAME_WORDS or not all(1 <= len(middle) <= _NAME_WORDS for middle in middles):
        return None
    if not all(_is_name(middle, start) for middle in middles):
        return None
    # “3” alone says nothing: the Swift before it belongs to the name.
    while start and left[start - 1][:1].isupper() and any(_NUMBERED.match(middle[0]) for middle in middles):
        start -= 1
        middles = [left[start], *middles[0]], [right[start], *middles[1]]
    first, second = (" ".join(middle).strip(".,:;!?–-()") for middle in middles)
    return (first, second) if first and second else None


def _is_name(middle: Sequence[str], start: int) -> bool:
    """At the start of a title every word has a capital letter, so there only a number makes a name."""
    if start == 0:
        return any(_NUMBERED.search(word) for word in middle)
    return all(word[:1].isupper() or _NUMBERED.match(word) for word in middle)
