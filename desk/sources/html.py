"""The article on a web page as Markdown: headings, lists, tables and links stay, menus and footers go."""

from __future__ import annotations

import re
from configparser import ConfigParser
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import trafilatura
from trafilatura.settings import use_config

from desk.domain.errors import Invalid
from desk.sources.addresses import joined

# Around an article, never in it. A header within the article may hold its title.
_AROUND: Final = [
    "//nav",
    "//footer",
    "//aside",
    "//form",
    "//button",
    "//noscript",
    "//template",
    "//header[not(ancestor::article) and not(ancestor::main)]",
]
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_HEADING_LINE = re.compile(r"(?m)^#{1,6} ")
_AS_MUCH: Final = 0.95
_MARKUP = re.compile(r"(?i)</?(?:p|br|ul|ol|li|div|h[1-6]|strong|em|b|i|a|table|span)(?:\s[^<>]*)?/?>")


@dataclass(frozen=True)
class HtmlArticle:
    """What an HTML page says; ``url`` is the address that the page itself gives as its own."""

    title: str | None
    body: str
    url: str | None


def article_on(html: str, address: str | None = None) -> HtmlArticle:
    """The main content of a page; raises Invalid where there is none."""
    tree = trafilatura.load_html(html) if html.strip() else None
    if tree is None:
        raise Invalid("holds no text")
    about = trafilatura.extract_metadata(tree, default_url=address)
    title = " ".join((about.title or "").split()) or None
    body = _markdown(tree, address or about.url)
    lines = body.splitlines()
    heading = _HEADING.fullmatch(lines[0]) if lines else None
    if heading and (title is None or heading.group(1).casefold() == title.casefold()):
        title, body = title or heading.group(1), "\n".join(lines[1:]).strip()
    if not body:
        raise Invalid("holds no text that can be read; it may be put together by scripts in the browser")
    return HtmlArticle(title, body, about.url)


def as_markdown(text: str) -> str:
    """A text that holds HTML as Markdown; any other text as it is."""
    if not _MARKUP.search(text):
        return text
    tree = trafilatura.load_html(f"<html><body><article>{text}</article></body></html>")
    return (_markdown(tree, None) if tree is not None else "") or text


def _markdown(tree: Any, address: str | None) -> str:
    for link in list(tree.iter("a")):
        target = (link.get("href") or "").strip()
        if target.lower().startswith(("mailto:", "tel:")):
            continue
        try:
            link.set("href", joined("" if target.startswith("#") else address or "", target))
        except Invalid:
            link.drop_tag()  # scripts, and what leads nowhere outside its page: the words stay
    text = _extracted(tree, address)
    if _HEADING_LINE.search(text) or not tree.xpath("//h2 | //h3 | //h4"):
        return text
    _name_article(tree)
    other = _extracted(tree, address)
    return other if len(other.split()) >= _AS_MUCH * len(text.split()) else text


def _extracted(tree: Any, address: str | None) -> str:
    text = trafilatura.extract(
        tree,
        url=address,
        output_format="markdown",
        favor_recall=True,
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_tables=True,
        prune_xpath=_AROUND,
        config=_settings(),
    )
    return (text or "").strip()


def _name_article(tree: Any) -> None:
    """Make an ``article`` of the smallest element that holds all paragraphs and headings outside menus and footers.

    Pages whose layout gives no hint where the article begins lose their headings otherwise.
    """
    parts = [part for part in tree.iter("p", "h1", "h2", "h3", "h4") if not _is_around(part)]
    if not parts:
        return
    holders = list(parts[0].iterancestors())
    for part in parts[1:]:
        above = set(part.iterancestors())
        holders = [holder for holder in holders if holder in above]
    if not holders or holders[0].tag == "html":
        return
    article = holders[0].makeelement("article")
    article.text, holders[0].text = holders[0].text, None
    article.extend(list(holders[0]))
    holders[0].append(article)


def _is_around(part: Any) -> bool:
    return next(part.iterancestors("nav", "footer", "aside", "form", "header"), None) is not None


@lru_cache(maxsize=1)
def _settings() -> ConfigParser:
    """An answer of one sentence is an answer: by default trafilatura would look for it among the menus."""
    settings = use_config()
    for name in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        settings["DEFAULT"][name] = "1"
    return settings
