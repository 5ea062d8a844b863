"""How much of the platform's limits is spent, as its answers tell in their headers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from desk.connectors.calling import seconds
from desk.connectors.graph.values import mapping, sequence

BUSINESS: Final = "x-business-use-case-usage"
APP: Final = "x-app-usage"
NEARLY: Final = 90
"""Percent of a limit from which on the desk asks later."""
PAUSE: Final = timedelta(minutes=15)
_COUNTS: Final = ("call_count", "total_cputime", "total_time")


def wait_of(headers: Mapping[str, str]) -> timedelta | None:
    """When to ask next; None where there is room left."""
    waits = [_wait(one) for one in _reports(headers)]
    return max((wait for wait in waits if wait is not None), default=None)


def regain_of(headers: Mapping[str, str]) -> timedelta | None:
    """When the platform says that it will listen again; None where it doesn't say."""
    return max((wait for wait in map(_regain, _reports(headers)) if wait is not None), default=None)


def _reports(headers: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    for reports in _json(headers.get(BUSINESS)).values():
        yield from map(mapping, sequence(reports))
    yield _json(headers.get(APP))


def _json(header: str | None) -> Mapping[str, Any]:
    try:
        return mapping(json.loads(header or "{}"))
    except (ValueError, RecursionError):
        return {}


def _wait(report: Mapping[str, Any]) -> timedelta | None:
    spent = max(_number(report.get(count)) for count in _COUNTS)
    return _regain(report) or (PAUSE if spent >= NEARLY else None)


def _regain(report: Mapping[str, Any]) -> timedelta | None:
    minutes = _number(report.get("estimated_time_to_regain_access"))
    return seconds(minutes * 60) if minutes > 0 else None


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0
