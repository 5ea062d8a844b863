"""Rasa's own commands work on the project, and on the lessons that the desk writes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rasa.core.utils import AvailableEndpoints
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.training_data.loading import load_data

from components.encoder_featurizer import home

ROOT = Path(__file__).parents[2]
LESSONS = ROOT / "tests" / "contract" / "documents" / "lessons.yml"


def rasa(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"}
    environment.pop("ACTION_ENDPOINT_URL", None)
    command = [sys.executable, "-m", "rasa", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_lessons_are_training_data_and_come_back_from_rasa_as_they_were(tmp_path: Path) -> None:
    data = training_data_from_paths([str(LESSONS)], "en")
    found = [(message.get("text"), message.get("intent")) for message in data.training_examples]
    assert found == [
        ("Do you open on Sunday: yes or no?", "question"),
        ("- the brake [broke] (again) # after {two} days", "complaint"),
        ("Lovely 🚲, “thank you”", "praise"),
        ("yes", "other"),
    ]
    assert not [message for message in data.training_examples if message.get("entities")]
    about = data.training_examples[0].get("metadata")["example"]
    assert (about["weight"], about["page"]) == (3.0, "shop")
    again = tmp_path / "again.yml"
    data.persist_nlu(str(again))
    read = load_data(str(again)).training_examples
    assert {(message.get("text"), message.get("intent")) for message in read} == set(found)


def test_lessons_are_what_rasa_tests_a_model_on(tmp_path: Path) -> None:
    models = sorted((home() / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        pytest.skip("no model is trained yet")
    done = rasa("test", "nlu", "--nlu", str(LESSONS), "--model", str(models[-1]), "--out", str(tmp_path), "--no-plot")
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads((tmp_path / "intent_report.json").read_text(encoding="utf-8"))
    assert set(report) >= {"question", "complaint", "praise", "other", "accuracy"}
    assert report["macro avg"]["support"] == 4


def test_rasa_finds_nothing_wrong_with_the_project() -> None:
    done = rasa("data", "validate", "--data", "data/rules.yml", str(LESSONS))
    assert done.returncode == 0, done.stderr[-2000:]
    assert "No story structure conflicts found" in done.stdout + done.stderr


@pytest.mark.parametrize("file", ["endpoints.yml", "components/endpoints.yml"])
def test_endpoints_can_be_read_and_keep_no_trackers(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTION_ENDPOINT_URL", "http://elsewhere.example/webhook")
    if file == "endpoints.yml":
        monkeypatch.delenv("ACTION_ENDPOINT_URL")
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / file))
    host = "127.0.0.1:5055" if file == "endpoints.yml" else "elsewhere.example"
    assert endpoints.action.url == f"http://{host}/webhook"
    assert endpoints.tracker_store.type == "components.trackers.ForgetfulTrackerStore"
