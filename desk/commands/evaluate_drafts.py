"""``evaluate drafts``: comments whose right answer is known, drafted, and what the drafts say and leave out."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from tqdm import tqdm

from desk.commands.drafting import Drafter, with_drafter
from desk.commands.output import OK, SOME_ROWS_BAD, bad_row, emit, say
from desk.commands.rows import BadRow, Row, read_rows, read_source
from desk.domain.errors import DeskError, Invalid
from desk.ports.errors import AssistantUnavailable
from desk.settings import Settings

AT_ONCE: Final = 4
EXPECTED: Final = ("articles", "must", "must_not", "confusable", "kind")
ANSWERING: Final = frozenset({"answer", "remedy", "correct"})


@dataclass(frozen=True)
class Drafted:
    """A comment with what was expected, and what came."""

    row: Row
    right: frozenset[str]
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    kind: str | None
    found: tuple[str, ...]
    said: str
    drafted: str | None

    @property
    def answers(self) -> bool:
        """Whether the draft states facts of an article."""
        return self.drafted in ANSWERING

    @property
    def has_all(self) -> bool:
        """Whether every fact that it must state is in its text."""
        return all(_plain(fact) in _plain(self.said) for fact in self.must)

    @property
    def wrong(self) -> list[str]:
        """What it must not say and says."""
        return [words for words in self.must_not if _plain(words) in _plain(self.said)]


def drafts(arguments: argparse.Namespace, settings: Settings) -> int:
    """Draft every comment and compare; rows need ``articles``, and may have ``must``, ``must_not`` and ``kind``."""
    rows = read_rows(read_source(arguments.file), arguments.file, also=EXPECTED)
    good = [row for row in rows if isinstance(row, Row)]
    if not good or not any("articles" in row.fields for row in good):
        raise Invalid(f"{arguments.file} has no comment with `articles`, the ids that answer it (an empty list: none).")

    async def use(drafter: Drafter) -> int:
        slots, bar = asyncio.Semaphore(AT_ONCE), tqdm(total=len(good), unit="comment", file=sys.stderr, disable=None)

        async def one(row: Row) -> Drafted | BadRow:
            async with slots:
                try:
                    return await _drafted(drafter, row)
                except (AssistantUnavailable, DeskError) as error:
                    return BadRow(row.number, str(error).rstrip("."))
                finally:
                    bar.update()

        done = await asyncio.gather(*(one(row) for row in good))
        bar.close()
        left_out = [row for row in (*rows, *done) if isinstance(row, BadRow)]
        for bad in left_out:
            bad_row(bad.number, bad.reason)
        report = figures([row for row in done if isinstance(row, Drafted)])
        if arguments.json:
            emit(report)
        else:
            say_figures(report)
        if arguments.misses:
            for row in done:
                if isinstance(row, Drafted) and (note := _missed(row)):
                    print(json.dumps(note, ensure_ascii=False))
        return SOME_ROWS_BAD if left_out else OK

    return with_drafter(arguments, settings, use)


async def _drafted(drafter: Drafter, row: Row) -> Drafted:
    document, evidence = await drafter.draft(row)
    draft = document.draft or {}
    return Drafted(
        row,
        frozenset(_texts(row.fields.get("articles"))),
        _texts(row.fields.get("must")),
        _texts(row.fields.get("must_not")),
        row.fields.get("kind"),
        tuple(dict.fromkeys(passage.article for passage in evidence)),
        draft.get("text") or "",
        draft.get("kind"),
    )


def figures(rows: list[Drafted]) -> dict[str, Any]:
    """Shares in 0..1 with how many comments each rests on, and what kind was drafted where which was expected."""
    answerable = [row for row in rows if row.right]
    answered = [row for row in answerable if row.answers]
    facts = [row for row in answerable if row.must]
    return {
        "comments": len(rows),
        "first": _share(row.found[:1] != () and row.found[0] in row.right for row in answerable),
        "among_three": _share(bool(row.right & set(row.found[:3])) for row in answerable),
        "answered": _share(row.answers for row in answerable),
        "answered_from_the_right_article": _share(row.found[0] in row.right for row in answered),
        "answered_where_nothing_answers": _share(row.answers for row in rows if not row.right),
        "must_said": _share(row.has_all for row in facts),
        "must_said_where_answered": _share(row.has_all for row in facts if row.answers),
        "must_not_said": _share(bool(row.wrong) for row in rows if row.must_not),
        "kind_as_expected": _share(row.kind == (row.drafted or "none") for row in rows if row.kind),
        "kinds": [
            {"expected": expected, "drafted": drafted, "comments": count}
            for (expected, drafted), count in Counter(
                (row.kind or "?", row.drafted or "no draft") for row in rows
            ).most_common()
        ],
    }


def say_figures(report: dict[str, Any]) -> None:
    """The figures as lines for a person."""
    print(f"{report['comments']} comments")
    for name, figure in report.items():
        if isinstance(figure, dict) and figure["of"]:
            print(f"{name.replace('_', ' '):<34}{figure['share']:>6.2f}   of {figure['of']}")
    print("expected       drafted        comments")
    for kind in report["kinds"]:
        print(f"{kind['expected']:<15}{kind['drafted']:<15}{kind['comments']:>5}")
    say("must said: every fact of `must` stands in the draft. must not said: any of `must_not` does.")


def _missed(row: Drafted) -> dict[str, Any] | None:
    right = row.answers == bool(row.right) and row.has_all and not row.wrong
    if right and (not row.right or row.found[:1] == () or row.found[0] in row.right):
        return None
    expected = {"articles": sorted(row.right), "must": row.must, "kind": row.kind}
    return {"text": row.row.text, "expected": expected, "found": row.found[:3], "kind": row.drafted, "draft": row.said}


def _share(values: Any) -> dict[str, Any]:
    told = list(values)
    return {"share": round(sum(told) / len(told), 4) if told else None, "of": len(told)}


def _plain(text: str) -> str:
    return " ".join(text.replace("**", "").replace("’", "'").lower().split())


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()
