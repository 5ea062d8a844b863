"""`python -m components.evaluation.replies FILE …`; exit codes as the command line's: 0, 1, 2, and 3 when rows were left out."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from components.evaluation.errors import EvaluationError

OK, FAILED, SOME_ROWS_BAD = 0, 1, 3


def parser() -> argparse.ArgumentParser:
    """The arguments of `./sharewell evaluate replies`."""
    arguments = argparse.ArgumentParser(prog="sharewell evaluate replies", description=__doc__)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--encoder", type=Path, required=True)
    arguments.add_argument("--report", type=Path)
    arguments.add_argument("--json", action="store_true")
    return arguments


def main(arguments: list[str] | None = None) -> int:
    """Replay; what can't be done is one line on standard error."""
    options = parser().parse_args(arguments)
    from components.evaluation.replay import replay
    from components.evaluation.reply_curves import curves_of
    from components.evaluation.reply_printed import printed
    from components.evaluation.reply_report import write_report
    from components.evaluation.reply_rows import read_answered
    from language.encoder import Encoder, EncoderMissing
    from language.encoder_settings import EncoderSettingsError, read_encoder_settings

    try:
        rows, left_out = read_answered(options.file)
        told = {**os.environ, "SHAREWELL_ENCODER": str(options.encoder)}
        encoder = Encoder(read_encoder_settings(told, options.encoder), threads=os.cpu_count() or 1)
        replayed = replay(rows, encoder)
        curves = curves_of(replayed, options.file, len({row.company for row in rows}), left_out)
        written = write_report(curves, options.report) if options.report else None
    except (EvaluationError, EncoderMissing, EncoderSettingsError) as error:
        print(f"sharewell: {error}", file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"sharewell: the report can't be written to {options.report} ({error.strerror})", file=sys.stderr)
        return FAILED
    for reason, count in left_out.items():
        print(f"{count:,} rows left out: {reason}.", file=sys.stderr)
    print(json.dumps(curves.as_dict(), ensure_ascii=False) if options.json else printed(curves))
    if written:
        print(f"report: {written}", file=sys.stderr)
    return SOME_ROWS_BAD if left_out else OK


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
