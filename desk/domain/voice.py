"""How a page speaks: what its drafts are worded by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from desk.domain.errors import Invalid
from desk.domain.text import cleaned

FORMALITIES: Final = ("casual", "neutral", "formal")
VARIANTS: Final = ("en-GB", "en-US")
ESCALATIONS: Final = ("safety", "legal", "self-harm", "discrimination", "data-breach", "press")
MAX_SIGNATURE: Final = 100
MAX_WORDS: Final = 50
MAX_WORD: Final = 80
MAX_CONTACT: Final = 300


@dataclass(frozen=True)
class Voice:
    """A page's voice.

    prefer: (instead of, say) pairs; avoid: words that the page doesn't use; contacts: whom to turn to, by the reason of
    an escalation. They hold for what the desk words itself; the company's articles are quoted as they are.
    """

    sign_with: str | None = None
    formality: str = "neutral"
    variant: str = "en-GB"
    emoji: bool = False
    prefer: tuple[tuple[str, str], ...] = ()
    avoid: tuple[str, ...] = ()
    contacts: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """As it is kept, and as the assistant is told."""
        return {
            "sign_with": self.sign_with,
            "formality": self.formality,
            "variant": self.variant,
            "emoji": self.emoji,
            "prefer": [{"instead_of": instead_of, "say": say} for instead_of, say in self.prefer],
            "avoid": list(self.avoid),
            "contacts": dict(self.contacts),
        }


def voice_of(settings: dict[str, Any]) -> Voice:
    """The voice in a page's settings, checked; Invalid names what can't be taken."""
    kept = settings.get("voice") or {}
    signature = cleaned(str(kept.get("sign_with") or ""), "The signature", MAX_SIGNATURE, required=False)
    if "\n" in signature:
        raise Invalid("The signature must stand on one line.")
    return Voice(
        sign_with=signature or None,
        formality=_one_of(kept.get("formality") or "neutral", FORMALITIES, "The formality"),
        variant=_one_of(kept.get("variant") or "en-GB", VARIANTS, "The language variant"),
        emoji=bool(kept.get("emoji", False)),
        prefer=_pairs(kept.get("prefer") or []),
        avoid=_words(kept.get("avoid") or []),
        contacts=_contacts(kept.get("contacts") or {}),
    )


def _one_of(value: Any, choices: tuple[str, ...], what: str) -> str:
    if value not in choices:
        raise Invalid(f"{what} must be one of {', '.join(choices)}.")
    return str(value)


def _pairs(values: Any) -> tuple[tuple[str, str], ...]:
    if len(values) > MAX_WORDS:
        raise Invalid(f"At most {MAX_WORDS} words can have another said in their place.")
    pairs = []
    for pair in values:
        instead_of = cleaned(str(pair["instead_of"]), "A word to replace", MAX_WORD)
        pairs.append((instead_of, cleaned(str(pair["say"]), f"What to say instead of “{instead_of}”", MAX_WORD)))
    return tuple(dict(pairs).items())


def _words(values: Any) -> tuple[str, ...]:
    if len(values) > MAX_WORDS:
        raise Invalid(f"At most {MAX_WORDS} words can be avoided.")
    return tuple(dict.fromkeys(cleaned(str(word), "A word to avoid", MAX_WORD) for word in values))


def _contacts(values: dict[str, Any]) -> dict[str, str]:
    unknown = sorted(set(values) - set(ESCALATIONS))
    if unknown:
        raise Invalid(f"There is no escalation {unknown[0]!r}; there are {', '.join(ESCALATIONS)}.")
    told = {
        reason: cleaned(str(contact or ""), f"The contact for {reason}", MAX_CONTACT, required=False)
        for reason, contact in values.items()
    }
    return {reason: contact for reason, contact in told.items() if contact}
