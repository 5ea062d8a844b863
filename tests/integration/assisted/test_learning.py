"""Learning on a real database: what is learned from, what a run does and what stops it, and which model serves."""

from __future__ import annotations

import asyncio
import errno
import re
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from desk.assistant.model_files import DataFolderModels, served_model
from desk.domain.errors import Conflict, NotFound
from desk.domain.incoming import Incoming
from desk.domain.label_lessons import words_of
from desk.domain.learning import CANCELLED, CHAMPION, DAMAGED, FAILED, KEPT, NOTHING, PROMOTED, UntilNext
from desk.domain.memory import Author
from desk.domain.notification import LEARNING, Target
from desk.domain.page import Page
from desk.ports.errors import LearningFailed, ModelNotServed
from desk.services.decide import Decisions, Person
from desk.services.forget import forget_author
from desk.services.labels import contradictions, gather, settle
from desk.services.learning import APART, AlreadyLearning, Learning
from desk.services.receive import delete, edit, receive
from desk.services.report_file import ReportFiles
from desk.services.serving import Serving
from tests.desk.fakes import FakeClock

INTENTS = ("question", "complaint", "praise", "other")
LETTERS = "abcdefghij"


def words(number):
    """A text of its own for each number, in letters: digits are not compared."""
    return " ".join("".join(LETTERS[int(digit)] for digit in str(number * step)) for step in (7919, 104_729))


class Trainer:
    """Trains nothing; a model's file says how often it is right, and whether it can be read at all."""

    def __init__(self, right=0.95, error=None, wait=0.0):
        self.right, self.error, self.wait, self.seen, self.held_out = right, error, wait, "", []

    async def train(self, data, out, name, tell):
        self.seen = data.read_text(encoding="utf-8")
        out.mkdir(parents=True, exist_ok=True)
        (out / "rest.tmp").write_text("left over")
        for _ in range(round(self.wait / 0.05)):
            await asyncio.sleep(0.05)
            await tell("learning what comments are")
        if self.error:
            raise self.error
        (out / f"{name}.tar.gz").write_text(str(self.right))
        return out / f"{name}.tar.gz"

    async def understand(self, model, texts, tell):
        right = float(model.read_text())
        self.held_out = [text for text in texts if text.endswith(INTENTS) and " is " in text]
        return [self._answer(text, right) for text in texts]

    @staticmethod
    def _answer(text, right):
        truth = text.split()[-1]
        if truth not in INTENTS:
            truth, right = "question", 1.0  # both say the same of the project's own examples
        lucky = sum(map(ord, text)) % 100 < 100 * right
        said = truth if lucky else INTENTS[(INTENTS.index(truth) + 1) % 4]
        return {"shares": {one: 0.7 if one == said else 0.1 for one in INTENTS}, "escalate": ["safety"]}


class Servers:
    def __init__(self, *addresses):
        self.names = dict.fromkeys(addresses, "base.tar.gz")
        self.refuse, self.told = set(), []

    async def serving(self):
        return dict(self.names)

    async def serve(self, address, model):
        self.told.append((address, model.name))
        if address in self.refuse:
            raise ModelNotServed(f"{address} did not take the model over.")
        self.names[address] = model.name


class Shop:
    def __init__(self, desk, person, folder):
        self.desk, self.person, self.folder = desk, person, folder
        self.decisions = Decisions(desk.uow, desk.clock)
        self.trainer, self.servers = Trainer(), Servers("one", "two")
        (folder / "shipped").mkdir(parents=True)
        (folder / "shipped" / "base.tar.gz").write_text("0.6")
        self.files = DataFolderModels(folder / "models", folder / "shipped", Path(__file__).parents[3], {})
        self.serving = Serving(desk.uow, desk.clock, self.files, self.servers)

    @property
    def learning(self):
        return Learning(
            self.desk.uow, self.desk.clock, self.trainer, self.files, self.serving,
            self.folder / "learning", Path(__file__).parents[2] / "data", ReportFiles(self.desk.uow, self.desk.sheets),
        )  # fmt: skip

    async def comment(self, text, author=None, page="shop", name=None):
        connection = await self.desk.api_connection(page)
        incoming = Incoming(uuid4().hex, text, author=name, author_id=author)
        return (await receive(self.desk.uow, self.desk.clock, connection, incoming)).comment

    async def labelled(self, text, intent, **more):
        comment = await self.comment(text, **more)
        await self.decisions.relabel(self.person, comment.id, comment.version, intent)
        return comment

    async def many(self, count, start=0):
        for number in range(start, start + count):
            intent = INTENTS[number % 4]
            await self.labelled(f"{words(number + 1)} is {intent}", intent)

    async def run(self):
        await self.learning.ask("Ada")
        run = await self.learning.run_asked()
        assert run is not None and not run.open
        return run


