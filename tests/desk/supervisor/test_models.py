"""Which model a server starts with: the promoted one while it can be used."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from desk.assistant.model_files import DataFolderModels, served_model, sha256_of
from desk.domain.learning import CHAMPION, Model
from desk.settings import ROOT, Settings, read_settings
from desk.supervisor.errors import SupervisorError
from desk.supervisor.models import TRIES, WITHIN_S, StartingModel, encoder_version, model_to_serve, models_folder
from tests.desk.fakes import NOON


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "base.tar.gz").write_text("shipped")
    return read_settings({"SHAREWELL_HOME": str(tmp_path)})


def promoted(settings: Settings, text: str = "learned", **more: str) -> Path:
    files = DataFolderModels(models_folder(settings), settings.home / "models", ROOT, encoder_version(settings))
    source = settings.home / "challenger.tar.gz"
    source.write_text(text)
    digest = files.add(source, "learned.tar.gz", copy=False)
    values = {"sha256": digest, "code_version": files.code_version, **more}
    files.serve_from_now_on(
        Model(uuid4(), "learned.tar.gz", data_hash="", learned=1, cut=None, state=CHAMPION, made_at=NOON, **values)
    )
    assert not source.exists()
    return files.path("learned.tar.gz")


def test_without_a_promoted_model_the_shipped_one_is_served(settings: Settings):
    assert model_to_serve(settings).read_text() == "shipped"


def test_the_promoted_model_is_served(settings: Settings):
    assert model_to_serve(settings) != promoted(settings) == model_to_serve(settings)


@pytest.mark.parametrize("more", [{"sha256": "0" * 64}, {"code_version": "older"}])
def test_one_that_is_damaged_or_of_another_version_is_not(settings: Settings, more: dict[str, str]):
    promoted(settings, **more)
    assert model_to_serve(settings).read_text() == "shipped"


@pytest.mark.parametrize(
    "noted", ["", "[]", "{}", '{"file": 1}', '{"file": "../../base.tar.gz", "sha256": "", "code_version": ""}']
)
def test_a_note_that_makes_no_sense_is_passed_over(settings: Settings, noted: str):
    path = promoted(settings)
    (path.parent / "serving.json").write_text(noted)
    assert model_to_serve(settings).read_text() == "shipped"


def test_one_with_which_the_server_keeps_falling_is_passed_over(settings: Settings):
    learned, now = promoted(settings), [0.0]
    starting = StartingModel(settings, lambda: now[0])
    assert [starting.next() for _ in range(TRIES)] == [learned] * TRIES
    assert starting.next().read_text() == "shipped"
    now[0] = WITHIN_S + 1
    assert starting.next() == learned


def test_with_no_model_at_all_it_says_what_to_run(tmp_path: Path):
    with pytest.raises(SupervisorError, match="setup"):
        model_to_serve(read_settings({"SHAREWELL_HOME": str(tmp_path)}))


def test_only_wanted_files_are_kept(settings: Settings):
    path = promoted(settings)
    (path.parent / "old.tar.gz").write_text("old")
    files = DataFolderModels(path.parent, settings.home / "models", ROOT, {})
    files.keep_only({path.name})
    assert sorted(one.name for one in path.parent.iterdir()) == ["learned.tar.gz", "serving.json"]
    assert served_model(path.parent, "another version") is None and len(sha256_of(path)) == 64
