"""Sheets kept in memory, so that only days that changed are read again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from desk.ports.numbers import Numbers

MOST_BYTES: Final = 256_000_000
"""As much as some eight million comments take; of more, those days go that were not asked for the longest."""


@dataclass(frozen=True)
class _Day:
    version: int
    pages: Mapping[str, bytes]

    @property
    def size(self) -> int:
        return sum(map(len, self.pages.values()))


class KeptSheets:
    """The sheets of a process. The database says on each question which of them still hold."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._size = 0
        self._days: OrderedDict[tuple[str, date], _Day] = OrderedDict()

    async def read(self, numbers: Numbers, kind: str, start: datetime, end: datetime, pages: Sequence[str]) -> bytes:
        """The sheets of these pages with all that lies in between, one behind the other."""
        versions = await numbers.versions(kind, start, end)
        known = {day: self._days.get((kind, day)) for day in versions}
        holding = {day: kept for day, kept in known.items() if kept and kept.version == versions[day]}
        missing = [day for day in versions if day not in holding]
        if missing:
            read = await numbers.sheets(kind, missing)
            holding |= {day: _Day(versions[day], read[day]) for day in missing}
        for day in versions:
            self._keep((kind, day), holding[day])
        sheets = [holding[day].pages for day in versions]
        return b"".join([rows[page] for rows in sheets for page in pages if page in rows])

    def _keep(self, key: tuple[str, date], day: _Day) -> None:
        known = self._days.pop(key, None)
        if known is not day:
            self._size += day.size - (known.size if known else 0)
        self._days[key] = day
        while self._size > self._most:
            _, oldest = self._days.popitem(last=False)
            self._size -= oldest.size
