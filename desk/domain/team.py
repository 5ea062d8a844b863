"""The people of a desk, and those who were invited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Member:
    """An account: its own role, and by page where another holds there. ``on``: it may sign in."""

    id: UUID
    name: str
    email: str
    role: str
    page_roles: Mapping[str, str] = field(default_factory=dict)
    on: bool = True
    created_at: datetime | None = None
    has_password: bool = True


@dataclass(frozen=True)
class Invitation:
    """A one-time link that makes an account with these roles."""

    id: UUID
    email: str
    name: str | None
    role: str
    page_roles: Mapping[str, str]
    expires_at: datetime
