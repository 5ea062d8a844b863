"""Rows of the pages that somebody may see."""

from __future__ import annotations

from typing import Any

from psycopg import sql

from desk.domain.roles import PageScope


def within(scope: PageScope, column: str = "page_id", *, shared: bool = False) -> tuple[sql.SQL, dict[str, Any]]:
    """A condition on ``column`` and its values; ``shared``: rows without a page count, too.

    The condition is ``true`` where no page is left out, so that an index serves as it would without.
    """
    if scope.everything:
        return sql.SQL("true"), {}
    condition = f"{column} <> ALL(%(pages_but)s)"
    if scope.only is not None:
        condition = f"({column} = ANY(%(pages_only)s) AND {condition})"
    if shared:
        condition = f"({column} IS NULL OR {condition})"
    return sql.SQL(condition), {"pages_only": sorted(scope.only or ()), "pages_but": sorted(scope.but)}
