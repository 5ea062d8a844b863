"""What an administrator changes about a page."""

from __future__ import annotations

import math
from typing import Any, Final

from desk.domain.errors import Invalid, NotFound
from desk.domain.page import Page
from desk.domain.promise import read_promise
from desk.domain.reply import MAX_UNDO_WINDOW
from desk.domain.text import MAX_NAME, cleaned
from desk.ports.unit import UnitOfWork

ASSIGN: Final = ("none", "round-robin")


async def change_page(
    uow: UnitOfWork,
    page_id: str,
    name: str | None = None,
    undo_seconds: float | None = None,
    voice: dict[str, Any] | None = None,
    *,
    promise: dict[str, Any] | bool | None = None,
    assign: str | None = None,
    second_approval: dict[str, Any] | None = None,
    actor: str = "desk",
) -> Page:
    """Change what is given, take the reply-time promise away for ``promise=False``, and note in the audit log who changed
    what; Invalid changes nothing.
    """
    async with uow() as unit:
        page = await unit.pages.get(page_id, lock=True)
        if page is None:
            raise NotFound(f"There is no page with the id {page_id!r}.")
        settings = dict(page.settings)
        if undo_seconds is not None:
            settings["undo_seconds"] = _undo_seconds(undo_seconds)
        if voice is not None:
            settings["voice"] = Page(page.id, page.name, {"voice": voice}).voice.as_dict()
        if isinstance(promise, dict):
            settings["promise"] = read_promise(promise).as_dict()
        elif promise is False:
            settings.pop("promise", None)
        if assign is not None:
            settings["assign"] = _assign(assign)
        if second_approval is not None:
            given = Page(page.id, page.name, {"second_approval": second_approval})
            settings["second_approval"] = given.second_approval.as_dict()
        changed = Page(page.id, page.name if name is None else cleaned(name, "The name", MAX_NAME), settings)
        await unit.pages.change(changed)
        if data := _changes(page, changed):
            await unit.audit.append(actor, "page.changed", changed.name, page.id, data)
    return changed


def _assign(way: str) -> str:
    if way not in ASSIGN:
        raise Invalid(f"New comments can be assigned in one of these ways: {', '.join(ASSIGN)}.")
    return way


def _changes(before: Page, after: Page) -> dict[str, Any]:
    """By name, what was and what is, of what differs."""
    old, new = {"name": before.name, **before.settings}, {"name": after.name, **after.settings}
    return {
        key: {"before": old.get(key), "after": new.get(key)} for key in {**old, **new} if old.get(key) != new.get(key)
    }


def _undo_seconds(seconds: float) -> float:
    highest = MAX_UNDO_WINDOW.total_seconds()
    if not (math.isfinite(seconds) and 0 <= seconds <= highest):
        raise Invalid(f"The undo window must be from 0 to {highest:.0f} seconds.")
    return seconds
