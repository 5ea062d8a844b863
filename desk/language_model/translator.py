"""Translates with a language model, within a budget and a time limit."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

import structlog

from desk.language_model.translation import messages_of, read_translations
from desk.ports.errors import TranslatorFailed
from language.model.chat import AsksModel
from language.model.errors import ModelError
from language.model.metered import Call, Metered, utc_day
from language.model_settings import ModelSettings

LONGEST_S: Final = 50.0
"""The web server gives a request up after a minute."""
_AS_LONG_AS_DRAFTS: Final = 2
"""A thread has more words than a draft."""
_ANSWER_ESTIMATE: Final = 500
log = structlog.get_logger(__name__)


class ModelTranslator:
    """Asks the model once for several texts together, so that it knows what each is about."""

    def __init__(
        self,
        settings: ModelSettings,
        model: AsksModel,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[], date] = utc_day,
    ) -> None:
        self._settings = settings
        self._within = min(_AS_LONG_AS_DRAFTS * settings.timeout, LONGEST_S)
        self._calls = Metered(model, settings.tokens_a_day, _ANSWER_ESTIMATE, clock, today)

    def serves(self, page_id: str) -> bool:
        """Whether texts of this page may be given to the model."""
        return not self._settings.pages or page_id in self._settings.pages

    async def translate(self, texts: Sequence[str], language: str) -> list[str]:
        """Each text in the language; raises TranslatorFailed with a sentence for a person."""
        try:
            completion = await self._calls.ask(messages_of(texts, language), self._within, _told)
            return read_translations(completion.text, texts)
        except ModelError as error:
            raise TranslatorFailed(str(error)) from None


def _told(call: Call) -> None:
    log.info("model_call", kind="translation", ms=call.ms, tokens=call.tokens, outcome=call.outcome)
