"""The platforms that can be simulated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from desk.simulators.base import Simulator
from desk.simulators.feed import FeedSimulator
from desk.simulators.linkedin import LinkedinSimulator
from desk.simulators.world import World

SIMULATORS: Final[Mapping[str, Callable[[World], Simulator]]] = {
    "feed": FeedSimulator,
    "linkedin": LinkedinSimulator,
}
