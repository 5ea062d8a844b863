"""Which model a component belongs to: its file's name, known while the model is being loaded.

While a new model takes an old one's place both answer, so the name can't be the process's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Final

_loading: Final[ContextVar[str]] = ContextVar("loading", default="")


def model_being_loaded() -> str:
    """The file name of the model that is being loaded here and now; empty where none is."""
    return _loading.get()


@contextmanager
def loading(name: str) -> Iterator[None]:
    """What is loaded within the block belongs to the model of this file name."""
    token = _loading.set(name)
    try:
        yield
    finally:
        _loading.reset(token)


def name_models() -> None:
    """Let Rasa say which model it loads."""
    from rasa.engine import loader

    load = loader.load_predict_graph_runner

    def load_named(storage_path: Path, model_archive_path: Path, *more: Any, **named: Any) -> Any:
        with loading(Path(model_archive_path).name):
            return load(storage_path, model_archive_path, *more, **named)

    loader.load_predict_graph_runner = load_named
