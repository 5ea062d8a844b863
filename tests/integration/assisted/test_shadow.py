"""A model that reads new comments beside the one that serves: what it reads, what is shown, and what ends it."""

from __future__ import annotations

import argparse
import asyncio
import os
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from desk.assistant.training import RasaTrainer
from desk.commands.learn import learn
from desk.domain.draft import DraftDocument, StoredDraft
from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.learning import DAMAGED, KEPT, Model
from desk.domain.memory import Author
from desk.domain.page import Page
from desk.domain.roles import EVERY_PAGE, PageScope
from desk.domain.shadow import Counts, Rights
from desk.ports.errors import LearningFailed
from desk.services.decide import Person
from desk.services.draft import _store
from desk.services.forget import forget_author
from desk.services.receive import delete, edit
from desk.services.shadow import BATCH, FAILURES, HELD, Shadowing
from desk.settings import ROOT, read_settings
from desk.supervisor.plan import working_environment
from tests.desk.fakes import FakeClock
from tests.integration.assisted.test_learning import Shop
from tests.integration.assisted.test_learning_doors import told
from tests.integration.people import account, browser_of

PATH = "/api/v1/learning/shadow"


class Models:
    """Loads models that say the first word of a text; counts how often, and what they were given."""

    def __init__(self):
        self.loaded, self.open, self.batches, self.error = [], 0, [], None

    @asynccontextmanager
    async def reading(self, model, folder):
        if model.read_text() == "damaged":
            raise LearningFailed(f"Reading with {model.name} broke off.")
        self.loaded.append(model.name)
        self.open += 1
        try:
            yield self
        finally:
            self.open -= 1

    async def read(self, texts):
        if self.error:
            raise self.error
        self.batches.append(list(texts))
        return [None if text == "unreadable" else {"intent": text.split()[0], "confidence": 0.8} for text in texts]


class Beside(Shop):
    def __init__(self, desk, person, folder):
        super().__init__(desk, person, folder)
        self.clock, self.models = FakeClock(), Models()
        self.clock.time = desk.clock.now()
        self.shadowing = self.worker()

    def worker(self):
        return Shadowing(
            self.desk.uow, self.clock, self.models, self.files, self.serving, self.folder / "learning" / "shadow"
        )

    async def model(self, name="new.tar.gz", content="0.9", **more):
        (self.folder / name).write_text(content)
        digest = self.files.add(self.folder / name, name, copy=True)
        model = Model(uuid4(), name, digest, "", self.files.code_version, 5, None, KEPT, self.clock.now())
        model = replace(model, **more)
        async with self.desk.uow() as unit:
            await unit.models.add(model)
        return model

    async def as_the_desk_finds_it(self):
        """A model and a champion where another process of the desk looks for them."""
        self.files, self.serving = self.desk.serving.files, self.desk.serving
        self.shadowing = self.worker()
        champion = await self.model(f"{uuid4()}.tar.gz", learned=10)
        async with self.desk.uow() as unit:
            await unit.models.put_in_service(champion.id, "promoted", "Ada", self.clock.now())
        return await self.model(f"{uuid4()}.tar.gz")

    async def begun(self, hours=24):
        model = await self.model()
        self.clock.time = self.desk.clock.now()
        await self.shadowing.ask(model.id, hours, "Ada")
        await self.shadowing.look()
        return model

    async def understood(self, text, intent="question", **more):
        return await self.understand(await self.comment(text, **more), intent)

    async def understand(self, comment, intent):
        known = {"intent": intent, "severity": 0, "language": "en", "model": "x", "confidence": 0.6}
        document = DraftDocument({**known, "escalate": [], "escalation": [], "unsure": False}, None)
        draft = StoredDraft(uuid4(), comment.id, comment.text_version, 1, document, ())
        await _store(self.desk.uow, self.desk.clock, draft, {})
        async with self.desk.uow() as unit:
            return await unit.comments.get(comment.id)

    async def shown(self, scope=EVERY_PAGE):
        shown = await self.shadowing.shown(scope)
        assert shown is not None
        return shown

    async def differences(self, scope=EVERY_PAGE):
        return {one.text: (one.champion, one.challenger) for one in (await self.shown(scope)).differing}

    async def state(self):
        shadow = (await self.shown()).shadow
        return shadow.state, shadow.why


