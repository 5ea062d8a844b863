"""Translates a conversation for who reads it, without personal data; kept for an hour in this process alone."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from desk.domain.comment import Comment, Turn
from desk.domain.errors import NoModel, NotFound, NotTranslated
from desk.domain.text import MAX_REPLY, cleaned
from desk.domain.translation import LANGUAGES, MOST_TEXT, Text, Translated, has_words, texts_of
from desk.ports.errors import TranslatorFailed
from desk.ports.outside import Clock, Translator
from desk.ports.unit import UnitOfWork
from language.model.hiding import Hider, hider

KEPT_FOR: Final = timedelta(hours=1)
MOST_KEPT: Final = 1_000
_Key = tuple[UUID, str, str]
"""Comment, language and text: another version of a text is another text."""


class Translating:
    """Asks the translator for what it hasn't translated lately."""

    def __init__(self, uow: UnitOfWork, clock: Clock, translator: Translator | None) -> None:
        self._uow = uow
        self._clock = clock
        self._translator = translator
        self._kept: OrderedDict[_Key, tuple[datetime, Translated]] = OrderedDict()

    def pages(self, page_ids: Iterable[str]) -> list[str]:
        """Those whose conversations can be translated."""
        return [page_id for page_id in page_ids if self._translator and self._translator.serves(page_id)]

    async def conversation(self, comment_id: UUID, language: str) -> list[Translated]:
        """The comment, the turns before it and the post; raises NotFound, NoModel or NotTranslated."""
        comment, turns, post = await self._read(comment_id)
        return await self._translated(comment, turns, texts_of(comment.text, turns, post), language)

    async def reply(self, comment_id: UUID, text: str, language: str) -> list[Translated]:
        """A reply as somebody wrote or got it; raises Invalid too, for one that is empty or no reply by its length."""
        cleaned(text, "The reply", MAX_REPLY)
        comment, turns, _ = await self._read(comment_id)
        texts = [Text(text, MOST_TEXT)] if has_words(text) else []
        return await self._translated(comment, turns, texts, language)

    async def _read(self, comment_id: UUID) -> tuple[Comment, list[Turn], str | None]:
        async with self._uow() as unit:
            comment = await unit.comments.get(comment_id)
            if comment is None:
                raise NotFound("This comment isn't here any more.")
            post = await unit.comments.post_of(comment.thread_id)
            turns = [*comment.turns, *await unit.comments.earlier_turns(comment)]
        return comment, turns, (post or {}).get("text")

    async def _translated(
        self, comment: Comment, turns: Sequence[Turn], texts: Sequence[Text], language: str
    ) -> list[Translated]:
        if self._translator is None or not self._translator.serves(comment.page_id):
            raise NoModel()
        self._forget_old()
        keys = [(comment.id, language, text.original) for text in texts]
        known = {key: self._kept[key][1] for key in keys if key in self._kept}
        missing = [text for key, text in zip(keys, texts, strict=True) if key not in known]
        if missing:
            authors = (comment.author, *(turn.author for turn in turns if not turn.from_page))
            hide = hider([author for author in authors if author])
            for one in await self._asked(self._translator, missing, hide, language):
                known[comment.id, language, one.original] = one
            self._keep(known)
        return [known[key] for key in keys]

    async def _asked(
        self, translator: Translator, texts: Sequence[Text], hide: Hider, language: str
    ) -> list[Translated]:
        told = [_beginning(hide.mask(text.original), text.most) for text in texts]
        try:
            answers = await translator.translate([beginning for beginning, _ in told], LANGUAGES[language])
        except TranslatorFailed as failure:
            raise NotTranslated(f"This could not be translated. {failure}") from None
        return [
            Translated(text.original, answer, shortened)
            for text, answer, (_, shortened) in zip(texts, answers, told, strict=True)
        ]

    def _keep(self, known: dict[_Key, Translated]) -> None:
        now = self._clock.now()
        for key, one in known.items():
            self._kept.setdefault(key, (now, one))
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    def _forget_old(self) -> None:
        now = self._clock.now()
        while self._kept and next(iter(self._kept.values()))[0] + KEPT_FOR <= now:
            self._kept.popitem(last=False)


def _beginning(text: str, most: int) -> tuple[str, bool]:
    """At most so many characters, cut at a blank where there is one, and whether it was cut."""
    if len(text) <= most:
        return text, False
    cut = text[:most]
    return (cut.rsplit(maxsplit=1)[0] or cut), True
