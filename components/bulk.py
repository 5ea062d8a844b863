"""Many comments through a trained model without a server: JSON lines in, what is understood of each out.

    python -m components.bulk --model MODEL.tar.gz [--shares] < texts.jsonl > understood.jsonl

Takes `{"text": …}` a line, gives `{"understanding": {…}}` or `{"error": …}` a line, in the same order; the first line
is `{"ready": model name}`. With `--shares` each answer also has the share of every intent. Comments run in batches through the same graph that Rasa's server runs them through one at a
time, so both say the same; the graph's policies, which only choose actions, are not loaded.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from components.model_name import loading

BATCH: Final = 128


class ModelMissing(RuntimeError):
    """There is no such model, or it can't be loaded; the message says which and what to run."""


class Pipeline:
    """The part of a Rasa model's graph that understands a text."""

    def __init__(self, model: Path) -> None:
        """Load `model`, a .tar.gz that training wrote; raises ModelMissing."""
        before_rasa()
        from rasa.engine.runner.dask import DaskGraphRunner
        from rasa.engine.storage.local_model_storage import LocalModelStorage

        if not model.is_file():
            raise ModelMissing(f"There is no model {model}: run ./sharewell setup")
        with tempfile.TemporaryDirectory(prefix="sharewell-model-") as folder:
            try:
                storage, metadata = LocalModelStorage.from_model_archive(Path(folder), model)
                self._target = metadata.nlu_target
                schema = metadata.predict_schema.minimal_graph_schema([self._target])
                with loading(model.name):
                    self._runner = DaskGraphRunner.create(schema, storage, _context(schema, metadata.model_id))
            except Exception as error:  # a damaged archive fails in tarfile, json, numpy or a component
                raise ModelMissing(
                    f"The model {model.name} can't be loaded ({error}): run ./sharewell setup"
                ) from error
        self.name = model.name

    def parse(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """The output of the graph for each text, as Rasa's `/model/parse` gives it."""
        from rasa.core.channels.channel import UserMessage
        from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER

        messages = [UserMessage(text) for text in texts]
        inputs = {PLACEHOLDER_MESSAGE: messages, PLACEHOLDER_TRACKER: None}
        parsed = self._runner.run(inputs=inputs, targets=[self._target])[self._target]
        return [message.as_dict(only_output_properties=True) for message in parsed]

    def understand(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """What is understood of each text."""
        return [answer["understanding"] for answer in self.parse(texts)]

    def with_shares(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """What is understood of each text, and under `shares` how likely each intent is."""
        return [
            {
                **answer["understanding"],
                "shares": {intent["name"]: intent["confidence"] for intent in answer["intent_ranking"]},
            }
            for answer in self.parse(texts)
        ]


class Sharing:
    """A pipeline whose answers hold the share of every intent."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.understand = pipeline.with_shares


def answers(pipeline: Pipeline | Sharing, lines: Iterable[str]) -> Iterator[list[dict[str, Any]]]:
    """Answers to lines of JSON, batch by batch; a line that can't be understood doesn't stop its batch."""
    source = iter(lines)
    while batch := list(islice(source, BATCH)):
        try:
            yield _together(pipeline, batch)
        except Exception:  # one line may be what breaks it: the others get their answers
            yield [_alone(pipeline, line) for line in batch]


def _together(pipeline: Pipeline | Sharing, lines: Sequence[str]) -> list[dict[str, Any]]:
    return [{"understanding": known} for known in pipeline.understand([_text_of(line) for line in lines])]


def _alone(pipeline: Pipeline | Sharing, line: str) -> dict[str, Any]:
    try:
        return _together(pipeline, [line])[0]
    except Exception as error:
        return {"error": f"the assistant can't read it ({type(error).__name__}: {error})"}


def _text_of(line: str) -> str:
    text = json.loads(line)["text"]
    if not isinstance(text, str):
        raise ValueError("text is not a string")
    return text


def main() -> int:
    """Read standard input to its end."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--model", type=Path, required=True)
    arguments.add_argument("--shares", action="store_true", help="also give the share of every intent")
    options = arguments.parse_args()
    try:
        pipeline = Pipeline(options.model)
    except ModelMissing as error:
        print(f"assistant: {error}", file=sys.stderr)
        return 1
    _write([{"ready": pipeline.name}])
    try:
        for batch in answers(Sharing(pipeline) if options.shares else pipeline, sys.stdin):
            _write(batch)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def _write(values: Iterable[dict[str, Any]]) -> None:
    sys.stdout.write("".join(json.dumps(value) + "\n" for value in values))
    sys.stdout.flush()


def before_rasa() -> None:
    """What components.server does before Rasa is imported, as far as it matters without a server."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    # TensorFlow looks for JAX only to convert models of that kind; without it the start is 2 s shorter.
    sys.modules.setdefault("jax", None)  # type: ignore[arg-type]
    # Sanic, which Rasa imports, asks for every deprecation to be shown; those inside pinned libraries help nobody.
    import sanic.app

    assert sanic.app  # imported for its filter, which ours must follow
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    from components.plain_text import take_slashes_literally

    take_slashes_literally()


def _context(schema: Any, model_id: str) -> Any:
    from rasa.engine.graph import ExecutionContext

    return ExecutionContext(graph_schema=schema, model_id=model_id)


if __name__ == "__main__":
    sys.exit(main())