@pytest.fixture
async def shop(desk, tmp_path):
    async with desk.database.connection() as connection:
        await connection.execute("TRUNCATE models, learning_runs, label_settlements, notification_targets CASCADE")
    async with desk.uow() as unit:
        for page in ("shop", "other"):
            await unit.pages.add(Page(page, page, {"undo_seconds": 60}))
    account = await desk.accounts.add("Ada", "ada@example.org", "approver", "correct horse battery")
    return Shop(desk, Person(account.id, account.name), tmp_path)


async def learned(shop):
    found = await gather(shop.desk.uow, shop.desk.clock)
    return {one.text: (one.intent, one.source, one.weight) for one in found.examples}


async def test_decisions_become_lessons_and_undone_ones_do_not(shop):
    await shop.labelled("where is my parcel", "question")
    spam = await shop.comment("cheap followers here")
    await shop.decisions.dismiss(shop.person, spam.id, spam.version, "spam")
    undone = await shop.comment("buy my course")
    await shop.decisions.dismiss(shop.person, undone.id, undone.version, "spam")
    await shop.decisions.undo(shop.person, undone.id, undone.version + 1)
    await shop.comment("nobody decided about this")
    assert await learned(shop) == {
        "where is my parcel": ("question", "relabelled", 1.0),
        "cheap followers here": ("other", "dismissed", 0.4),
    }


async def test_what_the_author_changed_is_not_what_people_labelled(shop):
    comment = await shop.labelled("it is broken", "complaint")
    await edit(shop.desk.uow, shop.desk.clock, await shop.desk.api_connection("shop"), comment.external_id, "it works")
    assert await learned(shop) == {}


async def test_personal_data_never_becomes_training_data(shop):
    await shop.labelled("Maja Olsen here, call +47 912 34 567 or maja@example.org", "question", name="Maja Olsen")
    (text,) = await learned(shop)
    assert text == "[name] here, call [phone] or [e-mail]"


async def test_deleted_cleared_and_forgotten_comments_teach_nothing(shop):
    gone = await shop.labelled("deleted by its author", "praise")
    cleared = await shop.labelled("cleared after its time", "praise")
    await shop.labelled("please forget what I said", "praise", author="maja")
    await shop.labelled("another one of hers", "complaint", author="maja")
    await shop.labelled("this one stays", "praise", author="maja", page="other")
    assert len(await learned(shop)) == 5
    await delete(shop.desk.uow, shop.desk.clock, await shop.desk.api_connection("shop"), gone.external_id)
    async with shop.desk.database.connection() as connection:
        await connection.execute("UPDATE comments SET cleared_at = now() WHERE id = %s", (cleared.id,))
    await forget_author(shop.desk.uow, shop.desk.clock, "shop", Author("maja"), really=True)
    assert list(await learned(shop)) == ["this one stays"]


async def test_who_asked_to_be_forgotten_is_gone_from_files_and_reports_too(shop):
    await shop.many(120)
    await shop.labelled("forget this sentence please", "praise", author="maja")
    await shop.many(120, start=200)
    await shop.run()
    file = next((shop.folder / "learning").glob("*/nlu.yml"))
    assert "forget this sentence please" in file.read_text(encoding="utf-8")
    await forget_author(shop.desk.uow, shop.desk.clock, "shop", Author("maja"), really=True)
    lines = file.read_text(encoding="utf-8").splitlines()
    await shop.learning.forget()
    assert "forget this" not in file.read_text(encoding="utf-8")
    assert len(file.read_text(encoding="utf-8").splitlines()) == len(lines) - 3
    run = await shop.run()
    assert not any("forget this" in path.read_text() for path in (shop.folder / "learning").glob("*/nlu.yml"))
    assert run.report is not None and "forget this" not in str(run.report)
    assert len(list((shop.folder / "learning").glob("*/nlu.yml"))) == 2


