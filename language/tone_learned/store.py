"""Where the learned part of the tone check is kept, and how it is read: arrays in one .npz, words in one .json."""

from __future__ import annotations

import json
import logging
import os
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from language.tone_learned.scorer import Learned, Scorer

ARRAYS: Final = ("weights", "offsets", "rarity", "marks", "floors")
_logger = logging.getLogger(__name__)
_ROOT: Final = Path(__file__).parents[2]


class ToneMissing(RuntimeError):
    """Nothing usable was learned for the tone check; the message names the folder and the command that makes it."""


def place() -> Path:
    """$SHAREWELL_HOME/tone, by default in .sharewell beside the code."""
    return Path(os.environ.get("SHAREWELL_HOME") or _ROOT / ".sharewell").expanduser() / "tone"


def save(learned: Learned, directory: Path) -> None:
    """Write what was learned into a folder that exists."""
    np.savez(directory / "tone.npz", **{name: getattr(learned, name) for name in ARRAYS})
    words = {"rules": learned.rules, "common": learned.common, "terms": learned.terms}
    (directory / "tone.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")


def load(directory: Path) -> Scorer:
    """What `save` wrote; ToneMissing when it isn't there or its parts don't fit together."""
    try:
        words = json.loads((directory / "tone.json").read_text(encoding="utf-8"))
        with np.load(directory / "tone.npz", allow_pickle=False) as stored:
            learned = Learned(words["rules"], words["terms"], words["common"], *(stored[name] for name in ARRAYS))
        if learned.weights.shape != (len(learned.terms), len(learned.rules)):
            raise ValueError(f"{learned.weights.shape} weights for {len(learned.terms)} terms")
    except FileNotFoundError as error:
        raise ToneMissing(f"nothing in {directory}: run ./sharewell setup") from error
    except (OSError, KeyError, TypeError, ValueError, EOFError) as error:
        raise ToneMissing(f"{directory} can't be read ({error}): run ./sharewell setup") from error
    return Scorer(learned)


@lru_cache(1)
def installed() -> Scorer | None:
    """The scorer that set-up trained, read once; None, and one line in the log, where there is none."""
    try:
        return load(place())
    except ToneMissing as error:
        _logger.warning("The tone check works by its patterns alone, it finds less: %s", error)
        return None
