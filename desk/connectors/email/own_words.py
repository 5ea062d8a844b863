"""What the person wrote this time: without the quoted history below or between, and without a signature.

Mail programs mark history in few ways: ``>`` before its lines, a line that says who wrote when, a block of headers, or
a ruler with words. English and German programs are known. Each line is looked at a bounded number of times.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

MAX_LINES: Final = 20_000
LONGEST_SIGNATURE: Final = 15
_LINE: Final = 400

_RULER = re.compile(
    r"(?i)[-_*\s]{0,40}[-_*]{2,40}\s?(?:original message|original appointment|forwarded message|reply message"
    r"|urspr(?:ü|ue)ngliche (?:nachricht|mail)|original-?nachricht|weitergeleitete nachricht)\s?[-_*]{2,40}\s*:?\s*"
)
_MANY_LINES = re.compile(r"\n{3,}")
_UNDERLINE = re.compile(r"_{20,200}")
_WROTE = re.compile(r"(?i).*\b(?:wrote|writes|schrieb(?:en)?)\b.{0,200}:\s*>?")
_STARTS = re.compile(
    r"(?i)(?:on|am|den)\s.{0,20}\d|\S.{0,200}\b(?:wrote|schrieb)\b|\d{4}-\d\d-\d\d|.{0,200}<[^<>\s]+@[^<>\s]+>"
)
_DATED = re.compile(r"\d{1,2}[:.]\d{2}|\d{4}|<[^<>\s]+@[^<>\s]+>")
_OLD_GMAIL = re.compile(r"\d{4}[-/]\d\d?[-/]\d\d?\b.{0,200}<[^<>\s]+@[^<>\s]+>:?")
_FIRST_HEADER = re.compile(r"(?i)[*\s]{0,4}(?:from|von)[*\s]{0,4}:[*\s]{0,4}\S.*")
_NEXT_HEADER = re.compile(r"(?i)[*\s]{0,4}(?:sent|date|gesendet|datum|to|an|cc|kopie|subject|betreff)[*\s]{0,4}:.*")
_DEVICE = re.compile(
    r"(?i)(?:sent (?:from|via|with) (?:my |the )?(?:iphone|ipad|android|samsung|galaxy|huawei|xiaomi|blackberry|mobile|phone|outlook"
    r"|yahoo|mail for windows|proton|gmx|web\.de|thunderbird|aol)\b"
    r"|get outlook for |von meinem \S.{0,60} gesendet|gesendet (?:von|mit|über) (?:meinem |der |dem )?"
    r"(?:iphone|ipad|android|samsung|galaxy|huawei|xiaomi|handy|smartphone|outlook|yahoo|mail für windows|proton|gmx|web\.de"
    r"|thunderbird|mobil)"
    r"|outlook für (?:ios|android) |diese nachricht wurde von mein|diese nachricht wurde mit der )"
)


def own_words(text: str) -> str:
    """The text without history and signature; the whole text where nothing else is left."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n", MAX_LINES)]
    kept = _without_signature(_without_history(lines))
    return _MANY_LINES.sub("\n\n", "\n".join(kept)).strip() or "\n".join(lines).strip()


def _without_history(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if line.startswith(">"):
            at += 1
            continue
        if _RULER.fullmatch(line[:_LINE]) or _is_header_block(lines, at):
            break
        length = _attribution(lines, at)
        if length:
            if _follows(lines, at + length) is None:
                break
            if not _is_quoted(lines, at + length):
                if not _DATED.search(" ".join(lines[at : at + length])):
                    kept.append(lines[at])
                    at += 1
                    continue
                break
            at += length
            continue
        kept.append(lines[at])
        at += 1
    return kept


def _without_signature(lines: Sequence[str]) -> list[str]:
    kept = [line for line in lines if not (len(line) <= 120 and _DEVICE.match(line.strip()))]
    for at, line in enumerate(kept):
        if line.strip() == "--" and at and len(kept) - at <= LONGEST_SIGNATURE:
            return kept[:at]
    return kept


def _is_header_block(lines: Sequence[str], at: int) -> bool:
    """Outlook's way: From, Sent, To, Subject, under a line or none."""
    if _UNDERLINE.fullmatch(lines[at].strip()):
        following = _follows(lines, at + 1)
        return following is not None and _is_header_block_at(lines, following)
    return _is_header_block_at(lines, at)


def _is_header_block_at(lines: Sequence[str], at: int) -> bool:
    if not _FIRST_HEADER.fullmatch(lines[at][:_LINE]):
        return False
    return sum(1 for line in lines[at + 1 : at + 7] if _NEXT_HEADER.fullmatch(line[:_LINE])) >= 2


def _attribution(lines: Sequence[str], at: int) -> int:
    """How many lines say who wrote when; programs break such a line in up to three. 0: it is none."""
    if not lines[at].strip() or not _STARTS.match(lines[at].strip()[:_LINE]):
        return 0
    if _OLD_GMAIL.fullmatch(lines[at].strip()[:_LINE]):
        return 1
    for count in (1, 2, 3):
        some = lines[at : at + count]
        if len(some) < count or not some[-1].strip() or sum(map(len, some)) > _LINE:
            return 0
        if _WROTE.fullmatch(" ".join(line.strip() for line in some)):
            return count
    return 0


def _is_quoted(lines: Sequence[str], at: int) -> bool:
    following = _follows(lines, at)
    return following is not None and lines[following].lstrip().startswith(">")


def _follows(lines: Sequence[str], at: int) -> int | None:
    """The next line with something on it, near by."""
    return next((number for number in range(at, min(at + 8, len(lines))) if lines[number].strip()), None)
