"""The curves as one HTML page that can be mailed: no script, nothing loaded from anywhere, and no comment quoted."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from components.evaluation.charts import new_figure, svg_of
from components.evaluation.reply_curves import Curves, Point
from components.evaluation.reply_printed import TITLES, explained, how, said
from components.evaluation.report import STYLE

NAME = "replies.html"


def write_report(curves: Curves, folder: Path) -> Path:
    """Write `replies.html` into `folder` and give its path; raises OSError when that can't be."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    path.write_text(page(curves), encoding="utf-8")
    return path


def page(curves: Curves) -> str:
    """The whole page."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Replies from memory: {escape(curves.file.name)}</title>
<style>{STYLE}</style>
</head>
<body>
<h1>Do drafts come nearer to what is sent as approved replies add up?</h1>
<p>{escape(how(curves))}</p>
{"".join(_measure(curves, name) for name in TITLES)}
<p><small>{escape(explained(curves))}</small></p>
</body>
</html>
"""


def _measure(curves: Curves, name: str) -> str:
    grown = _chart(name, curves.grown, "earlier replies of the company", f"{name}-grown")
    shares = _chart(name, curves.shares, "share of the earlier replies, the same comments each time", f"{name}-shares")
    return f"""<h2>{escape(TITLES[name][0].upper() + TITLES[name][1:])}</h2>
<figure>{grown}<figcaption>As memory grew. The shaded band is where the figure lies with 95 % certainty.</figcaption></figure>
{_table(name, "earlier replies", [*curves.grown, curves.whole])}
<figure>{shares}<figcaption>All comments, drafted from part of the earlier replies. From the first to the last share:
{escape(said(name, curves.growth[name], "+"))}.</figcaption></figure>
{_table(name, "share", curves.shares)}"""


def _table(name: str, first: str, points: Sequence[Point]) -> str:
    head = "".join(f"<th scope='col'>{text}</th>" for text in (first, "comments", "with memory", "without", "gain"))
    rows = "".join(
        f"<tr><th scope='row'>{escape(point.memory)}</th><td class='n'>{point.rows:,}</td>"
        + "".join(
            f"<td class='n'>{said(name, point.figures[name][way], '+' if way == 'gain' else '')}</td>"
            for way in ("memory", "none", "gain")
        )
        + "</tr>"
        for point in points
    )
    return f"<table><tr>{head}</tr>{rows}</table>"


def _chart(name: str, points: Sequence[Point], along: str, salt: str) -> str:
    figure, axes = new_figure(7.2, 3.8)
    places = range(len(points))
    for way, label, colour, style in (("memory", "with memory", "#1f5fa8", "-"), ("none", "without", "grey", "--")):
        figures = [point.figures[name][way] for point in points]
        axes.plot(places, [one.value for one in figures], color=colour, linestyle=style, marker="o", label=label)
        axes.fill_between(
            places, [one.low for one in figures], [one.high for one in figures], color=colour, alpha=0.15, linewidth=0
        )
    axes.set_xticks(places, [point.memory for point in points], rotation=30, fontsize=8)
    axes.set(xlabel=along, ylabel="likeness to what was sent", ylim=(0, None))
    axes.legend(loc="lower right", fontsize=8)
    return svg_of(figure, salt, f"{TITLES[name]}: with memory and without, by {along}")
