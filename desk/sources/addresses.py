"""Web addresses: which are taken, which belong to the same host, and the stable id that one gives an article."""

from __future__ import annotations

import hashlib
import re
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

import httpx

from desk.domain.errors import Invalid

MAX_SLUG: Final = 120
_PORTS: Final = {"http": 80, "https": 443}
_NUMBERED = re.compile(r"(\d{5,})-.+")
_FILE_ENDING = re.compile(r"(?i)(?:(?:^|/)index)?\.(?:html?|xhtml|php|aspx?)$")


def checked(address: str) -> str:
    """The address without its fragment; raises Invalid unless it is http or https, has a host and no password.

    Private addresses are taken: the person who runs an import may reach them anyway.
    """
    address = address.strip()
    try:
        parts = urlsplit(address)
        url = httpx.URL(address)
        _ = parts.port
    except (ValueError, httpx.InvalidURL):
        raise Invalid(f"{address[:200]!r} is not a web address.") from None
    if parts.scheme.lower() not in _PORTS or not url.host:
        raise Invalid(f"{address[:200]!r} is not a web address that starts with https:// or http://.")
    if parts.username or parts.password:
        raise Invalid("The address holds a user name or password; those are not taken.")
    return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path or "/", parts.query, ""))


def joined(base: str, target: str) -> str:
    """The address that ``target`` means on the page ``base``; raises Invalid as `checked` does."""
    try:
        return checked(urljoin(base, target.strip()))
    except ValueError:
        raise Invalid(f"{target[:200]!r} is not a web address.") from None


def same_host(one: str, other: str) -> bool:
    """Whether both are on one host and port; http and https on their usual ports count as one."""
    return _host(one) == _host(other)


def _host(address: str) -> tuple[str, int | None]:
    url = httpx.URL(address)
    return url.host, None if url.port in (None, _PORTS[url.scheme]) else url.port


def id_of(address: str) -> str:
    """A stable id from the path and query, as in ``articles-return-an-item``.

    Help centres put the article's number before its title, which changes when the title does: the number is enough.
    """
    parts = urlsplit(address)
    path = _FILE_ENDING.sub("", unquote(parts.path)).strip("/")
    folder, slash, last = path.rpartition("/")
    numbered = _NUMBERED.fullmatch(last)
    path = folder + slash + (numbered.group(1) if numbered else last)
    return slug(f"{path} {unquote(parts.query)}".strip() or parts.hostname or "home")


def slug(text: str) -> str:
    """Small letters, digits and dashes, letters of any script; what is too long is cut and told apart by a hash."""
    result = re.sub(r"[\W_]+", "-", text.casefold()).strip("-")
    if 0 < len(result) <= MAX_SLUG:
        return result
    mark = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{result[:MAX_SLUG].strip('-')}-{mark}".lstrip("-")


def derived(name: str, page_id: str | None) -> str:
    """An id that was made from an address or a title: those of a page begin with the page's, to keep pages apart."""
    return f"{page_id}-{name}" if page_id else name
