"""What the log says of a comment's label, and how much that counts."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from desk.domain.label import APPROVED, DISMISSED, RELABELLED, Label, Step, label_in, weight_of

START = datetime(2026, 11, 1, 9, tzinfo=timezone.utc)


def log(*steps):
    """Events a minute apart, each (kind, intent or reason)."""
    return [
        Step(
            START + timedelta(minutes=place),
            kind,
            "Ada",
            intent=what if kind != "dismissed" else None,
            reason=what if kind == "dismissed" else None,
        )
        for place, (kind, what) in enumerate(steps)
    ]


def said(*steps):
    label = label_in(log(*steps))
    return label and (label.intent, label.source)


DRAFTED = ("drafted", "question")


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([DRAFTED], None),
        ([DRAFTED, ("approved", None)], ("question", APPROVED)),
        ([("approved", None)], None),
        ([DRAFTED, ("relabelled", "complaint")], ("complaint", RELABELLED)),
        ([DRAFTED, ("relabelled", "complaint"), ("approved", None)], ("complaint", RELABELLED)),
        ([DRAFTED, ("relabelled", "complaint"), ("relabelled", "praise")], ("praise", RELABELLED)),
        ([DRAFTED, ("relabelled", "complaint"), ("label_undone", "question")], None),
        ([DRAFTED, ("relabelled", "nonsense")], None),
        ([DRAFTED, ("approved", None), ("undone", None)], None),
        ([DRAFTED, ("dismissed", "spam"), ("undone", None)], None),
        ([DRAFTED, ("approved", None), ("undone", None), ("dismissed", "spam")], ("other", DISMISSED)),
        ([DRAFTED, ("dismissed", "no-reply-needed")], ("other", DISMISSED)),
        ([("drafted", "praise"), ("dismissed", "no-reply-needed")], ("praise", DISMISSED)),
        ([("drafted", "praise"), ("dismissed", "spam")], ("other", DISMISSED)),
        ([DRAFTED, ("dismissed", "duplicate")], None),
        ([DRAFTED, ("relabelled", "complaint"), ("edited", None)], None),
        ([DRAFTED, ("approved", None), ("sent", None), ("edited", None)], None),
        ([DRAFTED, ("edited", None), ("drafted", "praise"), ("approved", None)], ("praise", APPROVED)),
    ],
)
def test_the_label_that_the_log_gives(steps, expected):
    assert said(*steps) == expected


def test_weights_by_source_who_and_age():
    def weight(source, role="approver", days=0.0):
        return weight_of(Label("praise", source, "Ada", START), role, START + timedelta(days=days))

    assert weight(RELABELLED) == 1.0
    assert weight(RELABELLED) > weight(APPROVED) > weight(DISMISSED) > 0
    assert weight(RELABELLED, "drafter") < weight(RELABELLED, "admin") == 1.0
    assert weight(RELABELLED, None) == weight(RELABELLED, "drafter")
    assert weight(RELABELLED, days=365) == 0.5
    assert weight(RELABELLED, days=36_500) == 0.25
    assert weight(RELABELLED, days=-3) == 1.0
