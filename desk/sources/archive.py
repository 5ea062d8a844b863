"""Articles from a zip of HTML files, as help centres export them. Nothing is unpacked to disk."""

from __future__ import annotations

import contextlib
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Final

from desk.domain.errors import Invalid
from desk.services.knowledge import Reading, article_of
from desk.sources.addresses import derived, id_of
from desk.sources.encodings import decoded
from desk.sources.fetch import MAX_PAGE
from desk.sources.html import article_on

MAX_ENTRIES: Final = 20_000
MAX_ARTICLES: Final = 5_000
MAX_TOTAL: Final = 200_000_000
MAX_RATIO: Final = 100
"""Help pages shrink five to twenty times; a bomb hundreds of times. Small files may shrink more: see SMALL."""
SMALL: Final = 100_000
_UTF_8_NAME: Final = 0x800
_ENCRYPTED: Final = 0x1
_ENDINGS: Final = (".html", ".htm", ".xhtml")


def read_archive(path: Path, page_id: str | None = None) -> Reading:
    """The articles of a zip's HTML files, by name; raises Invalid where the zip itself can't be used."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive, path.name, page_id)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        # NotImplementedError: of a later version; ValueError: a name that says it is UTF-8 and is not.
        raise Invalid(f"{path} is not a zip that can be read ({error}).") from None
    except OSError as error:
        raise Invalid(f"{path} can't be read: {error.strerror or error}.") from None


def _read(archive: zipfile.ZipFile, name: str, page_id: str | None) -> Reading:
    if len(archive.infolist()) > MAX_ENTRIES:
        raise Invalid(f"{name} holds {len(archive.infolist()):,} files; at most {MAX_ENTRIES:,} are taken.")
    entries: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        entry = name_of(info)
        if entry.lower().endswith(_ENDINGS) and not info.is_dir() and not _hidden(entry):
            entries.setdefault(entry, info)
    _check_sizes(list(entries.values()), name)
    reading = Reading()
    top = _common_folder([entry for entry in entries if _inside(entry)])
    for entry, info in sorted(entries.items()):
        if not _inside(entry):
            reading.leave_out(entry, "has a name that leads out of the zip", gone=True)
            continue
        article_id = derived(id_of("/" + _escaped(entry.removeprefix(top).lstrip("/"))), page_id)
        try:
            content = article_on(decoded(_bytes(archive, info)))
            title = content.title or PurePosixPath(entry).stem.replace("-", " ")
            meta = {"title": title, "url": content.url if _is_web(content.url) else None}
            article = article_of(meta, content.body, default_id=article_id, page_id=page_id)
        except Invalid as error:
            reading.leave_out(entry, error, article_id)
        else:
            reading.add(article, entry)
    return reading


def _check_sizes(infos: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse a bomb by what its directory says; `_bytes` keeps each entry to that."""
    if len(infos) > MAX_ARTICLES:
        raise Invalid(f"{name} holds {len(infos):,} HTML files; at most {MAX_ARTICLES:,} are taken.")
    total = sum(info.file_size for info in infos)
    if total > MAX_TOTAL:
        raise Invalid(
            f"{name} holds {total / 1e6:,.0f} MB of HTML once unpacked; at most {MAX_TOTAL / 1e6:,.0f} are taken."
        )
    for info in infos:
        if info.file_size > SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise Invalid(f"{name} looks like a zip bomb: one file grows {MAX_RATIO} times or more. Nothing was read.")


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise Invalid("is encrypted")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Invalid("is a link, not a page")
    if info.file_size > MAX_PAGE:
        raise Invalid(f"is larger than {MAX_PAGE / 1_000_000:g} MB")
    try:
        with archive.open(info) as file:
            return file.read(MAX_PAGE + 1)[:MAX_PAGE]
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError) as error:
        raise Invalid(f"can't be unpacked ({error or type(error).__name__})") from None


def name_of(info: zipfile.ZipInfo) -> str:
    """An entry's name with forward slashes; one that does not say that it is UTF-8, but is, is read as UTF-8."""
    name = info.orig_filename.partition("\0")[0]
    if not info.flag_bits & _UTF_8_NAME:
        with contextlib.suppress(UnicodeError):  # then it is what zip programs wrote before there was UTF-8
            name = name.encode("cp437").decode("utf-8")
    name = name.replace("\\", "/")
    while name.startswith("./"):
        name = name[2:]
    return name


def _inside(entry: str) -> bool:
    parts = entry.split("/")
    return not entry.startswith("/") and ".." not in parts and ":" not in parts[0]


def _hidden(entry: str) -> bool:
    return any(part.startswith(".") and part not in (".", "..") for part in entry.split("/")) or entry.startswith(
        "__MACOSX/"
    )


def _common_folder(entries: list[str]) -> str:
    """The one folder that everything lies in: its name is often the day's date, and must not get into ids."""
    tops = {entry.partition("/")[0] if "/" in entry else "" for entry in entries}
    top = next(iter(tops)) if len(tops) == 1 else ""
    return f"{top}/" if top else ""


def _escaped(entry: str) -> str:
    return entry.replace("%", "%25").replace("?", "%3F").replace("#", "%23")


def _is_web(url: str | None) -> bool:
    return bool(url) and str(url).lower().startswith(("http://", "https://"))
