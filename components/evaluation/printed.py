"""An outcome in the terminal."""

from __future__ import annotations

from components.evaluation.outcome import PER_CLASS, WHOLE, Outcome

MOST_GROUPS = 20
HEADINGS = {"precision": "precision", "recall": "recall", "f1": "F1", "auc": "AUC"}


def printed(outcome: Outcome) -> str:
    """Two tables, and a third by group where groups were asked for."""
    lines = [outcome.how, ""]
    lines += [f"{title:<18} {_with_interval(outcome, name)}" for name, title in WHOLE.items()]
    width = max(len("label"), *(len(name) for name in outcome.trial.classes)) + 2
    lines += ["", f"{'label':<{width}}{'rows':>7}  " + "".join(f"{HEADINGS[name]:<25}" for name in PER_CLASS).rstrip()]
    for label in outcome.trial.classes:
        cells = "".join(f"{_with_interval(outcome, f'{label}/{name}'):<25}" for name in PER_CLASS)
        lines.append(f"{label:<{width}}{outcome.count(label):>7}  {cells.rstrip()}")
    lines += ["", f"In brackets: where the figure lies with 95 % certainty, from resampled {outcome.trial.resampled}."]
    groups = outcome.by_group()
    if groups:
        lines += ["", f"{outcome.group or 'group':<30}{'rows':>7}  accuracy"]
        for name, figures in list(groups.items())[:MOST_GROUPS]:
            lines.append(f"{name[:28]:<30}{int(figures['rows']):>7}  {figures['accuracy']:.3f}")
        if len(groups) > MOST_GROUPS:
            lines.append(f"and {len(groups) - MOST_GROUPS} smaller ones; --json has them all")
    return "\n".join(lines)


def notes(outcome: Outcome) -> list[str]:
    """What a person has to know about the rows, one line each, for standard error."""
    said = [f"{count:,} rows left out: {reason}." for reason, count in outcome.left_out.items()]
    if outcome.folds and outcome.repeated:
        said.append(
            f"{outcome.repeated:,} of the comments repeat the words of another: what was learned and what was tested overlap"
            " by as much, so new comments will do a little worse."
        )
    if outcome.outside:
        names = ", ".join(f"{name} ({count:,})" for name, count in list(outcome.outside.items())[:10])
        said.append(f"Labels that the model doesn't know, taken together as the rest: {names}.")
    return said


def _with_interval(outcome: Outcome, name: str) -> str:
    low, high = outcome.intervals[name]
    return f"{outcome.figures[name]:.3f} ({low:.3f} to {high:.3f})"
