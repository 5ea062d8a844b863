"""What an administrator changes about a page."""

from __future__ import annotations

import math
from typing import Any

from desk.domain.errors import Invalid, NotFound
from desk.domain.page import Page
from desk.domain.reply import MAX_UNDO_WINDOW
from desk.domain.text import MAX_NAME, cleaned
from desk.ports import UnitOfWork
from desk.services.promise import checked_promise


async def change_page(
    uow: UnitOfWork,
    page_id: str,
    name: str | None = None,
    undo_seconds: float | None = None,
    voice: dict[str, Any] | None = None,
    promise: dict[str, Any] | bool | None = None,
) -> Page:
    """Change what is given, and take the reply-time promise away for ``promise=False``; Invalid for what can't be taken, and then nothing is changed."""
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
            settings["promise"] = checked_promise(promise)
        elif promise is False:
            settings.pop("promise", None)
        changed = Page(page.id, page.name if name is None else cleaned(name, "The name", MAX_NAME), settings)
        await unit.pages.change(changed)
    return changed


def _undo_seconds(seconds: float) -> float:
    highest = MAX_UNDO_WINDOW.total_seconds()
    if not (math.isfinite(seconds) and 0 <= seconds <= highest):
        raise Invalid(f"The undo window must be from 0 to {highest:.0f} seconds.")
    return seconds
