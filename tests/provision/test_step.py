from __future__ import annotations

from pathlib import Path

import pytest

from provision.digests import digest
from provision.errors import SetupError
from provision.places import Places
from provision.step import Step, StepLog, duration


class Copy(Step):
    """Copies one file, by a command of its own."""

    name, title = "copy", "a copy"
    command = 'cp "$0" "$1"'

    def digest(self) -> str:
        return digest([], [self.places.root / "source"])

    def result(self) -> Path:
        return self.places.home / "copy"

    def make(self, log: StepLog) -> None:
        log.run(["sh", "-c", self.command, str(self.places.root / "source"), str(self.result())], "Install cp.")


@pytest.fixture
def step(places: Places) -> Copy:
    (places.root / "source").write_text("one")
    return Copy(places)


def test_a_step_is_done_once(step: Copy) -> None:
    assert step.ensure()
    assert step.result().read_text() == "one"
    assert not step.ensure()


def test_a_changed_input_does_it_again(step: Copy) -> None:
    step.ensure()
    (step.places.root / "source").write_text("two")
    assert step.ensure()
    assert step.result().read_text() == "two"


def test_a_lost_result_is_made_again(step: Copy) -> None:
    step.ensure()
    step.result().unlink()
    assert step.ensure()


def test_a_failure_says_what_to_do_and_shows_the_last_lines(step: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    step.command = "echo first; echo the reason >&2; exit 2"
    with pytest.raises(SetupError, match=r"Install cp\. \(full output: .*setup-copy\.log\)"):
        step.ensure()
    assert "│ the reason" in capsys.readouterr().err


def test_a_failed_step_is_not_taken_for_done(step: Copy) -> None:
    step.command = 'cp "$0" "$1"; exit 1'
    with pytest.raises(SetupError):
        step.ensure()
    assert step.result().exists()
    assert not step.is_current()


def test_a_program_that_is_not_there_is_a_failure_like_another(step: Copy) -> None:
    with StepLog(step) as log:
        assert log.try_run(["/nowhere/at/all"]) == 127


def test_durations_are_short() -> None:
    assert [duration(seconds) for seconds in (0.42, 14.4, 125)] == ["0.4 s", "14 s", "2 min 5 s"]


def test_a_digest_sees_names_and_contents_but_not_what_is_built(tmp_path: Path) -> None:
    source = tmp_path / "src" / "a.ts"
    source.parent.mkdir()
    source.write_text("a")
    first = digest([], [tmp_path])
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "b.js").write_text("b")
    assert digest([], [tmp_path]) == first
    source.rename(source.with_name("c.ts"))
    assert digest([], [tmp_path]) != first
