"""Our pipeline and stock Rasa on the same comments: how right, how long to learn, how much memory, how quick to read.

    python -m benchmarks.understanding [--csv FILE] [--folds 10] [--fold-only 0] [--no-own] [--examples N] [--chart FILE.svg] [--json]

Run it in the assistant environment (``.sharewell/venv/assistant/bin/python``). Stock is what ``rasa init`` writes, up to
and with its classifier: tokenizer, four featurizers, DIETClassifier with 100 epochs. Each training and each reading is a
process of its own, timed from its start to its end, by the clock and on the processors (which holds on a busy machine
too); memory is that process's peak. Ours is trained twice: with an
empty home folder, and again with the encodings of the first time kept. Stock takes long: tens of minutes on 2 cores.

``--csv`` names a file with the columns text and label (complaint, question, praise, other; ``--map old=new``), of which
one fold is tested and the others are learned. Without ``--no-own`` the project's own examples are learned as well, all
but one stratified fifth, which is tested.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
INTENTS = ("question", "complaint", "praise", "other")
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "CUDA_VISIBLE_DEVICES": "-1",
    "RASA_MAX_CACHE_SIZE": "0",
}


@dataclass(frozen=True)
class Task:
    """What is learned and what is tested."""

    name: str
    training: Path
    texts: list[str]
    labels: list[str]


@dataclass(frozen=True)
class Result:
    """One contender on one task; seconds and megabytes are those of whole processes."""

    macro_f1: float
    cold_s: float
    kept_s: float | None
    cpu_s: float
    training_mb: float
    reading_mb: float
    ms: float
    rate: float
    model_mb: float


ROWS = (
    ("macro-F1", "macro_f1", "{:.3f}", ""),
    ("training, from nothing", "cold_s", "{:.1f}", "s"),
    ("training, encodings kept", "kept_s", "{:.1f}", "s"),
    ("training, processor time", "cpu_s", "{:.1f}", "s"),
    ("peak memory, training", "training_mb", "{:.0f}", "MB"),
    ("peak memory, reading", "reading_mb", "{:.0f}", "MB"),
    ("one comment, median", "ms", "{:.2f}", "ms"),
    ("comments a second, batched", "rate", "{:.0f}", "1/s"),
    ("model", "model_mb", "{:.1f}", "MB"),
)


def main() -> None:
    """Measure, print a table a task, and draw them."""
    options = arguments()
    os.environ.update(QUIET)
    measured: dict[str, dict[str, Result]] = {}
    with tempfile.TemporaryDirectory(prefix="sharewell-understanding-") as name:
        folder = Path(name)
        for task in tasks(options, folder):
            measured[task.name] = {"ours": measure(task, folder, options.epochs, stock=False)}
            if not options.no_stock:
                measured[task.name]["stock"] = measure(task, folder, options.epochs, stock=True)
            if not options.json:
                print(table(task, measured[task.name]), flush=True)
    if options.json:
        print(json.dumps({task: {name: asdict(r) for name, r in both.items()} for task, both in measured.items()}))
    if options.chart:
        draw(measured, options.chart)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--csv", type=Path, help="comments with the columns text and label")
    parser.add_argument("--map", action="append", default=[], metavar="OLD=NEW", help="another name for a label")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--fold-only", type=int, default=0, help="which fold is tested, from 0")
    parser.add_argument("--no-own", action="store_true", help="leave the project's own examples out")
    parser.add_argument("--examples", type=int, help="of the project's own, at most so many (all)")
    parser.add_argument("--no-stock", action="store_true", help="only ours, which takes a minute")
    parser.add_argument("--epochs", type=int, default=100, help="stock's; less is only for trying this command")
    parser.add_argument("--chart", type=Path, metavar="FILE.svg")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.no_own and not options.csv:
        parser.error("--no-own leaves nothing to measure without --csv")
    if not 0 <= options.fold_only < options.folds:
        parser.error(f"--fold-only must be from 0 to {options.folds - 1}")
    return options


def tasks(options: argparse.Namespace, folder: Path) -> Iterable[Task]:
    from components.evaluation.errors import EvaluationError
    from components.evaluation.labels import read_map, renamed
    from components.evaluation.rows import read_sample

    if options.csv:
        try:
            sample = read_sample(options.csv)
            labels = renamed(sample.labels, read_map(options.map))
        except EvaluationError as error:
            sys.exit(f"understanding: {error}")
        strangers = sorted(set(labels) - set(INTENTS))
        if strangers:
            sys.exit(f"understanding: labels must be {', '.join(INTENTS)}; say which is which: --map {strangers[0]}=…")
        yield split(options.csv.stem, [row.text for row in sample.rows], labels, options, folder)
    if not options.no_own:
        yield own_examples(folder, options.examples)


def split(name: str, texts: list[str], labels: list[str], options: argparse.Namespace, folder: Path) -> Task:
    """One fold of a CSV file is tested, the others are learned."""
    from components.evaluation.trials import splits

    known, unknown = list(splits(labels, None, options.folds))[options.fold_only]
    training = folder / f"{name}.yml"
    training.write_text(as_yaml([(texts[row], labels[row]) for row in known]), encoding="utf-8")
    return Task(
        f"{name}, fold {options.fold_only} of {options.folds}: {len(known):,} learned, {len(unknown):,} tested",
        training, [texts[row] for row in unknown], [labels[row] for row in unknown],
    )  # fmt: skip


def as_yaml(examples: Sequence[tuple[str, str]]) -> str:
    """Rasa's training data; a text that looks like its mark-up of entities is kept from being read as such."""
    lines = ['version: "3.1"', "nlu:"]
    for intent in sorted({label for _, label in examples}):
        lines += [f"- intent: {intent}", "  examples:"]
        for text, label in examples:
            if label == intent:
                words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
                lines += ["  - text: |2-", "      " + words.replace("](", "] (").replace("]{", "] {")]
    return "\n".join(lines) + "\n"


