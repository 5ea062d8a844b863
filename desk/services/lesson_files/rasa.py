"""Rasa 3: NLU training data as YAML, as ``rasa train`` reads it. Entities that are marked in a text are read as its words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from desk.domain.label_lessons import Labelled
from desk.domain.lesson_file import UNREADABLE, LabelIn, LeftOut, LessonOut
from desk.services.labels import IMPORTANCE, as_yaml
from desk.services.lesson_files.checking import Names, checked
from desk.services.lesson_files.facts import facts_of

DEEPEST: Final = 20
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ENTITY: Final = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\}|\[[^\]]*\])")


@dataclass(frozen=True)
class _Words:
    """A scalar, and the line on which its text begins."""

    text: str
    line: int


@dataclass(frozen=True)
class _Part:
    """A mapping: its values by name, and the line on which it begins."""

    values: Mapping[str, Any]
    line: int


class _Refused(Exception):
    """What no training data needs."""


def write(rows: Iterable[LessonOut]) -> Iterator[str]:
    """The file in parts; what is known of a lesson stands in its metadata, beside the weight that training gives it."""
    told = {row.lesson: facts_of(row) for row in rows}

    def about(one: Labelled) -> str:
        facts = told[one]
        known = {name: facts[name] for name in ("page", "language", "comment") if name in facts}
        weight = round(IMPORTANCE * one.weight, 2)
        return json.dumps({"learned": one.source, "weight": weight, "at": facts["date"], **known})

    yield as_yaml(told, about)


def read(source: str, names: Names) -> Iterator[LabelIn | LeftOut]:
    """The labelled examples; aliases, which can make a small file endless, are refused."""
    events = yaml.parse(source, Loader=_LOADER)
    place = 1
    found = False
    try:
        for item in _nlu(events):
            place = item.line
            found = True
            yield from _examples(item, names)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it holds characters that YAML can't hold"
        yield LeftOut(mark.line + 1 if mark else place, UNREADABLE, f"is not YAML from here on ({problem})")
    except _Refused as error:
        yield LeftOut(place, UNREADABLE, f"{error}; it is not read from here on")
    else:
        if not found:
            yield LeftOut(1, UNREADABLE, "holds no examples under nlu")


def _nlu(events: Iterator[Any]) -> Iterator[_Part]:
    """The entries of the list under ``nlu``, one after the other."""
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            break
        if isinstance(event, yaml.NodeEvent):
            return
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            return
        name, value = _node(event, events), next(events)
        if not isinstance(name, _Words) or name.text != "nlu" or not isinstance(value, yaml.SequenceStartEvent):
            _node(value, events)
            continue
        for entry in events:
            if isinstance(entry, yaml.SequenceEndEvent):
                break
            part = _node(entry, events)
            if isinstance(part, _Part):
                yield part


def _node(event: Any, events: Iterator[Any], depth: int = 0) -> Any:
    line = event.start_mark.line + 1
    if isinstance(event, yaml.AliasEvent):
        raise _Refused(f"line {line} refers to another place (*{(event.anchor or '')[:40]})")
    if depth > DEEPEST:
        raise _Refused(f"line {line} is nested too deeply")
    if isinstance(event, yaml.ScalarEvent):
        return _Words(event.value, line + 1 if event.style in ("|", ">") else line)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        for item in events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            items.append(_node(item, events, depth + 1))
        return items
    values: dict[str, Any] = {}
    for key in events:
        if isinstance(key, yaml.MappingEndEvent):
            break
        name = _node(key, events, depth + 1)
        value = _node(next(events), events, depth + 1)
        if isinstance(name, _Words):
            values[name.text] = value
    return _Part(values, line)


def _examples(item: _Part, names: Names) -> Iterator[LabelIn | LeftOut]:
    intent, examples = item.values.get("intent"), item.values.get("examples")
    if intent is None:
        return  # synonyms, look-up tables and regular expressions label nothing
    if not isinstance(intent, _Words) or not isinstance(examples, _Words | list):
        yield LeftOut(item.line, UNREADABLE, "is no intent with examples")
        return
    if isinstance(examples, _Words):
        for number, line in enumerate(examples.text.split("\n")):
            if line.startswith("-"):
                yield _label_of(examples.line + number, line[1:], intent.text, {}, names)
            elif line.strip():
                yield LeftOut(examples.line + number, UNREADABLE, 'does not begin with "- "')
        return
    for example in examples:
        if isinstance(example, _Words):
            yield _label_of(example.line, example.text.removeprefix("- "), intent.text, {}, names)
        elif isinstance(example, _Part) and isinstance(text := example.values.get("text"), _Words):
            about = example.values.get("metadata")
            known = about.values if isinstance(about, _Part) else {}
            yield _label_of(example.line, text.text, intent.text, known, names)
        else:
            place = example.line if isinstance(example, _Part) else item.line
            yield LeftOut(place, UNREADABLE, "is no example with a text")


def _label_of(line: int, text: str, intent: str, about: Mapping[str, Any], names: Names) -> LabelIn | LeftOut:
    known = {name: value.text for name, value in about.items() if isinstance(value, _Words)}
    return checked(
        line,
        names,
        text=_ENTITY.sub(r"\1", text),
        label=intent,
        comment=known.get("comment"),
        language=known.get("language"),
        at=known.get("at"),
    )
