"""A setting, a command or a connector that is not in the docs fails here."""

import argparse
import json
import re
from pathlib import Path

import pytest

from desk.cli import parser
from desk.settings import SettingsError, read_settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
VARIABLE = re.compile(
    r"[\"'](SHAREWELL_[A-Z0-9_]+|DATABASE_URL|ASSISTANT_[A-Z]+|ACTION_ENDPOINT_URL|PYTHON310|DEMO)[\"']"
)
# Between our own processes, not for people to set.
INTERNAL = {"SHAREWELL_PYTHON", "SHAREWELL_MODEL"}


def test_every_setting_is_documented():
    text = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
    for folder in ("desk", "provision", "language", "components", "actions"):
        for path in (ROOT / folder).rglob("*.py"):
            for name in set(VARIABLE.findall(path.read_text(encoding="utf-8"))) - INTERNAL:
                assert f"`{name}`" in text, f"{name} ({path.relative_to(ROOT)}) is not in docs/reference/settings.md"


def test_every_command_is_documented_and_has_an_example():
    text = (DOCS / "guides" / "command-line.md").read_text(encoding="utf-8")
    for name, command in _commands(parser()):
        assert f"`{name}" in text or f", `{name}" in text, f"{name} is not in docs/guides/command-line.md"
        assert "example" in (command.epilog or ""), f"{name} --help shows no example"


def _commands(top: argparse.ArgumentParser, prefix: str = ""):
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                inner = list(_commands(command, f"{prefix}{name} "))
                yield from inner or [(f"{prefix}{name}", command)]


def test_every_connector_has_a_page():
    for folder in (ROOT / "desk" / "connectors").iterdir():
        if folder.is_dir() and not folder.name.startswith("__"):
            assert (folder / "README.md").is_file(), folder.name


def test_links_in_the_docs_lead_somewhere():
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} → {target}"


@pytest.mark.parametrize(
    ("name", "value"),
    [("SHAREWELL_PORT", "http"), ("SHAREWELL_PORT", "0"), ("SHAREWELL_PORT", "²"), ("SHAREWELL_LOG", "xml"),
     ("SHAREWELL_WORKER_CONCURRENCY", "0"), ("SHAREWELL_MODEL_URL", "localhost"), ("SHAREWELL_MODEL_NAME", "alone")],
)  # fmt: skip
def test_a_setting_that_makes_no_sense_is_named(tmp_path, name, value):
    with pytest.raises(SettingsError, match=name):
        read_settings({name: value, "SHAREWELL_DATA": str(tmp_path)})


def test_secrets_are_made_once_and_are_readable_by_their_user_only(tmp_path):
    first = read_settings({"SHAREWELL_DATA": str(tmp_path)})
    second = read_settings({"SHAREWELL_DATA": str(tmp_path)})
    assert first.signing_key == second.signing_key
    assert (tmp_path / "secrets.json").stat().st_mode & 0o077 == 0
    assert len(set(json.loads((tmp_path / "secrets.json").read_text()).values())) == 2


def test_every_picture_of_the_handbook_is_shown_and_every_one_that_is_shown_is_there():
    handbook = ROOT / "docs" / "handbook"
    shown = {
        name for page in handbook.glob("*.md") for name in re.findall(r"\]\(images/([^)]+)\)", page.read_text("utf-8"))
    }
    assert shown == {picture.name for picture in (handbook / "images").iterdir()}
