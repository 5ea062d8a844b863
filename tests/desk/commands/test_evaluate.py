"""`evaluate classify` hands its arguments to the assistant's environment, and its exit code back."""

from __future__ import annotations

import json

import pytest

from desk.cli import parser
from desk.supervisor import SupervisorError

TELLING = "print(json.dumps(sys.argv[1:]))"


@pytest.fixture
def run(assistant, capfd, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def run(*typed: str, script: str = TELLING):
        arguments = parser().parse_args(["evaluate", "classify", *typed])
        status = arguments.run(arguments, assistant(script))
        out, _ = capfd.readouterr()
        return status, json.loads(out) if out else None

    return run


def test_the_newest_model_is_tried_on_a_file_named_from_where_one_is(run, tmp_path):
    status, passed = run("last year.csv")
    model = str(tmp_path / "models" / "base.tar.gz")
    assert status == 0
    assert passed == ["-m", "components.evaluation", str(tmp_path / "last year.csv"), "--model", model]


def test_all_that_is_typed_is_passed_on(run, tmp_path):
    _, passed = run(
        "a.csv", "--train", "--folds", "7", "--group", "page", "--map", "a=b", "--map=c=--d", "--report", "r", "--json"
    )
    assert passed[5:] == [
        "--train", "--folds", "7", "--group=page", "--map=a=b", "--map=c=--d", "--report", str(tmp_path / "r"), "--json",
    ]  # fmt: skip


@pytest.mark.parametrize("code", [0, 1, 3])
def test_the_exit_code_is_that_of_the_evaluation(run, code):
    assert run("a.csv", script=f"sys.exit({code})")[0] == code


def test_training_starts_from_what_the_newest_model_knows(run, tmp_path):
    assert run("a.csv", "--train")[1][3:] == ["--model", str(tmp_path / "models" / "base.tar.gz"), "--train"]


def test_training_needs_no_model(run, assistant, tmp_path):
    settings = assistant(TELLING)
    (tmp_path / "models" / "base.tar.gz").unlink()
    arguments = parser().parse_args(["evaluate", "classify", "a.csv", "--train"])
    assert arguments.run(arguments, settings) == 0


def test_without_a_model_the_message_says_what_to_run(assistant, tmp_path):
    settings = assistant(TELLING)
    (tmp_path / "models" / "base.tar.gz").unlink()
    arguments = parser().parse_args(["evaluate", "classify", "a.csv"])
    with pytest.raises(SupervisorError, match="no model yet"):
        arguments.run(arguments, settings)


@pytest.mark.parametrize("typed", [[], ["a.csv", "--folds", "x"], ["a.csv", "--wrong"]])
def test_a_command_written_wrongly_is_exit_code_2(typed, capsys):
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["evaluate", "classify", *typed])
    assert ended.value.code == 2


def test_replies_are_replayed_with_the_encoder_and_need_no_model(assistant, capfd, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    settings = assistant(TELLING)
    (tmp_path / "models" / "base.tar.gz").unlink()
    arguments = parser().parse_args(["evaluate", "replies", "a.csv", "--report", "r", "--json"])
    assert arguments.run(arguments, settings) == 0
    assert json.loads(capfd.readouterr().out) == [
        "-m", "components.evaluation.replies", str(tmp_path / "a.csv"), "--encoder", str(settings.encoder.path),
        "--report", str(tmp_path / "r"), "--json",
    ]  # fmt: skip


def test_answers_passes_on_both_files_and_the_label(assistant, capfd, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    typed = ["--train", "a b.csv", "--test", "t.csv", "--none=--none", "--report", "r", "--json"]
    arguments = parser().parse_args(["evaluate", "answers", *typed])
    assert arguments.run(arguments, assistant(TELLING)) == 0
    assert json.loads(capfd.readouterr().out) == [
        "-m", "components.evaluation.answers", f"--train={tmp_path / 'a b.csv'}", f"--test={tmp_path / 't.csv'}",
        "--none=--none", f"--report={tmp_path / 'r'}", "--json",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", [["--train", "a.csv", "--test", "b.csv"], ["--train", "a.csv", "--none", "x"]])
def test_answers_without_a_file_or_the_label_is_exit_code_2(typed, capsys):
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["evaluate", "answers", *typed])
    assert ended.value.code == 2
