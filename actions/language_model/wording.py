"""A draft worded by a model where its text passes every check, and the offline draft, with the reason, where not."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final

from actions.compose import Sentence, text_of
from actions.language_model.answer import Shapeless, read_answer
from actions.language_model.checks import findings_in
from actions.language_model.context import FRAME, Context, context_of
from actions.language_model.prompt import again, messages_of
from actions.language_model.roles import ROLES
from actions.request import request_of
from language.model.chat import AsksModel
from language.model.completion import Completion
from language.model.errors import AnswerUnusable, ModelError
from language.model.metered import Call, Metered, utc_day
from language.model_settings import ModelSettings
from language.reading import reading_grade

ATTEMPTS: Final = 2
# With less time left than this a second try would only end in a time-out.
WORTH_A_TRY_S: Final = 0.5
MOST_REASON: Final = 300
_ANSWER_ESTIMATE: Final = 250

logger = logging.getLogger(__name__)


@dataclass
class _Cost:
    """Of one draft; None while nothing was asked."""

    tokens: int | None = None


class Wording:
    """Words drafts with a model; keeps the day's budget and the circuit."""

    def __init__(
        self,
        settings: ModelSettings,
        model: AsksModel,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[], date] = utc_day,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self.calls = Metered(model, settings.tokens_a_day, _ANSWER_ESTIMATE, clock, today)

    async def reword(
        self, document: dict[str, Any], comment: str, text: str, metadata: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The document with its draft worded by the model, or as it was, and in either case with `wording`.

        Drafts that no model may word for anybody (none at all, kind none, another page) come back unchanged.
        """
        draft = document["draft"]
        if draft is None or draft["kind"] == "none" or not self._for_page(metadata):
            return document
        not_asked = _not_for_a_model(document["understanding"], draft)
        if not_asked:
            return _offline(document, self._said_by("offline", 0.0, _Cost(), not_asked))
        request = request_of(comment, text, document["understanding"], metadata)
        context = context_of(request, draft, metadata)
        started, cost = self._clock(), _Cost()
        try:
            sentences = await self._worded(context, started + self._settings.timeout, cost)
        except ModelError as error:
            return _offline(document, self._said_by("offline", started, cost, str(error)))
        return _worded(document, sentences, context, self._said_by("model", started, cost, None))

    def _for_page(self, metadata: Mapping[str, Any]) -> bool:
        page = metadata.get("page")
        return not self._settings.pages or (isinstance(page, Mapping) and page.get("id") in self._settings.pages)

    def _said_by(self, by: str, started: float, cost: _Cost, reason: str | None) -> dict[str, Any]:
        return {
            "by": by,
            "model": self._settings.name,
            "ms": None if cost.tokens is None else round(1000 * (self._clock() - started)),
            "tokens": cost.tokens,
            "reason": reason if reason is None or len(reason) <= MOST_REASON else reason[: MOST_REASON - 1] + "…",
        }

    async def _worded(self, context: Context, ends: float, cost: _Cost) -> list[Sentence]:
        """The sentences of the draft; raises ModelError when no answer passes."""
        messages, findings = messages_of(context), [""]
        for attempt in range(1, ATTEMPTS + 1):
            if attempt > 1 and ends - self._clock() < WORTH_A_TRY_S:
                break
            completion = await self._asked(messages, ends, cost, context, attempt)
            try:
                answered = read_answer(completion.text, context)
            except Shapeless as shapeless:
                findings = [str(shapeless)]
            else:
                sentences = _framed(answered, context)
                findings = findings_in(answered, sentences, context)
                if not findings:
                    return sentences
            messages = again(messages, completion.text, findings)
        raise AnswerUnusable("The model's text was not used. " + " ".join(findings))

    async def _asked(
        self, messages: list[dict[str, str]], ends: float, cost: _Cost, context: Context, attempt: int
    ) -> Completion:
        """One call, logged in one line."""

        def told(call: Call) -> None:
            cost.tokens = call.tokens + (cost.tokens or 0)
            logger.info(
                "model call: kind=%s attempt=%d ms=%d tokens=%d outcome=%s",
                *(context.kind, attempt, call.ms, call.tokens, call.outcome),
            )

        return await self.calls.ask(messages, max(ends - self._clock(), 0.0), told)


def _not_for_a_model(understanding: Mapping[str, Any], draft: Mapping[str, Any]) -> str | None:
    if understanding["escalate"]:
        return "Escalated comments are never given to a model."
    if understanding["language"] != "en":
        return "The comment's language is not known for sure."
    if draft["kind"] not in ROLES:
        return "This kind of draft is not for a model."
    return None


def _framed(answered: Sequence[Sentence], context: Context) -> list[Sentence]:
    """The model's sentences between our own greeting, learned sentences, source and signature."""
    own = [
        sentence if sentence.role in ROLES[context.kind].factual else replace(sentence, evidence=None)
        for sentence in answered
        if sentence.role not in FRAME
    ]
    rests_on = {sentence.evidence for sentence in own}
    before = [sentence for sentence in context.frame if sentence.role == "greeting"]
    after = [
        sentence
        for sentence in context.frame
        if sentence.role in ("learned", "signature") or (sentence.role == "source" and sentence.evidence in rests_on)
    ]
    return before + own + after


def _offline(document: dict[str, Any], wording: dict[str, Any]) -> dict[str, Any]:
    return {**document, "draft": {**document["draft"], "wording": wording}}


def _worded(
    document: dict[str, Any], sentences: list[Sentence], context: Context, wording: dict[str, Any]
) -> dict[str, Any]:
    """The draft with the model's text; the offline one stays within reach as the first alternative."""
    draft, text = document["draft"], text_of(sentences, context.request)
    offline = {key: draft[key] for key in ("text", "sentences", "findings")}
    others = [{"label": "Without the model", **offline}, *draft["alternatives"]]
    changed = {
        "text": text,
        "sentences": [asdict(sentence) for sentence in sentences],
        "alternatives": [other for other in others if other["text"] != text][:3],
        "findings": [],  # none, or it would not have passed
        "reading_grade": reading_grade(text),
        "wording": wording,
    }
    return {**document, "draft": {**draft, **changed}}
