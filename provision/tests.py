"""Runs the tests tier by tier and sums them up; used by the Makefile as `python -m provision.tests [TIER ...]`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Callable, Mapping, Sequence

from provision.frontends import node_environment, npm_scripts
from provision.places import Places, read_places
from provision.step import duration
from provision.wordpress import missing_wordpress

NO_TESTS_FOUND = 5
IN_TURN = "in turn"
BESIDE = "beside"
"""Beside those that run in turn, one after the other: they need one processor and no time of day."""
ALONE = "alone"
"""When nothing else runs: it measures, or a person would notice that the machine is busy."""
ASSISTED = "tests/integration/assisted"
"""Those that keep a processor busy with training and understanding."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FIREFOXES = ("firefox-esr", "firefox")


@dataclass
class Outcome:
    """How one tier went; `obstacle` says why it could not run, `left_out` why a part of it could not."""

    tier: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    obstacle: str | None = None
    unexplained: bool = field(default=False)
    left_out: str | None = None


@dataclass(frozen=True)
class Tier:
    """Some tests that need the same things."""

    name: str
    command: Callable[[Places, Path], list[str]]
    obstacle: Callable[[Places], str | None]
    folder: str = "."
    left_out: Callable[[], str | None] = lambda: None
    place: str = IN_TURN


def tiers() -> tuple[Tier, ...]:
    """All tiers, the quickest first."""
    both = ("tests/language", "tests/contract")
    return (
        _pytest("unit", "desk", ("tests/desk", *both, "tests/provision")),
        _pytest("assistant", "assistant", ("tests/components", "tests/actions", *both), place=BESIDE),
        _npm("console"),
        _npm("widget"),
        _pytest("integration", "desk", ("tests/integration",), without=ASSISTED, left_out=missing_wordpress),
        _pytest("assisted", "desk", (ASSISTED,), place=BESIDE),
        _pytest("e2e", "desk", ("tests/e2e",), browser=True, left_out=missing_firefox, place=ALONE),
    )


def main(arguments: Sequence[str]) -> int:
    """Run the tiers asked for, or all; 0 only when nothing failed."""
    places = read_places()
    # A part that this project doesn't have has no tests that could be missing.
    there = [tier for tier in tiers() if (places.root / tier.folder).is_dir()]
    chosen = [tier for tier in there if not arguments or tier.name in arguments]
    if not chosen or len(chosen) < len(set(arguments)):
        print("tiers: {}".format(" ".join(tier.name for tier in there)), file=sys.stderr)
        return 2
    outcomes = run_all(chosen, places)
    strict = os.environ.get("CI", "").lower() in ("1", "true", "yes")
    print(summary(outcomes, strict=strict), flush=True)
    return (
        1
        if any(outcome.failed or outcome.unexplained for outcome in outcomes)
        or (strict and any(outcome.obstacle or outcome.left_out for outcome in outcomes))
        else 0
    )


def run_all(chosen: Sequence[Tier], places: Places) -> list[Outcome]:
    """Run them, on a machine with several processors one beside the others; what it prints comes when it has ended."""
    beside = [tier for tier in chosen if tier.place == BESIDE] if len(chosen) > 1 and (os.cpu_count() or 1) > 1 else []
    rest = sorted((tier for tier in chosen if tier not in beside), key=lambda tier: tier.place == ALONE)
    outcomes: dict[str, Outcome] = {}
    aside = threading.Thread(target=_run_aside, args=(beside, places, outcomes), daemon=True)
    aside.start()
    for tier in rest:
        if tier.place == ALONE:
            aside.join()
        outcomes[tier.name] = run(tier, places)
    aside.join()
    return [outcomes[tier.name] for tier in chosen]


def _run_aside(beside: Sequence[Tier], places: Places, outcomes: dict[str, Outcome]) -> None:
    for tier in beside:
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            outcomes[tier.name] = run(tier, places, output)
            output.seek(0)
            print(output.read(), end="", flush=True)


def run(tier: Tier, places: Places, output: IO[str] | None = None) -> Outcome:
    """Run one tier, its output shown as it comes, or written to ``output``."""
    outcome = Outcome(tier.name, obstacle=tier.obstacle(places))
    if outcome.obstacle:
        return outcome
    outcome.left_out = tier.left_out()
    print(f"\n── {tier.name} " + "─" * max(0, 60 - len(tier.name)), file=output, flush=True)
    report = places.home / "reports" / f"{tier.name}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    if report.exists():
        report.unlink()
    started = time.monotonic()
    status = subprocess.call(
        tier.command(places, report),
        cwd=str(places.root / tier.folder),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        env=_environment(places),
    )
    outcome.seconds = time.monotonic() - started
    outcome.passed, outcome.failed, outcome.skipped = counts(report, status)
    if status == NO_TESTS_FOUND and outcome.passed == 0:
        outcome.obstacle, outcome.failed = "no tests were found", 0
    elif status != 0 and outcome.failed == 0:
        outcome.unexplained = True
        outcome.failed = 1
    return outcome


