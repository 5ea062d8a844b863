from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from provision.places import read_places
from provision.tests import ALONE, BESIDE, IN_TURN, Outcome, Tier, counts, missing_firefox, run_all, summary, tiers

REPORT = '<testsuites><testsuite tests="7" failures="1" errors="1" skipped="2"/></testsuites>'


def test_counts_come_from_the_report(tmp_path: Path) -> None:
    report = tmp_path / "unit.xml"
    report.write_text(REPORT)
    assert counts(report, 1) == (3, 2, 2)


def test_every_folder_that_a_tier_names_is_there(tmp_path: Path) -> None:
    places = read_places()
    named = [part for tier in tiers() for part in tier.command(places, tmp_path) if part.startswith("tests/")]
    written = (places.root / "provision" / "tests.py").read_text()
    assert named
    assert all((places.root / folder).is_dir() for folder in named)
    assert set(re.findall(r'"(tests/[\w/]+)"', written)) == set(named)


def test_without_a_report_the_exit_status_decides(tmp_path: Path) -> None:
    assert counts(tmp_path / "none", 0) == (1, 0, 0)
    assert counts(tmp_path / "none", 2) == (0, 1, 0)


def test_a_tier_that_ran_in_part_says_so() -> None:
    outcomes = [Outcome("integration", 3, left_out="no php: apt-get install php-cli")]
    assert "PARTLY RUN: no php: apt-get install php-cli" in summary(outcomes, strict=False)
    assert "(a failure: CI is set)" in summary(outcomes, strict=True)


def test_without_a_firefox_the_browser_tests_run_in_part(tmp_path: Path) -> None:
    assert "apt-get install firefox-esr" in str(missing_firefox({"PATH": str(tmp_path)}))
    named = tmp_path / "firefox"
    assert missing_firefox({"PATH": "", "FIREFOX": str(named)})
    named.touch(mode=0o755)
    assert missing_firefox({"PATH": "", "FIREFOX": str(named)}) is None
    assert missing_firefox({"PATH": str(tmp_path)}) is None


def test_the_last_line_is_the_sum_alone() -> None:
    outcomes = [Outcome("unit", 3, 2, 1), Outcome("e2e", obstacle="no Chromium was found"), Outcome("console", 4)]
    lines = summary(outcomes, strict=False).splitlines()
    assert lines[-1] == "7 passed, 2 failed, 1 skipped"
    assert any("NOT RUN: no Chromium was found" in line for line in lines)


def test_some_run_beside_the_others_and_one_alone_at_the_end(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log"
    places = replace(read_places(), home=tmp_path)

    def tier(name: str, seconds: float, place: str = IN_TURN) -> Tier:
        said = f"import time; print('{name} speaks'); open({str(log)!r}, 'a').write('{name} begins,'); time.sleep({seconds})"
        ended = f"open({str(log)!r}, 'a').write('{name} ends,')"
        return Tier(name, lambda *_: [sys.executable, "-c", f"{said}; {ended}"], lambda _: None, place=place)

    order = [tier("long", 1.5, BESIDE), tier("last", 0.1, ALONE), tier("next", 0.1, BESIDE), tier("short", 0.2)]
    outcomes = run_all(order, places)
    assert [(one.tier, one.passed) for one in outcomes] == [("long", 1), ("last", 1), ("next", 1), ("short", 1)]
    steps = log.read_text()
    assert steps.index("short ends") < steps.index("long ends") < steps.index("next begins")
    assert steps.index("next ends") < steps.index("last begins")
    assert capfd.readouterr().out.count("speaks") == 4
