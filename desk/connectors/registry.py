"""The platforms that the desk knows. A new one is added here, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping

import httpx

from desk.connectors.api.client import ApiConnector
from desk.connectors.bluesky.client import BlueskyConnector
from desk.connectors.chat.client import ChatConnector
from desk.connectors.email.client import EmailConnector
from desk.connectors.email.servers import MailServers
from desk.connectors.facebook.client import FacebookConnector
from desk.connectors.feed.client import FeedConnector
from desk.connectors.instagram.client import InstagramConnector
from desk.connectors.linkedin.client import LinkedinConnector
from desk.connectors.mastodon.client import MastodonConnector
from desk.connectors.wordpress.client import WordPressConnector
from desk.connectors.x.client import XConnector
from desk.ports.chat import ChatPosts
from desk.ports.outside import Clock
from desk.ports.platforms import Connector


def connectors(client: httpx.AsyncClient, clock: Clock, signing_key: str, posts: ChatPosts) -> Mapping[str, Connector]:
    """Every connector by its platform's id."""
    every: list[Connector] = [
        ApiConnector(client, clock, signing_key),
        BlueskyConnector(client, clock),
        LinkedinConnector(client, clock),
        MastodonConnector(client, clock),
        FacebookConnector(client, clock),
        InstagramConnector(client, clock),
        XConnector(client, clock),
        FeedConnector(client, clock),
        EmailConnector(MailServers(), clock),
        WordPressConnector(client, clock),
        ChatConnector(posts, clock),
    ]
    return {one.platform.id: one for one in every}
