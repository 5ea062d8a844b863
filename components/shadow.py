"""A model that goes on reading: a line with texts in, a line with what is understood for each of them out.

    python -m components.shadow --model MODEL.tar.gz

Takes `{"texts": […]}` a line and answers at once with as many lines, in the same order: `{"understanding": {…}}` or
`{"error": …}`. The first line is `{"ready": model name}`. It ends with its input.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from components.bulk import ModelMissing, Pipeline, answers


def answered(pipeline: Pipeline, lines: Iterable[str]) -> Iterator[list[dict[str, Any]]]:
    """The answers to each line of texts."""
    for line in lines:
        texts = [json.dumps({"text": text}) for text in json.loads(line)["texts"]]
        yield list(chain.from_iterable(answers(pipeline, texts)))


def main() -> int:
    """Answer until the input ends."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--model", type=Path, required=True)
    options = arguments.parse_args()
    try:
        pipeline = Pipeline(options.model)
    except ModelMissing as error:
        print(f"assistant: {error}", file=sys.stderr)
        return 1
    _write([{"ready": pipeline.name}])
    for answer in answered(pipeline, sys.stdin):
        _write(answer)
    return 0


def _write(values: Iterable[dict[str, Any]]) -> None:
    sys.stdout.write("".join(json.dumps(value) + "\n" for value in values))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
