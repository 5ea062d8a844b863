"""Pythons on this machine that really run: a name on the path may be a shim for a version that isn't selected."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Iterator, Mapping

from provision.errors import SetupError

DESK_VERSIONS: tuple[str, ...] = ("3.13", "3.12", "3.11", "3.10")
ASSISTANT_VERSION = "3.10"
_PROBE = "import ensurepip, ssl, sys, venv; print('%d.%d' % sys.version_info[:2]); print(sys.executable)"
_PROBE_SECONDS = 20


def find_assistant_python(environment: Mapping[str, str] = os.environ) -> Path:
    """A Python 3.10 that runs; raises SetupError saying what to install."""
    chosen = environment.get("PYTHON310")
    if chosen:
        found = probe(chosen, ASSISTANT_VERSION, environment)
        if not found:
            raise SetupError(f"PYTHON310 is {chosen!r}, which isn't a Python 3.10 that runs with ssl and venv.")
        return found
    found = find_python(ASSISTANT_VERSION, environment)
    if not found:
        raise SetupError(
            "No Python 3.10 that runs was found: install it (`pyenv install 3.10`, or your system's python3.10 with "
            "python3.10-venv) or set PYTHON310 to its path."
        )
    return found


def find_desk_python(environment: Mapping[str, str] = os.environ) -> Path:
    """The newest Python from 3.10 to 3.13 that runs; raises SetupError saying what to install."""
    for version in DESK_VERSIONS:
        found = find_python(version, environment)
        if found:
            return found
    return find_assistant_python(environment)


def find_python(version: str, environment: Mapping[str, str] = os.environ) -> Path | None:
    """The first Python of this minor version that runs, or None."""
    for candidate in _candidates(version, environment):
        found = probe(candidate, version, environment)
        if found:
            return found
    return None


def probe(candidate: str, version: str, environment: Mapping[str, str] = os.environ) -> Path | None:
    """The interpreter behind `candidate` when it runs, is of this version and can make environments."""
    try:
        answer = subprocess.run(
            [candidate, "-I", "-c", _PROBE],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PROBE_SECONDS,
            env=dict(environment),
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = answer.stdout.decode("utf-8", "replace").splitlines()
    if answer.returncode != 0 or len(lines) != 2 or lines[0] != version or not lines[1]:
        return None
    return Path(lines[1])


def _candidates(version: str, environment: Mapping[str, str]) -> Iterator[str]:
    name = "python" + version
    for folder in environment.get("PATH", "").split(os.pathsep):
        if folder and os.access(os.path.join(folder, name), os.X_OK):
            yield os.path.join(folder, name)
    home = Path(environment.get("HOME") or os.path.expanduser("~"))
    pyenv = Path(environment.get("PYENV_ROOT") or home / ".pyenv")
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    uv = Path(environment.get("UV_PYTHON_INSTALL_DIR") or data / "uv" / "python")
    for parent, pattern in ((pyenv / "versions", version + "*"), (uv, f"cpython-{version}*")):
        for installed in _newest_first(parent, pattern):
            yield str(installed / "bin" / name)
    for fixed in ("/usr/local/bin", "/usr/bin", "/opt/homebrew/bin", f"/opt/python/{version}/bin"):
        yield os.path.join(fixed, name)
    yield from ("python3", "python")


def _newest_first(folder: Path, pattern: str) -> list[Path]:
    try:
        found = [path for path in folder.glob(pattern) if path.is_dir()]
    except OSError:
        return []
    return sorted(found, key=lambda path: [int(number) for number in re.findall(r"\d+", path.name)], reverse=True)
