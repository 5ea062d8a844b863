"""Labelled replies, cut into sentences: what each is an example of, and what the patterns already find in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from language import tone
from language.tone_rules import RULES
from language.tone_rules.reply import Reply
from language.tone_rules.reply import read as read_reply

# Capitals, marks and hashtags are seen by their shape alone.
BY_SHAPE: Final = frozenset({"shouting", "marketing-hashtag"})
LEARNED: Final = [rule.name for rule in RULES if rule.name not in BY_SHAPE]
LEAST_SHARED: Final = 3


@dataclass(frozen=True)
class Sentence:
    """The sentence `number` of a reply; `row` is the reply's, so that no reply is on both sides of a fold."""

    row: int
    reply: Reply
    number: int
    labels: frozenset[str]
    found: frozenset[str]


def read(directory: Path) -> list[Sentence]:
    """The sentences of all files in a folder; ValueError names the file and line of a bad row."""
    files = sorted(directory.glob("*.jsonl"))
    if not files:
        raise ValueError(f"no .jsonl file in {directory}")
    sentences: list[Sentence] = []
    row = 0
    for file in files:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                sentences += _sentences(row, json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"{file.name}, line {number}: not a labelled reply ({error!r})") from error
            row += 1
    return sentences


def _sentences(row: int, entry: dict[str, Any]) -> Iterator[Sentence]:
    text, public = entry["text"], entry.get("public", True)
    comment = entry.get("comment", "")
    labels = [(label["rule"], int(label["start"]), int(label["end"])) for label in entry["findings"]]
    for rule, start, end in labels:
        if rule not in {known.name for known in RULES} or not 0 <= start < end <= len(text):
            raise ValueError(f"no finding: {rule} {start}-{end}")
    reply = read_reply(text, public, comment)
    found = [(one.rule, one.start, one.end) for one in tone.check(text, public=public, comment=comment, scorer=None)]
    for number, (start, end) in enumerate(reply.sentences):
        yield Sentence(
            row,
            reply,
            number,
            frozenset(rule for rule, first, last in labels if min(last, end) - max(first, start) >= LEAST_SHARED),
            frozenset(rule for rule, first, last in found if first < end and start < last),
        )
