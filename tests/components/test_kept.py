"""What is kept between trainings gives what training anew would give, and damage is noticed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.encoder_featurizer import EncoderFeaturizer
from components.escalation import Escalation
from components.kept_yaml import KeptYaml, digest, keep_project_files
from components.scoring.kept import kept_or_trained, key_of
from tests.components.conftest import TOLD

LONG = "nlu:\n" + "# words\n" * 800


def trained(number):
    return {"weights": np.full(3, number)}, {"names": ["a"]}


def test_it_is_trained_once_for_a_key_and_again_for_another(tmp_path: Path):
    calls = []

    def train():
        calls.append(1)
        return trained(len(calls))

    for key in ("a", "a", "b", "a"):
        arrays, values = kept_or_trained(tmp_path, key, train)
    assert len(calls) == 2 and arrays["weights"].tolist() == [1, 1, 1] and values == {"names": ["a"]}


@pytest.mark.parametrize("file", ["arrays.npz", "values.json", "manifest.json"])
def test_what_was_damaged_is_trained_anew(tmp_path: Path, file: str):
    kept_or_trained(tmp_path, "a", lambda: trained(1))
    (tmp_path / "a" / file).write_bytes(b"{}")
    assert kept_or_trained(tmp_path, "a", lambda: trained(2))[0]["weights"].tolist() == [2, 2, 2]
    assert kept_or_trained(tmp_path, "a", lambda: trained(3))[0]["weights"].tolist() == [2, 2, 2]


def test_only_the_newest_stay(tmp_path: Path):
    for name in "abcde":
        kept_or_trained(tmp_path, name, lambda: trained(1))
    assert len(list(tmp_path.iterdir())) == 2


def test_where_nothing_can_be_written_it_is_trained_all_the_same(tmp_path: Path):
    (tmp_path / "file").write_text("")
    assert kept_or_trained(tmp_path / "file", "a", lambda: trained(4))[0]["weights"].tolist() == [4, 4, 4]


def test_parts_are_not_run_together():
    assert key_of([b"ab", b"c"]) != key_of([b"a", b"bc"]) and key_of([b"a"]) == key_of([b"a"])


def test_a_known_file_is_parsed_and_checked_once(tmp_path: Path):
    kept, calls = KeptYaml(tmp_path, frozenset([digest(LONG)])), []
    for _ in range(3):
        assert kept.read(LONG, lambda: calls.append("parse") or {"nlu": ["ü\ud800"]}) == {"nlu": ["ü\ud800"]}
        kept.check(LONG, "nlu.yml", lambda: calls.append("check"))
    kept.check(LONG, "other.yml", lambda: calls.append("other"))
    assert calls == ["parse", "check", "other"]


def test_files_from_elsewhere_leave_no_trace(tmp_path: Path):
    kept, calls = KeptYaml(tmp_path, frozenset()), []
    for _ in range(2):
        kept.read(LONG, lambda: calls.append(1))
        kept.check(LONG, "nlu.yml", lambda: calls.append(1))
    assert len(calls) == 4 and list(tmp_path.iterdir()) == []


def test_what_is_no_plain_json_is_never_kept(tmp_path: Path):
    kept = KeptYaml(tmp_path, frozenset([digest(LONG)]))
    assert kept.read(LONG, lambda: {1: "a"}) == {1: "a"} and list(tmp_path.iterdir()) == []


def test_a_file_that_fails_its_check_fails_it_again(tmp_path: Path):
    kept = KeptYaml(tmp_path, frozenset([digest(LONG)]))

    def refuse():
        raise ValueError("wrong")

    for _ in range(2):
        with pytest.raises(ValueError, match="wrong"):
            kept.check(LONG, "nlu.yml", refuse)


def test_rasa_reads_the_same_examples_through_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import rasa.shared.utils.io as io
    import rasa.shared.utils.validation as validation
    from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader

    monkeypatch.setenv("SHAREWELL_HOME", str(tmp_path / "home"))
    for module, name in ((io, "read_yaml"), (validation, "validate_yaml_schema")):
        monkeypatch.setattr(module, name, getattr(module, name))
    text = (Path(__file__).parents[2] / "data" / "nlu" / "everyday-questions.yml").read_text(encoding="utf-8")
    before = [message.data for message in RasaYAMLReader().reads(text).training_examples]
    keep_project_files()
    for _ in range(2):
        assert [message.data for message in RasaYAMLReader().reads(text).training_examples] == before
    assert json.loads(next((tmp_path / "home" / "cache" / "yaml").glob("*.parsed")).read_text())["nlu"]
    assert len(before) > 20


def test_what_decisions_taught_changes_nothing_about_escalation(encoder, world, training_data):
    def arrays(*more):
        examples = [Message(dict(message.data)) for message in (*training_data.training_examples, *more)]
        component = Escalation.create(**world)
        component.train(EncoderFeaturizer(encoder, "node").process_training_data(TrainingData(examples)))
        return component._scorer.arrays

    before = arrays()
    taught = [Message.build(f"{text} again", "praise", example_metadata={"learned": "approved"}) for text in TOLD]
    after = arrays(*taught)
    assert all((before[name] == after[name]).all() for name in before)
    not_taught = arrays(*[Message.build(f"{text} again", "praise") for text in TOLD])
    assert not_taught["points"].shape != before["points"].shape or (not_taught["marks"] != before["marks"]).any()
