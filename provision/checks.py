"""Format, lint, types and import rules, as `python -m provision.checks`; runs all and names those that failed."""

from __future__ import annotations

import subprocess
import sys
import time

from provision.frontends import node_environment, npm_scripts
from provision.places import Places, read_places
from provision.step import duration


def checks(places: Places) -> list[tuple[str, list[str], str]]:
    """Name, command and folder of each check that this clone has something for."""
    python = str(places.python("desk"))
    programs = places.venv("desk") / "bin"
    found = [
        ("format", [python, "-m", "ruff", "format", "--check", "--quiet", "."], "."),
        ("lint", [python, "-m", "ruff", "check", "--output-format", "concise", "."], "."),
        ("types", [python, "-m", "mypy"], "."),
        ("imports", [python, str(programs / "lint-imports")], "."),
        ("scripts", ["sh", "-n", "sharewell", ".ci/run"], "."),
    ]
    for folder in ("console", "widget"):
        if "check" in npm_scripts(places.root / folder):
            found.append((folder, ["npm", "run", "--silent", "check"], folder))
    return found


def main() -> int:
    """Run every check; 0 when all passed."""
    places = read_places()
    failed = []
    for name, command, folder in checks(places):
        started = time.monotonic()
        done = subprocess.run(
            command,
            cwd=str(places.root / folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=node_environment(places),
        )
        verdict = "ok" if done.returncode == 0 else "FAILED"
        print(f"{name:<8} {verdict} ({duration(time.monotonic() - started)})", flush=True)
        if done.returncode != 0:
            failed.append(name)
            print(done.stdout.decode("utf-8", "replace"), flush=True)
    if failed:
        print("check: {} failed".format(", ".join(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
