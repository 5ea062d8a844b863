"""What the desk knows of X, and what a connection to it must be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from desk.domain.page import Connection
from desk.domain.platform import Field, Moderation, Pace, Platform

SELF_SERVE: Final = "self-serve"
ENTERPRISE: Final = "enterprise"

X: Final = Platform(
    "x",
    "X",
    "x",
    fields=(
        Field(
            "consumer_key",
            "API key",
            "The app's API key (consumer key): X developer console, your app, Keys and tokens.",
            secret=True,
        ),
        Field("consumer_secret", "API key secret", "Shown once beside the API key.", secret=True),
        Field(
            "access_token",
            "Access token",
            "The account's access token, with the permission Read and write. Generate it while signed in as the account.",
            secret=True,
        ),
        Field("access_secret", "Access token secret", "Shown once beside the access token.", secret=True),
        Field(
            "plan",
            "Plan",
            "Self-serve (free, basic, pro, pay-per-use) may answer only authors who mentioned or quoted the account.",
            required=False,
            default=SELF_SERVE,
            choices=(SELF_SERVE, ENTERPRISE),
        ),
        Field(
            "quotes",
            "Fetch quotes too",
            "Posts that quote the account without mentioning it, by X's recent search. Each post that is found is billed.",
            required=False,
            kind="flag",
            default="false",
        ),
        Field(
            "context",
            "Fetch what a comment answers",
            "The post that a comment replies to or quotes comes with it, so that drafts know what it is about. "
            "It is billed as one more post read.",
            required=False,
            kind="flag",
            default="true",
        ),
        Field(
            "price_post",
            "Price of a post in US$",
            "What your plan bills for posting a reply without a link.",
            required=False,
            kind="number",
            default="0.015",
        ),
        Field(
            "price_link",
            "Price of a post with a link in US$",
            "What your plan bills for posting a reply with a link.",
            required=False,
            kind="number",
            default="0.20",
        ),
        Field("api_url", "API address", required=False, kind="url", default="https://api.x.com"),
        Field("api_version", "API version", required=False, default="2"),
    ),
    webhook=True,
    fetch_every=timedelta(minutes=1),
    pace=Pace(100, timedelta(minutes=15)),
    moderation=frozenset({Moderation.HIDE, Moderation.UNHIDE}),
    link_note="X bills a post with a link many times what it bills one without. If the answer fits into the text, "
    "leave the link out.",
)


@dataclass(frozen=True)
class Own:
    """The account that a connection speaks for; empty until X was asked for it."""

    user_id: str = ""
    username: str = ""


def setting(connection: Connection, name: str) -> str:
    """What the connection says for a field, or the field's default."""
    default = next(field.default for field in X.fields if field.name == name)
    value = connection.config.get(name)
    if isinstance(value, bool):
        return str(value).lower()
    return default if value is None or value == "" else str(value)


def flag(connection: Connection, name: str) -> bool:
    """Whether a field of kind flag is on."""
    return setting(connection, name).lower() in ("true", "yes", "1", "on")


def own_of(connection: Connection) -> Own:
    """The account as it was noted when connecting."""
    return Own(str(connection.config.get("user_id") or ""), str(connection.config.get("username") or ""))
