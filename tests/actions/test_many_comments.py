"""On every comment that this repository has, rules that must not fire by mistake don't."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.corrections import correction
from actions.kinds import ENOUGH
from actions.no_reply import why_no_reply
from actions.request import request_of
from language.channels import LIMITS
from tests.actions.asked import known, metadata, request

ROOT = Path(__file__).parents[2]
COMPANIES = [*sorted((ROOT / "companies").iterdir()), ROOT / "demo"]


def articles(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The short answer and the parts of each article, as sure evidence."""
    found = {}
    for path in sorted(folder.glob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---", 2)
        meta = yaml.safe_load(front)
        about = {"article": meta["id"], "title": meta["title"], "audience": meta.get("audience") or {}, "score": 0.9}
        parts = [meta.get("answer") or "", *re.split(r"\n(?=## )", body.strip())]
        found[meta["id"]] = [{**about, "id": f"{meta['id']}#{place}", "text": part} for place, part in enumerate(parts)]
    return found


@pytest.mark.parametrize("company", [folder for folder in COMPANIES if folder.is_dir()], ids=lambda folder: folder.name)
def test_no_comment_of_a_company_is_put_right_where_nothing_is_wrong(company: Path) -> None:
    known_articles = articles(ROOT / "knowledge" if company.name == "demo" else company / "articles")
    read = 0
    for line in (company / "comments.jsonl").read_text(encoding="utf-8").splitlines():
        comment = json.loads(line)
        own = [name for name in comment.get("articles") or () if name in known_articles]
        for name in own or list(known_articles)[:6]:
            for intent in ("other", "complaint", "question"):
                asked = request_of("c", comment["text"], known(intent), metadata(*known_articles[name][:8]))
                assert correction(asked, ENOUGH) is None, (comment["text"], name)
                read += 1
    assert read > 100


def examples(*intents: str) -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if block.get("intent") in intents:
                for one in block["examples"]:
                    yield one["text"].strip(), (one.get("metadata") or {}).get("channel", "facebook")


def test_no_question_and_no_complaint_is_left_alone_even_if_it_is_taken_for_chatter() -> None:
    read = 0
    for text, channel in examples("question", "complaint"):
        meta = metadata(channel=channel if channel in LIMITS else "facebook")
        assert why_no_reply(request(text, meta)) is None, text
        read += 1
    assert read > 5_000
