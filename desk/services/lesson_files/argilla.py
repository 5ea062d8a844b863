"""Argilla 2.8: records as JSON lines for ``dataset.records.log`` with ``MAPPING``.

It reads: what ``records.to_json`` and ``records.to_list(flatten=True)`` give, as a list or one a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from desk.domain.lesson_file import UNREADABLE, LabelIn, LeftOut, LessonOut
from desk.services.lesson_files.checking import Names, checked, one_label
from desk.services.lesson_files.facts import facts_of
from desk.services.lesson_files.json_values import values

QUESTION: Final = "label"
MAPPING: Final = {
    "label": "label.response",
    "predicted": "label.suggestion",
    "predicted_score": "label.suggestion.score",
}
_COMMENT: Final = "comment-"
_RESPONSES: Final = ".responses"
_SUBMITTED: Final = "submitted"


def write(rows: Iterable[LessonOut]) -> Iterator[str]:
    """The file in parts."""
    for row in rows:
        yield json.dumps(_record(row), ensure_ascii=False) + "\n"


def read(source: str, names: Names) -> Iterator[LabelIn | LeftOut]:
    """The labels that people gave; drafts and discarded responses count for nothing, where the export tells them."""
    for one in values(source):
        yield one if isinstance(one, LeftOut) else _label_of(*one, names)


def _record(row: LessonOut) -> dict[str, Any]:
    facts = facts_of(row)
    # Argilla gives a record without an id one of its own, which would look like one of the desk's.
    id = f"{_COMMENT}{facts['comment']}" if "comment" in facts else f"example-{row.lesson.comment}"
    record = {"id": id, **facts}
    if row.predicted:
        record["predicted"] = row.predicted.intent
        if row.predicted.share is not None:
            record["predicted_score"] = row.predicted.share
    return record


def _label_of(line: int, record: Any, names: Names) -> LabelIn | LeftOut:
    if not isinstance(record, Mapping):
        return LeftOut(line, UNREADABLE, "is no record")
    fields, metadata = (
        part if isinstance(part := record.get(name), Mapping) else record for name in ("fields", "metadata")
    )
    label = one_label(line, _labels_in(record))
    if isinstance(label, LeftOut):
        return label
    return checked(
        line,
        names,
        text=_text_in(fields),
        label=label,
        comment=metadata.get("comment") or _comment_in(record.get("id")),
        language=metadata.get("language"),
        at=metadata.get("date"),
    )


def _labels_in(record: Mapping[str, Any]) -> list[str]:
    nested = record.get("responses")
    if isinstance(nested, Mapping):
        given = nested.get(QUESTION, next(iter(nested.values()), None) if len(nested) == 1 else None)
        some = given if isinstance(given, list) else []
        return [
            label
            for one in some
            if isinstance(one, Mapping) and one.get("status") in (None, _SUBMITTED)
            for label in _strings(one.get("value"))
        ]
    keys = [key for key in record if isinstance(key, str) and key.endswith(_RESPONSES)]
    key = f"{QUESTION}{_RESPONSES}" if f"{QUESTION}{_RESPONSES}" in keys else keys[0] if len(keys) == 1 else None
    if key is None:
        return _strings(record.get(QUESTION)) if not keys else []
    given, states = record.get(key), record.get(f"{key}.status")
    some = given if isinstance(given, list) else [given]
    told = states if isinstance(states, list) and len(states) == len(some) else [None] * len(some)
    return [
        label for one, state in zip(some, told, strict=True) if state in (None, _SUBMITTED) for label in _strings(one)
    ]


def _text_in(fields: Mapping[str, Any]) -> Any:
    if "text" in fields:
        return fields["text"]
    texts = [value for value in fields.values() if isinstance(value, str)]
    return texts[0] if len(fields) == 1 and texts else None


def _comment_in(id: Any) -> str | None:
    return id.removeprefix(_COMMENT) if isinstance(id, str) and id.startswith(_COMMENT) else None


def _strings(value: Any) -> list[str]:
    some = value if isinstance(value, list) else [value]
    return [one for one in some if isinstance(one, str)]
