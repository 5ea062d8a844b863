"""``evaluate``: how well it does on somebody's own comments, measured in the assistant's environment."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from desk.commands.assistant import environment, module, say_starting
from desk.settings import ROOT, Settings
from desk.supervisor import SupervisorError
from desk.supervisor.plan import newest_model

INTERRUPTED: Final = 130


def classify(arguments: argparse.Namespace, settings: Settings) -> int:
    """Try the newest model on a file, or train and test on it; the exit code is that of the evaluation."""
    # The evaluation runs in the project's folder, so paths are made whole here, where they were typed.
    passed = [str(Path(arguments.file).absolute())]
    try:
        passed += ["--model", str(newest_model(settings))]
    except SupervisorError:
        if not arguments.train:
            raise
        # Training starts from what the model knows; where there is none yet, from nothing.
    passed += ["--train"] if arguments.train else []
    if arguments.folds is not None:
        passed += ["--folds", str(arguments.folds)]
    if arguments.group is not None:
        passed.append(f"--group={arguments.group}")
    passed += [f"--map={pair}" for pair in arguments.map]
    if arguments.report is not None:
        passed += ["--report", str(Path(arguments.report).absolute())]
    if arguments.json:
        passed.append("--json")
    return _evaluated("components.evaluation", passed, settings)


def replies(arguments: argparse.Namespace, settings: Settings) -> int:
    """Replay comments and the replies that were sent; the exit code is that of the evaluation."""
    passed = [str(Path(arguments.file).absolute()), "--encoder", str(settings.encoder.path)]
    if arguments.report is not None:
        passed += ["--report", str(Path(arguments.report).absolute())]
    if arguments.json:
        passed.append("--json")
    return _evaluated("components.evaluation.replies", passed, settings)


def answers(arguments: argparse.Namespace, settings: Settings) -> int:
    """Learn from example questions and try it on queries; the exit code is that of the evaluation."""
    train, test = (str(Path(file).absolute()) for file in (arguments.train, arguments.test))
    passed = [f"--train={train}", f"--test={test}", f"--none={arguments.none}"]
    if arguments.report is not None:
        passed.append(f"--report={Path(arguments.report).absolute()}")
    if arguments.json:
        passed.append("--json")
    return _evaluated("components.evaluation.answers", passed, settings)


def _evaluated(name: str, passed: Sequence[str], settings: Settings) -> int:
    command = module(name, *passed, settings=settings)
    say_starting("Starting the evaluation")
    sys.stdout.flush()
    process = subprocess.Popen(command, cwd=ROOT, env=environment(settings), stdin=subprocess.DEVNULL)
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.kill()  # the terminal has told it too; nothing it does needs an orderly end
        process.wait()
        return INTERRUPTED
