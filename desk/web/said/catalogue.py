"""The catalogue: each code with its English, and how that is recognised."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

Topics = tuple[str, ...]
WORDS: Final[Topics] = ("words", "fields")
"""Where the words stand that fill gaps of the kind ``words``."""
_GAP: Final = re.compile(r"\{(\w+)(?::(\w+))?\}")
_KINDS: Final = {"number": r"[+-]?\d(?:[\d.,]*\d)?", "words": ".+?", None: ".+?"}


@dataclass(frozen=True)
class Template:
    """One sentence with named gaps. A gap's kind: ``number``, ``words`` (a list of known words), or None for anything."""

    code: str
    english: str
    pattern: re.Pattern[str]
    gaps: Mapping[str, str | None]
    quoted: frozenset[str]
    """The gaps in quotation marks."""
    weight: int
    """How much of it is fixed: what fixes more is tried first."""
    opening: str
    """The first word in small letters; empty where it begins with a gap."""


def _template(code: str, english: str) -> Template:
    quoted = frozenset(re.findall(r"“\{(\w+)", english))
    gaps = {name: kind or None for name, kind in _GAP.findall(english)}
    source, end, weight = "", 0, 0
    for match in _GAP.finditer(english):
        fixed = english[end : match.start()]
        source += re.escape(fixed) + f"(?P<{match[1]}>{_KINDS[match[2]]})"
        end, weight = match.end(), weight + len(fixed)
    rest = english[end:]
    weight += len(rest)
    # A sentence stands within others too, without its full stop or its capital.
    source += re.escape(rest.removesuffix(".")) + (r"\.?" if rest.endswith(".") else "")
    if english[0].isalpha():
        source = f"(?i:{english[0]})" + source.removeprefix(english[0])
    first = english.split()[0]
    opening = "" if "{" in first else _bare(first)
    return Template(code, english, re.compile(source, re.DOTALL), gaps, quoted, weight, opening)


def _bare(word: str) -> str:
    return word.rstrip(".:;,").lower()


def _read(folder: Path) -> dict[str, Template]:
    found: dict[str, Template] = {}
    for path in sorted(folder.glob("*.json")):
        for code, english in json.loads(path.read_text(encoding="utf-8")).items():
            found[code] = _template(code, english)
    return found


CATALOGUE: Final[Mapping[str, Template]] = _read(Path(__file__).parent)


def _ordered() -> dict[str, dict[str, list[Template]]]:
    by_topic: dict[str, dict[str, list[Template]]] = {}
    for template in sorted(CATALOGUE.values(), key=lambda one: -one.weight):
        topic = by_topic.setdefault(template.code.partition(".")[0], {})
        topic.setdefault(template.opening, []).append(template)
    return by_topic


_ORDERED: Final = _ordered()


def candidates(text: str, topics: Topics) -> Sequence[Template]:
    """The templates that a text may be, those first that fix most of it."""
    opening = _bare(text.split(maxsplit=1)[0]) if text.strip() else ""
    found = [one for topic in topics for key in {opening, ""} for one in _ORDERED[topic].get(key, ())]
    return sorted(found, key=lambda one: -one.weight)
