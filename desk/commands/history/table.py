"""CSV and JSON lines: a comment a row, with its reply where there was one."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from typing import IO, Any, Final, TextIO

from desk.commands.history.exchange import Exchange, LeftOut, Own, checked, string
from desk.commands.history.files import bundle
from desk.commands.history.json_array import NOT_UTF8
from desk.commands.reply_rows import COMMENT, DATE, PAGE, REPLY, time_of
from desk.domain.errors import DeskError, Invalid

REPLIED: Final = ("replied", "replied_at")
MAX_LINE: Final = 16 * 1024**2


def json_lines(name: str, own: Own) -> Iterator[Exchange | LeftOut]:
    """One JSON object a line."""
    with bundle(name) as files, files.opened(files.only) as stream:
        for number, value in objects(stream):
            yield _row(f"line {number:,}", value) if isinstance(value, Mapping) else LeftOut(f"line {number:,}", value)


def objects(stream: IO[bytes]) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Each line's number with its object, or why it has none."""
    number = 0
    while line := stream.readline(MAX_LINE):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
            if line.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise Invalid("The file is UTF-16, not UTF-8. Convert it: iconv -f UTF-16 -t UTF-8")
        if not line.endswith(b"\n") and len(line) >= MAX_LINE:
            while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            yield number, f"has more than {MAX_LINE:,} bytes"
            continue
        if line.strip():
            yield number, _object(line)


def csv_rows(name: str, own: Own) -> Iterator[Exchange | LeftOut]:
    """A header with ``comment`` and ``reply``, at least one of them; apart by commas, semicolons or tabs."""
    with bundle(name) as files:
        with files.opened(files.only) as stream:
            first = stream.read(4)
        encoding = "utf-16" if first.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        with files.opened(files.only) as stream:
            try:
                with io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline="") as text:
                    yield from _csv(text, name)
            except UnicodeError as error:
                raise Invalid(f"{name} can't be read as {encoding.upper()}: {error}.") from None


def _csv(file: TextIO, name: str) -> Iterator[Exchange | LeftOut]:
    header = file.readline(100_000)
    _check_encoding(header, name)
    delimiter = max(",;\t", key=header.count)
    columns = [column.strip().lower() for column in next(csv.reader([header], delimiter=delimiter), [])]
    if not {*COMMENT, *REPLY} & set(columns):
        raise Invalid(f"{name} has no column named comment or reply; its header is: {header[:200].strip()}")
    reader = csv.reader(file, delimiter=delimiter)
    while True:
        number = reader.line_num + 2
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield LeftOut(f"line {number:,}", f"is not CSV ({error})")
            continue
        if not any(values):
            continue
        row = dict(zip(columns, values, strict=False))
        if any("\udc80" <= sign <= "\udcff" for value in values for sign in value):
            yield LeftOut(f"line {number:,}", NOT_UTF8)
        elif len(values) > len(columns):
            yield LeftOut(f"line {number:,}", f"has {len(values)} fields; the header has {len(columns)}")
        else:
            yield _row(f"line {number:,}", row)


def _check_encoding(header: str, name: str) -> None:
    if any("\udc80" <= sign <= "\udcff" for sign in header):
        raise Invalid(f"{name} {NOT_UTF8}")


def _object(line: bytes) -> Mapping[str, Any] | str:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return NOT_UTF8
    except (ValueError, RecursionError) as error:
        return f"is not JSON ({str(error)[:100]})"
    return value if isinstance(value, dict) else "is not a JSON object"


def _row(where: str, values: Mapping[str, Any]) -> Exchange | LeftOut:
    comment, reply = _value(values, COMMENT), _value(values, REPLY)
    try:
        at, replied_at = time_of(_value(values, DATE)), time_of(_value(values, REPLIED))
    except DeskError as error:
        return LeftOut(where, str(error).rstrip("."))
    own = f"{comment}\n{reply}\n{at}"
    id = _value(values, ("id",)) or hashlib.sha256(own.encode("utf-8", "replace")).hexdigest()
    author, channel, page = (_value(values, (name,)).strip() for name in ("author", "channel", *PAGE))
    return checked(
        Exchange(where, id, comment, reply, at, replied_at, channel or "api", page or None, (author,) if author else ())
    )  # fmt: skip


def _value(values: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((found for name in names if (found := string(values.get(name))).strip()), "")
