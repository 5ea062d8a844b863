"""What people do together before a reply is approved, in the JSON of the HTTP API."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct


class FirstApproval(Struct):
    """One person approved this text on a page that demands two; ``mine``: the reader did.

    ``private``: for the author alone; the second person approves the same.
    """

    by: str
    at: datetime
    text: str
    mine: bool
    private: bool = False


class Proposal(Struct):
    """What somebody who may not approve would reply; ``outdated``: the author edited the comment since."""

    by: str
    at: datetime
    text: str
    outdated: bool


class Propose(Struct, forbid_unknown_fields=True):
    """An empty text takes one's proposal back."""

    version: int
    text: Annotated[str, Meta(max_length=100_000)]
