"""Lessons that the desk writes as Rasa training data are what the desk reads, in either environment."""

from __future__ import annotations

from pathlib import Path

from desk.services.lesson_files import FORMATS, read
from tests.contract.lessons import lessons

DOCUMENT = Path(__file__).parent / "documents" / "lessons.yml"


def test_the_document_is_what_the_desk_writes_and_reads() -> None:
    source = DOCUMENT.read_text(encoding="utf-8")
    assert "".join(FORMATS["rasa"].write(lessons())) == source
    found = {(one.text, one.intent, one.comment) for one in read("rasa", source)}
    assert found == {(row.lesson.text, row.lesson.intent, row.lesson.comment) for row in lessons()}
