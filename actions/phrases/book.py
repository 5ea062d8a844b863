"""Which phrases a book has to hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Phrases = tuple[str, ...]
BySeverity = Mapping[int, Phrases]


@dataclass(frozen=True)
class Book:
    """All phrases of one formality, in British spelling; each list says the same in several ways.

    In greetings, those that end in a comma are for a line of their own. ``asked`` greets whoever put a question,
    ``grave`` whoever is annoyed or worse. ``thanks_team`` is for praise of people, ``thanks_solved`` for whoever says that it works now. ``correcting`` leads over to a fact that puts something right, and tells nobody that
    they are wrong. ``empathy`` and ``looking`` go by severity, 1 to 4.
    """

    greeting: Phrases
    greeting_asked: Phrases
    greeting_grave: Phrases
    nameless: Phrases
    nameless_asked: Phrases
    nameless_grave: Phrases
    thanks: Phrases
    thanks_team: Phrases
    thanks_solved: Phrases
    empathy: BySeverity
    looking: BySeverity
    ask_privately: Phrases
    holding: Phrases
    holding_unsure: Phrases
    careful: Phrases
    careful_self_harm: Phrases
    careful_safety: Phrases
    contact: Phrases
    contact_self_harm: Phrases
    correcting: Phrases
    source: Phrases
    clarify: Phrases
    ask_country: Phrases
    ask_product: Phrases
    ask_order: Phrases
    still_open: Phrases
    closing: Phrases
    closing_grave: Phrases
