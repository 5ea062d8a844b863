"""How a page wants to sound: formality, spelling, emoji, words to prefer and to avoid, and whom an escalation may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from actions.phrases import BOOKS

VARIANTS: Final = ("en-GB", "en-US")
REASONS: Final = ("safety", "legal", "self-harm", "discrimination", "data-breach", "press")
MOST_WORDS: Final = 50
MOST_CHARACTERS: Final = 300


@dataclass(frozen=True)
class Voice:
    """A page's voice; it holds for the draft's own phrases, while facts stay in the words of the company.

    ``prefer`` are pairs of what not to say and what to say instead; ``contacts`` go by the reason of an escalation.
    """

    sign_with: str | None = None
    formality: str = "neutral"
    variant: str = "en-GB"
    emoji: bool = False
    prefer: tuple[tuple[str, str], ...] = ()
    avoid: tuple[str, ...] = ()
    contacts: Mapping[str, str] = field(default_factory=dict)


def voice_of(told: Any) -> Voice:
    """Read leniently: what is missing, unknown or of the wrong type counts as absent."""
    told = told if isinstance(told, Mapping) else {}
    formality, variant, contacts = told.get("formality"), told.get("variant"), told.get("contacts")
    contacts = contacts if isinstance(contacts, Mapping) else {}
    return Voice(
        sign_with=_line(told.get("sign_with")),
        formality=formality if isinstance(formality, str) and formality in BOOKS else "neutral",
        variant=variant if variant in VARIANTS else "en-GB",
        emoji=told.get("emoji") is True,
        prefer=tuple(filter(None, map(_preferred, _list(told.get("prefer"))))),
        avoid=tuple(dict.fromkeys(filter(None, map(_line, _list(told.get("avoid")))))),
        contacts={reason: said for reason in REASONS if (said := _line(contacts.get(reason)))},
    )


def _preferred(pair: Any) -> tuple[str, str] | None:
    pair = pair if isinstance(pair, Mapping) else {}
    instead_of, say = _line(pair.get("instead_of")), _line(pair.get("say"))
    # Braces would be taken for the places in our phrases.
    return (instead_of, say) if instead_of and say and not set("{}") & set(say) else None


def _list(value: Any) -> list[Any]:
    return value[:MOST_WORDS] if isinstance(value, list) else []


def _line(value: Any) -> str | None:
    """A text on one line; None for what is no text, empty or far too long."""
    line = " ".join(value.split()) if isinstance(value, str) else ""
    return line if 0 < len(line) <= MOST_CHARACTERS else None
