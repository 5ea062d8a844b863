"""Whether a challenger may take the champion's place: both judged on the same rows, differences against chance.

Two ways lead through the gate, both on decisions that neither model was trained on: macro-F1 is better beyond chance,
or a proper score of the shares is, with macro-F1 about as high. Each is tested at `LEVEL`, so an equal challenger passes about
one time in thirty at most. Then nothing else may be worse: the complaints found, the shipped examples, any page or
language, how sure it claims to be, changed words, and what has to reach a person at once.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from statistics import NormalDist
from typing import Final

from desk.domain.held_out import Bin, Read, counted, reliability

DECISIONS: Final = "decisions"
SHIPPED: Final = "shipped"
GOLD: Final = "gold"
INTENTS: Final = ("question", "complaint", "praise", "other")

LEVEL: Final = 0.015
"""The chance that each of the two ways leaves to an equal challenger."""
DRAWS: Final = 1000
FEWEST_DECISIONS: Final = 40
FEWEST_IN_SLICE: Final = 30
FEWEST_OF_INTENT: Final = 10
"""Of an intent with fewer rows F1 is chance, and in a mean over intents it hides the others."""
SURE: Final = 0.95
# What is no difference, what may be lost even where chance can't explain it, and what not even where it can.
SLIGHT_LOSS: Final = 0.005
SMALL_LOSS: Final = 0.02
LARGE_LOSS: Final = 0.05
CALIBRATION_LOSS: Final = 0.04
INVARIANCE_LOSS: Final = 0.03
ESCALATION_LOSS: Final = 0.01
SHOWN: Final = 20


@dataclass(frozen=True)
class Row:
    """A text whose label is known; ``kind``: decisions, shipped or gold.."""

    kind: str
    text: str
    intent: str
    page: str | None = None
    language: str | None = None
    comment: str | None = None


@dataclass(frozen=True)
class Said:
    """What a model says of a text: the share of each intent."""

    shares: Mapping[str, float]

    @property
    def intent(self) -> str:
        """The likeliest; of equals the first by name, as the classifier ranks them."""
        return min(self.shares, key=lambda intent: (-self.shares[intent], intent))

    @property
    def confidence(self) -> float:
        """The share of the likeliest."""
        return max(self.shares.values())


@dataclass(frozen=True)
class Model:
    """All that a model said: of each row, how many changed wordings kept its label, how many escalations it found."""

    said: Sequence[Said]
    kept: int = 0
    changed: int = 0
    escalated: int = 0
    to_escalate: int = 0


@dataclass(frozen=True)
class Difference:
    """A figure of both models, and an interval of the challenger's minus the champion's; ``rows``: on how many."""

    champion: float
    challenger: float
    low: float
    high: float
    rows: int

    @property
    def change(self) -> float:
        """Challenger's minus champion's."""
        return self.challenger - self.champion


@dataclass(frozen=True)
class Example:
    """A text on which the two differ."""

    text: str
    intent: str
    champion: str
    challenger: str
    kind: str
    page: str | None
    comment: str | None = None


@dataclass(frozen=True)
class Verdict:
    """``promote`` with the reason for it, or the reasons against it."""

    promote: bool
    reasons: tuple[str, ...]
    figures: Mapping[str, Difference]
    slices: Mapping[str, Difference] = field(default_factory=dict)
    gained: tuple[Example, ...] = ()
    lost: tuple[Example, ...] = ()
    gains: int = 0
    losses: int = 0
    read: tuple[Read, ...] = ()
    reliability: Mapping[str, tuple[Bin, ...]] = field(default_factory=dict)
    """Of held-out decisions, by champion and challenger."""


Cell = tuple[str, str, str]  # true label, champion's, challenger's
Figure = Callable[[Mapping[Cell, int], int], float]


def judge(rows: Sequence[Row], champion: Model, challenger: Model, draws: int = DRAWS) -> Verdict:
    """Compare both models on the same rows."""
    figures = _figures(rows, champion, challenger, draws)
    slices = _slices(rows, champion, challenger, draws)
    better = _better(figures)
    against = _against(figures, slices, champion, challenger)
    gained, lost = _differences(rows, champion, challenger)
    reasons = (*against, *([] if better else [_not_better(figures)]))
    decisions = [place for place, row in enumerate(rows) if row.kind == DECISIONS]
    return Verdict(
        promote=bool(better) and not against,
        reasons=(better,) if better and not against else reasons,
        figures=figures,
        slices=slices,
        gained=tuple(gained[:SHOWN]),
        lost=tuple(lost[:SHOWN]),
        gains=len(gained),
        losses=len(lost),
        read=_read(rows, champion, challenger, decisions),
        reliability={
            name: _reliability([rows[place].intent for place in decisions], [model.said[place] for place in decisions])
            for name, model in (("champion", champion), ("challenger", challenger))
        },
    )


def _read(rows: Sequence[Row], champion: Model, challenger: Model, places: Sequence[int]) -> tuple[Read, ...]:
    return counted(
        (row.page, row.intent, champion.said[place].intent == row.intent, challenger.said[place].intent == row.intent)
        for place, row in ((place, rows[place]) for place in places)
    )


def _figures(rows: Sequence[Row], champion: Model, challenger: Model, draws: int) -> dict[str, Difference]:
    figures = {}
    for kind in (DECISIONS, SHIPPED, GOLD):
        places = [place for place, row in enumerate(rows) if row.kind == kind]
        if not places:
            continue
        cells = _cells(rows, champion, challenger, places)
        level = LEVEL if kind == DECISIONS else (1 - SURE) / 2
        f1 = partial(macro_f1, intents=_counted(rows, places))
        for name, figure in (("macro_f1", f1), ("complaint_recall", complaint_recall), ("accuracy", accuracy)):
            side = level if name == "macro_f1" else (1 - SURE) / 2
            figures[f"{kind}/{name}"] = paired(cells, figure, side, draws)
        figures[f"{kind}/quadratic_score"] = _quadratic_score(rows, champion, challenger, places, LEVEL)
        said = [([model.said[place] for place in places]) for model in (champion, challenger)]
        truth = [rows[place].intent for place in places]
        for name, error in (("calibration_error", calibration_error), ("overconfidence", overconfidence)):
            old, new = (error(truth, one) for one in said)
            figures[f"{kind}/{name}"] = Difference(old, new, math.nan, math.nan, len(places))
    return figures


def _slices(rows: Sequence[Row], champion: Model, challenger: Model, draws: int) -> dict[str, Difference]:
    groups: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if row.kind == SHIPPED:
            continue
        for name, value in (("page", row.page), ("language", row.language)):
            if value:
                groups[f"{name} {value}"].append(place)
    large = {name: places for name, places in sorted(groups.items()) if len(places) >= FEWEST_IN_SLICE}
    side = (1 - SURE) / 2 / max(1, len(large))  # many slices, one of which falls by chance
    return {
        name: paired(_cells(rows, champion, challenger, places), accuracy, side, draws)
        for name, places in large.items()
    }


BETTER: Final = "better"
SURER: Final = "surer"


def way(figures: Mapping[str, Difference]) -> str | None:
    """How the challenger is better beyond chance: `BETTER` at reading decisions, `SURER` of the right label; or not."""
    f1, share = figures.get(f"{DECISIONS}/macro_f1"), figures.get(f"{DECISIONS}/quadratic_score")
    allowed = SLIGHT_LOSS
    if share is None:  # a stored run that was judged by the logarithm of the true label's share
        share, allowed = figures.get(f"{DECISIONS}/log_share"), 0.0
    if f1 is None or share is None or f1.rows < FEWEST_DECISIONS:
        return None
    if f1.low > 0:
        return BETTER
    return SURER if share.low > 0 and f1.change >= -allowed else None


def _better(figures: Mapping[str, Difference]) -> str | None:
    found = way(figures)
    if found is None:
        return None
    f1 = figures[f"{DECISIONS}/macro_f1"]
    if found == BETTER:
        return f"Macro-F1 on {f1.rows} held-out decisions rises from {f1.champion:.3f} to {f1.challenger:.3f}."
    if f1.change < 0:
        return (
            f"It is surer of the right label on {f1.rows} held-out decisions, and macro-F1 is about as high:"
            f" {f1.challenger:.3f} after {f1.champion:.3f}."
        )
    return (
        f"It is surer of the right label on {f1.rows} held-out decisions, and macro-F1 is no lower:"
        f" {f1.challenger:.3f} after {f1.champion:.3f}."
    )


def _not_better(figures: Mapping[str, Difference]) -> str:
    f1 = figures.get(f"{DECISIONS}/macro_f1")
    if f1 is None or f1.rows < FEWEST_DECISIONS:
        return f"There are {f1.rows if f1 else 0} held-out decisions; {FEWEST_DECISIONS} are needed to tell."
    return (
        f"Macro-F1 on {f1.rows} held-out decisions goes from {f1.champion:.3f} to {f1.challenger:.3f}, which chance"
        f" alone may do (interval of the difference {f1.low:+.3f} to {f1.high:+.3f})."
    )


def _against(
    figures: Mapping[str, Difference], slices: Mapping[str, Difference], champion: Model, challenger: Model
) -> list[str]:
    reasons = []
    words = {"complaint_recall": "finds fewer complaints", "macro_f1": "has a lower macro-F1"}
    for name, one in figures.items():
        kind, _, figure = name.partition("/")
        if figure in words and _worse(one, slack=SMALL_LOSS if kind == SHIPPED else 0.0):
            reasons.append(f"It {words[figure]} on {_SETS[kind]}: {one.challenger:.3f} after {one.champion:.3f}.")
        if figure == "overconfidence" and one.rows >= FEWEST_DECISIONS and one.change > CALIBRATION_LOSS:
            reasons.append(
                f"It claims to be surer than it is on {_SETS[kind]}: by {one.challenger:.3f} after {one.champion:.3f}."
            )
    for name, one in slices.items():
        if _worse(one):
            reasons.append(f"It is right less often on {name}: {one.challenger:.3f} after {one.champion:.3f}.")
    kept = [_share(model.kept, model.changed) for model in (champion, challenger)]
    if kept[1] < kept[0] - INVARIANCE_LOSS:
        reasons.append(
            f"Changed names, case and typos change its label more often: kept {kept[1]:.3f} after {kept[0]:.3f}."
        )
    found = [_share(model.escalated, model.to_escalate) for model in (champion, challenger)]
    if found[1] < found[0] - ESCALATION_LOSS:
        reasons.append(f"It finds less of what needs a person at once: {found[1]:.3f} after {found[0]:.3f}.")
    return reasons


_SETS: Final = {DECISIONS: "held-out decisions", SHIPPED: "the shipped test examples", GOLD: "the page's own examples"}


def _worse(one: Difference, slack: float = 0.0) -> bool:
    """Lower beyond chance and by more than `slack`, or lower by much on enough rows."""
    beyond_chance = one.high < 0 and one.change < -slack
    return beyond_chance or (one.rows >= FEWEST_DECISIONS and one.change < -LARGE_LOSS)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _differences(rows: Sequence[Row], champion: Model, challenger: Model) -> tuple[list[Example], list[Example]]:
    """What the challenger gets right and the champion wrong, and the reverse; decisions first."""
    gained, lost = [], []
    order = {DECISIONS: 0, GOLD: 1, SHIPPED: 2}
    for place in sorted(range(len(rows)), key=lambda place: order[rows[place].kind]):
        row, old, new = rows[place], champion.said[place].intent, challenger.said[place].intent
        example = Example(row.text, row.intent, old, new, row.kind, row.page, row.comment)
        if new == row.intent != old:
            gained.append(example)
        elif old == row.intent != new:
            lost.append(example)
    return gained, lost


def _cells(rows: Sequence[Row], champion: Model, challenger: Model, places: Sequence[int]) -> Counter[Cell]:
    return Counter((rows[place].intent, champion.said[place].intent, challenger.said[place].intent) for place in places)


def paired(cells: Mapping[Cell, int], figure: Figure, side: float, draws: int = DRAWS) -> Difference:
    """A figure of both models with the interval of its difference: rows drawn again, the same for both models.

    ``side`` is the share of draws outside on each side. Draws are the same for the same cells.
    """
    count, kinds = sum(cells.values()), sorted(cells)
    values = [figure(cells, model) for model in (1, 2)]
    if count == 0:
        return Difference(values[0], values[1], 0.0, 0.0, 0)
    chance = random.Random(0)
    weights = [cells[kind] for kind in kinds]
    changes = []
    for _ in range(draws):
        drawn = Counter(chance.choices(kinds, weights, k=count))
        changes.append(figure(drawn, 2) - figure(drawn, 1))
    changes.sort()
    low, high = _at(changes, side), _at(changes, 1 - side)
    return Difference(values[0], values[1], low, high, count)


def _at(ordered: Sequence[float], share: float) -> float:
    """The value below which this share of the ordered values lies, between the two nearest."""
    place = share * (len(ordered) - 1)
    lower = math.floor(place)
    upper = min(lower + 1, len(ordered) - 1)
    return ordered[lower] + (place - lower) * (ordered[upper] - ordered[lower])


def _counted(rows: Sequence[Row], places: Sequence[int]) -> frozenset[str]:
    """The intents over which the mean is taken: those with enough rows, or all where none has."""
    often = Counter(rows[place].intent for place in places)
    return frozenset(intent for intent, count in often.items() if count >= FEWEST_OF_INTENT) or frozenset(often)


def macro_f1(cells: Mapping[Cell, int], model: int, intents: Collection[str] = INTENTS) -> float:
    """The mean F1 over those of the intents that there are; ``model`` 1 is the champion, 2 the challenger."""
    hit: Counter[str] = Counter()
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for cell, count in cells.items():
        true[cell[0]] += count
        said[cell[model]] += count
        if cell[0] == cell[model]:
            hit[cell[0]] += count
    there = [intent for intent in true if intent in intents]
    return sum(2 * hit[intent] / (said[intent] + true[intent]) for intent in there) / len(there) if there else 0.0


def complaint_recall(cells: Mapping[Cell, int], model: int) -> float:
    """The share of complaints that are found; 1 where there are none."""
    true = sum(count for cell, count in cells.items() if cell[0] == "complaint")
    return _share(sum(n for cell, n in cells.items() if cell[0] == cell[model] == "complaint"), true)


def accuracy(cells: Mapping[Cell, int], model: int) -> float:
    """The share of rows that are right."""
    return _share(sum(n for cell, n in cells.items() if cell[0] == cell[model]), sum(cells.values()))


def calibration_error(truth: Sequence[str], said: Sequence[Said]) -> float:
    """How far the share of the likeliest is from how often it is right, over ten bins (Guo et al. 2017)."""
    return sum(map(abs, _gaps(truth, said))) / len(truth) if truth else 0.0


def overconfidence(truth: Sequence[str], said: Sequence[Said]) -> float:
    """The part of the calibration error where it claims more than it keeps; claiming less harms nobody."""
    return sum(gap for gap in _gaps(truth, said) if gap > 0) / len(truth) if truth else 0.0


def _gaps(truth: Sequence[str], said: Sequence[Said]) -> list[float]:
    return [found.rows * found.claimed - found.right for found in _reliability(truth, said)]


def _reliability(truth: Sequence[str], said: Sequence[Said]) -> tuple[Bin, ...]:
    return reliability((one.confidence, one.intent == intent) for intent, one in zip(truth, said, strict=True))


def _quadratic_score(
    rows: Sequence[Row], champion: Model, challenger: Model, places: Sequence[int], side: float
) -> Difference:
    """The mean quadratic score, 1 less half of Brier's (1950), and a normal interval of the paired difference.

    1 is sure and right, 0 sure and wrong. A label that people gave by mistake costs at most 1, whatever a model says.
    """

    def scores(model: Model) -> list[float]:
        return [
            1.0 - sum((share - (intent == rows[place].intent)) ** 2 for intent, share in _all(model.said[place])) / 2
            for place in places
        ]

    old, new = scores(champion), scores(challenger)
    count = len(places)
    changes = [b - a for a, b in zip(old, new, strict=True)]
    mean = sum(changes) / count
    spread = math.sqrt(sum((one - mean) ** 2 for one in changes) / max(count - 1, 1) / count)
    reach = NormalDist().inv_cdf(1 - side) * spread
    return Difference(sum(old) / count, sum(new) / count, mean - reach, mean + reach, count)


def _all(said: Said) -> list[tuple[str, float]]:
    return [(intent, said.shares.get(intent, 0.0)) for intent in INTENTS]
