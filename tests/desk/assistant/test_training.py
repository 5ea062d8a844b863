"""A training is bounded, can be stopped at any point, leaves nothing behind, and says why it failed."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from pathlib import Path

import psutil
import pytest

from desk.assistant.training import RasaTrainer
from desk.ports.errors import LearningFailed

GIGABYTE = 1 << 30
TRAINS = """
import os, pathlib, sys, time
arguments = sys.argv[1:]
out = pathlib.Path(arguments[arguments.index("--out") + 1])
print("INFO - Starting to train component 'CommentClassifier'.", flush=True)
pathlib.Path(os.environ["TMPDIR"], "half").write_text("x")
{then}
(out / (arguments[arguments.index("--fixed-model-name") + 1] + ".tar.gz")).write_text("model")
"""
UNDERSTANDS = """
import json, sys
print(json.dumps({"ready": "model"}), flush=True)
for line in sys.stdin:
    text = json.loads(line)["text"]
    {then}
    print(json.dumps({"understanding": {"intent": text, "shares": {"praise": 1.0}}}), flush=True)
"""

READS_ON = """
import json, os, sys
{then}
print(json.dumps({"ready": "model"}), flush=True)
for line in sys.stdin:
    for text in json.loads(line)["texts"]:
        if text == "fall":
            sys.exit("MemoryError")
        print(json.dumps({"error": "no"} if text == "odd" else {"understanding": {"intent": text}}), flush=True)
