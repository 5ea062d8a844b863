"""One model read by one process, for benchmarks.understanding: texts in, intents and times out.

    python -m benchmarks.reading MODEL.tar.gz < texts.json > answers.json

Runs in the assistant environment. The texts go through the understanding part of the model's graph, first one at a
time, then in batches; the same code serves any Rasa model, ours or not.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from components.bulk import BATCH, Pipeline

WARM = 10


def main() -> None:
    """Answer once."""
    texts = json.load(sys.stdin)
    pipeline = Pipeline(Path(sys.argv[1]))
    pipeline.parse(texts[:BATCH])
    said, times = [], []
    for text in texts[:WARM] + texts:
        began = time.perf_counter()
        answer = pipeline.parse([text])[0]
        times.append(1000 * (time.perf_counter() - began))
        said.append(answer["intent"]["name"])
    began = time.perf_counter()
    for start in range(0, len(texts), BATCH):
        pipeline.parse(texts[start : start + BATCH])
    rate = len(texts) / (time.perf_counter() - began)
    json.dump({"said": said[WARM:], "ms": times[WARM:], "rate": rate}, sys.stdout)


if __name__ == "__main__":
    main()
