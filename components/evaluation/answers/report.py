"""An outcome as one HTML page that can be mailed: no script, nothing loaded from anywhere."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final

from components.evaluation.answers.outcome import FIGURES, Outcome
from components.evaluation.answers.printed import how, notes
from components.evaluation.charts import new_figure, svg_of
from components.evaluation.report import excerpt, framed, written

MISTAKES: Final = 50
PAIRS: Final = 25
_EXPLAINED: Final = {
    "mcc": "right answers and right refusals in one figure; 0 is chance, 1 is perfect",
    "in_scope_accuracy": "of queries that have an answer, how many got it",
    "out_of_scope_recall": "of queries that have none, how many were refused",
    "answer_precision": "of queries that were answered, how many got the right answer",
    "answered": "of all queries, how many were answered",
}


def write_report(outcome: Outcome, folder: Path) -> Path:
    """Write `evaluation.html` into `folder` and give its path; raises OSError when that can't be."""
    return written(page(outcome), folder)


def page(outcome: Outcome) -> str:
    """The whole page."""
    return framed(
        f"Evaluation of {Path(outcome.test).name}",
        f"""<h1>Is the right answer found?</h1>
<p>{escape(how(outcome))}</p>
{"".join(f"<p>{escape(note)}</p>" for note in notes(outcome))}
{_whole(outcome)}
<p><small>In brackets: where the figure lies with 95 % certainty, from resampled queries.</small></p>
<h2>Answering more, or refusing more</h2>
<figure>{threshold_curve(outcome)}
<figcaption>The dashed line is the threshold that was chosen on the examples alone.</figcaption></figure>
{_by_label(outcome)}
{_confused(outcome)}
{_mistakes(outcome)}""",
    )


def threshold_curve(outcome: Outcome) -> str:
    """MCC, in-scope accuracy and out-of-scope recall by threshold."""
    figure, axes = new_figure(6.0, 4.0)
    points = outcome.points()
    at = [point["threshold"] for point in points]
    for name, style in (("mcc", "-"), ("in_scope_accuracy", "--"), ("out_of_scope_recall", "-.")):
        axes.plot(at, [point[name] for point in points], linestyle=style, label=FIGURES[name])
    axes.axvline(outcome.found.threshold, color="grey", linestyle="--", linewidth=1)
    axes.set(xlabel="threshold: how sure it must be to answer", xlim=(0, 1), ylim=(0, 1.02))
    axes.legend(loc="lower center", fontsize=8)
    return svg_of(figure, "threshold", "Figures by threshold")


def _whole(outcome: Outcome) -> str:
    rows = ""
    for name, title in FIGURES.items():
        value, interval = outcome.shown(name)
        cell = f"{value} <small>{interval}</small>"
        rows += f"<tr><th scope='row'>{title}</th><td class='n'>{cell}</td><td>{_EXPLAINED[name]}</td></tr>"
    return f"<table><caption>All queries</caption>{rows}</table>"


def _by_label(outcome: Outcome) -> str:
    titles = ("label", "examples", "queries", "found", "refused", "another's answer")
    rows = "".join(
        f"<tr><th scope='row'>{escape(label)}</th>" + "".join(f"<td class='n'>{n:,}</td>" for n in counts) + "</tr>"
        for label, *counts in outcome.by_label()
    )
    return f"<table><caption>By label</caption>{_head(titles)}{rows}</table>"


def _confused(outcome: Outcome) -> str:
    queries = {label: count for label, _, count, *_ in outcome.by_label()}
    rows = "".join(
        f"<tr><td>{escape(asked)}</td><td>{escape(said)}</td><td class='n'>{count:,}</td>"
        f"<td class='n'>{count / queries[asked]:.0%}</td></tr>"
        for asked, said, count in outcome.confused(PAIRS)
    )
    table = (
        f"<table>{_head(('labelled', 'said', 'queries', 'of the label'))}{rows}</table>" if rows else "<p>Nothing.</p>"
    )
    return f"<h2>What is taken for what, most often</h2>{table}"


def _mistakes(outcome: Outcome) -> str:
    rows = "".join(
        f"<tr><td class='n'>{row.line}</td><td class='text'>{escape(excerpt(row.text))}</td><td>{escape(row.label)}</td>"
        f"<td>{escape(said)}</td><td class='n'>{sure:.0%}</td></tr>"
        for row, said, sure in outcome.mistakes(MISTAKES)
    )
    if not rows:
        return "<h2>Mistakes</h2><p>None.</p>"
    return (
        "<h2>Its surest mistakes</h2><p>Read these first: some are labels that two people would not agree on. The surest"
        " refusals have the lowest figure, the surest answers the highest.</p>"
        f"<table>{_head(('line', 'query', 'labelled', 'said', 'in scope'))}{rows}</table>"
    )


def _head(titles: tuple[str, ...]) -> str:
    return "<tr>" + "".join(f"<th scope='col'>{title}</th>" for title in titles) + "</tr>"
