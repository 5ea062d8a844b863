"""What may stand where a platform promised something else."""

from __future__ import annotations

import random
from typing import Any, Final

LARGEST: Final = 2_000_000
"""Bytes of a delivery, as the desk takes it at most."""

NUMBERS: Final = (
    0, -0.0, 1, -1, 2**31, 2**63, 2**64 + 1, -(2**63) - 1, 10**14, 10**40, -(10**300), 1e308, 5e-324, 0.1,
    float("nan"), float("inf"), float("-inf"), 1_700_000_000, 1_700_000_000_000, 253_402_300_800, -62_135_596_801,
)  # fmt: skip
TIMES: Final = (
    "2026-13-45T99:99:99+9999", "0000-00-00 00:00:00", "9999-12-31T23:59:59.999999-23:59", "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-2359", "0001-01-01T00:00:00+2359", "2026-03-02", "2026-03-02T12:00:00", "2026-W10-1T00Z",
    "2026-03-02T12:00:00+00:00:00.5", "Mon Mar 02 12:00:00 +0000 2026", "Fri Dec 31 23:59:59 -2359 9999",
    "Mon, 02 Mar 2026 12:00:00 -0000", "Mon, 02 Mar 20260 12:00:00 +9999", "٢٠٢٦-٠٣-٠٢T١٢:٠٠:٠٠Z", "1e5", "٣", "²",
)  # fmt: skip
ADDRESSES: Final = (
    "http://[", "http://[::1", "https://x.com:99999/a", "//", "javascript:alert(1)", "https://\x00", "http://a\r\nb: c",
    "https://x.com/" + "a" * 5_000, "urn:li:comment:(urn:li:activity:1,2)", "urn:li:comment:((((", "at://did:plc:x/y/z",
    "acct:a@b", "a@b@c", "@" * 300, "mailto:", "https://user:pass@x.com", "https://ⓔxample.com", "xn--\ud800",
)  # fmt: skip
MARKUP: Final = (
    "<script>alert(1)</script>", "<" * 3_000, "<p>" * 3_000, "<a href='" * 500, "</" * 1_000, "<!--" * 500,
    "&#x110000;", "&#99999999999999999999;", "&#xd800;", "&#" + "9" * 5_000 + ";", "&#x" + "f" * 5_000 + ";", "&" * 2_000, "&amp" * 500, "<![CDATA[" * 50, "]]>", "<p/" + " a" * 2_000,
    "<pre>" + "\n" * 3_000, "<img alt=" + "'" * 999, "@ada " * 300, "@" + "a" * 5_000, "(" * 3_000, "<br>" * 2_000,
)  # fmt: skip
TEXTS: Final = (
    "", " ", "\t\n", "\x00", "a\x00b", "\x00" * 500, "\ud800", "\udfff\ud800", "a\udc80", "\ufeff", "\ufffe\uffff",
    "\u202e" * 9, "\u200b", "\x7f\x85\u2028\u2029", "e" + "\u0301" * 2_000, "👩‍👩‍👧" * 99, "ﷺ" * 200, "İ" * 50, "ß",
    "A" * 201, "A" * 301, "A" * 20_001, "9" * 400, "9" * 5_000, "-1", "0x10", "NaN", "null", "true", "[]", "{}", "%00",
    "../../etc/passwd", "'; DROP TABLE comments; --", "${a}", "{0}", "%s%n", "=cmd()", "\\ud800", "__proto__", "a" * 100 + "\n",
)  # fmt: skip
PLAIN: Final = (*TEXTS, *TIMES, *ADDRESSES, *MARKUP, *NUMBERS, None, True, False)
NAMES: Final = ("", "\x00", "\ud800", "__class__", "id", "type", "data", "A" * 2_000, "0", "$ref")


def deep(levels: int, value: Any = None, name: str | None = None) -> Any:
    """The value within so many lists, or objects with that name."""
    for _ in range(levels):
        value = [value] if name is None else {name: value}
    return value


def odd(dice: random.Random) -> Any:
    """A value of any kind; now and then a large one."""
    kind = dice.random()
    if kind < 0.8:
        return dice.choice(PLAIN)
    if kind < 0.86:
        return dice.choice(([], {}, [[]], [None], [{}], {"": ""}, {"id": {}}, [0] * 50, [""] * 50))
    if kind < 0.92:
        return {dice.choice(NAMES): dice.choice(PLAIN) for _ in range(dice.randrange(6))}
    if kind < 0.97:
        return [dice.choice(PLAIN) for _ in range(dice.randrange(6))]
    return deep(dice.choice((5, 40, 200)), dice.choice(PLAIN), dice.choice((None, *NAMES)))


def huge(dice: random.Random) -> Any:
    """A value as large as a delivery may be, or as deep as a parser may go."""
    part = dice.choice((*TEXTS, *MARKUP)) or "a"
    size = dice.choice((50_000, 300_000))
    return dice.choice(
        (
            lambda: part * (size // len(part)),
            lambda: [dice.choice((0, "", None, [], {"id": "1"}))] * (size // 10),
            lambda: {str(number): number for number in range(size // 20)},
            lambda: deep(dice.choice((900, 3_000)), None, dice.choice((None, "a"))),
            lambda: [{name: part[:20] for name in ("id", "type", "text", "url", "name")}] * (size // 200),
        )
    )()
