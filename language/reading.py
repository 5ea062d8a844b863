"""How hard a text is to read: the Flesch–Kincaid grade, in years of school.

Kincaid, Fishburne, Rogers and Chissom, “Derivation of new readability formulas for Navy enlisted personnel” (1975). English
spelling doesn't tell syllables for sure, so they are counted by groups of vowels, with the endings that are silent or not.
"""

from __future__ import annotations

import re
from typing import Final

LEAST_WORDS: Final = 5
MOST_IN_GREETING: Final = 3
MOST_IN_FRAME: Final = 5
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,]*")
_ENDS: Final = re.compile(r"[.!?…]+(?=[\s\"”’')]|$)|\n+")
_GROUP: Final = re.compile(r"[aeiouyäëïöüáéíóúàèìòùâêîôû]+")
# Two vowels that are spoken apart: “science”, “idea”, “create”, “reptilian”, “video”, “doing”, “dual”.
_APART: Final = re.compile(
    r"i[ao](?!us)(?<![csgt]i[ao])(?<!lli[ao])(?<!alia)|(?<=[dlnrtuv])ie(?=t|nc|nt$)|(?<=sc)ie(?=nc)|(?<!q)u(?:al|ous|ity)|eo(?!n$|us|ple|pard)|(?<=cr)ea(?=t(?!ur))|[aeiouy](?=ing\b)"
    r"|(?<=[td]h)ea(?=t(?:re|er))|(?<=r)ea$|(?<=id)ea|oe(?=t|m)|yi|ii|(?<=[dlnrst])i(?:um|er$|ent)|u(?=ary)|(?<=s)eu(?=m)"
)
# An e that is not spoken at the end, and in “-ed” and “-es” but behind sounds that need it.
_SILENT: Final = re.compile(
    r"(?<=[^aeiouy])(?:(?<![^aeiouy]l)(?<![bt]r)e|(?<![td])ed|(?<![cgsxz])(?<!sh)(?<!ch)(?<![^aeiouy]l)es)$|(?<=[aeiouy]l)es?$"
    r"|(?<=[^aeiouy])e(?=(?:ly|ful|less|ment|ments|ness|fully|lessly)$)"
)

# Vowels within a word that are written and not spoken.
_WITHIN: Final = re.compile(
    r"(?<=^ev)e(?=ry|ning)|(?<=^som)e(?=[bdhtw])|(?<=^hous)e(?=h)|(?<=^wareh)ou(?=se)|(?<=^wher)e(?=v)|(?<=saf)e(?=ty)"
    r"|(?<=^lif)e(?=[lst])|(?<=^tim)e(?=t)|(?<=^mor)e(?=o)|(?<=^lik)e(?=w)|(?<=colleag)ue|(?<=wedn)e|(?<=bus)i(?=ness)|(?<=^tid)e(?=w)"
)


def reading_grade(text: str) -> float | None:
    """The grade of a text, rounded to a tenth; None where it has fewer than five words. Links, greeting and signature are not read."""
    text = "\n".join(_prose(_LINK.sub(" ", text).splitlines()))
    words = _WORD.findall(text)
    if len(words) < LEAST_WORDS:
        return None
    sentences = sum(1 for part in _ENDS.split(text) if _WORD.search(part))
    spoken = sum(map(syllables, words))
    return round(0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59, 1)


def _prose(lines: list[str]) -> list[str]:
    """The lines without greeting, signature and what introduces a link: short ones that are no sentence."""
    lines = [line for line in lines if _WORD.search(line)]
    greeted = len(lines) > 1 and len(_WORD.findall(lines[0])) <= MOST_IN_GREETING
    return [
        line
        for line in (lines[1:] if greeted else lines)
        if len(_WORD.findall(line)) > MOST_IN_FRAME or _ENDS.search(line) or len(lines) == 1
    ]


def syllables(word: str) -> int:
    """How many syllables a word has, at least one; a number counts as one."""
    word = word.lower().replace("’", "'")
    denied = word.endswith(("dn't", "sn't"))  # the n of “didn't” is a syllable
    word = _WITHIN.sub("", word.partition("'")[0])
    shortened = _SILENT.sub("", word)
    return max(1, len(_GROUP.findall(shortened)) + len(_APART.findall(shortened)) + denied)
