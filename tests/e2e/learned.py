"""A run of learning that has ended, judged as runs are, of models that are made up."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from desk.domain.gate import DECISIONS, Model, Row, Said, judge
from desk.domain.label import INTENTS
from desk.domain.label_lessons import Lessons, Split
from desk.domain.learning import KEPT
from desk.main import Desk
from desk.services.learning import _about, _told
from desk.services.trial import Trial

ROWS = 80


async def learned(desk: Desk, page: str) -> UUID:
    """The run's id; the challenger reads a fifth of the decisions wrong, the champion a quarter."""
    rows = tuple(Row(DECISIONS, f"Comment number {n}?", INTENTS[n % 4], page, "en") for n in range(ROWS))
    trial = Trial(rows)
    verdict = judge(rows, _wrong(rows, 4), _wrong(rows, 5))
    about = _about(Lessons(labels=ROWS * 5), Split((), (), None), [])
    async with desk.uow() as unit:
        run_id = await unit.learning.ask("Grace", desk.clock.now())
        assert run_id is not None
        await unit.learning.start(run_id, desk.clock.now())
        report = {"lessons": about, "champion": "base.tar.gz", **_told(verdict, trial)}
        await unit.learning.end(run_id, KEPT, desk.clock.now() + timedelta(minutes=2), report=report)
    return run_id


def _wrong(rows: tuple[Row, ...], every: int) -> Model:
    said = []
    for number, row in enumerate(rows):
        intent = row.intent if number % every else INTENTS[(INTENTS.index(row.intent) + 1) % 4]
        sure = 0.4 + number % 6 / 10
        said.append(Said({one: sure if one == intent else (1 - sure) / 3 for one in INTENTS}))
    return Model(said)
