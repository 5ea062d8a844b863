"""The platforms that can be simulated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from desk.simulators.base import Simulator
from desk.simulators.facebook import FacebookSimulator
from desk.simulators.feed import FeedSimulator
from desk.simulators.instagram import InstagramSimulator
from desk.simulators.linkedin import LinkedinSimulator
from desk.simulators.world import World
from desk.simulators.x import XSimulator

SIMULATORS: Final[Mapping[str, Callable[[World], Simulator]]] = {
    "facebook": FacebookSimulator,
    "feed": FeedSimulator,
    "instagram": InstagramSimulator,
    "linkedin": LinkedinSimulator,
    "x": XSimulator,
}
