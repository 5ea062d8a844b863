"""An outcome in the terminal."""

from __future__ import annotations

from components.evaluation.answers.outcome import FIGURES, Outcome

MOST_PAIRS = 10


def how(outcome: Outcome) -> str:
    """One sentence on what was learned and tried."""
    own = f" and {outcome.unanswered:,} that nothing answers" if outcome.unanswered else ""
    outside = int((outcome.truth == outcome.none).sum())
    return (
        f"{sum(outcome.examples.values()):,} example questions of {len(outcome.examples):,} answers{own}, tried on"
        f" {len(outcome.rows):,} queries, {outside:,} of them out of scope."
    )


def printed(outcome: Outcome) -> str:
    """Figures, then labels, then what is taken for what."""
    lines = [how(outcome), ""]
    for name, title in FIGURES.items():
        lines.append(f"{title:<24} {' '.join(outcome.shown(name))}".rstrip())
    best = outcome.curve.best
    lines += [
        "",
        f"Threshold {outcome.found.threshold:.3f}, chosen on the examples alone. In hindsight the best were"
        f" {outcome.curve.thresholds[best]:.3f}, with an MCC of {outcome.curve.mcc[best]:.3f}.",
        f"Learned in {outcome.seconds:.1f} s; {outcome.milliseconds:.1f} ms a query when its text is encoded.",
    ]
    width = max(len("label"), *(len(label) for label, *_ in outcome.by_label())) + 2
    lines += ["", f"{'label':<{width}}examples  queries    found  refused  another's"]
    for label, examples, queries, found, refused, other in outcome.by_label():
        lines.append(f"{label:<{width}}{examples:>8} {queries:>8} {found:>8} {refused:>8} {other:>10}")
    pairs = outcome.confused(MOST_PAIRS)
    if pairs:
        lines += ["", "Most often mistaken:"]
        lines += [f"{count:>6}  {asked} → {said}" for asked, said, count in pairs]
    return "\n".join(lines)


def notes(outcome: Outcome) -> list[str]:
    """What a person has to know about the rows, one line each, for standard error."""
    said = [f"{count:,} rows left out: {reason}." for reason, count in outcome.left_out.items()]
    if outcome.strangers:
        names = ", ".join(f"{name} ({count:,})" for name, count in list(outcome.strangers.items())[:10])
        said.append(f"Labels of queries that have no example, so that none is found: {names}.")
    return said
