"""The curves in the terminal."""

from __future__ import annotations

from components.evaluation.replay import NEAR
from components.evaluation.reply_curves import Curves, Figure, Point

TITLES = {"chrf": "chrF, 0 to 100", "cosine": "cosine of sentence vectors, -1 to 1"}
DECIMALS = {"chrf": 1, "cosine": 3}
WIDTH = 26


def printed(curves: Curves) -> str:
    """For each measure the curve as memory grew, and the curve of the same comments with less memory."""
    lines = [how(curves)]
    for name, title in TITLES.items():
        lines += ["", f"How like the reply that was sent: {title}", ""]
        lines.append(
            f"{'earlier replies':<16}{'comments':>9}  {'with memory':<{WIDTH}}{'without':<{WIDTH}}{'gain':<{WIDTH}}near"
        )
        lines += [f"{_row(name, point)}{point.near or 0:.0%}" for point in (*curves.grown, curves.whole)]
        lines += [
            "",
            f"{'share of them':<16}{'comments':>9}  {'with memory':<{WIDTH}}{'without':<{WIDTH}}{'gain':<{WIDTH}}".rstrip(),
        ]
        lines += [_row(name, point).rstrip() for point in curves.shares]
        lines.append(f"From the first to the last share: {said(name, curves.growth[name], sign='+')}")
    return "\n".join([*lines, "", explained(curves)])


def how(curves: Curves) -> str:
    """What was done, in a sentence."""
    of = f", {curves.companies} companies" if curves.companies > 1 else ""
    return (
        f"{curves.whole.rows:,} comments of {curves.file.name}{of}, replayed in order: each is drafted from the replies"
        " to earlier comments of its own company."
    )


def explained(curves: Curves) -> str:
    """How to read the tables."""
    near = curves.whole.figures["chrf"]["near"].value, curves.whole.figures["cosine"]["near"].value
    return (
        "The first table cuts the comments into ten parts by how many earlier replies there were; the last line is all of"
        " them. The second drafts all comments from a random share of the earlier replies. Without memory every draft is"
        " the same holding reply. Near: how many comments had an earlier one so like them that the desk drafts from it"
        f" (cosine {NEAR:.2f} or more); drafting only these, the likeness over all comments is {near[0]:.1f} and {near[1]:.3f}."
        " In brackets: where the figure lies with 95 % certainty, from resampled comments."
    )


def said(measure: str, figure: Figure, sign: str = "") -> str:
    """A figure with its interval."""
    form = f"{sign}.{DECIMALS[measure]}f"
    return f"{figure.value:{form}} ({figure.low:{form}} to {figure.high:{form}})"


def _row(measure: str, point: Point) -> str:
    figures = point.figures[measure]
    cells = "".join(
        f"{said(measure, figures[way], '+' if way == 'gain' else ''):<{WIDTH}}" for way in ("memory", "none", "gain")
    )
    return f"{point.memory:<16}{point.rows:>9,}  {cells}"
