"""Lessons out of a real desk and labels into it: what becomes of them, twice, taken back, and by whom."""

from __future__ import annotations

import asyncio
import base64
import csv
import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest

from desk.cli import parser
from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.lesson_file import CONTRADICTION, KNOWN, TAKEN, UNKNOWN_COMMENT, UNKNOWN_LABEL, UNREADABLE
from desk.domain.memory import Author
from desk.domain.page import Page
from desk.services.decide import Person
from desk.services.export_lessons import export_lessons
from desk.services.forget import forget_author
from desk.services.import_lessons import LessonImport
from desk.services.labels import contradictions, gather
from desk.services.lesson_files import FORMATS, read
from desk.services.receive import delete, edit
from desk.settings import read_settings
from tests.integration.assisted.test_learning import Shop
from tests.integration.people import account, browser_of


class Files(Shop):
    @property
    def imports(self):
        return LessonImport(self.desk.uow, self.desk.clock)

    async def out(self, format, *pages, since=None):
        found = await export_lessons(self.desk.uow, self.desk.clock, pages or ("shop", "other"), since)
        return "".join(FORMATS[format].write(found.rows))

    async def take(self, format, source, page="shop", **more):
        return await self.imports.take("Ada", page, format, read(format, source), **more)

    async def learned(self):
        found = await gather(self.desk.uow, self.desk.clock)
        return {one.text: (one.intent, one.source, one.weight) for one in found.examples}


@pytest.fixture
async def shop(desk, tmp_path):
    async with desk.database.connection() as connection:
        await connection.execute("TRUNCATE models, learning_runs, label_settlements, notification_targets CASCADE")
    async with desk.uow() as unit:
        for page in ("shop", "other"):
            await unit.pages.add(Page(page, page, {"undo_seconds": 60}))
    member = await desk.accounts.add("Ada", "ada@example.org", "admin", "correct horse battery")
    return Files(desk, Person(member.id, member.name), tmp_path)


def table(*rows):
    return "text,label,comment\n" + "".join(f"{text},{label},{comment}\n" for text, label, comment in rows)


async def test_what_goes_out_is_what_is_learned_from(shop):
    await shop.labelled("where is my parcel, it is Mia Quux", "question", author="m1", name="Mia Quux")
    await shop.labelled("great bell", "praise", page="other")
    for author, intent in (("a", "praise"), ("b", "complaint")):
        await shop.labelled("well done as always", intent, author=author)
    gone = await shop.labelled("forget what I said", "other", author="gone")
    await forget_author(shop.desk.uow, shop.desk.clock, "shop", Author("gone"), really=True)
    removed = await shop.labelled("I delete this", "other")
    await delete(shop.desk.uow, shop.desk.clock, await shop.desk.api_connection("shop"), await external(shop, removed))
    for format in FORMATS:
        source = await shop.out(format)
        assert "Quux" not in source and "forget what" not in source and "delete this" not in source
        assert str(gone.id) not in source and "well done" not in source
        assert {one.text for one in read(format, source)} == set(await shop.learned())
    rows = list(csv.DictReader(io.StringIO(await shop.out("csv", "other"))))
    assert [(row["text"], row["label"], row["page"], row["source"], row["weight"]) for row in rows] == [
        ("great bell", "praise", "other", "relabelled", "1.0")
    ]
    assert len(await shop.out("csv", since=shop.desk.clock.now() + timedelta(days=1))) < 120


async def external(shop, comment):
    async with shop.desk.database.connection() as raw:
        row = await (await raw.execute("SELECT external_id FROM comments WHERE id = %s", (comment.id,))).fetchone()
    return row["external_id"]


@pytest.mark.parametrize("format", FORMATS)
async def test_what_went_out_changes_nothing_when_it_comes_back(shop, format):
    await shop.labelled("where is my parcel", "question")
    await shop.labelled("=1+1 is what I paid", "other")
    spam = await shop.comment("cheap followers")
    await shop.decisions.dismiss(shop.person, spam.id, spam.version, "spam")
    await shop.take("csv", table(("the bell rings", "praise", "")))
    before = await shop.learned()
    source = await shop.out(format)
    found = await shop.take(format, source)
    # Who dismissed as spam had not labelled: now somebody has.
    assert (found.counts[KNOWN], found.labels, found.left_out) == (3, 1, ())
    again = await shop.take(format, source)
    assert (again.counts[KNOWN], again.counts[TAKEN], again.import_id) == (4, 0, None)
    after = await shop.learned()
    assert {text: intent for text, (intent, _, _) in after.items()} == {
        text: intent for text, (intent, _, _) in before.items()
    }


