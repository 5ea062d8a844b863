"""One run of learning: from what people decided to a model that serves, or to the reasons why it doesn't."""

from __future__ import annotations

import asyncio
import hashlib
import math
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import structlog

from desk.domain.errors import Conflict
from desk.domain.gate import Difference, Example, Verdict, judge
from desk.domain.label_lessons import Labelled, Lessons, Split, split
from desk.domain.learning import (
    CANCELLED,
    FAILED,
    GATHERING,
    JUDGING,
    KEPT,
    NOTHING,
    PROMOTED,
    PROMOTING,
    RUNNING,
    TRAINING,
    TRYING,
    Model,
    Run,
    UntilNext,
)
from desk.ports.errors import DatabaseUnavailable, LearningFailed, ModelNotServed
from desk.ports.learning import OpenLearning
from desk.ports.models import ModelFiles, Trainer
from desk.ports.outside import Clock
from desk.services.labels import as_yaml, gather
from desk.services.report_file import NAME, ReportFiles
from desk.services.report_page import without_comments
from desk.services.serving import Serving, file_name
from desk.services.trial import Trial, make_trial

MOST: Final = 2_500
"""So many decisions are learned from at once, the newest; memory grows with the square of all examples."""
ROOM: Final = 1 << 30
"""Bytes that have to be free before a run starts."""
KEPT_FILES: Final = 8
TIMER: Final = "the timer"
ENOUGH: Final = "enough new decisions"
APART: Final = timedelta(hours=6)
"""So long after a run was asked for, new decisions ask for no other."""
_EVER: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)
FOLDERS: Final = 30
DIED: Final = "It ended without a word: the machine or somebody stopped it. Nothing was changed."
_COMMENT: Final = re.compile(r"comment: ([0-9a-f-]{36})")
log = structlog.get_logger(__name__)


class Cancelled(Exception):
    """Somebody stopped the run."""


class AlreadyLearning(Conflict):
    """One run at a time."""


