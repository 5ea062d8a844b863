"""From which likeness on two texts read almost the same, measured on the texts of the repository.

    python -m benchmarks.nearly_same

How many pairs of the same meaning (tests/data/paraphrases.jsonl, and shipped test examples with a name, other case or
a slip of the finger) are found, against how many pairs of differently labelled examples, which were labelled with care,
would be shown for nothing. Also how long 2,500 texts take.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml

from desk.domain.variants import variants_of
from desk.services.nearly_same import pairs_of
from desk.settings import ROOT, read_settings
from language.encoder import Encoder

LEAST: Final = (0.70, 0.75, 0.80, 0.85, 0.90, 0.95)
TIMED: Final = 2_500
MEANT_TO_BE_ALIKE: Final = ("hard-pairs.yml",)
"""Pairs that were written to differ in a few words and in their label."""


def main() -> None:
    """Print the table."""
    encoder = Encoder(read_settings(os.environ).encoder)
    meant = _lines("paraphrases.jsonl")
    own = np.sum(encoder.encode([row["text"] for row in meant]) * encoder.encode([row["same"] for row in meant]), 1)
    shipped = _lines("understanding.jsonl")
    changed = variants_of([row["text"] for row in shipped])
    texts = encoder.encode([row["text"] for row in shipped])
    varied = np.sum(texts[[place for place, _ in changed]] * encoder.encode([text for _, text in changed]), 1)
    labelled = [(row["text"], (row["labels"] or ["other"])[0]) for row in shipped] + _examples()
    began = time.perf_counter()
    vectors = encoder.encode([text for text, _ in labelled])
    a_text = (time.perf_counter() - began) / len(labelled)
    intents = [intent for _, intent in labelled]
    found = pairs_of(vectors, intents, LEAST[0])
    print(f"{len(meant)} paraphrases, {len(changed)} changed wordings, {len(labelled)} labelled examples")
    print("least  paraphrases  changed  differently labelled pairs")
    for least in LEAST:
        wrong = sum(likeness >= least for _, _, likeness in found)
        print(f"{least:.2f}   {np.mean(own >= least):11.3f}  {np.mean(varied >= least):7.3f}  {wrong:6}")
    for one, other, likeness in sorted(found, key=lambda pair: -pair[2])[:12]:
        print(f"  {likeness:.3f} {labelled[one]} {labelled[other]}")
    began = time.perf_counter()
    pairs_of(vectors[:TIMED], intents[:TIMED], LEAST[0])
    print(f"{TIMED} texts: {a_text * TIMED:.1f} s of vectors once, {time.perf_counter() - began:.3f} s of products")


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(ROOT / "tests" / "data" / name).read_text(encoding="utf-8").splitlines()]


def _examples() -> list[tuple[str, str]]:
    found = []
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        if path.name in MEANT_TO_BE_ALIKE:
            continue
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for one in block.get("examples", ()):
                if block.get("intent") and isinstance(one, dict):
                    found.append((one["text"], block["intent"].split("+")[0]))
    return found


if __name__ == "__main__":
    main()