"""


@pytest.fixture
def trainer(tmp_path: Path):
    """A trainer whose Rasa is a few lines of Python."""

    def make(then: str = "pass", memory: int = 4 * GIGABYTE) -> RasaTrainer:
        for name, text in (("server", TRAINS), ("bulk", UNDERSTANDS), ("shadow", READS_ON)):
            (tmp_path / "components").mkdir(exist_ok=True)
            (tmp_path / "components" / f"{name}.py").write_text(text.replace("{then}", then))
        return RasaTrainer(Path(sys.executable), {"PATH": os.environ["PATH"]}, tmp_path, memory)

    return make


async def quiet(_: str | None) -> None:
    return None


def train(trainer: RasaTrainer, folder: Path, tell=quiet) -> Path:
    return asyncio.run(trainer.train(folder, folder / "work", "challenger", tell))


def test_it_gives_the_model_and_leaves_no_temporary_files(trainer, tmp_path: Path):
    model = train(trainer(), tmp_path)
    assert model.read_text() == "model"
    assert sorted(path.name for path in (tmp_path / "work").iterdir()) == ["challenger.tar.gz", "training.log"]
    assert "CommentClassifier" in (tmp_path / "work" / "training.log").read_text()


def test_it_says_what_it_is_doing(trainer, tmp_path: Path):
    said = []

    async def tell(what):
        said.append(what)

    train(trainer("time.sleep(1.5)"), tmp_path, tell)
    assert "learning what comments are" in said


@pytest.mark.parametrize(
    ("then", "why"),
    [
        ("sys.exit('rasa: no such file')", "status 1: rasa: no such file"),
        ("raise OSError(28, 'No space left on device')", "the disk is full"),
        ("held = bytearray(3 << 30)", "needs more than the 1.0 GB"),
        ("os.kill(os.getpid(), 9)", "or was killed"),
        ("sys.exit(0)", "broke off with status 0"),
    ],
)
def test_a_failure_says_why(trainer, tmp_path: Path, then: str, why: str):
    with pytest.raises(LearningFailed, match="Training broke off") as failed:
        train(trainer(then, memory=GIGABYTE), tmp_path)
    assert why in str(failed.value)
    assert not list((tmp_path / "work").glob("tmp-*"))


def test_it_has_low_priority(trainer, tmp_path: Path):
    own = os.nice(0)
    train(trainer("pathlib.Path('nice').write_text(str(os.nice(0)))"), tmp_path)
    assert int((tmp_path / "nice").read_text()) >= min(19, own + 10)


def running(pid_file: Path) -> bool:
    try:
        return psutil.Process(int(pid_file.read_text())).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_stopping_ends_all_that_was_started(trainer, tmp_path: Path):
    class Stop(Exception):
        pass

    async def tell(_):
        if (tmp_path / "pid").exists():
            raise Stop

    then = (
        "import subprocess; child = subprocess.Popen(['sleep', '60']); "
        "pathlib.Path('pid').write_text(str(child.pid)); time.sleep(60)"
    )
    began = time.monotonic()
    with pytest.raises(Stop):
        train(trainer(then), tmp_path, tell)
    assert time.monotonic() - began < 20
    assert not running(tmp_path / "pid") and not list((tmp_path / "work").glob("tmp-*"))


def test_it_dies_with_whoever_started_it(trainer, tmp_path: Path):
    trainer("pathlib.Path('pid').write_text(str(os.getpid())); time.sleep(60)")
    starter = (
        "import asyncio, os, pathlib, sys\n"
        "from desk.assistant.training import RasaTrainer\n"
        f"folder = pathlib.Path({str(tmp_path)!r})\n"
        "async def quiet(_):\n"
        "    if (folder / 'pid').exists(): os._exit(9)\n"
        "trainer = RasaTrainer(pathlib.Path(sys.executable), dict(os.environ), folder, 1 << 32)\n"
        "asyncio.run(trainer.train(folder, folder / 'work', 'challenger', quiet))\n"
    )

    async def start() -> None:
        root = Path(__file__).parents[3]
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", starter, cwd=root)
        assert await process.wait() == 9

    asyncio.run(start())
    deadline = time.monotonic() + 5
    while running(tmp_path / "pid") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not running(tmp_path / "pid")


def test_answers_come_in_the_order_of_the_texts(trainer, tmp_path: Path):
    texts = [f"text {number} ü" for number in range(3000)]
    answers = asyncio.run(trainer().understand(tmp_path / "model.tar.gz", texts, quiet))
    assert [answer["intent"] for answer in answers] == texts


@pytest.mark.parametrize("then", ["sys.exit('assistant: damaged')", "sys.exit(0)"])
def test_a_model_that_breaks_off_is_an_error(trainer, tmp_path: Path, then: str):
    with pytest.raises(LearningFailed, match=r"Trying model\.tar\.gz broke off"):
        asyncio.run(trainer(then).understand(tmp_path / "model.tar.gz", ["a", "b"] * 5000, quiet))


def test_a_text_that_is_not_understood_is_an_error(trainer, tmp_path: Path):
    then = "print(json.dumps({'error': 'no'}), flush=True); continue"
    with pytest.raises(LearningFailed, match="could not be understood: no"):
        asyncio.run(trainer(then).understand(tmp_path / "model.tar.gz", ["a"], quiet))


def test_a_live_model_reads_again_and_again_and_leaves_nothing(trainer, tmp_path: Path):
    async def read():
        async with trainer().reading(tmp_path / "model.tar.gz", tmp_path / "live") as model:
            return [await model.read(texts) for texts in (["a", "odd"], [], ["b ü"])]

    assert asyncio.run(read()) == [[{"intent": "a"}, None], [], [{"intent": "b ü"}]]
    assert list((tmp_path / "live").iterdir()) == []


@pytest.mark.parametrize(
    ("then", "texts", "why"),
    [
        ("sys.exit('assistant: The model can not be loaded')", [], "status 1: assistant: The model can not be loaded"),
        ("held = bytearray(3 << 30)", [], "needs more than the 1.0 GB"),
        ("pass", ["a", "fall"], "needs more than the 1.0 GB"),
    ],
)
def test_a_live_model_that_falls_says_why(trainer, tmp_path: Path, then: str, texts: list[str], why: str):
    async def read():
        async with trainer(then, memory=GIGABYTE).reading(tmp_path / "model.tar.gz", tmp_path / "live") as model:
            await model.read(texts)

    with pytest.raises(LearningFailed, match=r"Reading with model\.tar\.gz broke off") as failed:
        asyncio.run(read())
    assert why in str(failed.value)
