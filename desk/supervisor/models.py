"""Which model a starting Rasa server is given: the promoted one while it can be used, else the shipped one."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from desk.assistant.model_files import code_version, served_model
from desk.settings import ROOT, Settings
from desk.supervisor.errors import SupervisorError

MODELS: Final = "models"
TRIES: Final = 3
WITHIN_S: Final = 240.0


def models_folder(settings: Settings) -> Path:
    """Where models that came of learning are kept."""
    return settings.data / MODELS


def encoder_version(settings: Settings) -> dict[str, str]:
    """What tells one encoder from another: its settings, and its own folder unless that is the built one."""
    told = settings.encoder.environment()
    if settings.encoder.path == settings.home / "encoder":
        told.pop("SHAREWELL_ENCODER", None)
        told.pop("SHAREWELL_ENCODER_TOKENIZER", None)
    return told


def shipped_model(settings: Settings) -> Path:
    """The model that set-up trained; raises SupervisorError when there is none."""
    models = sorted((settings.home / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise SupervisorError("There is no model yet: run ./sharewell setup --for assistant.")
    return models[-1]


def model_to_serve(settings: Settings) -> Path:
    """The promoted model if it is whole and of this version, else the shipped one; raises SupervisorError."""
    version = code_version(ROOT, encoder_version(settings))
    return served_model(models_folder(settings), version) or shipped_model(settings)


class StartingModel:
    """The model for each start of a server; a promoted one with which it keeps falling is passed over."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._starts: list[tuple[float, Path]] = []

    def next(self) -> Path:
        """The model to start with now."""
        now, model = self._clock(), model_to_serve(self._settings)
        lately = [path for at, path in self._starts if now - at < WITHIN_S]
        if lately.count(model) >= TRIES:
            model = shipped_model(self._settings)
        self._starts = [*((at, path) for at, path in self._starts if now - at < WITHIN_S), (now, model)]
        return model
