from __future__ import annotations

import io
from pathlib import Path

from desk.supervisor.logs import LONGEST_LINE, LinePump, ProcessLog, Terminal


def pumped(tmp_path: Path, *chunks: bytes) -> list[str]:
    stream, log = io.StringIO(), ProcessLog(tmp_path / "web.log")
    pump = LinePump("web", Terminal(["web"], stream), log)
    for chunk in chunks:
        pump.data_received(chunk)
    pump.connection_lost(None)
    log.close()
    return stream.getvalue().splitlines()


def test_lines_are_whole_however_they_arrive(tmp_path: Path) -> None:
    lines = pumped(tmp_path, b"on", b"e\ntwo\nthr", b"ee")
    assert [line.split("│ ")[1] for line in lines] == ["one", "two", "three"]
    assert (tmp_path / "web.log").read_bytes() == b"one\ntwo\nthree\n"


def test_a_letter_cut_in_two_is_whole_again(tmp_path: Path) -> None:
    word = "Grüße".encode()
    assert pumped(tmp_path, word[:3], word[3:] + b"\n")[0].endswith("│ Grüße")


def test_a_line_without_end_is_cut(tmp_path: Path) -> None:
    assert len(pumped(tmp_path, b"x" * (2 * LONGEST_LINE + 5))) == 3


def test_bytes_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    assert len(pumped(tmp_path, b"\xff\xfe\n")) == 1
