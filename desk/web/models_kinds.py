"""Kinds of values that the JSON of many topics has."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Short = Annotated[str, Meta(max_length=300)]
Text = Annotated[str, Meta(max_length=100_000)]
Probability = Annotated[float, Meta(ge=0, le=1)]
State = Literal["received", "drafting", "waiting", "approved", "sending", "sent", "failed", "unknown", "dismissed"]
Intent = Literal["question", "complaint", "praise", "other"]
Role = Literal["viewer", "drafter", "approver", "admin"]
View = Literal["waiting", "snoozed", "sending", "done", "problems", "all"]
AnyRole = Literal["none", "viewer", "drafter", "approver", "admin"]


class Post(Struct):
    text: str | None = None
    url: str | None = None