async def test_a_run_writes_a_report_and_who_is_forgotten_leaves_it(shop):
    (shop.folder / "shipped" / "base.tar.gz").write_text("0.75")  # few enough mistakes that all of them are shown
    await shop.many(204)
    text = f"<b>Maja Olsen</b>, maja@example.org: {words(9000)} is complaint"
    hers = await shop.labelled(text, "complaint", author="maja", name="Maja Olsen")
    shop.trainer = Trainer(right=1.0)
    run = await shop.run()
    assert run.state == PROMOTED
    file = shop.learning.report_file(run.id)
    page = file.read_text(encoding="utf-8")
    assert file.parent == shop.folder / "learning" / str(run.id)
    assert "Of the 41 decisions held out, the new model reads 41 right" in page and page.count("<svg ") >= 3
    assert not re.search(r"<script|https?:|<link|<img|@import|url\(", page)
    assert "Olsen" not in page and "maja@" not in page
    assert f'<li data-comment="{hers.id}"' in page and "&lt;b&gt;[name]&lt;/b&gt;, [e-mail]" in page
    await forget_author(shop.desk.uow, shop.desk.clock, "shop", Author("maja"), really=True)
    await shop.learning.forget()
    after = file.read_text(encoding="utf-8")
    assert str(hers.id) not in after and "[e-mail]" not in after
    assert after.count("\n") == page.count("\n") - 1 and after.endswith("</html>\n")


async def test_a_report_that_cannot_be_written_changes_nothing_of_the_run(shop, monkeypatch):
    async def full(self, run, folder):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(ReportFiles, "write", full)
    await shop.many(250)
    run = await shop.run()
    assert run.state == PROMOTED and shop.learning.report_file(run.id) is None


async def test_runs_that_found_nothing_new_have_a_report_and_push_no_training_file_out(shop, monkeypatch):
    monkeypatch.setattr("desk.services.learning.FOLDERS", 2)
    await shop.many(250)
    learned = await shop.run()
    later = [await shop.run() for _ in range(4)]
    assert [run.state for run in later] == [NOTHING] * 4
    assert "There was nothing new to learn" in shop.learning.report_file(later[-1].id).read_text(encoding="utf-8")
    assert shop.learning.report_file(later[0].id) is None
    assert (shop.folder / "learning" / str(learned.id) / "nlu.yml").is_file()
    assert shop.learning.report_file(learned.id) is not None


async def test_a_thousand_repeats_of_a_visitor_change_nothing_and_are_shown(shop):
    await shop.many(80)
    await shop.labelled("great deals at my shop", "praise", author="v")
    await shop.many(80, start=100)
    before = await gather(shop.desk.uow, shop.desk.clock)
    for number in range(1000):
        await shop.labelled(f"Great deals at my shop! {number}", "praise", author="v")
    after = await gather(shop.desk.uow, shop.desk.clock)
    assert [(words_of(one.text), one.intent) for one in after.examples] == [
        (words_of(one.text), one.intent) for one in before.examples
    ]
    assert [(one.times, one.authors, one.intent) for one in after.repeats] == [(1001, 1, "praise")]
    run = await shop.run()
    assert [(one["times"], one["authors"]) for one in run.report["lessons"]["repeats"]] == [(1001, 1)]
    assert shop.trainer.seen.casefold().count("great deals") == 1


