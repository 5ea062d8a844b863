"""The report of a run as a file beside what the run learned from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desk.domain.learning import Run
from desk.ports.learning import OpenReports
from desk.services.kept_sheets import KeptSheets
from desk.services.learning_report import report_of, texts_of
from desk.services.report_page import page_of

NAME: Final = "report.html"


@dataclass(frozen=True)
class ReportFiles:
    """Writes reports; for those who look after every page, so all pages are told of."""

    uow: OpenReports
    sheets: KeptSheets

    async def write(self, run: Run, folder: Path) -> None:
        """The report of a run that has ended, into its folder; raises OSError."""
        async with self.uow() as unit:
            pages = {page.id: page.name for page in await unit.pages.all()}
            texts = await texts_of(unit, run.report or {}, pages)
        report = await report_of(self.uow, self.sheets, run, pages)
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / "report.new"
        fresh.write_text(page_of(report, texts), encoding="utf-8")
        fresh.replace(folder / NAME)