@pytest.fixture
async def shop(desk, tmp_path):
    async with desk.database.connection() as connection:
        await connection.execute("TRUNCATE models, learning_runs, label_settlements, notification_targets CASCADE")
    async with desk.uow() as unit:
        for page in ("shop", "other"):
            await unit.pages.add(Page(page, page, {"undo_seconds": 60}))
    member = await desk.accounts.add("Ada", "ada@example.org", "approver", "correct horse battery")
    return Beside(desk, Person(member.id, member.name), tmp_path)


async def test_new_comments_are_read_once_and_differences_shown(shop):
    await shop.understood("complaint from before")
    model = await shop.begun()
    await shop.understood("question where is it")
    await shop.understood("complaint it broke")
    await shop.comment("praise not understood yet")
    await shop.understood("unreadable")
    for _ in range(2):
        await shop.shadowing.look()
    assert shop.models.loaded == [model.file]
    assert shop.models.batches == [["question where is it", "complaint it broke", "unreadable"]]
    shown = await shop.shown()
    assert shown.counts == Counts(agree=1, differ=1, unreadable=1)
    (one,) = shown.differing
    assert (one.text, one.champion, one.challenger) == ("complaint it broke", "question", "complaint")
    assert (round(one.champion_share, 3), round(one.challenger_share, 3)) == (0.6, 0.8)


async def test_many_comments_are_read_in_batches(shop):
    await shop.begun()
    for number in range(BATCH + 3):
        await shop.understood(f"question {number}")
    await shop.shadowing.look()
    assert [len(batch) for batch in shop.models.batches] == [BATCH, 3]


async def test_what_people_decided_since_says_who_was_right(shop):
    await shop.begun()
    by_hand = await shop.understood("complaint by hand")
    approved = await shop.understood("complaint approved")
    await shop.understood("complaint undecided")
    await shop.shadowing.look()
    await shop.decisions.relabel(shop.person, by_hand.id, by_hand.version, "complaint")
    await shop.decisions.approve(shop.person, approved.id, approved.version, "It is on its way.", confirmed=True)
    shown = await shop.shown()
    assert shown.by_hand == Rights(challenger=1) and shown.standing == Rights(champion=1)
    labels = {one.text: one.label and (one.label.intent, one.label.by) for one in shown.differing}
    assert labels == {
        "complaint by hand": ("complaint", "Ada"),
        "complaint approved": ("question", "Ada"),
        "complaint undecided": None,
    }


async def test_an_edited_comment_is_read_anew_and_what_went_leaves_the_list(shop):
    await shop.begun()
    edited = await shop.understood("complaint edited later")
    gone = await shop.understood("complaint deleted")
    await shop.understood("complaint forgotten", author="maja")
    await shop.understood("complaint elsewhere", page="other")
    await shop.shadowing.look()
    assert len(await shop.differences()) == 4
    connection = await shop.desk.api_connection("shop")
    await delete(shop.desk.uow, shop.desk.clock, connection, gone.external_id)
    await forget_author(shop.desk.uow, shop.desk.clock, "shop", Author("maja"), really=True)
    fresh = await edit(shop.desk.uow, shop.desk.clock, connection, edited.external_id, "praise edited")
    assert list(await shop.differences()) == ["complaint elsewhere"]
    await shop.shadowing.look()
    assert list(await shop.differences()) == ["complaint elsewhere"], "the new text is not understood yet"
    await shop.understand(fresh, "question")
    await shop.shadowing.look()
    assert await shop.differences(PageScope(frozenset({"shop"}))) == {"praise edited": ("question", "praise")}
    assert (await shop.shown(PageScope(frozenset({"shop"})))).counts == Counts(differ=1)


async def test_it_ends_when_its_time_is_over_and_what_it_found_stays(shop):
    await shop.begun(hours=2)
    await shop.understood("complaint one")
    await shop.shadowing.look()
    shop.clock.pass_(hours=2)
    await shop.shadowing.look()
    assert await shop.state() == ("finished", None) and shop.models.open == 0
    assert list(await shop.differences()) == ["complaint one"]


