"""What every format tells of a lesson, under the same names."""

from __future__ import annotations

from typing import Any

from desk.domain.lesson_file import LessonOut


def facts_of(row: LessonOut) -> dict[str, Any]:
    """What is known of a lesson; what isn't, is left out. A text that came from a file has no comment."""
    one = row.lesson
    facts = {
        "text": one.text,
        "label": one.intent,
        "source": one.source,
        "weight": one.weight,
        "date": one.at.isoformat(),
        "page": one.page,
        "language": one.language,
        "comment": None if one.imported else str(one.comment),
    }
    return {name: value for name, value in facts.items() if value is not None}