def own_examples(folder: Path, most: int | None) -> Task:
    """The project's own examples with all that they say of themselves, at most `most`; a fifth is tested, not learned."""
    from rasa.shared.importers.utils import training_data_from_paths
    from rasa.shared.nlu.training_data.training_data import TrainingData

    from components.evaluation.trials import splits

    examples = training_data_from_paths([str(ROOT / "data" / "nlu")], "en").intent_examples
    if most is not None and most < len(examples):
        # Every so many-th, so that each file has its share.
        examples = [examples[round(place * len(examples) / most)] for place in range(most)]
    labels = [example.get("intent") for example in examples]
    known, unknown = next(splits(labels, None, 5))
    training = folder / "own.yml"
    training.write_text(TrainingData([examples[row] for row in known]).nlu_as_yaml(), encoding="utf-8")
    return Task(
        f"the project's own examples: {len(known):,} learned, {len(unknown):,} tested",
        training, [examples[row].get("text") for row in unknown], [labels[row] for row in unknown],
    )  # fmt: skip


def measure(task: Task, folder: Path, epochs: int, *, stock: bool) -> Result:
    """Train and read in processes of their own, in a home folder of its own."""
    from sklearn.metrics import f1_score

    home = Path(tempfile.mkdtemp(dir=folder))
    config, program = ROOT / "config.yml", "components.server"
    if stock:
        config, program = stock_config(home, epochs), "rasa"
    command = [
        "-m", program, "train", "nlu", "--nlu", str(task.training), "--config", str(config),
        "--domain", str(ROOT / "domain.yml"), "--out", str(home), "--fixed-model-name", "model",
    ]  # fmt: skip
    cold_s, cpu_s, training_mb, _ = run(command, home)
    kept_s = None if stock else run(command, home)[0]
    model = home / "model.tar.gz"
    _, _, reading_mb, printed = run(["-m", "benchmarks.reading", str(model)], home, json.dumps(task.texts), threads=1)
    answers: dict[str, Any] = json.loads(printed)
    labels = sorted(set(task.labels))
    return Result(
        macro_f1=float(f1_score(task.labels, answers["said"], labels=labels, average="macro", zero_division=0)),
        cold_s=cold_s,
        kept_s=kept_s,
        cpu_s=cpu_s,
        training_mb=training_mb,
        reading_mb=reading_mb,
        ms=median(answers["ms"]),
        rate=answers["rate"],
        model_mb=model.stat().st_size / 1e6,
    )