async def test_one_at_a_time_and_only_what_can_serve(shop):
    with pytest.raises(NotFound):
        await shop.shadowing.ask(uuid4(), 24, "Ada")
    model = await shop.model()
    for hours in (0, 169):
        with pytest.raises(Invalid):
            await shop.shadowing.ask(model.id, hours, "Ada")
    champion = await shop.serving.champion()
    with pytest.raises(Conflict, match="serves already"):
        await shop.shadowing.ask(champion.id, 24, "Ada")
    older = await shop.model("old.tar.gz", code_version="older")
    with pytest.raises(Conflict, match="another version"):
        await shop.shadowing.ask(older.id, 24, "Ada")
    bad = await shop.model("bad.tar.gz", sha256="not this")
    with pytest.raises(Conflict, match="damaged or gone"):
        await shop.shadowing.ask(bad.id, 24, "Ada")
    await shop.shadowing.ask(model.id, 24, "Ada")
    with pytest.raises(Conflict, match="under way already"):
        await shop.shadowing.ask(model.id, 24, "Ada")
    await shop.shadowing.stop("Bo")
    assert (await shop.shown()).shadow.stopped_by == "Bo"
    with pytest.raises(Conflict):
        await shop.shadowing.stop("Bo")


async def test_stopping_ends_the_models_process(shop):
    await shop.begun()
    assert shop.models.open == 1
    await shop.shadowing.stop("Ada")
    await shop.shadowing.look()
    assert shop.models.open == 0 and (await shop.state())[0] == "stopped"


async def test_another_worker_goes_on_after_a_restart_or_a_death(shop):
    model = await shop.begun()
    await shop.understood("complaint before")
    await shop.shadowing.look()
    second = shop.worker()
    await second.look()
    assert len(shop.models.loaded) == 1, "one worker reads at a time"
    await shop.shadowing.close()  # as the worker does when it is told to stop
    await shop.understood("complaint meanwhile")
    await second.look()
    assert shop.models.loaded == [model.file] * 2 and len(await shop.differences()) == 2
    third = shop.worker()  # the second died without a word
    shop.clock.pass_(seconds=HELD.total_seconds() - 1)
    await third.look()
    assert len(shop.models.loaded) == 2
    shop.clock.pass_(seconds=2)
    await third.look()
    assert len(shop.models.loaded) == 3
    await second.look()
    assert shop.models.open == 2 - 1, "it was taken for dead, and gives way"
    await third.close()


async def test_promoting_either_model_ends_it(shop):
    model = await shop.begun()
    await shop.serving.promote(model.id, "Ada")
    assert await shop.state() == ("ended", "The model serves now.")
    await shop.shadowing.look()
    assert shop.models.open == 0
    shop.clock.pass_(minutes=1)
    again = await shop.model("again.tar.gz")
    await shop.shadowing.ask(again.id, 24, "Ada")
    await shop.serving.roll_back("Ada")
    assert await shop.state() == ("ended", "Another model serves now.")


async def test_a_model_that_goes_or_is_damaged_ends_it_with_the_reason(shop):
    model = await shop.begun()
    shop.files.path(model.file).unlink()
    await shop.shadowing.look()
    assert await shop.state() == ("failed", "The file of this model is gone.") and shop.models.open == 0
    shop.clock.pass_(minutes=1)
    other = await shop.model("other.tar.gz")
    await shop.shadowing.ask(other.id, 24, "Ada")
    shop.files.path(other.file).write_text("corrupt")
    await shop.shadowing.look()
    assert await shop.state() == ("failed", "The file of this model is damaged or gone.")
    async with shop.desk.uow() as unit:
        assert (await unit.models.get(other.id)).state == DAMAGED


async def test_a_process_that_falls_is_tried_again_a_few_times(shop):
    await shop.begun()
    await shop.understood("complaint")
    shop.models.error = LearningFailed("It needs more than it may take.")
    await shop.shadowing.look()
    assert (await shop.state())[0] == "running" and shop.models.open == 0
    shop.models.error = None
    await shop.shadowing.look()
    assert list(await shop.differences()) == ["complaint"], "it was loaded anew"
    await shop.understood("praise")
    shop.models.error = LearningFailed("It needs more than it may take.")
    for _ in range(FAILURES):
        await shop.shadowing.look()
    assert await shop.state() == ("failed", "It needs more than it may take.")


