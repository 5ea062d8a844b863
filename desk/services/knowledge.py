"""Help content from a folder of Markdown files: read, compared with what is stored, synced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import frontmatter
import yaml

from desk.domain.article import Article
from desk.domain.errors import Invalid
from desk.domain.text import cleaned

MAX_BODY: Final = 100_000


@dataclass(frozen=True)
class FileProblem:
    """A file that can't be read as an article, and why."""

    path: Path
    message: str


@dataclass(frozen=True)
class SyncPlan:
    """What a sync would do."""

    new: tuple[Article, ...]
    changed: tuple[Article, ...]
    unchanged: int
    removed: tuple[str, ...]
    problems: tuple[FileProblem, ...]


def read_folder(folder: Path, page_id: str | None = None) -> tuple[list[Article], list[FileProblem]]:
    """All ``*.md`` files below the folder as articles; files that can't be read are reported, the rest goes on."""
    if not folder.is_dir():
        raise Invalid(f"{folder} is not a folder.")
    articles: dict[str, Article] = {}
    problems: list[FileProblem] = []
    for path in sorted(folder.rglob("*.md")):
        try:
            article = read_article(path.read_text(encoding="utf-8-sig"), default_id=path.stem, page_id=page_id)
        except (Invalid, UnicodeDecodeError, yaml.YAMLError, OSError) as error:
            problems.append(FileProblem(path, " ".join(str(error).split())))
            continue
        if article.id in articles:
            problems.append(FileProblem(path, f"another file has the id {article.id!r} already"))
            continue
        articles[article.id] = article
    return list(articles.values()), problems


def read_article(source: str, *, default_id: str, page_id: str | None = None) -> Article:
    """One article from Markdown with YAML front matter; raises Invalid or yaml.YAMLError."""
    post = frontmatter.loads(source)
    meta = post.metadata
    body = cleaned(post.content, "The article's text", MAX_BODY)
    title = meta.get("title") or next((line.lstrip("# ") for line in body.splitlines() if line.startswith("#")), None)
    if not title:
        raise Invalid("has no title: add `title:` to the front matter or a heading to the text")
    return Article(
        id=cleaned(str(meta.get("id") or default_id), "The id", 200),
        title=cleaned(str(title), "The title", 300),
        body=body,
        page_id=page_id,
        url=_optional(meta, "url"),
        topic=_optional(meta, "topic"),
        answer=_optional(meta, "answer"),
        questions=tuple(str(question).strip() for question in _list(meta, "questions")),
        audience={str(key): str(value) for key, value in _mapping(meta, "audience").items()},
        incident=meta.get("incident") is True,
        valid_from=_date(meta, "valid_from"),
        valid_until=_date(meta, "valid_until"),
    )


def plan(articles: list[Article], stored: dict[str, str], checksum: Callable[[Article], str]) -> SyncPlan:
    """Compare the articles of a folder with the checksums of what is stored."""
    new = tuple(article for article in articles if article.id not in stored)
    changed = tuple(a for a in articles if a.id in stored and stored[a.id] != checksum(a))
    present = {article.id for article in articles}
    removed = tuple(sorted(set(stored) - present))
    return SyncPlan(new, changed, len(articles) - len(new) - len(changed), removed, ())


def _optional(meta: dict[str, Any], key: str) -> str | None:
    value = meta.get(key)
    return cleaned(str(value), f"`{key}`", 2_000, required=False) or None if value is not None else None


def _list(meta: dict[str, Any], key: str) -> list[Any]:
    value = meta.get(key) or []
    if not isinstance(value, list):
        raise Invalid(f"`{key}` must be a list")
    return value


def _mapping(meta: dict[str, Any], key: str) -> dict[Any, Any]:
    value = meta.get(key) or {}
    if not isinstance(value, dict):
        raise Invalid(f"`{key}` must be a mapping such as {{country: UK}}")
    return value


def _date(meta: dict[str, Any], key: str) -> date | None:
    value = meta.get(key)
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Invalid(f"`{key}` must be a date such as 2026-09-30") from None
