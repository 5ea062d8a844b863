"""Understandings trained on chosen lessons, without packing them into models: jobs in, what each says of texts out.

    .sharewell/venv/assistant/bin/python -m benchmarks.challengers TEXTS.json < jobs.jsonl

Run it in the assistant environment; `benchmarks/gate.py` and `benchmarks/learning.py` do. A job is
`{"name": …, "lessons": FILE or null, "shipped": share of the shipped examples, "without": an intent or null, "seed": …}`;
its answer `{"name": …, "seconds": …, "shares": [[…] for each text], "chances": …, "division": …}` with shares in the
order of INTENTS, and the chances of the labels alone. The classifier
is the one that `rasa train` makes of the same examples; the rest of a model is the same whatever is learned.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path
from typing import Any, Final

import numpy as np

from components.bulk import before_rasa

before_rasa()

from rasa.shared.nlu.constants import INTENT, TEXT  # noqa: E402
from rasa.shared.nlu.training_data.loading import load_data  # noqa: E402

from components.cleaning import cleaned  # noqa: E402
from components.encoder_featurizer import chosen_encoder, home  # noqa: E402
from components.encodings import EncodingCache  # noqa: E402
from components.example_metadata import of_example, of_intent  # noqa: E402
from components.scoring.labels import INTENTS, LABELS, Classifier, Example  # noqa: E402
from language.encoder import Encoder  # noqa: E402

DATA: Final = Path(__file__).parents[1] / "data"


class Workshop:
    """The shipped examples, read once, and an encoder."""

    def __init__(self) -> None:
        self._encoder = Encoder(chosen_encoder(), threads=2)
        self._cache = EncodingCache(home() / "cache", self._encoder)
        self._shipped = self._examples(DATA / "nlu")

    def train(self, job: dict[str, Any]) -> Classifier:
        """A classifier of the job's examples."""
        chance = random.Random(job.get("seed", 0))
        shipped = [one for one in self._shipped if chance.random() < job.get("shipped", 1.0)]
        lessons = self._examples(Path(job["lessons"])) if job.get("lessons") else []
        return Classifier.train([one for one in (*shipped, *lessons) if one.intent != job.get("without")])

    def vectors(self, texts: list[str]) -> np.ndarray:
        """The encoder's [n, 768]."""
        return np.stack(list(self._cache.encode([cleaned(text) for text in texts])))

    def _examples(self, path: Path) -> list[Example]:
        messages = [one for one in load_data(str(path)).intent_examples if one.get(INTENT) in INTENTS]
        vectors = self.vectors([one.get(TEXT) for one in messages])
        return [
            Example(
                text=message.get(TEXT),
                vector=vector,
                intent=message.get(INTENT),
                also=tuple(of_example(message).get("also") or ()),
                severity=int(of_example(message).get("severity") or 0),
                importance=float(of_example(message).get("weight") or of_intent(message).get("weight") or 1.0),
                decided=bool(of_example(message).get("learned")),
            )
            for message, vector in zip(messages, vectors, strict=True)
        ]


def main() -> None:
    """Answer job after job."""
    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    workshop = Workshop()
    vectors = workshop.vectors(texts)
    for line in sys.stdin:
        job = json.loads(line)
        started = time.perf_counter()
        judged = workshop.train(job).judge(texts, vectors)
        shares = [[round(dict(one.ranking)[intent], 4) for intent in INTENTS] for one in judged]
        took = round(time.perf_counter() - started, 1)
        chances = [[round(one.probabilities[label], 4) for label in LABELS] for one in judged]
        answer = {"name": job["name"], "seconds": took, "shares": shares, "chances": chances}
        print(json.dumps({**answer, "division": [one.division for one in judged]}), flush=True)


if __name__ == "__main__":
    main()
