"""What a run of learning came to: the figures of the models over time, and three sentences in plain words."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from desk.domain.gate import DECISIONS, FEWEST_DECISIONS, SURER, Difference, way
from desk.domain.held_out import BINS, Read
from desk.domain.label_lessons import HELD_OUT
from desk.domain.learning import CANCELLED, FAILED, NOTHING, PROMOTED, Run

FEWEST_READ: Final = 10
"""Of fewer decisions of a page and kind nothing is said."""
_COMPLAINT: Final = "complaint"
_F1: Final = f"{DECISIONS}/macro_f1"
_KINDS: Final = {
    "question": "questions",
    "complaint": "complaints",
    "praise": "comments of praise",
    "other": "comments with nothing to answer",
}


@dataclass(frozen=True)
class Sentence:
    """A sentence by its code, with what it is filled with, and in English."""

    code: str
    text: str
    counts: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Version:
    """How both models of a run read the decisions that were held out then; the recall is None without complaints."""

    run: UUID
    at: datetime
    state: str
    learned: int
    held_out: int
    champion_f1: float
    challenger_f1: float
    champion_recall: float | None
    challenger_recall: float | None
    complaints: int | None


@dataclass(frozen=True)
class Reliable:
    """Answers that are from ``low`` to ``high`` sure: how many, how sure on average, and which share is right."""

    low: float
    high: float
    rows: int
    claimed: float
    right: float


@dataclass(frozen=True)
class Calibration:
    """How sure both models claim to be of held-out decisions, beside how often they are right."""

    rows: int
    champion_error: float | None
    challenger_error: float | None
    champion: tuple[Reliable, ...]
    challenger: tuple[Reliable, ...]


def versions(runs: Iterable[Run]) -> tuple[Version, ...]:
    """The runs that compared two models on decisions, oldest first."""
    found = [_version(run) for run in runs if run.ended_at and _figures(run).get(_F1)]
    return tuple(sorted(found, key=lambda one: one.at))


def _version(run: Run) -> Version:
    figures, read = _figures(run), _read(run)
    f1, recall = figures[_F1], figures.get(f"{DECISIONS}/complaint_recall")
    complaints = None if read is None else sum(one.rows for one in read if one.intent == _COMPLAINT)
    known = recall if complaints != 0 else None
    return Version(
        run=run.id,
        at=run.ended_at or run.asked_at,
        state=run.state,
        learned=_lessons(run).get("learned", 0),
        held_out=f1.rows,
        champion_f1=f1.champion,
        challenger_f1=f1.challenger,
        champion_recall=known.champion if known else None,
        challenger_recall=known.challenger if known else None,
        complaints=complaints,
    )


def calibration(run: Run) -> Calibration | None:
    """None where the run did not measure it."""
    bins = (run.report or {}).get("reliability")
    if bins is None:
        return None
    error = _figures(run).get(f"{DECISIONS}/calibration_error")
    champion, challenger = (tuple(map(_reliable, bins[name])) for name in ("champion", "challenger"))
    return Calibration(
        sum(one.rows for one in champion),
        error.champion if error else None,
        error.challenger if error else None,
        champion,
        challenger,
    )


def _reliable(one: Mapping[str, Any]) -> Reliable:
    return Reliable(
        one["place"] / BINS, (one["place"] + 1) / BINS, one["rows"], one["claimed"], one["right"] / one["rows"]
    )


def sentences(run: Run, pages: Mapping[str, str]) -> tuple[Sentence, ...]:
    """What happened, what became better or worse, and what to do next; ``pages``: names of those that may be told."""
    if run.open:
        return (_say("under_way"),)
    return _happened(run), _compared(run), _next(run, pages)


def _happened(run: Run) -> Sentence:
    lessons = _lessons(run)
    if run.state in (CANCELLED, FAILED):
        return _say(run.state)
    if run.state == NOTHING:
        learned = lessons.get("learned", 0)
        return _say("nothing_new", learned=learned) if learned else _say("nothing_yet")
    figures = _figures(run)
    rows = figures[_F1].rows if _F1 in figures else 0
    better = way(figures)
    if run.state == PROMOTED:
        return _say("promoted_surer" if better == SURER else "promoted", rows=rows)
    worse = len((run.report or {}).get("reasons", ())) - (better is None)
    if worse > 0:
        return _say("kept_worse", checks=worse)
    if rows < FEWEST_DECISIONS:
        return _say("kept_few", rows=rows, needed=FEWEST_DECISIONS)
    return _say("kept_no_better", rows=rows)


def _compared(run: Run) -> Sentence:
    figures, read = _figures(run), _read(run)
    if not figures:
        return _say("not_compared")
    if _F1 not in figures:
        return _say("none_held_out")
    if read is None:
        right = figures.get(f"{DECISIONS}/accuracy")
        if right is None:
            return _say("not_compared")
        return _say(
            "read",
            rows=right.rows,
            champion=round(right.champion * right.rows),
            challenger=round(right.challenger * right.rows),
        )
    counts = _sums(read)
    complaints = [one for one in read if one.intent == _COMPLAINT]
    if not complaints:
        return _say("read", **counts)
    found = _sums(complaints)
    return _say(
        "read_and_found",
        **counts,
        complaints=found["rows"],
        champion_found=found["champion"],
        challenger_found=found["challenger"],
    )


def _sums(read: Sequence[Read]) -> dict[str, int]:
    return {
        "rows": sum(one.rows for one in read),
        "champion": sum(one.champion for one in read),
        "challenger": sum(one.challenger for one in read),
    }


def _next(run: Run, pages: Mapping[str, str]) -> Sentence:
    if run.state in (CANCELLED, FAILED):
        return _say("again")
    lessons = _lessons(run)
    missing = _missing(lessons)
    if missing:
        return _say("label_more", held_out=lessons["held_out"], needed=FEWEST_DECISIONS, more=missing)
    contradictions = lessons.get("contradictions", 0)
    worst = _worst(run, pages)
    wrong = worst[0] - worst[1] if worst else 0
    if contradictions and contradictions >= wrong:
        return _say("settle", texts=contradictions)
    if worst:
        rows, right, page, intent = worst
        return _say("worst", {"page": page, "intent": intent}, rows=rows, right=right, fewest=FEWEST_READ)
    return _say("go_on")


def _missing(lessons: Mapping[str, Any]) -> int:
    """How many decisions more are needed at least until enough are held out: a fifth is, and none from before."""
    if "held_out" not in lessons or lessons["held_out"] >= FEWEST_DECISIONS:
        return 0
    enough = math.ceil((FEWEST_DECISIONS - 0.5) / HELD_OUT)
    return max(FEWEST_DECISIONS - int(lessons["held_out"]), enough - int(lessons["examples"]))


def _worst(run: Run, pages: Mapping[str, str]) -> tuple[int, int, str, str] | None:
    """Rows, those right, page and kind of what the model that serves after the run reads worst; None if all is right."""

    def right(one: Read) -> int:
        return one.challenger if run.state == PROMOTED else one.champion

    read = [one for one in _read(run) or () if one.page in pages and one.rows >= FEWEST_READ and right(one) < one.rows]
    if not read:
        return None
    one = min(read, key=lambda one: (right(one) / one.rows, -one.rows))
    return one.rows, right(one), pages[one.page or ""], one.intent


def _lessons(run: Run) -> dict[str, Any]:
    return dict((run.report or {}).get("lessons") or {})


def _read(run: Run) -> list[Read] | None:
    """None where the run did not count it."""
    found = (run.report or {}).get("read")
    return None if found is None else [Read(**one) for one in found]


def _figures(run: Run) -> dict[str, Difference]:
    return {name: _difference(one) for name, one in ((run.report or {}).get("figures") or {}).items()}


def _difference(one: Mapping[str, Any]) -> Difference:
    """JSON has no intervals where there are none."""
    champion, challenger, low, high = (
        math.nan if one[part] is None else one[part] for part in ("champion", "challenger", "low", "high")
    )
    return Difference(champion, challenger, low, high, one["rows"])


def _say(code: str, names: Mapping[str, str] | None = None, /, **counts: int) -> Sentence:
    return Sentence(code, _ENGLISH[code](names or {}, counts), counts, names or {})


def _many(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _decisions(count: int) -> str:
    return _many(count, "decision", "decisions")


def _held_out(counts: Mapping[str, int]) -> str:
    return f"the {_decisions(counts['rows'])} held out"


def _right(counts: Mapping[str, int]) -> str:
    return f"Of {_held_out(counts)}, the new model reads {counts['challenger']:,} right, the old one {counts['champion']:,}"


_ENGLISH: Final[Mapping[str, Callable[[Mapping[str, str], Mapping[str, int]], str]]] = {
    "under_way": lambda names, n: "The run has not ended.",
    "cancelled": lambda names, n: "The run was stopped; nothing was changed.",
    "failed": lambda names, n: "The run failed; the model that served goes on serving.",
    "nothing_yet": lambda names, n: "There was nothing to learn: there is no decision yet that could be learned from.",
    "nothing_new": lambda names, n: (
        f"There was nothing new to learn: the model that serves has learned from the same {_decisions(n['learned'])}."
    ),
    "promoted": lambda names, n: (
        f"The new model was put into service: it reads {_held_out(n)} better than chance explains, and no other check"
        " spoke against it."
    ),
    "promoted_surer": lambda names, n: (
        f"The new model was put into service: it is surer of the right label of {_held_out(n)} than chance explains, and"
        " no check spoke against it."
    ),
    "kept_worse": lambda names, n: (
        f"The new model was not put into service: {_many(n['checks'], 'check', 'checks')} found it worse."
    ),
    "kept_few": lambda names, n: (
        f"The new model was not put into service: {_decisions(n['rows'])} held out are too few to tell, {n['needed']} are"
        " needed."
    ),
    "kept_no_better": lambda names, n: (
        f"The new model was not put into service: on {_held_out(n)} it is not better than chance explains."
    ),
    "not_compared": lambda names, n: "No two models were compared, so nothing became better or worse.",
    "none_held_out": lambda names, n: "No decision was held out, so it is not known which model reads comments better.",
    "read": lambda names, n: f"{_right(n)}.",
    "read_and_found": lambda names, n: (
        f"{_right(n)}; of {_many(n['complaints'], 'complaint', 'complaints')} among them the new one finds"
        f" {n['challenger_found']:,}, the old one {n['champion_found']:,}."
    ),
    "again": lambda names, n: "Start another run: it begins from the start, with all decisions made until then.",
    "label_more": lambda names, n: (
        f"Label more comments next: {n['held_out']:,} were held out, {n['needed']} are needed to compare models, and that"
        f" takes at least {_many(n['more'], 'decision', 'decisions')} more."
    ),
    "settle": lambda names, n: (
        f"Settle {_many(n['texts'], 'text', 'texts')} next that people labelled differently: until then nothing is"
        " learned from them."
    ),
    "worst": lambda names, n: (
        f"Next, on {names['page']}, label more {_KINDS[names['intent']]}: the model that serves after the run reads"
        f" {n['right']:,} of {n['rows']:,} right, the lowest share among your pages and kinds with at least"
        f" {n['fewest']}."
    ),
    "go_on": lambda names, n: "Go on labelling: the page Learning lists the comments whose label teaches most.",
}
