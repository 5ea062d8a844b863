"""People and invitations in the JSON of the HTTP API."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

Short = Annotated[str, Meta(max_length=300)]
AnyRole = Literal["none", "viewer", "drafter", "approver", "admin"]


class Member(Struct):
    """``role``: on every page that ``pages`` doesn't name; ``on``: they may sign in.

    ``has_password``: False for who signs in through the company's sign-in alone.
    """

    id: UUID
    name: str
    email: str
    role: AnyRole
    pages: dict[str, AnyRole]
    on: bool
    created_at: datetime
    has_password: bool = True


class Invitation(Struct):
    """Somebody who was invited and has not come yet; ``pages`` as for a member."""

    id: UUID
    email: str
    name: str | None
    role: AnyRole
    pages: dict[str, AnyRole]
    expires_at: datetime


class Team(Struct):
    """Everybody with an account, and those who were invited; ``mails``: the desk can write to them by itself."""

    people: list[Member]
    invitations: list[Invitation]
    mails: bool = False


class NewInvitation(Struct, forbid_unknown_fields=True):
    """``role``: on every page that ``pages`` doesn't name; ``none`` leaves those named there."""

    email: Short
    role: AnyRole
    name: Short | None = None
    pages: dict[Short, AnyRole] = {}


class InvitationLink(Struct):
    """``link`` is shown this once; whoever has it can make the account."""

    id: UUID
    email: str
    expires_at: datetime
    link: str


class ChangeMember(Struct, forbid_unknown_fields=True):
    """What is given is changed; the rest stays."""

    role: AnyRole | None = None
    on: bool | None = None


class ChangePageRole(Struct, forbid_unknown_fields=True):
    """None: the account's own role counts on the page again."""

    role: AnyRole | None
