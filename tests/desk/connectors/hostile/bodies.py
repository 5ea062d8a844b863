"""Hostile bodies for one platform: of its shape with values of wrong types, and its recorded ones, changed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.desk.connectors.hostile import mail, markup
from tests.desk.connectors.hostile.mutations import changed_bytes, changed_structure, enlarged, written
from tests.desk.connectors.hostile.values import PLAIN
from tests.desk.connectors.payloads_of import FOLDER

XML: Final = (".xml", ".rss", ".atom", ".rdf")
LARGE: Final = 0.01
"""The part of the bodies that are very large."""
_LEAVES: Final = st.sampled_from(PLAIN) | st.text(max_size=20) | st.integers() | st.floats()


@dataclass(frozen=True)
class Recorded:
    """What a platform's recorded bodies are made of."""

    documents: tuple[Any, ...]
    messages: tuple[bytes, ...]
    feeds: tuple[bytes, ...]

    @classmethod
    def of(cls, platform: str) -> Recorded:
        """Those in the platform's folder."""
        files = sorted((FOLDER / platform).iterdir()) if (FOLDER / platform).is_dir() else []
        raw = [(one.suffix, one.read_bytes()) for one in files]
        return cls(
            tuple(json.loads(body) for suffix, body in raw if suffix == ".json"),
            tuple(body for suffix, body in raw if suffix == ".eml"),
            tuple(body for suffix, body in raw if suffix in XML),
        )

    @cached_property
    def words(self) -> tuple[list[str], list[str]]:
        """The names of fields, and short values that may say what something is."""
        names: set[str] = set()
        values: set[str] = set()
        waiting: list[Any] = list(self.documents)
        while waiting:
            one = waiting.pop()
            if isinstance(one, dict):
                names |= one.keys()
                waiting += one.values()
            elif isinstance(one, list):
                waiting += one
            elif isinstance(one, str) and len(one) < 60:
                values.add(one)
        return sorted(names), sorted(values)

    def changed(self, dice: random.Random, large_part: float = LARGE) -> bytes:
        """One of them, otherwise."""
        large = dice.random() < large_part
        ways: list[Callable[[], bytes]] = []
        if self.documents:
            document = dice.choice(self.documents)
            ways += [
                lambda: written(enlarged(document, dice) if large else changed_structure(document, dice), dice),
                lambda: written(enlarged(document, dice) if large else changed_structure(document, dice), dice),
                lambda: changed_bytes(written(document, dice), dice),
            ]
        if self.messages:
            message = dice.choice(self.messages)
            ways += [
                lambda: mail.large(dice) if large else mail.message(dice),
                lambda: mail.spoiled(message, dice),
                lambda: changed_bytes(message, dice)[: mail.LARGEST],
            ]
        if self.feeds:
            feed = dice.choice(self.feeds)
            ways += [
                lambda: markup.large(feed, dice) if large else markup.spoiled(feed, dice),
                lambda: changed_bytes(feed, dice),
            ]
        return dice.choice(ways)()

    @property
    def shaped(self) -> SearchStrategy[Any] | None:
        """Documents of the platform's shape; None where it speaks no JSON."""
        return _shaped(self.documents) | _of_words(*self.words) if self.documents else None


def bodies(platform: str, count: int, seed_number: int, large_part: float = LARGE) -> Iterator[bytes]:
    """So many hostile bodies; always the same for a seed. A third are hypothesis's where the platform speaks JSON."""
    recorded = Recorded.of(platform)
    if not (recorded.documents or recorded.messages or recorded.feeds):
        raise LookupError(f"There are no recorded bodies of {platform} in {FOLDER / platform}.")
    dice = random.Random(f"{platform} {seed_number}")
    shaped = recorded.shaped
    drawn = 0
    while shaped is not None and drawn < count // 3:
        some = min(1_000, count // 3 - drawn)
        for document in _drawn(shaped, some, seed_number + drawn):
            yield written(document, dice)
        drawn += some
    for _ in range(count - drawn):
        yield recorded.changed(dice, large_part)


def _drawn(strategy: SearchStrategy[Any], count: int, seed_number: int) -> list[Any]:
    found: list[Any] = []

    @seed(seed_number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(document: Any) -> None:
        found.append(document)

    draw()
    return found


@st.composite
def _shaped(draw: DrawFn, documents: tuple[Any, ...]) -> Any:
    """One of the documents, grown anew: mostly what was there, now and then something of another kind."""

    def grown(node: Any) -> Any:
        fate = draw(st.integers(0, 15))
        if fate == 0:
            return draw(_LEAVES)
        if isinstance(node, dict):
            names = [name for name in node if draw(st.integers(0, 11))]
            return {name: grown(node[name]) for name in names}
        if isinstance(node, list):
            return [grown(one) for one in node[: draw(st.integers(0, 4))]]
        return draw(_LEAVES) if fate < 4 else node

    return grown(draw(st.sampled_from(documents)))


def _of_words(names: list[str], values: list[str]) -> SearchStrategy[Any]:
    """Anything that is made of the platform's words."""
    return st.recursive(
        _LEAVES | st.sampled_from(values),
        lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.sampled_from(names), inside, max_size=6),
        max_leaves=25,
    )
