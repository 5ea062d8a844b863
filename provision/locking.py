"""Writes requirements/*.txt anew from requirements/*.in, as `python -m provision.locking [NAME ...]`."""

from __future__ import annotations

import subprocess
import sys
from typing import Sequence

from provision.interpreters import find_assistant_python
from provision.pip_settings import uv_environment
from provision.places import read_places

# The assistant runs on one Python; the desk's lock must hold on all of 3.10 to 3.13.
ONE_PYTHON = ("assistant", "encoder")
# A lock is for every machine: what only this one's extra indexes hold must not get in.
MACHINES_OWN = ("UV_INDEX", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS")


def main(names: Sequence[str]) -> int:
    """Resolve each set of requirements; the hashes of every file are written, addresses of indexes never."""
    places = read_places()
    env = uv_environment(places.python("build"))
    for name in MACHINES_OWN:
        env.pop(name, None)
    uv = str(places.venv("build") / "bin" / "uv")
    for source in sorted((places.root / "requirements").glob("*.in")):
        if names and source.stem not in names:
            continue
        command: list[str] = [uv, "pip", "compile", "--quiet", "--upgrade", "--generate-hashes", "--no-header"]
        command += ["--no-emit-index-url", "--python", str(find_assistant_python())]
        command += ["--no-deps"] if source.stem == "encoder" else []
        command += [] if source.stem in ONE_PYTHON else ["--universal"]
        target = source.relative_to(places.root)
        command += [str(target), "--output-file", str(target.with_suffix(".txt"))]
        print(f"{target} …", flush=True)
        if subprocess.call(command, cwd=str(places.root), env=env) != 0:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