async def test_labels_from_outside_are_events_and_can_be_taken_back(shop):
    plain = await shop.comment("does it ring")
    known = await shop.labelled("yes it does", "praise")
    rows = table(("", "question", plain.id), ("", "complaint", known.id), ("a new text", "other", ""))
    looked = await shop.imports.look("shop", read("csv", rows))
    assert (looked.labels, looked.examples, looked.counts[CONTRADICTION]) == (1, 1, 1)
    assert await shop.learned() == {"yes it does": ("praise", "relabelled", 1.0)}
    done = await shop.take("csv", rows)
    assert (done.labels, done.examples, [one.line for one in done.left_out]) == (1, 1, [3])
    assert await shop.learned() == {
        "yes it does": ("praise", "relabelled", 1.0),
        "does it ring": ("question", "relabelled", 1.0),
        "a new text": ("other", "imported", 1.0),
    }
    changed = await shop.take("csv", table(("", "complaint", known.id), ("A new text!", "praise", "")), replace=True)
    assert (changed.labels, changed.examples) == (1, 1)
    assert {text: intent for text, (intent, _, _) in (await shop.learned()).items()} == {
        "yes it does": "complaint", "does it ring": "question", "a new text": "praise",
    }  # fmt: skip
    await shop.imports.take_back("Ada", changed.import_id)
    assert (await shop.learned())["yes it does"][0] == "praise"
    assert (await shop.learned())["a new text"] == ("other", "imported", 1.0)
    async with shop.desk.uow() as unit:
        now = await unit.comments.get(plain.id)
    await shop.decisions.relabel(shop.person, plain.id, now.version, "praise")
    await shop.imports.take_back("Ada", done.import_id)
    assert await shop.learned() == {
        "yes it does": ("praise", "relabelled", 1.0),
        "does it ring": ("praise", "relabelled", 1.0),  # what somebody said since stays
    }
    with pytest.raises(Conflict):
        await shop.imports.take_back("Ada", done.import_id)
    with pytest.raises(NotFound):
        await shop.imports.take_back("Ada", uuid4())


async def test_an_import_taken_back_leaves_nothing_of_itself_behind_a_later_one(shop):
    first = await shop.take("csv", table(("a new text", "other", "")))
    second = await shop.take("csv", table(("a new text", "praise", "")), replace=True)
    await shop.imports.take_back("Ada", first.import_id)
    assert (await shop.learned())["a new text"][0] == "praise"
    await shop.imports.take_back("Ada", second.import_id)
    assert await shop.learned() == {}


async def test_every_row_is_counted_and_a_bad_one_costs_no_other(shop):
    good = await shop.comment("does it ring")
    elsewhere = await shop.comment("elsewhere", page="other")
    edited = await shop.comment("the old words")
    connection = await shop.desk.api_connection("shop")
    await edit(shop.desk.uow, shop.desk.clock, connection, await external(shop, edited), "quite another thing", None)
    forgotten = await shop.comment("forget me", author="gone")
    await forget_author(shop.desk.uow, shop.desk.clock, "shop", Author("gone"), really=True)
    both = await shop.comment("two minds")
    rows = table(
        ("does it ring", "question", good.id),
        ("does it ring", "question", good.id),
        ("elsewhere", "praise", elsewhere.id),
        ("the old words", "praise", edited.id),
        ("forget me", "praise", forgotten.id),
        ("nobody", "praise", uuid4()),
        ("two minds", "praise", both.id),
        ("two minds", "other", both.id),
        ("so and so", "spam", ""),
        ("!!!", "other", ""),
        ("call me at 555 0199 or a@b.example", "other", ""),
    )
    found = await shop.take("csv", rows)
    assert (found.labels, found.examples) == (1, 1)
    assert found.counts == {
        TAKEN: 2, KNOWN: 1, UNKNOWN_COMMENT: 4, CONTRADICTION: 2, UNKNOWN_LABEL: 1, UNREADABLE: 1
    }  # fmt: skip
    assert [one.line for one in found.left_out] == [4, 5, 6, 7, 8, 9, 10, 11]
    stored = [text for text, (_, source, _) in (await shop.learned()).items() if source == "imported"]
    assert len(stored) == 1 and "555" not in stored[0] and "a@b" not in stored[0]


async def test_what_comes_in_and_what_people_say_here_can_contradict_each_other(shop):
    await shop.labelled("well done as always", "complaint")
    await shop.take("csv", table(("well done as always", "praise", "")))
    [found] = await contradictions(shop.desk.uow, shop.desk.clock)
    assert {(one.intent, one.source) for one in found.opinions} == {("complaint", "relabelled"), ("praise", "imported")}
    assert await shop.learned() == {}


async def test_texts_that_came_in_are_cleared_in_time_and_leave_the_files_of_runs(shop):
    done = await shop.take("csv", table(("a new text", "other", "")))
    learned = (await gather(shop.desk.uow, shop.desk.clock)).examples
    assert [one.imported for one in learned] == [True]
    run = shop.folder / "learning" / "run"
    run.mkdir(parents=True)
    (run / "nlu.yml").write_text(
        f'version: "3.1"\nnlu:\n- intent: other\n  examples:\n  - metadata: {{comment: {learned[0].comment}}}\n'
        "    text: |2-\n      a new text\n"
    )
    await shop.learning.forget()
    assert "a new text" in (run / "nlu.yml").read_text()
    await shop.desk.retention.set("Ada", "shop", 30, None)
    await shop.desk.retention.run()
    assert "a new text" in await shop.learned()
    async with shop.desk.database.connection() as raw:
        await raw.execute("UPDATE lesson_examples SET imported_at = imported_at - interval '31 days'")
    await shop.desk.retention.run()
    assert await shop.learned() == {}
    await shop.learning.forget()
    assert "a new text" not in (run / "nlu.yml").read_text()
    await shop.imports.take_back("Ada", done.import_id)


