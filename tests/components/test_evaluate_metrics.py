"""The figures are scikit-learn's, their intervals hold what they should, and calibration is what it is called."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn import metrics as reference

from components.evaluation.metrics import Trial, reliability
from components.evaluation.outcome import recall_at

CLASSES = ["complaint", "other", "praise"]


@pytest.fixture
def trial() -> Trial:
    random = np.random.default_rng(4)
    truth = random.choice(3, 240, p=[0.5, 0.35, 0.15])
    shares = random.dirichlet([1, 1, 1], 240) + 0.8 * np.eye(3)[truth] * random.random((240, 1))
    shares = np.round(shares / shares.sum(axis=1, keepdims=True), 2)  # rounded, so that there are ties
    return Trial(CLASSES, truth, shares, [f"page {number % 24}" for number in range(240)])


def test_figures_are_those_of_scikit_learn(trial):
    figures = trial.figures()
    assert figures["accuracy"] == pytest.approx(reference.accuracy_score(trial.truth, trial.said))
    assert figures["macro_f1"] == pytest.approx(reference.f1_score(trial.truth, trial.said, average="macro"))
    precision, recall, f1, _ = reference.precision_recall_fscore_support(trial.truth, trial.said)
    areas = [reference.roc_auc_score(trial.truth == place, trial.shares[:, place]) for place in range(3)]
    for place, name in enumerate(CLASSES):
        expected = {"precision": precision[place], "recall": recall[place], "f1": f1[place], "auc": areas[place]}
        for figure, value in expected.items():
            assert figures[f"{name}/{figure}"] == pytest.approx(value), (name, figure)
    assert figures["auc"] == pytest.approx(np.mean(areas))
    assert (trial.confusion() == reference.confusion_matrix(trial.truth, trial.said)).all()


def test_the_calibration_error_is_the_mean_gap_over_ten_bins(trial):
    top, right = trial.shares.max(axis=1), trial.said == trial.truth
    bins = (np.round(top * 100).astype(int) // 10).clip(max=9)
    gaps = [(bins == b).mean() * abs(top[bins == b].mean() - right[bins == b].mean()) for b in np.unique(bins)]
    assert trial.figures()["ece"] == pytest.approx(sum(gaps))
    assert sum(rows for _, _, rows in reliability(trial)) == 240


@pytest.mark.parametrize(("share", "error"), [(1.0, 0.5), (0.5, 0.0), (0.75, 0.25)])
def test_being_right_half_the_time_is_calibrated_at_one_half(share, error):
    truth = np.arange(200) % 2
    shares = np.tile([share, 1 - share], (200, 1))
    assert Trial(["a", "b"], truth, shares).figures()["ece"] == pytest.approx(error)


def test_intervals_hold_the_figure_and_are_the_same_every_time(trial):
    figures, intervals = trial.figures(), trial.intervals()
    assert set(figures) == set(intervals) and intervals == trial.intervals()
    for name in set(figures) - {"ece"}:  # resampling can only add to a calibration error
        low, high = intervals[name]
        assert low <= figures[name] <= high and low < high, name


def test_the_interval_of_accuracy_is_about_the_binomial_one():
    random = np.random.default_rng(1)
    right = random.random(1000) < 0.8
    shares = np.where(right[:, None], [0.9, 0.1], [0.1, 0.9])
    low, high = Trial(["a", "b"], np.zeros(1000, dtype=int), shares).intervals()["accuracy"]
    spread = 1.96 * np.sqrt(right.mean() * (1 - right.mean()) / 1000)
    assert (low, high) == pytest.approx((right.mean() - spread, right.mean() + spread), abs=0.005)


def test_whole_groups_are_resampled_where_there_are_enough(trial):
    assert trial.resampled == "groups"
    assert Trial(CLASSES, trial.truth, trial.shares, ["a", "b"] * 120).resampled == "rows"
    # Rows of a group that are all right or all wrong together say less than as many rows apart.
    truth, wrong = np.zeros(400, dtype=int), np.repeat(np.arange(20) % 4 == 0, 20)
    shares = np.where(wrong[:, None], [0.2, 0.8], [0.8, 0.2])
    apart = Trial(["a", "b"], truth, shares).intervals()["accuracy"]
    together = Trial(["a", "b"], truth, shares, list(np.repeat(np.arange(20), 20).astype(str))).intervals()["accuracy"]
    assert together[1] - together[0] > 2 * (apart[1] - apart[0])


def test_recall_at_a_precision_is_read_off_the_curve(trial):
    precision, recall, _ = reference.precision_recall_curve(trial.truth == 0, trial.shares[:, 0])
    assert recall_at(trial, "complaint", 0.75) == pytest.approx(recall[precision >= 0.75].max())


def test_a_class_that_is_never_said_has_no_precision_and_no_warning():
    figures = Trial(["a", "b"], np.array([0, 0, 1]), np.array([[0.9, 0.1]] * 3)).figures()
    assert figures["b/precision"] == figures["b/f1"] == 0.0
