"""The figures of a span of days, read from the sheets: how much came, how fast and how people answered it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from desk.domain.span import Span, offsets
from desk.ports.numbers import OpenNumbers
from desk.services.kept_sheets import KeptSheets
from desk.services.sheets import ARRIVAL, ARRIVALS, DECISION, DECISIONS, NEVER, NO_PROMISE, UNKNOWN, WHOLE

BANDS: Final = 10
MOST_WAIT: Final = timedelta(days=400)
"""How far back a comment that was answered in the span may have come for its hour to be told with summer time."""
_DAY_S: Final = 86_400
_EPOCH: Final = 719_163  # the ordinal of 1970-01-01, a Thursday

Array = npt.NDArray[Any]
Codes = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Wanted:
    """Which figures: of these days, pages and, where one is given, of this channel."""

    span: Span
    pages: Sequence[str]
    channel: str | None = None


@dataclass(frozen=True)
class Read:
    """What the sheets hold for a question."""

    arrivals: Array
    decisions: Array
    codes: Codes
    assigned: Mapping[str, int]


async def figures(uow: OpenNumbers, kept: KeptSheets, wanted: Wanted) -> Callable[[], dict[str, Any]]:
    """Read what the figures need; the answer counts it, which takes a moment of a processor and nothing else."""
    span = wanted.span
    async with uow() as unit:
        arrivals = await kept.read(unit.numbers, ARRIVALS, span.before.start, span.end, wanted.pages)
        decisions = await kept.read(unit.numbers, DECISIONS, span.before.start, span.end, wanted.pages)
        codes = await unit.numbers.codes()  # after the sheets: whatever they hold has its code by then
        assigned = await unit.numbers.assigned(wanted.pages, wanted.channel)
    read = Read(np.frombuffer(arrivals, ARRIVAL), np.frombuffer(decisions, DECISION), codes, assigned)
    return lambda: counted(read, span, wanted.channel)


def counted(read: Read, span: Span, channel: str | None = None) -> dict[str, Any]:
    """All figures of a span, each beside that of as many days before."""
    clock = Clock(span)
    arrivals, decisions = _of_channel(read, channel)
    return {
        "first": span.first,
        "last": span.last,
        "before_first": span.before.first,
        "before_last": span.before.last,
        "zone": span.zone.key,
        "step": span.step,
        "parts": [{"first": first, "last": last} for first, last in span.parts],
        **_arrived(clock.split(arrivals), read.codes, len(span.parts)),
        **_decided(clock, clock.split(decisions), read, len(span.parts)),
    }


def _of_channel(read: Read, channel: str | None) -> tuple[Array, Array]:
    if channel is None:
        return read.arrivals, read.decisions
    code = read.codes.get("channel", {}).get(channel, -1)
    return read.arrivals[read.arrivals["channel"] == code], read.decisions[read.decisions["channel"] == code]


@dataclass(frozen=True)
class Halves:
    """Rows of the span, the part that each is in, and the rows of the days before."""

    now: Array
    part: Array
    before: Array


class Clock:
    """Tells the local day, hour and weekday of moments, summer time included."""

    def __init__(self, span: Span) -> None:
        changes = offsets(span.zone, span.before.start - MOST_WAIT, span.end)
        self._changes = changes
        self._first = span.first.toordinal() - _EPOCH
        self._part = np.repeat(np.arange(len(span.parts)), [(last - first).days + 1 for first, last in span.parts])

    def local(self, at: Array) -> Array:
        """Seconds since 1970 as the clocks on the wall count them."""
        at = at.astype(np.uint32)
        if not len(at):
            return at
        first, last = int(at.min()), int(at.max())
        ahead = [moved for since, moved in self._changes if since <= first]
        local: Array = at + _turn(ahead[-1] if ahead else self._changes[0][1])
        for (_, before), (since, after) in pairwise(self._changes):
            if first < since <= last:
                local += (at >= since) * _turn(after - before)
        return local

    def split(self, rows: Array) -> Halves:
        """Rows by the time they happened."""
        day = (self.local(rows["at"]) // _DAY_S).astype(np.int32) - self._first
        length = len(self._part)
        inside = (day >= 0) & (day < length)
        return Halves(rows[inside], self._part[day[inside]], rows[(day < 0) & (day >= -length)])


def _turn(seconds: int) -> Any:
    """Also less than nothing as 32 bits without a sign: what it is added to wraps round."""
    return np.uint32(seconds % 2**32)


def _arrived(halves: Halves, codes: Codes, parts: int) -> dict[str, Any]:
    gaps = halves.now["gap"]
    return {
        "comments": {
            "total": len(halves.now),
            "before": len(halves.before),
            "by_intent": _series("intent", halves, codes, parts),
            "by_channel": _series("channel", halves, codes, parts),
        },
        "gaps": {
            "total": int(gaps.sum()),
            "before": int(halves.before["gap"].sum()),
            "values": np.bincount(halves.part[gaps], minlength=parts).tolist(),
        },
    }


def _decided(clock: Clock, halves: Halves, read: Read, parts: int) -> dict[str, Any]:
    return {
        "first_reply": _first_reply(clock, halves, parts),
        "outcomes": {
            "total": len(halves.now),
            "before": len(halves.before),
            "series": _series("outcome", halves, read.codes, parts),
        },
        "edits": _edits(halves, parts),
        "avoided": _avoided(halves, read.codes, parts),
        "people": _people(halves, read, parts),
    }


def _series(field: str, halves: Halves, codes: Codes, parts: int) -> list[dict[str, Any]]:
    """How often each name stands in a field, the most frequent first."""
    names = codes.get(field, {})
    width = max(names.values(), default=-1) + 1
    table = np.bincount(halves.part * width + halves.now[field], minlength=parts * width).reshape(parts, width)
    before = np.bincount(halves.before[field], minlength=width)
    found = [
        {
            "name": name,
            "total": int(table[:, code].sum()),
            "before": int(before[code]),
            "values": table[:, code].tolist(),
        }
        for name, code in names.items()
    ]
    return sorted((one for one in found if one["total"] or one["before"]), key=lambda one: (-one["total"], one["name"]))


def _first_reply(clock: Clock, halves: Halves, parts: int) -> dict[str, Any]:
    first = halves.now["waited"] != NEVER
    waited, kept = halves.now["waited"][first], halves.now["kept"][first]
    before = halves.before[halves.before["waited"] != NEVER]
    ready = clock.local(halves.now["at"][first] - waited)
    return {
        "now": spreads(np.zeros(len(waited), np.int64), waited, 1)[0],
        "before": spreads(np.zeros(len(before), np.int64), before["waited"], 1)[0],
        "parts": spreads(halves.part[first], waited, parts),
        "hours": spreads(ready // 3600 % 24, waited, 24),
        "weekdays": spreads((ready // _DAY_S + 3) % 7, waited, 7),
        "promised": int((kept != NO_PROMISE).sum()),
        "kept": int((kept == 1).sum()),
        "promised_before": int((before["kept"] != NO_PROMISE).sum()),
        "kept_before": int((before["kept"] == 1).sum()),
    }


def _edits(halves: Halves, parts: int) -> dict[str, Any]:
    """Of the replies whose draft was changed: how much of it."""
    changed = _changed(halves.now)
    sizes = halves.now["edited"][changed]
    before = halves.before["edited"][_changed(halves.before)]
    bands = np.bincount((sizes.astype(np.int64) - 1) * BANDS // WHOLE, minlength=BANDS)
    return {
        "now": _shares(spreads(np.zeros(len(sizes), np.int64), sizes, 1))[0],
        "before": _shares(spreads(np.zeros(len(before), np.int64), before, 1))[0],
        "parts": _shares(spreads(halves.part[changed], sizes, parts)),
        "bands": bands.tolist(),
    }


def _changed(rows: Array) -> Array:
    changed: Array = (rows["edited"] != UNKNOWN) & (rows["edited"] > 0)
    return changed


def _shares(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {name: value if name == "count" or value is None else value / WHOLE for name, value in one.items()}
        for one in found
    ]


def _avoided(halves: Halves, codes: Codes, parts: int) -> dict[str, Any]:
    rows = halves.now["avoided"] > 0
    bits, part = halves.now["avoided"][rows], halves.part[rows]
    earlier = halves.before["avoided"][halves.before["avoided"] > 0]
    rules = []
    for name, code in codes.get("rule", {}).items():
        has = (bits >> np.uint64(code)) & np.uint64(1) == 1
        before = int(((earlier >> np.uint64(code)) & np.uint64(1)).sum())
        if has.any() or before:
            values = np.bincount(part[has], minlength=parts).tolist()
            rules.append({"name": name, "total": int(has.sum()), "before": before, "values": values})
    rules.sort(key=lambda rule: (-rule["total"], rule["name"]))
    return {"total": len(bits), "before": len(earlier), "rules": rules}


def _people(halves: Halves, read: Read, parts: int) -> list[dict[str, Any]]:
    """Who decided how much, and has how much to look after; also those who did neither now but did before."""
    people = [
        {**one, "assigned": read.assigned.get(one["name"], 0)} for one in _series("actor", halves, read.codes, parts)
    ]
    idle = [name for name in sorted(read.assigned) if name not in {one["name"] for one in people}]
    nothing = {"total": 0, "before": 0, "values": [0] * parts}
    return people + [{"name": name, **nothing, "assigned": read.assigned[name]} for name in idle]


def spreads(groups: Array, values: Array, count: int) -> list[dict[str, Any]]:
    """For each group 0 … count - 1: how many values it has, their median and 90th percentile (linear between two)."""
    wide = int(values.max(initial=0)).bit_length()
    kind = np.uint32 if wide + count.bit_length() <= 32 else np.uint64  # the narrow ones are sorted twice as fast
    keys = (groups.astype(kind) << kind(wide)) | values.astype(kind)
    keys.sort()
    ends = np.searchsorted(keys, np.arange(count + 1, dtype=kind) << kind(wide))
    sizes = np.diff(ends)
    median, ninth = (_quantile(keys, kind((1 << wide) - 1), ends[:-1], sizes, share) for share in (0.5, 0.9))
    return [
        {"count": int(size), "median": float(m) if size else None, "p90": float(p) if size else None}
        for size, m, p in zip(sizes, median, ninth, strict=True)
    ]


def _quantile(keys: Array, mask: Any, starts: Array, sizes: Array, share: float) -> Array:
    if not len(keys):
        return np.zeros(len(sizes))
    place = share * np.maximum(sizes - 1, 0)
    low, high = (
        (keys[np.minimum(starts + step(place).astype(np.int64), len(keys) - 1)] & mask).astype(np.float64)
        for step in (np.floor, np.ceil)
    )
    between: Array = low + (place % 1) * (high - low)
    return between
