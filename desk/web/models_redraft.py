"""The JSON of asking for another draft."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class Redraft(Struct, forbid_unknown_fields=True):
    """``hint``: what the next draft should rest on or say, in a few words."""

    version: int
    hint: Annotated[str, Meta(max_length=300)] | None = None
