"""Whether this machine can run a real WordPress for the tests of its connector."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Mapping

FILES = Path("/usr/share/wordpress")
PACKAGES = "wordpress mariadb-server php-cli php-mysql"
PROGRAMS = ("mariadbd", "mariadb-install-db", "php")


def search_path(environment: Mapping[str, str] = os.environ) -> str:
    """PATH with the folders where Debian keeps servers."""
    return "{}:/usr/sbin:/sbin".format(environment.get("PATH", ""))


def missing_wordpress(environment: Mapping[str, str] = os.environ, files: Path = FILES) -> str | None:
    """What is missing, and how to get it; None where nothing is."""
    path = search_path(environment)
    missing = [name for name in PROGRAMS if not shutil.which(name, path=path)]
    if not (files / "wp-load.php").is_file():
        missing.append(str(files))
    if not missing and not _speaks_mysql(path):
        missing.append("php-mysql")
    return "no {}: apt-get install {}".format(", ".join(missing), PACKAGES) if missing else None


def _speaks_mysql(path: str) -> bool:
    asked = subprocess.run(
        ["php", "-m"],
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return b"mysqli" in asked.stdout.split()
