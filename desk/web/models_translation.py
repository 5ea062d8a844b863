"""The JSON of translations."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Language = Literal["de", "en"]
"""Those of `desk/domain/translation.py`."""


class Translate(Struct, forbid_unknown_fields=True):
    """``reply``: to translate this text instead of the comment and what was said before it."""

    to: Language
    reply: Annotated[str, Meta(max_length=100_000)] | None = None


class Translated(Struct):
    """``original`` is the whole text; ``shortened``: only its beginning was translated."""

    original: str
    text: str
    shortened: bool


class Translation(Struct):
    """Made by a machine, to be read beside the original; texts without a word are left out."""

    to: Language
    items: list[Translated]
