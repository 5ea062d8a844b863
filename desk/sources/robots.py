"""What a site asks of crawlers: robots.txt as RFC 9309 reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, unquote, urlsplit

MAX_SIZE: Final = 500 * 1024  # RFC 9309, section 2.5: at least so much is read
MAX_DELAY_S: Final = 10.0


@dataclass
class Robots:
    """The rules for one crawler: (pattern, allowed) pairs, and the seconds to leave between two requests."""

    rules: list[tuple[str, bool]] = field(default_factory=list)
    delay_s: float = 0.0

    def allows(self, address: str) -> bool:
        """The longest pattern that matches decides; between equals the kinder one. No pattern: allowed."""
        parts = urlsplit(address)
        path = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
        matching = [(len(pattern), allowed) for pattern, allowed in self.rules if _matches(pattern, path)]
        return max(matching)[1] if matching else True


def read_robots(text: str, agent: str) -> Robots:
    """The rules of the groups for ``agent``, or else of those for everyone; lines that say nothing are passed over."""
    groups: dict[str, Robots] = {}
    names: list[str] = []
    in_rules = False
    for line in text[:MAX_SIZE].splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            names = [] if in_rules else names
            in_rules = False
            names.append(value.lower())
            groups.setdefault(value.lower(), Robots())
        elif key in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            for group in {name: groups[name] for name in names}.values():
                _add(group, key, value)
    return groups.get(agent.lower()) or groups.get("*") or Robots()


def _add(group: Robots, key: str, value: str) -> None:
    if key == "crawl-delay":
        if value.replace(".", "", 1).isdecimal():
            group.delay_s = min(float(value), MAX_DELAY_S)
    elif value:
        group.rules.append((_normal(value), key == "allow"))


def _normal(path: str) -> str:
    """Percent-encoded in one way, so that patterns and paths compare; ``*`` and ``$`` stay."""
    return quote(unquote(path), safe="/*$?&=+,;:@!~'()-._%")


def _matches(pattern: str, path: str) -> bool:
    """``*`` is any characters, ``$`` at the end the end; in time linear in the path for each part of the pattern."""
    whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    position = len(first)
    for part in others[:-1] if whole else others:
        position = path.find(part, position)
        if position < 0:
            return False
        position += len(part)
    if not whole:
        return True
    return path.endswith(others[-1]) and len(path) - len(others[-1]) >= position if others else len(path) == position
