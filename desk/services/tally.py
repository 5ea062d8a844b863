"""Keeps the figures up to date: decisions derived from the logs that grew, and the sheets of their days packed again.

Everything is made anew from the log each time, so doing it twice, or after a crash at any point, gives the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any, Final

from desk.domain.decision import DISMISSED, EDITED, GAVE_UP, UNCHANGED, WRITTEN, Decision, decisions_in, edit_size
from desk.ports.numbers import NumbersUnit, OpenNumbers
from desk.services.sheets import ARRIVALS, arrivals_packed, decisions_packed, names_in

BATCH: Final = 1_000
PACKED_AT_ONCE: Final = 20

Rules = Callable[[str, str, bool], Set[str]]
"""Which rules have a finding in a reply to a comment, in public or not."""


@dataclass(frozen=True)
class Tally:
    """Brings the figures up to date; one at a time does it, whoever comes meanwhile has nothing to do."""

    uow: OpenNumbers
    rules: Rules

    async def refresh(self, *, wait: bool = False) -> int:
        """Count what happened since; how many comments that were. ``wait`` until nobody else is at it."""
        done = 0
        while taken := await self._derive(wait):
            done += taken
        while await self._pack(wait):
            pass
        return done

    async def rebuild(self) -> int:
        """Count everything anew; how many comments that were. Meanwhile the figures stay as they are."""
        async with self.uow() as unit:
            count = await unit.numbers.mark_all()
        await self.refresh(wait=True)
        return count

    async def _derive(self, wait: bool) -> int:
        async with self.uow() as unit:
            if not await unit.numbers.lock(wait=wait):
                return 0
            ids, taken = await unit.numbers.take(BATCH)
            if ids:
                comments = await unit.numbers.logs(ids)
                await unit.numbers.replace(ids, [row for comment in comments for row in self._rows(comment)])
        return taken

    async def _pack(self, wait: bool) -> int:
        async with self.uow() as unit:
            if not await unit.numbers.lock(wait=wait):
                return 0
            stale = await unit.numbers.take_stale(PACKED_AT_ONCE)
            for kind, day in stale:
                await self._pack_day(unit, kind, day)
        return len(stale)

    @staticmethod
    async def _pack_day(unit: NumbersUnit, kind: str, day: Any) -> None:
        rows = await unit.numbers.rows_of(kind, day)
        codes = await unit.numbers.codes_for(names_in(rows))
        packed = arrivals_packed(rows, codes) if kind == ARRIVALS else decisions_packed(rows, codes)
        await unit.numbers.put_sheets(kind, day, packed)

    def _rows(self, comment: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [self._row(comment, decision) for decision in decisions_in(comment["log"])]

    def _row(self, comment: Mapping[str, Any], decision: Decision) -> dict[str, Any]:
        outcome, edited, avoided = self._outcome(comment, decision)
        due = comment["due_at"]
        first = decision.ready is not None
        return {
            "event_id": decision.event,
            "comment_id": comment["id"],
            "page_id": comment["page_id"],
            "channel": comment["channel"],
            "intent": comment["intent"],
            "at": decision.at,
            "actor": decision.actor,
            "outcome": outcome,
            "ready_at": decision.ready,
            "waited": decision.waited,
            "kept": decision.at <= due if first and due else None,
            "edited": edited,
            "avoided": sorted(avoided),
        }

    def _outcome(self, comment: Mapping[str, Any], decision: Decision) -> tuple[str, float | None, Set[str]]:
        if decision.kind == "gave_up":
            return GAVE_UP, None, frozenset()
        if decision.kind == "dismissed":
            return DISMISSED + (decision.reason or "other"), None, frozenset()
        reply = comment["replies"].get(decision.reply)
        if reply is None or not reply["offered"]:
            return WRITTEN, None, frozenset()
        size = min(edit_size(text, reply["text"]) for text in reply["offered"])
        if size == 0:
            return UNCHANGED, 0.0, frozenset()
        pointed = frozenset(reply["findings"])
        kept = self.rules(reply["text"], comment["text"], not reply["private"]) if pointed else frozenset()
        return EDITED, size, pointed - kept
