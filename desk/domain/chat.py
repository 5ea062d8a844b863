"""Chat on a page's own site: what its administrator sets, and what a conversation is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from desk.domain.errors import Invalid
from desk.domain.text import cleaned

MAX_TEXT: Final = 2_000
MAX_FILES: Final = 5
MAX_FILE: Final = 5_000_000
MAX_CONTEXT: Final = 20
MAX_CONTEXT_KEY: Final = 50
MAX_CONTEXT_VALUE: Final = 500
MAX_ORIGINS: Final = 100
BATCH: Final = 200
"""So many messages are given at once."""
AWAY: Final = timedelta(minutes=5)
"""A visitor without an open stream for so long is written to, where they left an address."""
BEFORE_CHAT: Final = ("no", "ask", "need")
PAGE, FIRST_NAME = "page", "first name"
SHOWN_AS: Final = (PAGE, FIRST_NAME)
_USUAL_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True)
class ChatRules:
    """A page's chat as its administrator set it up."""

    origins: tuple[str, ...] = ()
    name: str = "no"
    email: str = "no"
    shown_as: str = PAGE
    blocked_words: tuple[str, ...] = ()

    def unwanted(self, text: str) -> bool:
        """Whether the text holds a word or phrase that nobody is to be bothered with."""
        plain = " ".join(text.casefold().split())
        return any(word in plain for word in self.blocked_words)


def rules_of(config: Mapping[str, Any]) -> ChatRules:
    """A connection's config as rules; raises Invalid for origins that are none."""
    return ChatRules(
        origins_of(str(config.get("origins") or "")),
        _among(config.get("name"), BEFORE_CHAT),
        _among(config.get("email"), BEFORE_CHAT),
        _among(config.get("shown_as"), SHOWN_AS),
        tuple(" ".join(word.casefold().split()) for word in listed(str(config.get("blocked_words") or ""))),
    )


def origins_of(text: str) -> tuple[str, ...]:
    """Sites one a line or separated by commas, as browsers write them; raises Invalid that names the wrong one."""
    origins = tuple(dict.fromkeys(origin_of(one) for one in listed(text)))
    if len(origins) > MAX_ORIGINS:
        raise Invalid(f"{len(origins)} sites are too many; at most {MAX_ORIGINS} are taken.")
    return origins


def origin_of(address: str) -> str:
    """The origin of an address that names a site and nothing in it; raises Invalid."""
    wrong = Invalid(f"{address!r} is not a site; write it as in https://www.example.com, without a path.")
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError):
        raise wrong from None
    if parts.scheme not in _USUAL_PORTS or not host or "*" in host or parts.username or parts.password:
        raise wrong
    if parts.path not in ("", "/") or parts.query or parts.fragment or any(one.isspace() for one in address.strip()):
        raise wrong
    shown = f"[{host}]" if ":" in host else host
    usual = port is None or port == _USUAL_PORTS[parts.scheme]
    return f"{parts.scheme}://{shown}" if usual else f"{parts.scheme}://{shown}:{port}"


def desk_origin(public_url: str) -> str | None:
    """The desk's own address as a site; None where it is set to something that no browser calls one."""
    try:
        parts = urlsplit(public_url)
        return origin_of(f"{parts.scheme}://{parts.netloc}")
    except (ValueError, Invalid):
        return None


def listed(text: str) -> list[str]:
    """Entries one a line or separated by commas."""
    return [entry.strip() for line in text.splitlines() for entry in line.split(",") if entry.strip()]


def read_context(given: Mapping[str, Any]) -> dict[str, str]:
    """What the site tells beside a message: a few short strings; raises Invalid."""
    if len(given) > MAX_CONTEXT:
        raise Invalid(f"The context has {len(given)} entries; at most {MAX_CONTEXT} are taken.")
    context = {}
    for key, value in given.items():
        if not isinstance(value, str):
            raise Invalid(f"The context's {key[:MAX_CONTEXT_KEY]!r} must be a string.")
        name = cleaned(key, "A name in the context", MAX_CONTEXT_KEY)
        context[name] = cleaned(value, f"The context's {name!r}", MAX_CONTEXT_VALUE, required=False)
    return context


def web_address(text: str | None) -> str | None:
    """The address if it is one of the web, so that nobody is led elsewhere by it."""
    try:
        return text if text and urlsplit(text).scheme in ("http", "https") and urlsplit(text).hostname else None
    except ValueError:
        return None


@dataclass(frozen=True)
class Visitor:
    """Somebody who chats, and their one conversation. ``identity``: the site's own id, where the site vouches for it."""

    id: UUID
    page_id: str
    conversation_id: UUID
    identity: str | None = None
    name: str | None = None
    email: str | None = None
    blocked: bool = False


@dataclass(frozen=True)
class Family:
    """The tokens that follow from one another by renewal; the newest carries ``generation``."""

    id: UUID
    visitor_id: UUID
    generation: int
    renewed_at: datetime
    revoked: bool = False


@dataclass(frozen=True)
class ChatFile:
    """A file somebody sent, without what is in it."""

    id: UUID
    name: str
    type: str
    size: int

    @property
    def is_picture(self) -> bool:
        """Whether browsers show it."""
        return self.type.startswith("image/")


@dataclass(frozen=True)
class ChatMessage:
    """One message of a conversation; ``seq`` grows by one with each and is the cursor."""

    id: UUID
    seq: int
    from_page: bool
    text: str
    at: datetime
    client_id: str | None = None
    author: str | None = None
    comment_id: UUID | None = None
    helped: bool | None = None
    files: tuple[ChatFile, ...] = field(default=())


@dataclass(frozen=True)
class Marks:
    """How far a conversation is: the newest message, how far people of the page have read, whether one writes."""

    last: int
    read: int
    typing: bool


def _among(value: Any, choices: tuple[str, ...]) -> str:
    return value if value in choices else choices[0]
