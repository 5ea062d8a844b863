"""Train the learned part of the tone check from labelled replies.

    python -m components.build_tone --out DIR      train on data/tone/*.jsonl, write into DIR
    python -m components.build_tone --measure      cross-validated figures: patterns, learned, both

Needs the assistant environment (scikit-learn). Takes seconds.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from components.tone import examples, training
from components.tone.measure import measure
from language.tone_learned import store

DATA: Final = Path(__file__).parents[1] / "data" / "tone"


def main() -> None:
    """Train and write, or measure."""
    parser = argparse.ArgumentParser(description="Train the learned part of the tone check.")
    parser.add_argument("--out", type=Path, help="the folder to write")
    parser.add_argument("--measure", action="store_true", help="print cross-validated precision and recall")
    arguments = parser.parse_args()
    try:
        sentences = examples.read(DATA)
    except (OSError, ValueError) as error:
        sys.exit(f"The tone check can't be trained: {error}")
    if arguments.measure:
        measure(sentences)
    if arguments.out:
        write(sentences, arguments.out)


def write(sentences: list[examples.Sentence], out: Path) -> None:
    """Train and put the result in place in one move."""
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".tone-", dir=out.parent))
    try:
        made = work / "made"
        made.mkdir()
        store.save(training.train(sentences), made)
        if out.exists():
            shutil.rmtree(out)
        made.rename(out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
