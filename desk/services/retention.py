"""Texts are cleared when the time that they are kept has passed: nightly, a few at a time, with a preview beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from desk.domain.errors import NotFound
from desk.domain.page import Page
from desk.domain.retention import Retention, checked, retention_of
from desk.ports.outside import Clock
from desk.ports.upkeep import OpenRetention

KEY: Final = "retention"
RAN: Final = "retention_ran_at"
ACTOR: Final = "retention"
BATCH: Final = 200
NIGHT: Final = range(1, 5)
"""Hours (UTC) in which clearing begins; after two days without such an hour it begins at any."""


@dataclass(frozen=True)
class PageRetention:
    """A page with what it keeps; ``own`` is None where it follows the desk."""

    id: str
    name: str
    own: Retention | None
    holds: Retention


@dataclass(frozen=True)
class Cleared:
    """How many were, or would be, cleared."""

    comments: int = 0
    drafts: int = 0


@dataclass(frozen=True)
class RetentionRules:
    """What the desk and its pages keep."""

    desk: Retention
    pages: list[PageRetention]


class RetentionService:
    """Sets, previews and applies how long texts are kept. Off until somebody sets days."""

    def __init__(self, uow: OpenRetention, clock: Clock) -> None:
        self._uow = uow
        self._clock = clock

    async def rules(self) -> RetentionRules:
        """What is kept how long."""
        async with self._uow() as unit:
            desk = retention_of(await unit.desk_settings.get(KEY)) or Retention()
            rows = await unit.retention.pages()
        owns = [(row, retention_of(row["retention"])) for row in rows]
        return RetentionRules(desk, [PageRetention(row["id"], row["name"], own, own or desk) for row, own in owns])

    async def preview(self, page_id: str | None, comments_days: int | None, drafts_days: int | None) -> Cleared:
        """What would be cleared in the coming night if these days were set, for a page or (None) for all that follow the desk."""
        wanted = checked(comments_days, drafts_days)
        now, rules = self._clock.now(), await self.rules()
        total = Cleared()
        async with self._uow() as unit:
            for page in _meant(rules, page_id):
                due = await unit.retention.due(page.id, wanted, now)
                total = Cleared(total.comments + due["comments"], total.drafts + due["drafts"])
        return total

    async def set(
        self,
        actor: str,
        page_id: str | None,
        comments_days: int | None,
        drafts_days: int | None,
        *,
        follow: bool = False,
    ) -> None:
        """Set the days of a page or (None) of the desk; ``follow`` lets the page follow the desk again."""
        wanted = None if follow and page_id else checked(comments_days, drafts_days)
        async with self._uow() as unit:
            stored = wanted.as_dict() if wanted else None
            if page_id is None:
                await unit.desk_settings.put(KEY, stored)
            else:
                page = await unit.pages.get(page_id, lock=True)
                if page is None:
                    raise NotFound(f"There is no page with the id {page_id!r}.")
                settings = {name: value for name, value in page.settings.items() if name != KEY}
                await unit.pages.change(Page(page.id, page.name, {**settings, KEY: stored} if stored else settings))
            await unit.audit.append(
                actor, "retention.changed", page_id or "desk", page_id, stored or {"follows": "desk"}
            )

    async def run_if_due(self) -> Cleared | None:
        """Clear once a night; None when it isn't time."""
        now = self._clock.now()
        async with self._uow() as unit:
            if not await unit.retention.alone():
                return None
            ran = await unit.desk_settings.get(RAN)
            passed = now - datetime.fromisoformat(ran) if ran else timedelta.max
            if passed < timedelta(hours=20) or (now.hour not in NIGHT and passed < timedelta(days=2) and ran):
                return None
            await unit.desk_settings.put(RAN, now.isoformat())
        return await self.run()

    async def run(self) -> Cleared:
        """Clear all that is due, a few hundred in a transaction, so that nobody waits for it."""
        now, rules = self._clock.now(), await self.rules()
        total = Cleared()
        for page in rules.pages:
            of_page = Cleared()
            while True:
                async with self._uow() as unit:
                    done = await unit.retention.clear(page.id, page.holds, now, BATCH)
                if not done["comments"] and not done["drafts"]:
                    break
                of_page = Cleared(of_page.comments + done["comments"], of_page.drafts + done["drafts"])
            async with self._uow() as unit:
                examples = await unit.retention.drop_examples(page.id, page.holds, now)
                if of_page != Cleared() or examples:
                    data = {"comments": of_page.comments, "drafts": of_page.drafts, "examples": examples}
                    await unit.audit.append(ACTOR, "retention.cleared", page.id, page.id, data)
            total = Cleared(total.comments + of_page.comments, total.drafts + of_page.drafts)
        return total


def _meant(rules: RetentionRules, page_id: str | None) -> list[PageRetention]:
    if page_id is None:
        return [page for page in rules.pages if page.own is None]
    found = [page for page in rules.pages if page.id == page_id]
    if not found:
        raise NotFound(f"There is no page with the id {page_id!r}.")
    return found
