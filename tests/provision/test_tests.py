from __future__ import annotations

from pathlib import Path

from provision.tests import Outcome, counts, summary

REPORT = '<testsuites><testsuite tests="7" failures="1" errors="1" skipped="2"/></testsuites>'


def test_counts_come_from_the_report(tmp_path: Path) -> None:
    report = tmp_path / "unit.xml"
    report.write_text(REPORT)
    assert counts(report, 1) == (3, 2, 2)


def test_without_a_report_the_exit_status_decides(tmp_path: Path) -> None:
    assert counts(tmp_path / "none", 0) == (1, 0, 0)
    assert counts(tmp_path / "none", 2) == (0, 1, 0)


def test_the_last_line_is_the_sum_alone() -> None:
    outcomes = [Outcome("unit", 3, 2, 1), Outcome("e2e", obstacle="no Chromium was found"), Outcome("console", 4)]
    lines = summary(outcomes, strict=False).splitlines()
    assert lines[-1] == "7 passed, 2 failed, 1 skipped"
    assert any("NOT RUN: no Chromium was found" in line for line in lines)
