"""Files of lessons: what is written is what is read, and a bad file is told line by line."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta, timezone
from uuid import UUID

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.errors import Invalid
from desk.domain.label import INTENTS
from desk.domain.label_lessons import Labelled
from desk.domain.lesson_file import (
    CONTRADICTION,
    UNKNOWN_COMMENT,
    UNKNOWN_LABEL,
    UNREADABLE,
    LabelIn,
    LeftOut,
    LessonOut,
    Prediction,
)
from desk.services.labels import masked
from desk.services.lesson_files import FORMATS, MOST_BYTES, decoded, format_of, read

AT = datetime(2026, 11, 1, 8, 30, tzinfo=timezone.utc)
ID = "11111111-2222-4333-8444-555555555555"


def lesson(number, text, intent="praise", *, imported=False, language="en", at=AT, predicted=None):
    about = ("shop", "api", language, None, text, intent, "relabelled", "Ada", at, 0.5)
    return LessonOut(Labelled(UUID(int=number), *about, imported=imported), predicted)


def written(format, rows):
    return "".join(FORMATS[format].write(rows))


def rows_of(*lessons):
    """What a file of these lessons has to be read as."""
    return {
        (one.text, one.intent, None if one.imported else one.comment, one.language, one.at)
        for one in (row.lesson for row in lessons)
    }


def told(found):
    return {(one.text, one.intent, one.comment, one.language, one.at) for one in found if isinstance(one, LabelIn)}


texts = st.text(st.characters(codec="utf-8"), max_size=60).map(lambda text: masked(text, None)).filter(bool)
lessons = st.lists(
    st.builds(
        lesson,
        st.integers(1, 2**100),
        texts,
        st.sampled_from(INTENTS),
        imported=st.booleans(),
        language=st.sampled_from([None, "en", "pt-BR"]),
        at=st.integers(0, 10**6).map(lambda minutes: AT - timedelta(minutes=minutes)),
        predicted=st.none() | st.builds(Prediction, st.sampled_from(INTENTS), st.floats(0, 1), st.just("base.tar.gz")),
    ),
    max_size=6,
    unique_by=lambda row: row.lesson.comment,
)


@pytest.mark.parametrize("format", FORMATS)
@given(rows=lessons)
def test_what_is_written_is_read_again(format, rows):
    source = written(format, rows)
    found = read(format, source)
    assert told(found) == rows_of(*rows)
    assert not [one for one in found if isinstance(one, LeftOut)] or (format, rows) == ("rasa", [])
    if rows:
        assert format_of(f"lessons.{FORMATS[format].ending}", source) == format
        assert format_of("-", source) == format


@pytest.mark.parametrize("format", FORMATS)
@given(source=st.text(max_size=300) | st.text(alphabet="[]{},:\"-&*!|>\n 'atext", max_size=120))
def test_no_file_breaks_the_reader(format, source):
    try:
        found = read(format, source)
    except Invalid:
        assert format == "csv"
        return
    assert all(one.line >= 1 for one in found)


def test_a_spreadsheet_runs_nothing():
    texts = ['=HYPERLINK("http://x","y")', "+1 good", "-cmd|calc", "@sum", "'=quoted", "fine = fine"]
    source = written("csv", [lesson(number, text) for number, text in enumerate(texts, 1)])
    cells = [row["text"] for row in csv.DictReader(io.StringIO(source))]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert [one.text for one in read("csv", source)] == texts


def test_label_studio_gets_choices_and_what_the_model_had_said():
    predicted = Prediction("complaint", 0.61, "base.tar.gz")
    tasks = json.loads(
        written("label-studio", [lesson(1, "Lovely", predicted=predicted), lesson(2, "Hm", imported=True)])
    )
    choice = {"from_name": "label", "to_name": "text", "type": "choices", "value": {"choices": ["praise"]}}
    assert tasks[0]["annotations"] == [{"result": [choice]}]
    assert tasks[0]["predictions"] == [
        {"model_version": "base.tar.gz", "score": 0.61, "result": [{**choice, "value": {"choices": ["complaint"]}}]}
    ]
    assert tasks[0]["data"] == {
        "text": "Lovely", "source": "relabelled", "weight": 0.5, "date": AT.isoformat(), "page": "shop",
        "language": "en", "comment": str(UUID(int=1)),
    }  # fmt: skip
    assert "predictions" not in tasks[1] and "comment" not in tasks[1]["data"]


def task(line, *labels, cancelled=(), **data):
    def annotation(label, off):
        result = [{"type": "choices", "from_name": "label", "value": {"choices": [label]}}]
        return {"result": result, "was_cancelled": off, "updated_at": "2026-11-03T10:00:00.500000Z"}

    annotations = [annotation(label, False) for label in labels] + [annotation(label, True) for label in cancelled]
    return {"id": line, "data": {"text": "Where is it?", **data}, "annotations": annotations, "predictions": []}


def test_label_studio_tasks_are_read_each_for_itself():
    tasks = [
        task(1, "Question", comment=ID, language="en"),
        task(2, "question", "complaint"),
        task(3, cancelled=["praise"]),
        task(4, "spam"),
        task(5, "praise", comment="7"),
        {"id": 6, "text": "All good", "sentiment": "praise", "annotator": 1},
        7,
        {"id": 8, "data": 3, "annotations": []},
        task(9, "praise", text=["a"]),
    ]
    found = read("label-studio", json.dumps(tasks, indent=1).replace("\n ", "\n").replace(",\n{", ",\n{"))
    assert found[0] == LabelIn(
        2, "Where is it?", "question", UUID(ID), "en", datetime(2026, 11, 3, 10, 0, 0, 500_000, timezone.utc)
    )
    outcomes = [one.outcome if isinstance(one, LeftOut) else one.intent for one in found]
    assert outcomes == [
        "question", CONTRADICTION, UNREADABLE, UNKNOWN_LABEL, UNKNOWN_COMMENT, "praise", UNREADABLE, UNREADABLE, UNREADABLE
    ]  # fmt: skip


def test_argilla_records_are_read_nested_and_flat():
    nested = {
        "id": f"comment-{ID}", "fields": {"text": "Lovely"}, "metadata": {"language": "en", "date": "2026-11-01"},
        "suggestions": {"label": {"value": "complaint", "score": 0.6, "agent": None}},
        "responses": {"label": [{"value": "praise", "user_id": ID}]}, "vectors": {}, "_server_id": ID,
    }  # fmt: skip
    flat = {
        "id": "example-9", "text": "Hm", "label.responses": ["other", "praise"],
        "label.responses.users": [ID, ID], "label.responses.status": ["submitted", "draft"],
    }  # fmt: skip
    own_id = {**nested, "id": ID, "responses": {"kind": [{"value": "question", "user_id": ID}]}, "metadata": {}}
    open_one = {**nested, "responses": {}}
    split = {**nested, "responses": {"label": [{"value": "praise"}, {"value": "other"}]}}
    source = json.dumps([nested, flat, own_id, open_one, split])
    assert format_of("x.json", source) == "argilla"
    found = read("argilla", source)
    assert found[0] == LabelIn(1, "Lovely", "praise", UUID(ID), "en", datetime(2026, 11, 1, tzinfo=timezone.utc))
    assert (found[1].text, found[1].intent, found[1].comment) == ("Hm", "other", None)
    assert (found[2].intent, found[2].comment) == ("question", None)
    assert [one.outcome for one in found[3:]] == [UNREADABLE, CONTRADICTION]


def test_any_rasa_training_data_is_read():
    source = """
