"""What the desk says, in English and as codes with values, from which the console says it in its reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from msgspec import UNSET, Struct, UnsetType

from desk.web.said import Coded, Topics, phrases

SENDING: Final[Topics] = ("publishing", "connections")
"""Why something doesn't arrive: a connection's and a reply's trouble, and what a platform says."""
PROBLEMS: Final[Topics] = ("decisions", "checks", "account", *SENDING, "learning", "drafts")
"""Why a request is refused."""


class Phrase(Struct, omit_defaults=True):
    """A piece of a text; ``code`` is stable, ``values`` fill its gaps. The pieces in their order are the text."""

    text: str
    code: str | None = None
    values: dict[str, str | list[Phrase]] = {}


class Speaking(Struct, kw_only=True):
    """An answer some of whose fields are words of the desk.

    ``said``: their phrases, by the field's name; a list's and a mapping's by name and key, as in ``reasons.0``.
    """

    SAYS: ClassVar[Mapping[str, Topics]] = {}
    """The fields, each with where its words are looked for."""

    said: dict[str, list[Phrase]] | UnsetType = UNSET

    def __post_init__(self) -> None:
        """Recognise what the fields say."""
        told = {
            key: [_phrase(one) for one in found]
            for name, topics in self.SAYS.items()
            for key, text in _texts(name, self)
            if (found := phrases(text, topics))
        }
        if told:
            self.said = told


def _texts(name: str, holder: Any) -> Iterator[tuple[str, str]]:
    value = holder
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else getattr(value, part)
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        yield from ((f"{name}.{key}", one) for key, one in value.items() if isinstance(one, str))
    elif isinstance(value, list):
        yield from ((f"{name}.{place}", one) for place, one in enumerate(value) if isinstance(one, str))


def _phrase(coded: Coded) -> Phrase:
    values = {
        name: value if isinstance(value, str) else [_phrase(one) for one in value]
        for name, value in coded.values.items()
    }
    return Phrase(coded.text, coded.code, values)
