"""RSS 2.0, RSS 1.0 and Atom comment feeds as entries."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

from desk.connectors.feed.plain import has_picture, words_of
from desk.connectors.feed.xml import tree_of
from desk.domain.incoming import WORDLESS, Malformed
from desk.domain.text import MAX_ID, MAX_NAME

ATOM: Final = "{http://www.w3.org/2005/Atom}"
CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
RSS1: Final = "{http://purl.org/rss/1.0/}"
THREAD: Final = "{http://purl.org/syndication/thread/1.0}in-reply-to"
MAX_ADDRESS: Final = 2_000
LEAD: Final = 300
"""The line “In reply to X.” that WordPress puts before a comment is no longer."""
_NO_PART_OF_POST: Final = frozenset({"replytocom", "showcomment", "cpage"})
_COMMENT_PAGE: Final = re.compile(r"/comment-page-\d+/?$")
_IN_BRACKETS: Final = re.compile(r"\(([^()]+)\)\s*$")
_LEAD: Final = re.compile(
    r"""\s*(?:<p>)?([^<]*)<a\s[^>]*?href=["']([^"'<>]+)["'][^>]*>([^<]*)</a>([^<]*?)(?:</p>|\n\n)"""
)


@dataclass(frozen=True)
class Entry:
    """One comment of a feed. ``parent``: the id of the comment it answers, where the feed tells."""

    id: str
    text: str
    link: str | None = None
    author: str | None = None
    written_at: datetime | None = None
    updated_at: datetime | None = None
    parent: str | None = None
    post: str | None = None

    @property
    def mark(self) -> str:
        """Changes with the text."""
        return _short(self.text)

    @property
    def fingerprint(self) -> str | None:
        """The same for the same comment under another id; None where too little is known to tell."""
        if self.written_at is None and len(self.text) < 30:
            return None
        return _short("\n".join((self.author or "", str(self.written_at), self.text)))


@dataclass(frozen=True)
class Feed:
    """``next``: where older entries are (RFC 5005); ``left_out``: why entries can't be used."""

    title: str = ""
    next: str | None = None
    minutes: int | None = None
    by_wordpress: bool = False
    entries: tuple[Entry, ...] = ()
    left_out: tuple[str, ...] = field(default=())


def feed_of(body: bytes) -> Feed:
    """Raises Malformed where the body is no feed."""
    root = tree_of(body)
    if root.tag == f"{ATOM}feed":
        head, items = root, root.findall(f"{ATOM}entry")
    elif root.tag.rpartition("}")[2] in ("rss", "RDF"):
        channel = next((one for one in root if one.tag.rpartition("}")[2] == "channel"), None)
        head = channel if channel is not None else root
        items = [one for place in (head, root) for one in place if one.tag in ("item", f"{RSS1}item")]
    else:
        raise Malformed("The document is no feed: neither RSS nor Atom.")
    by_wordpress = "wordpress" in (_text(head, "generator") or "").lower()
    found, left_out = [], []
    for item in items:
        entry = _entry(item, _text(head, "link"), by_wordpress)
        if isinstance(entry, Entry):
            found.append(entry)
        else:
            left_out.append(entry)
    links = [one for one in head.findall(f"{ATOM}link") if one.get("rel") == "next"]
    return Feed(
        _text(head, "title", f"{ATOM}title", f"{RSS1}title") or "",
        links[0].get("href") if links else None,
        _minutes(_text(head, "ttl")),
        by_wordpress,
        tuple(_linked(found)),
        tuple(left_out),
    )


def _entry(item: Element, home: str | None, by_wordpress: bool) -> Entry | str:
    html, plain = _content(item)
    link = _address(_link(item))
    parent = _answered(item)
    if by_wordpress and link is not None:
        lead, rest = _lead(html, link)
        if lead is not None:
            html, parent = rest, lead
    text = words_of(html) if html else plain.strip()
    if not text:
        if not has_picture(html):
            return "An entry of the feed has no text."
        text = WORDLESS["picture"]
    author = _author(item)
    written_at = _time(_text(item, "pubDate", f"{ATOM}published", f"{DC}date", f"{ATOM}issued"))
    updated_at = _time(_text(item, f"{ATOM}updated"))
    id = _text(item, "guid", f"{ATOM}id") or item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or link
    return Entry(
        fitting(id or f"{author}\n{written_at}\n{text}", bare=id is None),
        text,
        link,
        author,
        written_at or updated_at,
        updated_at,
        parent,
        post_of(link or _address(home)),
    )


def post_of(address: str | None) -> str | None:
    """The post's address from a comment's: without what names the comment in it."""
    if address is None:
        return None
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if name.lower() not in _NO_PART_OF_POST]
    path = _COMMENT_PAGE.sub("/", parts.path)
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(query), ""))


def fitting(id: str, *, bare: bool = False) -> str:
    """An id as the desk takes it: what is too long, or no id at all, by its hash."""
    if bare or len(id) > MAX_ID:
        return f"sha256:{hashlib.sha256(id.encode('utf-8', 'replace')).hexdigest()}"
    return id


