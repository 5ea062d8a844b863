"""What a connection to Mastodon is told, and what it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from desk.domain.page import Connection
from desk.domain.platform import Field, Pace, Platform
from language.channels import LIMITS, LINK_WEIGHT

MENTION_ROOM: Final = 32
"""Kept free in every reply for the mention of its author: a name has at most 30 letters on Mastodon itself."""

MASTODON: Final = Platform(
    "mastodon",
    "Mastodon",
    "mastodon",
    fields=(
        Field(
            "instance",
            "Server",
            "The address of the server that the account is on, such as https://mastodon.social.",
            kind="url",
        ),
        Field(
            "access_token",
            "Access token",
            "From the account's preferences, Development, New application, with the scopes read and write:statuses.",
            secret=True,
        ),
        Field(
            "filtered",
            "Take filtered mentions too",
            "Mentions that the account's own settings hold back, for example from new accounts; false leaves them out.",
            required=False,
            kind="flag",
            default="true",
        ),
    ),
    fetch_every=timedelta(minutes=1),
    private=True,
    # Mastodon takes 300 posts in three hours from one account.
    pace=Pace(300, timedelta(hours=3), burst=10),
)


@dataclass(frozen=True)
class Own:
    """The account that a connection speaks for."""

    account_id: str
    username: str


def own_of(connection: Connection) -> Own:
    """The account as connecting stored it; empty where it didn't."""
    config = connection.config
    return Own(str(config.get("account_id") or ""), str(config.get("username") or ""))


def most_characters(connection: Connection) -> int:
    """How long a post may be on the connection's server."""
    most = connection.config.get("max_characters")
    return most if isinstance(most, int) and most > 0 else LIMITS["mastodon"].limit


def per_link(connection: Connection) -> int:
    """As how many characters the connection's server counts a link."""
    reserved = connection.config.get("characters_reserved_per_url")
    return reserved if isinstance(reserved, int) and reserved > 0 else LINK_WEIGHT
