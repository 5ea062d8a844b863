"""Help content as articles: Markdown files read, and the keys that every source shares checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import frontmatter
import yaml

from desk.domain.article import Article
from desk.domain.errors import Invalid
from desk.domain.text import cleaned

MAX_BODY: Final = 100_000
MAX_TITLE: Final = 300


@dataclass(frozen=True)
class LeftOut:
    """A file, row or page that did not become an article, and why.

    ``id`` is the article it would have been, None where that can't be known. ``gone``: there certainly is no such
    article any more, so an older copy of it needs no sparing.
    """

    where: str
    message: str
    id: str | None = None
    gone: bool = False


@dataclass
class Reading:
    """What a source holds; ``complete`` is False when it holds more than was looked at."""

    articles: dict[str, Article] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    complete: bool = True

    def add(self, article: Article, where: str) -> None:
        """Take the article, unless another has its id already."""
        if article.id in self.articles:
            self.left_out.append(LeftOut(where, f"another one has the id {article.id!r} already", article.id))
        else:
            self.articles[article.id] = article

    def leave_out(self, where: str, error: Exception | str, id: str | None = None, *, gone: bool = False) -> None:
        """Note what can't be an article, and why."""
        self.left_out.append(LeftOut(where, " ".join(str(error).split()).rstrip("."), id, gone))


def read_folder(folder: Path, page_id: str | None = None) -> Reading:
    """All ``*.md`` files below the folder as articles; files that can't be read are reported, the rest goes on."""
    if not folder.is_dir():
        raise Invalid(f"{folder} is not a folder.")
    reading = Reading()
    for path in sorted(folder.rglob("*.md")):
        try:
            article = read_article(path.read_text(encoding="utf-8-sig"), default_id=path.stem, page_id=page_id)
        except UnicodeDecodeError as error:
            reading.leave_out(str(path), f"is not UTF-8 (byte {error.start:,})")
        except OSError as error:
            reading.leave_out(str(path), f"can't be read: {error.strerror or error}")
        except (Invalid, yaml.YAMLError) as error:
            reading.leave_out(str(path), error)
        else:
            reading.add(article, str(path))
    return reading


def read_article(source: str, *, default_id: str, page_id: str | None = None) -> Article:
    """One article from Markdown with YAML front matter; raises Invalid or yaml.YAMLError."""
    post = frontmatter.loads(source)
    meta = dict(post.metadata)
    if not meta.get("title"):
        headings = (line.lstrip("# ") for line in post.content.splitlines() if line.startswith("#"))
        meta["title"] = next(headings, None)
    if not meta["title"]:
        raise Invalid("has no title: add `title:` to the front matter or a heading to the text")
    return article_of(meta, post.content, default_id=default_id, page_id=page_id)


def article_of(meta: Mapping[str, Any], body: str, *, default_id: str, page_id: str | None = None) -> Article:
    """One article from its keys (those of the front matter, see docs/guides/knowledge.md) and its Markdown.

    Raises Invalid, which names the key that can't be used.
    """
    valid_from, valid_until = _date(meta, "valid_from"), _date(meta, "valid_until")
    if valid_from and valid_until and valid_from > valid_until:
        raise Invalid(f"`valid_from` ({valid_from}) is after `valid_until` ({valid_until})")
    url = _optional(meta, "url")
    if url and not url.lower().startswith(("http://", "https://")):
        raise Invalid("`url` must start with https:// or http://")
    return Article(
        id=cleaned(str(meta.get("id") or default_id), "The id", 200),
        title=cleaned(str(meta.get("title") or ""), "The title", MAX_TITLE),
        body=cleaned(body, "The article's text", MAX_BODY),
        page_id=page_id,
        url=url,
        topic=_optional(meta, "topic"),
        answer=_optional(meta, "answer"),
        questions=tuple(str(question).strip() for question in _list(meta, "questions")),
        audience={str(key): str(value) for key, value in _mapping(meta, "audience").items()},
        incident=meta.get("incident") is True,
        valid_from=valid_from,
        valid_until=valid_until,
    )


def _optional(meta: Mapping[str, Any], key: str) -> str | None:
    value = meta.get(key)
    return cleaned(str(value), f"`{key}`", 2_000, required=False) or None if value is not None else None


def _list(meta: Mapping[str, Any], key: str) -> list[Any]:
    value = meta.get(key) or []
    if not isinstance(value, list):
        raise Invalid(f"`{key}` must be a list")
    return value


def _mapping(meta: Mapping[str, Any], key: str) -> dict[Any, Any]:
    value = meta.get(key) or {}
    if not isinstance(value, dict):
        raise Invalid(f"`{key}` must be a mapping such as {{country: UK}}")
    return value


def _date(meta: Mapping[str, Any], key: str) -> date | None:
    value = meta.get(key)
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        # Python before 3.11 reads this one form only; the others must not read more.
        return datetime.strptime(str(value), "%Y-%m-%d").date()
    except ValueError:
        raise Invalid(f"`{key}` is {str(value)[:40]!r}; it must be a date such as 2026-09-30") from None
