"""Comments that no answer was written for: what a query is compared with to see whether it is like the examples at all.

They come from the assistant's own training data: other industries, chatter, praise. A query that is as like these as it is
like the examples is probably out of scope (a likelihood ratio, after Ren et al. 2019, over similarities).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from components.cleaning import cleaned

COMMENTS: Final = 2000
LONGEST_SHARE: Final = 0.95
LEAST_WORDS: Final = 8
FOLDER: Final = Path(__file__).parents[2] / "data" / "nlu"


@dataclass(frozen=True)
class Background:
    """Texts, cleaned, with their vectors [n, 768]; one half describes the background, the other is held out."""

    texts: list[str]
    vectors: np.ndarray

    @property
    def half(self) -> int:
        """Where the held-out half starts."""
        return (len(self.texts) + 1) // 2


def read_texts(folder: Path = FOLDER) -> list[str]:
    """The example texts of Rasa training data in a folder, sorted, each once; raises OSError."""
    import yaml

    texts: set[str] = set()
    for path in sorted(folder.glob("*.yml")):
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["nlu"]:
            texts.update(cleaned(example["text"]) for example in entry["examples"])
    return sorted(texts - {""})


def chosen(texts: Sequence[str], examples: Sequence[str], most: int = COMMENTS) -> list[str]:
    """At most `most` of `texts`, none longer than nearly all of `examples`: length alone must not tell them apart."""
    longest = max(LEAST_WORDS, float(np.quantile([len(text.split()) for text in examples], LONGEST_SHARE)))
    short = [text for text in texts if len(text.split()) <= longest]
    order = np.random.default_rng(0).permutation(len(short))[:most]
    return [short[place] for place in order]
