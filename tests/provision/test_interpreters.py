from __future__ import annotations

from pathlib import Path

import pytest

from provision.errors import SetupError
from provision.interpreters import find_assistant_python, find_desk_python, find_python, probe
from tests.provision.conftest import program


def answering(version: str, path: Path) -> str:
    return f'echo {version}; echo "{path}"'


def test_a_shim_that_fails_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path / "shims" / "python3.10", "echo 'pyenv: python3.10: command not found' >&2; exit 127")
    real = tmp_path / "versions" / "3.10.13" / "bin" / "python3.10"
    program(real, answering("3.10", real))
    env = {"PATH": f"{tmp_path}/shims:/usr/bin:/bin", "PYENV_ROOT": str(tmp_path), "HOME": str(tmp_path)}
    assert find_python("3.10", env) == real


def test_the_newest_patch_release_comes_first(tmp_path: Path) -> None:
    for patch in ("3.10.2", "3.10.13"):
        real = tmp_path / "versions" / patch / "bin" / "python3.10"
        program(real, answering("3.10", real))
    env = {"PATH": "/usr/bin:/bin", "PYENV_ROOT": str(tmp_path), "HOME": str(tmp_path)}
    found = find_python("3.10", env)
    assert found
    assert "3.10.13" in str(found) or not str(found).startswith(str(tmp_path))


def test_another_version_than_the_name_says_does_not_count(tmp_path: Path) -> None:
    liar = program(tmp_path / "python3.10", answering("3.11", tmp_path / "python3.10"))
    assert probe(str(liar), "3.10", {"PATH": "/usr/bin:/bin"}) is None


def test_python310_is_taken_at_its_word_or_refused(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    program(mine, answering("3.10", mine))
    assert find_assistant_python({"PATH": "/usr/bin:/bin", "PYTHON310": str(mine)}) == mine
    with pytest.raises(SetupError, match="PYTHON310 is '/nowhere'"):
        find_assistant_python({"PATH": "/usr/bin:/bin", "PYTHON310": "/nowhere"})


def test_the_desk_takes_the_newest_that_runs(tmp_path: Path) -> None:
    for version in ("3.13", "3.12"):
        program(tmp_path / f"python{version}", answering(version, tmp_path / f"python{version}"))
    env = {"PATH": f"{tmp_path}:/usr/bin:/bin", "HOME": str(tmp_path)}
    assert find_desk_python(env) == tmp_path / "python3.13"


def test_without_any_the_advice_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("provision.interpreters._candidates", lambda version, environment: iter(()))
    with pytest.raises(SetupError, match=r"No Python 3\.10 that runs was found: install it") as raised:
        find_assistant_python({"PATH": str(tmp_path)})
    assert "\n" not in str(raised.value)
