"""Messages that no mail program would write: headers, parts, character sets and HTML made to be misread."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable
from typing import Final

from tests.desk.connectors.hostile.values import ADDRESSES, MARKUP, TEXTS, TIMES

LARGEST: Final = 256 * 1024
"""Bytes of a message that is read whole."""
_CHARSETS: Final = (
    "utf-8", "utf-7", "utf-16", "utf-32", "iso-2022-jp", "iso-2022-kr", "hz", "gb18030", "big5", "cp037", "idna", "punycode",
    "unicode_escape", "rot13", "zlib", "x" * 300, "", "utf-8\x00", "'; x", "mbcs", "undefined", "base64", "koi8-r", "tis-620",
)  # fmt: skip
_ENCODINGS: Final = (
    "base64",
    "quoted-printable",
    "uuencode",
    "x-uue",
    "7bit",
    "8bit",
    "binary",
    "nonsense",
    "",
    "base64; a=b",
)
_TYPES: Final = (
    "text/plain", "text/html", "multipart/mixed", "multipart/alternative", "multipart/report", "multipart/related",
    "multipart/signed", "message/rfc822", "message/delivery-status", "message/partial", "message/external-body", "image/png",
    "application/octet-stream", "text", "/", "text/plain/html", "TEXT/HTML", "multipart", "text/" + "x" * 900, "text/calendar",
)  # fmt: skip
_HEADERS: Final = (
    "From", "To", "Cc", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Return-Path", "Received",
    "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "MIME-Version", "List-Id", "Auto-Submitted", "Precedence",
    "Sender", "X-Sharewell-Left-Out",
)  # fmt: skip
_STRUCTURED: Final = (
    "(" * 900, "(" * 20_000, ")" * 900, "<" * 900, '"' * 901, "\\" * 901, "[" * 900, ";" * 900, "," * 900, "@" * 900,
    "a@b," * 300, "<a@b" * 300, "group:" * 200, "group: a@b, c@d;", ":;" * 400, '"\\"" <a@b>', "a@[127.0.0.1]", "a@[IPv6:::1]",
    "a@b (c (d (e" * 99, "<>", "<a@b>, <c@d>", "a b c@d", "=?utf-8?q?=00?= <a@b>", "=?utf-8?b?//8=?=", "=?utf-8?b?%%%?=",
    "=?utf-8?q?=?=" * 99, "=?" * 400, "=?x?q?a?=", "=?utf-16?b?2AA=?=", "=?iso-2022-jp?b?GyRC?=", "=?utf-8*en?q?a?=",
    "=?unknown-8bit?q?=ff?=", "<" + "a" * 2_000 + "@b>", "<\udcff@b>", "a@" + "b." * 300, ".@b", "a..b@c", "a@ⓔ.com", "\udce4\udcf6@b",
    "a\x00b@c", "Ada <a@b> trailing", "Ada <a@b", "a@b\r\n c@d", "\t\t\t", "name*0*=utf-8''%ff; name*1=b", "x; charset*=''%00",
    'x; boundary="', "x; boundary=" + "b" * 2_000, "x; a=b; a=b; a*0=c; a*9999999999=d", "x; charset=" + "'" * 300, "; =", "x;;;;=;=",
)  # fmt: skip


def message(dice: random.Random) -> bytes:
    """A whole message."""
    lines = [_header(name, dice) for name in dice.sample(_HEADERS, dice.randrange(1, len(_HEADERS)))]
    if dice.random() < 0.8:
        lines.insert(0, dice.choice((b"From: Ada <ada@mail.example>", b"From: ada@mail.example", b"from : x@y")))
    if dice.random() < 0.6:
        lines.append(b"Message-ID: <1@mail.example>")
    if dice.random() < 0.7:
        lines = [
            one for one in lines if not one.lower().startswith((b"content-", b"list-", b"auto-", b"prec", b"return-"))
        ]
    return b"\r\n".join([*lines, _part(dice, 0)])[:LARGEST]


def spoiled(body: bytes, dice: random.Random) -> bytes:
    """A recorded message with one to three headers more, or another value in one that it has."""
    lines = body.split(b"\n")
    for _ in range(dice.choice((1, 1, 3))):
        end = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
        at = dice.randrange(end + 1)
        name = lines[at].split(b":")[0].decode("latin-1") if at < end and dice.random() < 0.6 else dice.choice(_HEADERS)
        lines[at : at + dice.choice((0, 1))] = [_header(name, dice)]
    return b"\n".join(lines)[:LARGEST]


def large(dice: random.Random) -> bytes:
    """A message that is large in a way made to be slow."""
    head = b"From: Ada <ada@mail.example>\r\nMessage-ID: <1@mail.example>\r\n"
    size = dice.choice((20_000, 60_000, 250_000))
    return (head + dice.choice(_SLOW)(size, dice))[:LARGEST]


def _header(name: str, dice: random.Random) -> bytes:
    values: tuple[str, ...] = dice.choice((_STRUCTURED, _STRUCTURED, TEXTS, TIMES, ADDRESSES, _TYPES, _CHARSETS))
    value = dice.choice(values)
    if dice.random() < 0.2:
        value = f"{dice.choice(_TYPES)}; charset={dice.choice(_CHARSETS)}; name={value}"
    return _raw(f"{name}: {value}")[: dice.choice((300, 5_000, 50_000))]


def _part(dice: random.Random, level: int) -> bytes:
    """The rest of a part's header and what it holds."""
    kind = dice.choice(_TYPES)
    head = [
        f"Content-Type: {kind}; charset={dice.choice(_CHARSETS)}" if dice.random() < 0.6 else f"Content-Type: {kind}"
    ]
    if kind.startswith("multipart") and level < 6:
        boundary = dice.choice(("b", "--", "b" * level, "a b", ""))
        head[0] = dice.choice(
            (f'Content-Type: {kind}; boundary="{boundary}"', f"Content-Type: {kind}; boundary={boundary}")
        )
        parts = [_part(dice, level + 1) for _ in range(dice.choice((0, 1, 2, 3)))]
        delimiter = b"\r\n--" + _raw(dice.choice((boundary, boundary, "other")))
        end = dice.choice((b"--", b"--\r\n", b"", b"\r\n"))
        return _raw(head[0]) + b"\r\n" + b"".join(delimiter + b"\r\n" + one for one in parts) + delimiter + end
    if dice.random() < 0.5:
        head.append(f"Content-Transfer-Encoding: {dice.choice(_ENCODINGS)}")
    if dice.random() < 0.3:
        head.append(f"Content-Disposition: {dice.choice(('attachment', 'inline', *_STRUCTURED))}")
    if kind.startswith("message/"):
        return _raw("\r\n".join(head)) + b"\r\n\r\n" + (_part(dice, level + 1) if level < 6 else b"")
    return _raw("\r\n".join(head)) + b"\r\n\r\n" + _content(dice)


