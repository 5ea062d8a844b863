"""An outcome as one HTML page that can be mailed: no script, nothing loaded from anywhere."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final

from components.evaluation import charts
from components.evaluation.outcome import PER_CLASS, WHOLE, Outcome
from components.evaluation.printed import HEADINGS, notes

MISTAKES: Final = 50
EXCERPT: Final = 600

_EXPLAINED: Final = {
    "accuracy": "of all comments, how many were called what you called them",
    "macro_f1": "precision and recall in one figure, every label counting the same, however rare",
    "auc": "how well a label's comments are put before the others, whatever the threshold; 0.5 is chance",
    "ece": "how far “80 % sure” is from being right 80 times in 100, on average; 0 is best",
}
STYLE: Final = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
table { border-collapse: collapse; margin: 1rem 0; } caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #ddd; vertical-align: top; }
td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; } small { color: #555; }
figure { margin: 1.5rem 0; } svg { max-width: 100%; height: auto; }
svg text { font-family: system-ui, sans-serif !important; } td.text { overflow-wrap: anywhere; }
"""


def write_report(outcome: Outcome, folder: Path) -> Path:
    """Write `evaluation.html` into `folder` and give its path; raises OSError when that can't be."""
    return written(page(outcome), folder)


def written(html: str, folder: Path) -> Path:
    """Write a page as `evaluation.html` into `folder` and give its path; raises OSError when that can't be."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "evaluation.html"
    path.write_text(html, encoding="utf-8")
    return path


def framed(title: str, body: str) -> str:
    """A page around `body`, which is HTML; `title` is text."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{STYLE}</style>
</head>
<body>
{body}
</body>
</html>
"""


def page(outcome: Outcome) -> str:
    """The whole page."""
    trial = outcome.trial
    return framed(
        f"Evaluation of {Path(outcome.file).name}",
        f"""<h1>How well are these comments understood?</h1>
<p>{escape(outcome.how)}</p>
{"".join(f"<p>{escape(note)}</p>" for note in notes(outcome))}
{_whole(outcome)}
{_by_class(outcome)}
<p><small>In brackets: where the figure lies with 95 % certainty, from resampled {trial.resampled}.</small></p>
<h2>What is taken for what</h2>
<figure>{charts.confusion_matrix(trial)}</figure>
<h2>Is it as sure as it should be?</h2>
<figure>{charts.reliability_diagram(trial)}
<figcaption>Below the dashed line it is surer than it is right. Beside each point: how many comments.</figcaption></figure>
<h2>Finding more, or being right more often</h2>
<figure>{charts.precision_recall_curves(trial)}</figure>
{_groups(outcome)}
{_mistakes(outcome)}""",
    )


def _whole(outcome: Outcome) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{title}</th><td class='n'>{_cell(outcome, name)}</td><td>{_EXPLAINED[name]}</td></tr>"
        for name, title in WHOLE.items()
    )
    return f"<table><caption>All comments</caption>{rows}</table>"


def _by_class(outcome: Outcome) -> str:
    head = "".join(f"<th scope='col'>{HEADINGS[name]}</th>" for name in PER_CLASS)
    rows = "".join(
        f"<tr><th scope='row'>{escape(label)}</th><td class='n'>{outcome.count(label):,}</td>"
        + "".join(f"<td class='n'>{_cell(outcome, f'{label}/{name}')}</td>" for name in PER_CLASS)
        + "</tr>"
        for label in outcome.trial.classes
    )
    return (
        "<table><caption>By label</caption>"
        f"<tr><th scope='col'>label</th><th scope='col'>comments</th>{head}</tr>{rows}</table>"
    )


def _cell(outcome: Outcome, name: str) -> str:
    low, high = outcome.intervals[name]
    return f"{outcome.figures[name]:.3f} <small>({low:.3f} to {high:.3f})</small>"


def _groups(outcome: Outcome) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{escape(name)}</th><td class='n'>{int(figures['rows']):,}</td>"
        f"<td class='n'>{figures['accuracy']:.3f}</td></tr>"
        for name, figures in outcome.by_group().items()
    )
    if not rows:
        return ""
    head = "<tr><th scope='col'>group</th><th scope='col'>comments</th><th scope='col'>accuracy</th></tr>"
    return f"<h2>By {escape(outcome.group or 'group')}</h2><table>{head}{rows}</table>"


def _mistakes(outcome: Outcome) -> str:
    found = outcome.mistakes(MISTAKES)
    if not found:
        return "<h2>Mistakes</h2><p>None.</p>"
    rows = "".join(
        f"<tr><td class='n'>{row.line}</td><td class='text'>{escape(excerpt(row.text))}</td><td>{escape(label)}</td>"
        f"<td>{escape(said)}</td><td class='n'>{share:.0%}</td></tr>"
        for row, label, said, share in found
    )
    head = "".join(f"<th scope='col'>{name}</th>" for name in ("line", "comment", "labelled", "said", "how sure"))
    return (
        "<h2>Its surest mistakes</h2><p>Read these first: some are labels that two people would not agree on.</p>"
        f"<table><tr>{head}</tr>{rows}</table>"
    )


def excerpt(text: str) -> str:
    """A text, cut where it would fill the page."""
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"
