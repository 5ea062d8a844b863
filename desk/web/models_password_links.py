"""The JSON of links to a new password."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from msgspec import Struct

from desk.web.models_kinds import Short
from desk.web.models_said import SENDING, Speaking


class NewPasswordLink(Struct, forbid_unknown_fields=True):
    """``mail``: the desk sends it to the person, where it has an address of its own to write from."""

    mail: bool = False


class MadePasswordLink(Speaking):
    """``link`` is shown this once, and not at all where it was mailed; ``why_not`` says why it wasn't."""

    SAYS: ClassVar = {"why_not": SENDING}

    email: str
    expires_at: datetime
    mailed: bool
    link: str | None
    why_not: str | None


class PasswordLink(Struct):
    """Whom a link is for."""

    name: str
    email: str
    expires_at: datetime


class NewPassword(Struct, forbid_unknown_fields=True):
    password: Short