async def test_administrators_export_look_import_and_take_back_in_the_console(desk, web, shop):
    comment = await shop.comment("does it ring")
    await shop.labelled("great bell", "praise", page="other")
    content = base64.b64encode(table(("", "question", comment.id), ("fine", "spam", "")).encode()).decode()
    body = {"page": "shop", "name": "labels.csv", "content": content, "preview": True}
    here = await account(desk, "Here", "none", {"shop": "admin"})
    async with await browser_of(desk, web, here) as browser:
        looked = (await browser.post("/api/v1/learning/lessons", json=body)).json()
        assert (looked["format"], looked["labels"], looked["unknown_label"], looked["import_id"]) == ("csv", 1, 1, None)
        assert [(one["line"], one["outcome"]) for one in looked["left_out"]] == [(3, "unknown_label")]
        done = (await browser.post("/api/v1/learning/lessons", json={**body, "preview": False})).json()
        assert done["labels"] == 1
        exported = await browser.get("/api/v1/learning/lessons", params={"format": "label-studio"})
        assert [one["data"]["text"] for one in json.loads(exported.text)] == ["does it ring"]
        assert "lessons-" in exported.headers["Content-Disposition"]
        assert (
            await browser.get("/api/v1/learning/lessons", params={"format": "csv", "page": "other"})
        ).status_code == 404
        assert (await browser.post("/api/v1/learning/lessons", json={**body, "page": "other"})).status_code == 404
        [item] = (await browser.get("/api/v1/learning/imports")).json()["items"]
        assert (item["id"], item["by"], item["labels"], item["undone_at"]) == (done["import_id"], "Here", 1, None)
        bad = await browser.post("/api/v1/learning/lessons", json={**body, "content": "//79"})
        assert bad.status_code == 422 and "UTF-8" in bad.text
    elsewhere = await account(desk, "Elsewhere", "none", {"other": "admin"})
    async with await browser_of(desk, web, elsewhere) as browser:
        assert (await browser.get("/api/v1/learning/imports")).json() == {"items": []}
        assert (await browser.post(f"/api/v1/learning/imports/{item['id']}/undo")).status_code == 404
    async with await browser_of(desk, web, here) as browser:
        assert (await browser.post(f"/api/v1/learning/imports/{item['id']}/undo")).status_code == 204
        assert (await browser.post(f"/api/v1/learning/imports/{item['id']}/undo")).status_code == 409
        [item] = (await browser.get("/api/v1/learning/imports")).json()["items"]
        assert item["undone_at"] is not None


async def test_the_commands_export_look_import_and_take_back(environment, shop, capsys, tmp_path):
    settings = read_settings(environment)

    async def command(*words):
        arguments = parser().parse_args(["lessons", *map(str, words)])
        status = await asyncio.to_thread(arguments.run, arguments, settings)
        return status, *capsys.readouterr()

    comment = await shop.comment("does it ring")
    file = tmp_path / "labels.csv"
    file.write_text(table(("", "Frage", comment.id), ("a new text", "other", ""), ("fine", "spam", "")), "utf-8-sig")
    told = ["import", file, "--page", "shop", "--map", "frage=question"]
    status, _, said = await command(*told, "--dry-run")
    assert status == 3 and "line 4: the label 'spam'" in said and "2 would be taken" in said
    assert await shop.learned() == {}
    status, _, said = await command(*told)
    assert status == 3 and "2 taken (1 labels of comments, 1 texts), 0 there already, 1 × unknown label" in said
    status, _, said = await command(*told)
    assert "0 taken" in said and "2 there already" in said and "undo" not in said
    out = tmp_path / "out.yml"
    status, printed, said = await command("export", "--format", "rasa", "--out", out, "--since", "2020-01-01")
    assert (status, printed, said) == (0, "", "2 lessons.\n") and len(read("rasa", out.read_text("utf-8"))) == 2
    assert (await command("export", "--format", "csv", "--page", "other"))[1].count("\n") == 1
    listed = (await command("undo"))[2]
    assert "by Ada: 1 labels, 1 texts" in listed
    assert (await command("undo", listed.split()[0]))[0] == 0
    assert await shop.learned() == {} and "taken back" in (await command("undo"))[2]
    await account(shop.desk, "Kit", "admin")
    with pytest.raises(Invalid, match="--by"):
        await command(*told)
    assert (await command(*told, "--by", "KIT@example.org"))[0] == 3
    assert "by Kit" in (await command("undo"))[2]
    with pytest.raises(NotFound, match="nobody@"):
        await command(*told, "--by", "nobody@example.org")
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"text,label\n\xe9,other\n")
    with pytest.raises(Invalid, match="UTF-8"):
        await command("import", bad, "--page", "shop")
    empty = tmp_path / "empty.yml"
    empty.write_text("")
    assert (await command("import", empty, "--page", "shop", "--by", "kit@example.org"))[0] == 1
