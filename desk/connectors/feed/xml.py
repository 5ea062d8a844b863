"""A feed's bytes as a tree: whatever encoding, none of XML's traps, and the usual mistakes of feeds forgiven."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import html5
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from desk.domain.incoming import Malformed

MAX_TAGS: Final = 200_000
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_ENCODING: Final = re.compile(rb"""<\?xml[^>]{0,150}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_TEXT_CODECS: Final = re.compile(r"utf|iso8859|cp\d|koi8|mac|shift_jis|euc|gb|big5|hz|ascii|iso2022|tis|ptcp")
_REFERENCE: Final = re.compile(r"&(?:#(\d{1,7});|#[xX]([0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{1,31});)?")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_KNOWN: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})


def tree_of(body: bytes) -> Element:
    """The root of the document. Raises Malformed, also for a document type and entities of its own."""
    text = _DECLARATION.sub("", decoded(body), count=1).strip()
    if not text.startswith("<"):
        raise Malformed("The body is no XML.")
    if text.count("<") > MAX_TAGS:
        raise Malformed("The feed has too many elements.")
    cleaned = "".join(_cleaned(_FORBIDDEN.sub("", text)))
    try:
        root: Element = ElementTree.fromstring(cleaned, forbid_dtd=True)
    except DefusedXmlException:
        raise Malformed("The document has a document type or entities of its own, which a feed doesn't need.") from None
    except (ParseError, ValueError, RecursionError) as error:
        raise Malformed(f"The body is no well-formed XML ({str(error)[:100]}).") from None
    return root


def decoded(body: bytes) -> str:
    """The text of the body. What is UTF-8 is taken for UTF-8, whatever the declaration says; it is often wrong."""
    for mark, of_mark in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if body.startswith(mark):
            return body.decode(of_mark, "replace")
    declared = _declared(body)
    order = (declared, "utf-8") if declared and declared.startswith("iso2022") else ("utf-8", declared)
    for encoding in order:
        if encoding:
            try:
                return body.decode(encoding)
            except UnicodeDecodeError:
                continue
    return body.decode("windows-1252", "replace")


def _cleaned(text: str) -> Iterator[str]:
    """The text with its references mended; what is marked as CDATA has none."""
    place = 0
    while True:
        start = text.find("<![CDATA[", place)
        end = text.find("]]>", start) if start >= 0 else -1
        if end < 0:
            yield _REFERENCE.sub(_reference, text[place:])
            return
        yield _REFERENCE.sub(_reference, text[place:start])
        place = end + 3
        yield text[start:place]


def _declared(body: bytes) -> str | None:
    found = _ENCODING.search(body[:400])
    if found is None:
        return None
    try:
        name = codecs.lookup(found.group(1).decode()).name
    except LookupError:
        return None
    return name if _TEXT_CODECS.match(name) and name != "utf-7" else None


def _reference(found: re.Match[str]) -> str:
    """A reference as XML takes it: names that only HTML knows become characters, a bare ampersand is escaped."""
    decimal, hexadecimal, name = found.groups()
    if decimal or hexadecimal:
        number = int(decimal) if decimal else int(hexadecimal, 16)
        return found.group() if _is_character(number) else ""
    if name is None:
        return "&amp;"
    if name in _KNOWN:
        return found.group()
    return html5.get(f"{name};", f"&amp;{name};")


def _is_character(number: int) -> bool:
    return (
        number in (9, 10, 13) or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD or 0x10000 <= number <= 0x10FFFF
    )
