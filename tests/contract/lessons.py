"""Lessons whose file both sides test against: one of each label, with what YAML and Rasa could take for something else."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Final
from uuid import UUID

from desk.domain.label_lessons import Labelled
from desk.domain.lesson_file import LessonOut
from desk.services.labels import masked

TEXTS: Final = (
    ("Do you open on Sunday: yes or no?", "question"),
    ("- the brake [broke](again) # after {two} days", "complaint"),
    ("Lovely 🚲, “thank you”", "praise"),
    ("yes", "other"),
)
AT: Final = datetime(2026, 11, 1, 8, 30, tzinfo=timezone.utc)


def lessons() -> list[LessonOut]:
    """The rows of the document."""
    return [
        LessonOut(
            Labelled(
                UUID(int=number), "shop", "api", "en", None, masked(text, None), intent, "relabelled", "Ada", AT, 0.5
            )
        )
        for number, (text, intent) in enumerate(TEXTS, 1)
    ]
