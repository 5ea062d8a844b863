"""The company's own sign-in (OpenID Connect): who somebody is there, and what a desk takes from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desk.domain.errors import NotAllowed


class SignOnFailed(NotAllowed):
    """Signing in with your company's account did not work."""

    code = "sign_on_failed"

    def __init__(self, reason: str, message: str | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        """One word that the console has a sentence for."""


@dataclass(frozen=True)
class Identity:
    """Who somebody is at an identity provider; ``email`` only where the provider says that it is theirs."""

    issuer: str
    subject: str
    email: str | None
    name: str
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SignOnRules:
    """``default_role``: what somebody without an account gets, None for no account; ``roles``: what a group gives."""

    default_role: str | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
