"""The pages that a sitemap names: plain, gzipped, or an index of sitemaps (sitemaps.org, version 0.9)."""

from __future__ import annotations

import zlib
from collections import deque
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit
from xml.parsers import expat

from desk.domain.errors import Invalid
from desk.services.knowledge import Reading
from desk.sources.addresses import checked, same_host
from desk.sources.fetch import Fetcher, Unfetched

MAX_SITEMAP: Final = 50_000_000  # the protocol's own limit
MAX_SITEMAPS: Final = 200


@dataclass
class SitemapFile:
    """The addresses that one file names, in its order."""

    pages: list[str] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)


def is_sitemap(address: str) -> bool:
    """Whether an address looks like a sitemap's."""
    path = urlsplit(address).path.lower()
    return path.endswith((".xml", ".xml.gz", ".gz")) or "sitemap" in path.rpartition("/")[2]


def pages_of(fetcher: Fetcher, start: str, most: int, reading: Reading) -> list[str]:
    """At most ``most`` pages on the host of the sitemap ``start``, in its order, each once.

    What can't be followed is noted in ``reading``; Unfetched or Invalid only where the first file itself can't be used.
    """
    pages: dict[str, None] = {}
    seen = {start}
    waiting = deque([start])
    while waiting:
        address = waiting.popleft()
        try:
            file = parsed(fetcher.get(address, limit=MAX_SITEMAP).body)
        except (Unfetched, Invalid) as error:
            if address == start:
                raise Invalid(f"{address} {str(error).rstrip('.')}.") from None
            reading.leave_out(address, error)  # without an id: what it named may still be there
            continue
        for found in file.pages:
            page = _usable(found, start, reading)
            if page is None or page in pages:
                continue
            if len(pages) == most:
                reading.complete = False
                return list(pages)
            pages[page] = None
        for found in file.sitemaps:
            inner = _usable(found, start, reading)
            if inner is None or inner in seen:
                continue
            if len(seen) == MAX_SITEMAPS:
                reading.complete = False
                continue
            seen.add(inner)
            waiting.append(inner)
    return list(pages)


def _usable(found: str, start: str, reading: Reading) -> str | None:
    try:
        address = checked(found)
    except Invalid as error:
        reading.leave_out(found[:200], error, gone=True)
        return None
    if not same_host(address, start):
        reading.leave_out(address, "is on another host than the sitemap", gone=True)
        return None
    return address


def parsed(raw: bytes) -> SitemapFile:
    """The addresses in a sitemap or an index of sitemaps; raises Invalid."""
    parser = expat.ParserCreate()
    file, names, text = SitemapFile(), list[str](), list[str]()

    def start(name: str, attributes: dict[str, str]) -> None:
        names.append(name.rpartition(":")[2])
        text.clear()
        if len(names) == 1 and names[0] not in ("urlset", "sitemapindex"):
            raise Invalid(f"is not a sitemap: it begins with <{names[0][:40]}>")

    def end(name: str) -> None:
        address = "".join(text).strip()
        if names[-2:] == ["url", "loc"] and address:
            file.pages.append(address)
        elif names[-2:] == ["sitemap", "loc"] and address:
            file.sitemaps.append(address)
        names.pop()
        text.clear()

    def refuse(*_: object) -> None:
        raise Invalid("declares a document type, which no sitemap needs")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text.append
    parser.StartDoctypeDeclHandler = refuse  # entities that grow into gigabytes begin there
    try:
        parser.Parse(_unzipped(raw).strip(), True)
    except expat.ExpatError as error:
        raise Invalid(f"is not a sitemap that can be read ({error})") from None
    return file


def _unzipped(raw: bytes) -> bytes:
    """The bytes of a gzip file, at most as many as a sitemap may have; other bytes as they are."""
    if not raw.startswith(b"\x1f\x8b"):
        return raw
    inflate = zlib.decompressobj(wbits=31)
    try:
        plain = inflate.decompress(raw, MAX_SITEMAP)
    except zlib.error as error:
        raise Invalid(f"is not a gzip file that can be read ({error})") from None
    if inflate.unconsumed_tail:
        raise Invalid(f"is larger than {MAX_SITEMAP / 1_000_000:g} MB once unpacked")
    if not inflate.eof:
        raise Invalid("is a gzip file that was cut off")
    return plain
