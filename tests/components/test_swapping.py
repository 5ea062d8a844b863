"""A model takes another's place while the loop goes on, and each understanding names the model that made it."""

from __future__ import annotations

import asyncio
import time

import pytest
import rasa.server
from rasa.shared.nlu.training_data.message import Message

from components.comment_classifier import CommentClassifier
from components.encoder_featurizer import EncoderFeaturizer
from components.model_name import loading, model_being_loaded
from components.swapping import swap_without_pause
from tests.components.conftest import EXAMPLES


class Agent:
    def __init__(self, understood):
        self.understood = understood

    async def parse_message(self, text):
        return {"understanding": self.understood}


@pytest.fixture
def swapping(monkeypatch: pytest.MonkeyPatch):
    def use(understood, seconds=0.0, error=None):
        async def load(model_path=None):
            time.sleep(seconds)  # as loading does: without letting the loop go on
            if error:
                raise error
            return Agent(understood)

        monkeypatch.setattr(rasa.server, "_load_agent", load)
        swap_without_pause()
        return rasa.server._load_agent

    return use


def test_the_loop_goes_on_while_a_model_is_loaded(swapping):
    load = swapping({"intent": "praise"}, seconds=0.5)

    async def run():
        longest, last = 0.0, time.monotonic()
        task = asyncio.create_task(load("model.tar.gz"))
        while not task.done():
            await asyncio.sleep(0.01)
            longest, last = max(longest, time.monotonic() - last), time.monotonic()
        return longest, task.result()

    longest, agent = asyncio.run(run())
    assert longest < 0.3 and isinstance(agent, Agent)


@pytest.mark.parametrize(
    ("understood", "error"), [({}, None), (None, None), ({"intent": "praise"}, OSError("no such thing"))]
)
def test_a_model_that_does_not_answer_is_refused(swapping, understood, error):
    with pytest.raises(rasa.server.ErrorResponse) as refused:
        asyncio.run(swapping(understood, error=error)("model.tar.gz"))
    assert refused.value.status == 400


def test_each_understanding_names_its_model(encoder, world, training_data):
    featurizer = EncoderFeaturizer(encoder, "node")
    CommentClassifier.create(**world).train(featurizer.process_training_data(training_data))
    models = []
    for name in ("old.tar.gz", "new.tar.gz"):
        with loading(name):
            models.append(CommentClassifier.load(**world))
    assert model_being_loaded() == ""
    for name, model in zip(("old.tar.gz", "new.tar.gz"), models, strict=True):
        (message,) = model.process(featurizer.process([Message({"text": EXAMPLES["praise"][0]})]))
        assert message.get("understanding")["model"] == name