async def test_contradictions_wait_for_a_person(shop):
    await shop.labelled("nice one", "praise")
    await shop.labelled("Nice one!", "complaint")
    await shop.labelled("clear enough", "praise")
    (found,) = await contradictions(shop.desk.uow, shop.desk.clock)
    assert {one.intent for one in found.opinions} == {"praise", "complaint"} and found.key not in str(
        await learned(shop)
    )
    assert list(await learned(shop)) == ["clear enough"]
    with pytest.raises(NotFound):
        await settle(shop.desk.uow, shop.desk.clock, "0" * 64, "praise", "Ada")
    await settle(shop.desk.uow, shop.desk.clock, found.key, "complaint", "Ada")
    assert await contradictions(shop.desk.uow, shop.desk.clock) == ()
    assert (await learned(shop))["nice one"] == ("complaint", "settled", 1.0)


async def test_a_better_model_is_promoted_everywhere(shop):
    await shop.many(250)
    run = await shop.run()
    assert run.state == PROMOTED, run
    async with shop.desk.uow() as unit:
        champion = await unit.models.champion()
        known = await unit.models.listed(10)
    assert champion.id == run.model_id and champion.promoted_by == "learning" and champion.learned == 200
    assert set(shop.servers.names.values()) == {champion.file} and len(known) == 2
    assert served_model(shop.files.folder, shop.files.code_version) == shop.files.path(champion.file)
    assert [stage["stage"] for stage in run.stages] == ["gathering", "training", "trying", "judging", "promoting"]
    assert list((shop.folder / "learning").glob("*/work")) == []
    assert len(shop.trainer.held_out) == 50
    assert not any(text in shop.trainer.seen for text in shop.trainer.held_out)
    assert run.report["figures"]["decisions/macro_f1"]["challenger"] > 0.9
    assert run.report["gains"] > 0 and run.report["gained"][0]["text"] is None


async def test_the_same_decisions_again_teach_nothing(shop):
    await shop.many(250)
    assert (await shop.run()).state == PROMOTED
    assert (await shop.run()).state == NOTHING


async def test_a_model_that_is_not_better_is_kept_with_the_reasons(shop):
    shop.trainer = Trainer(right=0.5)
    await shop.many(250)
    run = await shop.run()
    assert run.state == KEPT and run.report["reasons"]
    async with shop.desk.uow() as unit:
        assert (await unit.models.champion()).learned == 0
        assert (await unit.models.get(run.model_id)).state == KEPT
    assert shop.servers.told == []


async def test_one_run_at_a_time_and_cancelling_ends_it(shop):
    shop.trainer = Trainer(wait=20)
    await shop.many(20)
    await shop.learning.ask("Ada")
    with pytest.raises(AlreadyLearning):
        await shop.learning.ask("Bo")
    running = asyncio.create_task(shop.learning.run_asked())
    for _ in range(200):
        await asyncio.sleep(0.05)
        async with shop.desk.uow() as unit:
            seen = await unit.learning.open_run()
        if seen.detail == "learning what comments are":
            break
    assert (seen.stage, seen.detail) == ("training", "learning what comments are")
    assert await shop.learning.run_asked() is None, "somebody else learns"
    await shop.learning.cancel("Bo")
    run = await asyncio.wait_for(running, 10)
    assert run.state == CANCELLED and run.cancelled_by == "Bo"
    assert list((shop.folder / "learning").glob("*/work")) == []
    with pytest.raises(Conflict):
        await shop.learning.cancel("Bo")
    shop.trainer = Trainer()
    assert (await shop.run()).state == KEPT


async def test_a_run_that_was_killed_is_noted_and_the_next_one_works(shop):
    await shop.many(250)
    await shop.learning.ask("Ada")
    async with shop.desk.uow() as unit:
        dead = await unit.learning.open_run()
        assert await unit.learning.start(dead.id, shop.desk.clock.now())
    left = shop.folder / "learning" / str(dead.id) / "work"
    left.mkdir(parents=True)
    (left / "model.part").write_text("half")
    told = await telling(shop)
    async with shop.desk.uow() as alive:
        assert await alive.learning.hold()
        with pytest.raises(AlreadyLearning):
            await shop.learning.ask("Bo")
    run = await shop.run()
    async with shop.desk.uow() as unit:
        noted = await unit.learning.run(dead.id)
    assert noted.state == FAILED and "ended without a word" in noted.error
    assert run.state == PROMOTED and len(await told()) == 1
    assert not left.exists()


