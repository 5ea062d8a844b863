"""A line chart as a file of its own, for what a benchmark has found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 400, 64, 48, 24, 56
COLOURS: Final = ("#1f6b5a", "#a8571a", "#3d5a9e", "#8a2f5f")
MARKS: Final = 5


@dataclass(frozen=True)
class Line:
    """A named series of (x, y)."""

    name: str
    points: Sequence[tuple[float, float]]


def chart(title: str, below: str, lines: Sequence[Line]) -> str:
    """SVG; ``below`` says what runs from left to right."""
    xs = [x for line in lines for x, _ in line.points]
    ys = [y for line in lines for _, y in line.points]
    low, high = min(ys), max(ys)
    room = max(high - low, 0.01) * 0.1
    low, high = low - room, high + room

    def across(x: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (x - min(xs)) / max(max(xs) - min(xs), 1e-9)

    def up(y: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (y - low) / (high - low)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/><text x="{LEFT}" y="24" font-size="16">{escape(title)}</text>',
    ]
    for number in range(MARKS + 1):
        y = low + (high - low) * number / MARKS
        parts.append(
            f'<path d="M{LEFT} {up(y):.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
            f'<text x="{LEFT - 8}" y="{up(y) + 4:.1f}" text-anchor="end">{y:.3f}</text>'
        )
    for x in sorted(set(xs)):
        parts.append(f'<text x="{across(x):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{x:g}</text>')
    parts.append(f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 12}" text-anchor="end">{escape(below)}</text>')
    for number, line in enumerate(lines):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{across(x):.1f},{up(y):.1f}" for x, y in line.points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{across(x):.1f}" cy="{up(y):.1f}" r="3" fill="{colour}"/>' for x, y in line.points]
        parts.append(f'<text x="{LEFT + 160 * number}" y="{HEIGHT - 12}" fill="{colour}">{escape(line.name)}</text>')
    return "".join([*parts, "</svg>\n"])
