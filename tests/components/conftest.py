"""A small trained world for the components: an encoder that needs no files, and a few invented examples."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

EXAMPLES = {
    "question": [
        "when do you open",
        "how long is the warranty",
        "can I pay by card",
        "which size fits me",
        "is the blue one back",
    ],
    "complaint": [
        "my bike is broken again",
        "nobody answers the phone",
        "third week without a refund",
        "rude staff",
        "it never came",
    ],
    "praise": [
        "lovely staff",
        "best repair ever, thank you",
        "I love my new bike",
        "great service",
        "thanks for the quick help",
    ],
    "other": ["had lunch near the shop", "tagging my friend", "gate four", "my order was four four seven", "lol same"],
}
TOLD = [
    "the frame snapped under him",
    "the fork snapped at speed",
    "it snapped under my son",
    "the stem snapped on the hill",
    "the seat snapped under her",
]
UNSEEN = [
    "do you open on sunday",
    "still no refund",
    "what a lovely shop",
    "see you at four",
    "",
    "🚲",
    "/restart",
    "x" * 20_000,
]


class SmallEncoder:
    """An Encoder without a model: words hashed into 768 numbers, both halves of length 1."""

    dimension = 384
    fingerprint = "small" * 13

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode_layers(self, texts: Sequence[str], batch: int = 32) -> np.ndarray:
        self.encoded += texts
        return np.stack([self._one(text) for text in texts]) if len(texts) else np.zeros((0, 768), np.float32)

    def _one(self, text: str) -> np.ndarray:
        halves = np.full((2, 384), 1e-3, dtype=np.float32)
        for word in text.lower().split():
            halves[:, int(hashlib.md5(word.encode(), usedforsecurity=False).hexdigest(), 16) % 384] += 1
        return (halves / np.linalg.norm(halves, axis=1, keepdims=True)).reshape(-1)


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> SmallEncoder:
    from components import encoder_featurizer

    small = SmallEncoder()
    monkeypatch.setattr(encoder_featurizer, "Encoder", lambda *_, **__: small)
    monkeypatch.setenv("SHAREWELL_HOME", str(tmp_path / "home"))
    return small


@pytest.fixture
def world(tmp_path: Path) -> dict[str, Any]:
    """The arguments of a graph component's `create` and `load`."""
    (tmp_path / "storage").mkdir()
    return {
        "config": {},
        "model_storage": LocalModelStorage(tmp_path / "storage"),
        "resource": Resource("component"),
        "execution_context": ExecutionContext(GraphSchema({}), node_name="node"),
    }


@pytest.fixture
def training_data() -> TrainingData:
    return TrainingData(
        [
            Message.build(text, intent, example_metadata={"severity": 1 + index % 4} if intent == "complaint" else {})
            for intent, texts in EXAMPLES.items()
            for index, text in enumerate(texts * 3)
        ]
        + [Message.build(text, "complaint", example_metadata={"escalate": ["safety"]}) for text in TOLD * 3]
    )


@pytest.fixture
def messages() -> list[Message]:
    return [Message({"text": text}) for text in UNSEEN]
