"""The text of a part, whatever it says its character set is, or says wrongly."""

from __future__ import annotations

import codecs
import contextlib
import re
from typing import Final

# Python knows encodings that no mail program writes, some slow on hostile input.
_OF_MAIL = re.compile(
    r"(?i)utf-?(?:7|8|16(?:-?[lb]e)?|32(?:-?[lb]e)?)|(?:windows|cp|ibm)-?\d{3,4}|iso-?8859-?\d{1,2}(?:-[ie])?|latin-?\d"
    r"|(?:us-)?ascii|shift[-_]?jis|sjis|euc-(?:jp|kr)|ks_c_5601-1987|iso-2022-(?:jp|kr)(?:-\d)?|gb(?:2312|k|18030)"
    r"|hz(?:-gb-2312)?|big5(?:-hkscs)?|koi8-[ru]|tis-620|mac-?\w{1,12}"
)
# Their texts are also valid UTF-8, and mean something else.
_STATEFUL: Final = ("iso2022", "hz", "utf-7", "utf-16", "utf-32")
_LATIN_1: Final = frozenset({"iso8859-1", "ascii", "latin-1"})


def decoded(raw: bytes, charset: str | None) -> str:
    """Never fails: odd bytes become ``�``.

    Valid UTF-8 is UTF-8 whatever was declared, as text with accents in another set practically never is valid UTF-8;
    then comes what was declared, then Windows-1252, which is what undeclared Western text mostly is.
    """
    declared = _known(charset)
    if declared and declared.replace("_", "").startswith(_STATEFUL):
        tries = [declared, "utf-8-sig", "cp1252"]
    else:
        tries = ["utf-8-sig", *([declared] if declared else []), "cp1252"]
    for name in tries:
        with contextlib.suppress(UnicodeError):
            return raw.decode(name)
    return raw.decode(declared or "cp1252", "replace")


def _known(label: str | None) -> str | None:
    label = (label or "").strip().strip("\"'")
    if not _OF_MAIL.fullmatch(label):
        return None
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return "cp1252" if name in _LATIN_1 else name
