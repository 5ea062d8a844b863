"""Label Studio 1.23: tasks of a text classification with ``choices``, in a JSON list with a task a line.

It reads: the JSON export (tasks with annotations) and the JSON-MIN export (the label as a key of the task).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from desk.domain.lesson_file import UNREADABLE, LabelIn, LeftOut, LessonOut
from desk.services.lesson_files.checking import Names, checked, one_label
from desk.services.lesson_files.facts import facts_of
from desk.services.lesson_files.json_values import values

CONTROL: Final = "label"
OBJECT: Final = "text"
_MINIMAL: Final = (CONTROL, "choice", "sentiment")
"""The label's key in JSON-MIN: our own control's name, and those of Label Studio's templates."""


def write(rows: Iterable[LessonOut]) -> Iterator[str]:
    """The file in parts."""
    between = "[\n"
    for row in rows:
        yield between + json.dumps(_task(row), ensure_ascii=False)
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def read(source: str, names: Names) -> Iterator[LabelIn | LeftOut]:
    """The labels that people gave; drafts and cancelled annotations count for nothing."""
    for one in values(source):
        yield one if isinstance(one, LeftOut) else _label_of(*one, names)


def _task(row: LessonOut) -> dict[str, Any]:
    facts = facts_of(row)
    predicted = row.predicted
    task: dict[str, Any] = {
        "data": {name: value for name, value in facts.items() if name != CONTROL},
        "annotations": [{"result": [_choice(row.lesson.intent)]}],
    }
    if predicted:
        more = {"score": predicted.share} if predicted.share is not None else {}
        task["predictions"] = [{"model_version": predicted.model or "", **more, "result": [_choice(predicted.intent)]}]
    return task


def _choice(intent: str) -> dict[str, Any]:
    return {"from_name": CONTROL, "to_name": OBJECT, "type": "choices", "value": {"choices": [intent]}}


def _label_of(line: int, task: Any, names: Names) -> LabelIn | LeftOut:
    if not isinstance(task, Mapping):
        return LeftOut(line, UNREADABLE, "is no task")
    if "annotations" not in task:
        found = next((task[name] for name in _MINIMAL if task.get(name)), None)
        return _checked(line, task, _choices(found), task.get("updated_at"), names)
    data, annotations = task.get("data"), task["annotations"]
    if not isinstance(data, Mapping) or not isinstance(annotations, list):
        return LeftOut(line, UNREADABLE, "its data or its annotations are not of the form that Label Studio writes")
    done = [one for one in annotations if isinstance(one, Mapping) and one.get("was_cancelled") is not True]
    labels = [label for one in done for label in _labels_in(one.get("result"))]
    times = [at for one in done if isinstance(at := one.get("updated_at") or one.get("created_at"), str)]
    return _checked(line, data, labels, max(times) if times else data.get("date"), names)


def _labels_in(result: Any) -> list[str]:
    """The choices of our own control, or where there is none, of all."""
    if not isinstance(result, list):
        return []
    found = [one for one in result if isinstance(one, Mapping) and one.get("type") == "choices"]
    own = [one for one in found if one.get("from_name") == CONTROL]
    return [label for one in own or found for label in _choices(one.get("value"))]


def _choices(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        value = value.get("choices")
    some = value if isinstance(value, list) else [value]
    return [label for label in some if isinstance(label, str)]


def _checked(line: int, data: Mapping[str, Any], labels: list[str], at: Any, names: Names) -> LabelIn | LeftOut:
    label = one_label(line, labels)
    if isinstance(label, LeftOut):
        return label
    return checked(
        line,
        names,
        text=data.get("text"),
        label=label,
        comment=data.get("comment"),
        language=data.get("language"),
        at=at,
    )
