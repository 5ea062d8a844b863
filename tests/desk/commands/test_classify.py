"""`classify` streams rows through the assistant's environment and keeps keys, order and exit codes."""

from __future__ import annotations

import argparse
import json

import pytest

from desk.commands import bulk
from desk.ports.errors import AssistantUnavailable
from desk.supervisor import SupervisorError

UNDERSTOOD = {
    "intent": "question", "confidence": 0.9, "question": 0.9, "complaint": 0.1, "praise": 0.0, "severity": 0,
    "language": "en", "escalate": [], "details": [], "model": "base.tar.gz", "unsure": False,
}  # fmt: skip
ANSWERING = f"""
assert sys.argv[1:4] == ["-m", "components.bulk", "--model"] and sys.argv[4].endswith("base.tar.gz"), sys.argv
print(json.dumps({{"ready": "base.tar.gz"}}), flush=True)
for line in sys.stdin:
    text = json.loads(line)["text"]
    if text == "die": sys.exit(1)
    known = dict(json.loads('{json.dumps(UNDERSTOOD)}'), intent=text)
    print(json.dumps({{"error": "can't be read"}} if text == "bad" else {{"understanding": known}}), flush=True)
"""


@pytest.fixture
def run(tmp_path, assistant, capsys):
    def run(content: str, script: str = ANSWERING, name: str = "comments.csv"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        status = bulk.classify(argparse.Namespace(file=str(path)), assistant(script))
        out, err = capsys.readouterr()
        return status, [json.loads(line) for line in out.splitlines()], err

    return run


def test_each_row_has_its_own_keys_and_what_is_understood(run):
    status, rows, _ = run("id,text,channel,more\n7,one,x,n\n8,two,,n\n")
    assert status == 0 and [row["intent"] for row in rows] == ["one", "two"]
    assert set(rows[0]) == {"id", "text", "channel", *bulk.UNDERSTOOD}
    assert rows[0]["id"] == "7" and "channel" not in rows[1]


def test_many_rows_keep_their_order(run):
    status, rows, _ = run("".join(f"comment {number} {'x' * 300}\n" for number in range(2000)), name="plain.txt")
    assert status == 0 and [row["text"].split()[1] for row in rows] == [str(number) for number in range(2000)]


def test_bad_rows_are_reported_and_the_rest_goes_on(run):
    status, rows, err = run("text\none\nbad\n  \ntwo\n")
    assert status == 3 and [row["text"] for row in rows] == ["one", "two"]
    assert "line 3: can't be read; left out" in err and "line 4: the text is empty; left out" in err
    assert "2 of 4 rows done; 2 left out." in err


def test_when_no_row_is_good_nothing_is_started(run):
    status, rows, _ = run("text\n \n", script="sys.exit('must not run')")
    assert status == 1 and rows == []


def test_an_empty_file_is_done_at_once(run):
    assert run("", script="sys.exit('must not run')", name="empty.txt")[:2] == (0, [])


def test_a_model_that_does_not_load_ends_the_command(run):
    with pytest.raises(AssistantUnavailable, match="could not be loaded"):
        run("text\none\n", script="sys.exit(1)")


def test_an_assistant_that_ends_early_is_said(run):
    with pytest.raises(AssistantUnavailable, match="ended after 1 of 3 comments"):
        run("text\none\ndie\ntwo\n")


def test_without_an_environment_the_message_says_what_to_run(assistant, tmp_path):
    settings = assistant("")
    (tmp_path / "venv" / "assistant" / "bin" / "python").unlink()
    (tmp_path / "a.txt").write_text("one\n")
    with pytest.raises(SupervisorError, match="sharewell setup"):
        bulk.classify(argparse.Namespace(file=str(tmp_path / "a.txt")), settings)
