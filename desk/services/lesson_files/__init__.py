"""Files of lessons, as Rasa, spreadsheets, Label Studio and Argilla read and write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desk.domain.errors import Invalid
from desk.domain.label import INTENTS
from desk.domain.lesson_file import LabelIn, LeftOut, LessonOut
from desk.services.lesson_files import argilla, label_studio, rasa, table
from desk.services.lesson_files.checking import Names

MOST_BYTES: Final = 50_000_000
_JSON: Final = (".json", ".jsonl", ".ndjson")
_HEAD: Final = 100_000


@dataclass(frozen=True)
class Format:
    """How a file of lessons is written and read; ``ending`` is what its name ends with."""

    write: Callable[[Iterable[LessonOut]], Iterator[str]]
    read: Callable[[str, Names], Iterator[LabelIn | LeftOut]]
    ending: str
    media: str


FORMATS: Final[Mapping[str, Format]] = {
    "rasa": Format(rasa.write, rasa.read, "yml", "application/yaml"),
    "csv": Format(table.write, table.read, "csv", "text/csv"),
    "label-studio": Format(label_studio.write, label_studio.read, "json", "application/json"),
    "argilla": Format(argilla.write, argilla.read, "jsonl", "application/jsonl"),
}


def decoded(raw: bytes) -> str:
    """The text of a file; raises Invalid with what to do."""
    if len(raw) > MOST_BYTES:
        raise Invalid(f"The file is larger than {MOST_BYTES // 1_000_000} MB; import it in parts.")
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Invalid(f"The file is not UTF-8 (byte {error.start:,}). Save it as UTF-8 and try again.") from None


def format_of(name: str, source: str) -> str:
    """What a file is, by its name's ending and by what it holds."""
    head = source[:_HEAD].lstrip()
    ending = name.lower()
    if ending.endswith((".yml", ".yaml")):
        return "rasa"
    if ending.endswith((".csv", ".tsv")):
        return "csv"
    if ending.endswith(_JSON) or head.startswith(("[", "{")):
        return "argilla" if _is_argilla(head) else "label-studio"
    return "rasa" if re.search(r"^(version|nlu)\s*:", head, re.MULTILINE) else "csv"


def read(format: str, source: str, names: Mapping[str, str] | None = None) -> list[LabelIn | LeftOut]:
    """All that a file says, in its order. ``names``: other names for labels."""
    known = {name.strip().casefold(): intent for name, intent in (names or {}).items()}
    if strange := sorted(set(known.values()) - set(INTENTS)):
        raise Invalid(f"{strange[0]!r} is no label; there are {', '.join(INTENTS)}.")
    return list(FORMATS[format].read(source, known))


def _is_argilla(head: str) -> bool:
    if re.search(r'"annotations"\s*:', head):
        return False
    return bool(re.search(r'"(fields|responses|[^"]*\.responses)"\s*:|"id"\s*:\s*"(comment|example)-', head))
