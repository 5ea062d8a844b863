"""What a connection to Bluesky is told, and what it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from desk.domain.page import Connection
from desk.domain.platform import Field, Pace, Platform

SERVICE: Final = "https://bsky.social"

BLUESKY: Final = Platform(
    "bluesky",
    "Bluesky",
    "bluesky",
    fields=(
        Field("identifier", "Handle", "The account's handle, such as shop.bsky.social, without @."),
        Field(
            "app_password",
            "App password",
            "From Bluesky's Settings, Privacy and security, App passwords. Not the account's own password.",
            secret=True,
        ),
        Field(
            "service",
            "Server",
            "Leave it, unless the account is on a server of its own.",
            required=False,
            kind="url",
            default=SERVICE,
        ),
    ),
    fetch_every=timedelta(minutes=1),
    # Bluesky takes 1,666 new records an hour from one account, and 11,666 a day.
    pace=Pace(450, timedelta(hours=1), burst=10),
)


@dataclass(frozen=True)
class Own:
    """The account that a connection speaks for."""

    did: str
    handle: str


def own_of(connection: Connection) -> Own:
    """The account as connecting stored it; empty where it didn't."""
    config = connection.config
    return Own(str(config.get("did") or ""), str(config.get("handle") or config.get("identifier") or ""))


def service_of(connection: Connection) -> str:
    """The address of the account's server."""
    return str(connection.config.get("service") or SERVICE).rstrip("/")
