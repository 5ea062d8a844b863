"""A home folder whose assistant environment is a script that does what a test says."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.settings import Settings, read_settings

Assistant = Callable[[str], Settings]


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    """Settings with an assistant environment that runs `script`; its arguments are `sys.argv[1:]`."""

    def make(script: str) -> Settings:
        (tmp_path / "models").mkdir(exist_ok=True)
        (tmp_path / "models" / "base.tar.gz").touch()
        python = tmp_path / "venv" / "assistant" / "bin" / "python"
        python.parent.mkdir(parents=True, exist_ok=True)
        told = python.with_name("told.py")
        told.write_text(f"import json, sys\n{script}\n")
        # By way of a shell: the first line of a script can't name an interpreter whose path has a blank.
        python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(told))} "$@"\n')
        python.chmod(0o700)
        return read_settings({"SHAREWELL_HOME": str(tmp_path), "SHAREWELL_DATA": str(tmp_path / "data")})

    return make
