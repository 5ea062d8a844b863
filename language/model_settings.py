"""The settings of an optional language model that words drafts: the desk checks them at start, the action server uses them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

KEY: Final = "SHAREWELL_MODEL_KEY"
_PAGE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


class ModelSettingsError(Exception):
    """A setting of the language model can't be used as it is; the text is one line and never holds the key."""


@dataclass(frozen=True)
class ModelSettings:
    """An OpenAI-compatible endpoint, and what it may be used for.

    `url` is the base that `/chat/completions` is added to. `timeout` is in seconds and covers a whole draft, its second
    try included. `tokens_a_day` is the budget of one action server. `pages` are page ids; empty means all.
    """

    url: str
    name: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 8.0
    tokens_a_day: int = 200_000
    pages: frozenset[str] = frozenset()


def read_model_settings(environment: Mapping[str, str]) -> ModelSettings | None:
    """The settings from SHAREWELL_MODEL_*; None without a URL. Raises ModelSettingsError with what to do."""
    url = environment.get("SHAREWELL_MODEL_URL", "").strip()
    name = environment.get("SHAREWELL_MODEL_NAME", "").strip()
    key = environment.get("SHAREWELL_MODEL_KEY", "").strip()
    if not url:
        for variable, value in (("SHAREWELL_MODEL_NAME", name), (KEY, key)):
            if value:
                raise ModelSettingsError(f"{variable} is set without SHAREWELL_MODEL_URL: set both or neither.")
        return None
    if not name:
        raise ModelSettingsError("SHAREWELL_MODEL_URL is set without SHAREWELL_MODEL_NAME: name the model to ask for.")
    if not name.isprintable() or len(name) > 200:
        raise ModelSettingsError("SHAREWELL_MODEL_NAME must be a name of at most 200 printable characters.")
    if key and not re.fullmatch(r"[\x21-\x7e]+", key):
        raise ModelSettingsError("SHAREWELL_MODEL_KEY has spaces or characters that a key can't have.")
    return ModelSettings(
        url=_base(url),
        name=name,
        key=key or None,
        timeout=_number(environment, "SHAREWELL_MODEL_TIMEOUT", 8.0, 1, 60),
        tokens_a_day=int(
            _number(environment, "SHAREWELL_MODEL_TOKENS_A_DAY", 200_000, 1_000, 1_000_000_000, whole=True)
        ),
        pages=_pages(environment.get("SHAREWELL_MODEL_PAGES", "")),
    )


def _base(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not host or not url.isascii() or re.search(r"[\s\x00-\x1f]", url):
        raise ModelSettingsError("SHAREWELL_MODEL_URL must be an address such as http://127.0.0.1:11434/v1.")
    if parts.username is not None or parts.password is not None:
        raise ModelSettingsError("SHAREWELL_MODEL_URL must not hold a password: put the key into SHAREWELL_MODEL_KEY.")
    if parts.query or parts.fragment:
        raise ModelSettingsError("SHAREWELL_MODEL_URL must end before any ? or #.")
    return url.rstrip("/").removesuffix("/chat/completions")


def _number(
    environment: Mapping[str, str], name: str, default: float, low: int, high: int, *, whole: bool = False
) -> float:
    value = environment.get(name, "").strip() or str(default)
    shape = r"\d{1,12}" if whole and name in environment and environment[name].strip() else r"\d{1,12}(?:\.\d{1,6})?"
    if not re.fullmatch(shape, value, re.ASCII) or not low <= float(value) <= high:
        raise ModelSettingsError(
            f"{name} is {value!r}; it must be a {'whole ' if whole else ''}number from {low} to {high}."
        )
    return float(value)


def _pages(listed: str) -> frozenset[str]:
    pages = [page.strip() for page in listed.split(",") if page.strip()]
    for page in pages:
        if not _PAGE.fullmatch(page):
            raise ModelSettingsError(
                f"SHAREWELL_MODEL_PAGES has {page!r}, which is not a page id: separate ids by commas."
            )
    return frozenset(pages)
