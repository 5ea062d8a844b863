"""How much the scorers disagree: what speaks for asking a person."""

from __future__ import annotations

import numpy as np
import pytest

from components.scoring.labels import division_of


@pytest.mark.parametrize(("firsts", "division"), [((1, 1, 1), 0.0), ((1, 1, 2), 0.5), ((0, 1, 2), 1.0)])
def test_it_counts_the_labels_that_scorers_put_first(firsts, division):
    scores = np.zeros((1, 3, 3))
    for scorer, label in enumerate(firsts):
        scores[0, label, scorer] = 1.0
    assert division_of(scores) == [division]


def test_scales_of_scorers_do_not_matter():
    agreed = np.array([[[0.1, 5.0, -9.0], [0.2, 90.0, -1.0], [0.0, 4.0, -3.0]]])
    assert division_of(agreed) == [0.0]


def test_no_text_gives_nothing():
    assert division_of(np.zeros((0, 3, 3))) == []
