"""The platforms that can be simulated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from desk.simulators.base import Simulator
from desk.simulators.bluesky import BlueskySimulator
from desk.simulators.facebook import FacebookSimulator
from desk.simulators.feed import FeedSimulator
from desk.simulators.instagram import InstagramSimulator
from desk.simulators.linkedin import LinkedinSimulator
from desk.simulators.mastodon import MastodonSimulator
from desk.simulators.wordpress import WordPressSimulator
from desk.simulators.world import World
from desk.simulators.x import XSimulator

SIMULATORS: Final[Mapping[str, Callable[[World], Simulator]]] = {
    "bluesky": BlueskySimulator,
    "linkedin": LinkedinSimulator,
    "mastodon": MastodonSimulator,
    "facebook": FacebookSimulator,
    "feed": FeedSimulator,
    "instagram": InstagramSimulator,
    "x": XSimulator,
    "wordpress": WordPressSimulator,
}