async def telling(shop):
    async with shop.desk.uow() as unit:
        target = Target(uuid4(), None, "chat", "slack", b"sealed", (LEARNING,), None, shop.desk.clock.now())
        await unit.notifications.put(target)

    async def told():
        async with shop.desk.uow() as unit:
            return [one.detail["reason"] for one in await unit.notifications.pending(target.id, target.created_at)]

    return told


@pytest.mark.parametrize(
    "error",
    [LearningFailed("Training broke off."), OSError(errno.ENOSPC, "No space left on device"), ZeroDivisionError()],
)
async def test_what_goes_wrong_leaves_the_model_and_tells_somebody(shop, error):
    told = await telling(shop)
    shop.trainer = Trainer(error=error)
    await shop.many(20)
    run = await shop.run()
    assert run.state == FAILED and run.error
    (reason,) = await told()
    assert "the present model goes on serving" in reason and run.error in reason
    assert shop.servers.told == []
    shop.trainer = Trainer()
    assert (await shop.run()).state == KEPT


async def test_a_server_that_refuses_leaves_all_with_the_model_before(shop):
    told = await telling(shop)
    await shop.many(250)
    shop.servers.refuse = {"two"}
    run = await shop.run()
    assert run.state == FAILED and "two did not take the model over" in run.error
    async with shop.desk.uow() as unit:
        champion = await unit.models.champion()
    assert champion.learned == 0 and shop.servers.names["one"] == champion.file
    assert any("was not taken over" in reason for reason in await told())


async def test_rolling_back_and_forth(shop):
    await shop.many(250)
    first = (await shop.run()).model_id
    shop.trainer = Trainer(right=1.0)
    await shop.many(60, start=300)
    async with shop.desk.uow() as unit:
        before = await unit.models.before(first)
    back = await shop.serving.roll_back("Ada")
    assert back.id == before.id and set(shop.servers.names.values()) == {before.file}
    assert shop.files.path(back.file).read_text() == "0.6"
    with pytest.raises(Conflict, match="No other model served"):
        await shop.serving.roll_back("Ada")
    await shop.serving.promote(first, "Ada")
    async with shop.desk.uow() as unit:
        champion = await unit.models.champion()
    assert (champion.id, champion.state, champion.promoted_by) == (first, CHAMPION, "Ada")
    with pytest.raises(Conflict, match="serves already"):
        await shop.serving.promote(first, "Ada")


async def test_a_corrupt_file_never_serves(shop):
    told = await telling(shop)
    await shop.many(250)
    await shop.run()
    async with shop.desk.uow() as unit:
        champion = await unit.models.champion()
        before = await unit.models.before(champion.id)
    shop.files.path(before.file).write_text("corrupt")
    with pytest.raises(Conflict, match="damaged or gone"):
        await shop.serving.roll_back("Ada")
    async with shop.desk.uow() as unit:
        assert (await unit.models.champion()).id == champion.id
        assert (await unit.models.get(before.id)).state == DAMAGED
    assert set(shop.servers.names.values()) == {champion.file}
    assert any("damaged or gone" in reason for reason in await told())
    shop.files.path(champion.file).write_text("corrupt too")
    assert served_model(shop.files.folder, shop.files.code_version) is None


async def test_a_server_that_came_back_with_another_model_is_told(shop):
    told = await telling(shop)
    await shop.many(250)
    await shop.run()
    async with shop.desk.uow() as unit:
        champion = await unit.models.champion()
    shop.servers.names["one"] = "base.tar.gz"
    shop.servers.names["two"] = None
    await shop.serving.look()
    assert shop.servers.names == {"one": champion.file, "two": None}
    shop.servers.names["one"], shop.servers.refuse = "base.tar.gz", {"one"}
    tries = len(shop.servers.told)
    await shop.serving.look()
    await shop.serving.look()
    assert len(await told()) == 1 and len(shop.servers.told) == tries + 1, "it may be what the server fell with"


