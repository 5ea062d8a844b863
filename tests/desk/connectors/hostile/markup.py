"""XML that a feed has no need for: entities that grow, entities from outside, nesting, doubtful encodings."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final

from tests.desk.connectors.hostile.values import ADDRESSES, LARGEST, MARKUP, TEXTS, TIMES

_TAG: Final = re.compile(rb"</?[\w:.-]{1,60}[^<>]{0,300}>")
_TEXT: Final = re.compile(rb">[^<>]{1,2000}<")
_LAUGHS: Final = b"".join(b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10))
_DOCTYPES: Final = (
    b'<!DOCTYPE x [<!ENTITY l0 "ha">' + _LAUGHS + b"]>",
    b'<!DOCTYPE x [<!ENTITY l9 "' + b"a" * 50_000 + b'">]>',
    b'<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    b'<!DOCTYPE x [<!ENTITY % l9 SYSTEM "file:///dev/zero"> %l9;]>',
    b"<!DOCTYPE " + b"x" * 5_000,
)
_DECLARATIONS: Final = (
    b'<?xml version="1.0" encoding="utf-7"?>', b'<?xml version="1.0" encoding="utf-16"?>', b'<?xml version="9"?>',
    b'<?xml version="1.0" encoding="' + b"x" * 500 + b'"?>', b'<?xml version="1.1" encoding="cp037"?>', b"<?xml?>", b"",
)  # fmt: skip


def spoiled(body: bytes, dice: random.Random) -> bytes:
    """A recorded document, changed so that its markup means something else."""
    for _ in range(dice.choice((1, 1, 2, 4))):
        body = dice.choice(_WAYS)(body, dice)
    return body[:LARGEST]


def large(body: bytes, dice: random.Random) -> bytes:
    """A recorded document with one element very often, or very deep."""
    tags = list(_TAG.finditer(body)) or [None]
    one = dice.choice(tags)
    if one is None:
        return b"<a>" * 50_000
    times = min(dice.choice((300, 3_000, 100_000)), LARGEST // 2 // len(one.group()))
    return body[: one.start()] + one.group() * times + body[one.start() :]


def _written_in_text(body: bytes, dice: random.Random) -> bytes:
    texts = list(_TEXT.finditer(body))
    if not texts:
        return body
    one = dice.choice(texts)
    value = dice.choice((*TEXTS, *TIMES, *ADDRESSES, *MARKUP, "&l9;" * 20)).encode("utf-8", "surrogatepass")
    return body[: one.start() + 1] + dice.choice((value, b"<![CDATA[" + value + b"]]>")) + body[one.end() - 1 :]


def _without_a_tag(body: bytes, dice: random.Random) -> bytes:
    tags = list(_TAG.finditer(body))
    if not tags:
        return body
    one = dice.choice(tags)
    return body[: one.start()] + body[one.end() :]


def _with_another_tag(body: bytes, dice: random.Random) -> bytes:
    tags = list(_TAG.finditer(body))
    if not tags:
        return body
    one, other = dice.choice(tags), dice.choice(tags)
    return body[: one.start()] + other.group() * dice.choice((1, 1, 50)) + body[dice.choice((one.start(), one.end())) :]


def _with_doctype(body: bytes, dice: random.Random) -> bytes:
    rest = body.split(b"?>", 1)[-1]
    return dice.choice(_DECLARATIONS) + dice.choice(_DOCTYPES) + rest.replace(b"</title>", b"&l9;</title>", 1)


def _declared_otherwise(body: bytes, dice: random.Random) -> bytes:
    rest = dice.choice(_DECLARATIONS) + body.split(b"?>", 1)[-1]
    return (
        rest
        if dice.random() < 0.6
        else rest.decode("utf-8", "replace").encode(dice.choice(("utf-16", "utf-32", "latin-1")), "replace")
    )


_WAYS: Final[tuple[Callable[[bytes, random.Random], bytes], ...]] = (
    _written_in_text,
    _written_in_text,
    _without_a_tag,
    _with_another_tag,
    _with_doctype,
    _declared_otherwise,
)
