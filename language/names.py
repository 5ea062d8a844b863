"""The first name to greet somebody with, where what a platform calls a name is plausibly one."""

from __future__ import annotations

import re
from typing import Final

_NOT_NAMES: Final = frozenset(
    [
        "null",
        "none",
        "nil",
        "undefined",
        "nan",
        "unknown",
        "anonymous",
        "anon",
        "user",
        "users",
        "guest",
        "customer",
        "client",
        "admin",
        "administrator",
        "test",
        "tester",
        "facebook",
        "instagram",
        "linkedin",
        "mastodon",
        "bluesky",
        "twitter",
        "page",
        "official",
        "the",
        "a",
        "an",
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "sir",
        "madam",
        "lord",
        "lady",
        "rev",
        "mx",
        "shop",
        "store",
        "team",
        "support",
        "help",
        "info",
        "sales",
        "team",
        "group",
        "club",
        "company",
        "ltd",
        "inc",
        "llc",
        "deleted",
        "account",
        "visitor",
        "someone",
        "nobody",
        "me",
        "you",
        "true",
        "false",
    ]
)
_NAME: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_VOWELS: Final = frozenset("aeiouyäëïöüáéíóúàèìòùâêîôûåæøãõ")


def first_name(author: object) -> str | None:
    """The first name in an author's display name, or None for handles, companies, placeholders and titles."""
    if not isinstance(author, str):
        return None
    words = author.strip().split()
    if not words or len(author) > 60 or re.search(r"[\d_@/\\:<>{}|#]|https?", author):
        return None
    first = words[0].strip('.,;!?"“”()*~')
    if (
        not _NAME.fullmatch(first)
        or not 2 <= len(first) <= 20
        or any(w.lower().strip(".") in _NOT_NAMES for w in words)
    ):
        return None
    if first.isascii() and not set(first.lower()) & _VOWELS:
        return None  # initials and consonant handles
    if len(words) == 1 and (first.islower() or first.isupper()):
        return None  # a handle as likely as a name
    if re.search(r"[a-z][A-Z]", first) and not re.match(r"(?:Mc|Mac|De|La|Le|O['’]|D['’])[A-Z]", first):
        return None  # KevFromLeeds
    return first[0].upper() + first[1:].lower() if first.isupper() or first.islower() else first
