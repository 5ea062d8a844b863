"""`lint` says at its end how many rows it left out, as `draft` and `classify` do."""

import argparse
import json

import pytest

from desk.commands import bulk


@pytest.mark.parametrize(
    ("rows", "status", "summary"),
    [
        (['{"text": "Thank you for asking."}'], 0, ""),
        (['{"text": "Thank you for asking."}', "{"], 3, "1 of 2 rows done; 1 left out.\n"),
        (['{"txt": "Hi"}', "{"], 1, "0 of 2 rows done; 2 left out.\n"),
    ],
)
def test_rows_that_were_left_out_are_summed_up(tmp_path, capsys, rows, status, summary):
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(rows))
    assert bulk.lint(argparse.Namespace(file=str(file)), None) == status
    out, err = capsys.readouterr()
    assert all(json.loads(line)["findings"] == [] for line in out.splitlines())
    assert err.endswith(summary)
    assert bool(err) == bool(summary)
