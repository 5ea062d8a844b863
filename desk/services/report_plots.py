"""Plots as SVG that stands in a page, each with its values as a table; no script and nothing from outside."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 640
HEIGHT: Final = 200
LEFT: Final = 52
BELOW: Final = 26
ABOVE: Final = 8
STEPS: Final = 4
MOST_LABELS: Final = 8


@dataclass(frozen=True)
class Series:
    """One line; None where there is no value."""

    label: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Plot:
    """Lines over places; ``ground`` says what the places are, ``labels`` stand under them, ``top`` is 1 for shares."""

    title: str
    summary: str
    ground: str
    labels: Sequence[str]
    series: Sequence[Series]
    written: Callable[[float], str]
    places: Sequence[str] = ()
    note: str = ""
    top: float | None = 1.0


def figure(plot: Plot) -> str:
    """The plot with its title, what it says in words, and its table."""
    drawn = any(value is not None for series in plot.series for value in series.values)
    parts = [f"<section>\n<h2>{escape(plot.title)}</h2>\n<p>{escape(plot.summary)}</p>"]
    parts += [f'<p class="quiet">{escape(plot.note)}</p>'] if plot.note else []
    if drawn:
        parts += [_legend(plot), svg(plot), _table(plot)]
    return "\n".join((*parts, "</section>"))


def svg(plot: Plot) -> str:
    """The lines over a grid."""
    top = plot.top or _round_up(max((value or 0.0 for one in plot.series for value in one.values), default=0.0))
    wide = (WIDTH - LEFT) / max(len(plot.labels), 1)
    across = [LEFT + (place + 0.5) * wide for place in range(len(plot.labels))]

    def up(value: float) -> float:
        return ABOVE + HEIGHT * (1 - min(max(value / top, 0.0), 1.0))

    lines = [f'<svg viewBox="0 0 {WIDTH} {ABOVE + HEIGHT + BELOW}" role="img" aria-label="{escape(plot.title)}">']
    for step in range(STEPS + 1):
        value = top * step / STEPS
        y = up(value)
        lines.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        lines.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{escape(plot.written(value))}</text>')
    every = max(1, math.ceil(len(plot.labels) / MOST_LABELS))
    for place in range(0, len(plot.labels), every):
        label = escape(plot.labels[place])
        lines.append(f'<text x="{across[place]:.1f}" y="{ABOVE + HEIGHT + 18}" text-anchor="middle">{label}</text>')
    for number, series in enumerate(plot.series):
        points = [None if value is None else (x, up(value)) for x, value in zip(across, series.values, strict=True)]
        lines.append(f'<g class="s{number}"><path d="{_path(points)}"/>')
        lines += [f'<circle cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="3"/>' for point in points if point]
        lines.append("</g>")
    return "\n".join((*lines, "</svg>"))


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    """Pieces between values; a gap where there is none."""
    pieces, drawing = [], False
    for point in points:
        if point is not None:
            pieces.append(f"{'L' if drawing else 'M'}{point[0]:.1f} {point[1]:.1f}")
        drawing = point is not None
    return "".join(pieces)


def _round_up(highest: float) -> float:
    """A round number that the steps of the grid divide into whole ones."""
    step = max(1, math.ceil(highest / STEPS))
    power: int = 10 ** (len(str(step)) - 1)
    return float(STEPS * power * next(one for one in (1, 2, 5, 10) if one * power >= step))


def _legend(plot: Plot) -> str:
    if len(plot.series) < 2:
        return ""
    items = "".join(
        f'<li><span class="swatch s{number}"></span>{escape(series.label)}</li>'
        for number, series in enumerate(plot.series)
    )
    return f'<ul class="legend">{items}</ul>'


def _table(plot: Plot) -> str:
    heads = "".join(f'<th scope="col">{escape(text)}</th>' for text in (plot.ground, *(s.label for s in plot.series)))
    rows = [
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f"<td>{_cell(plot, series.values[place])}</td>" for series in plot.series)
        + "</tr>"
        for place, name in enumerate(plot.places or plot.labels)
    ]
    body = "\n".join(rows)
    return (
        "<details>\n<summary>As a table</summary>\n"
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(plot.title)}">\n'
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div>\n</details>"
    )


def _cell(plot: Plot, value: float | None) -> str:
    return "–" if value is None else escape(plot.written(value))
