"""The JSON of one's own account: password, second factor, sessions; and of what the desk asks of sign-ins."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from desk.web.models_kinds import AnyRole, Short


class OwnSession(Struct):
    """A browser that is signed in; ``current``: the one that asks."""

    id: UUID
    device: str
    address: str
    via: Literal["password", "link", "sign-on"]
    signed_in_at: datetime
    last_used_at: datetime
    current: bool
    new_device: bool


class OwnAccount(Struct):
    name: str
    email: str
    role: AnyRole
    has_password: bool
    second_factor_since: datetime | None
    recovery_codes: int
    """How many are unused."""
    second_factor_missing: bool
    sessions: list[OwnSession]


class ChangePassword(Struct, forbid_unknown_fields=True):
    current: Short
    new: Short


class SessionsEnded(Struct):
    ended: int


class Enrolment(Struct):
    """What an authenticator app needs; ``qr`` is a picture as a data: address."""

    secret: str
    uri: str
    qr: str


class Code(Struct, forbid_unknown_fields=True):
    code: Short


class RecoveryCodes(Struct):
    """Shown this once; each works once."""

    codes: list[str]


class SignInAccount(Struct):
    id: UUID
    name: str
    email: str
    role: AnyRole
    second_factor_since: datetime | None


class SignInRules(Struct):
    admins_need_second_factor: bool
    accounts: list[SignInAccount]


class ChangeSignInRules(Struct, forbid_unknown_fields=True):
    admins_need_second_factor: bool


class SignOn(Struct):
    """The company's own sign-in: ``name`` is what its button says, None where none is set up."""

    name: str | None
