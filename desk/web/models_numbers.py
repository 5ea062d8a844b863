"""The JSON of the figures."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from desk.web.models_kinds import Intent, State


class NumberPart(Struct):
    """A day, a week or a month, cut where the span begins and ends."""

    first: date
    last: date


class NumberSeries(Struct):
    """``values``: one for each part; ``before``: the total of as many days before."""

    name: str
    total: int
    before: int
    values: list[int]


class NumberPerson(Struct):
    """``total``: decisions; ``assigned``: open comments to look after, now."""

    name: str
    total: int
    before: int
    values: list[int]
    assigned: int


class NumberCount(Struct):
    """``values``: one for each part."""

    total: int
    before: int
    values: list[int]


class Spread(Struct):
    """Times are in seconds, edit sizes in shares from 0 to 1."""

    count: int
    median: float | None
    p90: float | None


class NumberOfComments(Struct):
    """What came, by what it is and where it was left."""

    total: int
    before: int
    by_intent: list[NumberSeries]
    by_channel: list[NumberSeries]


class FirstReply(Struct):
    """``hours`` and ``weekdays`` (from Monday) are those at which comments began to wait for people."""

    now: Spread
    before: Spread
    parts: list[Spread]
    hours: list[Spread]
    weekdays: list[Spread]
    promised: int
    kept: int
    promised_before: int
    kept_before: int


class Outcomes(Struct):
    """Series: unchanged, edited, written, gave_up and dismissed: with the reason."""

    total: int
    before: int
    series: list[NumberSeries]


class Edits(Struct):
    """Of replies whose draft was changed; ``bands``: how many changed up to a tenth, two tenths, … of it."""

    now: Spread
    before: Spread
    parts: list[Spread]
    bands: list[int]


class Avoided(Struct):
    """Replies without a finding that their draft had; one reply can count for several rules."""

    total: int
    before: int
    rules: list[NumberSeries]


class Numbers(Struct):
    """All figures of a span of days."""

    first: date
    last: date
    before_first: date
    before_last: date
    zone: str
    step: Literal["day", "week", "month"]
    parts: list[NumberPart]
    comments: NumberOfComments
    first_reply: FirstReply
    outcomes: Outcomes
    edits: Edits
    gaps: NumberCount
    avoided: Avoided
    people: list[NumberPerson]


class NumberComment(Struct):
    """A comment behind a figure; ``at``: when it came, or when it was decided about."""

    id: UUID
    page_id: str
    channel: str
    author: str | None
    excerpt: str
    state: State
    intent: Intent | None
    language: str | None
    at: datetime
    actor: str | None
    outcome: str | None
    waited: int | None
    edited: float | None


class NumberComments(Struct):
    """The comments behind a figure, newest first."""

    items: list[NumberComment]
    next_cursor: str | None
