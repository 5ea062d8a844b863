"""Requests that schemathesis makes from the OpenAPI document: crashes, hangs, open doors, answers not as documented.

    python -m benchmarks.fuzz_api [OPERATION …] [--examples 300] [--seed 1]

Run it in the desk environment (``.sharewell/venv/desk/bin/python``). A private PostgreSQL and a real web process are
started and furnished. Every operation is called by an administrator, by a page's own system and by nobody: half of the
requests as the document has them, half against it; ids mostly lead to something that exists. It ends with 1 where
something was found.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from benchmarks.console import database, environment_for, web
from desk.main import Desk
from desk.settings import read_settings
from desk.supervisor import start
from tests.integration.hostile_api import Callers, HostileApi, Tried
from tests.integration.test_roles_matrix import Scene

COMMENTS = 200
REFUSED_EXAMPLES = 10
"""Whoever is refused is refused before anything is read."""


def main() -> None:
    """Furnish, ask, print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("operations", nargs="*", metavar="OPERATION", help="by operationId; all unless given")
    arguments.add_argument(
        "--examples", type=int, default=300, help="requests to each operation that lets the caller in"
    )
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="sharewell-bench-") as folder,
        start(Path(folder), only=("postgres",)) as running,
    ):
        url = asyncio.run(database(running, "fuzz"))
        environment = environment_for(running, url)
        with web(environment) as address:
            found = asyncio.run(ask_all(environment, address, options))
    sys.exit(1 if found else 0)


async def ask_all(environment: dict[str, str], address: str, options: argparse.Namespace) -> bool:
    """Whether anything was found."""
    desk = Desk(read_settings(environment))
    await desk.open()
    scene = Scene(desk, address)
    await scene.furnish()
    callers = Callers(desk)
    api = HostileApi(address, scene.values, options.seed, await callers.comments(COMMENTS))
    found = False
    print(f"{'caller':<15}{'requests':>10}{'reached':>12}{'slowest':>11}{'findings':>10}   answers")
    for name in ("administrator", "machine", "nobody"):
        tried = Tried()
        caller = getattr(callers, name)
        refused = (await caller()).refused
        names = set(options.operations or api.operations)
        tried.merge(await api.try_all(names & refused, caller, REFUSED_EXAMPLES))
        tried.merge(await api.try_all(names - refused, caller, options.examples))
        show(name, tried, names - refused)
        found |= bool(tried.findings)
    await scene.close()
    await desk.close()
    return found


def show(name: str, tried: Tried, reachable: set[str]) -> None:
    """One line, and two for each finding."""
    answers = ", ".join(f"{status}: {count:,}" for status, count in sorted(tried.answers.items()))
    reached = f"{len(tried.reached)} of {len(reachable)}"
    print(
        f"{name:<15}{tried.requests:>10,}{reached:>12}{tried.slowest_s:>9.1f} s{len(tried.findings):>10}   {answers}",
        flush=True,
    )
    if reachable - tried.reached:
        print(f"    never took anything: {', '.join(sorted(reachable - tried.reached))}")
    for what, how in sorted(tried.findings.items()):
        print(f"    {what}\n      {how}", flush=True)


if __name__ == "__main__":
    main()