def _content(dice: random.Random) -> bytes:
    text = "\n".join(dice.choice((*TEXTS, *MARKUP, *_QUOTED)) for _ in range(dice.randrange(5)))
    raw = _raw(text) if dice.random() < 0.7 else text.encode(dice.choice(("utf-16", "utf-8", "utf-7")), "replace")
    return dice.choice((raw, raw, base64.encodebytes(raw), raw.hex().encode(), b"begin 666 x\n" + raw + b"\nend\n"))


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape" if "\ud800" not in text and "\udfff" not in text else "surrogatepass")


_QUOTED: Final = (
    "On Mon, 2 Mar 2026 at 12:00, Ada <ada@mail.example> wrote:", "> quoted", "-----Original Message-----", "From: x\nSent: y\nTo: z",
    "-- ", "--", "_" * 40, "Am 02.03.2026 um 12:00 schrieb Ada:", "Sent from my iPhone", "> " * 500, "wrote: " * 200, "on 1" * 300,
    "*From:* x\n*Sent:* y\n*To:* z\n*Subject:* a", "<blockquote>" * 300, '<div class="gmail_quote">' * 99,
)  # fmt: skip
_SLOW: Final[tuple[Callable[[int, random.Random], bytes], ...]] = (
    lambda size, dice: b"Content-Type: text/html\r\n\r\n" + _raw(dice.choice(MARKUP) or "<") * (size // 100),
    lambda size, dice: b"\r\n" + _raw(dice.choice(_QUOTED) + dice.choice(("\n", "", " "))) * (size // 20),
    lambda size, dice: b"\r\n" + _raw(dice.choice(TEXTS) or "\n") * (size // 20),
    lambda size, dice: b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (one, one) for one in range(size // 60)),
    lambda size, dice: b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * (size // 10),
    lambda size, dice: b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\nContent-Type: text/html\r\n\r\n<p>\r\n" * (size // 36),
    lambda size, dice: b"Content-Type: message/rfc822\r\n\r\n" * (size // 32),
    lambda size, dice: b"Content-Type: text/plain; charset=%s\r\n\r\n" % _raw(dice.choice(_CHARSETS[:14])) + dice.randbytes(size),
    lambda size, dice: b"".join(_header(dice.choice(_HEADERS), dice) + b"\r\n" for _ in range(size // 500)),
    lambda size, dice: b"References: " + b"<a@b> " * (size // 7) + b"\r\n\r\nHello",
    lambda size, dice: b"X: y\r\n" * (size // 6) + b"\r\nHello",
    lambda size, dice: b"Subject: " + b"a\r\n " * (size // 4) + b"\r\n\r\n",
    lambda size, dice: _raw(dice.choice(_HEADERS) + ": " + dice.choice(_STRUCTURED)) * (size // 900) + b"\r\n\r\nHello",
    lambda size, dice: b"Content-Transfer-Encoding: %s\r\n\r\n" % _raw(dice.choice(_ENCODINGS)) + dice.choice((b"=", b"=\n", b"A", b"====", b"M")) * size,
)  # fmt: skip
