"""Dependencies point inward; the rooms don't reach into each other."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ADAPTERS = (
    "alerts",
    "connectors",
    "db",
    "assistant",
    "language_model",
    "scanner",
    "simulators",
    "sources",
    "sign_on",
    "web",
)
ENTRIES = {"desk.main", "desk.cli", "desk.demo", "desk.worker", "desk.commands", "desk.supervisor"}


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or ""


def files(folder: str) -> list[Path]:
    found = sorted((ROOT / folder).rglob("*.py"))
    assert found, folder
    return found


def offending(folder: str, allowed) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files(folder)
        for name in imports_of(path)
        if not allowed(name)
    ]


def within(name: str, *rooms: str) -> bool:
    return any(name == room or name.startswith(room + ".") for room in rooms)


def test_the_domain_knows_the_standard_library_and_itself_only():
    assert not offending(
        "desk/domain", lambda name: name.split(".")[0] in sys.stdlib_module_names or within(name, "desk.domain")
    )


def test_services_know_the_domain_and_the_ports():
    assert not offending(
        "desk/services",
        lambda name: not within(name, "desk") or within(name, "desk.domain", "desk.ports", "desk.services"),
    )


@pytest.mark.parametrize("adapter", ADAPTERS)
def test_adapters_do_not_know_each_other_nor_the_entry_points(adapter):
    others = [f"desk.{other}" for other in ADAPTERS if other != adapter]
    assert not offending(f"desk/{adapter}", lambda name: not within(name, *others, *ENTRIES))


def test_the_ports_know_the_domain_only():
    assert not offending(
        "desk/ports", lambda name: not within(name, "desk") or within(name, "desk.domain", "desk.ports")
    )


@pytest.mark.parametrize(
    ("room", "strangers"),
    [("desk", ("actions", "components", "rasa", "rasa_sdk")), ("actions", ("desk", "components")),
     ("components", ("desk", "actions")), ("language", ("desk", "actions", "components", "rasa"))],
)  # fmt: skip
def test_desk_actions_and_components_share_language_only(room, strangers):
    assert not offending(room, lambda name: not within(name, *strangers))