def counts(report: Path, status: int) -> tuple[int, int, int]:
    """Passed, failed and skipped from a JUnit report; without one the tier counts as one test."""
    try:
        root = ElementTree.parse(str(report)).getroot()
    except (OSError, ElementTree.ParseError):
        return (1, 0, 0) if status == 0 else (0, 1, 0)
    suites = [root] if root.tag == "testsuite" else root.findall("testsuite")

    def total(name: str) -> int:
        return sum(int(float(suite.get(name) or 0)) for suite in suites)

    failed, skipped = total("failures") + total("errors"), total("skipped")
    return max(0, total("tests") - failed - skipped), failed, skipped


def summary(outcomes: Sequence[Outcome], *, strict: bool) -> str:
    """One line a tier; what could not run, loudly; the sum alone on the last line."""
    lines = ["", "── summary " + "─" * 53]
    for outcome in outcomes:
        if outcome.obstacle:
            lines.append(f"{outcome.tier:<12} NOT RUN: {outcome.obstacle}{' (a failure: CI is set)' if strict else ''}")
        else:
            figures = f"{outcome.passed} passed, {outcome.failed} failed, {outcome.skipped} skipped"
            lines.append(f"{outcome.tier:<12} {figures} in {duration(outcome.seconds)}")
            if outcome.left_out:
                lines.append(f"{'':<12} PARTLY RUN: {outcome.left_out}{' (a failure: CI is set)' if strict else ''}")
    missing = sum(1 for outcome in outcomes if outcome.obstacle)
    if missing:
        lines.append(f"{missing} of {len(outcomes)} tiers could NOT be run; the sum below is without them.")
    sums = [sum(getattr(outcome, name) for outcome in outcomes) for name in ("passed", "failed", "skipped")]
    lines += ["", "{} passed, {} failed, {} skipped".format(*sums)]
    return "\n".join(lines)


def find_browser(environment: Mapping[str, str] = os.environ) -> str | None:
    """A Chromium for the browser tests: CHROMIUM, or one on the path."""
    return _found("CHROMIUM", BROWSERS, environment)


def find_firefox(environment: Mapping[str, str] = os.environ) -> str | None:
    """A Firefox: FIREFOX, or one on the path."""
    return _found("FIREFOX", FIREFOXES, environment)


def missing_firefox(environment: Mapping[str, str] = os.environ) -> str | None:
    """What the browser tests leave out for want of a Firefox."""
    return None if find_firefox(environment) else "no Firefox: apt-get install firefox-esr"


def _found(variable: str, names: Sequence[str], environment: Mapping[str, str]) -> str | None:
    named = environment.get(variable)
    if named:
        return named if os.access(named, os.X_OK) else None
    found = (shutil.which(name, path=environment.get("PATH")) for name in names)
    return next((path for path in found if path), None)


def _pytest(
    name: str,
    environment: str,
    folders: Sequence[str],
    *,
    without: str | None = None,
    browser: bool = False,
    left_out: Callable[[], str | None] = lambda: None,
    place: str = IN_TURN,
) -> Tier:
    def command(places: Places, report: Path) -> list[str]:
        there = [folder for folder in folders if (places.root / folder).is_dir()]
        # What the assistant's pinned libraries deprecate is not ours to fix.
        warnings = ["-W", "default"] if environment == "assistant" else []
        options = [*warnings, *([f"--ignore={without}"] if without else [])]
        return [str(places.python(environment)), "-m", "pytest", "-q", "-rf", f"--junitxml={report}", *options, *there]

    def obstacle(places: Places) -> str | None:
        if not any((places.root / folder).is_dir() for folder in folders):
            return "{} has no tests yet".format(", ".join(folders))
        if not places.python(environment).exists():
            return f"the {environment} environment isn't there: run ./sharewell setup"
        if browser and not find_browser():
            return "no Chromium was found: install chromium, or set CHROMIUM to its path"
        return None

    return Tier(name, command, obstacle, left_out=left_out, place=place)


def _npm(name: str) -> Tier:
    def command(places: Places, report: Path) -> list[str]:
        npm = shutil.which("npm", path=node_environment(places).get("PATH")) or "npm"
        return [npm, "test", "--", "--reporter=default", "--reporter=junit", f"--outputFile.junit={report}"]

    def obstacle(places: Places) -> str | None:
        if "test" not in npm_scripts(places.root / name):
            return f"{name}/ has no tests yet"
        if not (places.root / name / "node_modules").is_dir():
            return f"the packages of {name}/ aren't there: run ./sharewell setup"
        return None

    return Tier(name, command, obstacle, folder=name)


def _environment(places: Places) -> dict[str, str]:
    """The tests' environment: none of this shell's settings of a desk that may be running."""
    ours = ("DATABASE_URL", "ASSISTANT_URLS", "ASSISTANT_TOKEN", "ACTION_ENDPOINT_URL", "DEMO", "SHAREWELL_DATA")
    env = {name: value for name, value in node_environment(places).items() if name not in ours}
    browser = find_browser()
    if browser:
        env["CHROMIUM"] = browser
    env.update(SHAREWELL_HOME=str(places.home), RASA_TELEMETRY_ENABLED="false", TF_CPP_MIN_LOG_LEVEL="3")
    return env


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