version: "3.1"
nlu:
- intent: question
  examples: |
    - when do you [open](time)?
    - is [it]{"entity": "thing"} in stock

    no dash
- intent: chitchat/weather
  examples: |
    - nice weather
- intent: praise
  examples:
  - text: |
      lovely
    metadata: {comment: 11111111-2222-4333-8444-555555555555}
  - text: thanks
- synonym: bike
  examples: |
    - bicycle
- intent: other
rules:
- rule: x
"""
    found = read("rasa", source)
    assert [
        (one.line, one.text, one.intent, one.comment and str(one.comment)) for one in found if isinstance(one, LabelIn)
    ] == [
        (6, "when do you open?", "question", None),
        (7, "is it in stock", "question", None),
        (15, "lovely", "praise", ID),
        (18, "thanks", "praise", None),
    ]
    left_out = [(one.line, one.outcome) for one in found if isinstance(one, LeftOut)]
    assert left_out == [(9, UNREADABLE), (12, UNKNOWN_LABEL), (22, UNREADABLE)]


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nnlu:\n- intent: praise\n  examples: [*b, *b]\n"


def test_yaml_that_grows_or_breaks_is_stopped():
    assert [one.outcome for one in read("rasa", BOMB)] == [UNREADABLE]
    assert [one.outcome for one in read("rasa", "nlu: " + "[" * 5_000)] == [UNREADABLE]
    good = "nlu:\n- intent: praise\n  examples: |\n    - lovely\n"
    found = read("rasa", good + "- intent: [\n")
    assert [one.intent for one in found if isinstance(one, LabelIn)] == ["praise"] and found[-1].outcome == UNREADABLE
    assert isinstance(read("rasa", good + "- !!python/object/apply:os.system [ls]\n")[0], LabelIn)


def test_a_list_that_breaks_off_keeps_what_came_before():
    source = json.dumps([task(1, "praise"), task(2, "other")]).replace('}, {"id": 2', '},\n{"id": 2')
    for cut in (
        source[:-1],
        source[:-30],
        source + "x",
        source.replace(', "predictions": []}]', "}]")[:-3] + "9" * 5_000,
    ):
        found = read("label-studio", cut)
        assert found[0].intent == "praise"
        assert isinstance(found[-1], LeftOut) and found[-1].line == 2
    deep = read("label-studio", "[" + "[" * 100_000)
    assert [one.outcome for one in deep] == [UNREADABLE]


def test_a_bad_row_says_its_line_and_loses_nothing():
    source = (
        "text;label;comment;date\n"
        "lovely;praise;;2026-03-31\n"
        '"two\nlines";praise;;\n'
        "hm;maybe;;\n"
        ";other;;\n"
        "no label;;;\n"
        f"x;other;{ID};\n"
        "x;other;nonsense;\n"
        "x;other;;yesterday\n"
        "x;other;;;;more\n"
    )
    found = read("csv", source)
    assert [(one.line, one.intent) for one in found if isinstance(one, LabelIn)] == [
        (2, "praise"), (3, "praise"), (8, "other")
    ]  # fmt: skip
    assert [(one.line, one.outcome) for one in found if isinstance(one, LeftOut)] == [
        (5, UNKNOWN_LABEL), (6, UNREADABLE), (7, UNREADABLE), (9, UNKNOWN_COMMENT), (10, UNREADABLE), (11, UNREADABLE)
    ]  # fmt: skip
    huge = read("csv", f"text,label\n{'x' * 30_000},other\nfine,other\n")
    assert [isinstance(one, LabelIn) for one in huge] == [False, True]
    with pytest.raises(Invalid, match="columns"):
        read("csv", "a,b\n1,2\n")


def test_other_names_for_labels():
    assert read("csv", "text,label\nhi,Beschwerde\n", {"beschwerde": "complaint"})[0].intent == "complaint"
    with pytest.raises(Invalid, match="no label"):
        read("csv", "text,label\nhi,x\n", {"x": "nonsense"})


def test_encodings():
    assert decoded("text,label\né,other".encode("utf-8-sig")) == decoded("text,label\né,other".encode("utf-16"))
    with pytest.raises(Invalid, match="UTF-8"):
        decoded("é".encode("latin-1"))
    with pytest.raises(Invalid, match="MB"):
        decoded(b"x" * (MOST_BYTES + 1))


def test_the_training_file_can_be_parsed_as_yaml():
    found = yaml.safe_load(written("rasa", [lesson(1, "- a: [b](c)"), lesson(2, "x", imported=True)]))
    about = found["nlu"][0]["examples"][0]["metadata"]
    assert about["weight"] == 3.0 and about["comment"] == str(UUID(int=1)) and about["page"] == "shop"
