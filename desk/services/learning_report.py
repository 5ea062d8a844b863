"""The report of one run of learning: what it came to, the models before it, and how people's work went by week."""

from __future__ import annotations

import asyncio
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, timedelta, timezone
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np

from desk.domain.decision import EDITED, UNCHANGED, WRITTEN
from desk.domain.learning import Run
from desk.domain.learning_report import Calibration, Sentence, Version, calibration, sentences, versions
from desk.domain.roles import PageScope
from desk.domain.span import Span
from desk.ports.learning import OpenReports, ReportUnit
from desk.services.kept_sheets import KeptSheets
from desk.services.labels import masked
from desk.services.numbers import Array, Clock
from desk.services.sheets import DECISION, DECISIONS, UNKNOWN, WHOLE

WEEKS: Final = 26
RUNS: Final = 26
APPROVED: Final = (UNCHANGED, EDITED, WRITTEN)


@dataclass(frozen=True)
class Week:
    """What people decided in a week; ``edit_size``: the mean share of a draft that was changed, over ``drafts``."""

    first: date
    last: date
    decisions: int
    approved: int
    unchanged: int
    drafts: int
    edit_size: float | None


@dataclass(frozen=True)
class Report:
    """All that is plotted; ``calibration`` is None where the run did not measure it."""

    run: Run
    sentences: tuple[Sentence, ...]
    versions: tuple[Version, ...]
    weeks: tuple[Week, ...]
    calibration: Calibration | None


async def report_of(uow: OpenReports, kept: KeptSheets, run: Run, pages: Mapping[str, str]) -> Report:
    """The report of a run; the work of people is told of ``pages`` alone, ids with names."""
    span = weeks_until((run.ended_at or run.asked_at).astimezone(timezone.utc).date())
    async with uow() as unit:
        before = await unit.learning.compared(run, RUNS)
        rows = await kept.read(unit.numbers, DECISIONS, span.start, span.end, list(pages))
        codes = await unit.numbers.codes()  # after the sheets: whatever they hold has its code by then
    weeks = await asyncio.to_thread(by_week, np.frombuffer(rows, DECISION), codes.get("outcome", {}), span)
    return Report(run, sentences(run, pages), versions(before), weeks, calibration(run))


async def texts_of(unit: ReportUnit, report: Mapping[str, Any], pages: Container[str] | PageScope) -> dict[str, str]:
    """What the comments of a run's report say, masked, as far as that is there; of these pages alone."""
    rows = [row for name in ("gained", "lost") for row in report.get(name, ())]
    repeats = (report.get("lessons") or {}).get("repeats", ())
    wanted = {UUID(row["comment"]) for row in (*rows, *repeats) if row.get("comment")}
    found = await unit.labels.texts(sorted(wanted))
    return {str(comment): masked(text, author) for comment, (text, author, page) in found.items() if page in pages}


def weeks_until(last: date) -> Span:
    """The week of this day up to the day, and whole ones before."""
    monday = last - timedelta(days=last.weekday())
    return Span(monday - timedelta(weeks=WEEKS - 1), last, ZoneInfo("UTC"), "week")


def by_week(decisions: Array, outcomes: Mapping[str, int], span: Span) -> tuple[Week, ...]:
    """The decisions of a span, counted by its parts."""
    halves = Clock(span).split(decisions)
    rows, part, parts = halves.now, halves.part, span.parts

    def count(chosen: Array) -> list[int]:
        return [int(one) for one in np.bincount(part[chosen], minlength=len(parts))]

    approved = count(np.isin(rows["outcome"], [outcomes[name] for name in APPROVED if name in outcomes]))
    unchanged = count(rows["outcome"] == outcomes.get(UNCHANGED, -1))
    known = rows["edited"] != UNKNOWN
    drafts = count(known)
    sizes = np.bincount(part[known], weights=rows["edited"][known] / WHOLE, minlength=len(parts))
    every = np.ones(len(rows), dtype=bool)
    return tuple(
        Week(first, last, decided, sent, same, offered, float(size) / offered if offered else None)
        for (first, last), decided, sent, same, offered, size in zip(
            parts, count(every), approved, unchanged, drafts, sizes, strict=True
        )
    )