def _linked(entries: list[Entry]) -> Iterator[Entry]:
    """Entries with the parents' addresses made ids: as another entry has it, else as the entry's own id is made."""
    ids = {entry.link: entry.id for entry in entries if entry.link}
    for entry in entries:
        parent = entry.parent
        if parent is not None and parent not in ids.values():
            parent = ids.get(parent) or _like_own(entry, parent)
        yield replace(entry, parent=fitting(parent) if parent else None)


def _like_own(entry: Entry, parent: str) -> str | None:
    """``…?p=12#comment-7`` from the own id ``…?p=12#comment-9`` and the parent's address that ends in ``#comment-7``."""
    fragment, own = _fragment(parent), _fragment(entry.link)
    if fragment and own and entry.id.endswith(f"#{own}"):
        return f"{entry.id[: -len(own)]}{fragment}"
    return None if parent.startswith(("http://", "https://")) else parent


def _lead(html: str, link: str) -> tuple[str | None, str]:
    """The address in WordPress's line about the comment that this one answers, and the rest. The words don't matter."""
    found = _LEAD.match(html[: 4 * LEAD])
    if found is None or len(found.group(1)) + len(found.group(3)) + len(found.group(4)) > LEAD:
        return None, html
    target = _address(found.group(2).replace("&amp;", "&").replace("&#038;", "&"))
    if target is None or not _fragment(target) or post_of(target) != post_of(link):
        return None, html
    return target, html[found.end() :]


def _answered(item: Element) -> str | None:
    """What ``thr:in-reply-to`` (RFC 4685) names, where that is a comment: its address then has a fragment."""
    for one in item.findall(THREAD):
        if _fragment(one.get("href")):
            return one.get("ref") or one.get("href")
        if one.get("ref"):
            return one.get("ref")
    return None


def _content(item: Element) -> tuple[str, str]:
    """HTML and plain text; one of them is empty."""
    for name in (CONTENT, f"{ATOM}content", "description", f"{RSS1}description", f"{ATOM}summary"):
        found = item.find(name)
        if found is None:
            continue
        if name.startswith(ATOM) and found.get("type", "text") in ("text", "text/plain"):
            value = "".join(found.itertext())
            if value.strip():
                return "", value
        elif len(found):
            return _html(found), ""
        elif (found.text or "").strip():
            return found.text or "", ""
    return "", ""


def _html(element: Element) -> str:
    """The inside of an XHTML element as HTML; only its structure matters."""
    parts: list[str] = []
    waiting: list[Element | str] = [*reversed(list(element))]
    parts.append(_escaped(element.text))
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        name = str(one.tag).rpartition("}")[2].lower()
        if not name.isalnum():
            continue
        alt = f' alt="{_escaped(one.get("alt"))}"' if one.get("alt") else ""
        parts.append(f"<{name}{alt}>{_escaped(one.text)}")
        waiting.append(("" if name in ("br", "img", "hr") else f"</{name}>") + _escaped(one.tail))
        waiting.extend(reversed(list(one)))
    return "".join(parts)


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _link(item: Element) -> str | None:
    """RSS: the text of ``link``; Atom: the address that shows the entry."""
    plain = _text(item, "link", f"{RSS1}link")
    if plain:
        return plain
    for one in item.findall(f"{ATOM}link"):
        if one.get("rel", "alternate") == "alternate":
            return one.get("href")
    return None


def _author(item: Element) -> str | None:
    """dc:creator, Atom's author, or the name that RSS's author has behind its e-mail address, which isn't kept."""
    person = item.find(f"{ATOM}author")
    name = _text(item, f"{DC}creator") or (_text(person, f"{ATOM}name") if person is not None else None)
    if name is None:
        plain = _text(item, "author") or ""
        named = _IN_BRACKETS.search(plain)
        name = named.group(1) if named else ("" if "@" in plain else plain)
    return " ".join(name.split())[:MAX_NAME] or None


def _text(element: Element, *names: str) -> str | None:
    for name in names:
        found = element.find(name)
        value = (found.text or "").strip() if found is not None else ""
        if value:
            return value
    return None


def _address(value: str | None) -> str | None:
    """A web address; None for anything else."""
    if not value or len(value) > MAX_ADDRESS or any(sign.isspace() for sign in value.strip()):
        return None
    try:
        parts = urlsplit(urljoin("", value.strip()))
        return value.strip() if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _fragment(address: str | None) -> str:
    """What stands behind the ``#``; empty also for what is no address."""
    try:
        return urlsplit(address or "").fragment
    except ValueError:
        return ""


def _time(text: str | None) -> datetime | None:
    """RFC 822 or ISO 8601; None where it is neither, or no year in which somebody comments."""
    if not text:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            at = read(text[:-1] + "+00:00" if text.endswith(("Z", "z")) and read is datetime.fromisoformat else text)
            at = (at if at.tzinfo else at.replace(tzinfo=timezone.utc)).astimezone(timezone.utc)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return at if 1990 <= at.year <= 2200 else None
    return None


def _minutes(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else None


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
