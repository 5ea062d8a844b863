"""A message written in HTML as plain text, its quoted history marked as history."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree, html

MAX_HTML: Final = 500_000
QUOTED: Final = "\n>\n"
_NEVER_READ: Final = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "object", "iframe"})
_BLOCKS: Final = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    }
)
_PARAGRAPHS: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "table"})
_QUOTES: Final = frozenset(
    {"gmail_quote", "gmail_quote_container", "protonmail_quote", "yahoo_quoted", "moz-forward-container"}
)
_REST_IS_HISTORY: Final = frozenset(
    {"divRplyFwdMsg", "x_divRplyFwdMsg", "appendonsend", "mail-editor-reference-message-container"}
)
_SIGNATURES: Final = frozenset({"gmail_signature", "moz-signature", "protonmail_signature_block"})
_HIDDEN = re.compile(r"(?i)display\s*:\s*none")
_SPACES = re.compile(r"[ \t\r\n\v\f\u00a0]+")
_LINE: Final = "\v"
_PARAGRAPH: Final = "\f"
_BREAKS = re.compile(r"[\v\f][ \v\f]*")
_MANY_LINES = re.compile(r"\n{3,}")


def text_of(page: str) -> str:
    """What a person would read; empty where that is nothing."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(page[:MAX_HTML].encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return ""
    text = _read(root)
    if not text.replace(">", "").strip():
        text = _read(root, history=True)
    return text


def _read(root: Any, *, history: bool = False) -> str:
    out: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        name = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            marks = {node.get("id") or "", *(node.get("class") or "").split()}
            if not history and marks & _REST_IS_HISTORY:
                out.append("\n-----Original Message-----\n")
            if name in _NEVER_READ or marks & _SIGNATURES or _HIDDEN.search(node.get("style") or ""):
                walk.skip_subtree()
                continue
            if not history and (name == "blockquote" or marks & _QUOTES):
                out.append(QUOTED)
                walk.skip_subtree()
                continue
            _open(name, out)
            out.append(_SPACES.sub(" ", node.text or ""))
        else:
            _close(name, out)
            out.append(_SPACES.sub(" ", node.tail or ""))
    text = _BREAKS.sub(_broken, "".join(out))
    lines = (line.strip() for line in text.split("\n"))
    return _MANY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _open(name: str, out: list[str]) -> None:
    if name == "br":
        out.append("\n")
    elif name in ("td", "th"):
        out.append(" ")
    else:
        _close(name, out)
    if name == "li":
        out.append("- ")


def _close(name: str, out: list[str]) -> None:
    if name in _PARAGRAPHS:
        out.append(_PARAGRAPH)
    elif name in _BLOCKS:
        out.append(_LINE)


def _broken(match: re.Match[str]) -> str:
    return "\n\n" if _PARAGRAPH in match.group() else "\n"
