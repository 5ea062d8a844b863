"""Leaves out what a platform can't do: tests of the suite say what they need."""

import inspect

import pytest

from tests.desk.connectors.suite import ConnectorSuite


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kept = [item for item in items if _applies(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _applies(item: pytest.Item) -> bool:
    platform = getattr(item, "cls", None)
    return all(_has(platform, mark.args[0]) for mark in item.iter_markers("needs"))


def _has(platform: type | None, ability: str) -> bool:
    """An ability is a flag, or a body that the platform's module writes."""
    value = getattr(platform, ability)
    return value is not getattr(ConnectorSuite, ability) if inspect.isfunction(value) else bool(value)
