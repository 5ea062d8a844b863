"""Where set-up puts things."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Places:
    """The folders of one installation: the clone at `root`, what is made for it under `home`."""

    root: Path
    home: Path

    def venv(self, name: str) -> Path:
        """The folder of the environment `name`: build, desk or assistant."""
        return self.home / "venv" / name

    def python(self, name: str) -> Path:
        """The Python of the environment `name`."""
        return self.venv(name) / "bin" / "python"

    def lock_file(self, name: str) -> Path:
        """The locked, hashed requirements called `name`."""
        return self.root / "requirements" / (name + ".txt")

    @property
    def encoder(self) -> Path:
        """The built sentence encoder, unless SHAREWELL_ENCODER points elsewhere."""
        return self.home / "encoder"

    @property
    def tone(self) -> Path:
        """What the tone check learned."""
        return self.home / "tone"

    @property
    def models(self) -> Path:
        """The trained Rasa models."""
        return self.home / "models"

    @property
    def logs(self) -> Path:
        """The full output of each set-up step."""
        return self.home / "logs"

    @property
    def stamps(self) -> Path:
        """What each finished step was made from, as a hash."""
        return self.home / "stamps"


def read_places(environment: Mapping[str, str] = os.environ, root: Path = ROOT) -> Places:
    """The places that the environment asks for; `<root>/.sharewell` unless SHAREWELL_HOME says otherwise."""
    home = environment.get("SHAREWELL_HOME")
    return Places(root=root, home=Path(home).expanduser().absolute() if home else root / ".sharewell")
