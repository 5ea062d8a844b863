"""The JSON of replies that a person carries over."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class NotPosted(Struct, forbid_unknown_fields=True):
    """``reason``: why the reply can't be posted."""

    version: int
    reason: Annotated[str, Meta(max_length=1_000)]
