"""The text of a page, whatever it says its encoding is, or says wrongly."""

from __future__ import annotations

import codecs
import contextlib
import re
from typing import Final

_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"""(?i)<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""")
# What the web calls Latin-1 or ASCII is Windows-1252 (WHATWG Encoding Standard, section 4.2).
_LATIN_1: Final = frozenset({"iso8859-1", "ascii", "latin-1"})
# Python knows encodings that are none of a web page's, some slow on hostile input.
_OF_THE_WEB = re.compile(
    r"(?i)utf-?(?:8|16(?:-?[lb]e)?)|(?:windows|cp|ibm)-?\d{3,4}|iso-?8859-?\d{1,2}|latin-?\d|(?:us-)?ascii"
    r"|shift[-_]?jis|sjis|euc-(?:jp|kr)|iso-2022-jp|gb(?:2312|k|18030)|big5|koi8-[ru]|tis-620|mac-?\w+"
)


def decoded(raw: bytes, charset: str | None = None) -> str:
    """The text of an HTML page; ``charset`` is what its Content-Type said. Never fails: odd bytes become ``�``.

    A byte order mark is believed first. Then valid UTF-8 is UTF-8, even where Latin-1 was declared, as Latin-1 text
    with accents practically never is valid UTF-8; then comes what was declared, by the server or in the page.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    found = _META.search(raw[:4096])
    declared = _known(charset) or _known(found.group(1).decode("ascii", "replace") if found else None)
    tries = [declared] if declared and _many_bytes(declared) else ["utf-8", *([declared] if declared else [])]
    for name in tries:
        with contextlib.suppress(UnicodeDecodeError):
            return raw.decode(name)
    fallback = declared if declared and declared != "utf-8" and not _many_bytes(declared) else "cp1252"
    return raw.decode(fallback, "replace")


def _known(label: str | None) -> str | None:
    label = (label or "").strip().strip("\"'")
    if not _OF_THE_WEB.fullmatch(label):
        return None
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return "cp1252" if name in _LATIN_1 else name


def _many_bytes(name: str) -> bool:
    return not name.startswith(("utf-8", "cp125", "iso8859", "koi8", "mac", "cp8", "tis"))
