from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from provision.environments import AssistantEnvironment, DeskEnvironment
from provision.frontends import Console
from provision.launch import ALL, main, steps_for
from provision.learned import FirstModel, chosen_encoder
from provision.lock import only_one
from provision.places import ROOT


def test_up_needs_everything_unless_some_processes_are_named() -> None:
    assert steps_for(["up"]) == ALL
    only = steps_for(["up", "--only", "postgres,actions"])
    assert AssistantEnvironment in only
    assert Console not in only
    assert FirstModel not in only


def test_help_and_status_need_the_desk_environment_only() -> None:
    for arguments in ([], ["--help"], ["up", "--help"], ["status"], ["user", "add", "x"]):
        assert steps_for(arguments)[-1] is DeskEnvironment


def test_a_wrong_setup_is_told_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["setup", "--for", "everything"]) == 2
    assert "Usage: ./sharewell setup [--for desk|assistant|all]" in capsys.readouterr().err


def test_a_second_set_up_waits_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entered = threading.Event()

    def second() -> None:
        with only_one(tmp_path / "lock"):
            entered.set()

    with only_one(tmp_path / "lock"):
        thread = threading.Thread(target=second)
        thread.start()
        assert not entered.wait(0.2)
    assert entered.wait(5)
    thread.join()
    assert f"Another set-up (process {os.getpid()}) is running here" in capsys.readouterr().err


def test_the_launcher_works_through_a_link_from_another_folder(tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    (folder / "desk").mkdir()
    (folder / "desk" / "__init__.py").write_text("raise SystemExit('the wrong desk')")
    (folder / "sw").symlink_to(ROOT / "sharewell")
    env = {**os.environ, "SHAREWELL_HOME": str(Path(sys.executable).parents[3])}
    done = subprocess.run([folder / "sw", "--help"], cwd=folder, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "usage: sharewell" in done.stdout


def test_looking_whether_all_is_current_is_quick() -> None:
    code = "from provision.launch import ALL\nfrom provision.places import read_places\n"
    code += "import time; started = time.process_time()\n"
    code += "[kind(read_places()).is_current() for kind in ALL if kind(read_places()).wanted()]\n"
    code += "print(time.process_time() - started)"
    times = []
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
        times.append(float(done.stdout))
    assert min(times) < 0.1


@pytest.mark.parametrize("command", ["classify", "draft", "comment", "evaluate"])
def test_what_asks_the_assistant_gets_it_set_up(command: str) -> None:
    assert steps_for([command, "something.csv"])[-1] is FirstModel


def test_the_model_is_trained_anew_when_another_encoder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHAREWELL_ENCODER", raising=False)
    assert chosen_encoder() == []
    (tmp_path / "model.onnx").write_bytes(b"one")
    monkeypatch.setenv("SHAREWELL_ENCODER", str(tmp_path))
    before = chosen_encoder()
    monkeypatch.setenv("SHAREWELL_ENCODER_POOLING", "cls")
    other = chosen_encoder()
    (tmp_path / "model.onnx").write_bytes(b"three")
    assert len({tuple(before), tuple(other), tuple(chosen_encoder())}) == 3
