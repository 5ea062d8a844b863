"""Who of two models was right, as far as people said."""

from __future__ import annotations

from datetime import datetime, timezone
from uuid import UUID

from desk.domain.label import APPROVED, DISMISSED, RELABELLED, Label
from desk.domain.shadow import Differing, Rights, rights

AT = datetime(2026, 11, 1, tzinfo=timezone.utc)


def differing(label=None, source=RELABELLED):
    said = Label(label, source, "Ada", AT) if label else None
    return Differing(UUID(int=1), "shop", "x", "text", None, AT, "praise", 0.6, "complaint", 0.8, said)


def test_labels_by_hand_and_those_that_only_stood_are_counted_apart():
    rows = [
        differing(),
        differing("complaint"),
        differing("complaint"),
        differing("other"),
        differing("praise", APPROVED),
        differing("other", DISMISSED),
    ]
    assert rights(rows, by_hand=True) == Rights(champion=0, challenger=2, neither=1)
    assert rights(rows, by_hand=False) == Rights(champion=1, challenger=0, neither=1)
    assert rights([], by_hand=True) == Rights()
