"""The JSON in a model's answer, read as sentences of a draft."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

from actions.compose import Sentence
from actions.language_model.context import FRAME, Context
from actions.language_model.prompt import MOST_SENTENCES
from actions.language_model.roles import ROLES
from language.model.written import object_in

MOST_CHARACTERS: Final = 600
_MARKUP: Final = re.compile(r"\]\(|\*\*|__|`|^\s*(?:#|[-*•]\s)|</?[a-z][^>]*>|&[a-z]+;", re.IGNORECASE)
_JOINERS: Final = "\u200d\ufe0f"


class Shapeless(Exception):
    """The answer is not of the form asked for; the text says how, for the model and the manager."""


def read_answer(text: str, context: Context) -> list[Sentence]:
    """The sentences, those of the frame among them; raises Shapeless."""
    read = object_in(text)
    if read is None:
        raise Shapeless("It is not the JSON object that was asked for.")
    listed = read.get("sentences")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_SENTENCES:
        raise Shapeless(f"“sentences” must be a list of 1 to {MOST_SENTENCES} sentences.")
    return [_sentence(one, context) for one in listed]


def _sentence(one: Any, context: Context) -> Sentence:
    allowed = ROLES[context.kind]
    if not isinstance(one, dict) or not isinstance(one.get("text"), str):
        raise Shapeless("Each sentence must be an object with role, evidence and text.")
    role, evidence = one.get("role"), one.get("evidence")
    if not isinstance(role, str) or role not in allowed.factual | allowed.other | FRAME:
        raise Shapeless(f"The roles here are {', '.join(sorted(allowed.factual | allowed.other))}.")
    return Sentence(_clean(one["text"]), role, evidence if isinstance(evidence, str) and evidence else None)


def _clean(text: str) -> str:
    text = " ".join(text.split())
    if not text or len(text) > MOST_CHARACTERS:
        raise Shapeless(f"Each sentence must have 1 to {MOST_CHARACTERS} characters.")
    # Invisible, control, private and half characters can hide words from the checks and from the reader.
    if any(unicodedata.category(sign)[0] == "C" and sign not in _JOINERS for sign in text):
        raise Shapeless("It has characters that can't be seen.")
    if _MARKUP.search(text):
        raise Shapeless("It has markup: write plain text.")
    return text if not text[-1].isalnum() else text + "."
