"""Settings of the company's own sign-in, SHAREWELL_OIDC_…; docs/guides/sign-in.md explains them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from desk.domain.sign_on import SignOnRules

ROLES: Final = ("viewer", "drafter", "approver", "admin")
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


class SignOnSettingsError(Exception):
    """A setting of the company's sign-in can't be used as it is."""


@dataclass(frozen=True)
class SignOnSettings:
    """One OpenID Connect provider."""

    issuer: str
    client_id: str
    client_secret: str | None
    name: str
    scopes: str
    groups_claim: str
    rules: SignOnRules


def read_sign_on_settings(environment: Mapping[str, str]) -> SignOnSettings | None:
    """None where no provider is named; raises SignOnSettingsError with what to do."""
    issuer = environment.get("SHAREWELL_OIDC_ISSUER", "").strip()
    client_id = environment.get("SHAREWELL_OIDC_CLIENT_ID", "").strip()
    if not issuer:
        if client_id:
            raise SignOnSettingsError("SHAREWELL_OIDC_CLIENT_ID is set, but not SHAREWELL_OIDC_ISSUER.")
        return None
    address = urlsplit(issuer)
    if address.scheme != "https" and not (address.scheme == "http" and address.hostname in _LOOPBACK):
        raise SignOnSettingsError(f"SHAREWELL_OIDC_ISSUER is {issuer!r}; it must start with https://")
    if not client_id:
        raise SignOnSettingsError("SHAREWELL_OIDC_CLIENT_ID is missing: the provider gives it out with the client.")
    default_role = environment.get("SHAREWELL_OIDC_DEFAULT_ROLE", "").strip() or None
    if default_role is not None and default_role not in ROLES:
        raise SignOnSettingsError(f"SHAREWELL_OIDC_DEFAULT_ROLE must be one of {', '.join(ROLES)}, or empty.")
    return SignOnSettings(
        issuer=issuer,
        client_id=client_id,
        client_secret=environment.get("SHAREWELL_OIDC_CLIENT_SECRET") or None,
        name=environment.get("SHAREWELL_OIDC_NAME", "").strip() or "your company account",
        scopes=environment.get("SHAREWELL_OIDC_SCOPES", "").strip() or "openid email profile",
        groups_claim=environment.get("SHAREWELL_OIDC_GROUPS_CLAIM", "").strip() or "groups",
        rules=SignOnRules(default_role, _roles(environment.get("SHAREWELL_OIDC_ROLES", ""))),
    )


def _roles(text: str) -> dict[str, str]:
    roles: dict[str, str] = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        group, _, role = (part.strip() for part in entry.rpartition("="))
        if not group or role not in ROLES:
            raise SignOnSettingsError(f"SHAREWELL_OIDC_ROLES has {entry!r}; write group=role with a role of {ROLES}.")
        roles[group] = role
    return roles
