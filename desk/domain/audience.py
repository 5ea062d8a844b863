"""Whom an article is for, and whether a comment or its thread says that it is about somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

_COUNTRIES: Final[dict[str, tuple[str, ...]]] = {
    "uk": ("uk", "britain", "british", "england", "scotland", "wales", "northern ireland", "£", "quid"),
    "us": ("usa", "america", "american", "states", "$", "dollars", "bucks"),
    "usa": ("usa", "america", "american", "states", "$", "dollars", "bucks"),
    "ireland": ("ireland", "irish", "dublin", "cork", "galway", "limerick", "€"),
    "eu": ("eu", "europe", "germany", "france", "ireland", "spain", "italy", "netherlands", "€", "euros"),
    "canada": ("canada", "canadian", "toronto", "ontario", "cad"),
    "england": ("england", "english"),
    "scotland": ("scotland", "scottish", "edinburgh", "glasgow"),
}
_PLAIN: Final = re.compile(r"[^a-z0-9£$€]+")


def fits(audience: Mapping[str, str], rivals: Mapping[str, Iterable[str]], said: str) -> int:
    """1 when ``said`` names what the article is for, -1 when it names only a rival, 0 when it says neither.

    ``rivals``: for each key of an audience (country, product, …) the values that other articles have.
    """
    verdict = 0
    for key, value in audience.items():
        if named(value, said):
            verdict = 1
        elif any(named(rival, said) for rival in rivals.get(key, ()) if rival != value):
            return -1
    return verdict


def named(value: str, said: str) -> bool:
    """Whether a text names a country by one of its usual names, or a product or plan as it is called."""
    plain = f" {_PLAIN.sub(' ', said.replace('US ', 'USA ').lower())} "
    names = _COUNTRIES.get(value.lower(), (_PLAIN.sub(" ", value.lower()).strip(),))
    return any((name in plain) if name in "£$€" else (f" {name} " in plain) for name in names if name)
