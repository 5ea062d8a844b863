"""`python -m components.evaluation.answers …`; exit codes as the command line's: 0, 1, 2, and 3 when rows were left out."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from components.evaluation.errors import EvaluationError

OK, FAILED, SOME_ROWS_BAD = 0, 1, 3


def parser() -> argparse.ArgumentParser:
    """The arguments of `./sharewell evaluate answers`."""
    arguments = argparse.ArgumentParser(prog="sharewell evaluate answers", description=__doc__)
    arguments.add_argument("--train", type=Path, required=True)
    arguments.add_argument("--test", type=Path, required=True)
    arguments.add_argument("--none", required=True)
    arguments.add_argument("--report", type=Path)
    arguments.add_argument("--json", action="store_true")
    return arguments


def main(arguments: list[str] | None = None) -> int:
    """Evaluate; what can't be done is one line on standard error."""
    options = parser().parse_args(arguments)
    from components.bulk import before_rasa

    before_rasa()
    from components.evaluation.answers.evaluate import evaluate
    from components.evaluation.answers.printed import notes, printed
    from components.evaluation.answers.report import write_report
    from language.encoder import EncoderMissing

    try:
        outcome = evaluate(options.train, options.test, options.none.strip(), os.cpu_count() or 1)
        written = write_report(outcome, options.report) if options.report else None
    except (EvaluationError, EncoderMissing) as error:
        print(f"sharewell: {error}", file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"sharewell: the report can't be written to {options.report} ({error.strerror})", file=sys.stderr)
        return FAILED
    for note in notes(outcome):
        print(note, file=sys.stderr)
    print(json.dumps(outcome.as_dict(), ensure_ascii=False) if options.json else printed(outcome))
    if written:
        print(f"report: {written}", file=sys.stderr)
    return SOME_ROWS_BAD if outcome.left_out else OK


if __name__ == "__main__":
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of a pipe went away (head, less): nothing is wrong, and nothing can be printed.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = FAILED
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)
