"""The report's charts as SVG to be put into a page: no fonts, scripts or links in them."""

from __future__ import annotations

import re
from html import escape
from io import StringIO
from typing import Any

from components.evaluation.metrics import Trial, reliability
from components.evaluation.outcome import precision_recall

_PROLOGUE = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_METADATA = re.compile(r"<metadata>.*?</metadata>\s*", re.DOTALL)
_GROUP_NAMES = re.compile(r'<g id="[^"]*"')


def confusion_matrix(trial: Trial) -> str:
    """Rows by label, columns by what was said; shaded by the share of a label's rows."""
    counts, size = trial.confusion(), len(trial.classes)
    figure, axes = blank(1.6 + 0.9 * size, 1.2 + 0.7 * size)
    shares = counts / counts.sum(axis=1, keepdims=True).clip(min=1)
    axes.pcolormesh(range(size), range(size), shares, cmap="Blues", vmin=0, vmax=1, edgecolors="white")
    axes.invert_yaxis()
    for row in range(size):
        for column in range(size):
            colour = "white" if shares[row, column] > 0.55 else "black"
            words = f"{counts[row, column]:,}\n{shares[row, column]:.0%}"
            axes.text(column, row, words, ha="center", va="center", color=colour, fontsize=9)
    axes.set_xticks(range(size), trial.classes, rotation=30 if size > 4 else 0)
    axes.set_yticks(range(size), trial.classes)
    axes.set_xlabel("said")
    axes.set_ylabel("labelled")
    return as_svg(figure, "confusion", "Confusion matrix: rows by label, columns by what was said")


def reliability_diagram(trial: Trial) -> str:
    """How often right, by how sure; on the diagonal, 80 % sure is right 80 times in 100."""
    figure, axes = blank(4.6, 4.0)
    sure, right, rows = zip(*reliability(trial), strict=True)
    axes.plot([0, 1], [0, 1], color="grey", linestyle="--", linewidth=1)
    axes.plot(sure, right, color="#1f5fa8", marker="o")
    for x, y, count in zip(sure, right, rows, strict=True):
        axes.annotate(f"{count:,}", (x, y), textcoords="offset points", xytext=(6, -12), fontsize=8)
    axes.set(xlabel="how sure", ylabel="how often right", xlim=(0, 1.02), ylim=(0, 1.02))
    return as_svg(figure, "reliability", "Reliability: how often right by how sure, with the number of comments")


def precision_recall_curves(trial: Trial) -> str:
    """One line a class."""
    figure, axes = blank(5.2, 4.0)
    styles = ("-", "--", "-.", ":")
    for place, name in enumerate(trial.classes):
        precision, recall = precision_recall(trial, name)
        axes.plot(recall, precision, linestyle=styles[place % 4], label=name)
    axes.set(xlabel="recall: of all that are labelled so, found", ylabel="precision: of all called so, right")
    axes.set(xlim=(0, 1.02), ylim=(0, 1.02))
    axes.legend(loc="lower left", fontsize=8, ncol=2 if len(trial.classes) > 8 else 1)
    return as_svg(figure, "curves", "Precision by recall for each label")


def blank(width: float, height: float) -> tuple[Any, Any]:
    """A figure of so many inches and its axes."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="tight")
    return figure, figure.subplots()


def as_svg(figure: Any, name: str, description: str) -> str:
    """The figure's drawing; `name` tells it from the page's others, `description` is read out."""
    import matplotlib

    written = StringIO()
    # Text stays text; the salt keeps names of shapes apart between the charts of a page, and equal between runs.
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": name, "font.family": "sans-serif"}):
        figure.savefig(written, format="svg")
    svg = _METADATA.sub("", _PROLOGUE.sub("", written.getvalue()))
    svg = _GROUP_NAMES.sub("<g", svg)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(description)}" ', 1)