@dataclass(frozen=True)
class Learning:
    """Runs on one desk. ``folder`` takes what each run writes, ``shipped`` holds the test examples of the project."""

    uow: OpenLearning
    clock: Clock
    trainer: Trainer
    files: ModelFiles
    serving: Serving
    folder: Path
    shipped: Path
    reports: ReportFiles | None = None
    after: int = 0
    """After so many new decisions the worker asks for a run; 0: never."""

    async def ask(self, by: str) -> UUID:
        """Ask for a run; raises AlreadyLearning."""
        await self.note_dead()
        async with self.uow() as unit:
            run_id = await unit.learning.ask(by, self.clock.now())
            if run_id is None:
                raise AlreadyLearning("A run is under way or asked for already.")
            await unit.audit.append(by, "learning.asked", str(run_id), None, {})
        return run_id

    async def note_dead(self) -> None:
        """A run that was killed has ended: nobody holds the lock that its process held."""
        async with self.uow() as unit:
            run = await unit.learning.open_run()
            if run is None or run.state != RUNNING or not await unit.learning.hold():
                return
            await unit.learning.abandon(self.clock.now(), DIED)
        log.warning("learning_abandoned", run=str(run.id))
        await self.serving.tell(f"Learning failed; the present model goes on serving. {DIED}", "failed")

    async def ask_if_due(self, hour: int) -> None:
        """Ask for the day's run, from this hour (UTC) on for an hour, unless one was asked for since."""
        now = self.clock.now()
        start = now.replace(hour=hour, minute=0, second=0, microsecond=0)
        if not start <= now < start + timedelta(hours=1):
            return
        async with self.uow() as unit:
            last = await unit.learning.runs(1)
            if not last or last[0].asked_at < start:
                await unit.learning.ask(TIMER, now)

    async def until_next(self) -> UntilNext | None:
        """How many decisions came since the last run looked at them; None where a run is asked for by people alone."""
        if not self.after:
            return None
        now = self.clock.now()
        async with self.uow() as unit:
            last = await unit.learning.runs(1)
            since = await unit.learning.gathered_at()
            decided = await unit.labels.decided_since(since or _EVER, self.after)
        free = last[0].asked_at + APART if last else now
        return UntilNext(decided, self.after, free if free > now else None)

    async def ask_if_enough(self) -> None:
        """Ask for a run when as many new decisions wait as the settings say, and never soon after another."""
        until = await self.until_next()
        if until is None or until.decided < until.needed or until.not_before is not None:
            return
        async with self.uow() as unit:
            await unit.learning.ask(ENOUGH, self.clock.now())

    async def cancel(self, by: str) -> Run:
        """Stop the open run; raises Conflict where there is none."""
        await self.note_dead()
        async with self.uow() as unit:
            run = await unit.learning.cancel(by, self.clock.now())
            if run is None:
                raise Conflict("No run is under way.")
            await unit.audit.append(by, "learning.cancelled", str(run.id), None, {})
        return run

    async def run_asked(self) -> Run | None:
        """Do the run that was asked for, if there is one and nobody else does it; answers how it ended."""
        async with self.uow() as holding:
            if not await holding.learning.hold():
                return None
            async with self.uow() as unit:
                await unit.learning.abandon(self.clock.now(), DIED)
                waiting = await unit.learning.open_run()
                if waiting is None or not await unit.learning.start(waiting.id, self.clock.now()):
                    return None
            self._sweep()
            await self._to_the_end(waiting.id)
            await self._write_report(waiting.id)
            await self.clear_models()
        async with self.uow() as unit:
            return await unit.learning.run(waiting.id)

    async def _to_the_end(self, run_id: UUID) -> None:
        try:
            state, report, model_id = await self._learn(run_id)
            await self._end(run_id, state, report=report, model_id=model_id)
        except Cancelled:
            await self._end(run_id, CANCELLED)
        except asyncio.CancelledError:  # the process is told to stop
            await self._end(run_id, CANCELLED)
            raise
        except DatabaseUnavailable:
            raise  # the next run notes that this one ended
        except (LearningFailed, ModelNotServed, Conflict) as why:
            await self._failed(run_id, str(why))
        except OSError as error:
            await self._failed(run_id, f"A file can't be written or read ({error.strerror or error}).")
        except Exception as error:  # a mistake of ours must not leave a run that seems to go on
            log.exception("learning_failed", run=str(run_id))
            await self._failed(run_id, f"A mistake in Sharewell ended it ({type(error).__name__}); the log has more.")
        finally:
            self._sweep()

    async def _failed(self, run_id: UUID, why: str) -> None:
        await self._end(run_id, FAILED, error=why)
        await self.serving.tell(f"Learning failed; the present model goes on serving. {why}", "failed")

    async def _end(self, run_id: UUID, state: str, **more: Any) -> None:
        async with self.uow() as unit:
            await unit.learning.end(run_id, state, self.clock.now(), **more)

    def report_file(self, run_id: UUID) -> Path | None:
        """The report of a run to send around; None where it wrote none, or it is gone by now."""
        path = self.folder / str(run_id) / NAME
        return path if path.is_file() else None

    async def _write_report(self, run_id: UUID) -> None:
        """The run has ended and stays as it is if its report can't be written."""
        async with self.uow() as unit:
            run = await unit.learning.run(run_id)
        if self.reports is None or run is None or run.report is None:
            return
        try:
            await self.reports.write(run, self.folder / str(run_id))
            await self.forget()  # who was forgotten while it was written
        except Exception:
            log.exception("report_not_written", run=str(run_id))

    async def _learn(self, run_id: UUID) -> tuple[str, dict[str, Any], UUID | None]:
        await self._tell(run_id, GATHERING)
        self._check_room()
        lessons = await gather(self.uow, self.clock)
        await self.forget()
        champion = await self.serving.champion()
        parts = split(lessons.examples, champion.cut)
        learned = parts.learned[-MOST:]
        text = as_yaml(learned)
        data_hash = hashlib.sha256(text.encode()).hexdigest()
        report: dict[str, Any] = {"lessons": _about(lessons, parts, learned), "champion": champion.file}
        if not learned or data_hash == champion.data_hash:
            return NOTHING, report, None
        place = self.folder / str(run_id)
        place.mkdir(parents=True, exist_ok=True)
        data = place / "nlu.yml"
        data.write_text(text, encoding="utf-8")
        report["data"] = str(data)

        async def telling(what: str | None) -> None:
            await self._tell(run_id, TRAINING, what)

        await telling("reading the examples")
        trained = await self.trainer.train(data, place / "work", "challenger", telling)
        model_id, now = uuid4(), self.clock.now()
        name = file_name(now, model_id)
        digest = self.files.add(trained, name, copy=False)
        trial = make_trial(parts.held_out, learned, self.shipped, self.folder / "gold")
        verdict = await self._judged(run_id, trial, champion, name)
        report.update(_told(verdict, trial))
        version = self.files.code_version
        model = Model(
            model_id, name, digest, data_hash, version, len(learned), parts.cut, KEPT, now, _short(verdict.figures)
        )
        async with self.uow() as unit:
            await unit.models.add(model)
        if not verdict.promote:
            return KEPT, report, model_id
        await self._tell(run_id, PROMOTING)
        await self.serving.promote(model_id, "learning")
        return PROMOTED, report, model_id

    async def _judged(self, run_id: UUID, trial: Trial, champion: Model, name: str) -> Verdict:
        async def telling(what: str | None) -> None:
            await self._tell(run_id, TRYING, what)

        if not self.files.intact(champion):
            raise LearningFailed(f"The present model's file {champion.file} is damaged or gone; run ./sharewell setup.")
        texts = trial.texts
        await telling(f"{len(texts):,} texts")
        both = [
            asyncio.create_task(self.trainer.understand(self.files.path(file), texts, telling))
            for file in (champion.file, name)
        ]
        try:
            old, new = await asyncio.gather(*both)
        finally:
            for task in both:
                task.cancel()
            await asyncio.gather(*both, return_exceptions=True)
        await self._tell(run_id, JUDGING)
        return await asyncio.to_thread(judge, trial.rows, trial.model(old), trial.model(new))

    async def _tell(self, run_id: UUID, stage: str, detail: str | None = None) -> None:
        async with self.uow() as unit:
            if not await unit.learning.stage(run_id, stage, detail, self.clock.now()):
                raise Cancelled

    def _check_room(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(self.folder).free
        if free < ROOM:
            raise LearningFailed(
                f"Only {free / 2**20:,.0f} MB are free in {self.folder}; learning needs {ROOM / 2**20:,.0f} MB."
            )

    async def forget(self) -> None:
        """Somebody asked to be forgotten: their comments leave the files of earlier runs at once."""
        async with self.uow() as unit:
            handled, examples = await unit.labels.handled(), await unit.lesson_files.examples()
        self.forget_others({str(one.comment) for one in handled} | {str(one.id) for one in examples})

    def forget_others(self, comments: set[str]) -> None:
        """Take out of what earlier runs wrote every comment that is no longer among these."""
        for path in (*self.folder.glob("*/nlu.yml"), *self.folder.glob(f"*/{NAME}")):
            before = path.read_text(encoding="utf-8")
            after = (without_comments if path.name == NAME else without_others)(before, comments)
            if after != before:
                fresh = path.with_suffix(".new")
                fresh.write_text(after, encoding="utf-8")
                fresh.replace(path)

    def _sweep(self) -> None:
        """Remove what runs needed on their way, also those that were killed; and the oldest runs."""
        for work in self.folder.glob("*/work"):
            shutil.rmtree(work, ignore_errors=True)
        learned = list(self.folder.glob("*/nlu.yml"))
        folders = {path.parent for path in learned}
        nothing_new = [path for path in self.folder.glob(f"*/{NAME}") if path.parent not in folders]
        for runs in (learned, nothing_new):
            runs.sort(key=lambda path: path.stat().st_mtime, reverse=True)
            for old in runs[FOLDERS:]:
                shutil.rmtree(old.parent, ignore_errors=True)

    async def clear_models(self) -> None:
        """Keep the files of the champion, of what served before it, of what reads beside it, and of the newest others."""
        async with self.uow() as unit:
            models = await unit.models.listed(500)
            champion = await unit.models.champion()
            before = await unit.models.before(champion.id) if champion else None
            shadow = await unit.shadow.open_run()
            reading = await unit.models.get(shadow.model_id) if shadow else None
        wanted = {model.file for model in models[:KEPT_FILES]}
        wanted |= {model.file for model in (champion, before, reading) if model}
        self.files.keep_only(wanted)


def without_others(text: str, comments: Iterable[str]) -> str:
    """A file of learned examples without those of other comments; each example takes three lines."""
    known, kept, lines = set(comments), [], text.splitlines()
    place = 0
    while place < len(lines):
        about = _COMMENT.search(lines[place]) if lines[place].startswith("  - metadata:") else None
        if about is None:
            kept.append(lines[place])
            place += 1
            continue
        if about[1] in known:
            kept += lines[place : place + 3]
        place += 3
    return "\n".join(kept) + "\n"


def _about(lessons: Lessons, parts: Split, learned: Sequence[Labelled]) -> dict[str, Any]:
    return {
        "labels": lessons.labels,
        "examples": len(lessons.examples),
        "learned": len(learned),
        "held_out": len(parts.held_out),
        "sources": dict(lessons.sources),
        "contradictions": len(lessons.contradictions),
        "wordless": lessons.wordless,
        "beyond_author": lessons.beyond_author,
        "repeats": [
            {"comment": str(one.comment), "intent": one.intent, "times": one.times, "authors": one.authors}
            for one in lessons.repeats[:20]
        ],
    }


def _told(verdict: Verdict, trial: Trial) -> dict[str, Any]:
    return {
        "promote": verdict.promote,
        "reasons": list(verdict.reasons),
        "figures": {name: _numbers(one) for name, one in verdict.figures.items()},
        "slices": {name: _numbers(one) for name, one in verdict.slices.items()},
        "gains": verdict.gains,
        "losses": verdict.losses,
        "gained": [_without_text(one) for one in verdict.gained],
        "lost": [_without_text(one) for one in verdict.lost],
        "tried": len(trial.rows),
        "read": [asdict(one) for one in verdict.read],
        "reliability": {name: [asdict(one) for one in bins] for name, bins in verdict.reliability.items()},
    }


def _without_text(one: Example) -> dict[str, Any]:
    """What people wrote is not kept in reports: it is looked up while it is there."""
    return {**asdict(one), "text": None if one.comment else one.text}


def _numbers(one: Difference) -> dict[str, float | int | None]:
    """What JSON can hold: where there is no interval, none."""
    return {
        name: None if isinstance(value, float) and math.isnan(value) else value for name, value in asdict(one).items()
    }


def _short(figures: Any) -> dict[str, Any]:
    return {name: round(one.challenger, 4) for name, one in figures.items()}
