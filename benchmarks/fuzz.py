"""Hostile bodies given to every parser: how many, how fast, and whether anything but Malformed was raised.

    python -m benchmarks.fuzz [PLATFORM …] [--bodies 100000] [--seed 1] [--keep FOLDER]

Run it in the desk environment (``.sharewell/venv/desk/bin/python``). A third of the bodies are hypothesis's: of the
platform's shape, with values of wrong types. The others are the recorded ones, changed by structure and by bytes; messages
get broken headers and parts, feeds hostile entities. The same seed makes the same bodies. Times are of the processor, so
that neighbours on the machine don't count. It ends with 1 where something was found; ``--keep`` writes the bodies down.
"""

from __future__ import annotations

import argparse
import faulthandler
import sys
from pathlib import Path

from benchmarks.path import percentile
from tests.desk.connectors.hostile.bodies import bodies
from tests.desk.connectors.hostile.trying import SLOWEST_S, Outcome, parsers, tried

NEVER_RETURNS_S = 3_600
SHOWN = 300


def main() -> None:
    """Try, print, judge."""
    known = parsers()
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("platforms", nargs="*", metavar="PLATFORM", help=f"of {', '.join(known)}; all unless given")
    arguments.add_argument("--bodies", type=int, default=100_000, help="for each parser")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--keep", type=Path, metavar="FOLDER", help="where to write the bodies that show a finding")
    options = arguments.parse_args()
    wrong = set(options.platforms) - set(known)
    if wrong:
        arguments.error(f"there is no parser for {', '.join(sorted(wrong))}")
    print(
        f"{'parser':<12}{'bodies':>9}{'malformed':>11}{'happenings':>12}{'comments':>10}{'p99':>11}{'max':>13}{'findings':>10}"
    )
    found = False
    for platform in options.platforms or known:
        faulthandler.dump_traceback_later(NEVER_RETURNS_S, exit=True)
        outcome = tried(known[platform], bodies(platform, options.bodies, options.seed))
        faulthandler.cancel_dump_traceback_later()
        show(platform, outcome, options.keep)
        found |= bool(outcome.findings)
    sys.exit(1 if found else 0)


def show(platform: str, outcome: Outcome, keep: Path | None) -> None:
    """One line, and one more for each finding."""
    p99, slowest = (f"{1000 * one:,.1f} ms" for one in (percentile(outcome.seconds, 99), max(outcome.seconds)))
    print(
        f"{platform:<12}{outcome.bodies:>9,}{outcome.malformed:>11,}{outcome.happenings:>12,}{outcome.comments:>10,}"
        f"{p99:>11}{slowest:>13}{len(outcome.findings):>10}",
        flush=True,
    )
    for number, (what, body) in enumerate(sorted(outcome.findings.items())):
        what = f"longer than {SLOWEST_S:g} s" if what == "slow" else what
        print(f"    {what}: {body[:SHOWN]!r}{' …' if len(body) > SHOWN else ''} ({len(body):,} bytes)", flush=True)
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{platform}-{number}").write_bytes(body)


if __name__ == "__main__":
    main()