def stock_config(folder: Path, epochs: int) -> Path:
    """What `rasa init` writes, from the installed Rasa, up to and with its classifier."""
    import rasa
    from ruamel.yaml import YAML

    installed = Path(rasa.__file__).parent / "engine" / "recipes" / "config_files" / "default_config.yml"
    config = YAML(typ="safe").load(installed.read_text(encoding="utf-8"))
    names = [component["name"] for component in config["pipeline"]]
    pipeline = config["pipeline"][: names.index("DIETClassifier") + 1]
    pipeline[-1]["epochs"] = epochs
    path = folder / "stock.yml"
    path.write_text(json.dumps({**config, "pipeline": pipeline, "policies": []}), encoding="utf-8")
    return path


def run(command: list[str], home: Path, given: str = "", threads: int | None = None) -> tuple[float, float, float, str]:
    """Seconds by the clock and on processors, megabytes at the peak (ru_maxrss), and output of one process."""
    encoder = (
        os.environ.get("SHAREWELL_ENCODER") or Path(os.environ.get("SHAREWELL_HOME") or ROOT / ".sharewell") / "encoder"
    )
    environment = {**os.environ, **QUIET, "SHAREWELL_HOME": str(home), "SHAREWELL_ENCODER": str(encoder)}
    if threads:
        environment.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), str(threads)))
    began = time.perf_counter()
    with (
        tempfile.TemporaryFile("w+") as source,
        tempfile.TemporaryFile("w+") as output,
        (home / "log").open("w+") as log,
    ):
        source.write(given)
        source.seek(0)
        process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=environment, stdin=source, stdout=output, stderr=log
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        took = time.perf_counter() - began
        if process.returncode:
            log.seek(0)
            sys.exit(f"understanding: {' '.join(command[:3])} failed:\n{log.read()[-3000:]}")
        output.seek(0)
        return took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6, output.read()


def table(task: Task, both: dict[str, Result]) -> str:
    ours, stock = both["ours"], both.get("stock")
    lines = [task.name, f"{'':<30}{'ours':>10}{'stock':>10}{'':<6}{'stock ÷ ours':>14}"]
    for title, name, form, unit in ROWS:
        mine, theirs = getattr(ours, name), getattr(stock, name) if stock else None
        if name == "kept_s" and stock:
            theirs = stock.cold_s  # stock keeps nothing
        ratio = f"{theirs / mine:.2f}" if theirs is not None else ""
        said = form.format(theirs) if theirs is not None else ""
        lines.append(f"{title:<30}{form.format(mine):>10}{said:>10} {unit:<5}{ratio:>14}")
    return "\n".join(lines) + "\n"


def draw(measured: dict[str, dict[str, Result]], path: Path) -> None:
    """One row of small charts a task: bars for ours and stock."""
    import matplotlib
    from matplotlib.figure import Figure

    shown = [row for row in ROWS if row[1] not in ("kept_s", "cpu_s")]
    figure = Figure(figsize=(2.1 * len(shown), 2.6 * len(measured)), layout="constrained")
    for panels, (name, both) in zip(
        figure.subfigures(len(measured), 1, squeeze=False)[:, 0], measured.items(), strict=True
    ):
        panels.suptitle(name, fontsize=10)
        for axes, (title, key, form, unit) in zip(panels.subplots(1, len(shown)), shown, strict=True):
            values = [getattr(result, key) for result in both.values()]
            bars = axes.bar(list(both), values, color=["#1f5fa8", "#b0b0b0"][: len(values)], width=0.6)
            axes.bar_label(bars, [form.format(value) for value in values], fontsize=8)
            axes.set_title(f"{title}\n{unit}", fontsize=8)
            axes.set_yticks([])
            axes.margins(y=0.2)
            axes.spines[["top", "right", "left"]].set_visible(False)
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "understanding"}):
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, format="svg", metadata={"Date": None})


if __name__ == "__main__":
    try:
        main()
    finally:
        sys.stdout.flush()