async def test_the_shipped_model_is_put_back_too(shop):
    champion = await shop.serving.champion()
    await shop.serving.look()
    assert shop.servers.told == [], "they serve it under its own name"
    shop.servers.names["one"] = "refused-later.tar.gz"
    await shop.serving.look()
    assert shop.servers.names == {"one": champion.file, "two": "base.tar.gz"}


async def test_new_code_means_the_shipped_model_until_it_learned_again(shop):
    await shop.many(250)
    await shop.run()
    async with shop.desk.database.connection() as connection:
        await connection.execute("UPDATE models SET code_version = 'older' WHERE learned > 0")
    champion = await shop.serving.champion()
    assert champion.learned == 0 and champion.code_version == shop.files.code_version
    assert (await shop.serving.champion()).id == champion.id
    assert (await shop.run()).state == PROMOTED


async def test_enough_new_decisions_ask_for_a_run_and_not_soon_after_another(shop):
    clock = FakeClock()
    clock.time = shop.desk.clock.now()
    learning = replace(shop.learning, clock=clock, after=6)

    async def asked():
        async with shop.desk.uow() as unit:
            return [run.asked_by for run in await unit.learning.runs(10)]

    assert await shop.learning.until_next() is None, "off unless the settings say a number"
    await shop.many(5)
    await learning.ask_if_enough()
    assert await asked() == [] and await learning.until_next() == UntilNext(5, 6)
    await shop.many(4, start=5)
    assert await learning.until_next() == UntilNext(6, 6), "counted no further than needed"
    clock.time = shop.desk.clock.now()
    for _ in range(2):
        await learning.ask_if_enough()
    assert await asked() == ["enough new decisions"]
    run = await learning.run_asked()
    assert run is not None and run.state == KEPT
    clock.pass_(minutes=1)
    until = await learning.until_next()
    assert until is not None and (until.decided, until.not_before) == (0, run.asked_at + APART)
    async with shop.desk.database.connection() as connection:
        await connection.execute("UPDATE learning_runs SET started_at = started_at - interval '1 day'")
    await learning.ask_if_enough()
    assert await asked() == ["enough new decisions"], "six hours are not over"
    clock.pass_(hours=7)
    await learning.ask_if_enough()
    assert await asked() == ["enough new decisions"] * 2


async def test_decisions_after_a_failed_run_are_still_new(shop):
    learning = replace(shop.learning, after=5, trainer=Trainer(error=LearningFailed("Training broke off.")))
    await shop.many(4)
    await learning.ask("Ada")
    assert (await learning.run_asked()).state == FAILED
    assert (await learning.until_next()).decided == 4


async def test_what_teaches_nothing_or_was_taken_back_is_no_new_decision(shop):
    learning = replace(shop.learning, after=50)
    for reason in ("duplicate", "answered-elsewhere", "other", "spam", "no-reply-needed"):
        comment = await shop.comment(f"dismissed as {reason}")
        await shop.decisions.dismiss(shop.person, comment.id, comment.version, reason)
    undone = await shop.comment("taken back")
    await shop.decisions.dismiss(shop.person, undone.id, undone.version, "spam")
    await shop.decisions.undo(shop.person, undone.id, undone.version + 1)
    edited = await shop.labelled("edited since", "praise")
    await edit(shop.desk.uow, shop.desk.clock, await shop.desk.api_connection("shop"), edited.external_id, "other")
    twice = await shop.labelled("labelled twice", "praise")
    await shop.decisions.relabel(shop.person, twice.id, twice.version + 1, "complaint")
    assert (await learning.until_next()).decided == 3


async def test_the_timer_asks_once_a_day(shop):
    clock = FakeClock()
    learning = replace(shop.learning, clock=clock)

    async def asked():
        async with shop.desk.uow() as unit:
            return [run.asked_by for run in await unit.learning.runs(10)]

    await learning.ask_if_due(3)
    assert await asked() == []
    for _ in range(3):
        await learning.ask_if_due(clock.now().hour)
    assert await asked() == ["the timer"]
    await learning.cancel("Ada")
    await learning.ask_if_due(clock.now().hour)
    assert await asked() == ["the timer"]
    clock.pass_(days=1)
    await learning.ask_if_due(clock.now().hour)
    assert await asked() == ["the timer", "the timer"]
