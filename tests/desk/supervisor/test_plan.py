from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from desk.supervisor.errors import SupervisorError
from desk.supervisor.plan import PROCESSES, check_ports, make_plan


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    """An installation with both environments and a model, as far as a plan looks."""
    python = tmp_path / "venv" / "assistant" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "base.tar.gz").touch()
    return {"SHAREWELL_HOME": str(tmp_path), "PATH": os.environ["PATH"], **more}


def test_all_processes_run_unless_some_are_named(tmp_path: Path) -> None:
    env = environment(tmp_path)
    assert tuple(spec.name for spec in make_plan(env).specs) == PROCESSES
    assert [spec.name for spec in make_plan(env, ("web", "postgres")).specs] == ["postgres", "web"]


def test_a_given_database_means_no_embedded_one(tmp_path: Path) -> None:
    plan = make_plan(environment(tmp_path, DATABASE_URL="postgresql://db.example/sharewell"))
    assert "postgres" not in [spec.name for spec in plan.specs]
    assert plan.env["DATABASE_URL"] == "postgresql://db.example/sharewell"


def test_assistants_elsewhere_mean_none_here(tmp_path: Path) -> None:
    plan = make_plan(environment(tmp_path, ASSISTANT_URLS="http://one.example:5005,http://two.example:5005"))
    assert [spec.name for spec in plan.specs] == ["postgres", "worker", "web"]


def test_every_process_is_told_the_same_database_and_token(tmp_path: Path) -> None:
    plan = make_plan(environment(tmp_path))
    told = [spec.env for spec in plan.specs if spec.name != "postgres"]
    assert {env["DATABASE_URL"] for env in told} == {plan.database_url}
    assert {env["ASSISTANT_TOKEN"] for env in told} == {plan.settings.assistant_token}


def test_only_who_asks_a_language_model_is_told_its_key(tmp_path: Path) -> None:
    model = {"SHAREWELL_MODEL_URL": "http://127.0.0.1:11434/v1", "SHAREWELL_MODEL_NAME": "invented-1"}
    plan = make_plan(environment(tmp_path, SHAREWELL_MODEL_KEY="sk-invented", **model))
    told = {spec.name: spec.env for spec in plan.specs}
    assert {name for name, env in told.items() if "SHAREWELL_MODEL_KEY" in env} == {"actions", "web"}
    assert told["actions"]["SHAREWELL_MODEL_KEY"] == told["web"]["SHAREWELL_MODEL_KEY"] == "sk-invented"
    assert (
        told["actions"]["SHAREWELL_MODEL_URL"] == told["worker"]["SHAREWELL_MODEL_URL"] == model["SHAREWELL_MODEL_URL"]
    )
    assert "SHAREWELL_MODEL_KEY" not in plan.env and "sk-invented" not in repr(plan.settings)


def test_postgres_is_told_no_secrets(tmp_path: Path) -> None:
    (postgres,) = make_plan(environment(tmp_path, ASSISTANT_TOKEN="secret"), ("postgres",)).specs
    assert set(postgres.env) == {"PATH", "LC_ALL"}


def test_an_unknown_process_is_named(tmp_path: Path) -> None:
    with pytest.raises(SupervisorError, match="redis: not a process; they are postgres"):
        make_plan(environment(tmp_path), ("redis",))


def test_a_missing_model_says_what_to_run(tmp_path: Path) -> None:
    env = environment(tmp_path)
    (tmp_path / "models" / "base.tar.gz").unlink()
    with pytest.raises(SupervisorError, match=r"\./sharewell setup"):
        make_plan(env)


def test_a_taken_port_is_named_with_its_setting(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        plan = make_plan(environment(tmp_path, SHAREWELL_PORT=str(port)), ("postgres", "web"))
        with pytest.raises(SupervisorError, match=rf"Port {port} on 127\.0\.0\.1, for web, .* SHAREWELL_PORT"):
            check_ports(plan)


@pytest.mark.parametrize("port", ["0", "65536", "http", "٣"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    with pytest.raises(SupervisorError, match="SHAREWELL_ACTIONS_PORT"):
        make_plan(environment(tmp_path, SHAREWELL_ACTIONS_PORT=port))