async def test_its_file_is_kept_while_it_reads(shop):
    model = await shop.begun()
    for number in range(12):
        shop.clock.pass_(minutes=1)
        await shop.model(f"newer-{number}.tar.gz")
    await shop.learning.clear_models()
    assert shop.files.path(model.file).is_file() and not shop.files.path("newer-0.tar.gz").is_file()


async def test_it_is_started_followed_and_stopped_over_the_api(desk, web, shop):
    model = await shop.as_the_desk_finds_it()
    async with await browser_of(desk, web, await account(desk, "Admin", "admin")) as browser:
        assert (await browser.get(PATH)).json()["run"] is None
        started = await browser.post(PATH, json={"model_id": str(model.id), "hours": 4})
        assert started.status_code == 200, started.text
        run = started.json()["run"]
        assert (run["state"], run["model"], run["can_promote"]) == ("asked", model.file, True)
        assert (await browser.post(PATH, json={"model_id": str(model.id), "hours": 4})).status_code == 409
        assert (await browser.post(PATH, json={"model_id": str(model.id), "hours": 0})).status_code == 422
        await shop.shadowing.look()
        comment = await shop.understood("complaint it broke")
        await shop.understood("complaint elsewhere", page="other")
        await shop.shadowing.look()
        state = (await browser.get(PATH)).json()
        assert state["counts"] == {"agree": 0, "differ": 2, "unreadable": 0}
        half = await account(desk, "Half", "approver", {"other": "none"})
        async with await browser_of(desk, web, half) as narrow:
            seen = (await narrow.get(PATH)).json()
        assert [one["comment"] for one in seen["differences"]] == [str(comment.id)]
        assert seen["counts"]["differ"] == 1
        assert (await browser.post(f"{PATH}/stop")).status_code == 204
        assert (await browser.post(f"{PATH}/stop")).status_code == 409


async def test_the_command_starts_shows_and_stops_it(environment, shop, capsys):
    settings = read_settings(environment)
    with pytest.raises(NotFound, match="No model waits"):
        await asyncio.to_thread(learn, told(shadow=4), settings)
    with pytest.raises(Invalid, match="--model goes with"):
        await asyncio.to_thread(learn, told(model="new"), settings)
    model = await shop.as_the_desk_finds_it()

    async def command(arguments: argparse.Namespace) -> str:
        assert await asyncio.to_thread(learn, arguments, settings) == 0
        captured = capsys.readouterr()
        return captured.err + captured.out

    assert f"{model.file} reads new comments" in await command(told(shadow=4))
    assert "waits for a worker" in await command(told(status=True))
    await shop.shadowing.look()
    await shop.understood("complaint it broke")
    await shop.shadowing.look()
    said = await command(told(status=True))
    assert "until" in said and "0 comments alike, 1 not." in said
    assert "stops; what it found stays" in await command(told(stop_shadow=True))
    assert "was stopped by the command line" in await command(told(status=True))


@pytest.mark.slow
async def test_a_real_model_reads_beside(shop, environment):
    settings = read_settings(environment)
    shipped = Path(settings.home) / "models" / "base.tar.gz"
    python = settings.home / "venv" / "assistant" / "bin" / "python"
    if not shipped.is_file() or not python.is_file():
        pytest.skip("there is no model yet: run ./sharewell setup --for assistant")
    model = await shop.model()
    digest = shop.files.add(shipped, "real.tar.gz", copy=True)
    real = replace(model, id=uuid4(), file="real.tar.gz", sha256=digest)
    async with shop.desk.uow() as unit:
        await unit.models.add(real)
    shop.shadowing.models = RasaTrainer(python, working_environment(settings), ROOT, settings.learning_memory << 30)
    await shop.shadowing.ask(real.id, 24, "Ada")
    await shop.shadowing.look()
    await shop.understood("Where is my parcel? It should have been here on Monday.", "praise")
    await shop.understood("Thank you so much, the new bike is wonderful!", "praise")
    try:
        await shop.shadowing.look()
        shown = await shop.shown()
    finally:
        await shop.shadowing.close()
    assert shown.shadow.state == "running", shown.shadow
    assert shown.counts == Counts(agree=1, differ=1)
    assert shown.differing[0].challenger in ("question", "complaint")
    assert isinstance(real.id, UUID) and os.listdir(shop.folder / "learning" / "shadow") == []
