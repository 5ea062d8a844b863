"""The report of a run as one HTML file that can be sent around: no script, and nothing that is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Final

from desk.domain.learning import KEPT, PROMOTED
from desk.domain.learning_report import Calibration, Reliable, Version
from desk.services.learning_report import Report, Week
from desk.services.report_plots import Plot, Series, figure

_COMMENT: Final = re.compile(r'^<li data-comment="([0-9a-f-]{36})">')
_GONE: Final = "The text is not there any more."
_KINDS: Final = {"question": "question", "complaint": "complaint", "praise": "praise", "other": "nothing to answer"}
_OUTCOMES: Final = {PROMOTED: "the new model serves", KEPT: "the model before stays"}
_NEW: Final = "New model"
_OLD: Final = "Model before"
_STYLE: Final = """
:root { color-scheme: light dark; --line: light-dark(#dde3e0, #2d3633); --quiet: light-dark(#56625e, #a1afa9);
  --s0: light-dark(#1b6b58, #74cdb4); --s1: light-dark(#c07a1b, #e0a24c); --s2: light-dark(#1f568f, #a3cbf5); }
body { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; font: 1rem/1.5 system-ui, sans-serif;
  color: light-dark(#1b2220, #e5ebe8); background: light-dark(#fff, #121615); overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; } h3 { font-size: 1rem; }
.quiet { color: var(--quiet); } .said { font-size: 1.1rem; }
svg { display: block; width: 100%; height: auto; }
svg text { font-size: 12px; fill: var(--quiet); } svg path { fill: none; stroke: currentcolor; stroke-width: 2; }
svg circle { fill: currentcolor; } .grid { stroke: var(--line); }
.s0 { color: var(--s0); } .s1 { color: var(--s1); } .s2 { color: var(--s2); }
svg .s1 path { stroke-dasharray: 6 3; } svg .s2 path { stroke-dasharray: 2 3; }
.legend { display: flex; flex-wrap: wrap; gap: 0 1.25rem; padding: 0; list-style: none; }
.swatch { display: inline-block; width: .7rem; height: .7rem; margin-right: .4rem; background: currentcolor; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); text-align: start; font-weight: inherit; }
section, li { break-inside: avoid; }
"""


def page_of(report: Report, texts: Mapping[str, str]) -> str:
    """The whole file; ``texts``: what comments say, masked, by id."""
    run, found = report.run, report.run.report or {}
    at = run.ended_at or run.asked_at
    said = "".join(f"<p>{escape(one.text)}</p>\n" for one in report.sentences)
    plots = [*_by_run(report.versions), _calibration(report.calibration), *_by_week(report.weeks)]
    return "\n".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>Report of a run, {at:%Y-%m-%d %H:%M} UTC</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
            f'<h1>Report of a run</h1>\n<p class="quiet">{escape(run.asked_by)}, {at:%Y-%m-%d %H:%M} UTC</p>',
            f'<div class="said">\n{said}</div>',
            *plots,
            _reasons(found.get("reasons", ())),
            _examples("What the new model gets right", found.get("gained", ()), texts),
            _examples("What the new model gets wrong", found.get("lost", ()), texts),
            _repeats((found.get("lessons") or {}).get("repeats", ()), texts),
            "</body>\n</html>\n",
        )
    )


def without_comments(text: str, comments: Iterable[str]) -> str:
    """A report's file without what comments say that are not among these; each takes one line."""
    known = set(comments)
    lines = text.split("\n")
    return "\n".join(line for line in lines if not (about := _COMMENT.match(line)) or about[1] in known)


def _by_run(versions: Sequence[Version]) -> list[str]:
    if not versions:
        return [_nothing("Learning curve", "No run up to here compared two models.")]
    last = versions[-1]
    labels = [f"{one.at:%Y-%m-%d}" for one in versions]
    places = [f"{one.at:%Y-%m-%d}, {_OUTCOMES.get(one.state, one.state)}" for one in versions]
    curve = Plot(
        "Learning curve",
        f"In the last run shown, the new model reaches a macro-F1 of {_three(last.challenger_f1)} on decisions that were"
        f" held out, the model before {_three(last.champion_f1)}.",
        "Run",
        labels,
        (Series(_NEW, [one.challenger_f1 for one in versions]), Series(_OLD, [one.champion_f1 for one in versions])),
        _three,
        places,
        "One run so far: more points come with the next ones."
        if len(versions) == 1
        else "Each run holds out newer decisions, so only the two models of the same run were asked the same.",
    )
    recall = Plot(
        "Complaints found",
        "In the last run shown no complaint was held out."
        if last.challenger_recall is None or last.champion_recall is None
        else f"In the last run shown, the new model finds {_percent(last.challenger_recall)} of the complaints held out,"
        f" the model before {_percent(last.champion_recall)}.",
        "Run",
        labels,
        (
            Series(_NEW, [one.challenger_recall for one in versions]),
            Series(_OLD, [one.champion_recall for one in versions]),
        ),
        _percent,
        places,
    )
    return [figure(curve), figure(recall)]


def _calibration(found: Calibration | None) -> str:
    title = "As sure as right"
    if found is None:
        return _nothing(title, "Not measured in this run.")
    if not found.rows or found.champion_error is None or found.challenger_error is None:
        return _nothing(title, "No decision was held out.")
    lows = sorted({one.low for one in (*found.champion, *found.challenger)})
    new, old = ({one.low: one for one in bins} for bins in (found.challenger, found.champion))
    return figure(
        Plot(
            title,
            f"Over {found.rows:,} held-out decisions, how sure the new model is differs from how often it is right by"
            f" {_percent(found.challenger_error)}, the model before by {_percent(found.champion_error)}.",
            "How sure",
            [_percent(low) for low in lows],
            (
                Series(_NEW, [_right(new.get(low)) for low in lows]),
                Series(_OLD, [_right(old.get(low)) for low in lows]),
                Series(title, [low + 0.05 for low in lows]),
            ),
            _percent,
            [
                f"{_percent(low)} to {_percent(low + 0.1)} sure (new model {_rows(new.get(low))}, model before"
                f" {_rows(old.get(low))})"
                for low in lows
            ],
            "Above the line of “as sure as right” a model is right more often than it claims; below, less often. Few"
            " decisions in a place say little.",
        )
    )


def _right(one: Reliable | None) -> float | None:
    return one.right if one else None


def _rows(one: Reliable | None) -> int:
    return one.rows if one else 0


def _by_week(weeks: Sequence[Week]) -> list[str]:
    labels = [f"{week.first:%Y-%m-%d}" for week in weeks]
    places = [f"{week.first:%Y-%m-%d} to {week.last:%Y-%m-%d}" for week in weeks]
    approved, drafts = sum(week.approved for week in weeks), sum(week.drafts for week in weeks)
    unchanged = sum(week.unchanged for week in weeks)
    edited = sum((week.edit_size or 0.0) * week.drafts for week in weeks)
    plots = (
        Plot(
            "Decisions a week",
            f"{sum(week.decisions for week in weeks):,} decisions in the {len(weeks)} weeks up to the run, the last one"
            " not whole.",
            "Week",
            labels,
            [Series("Decisions", [week.decisions for week in weeks])],
            lambda value: f"{value:,.0f}",
            places,
            top=None,
        ),
        Plot(
            "Approved unchanged",
            f"{_percent(unchanged / approved)} of {approved:,} approved replies are the draft as it was."
            if approved
            else "No reply was approved in these weeks.",
            "Week",
            labels,
            [
                Series(
                    "Approved unchanged", [week.unchanged / week.approved if week.approved else None for week in weeks]
                )
            ],
            _percent,
            places,
        ),
        Plot(
            "How much drafts are edited",
            f"Of {drafts:,} drafts that were approved, {_percent(edited / drafts)} of the words were changed on average,"
            " those that were left as they were included."
            if drafts
            else "No draft was approved in these weeks.",
            "Week",
            labels,
            [Series("Changed, on average", [week.edit_size for week in weeks])],
            _percent,
            places,
        ),
    )
    return [figure(plot) for plot in plots]


def _reasons(reasons: Sequence[str]) -> str:
    items = "\n".join(f"<li>{escape(reason)}</li>" for reason in reasons)
    return f"<section>\n<h2>Why</h2>\n<ul>\n{items}\n</ul>\n</section>" if reasons else ""


def _examples(title: str, rows: Sequence[Mapping[str, Any]], texts: Mapping[str, str]) -> str:
    items = "\n".join(_example(row, texts) for row in rows)
    return f"<section>\n<h2>{title}</h2>\n<ul>\n{items}\n</ul>\n</section>" if rows else ""


def _example(row: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    kinds = (
        f"it is: {_KINDS[row['intent']]}; model before: {_KINDS[row['champion']]};"
        f" new model: {_KINDS[row['challenger']]}"
    )
    return _item(row["comment"], row.get("text"), texts, kinds)


def _repeats(rows: Sequence[Mapping[str, Any]], texts: Mapping[str, str]) -> str:
    items = "\n".join(
        _item(one["comment"], None, texts, f"{one['times']:,} times, people: {one['authors']:,}") for one in rows
    )
    return f"<section>\n<h2>Repeated words, each counted once</h2>\n<ul>\n{items}\n</ul>\n</section>" if rows else ""


def _item(comment: str | None, own: str | None, texts: Mapping[str, str], about: str) -> str:
    """One line, so that it can be taken out; who wrote it has no place in the file."""
    start = f'<li data-comment="{comment}">' if comment else "<li>"
    text = " ".join((texts.get(comment, _GONE) if comment else own or "").split())
    return f'{start}<span dir="auto">{escape(text)}</span><br><span class="quiet">{about}</span></li>'


def _nothing(title: str, text: str) -> str:
    return f'<section>\n<h2>{title}</h2>\n<p class="quiet">{text}</p>\n</section>'


def _three(value: float) -> str:
    return f"{value:.3f}"


def _percent(value: float) -> str:
    return f"{value:.0%}"
