"""Labels come in: of comments that the page has, and of texts that it hadn't. Looked at first, taken, taken back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar
from uuid import UUID, uuid4

from desk.domain.errors import Conflict, NotFound
from desk.domain.label_lessons import key_of, words_of
from desk.domain.lesson_file import (
    CONTRADICTION,
    KNOWN,
    TAKEN,
    UNKNOWN_COMMENT,
    UNREADABLE,
    Example,
    Import,
    LabelIn,
    Labellable,
    LeftOut,
    Outcome,
)
from desk.ports.labels import LessonFileUnit, OpenLessonFiles
from desk.ports.outside import Clock
from desk.services.decide import give_label
from desk.services.labels import masked

AT_ONCE: Final = 200
"""So many are taken in one transaction: what is taken stays, should an import be stopped."""
IMPORTED: Final = "labels.imported"
TAKEN_BACK: Final = "labels.taken_back"
LISTED: Final = 50
_GONE: Final = "the page has no such comment any more"
_CHANGED: Final = "its author edited the comment; the label is about another text"
Named = TypeVar("Named", bound=Hashable)


@dataclass(frozen=True)
class _Text:
    """A row without a comment, its text masked."""

    row: LabelIn
    text: str
    key: str


@dataclass
class _Count:
    """What came of the rows so far."""

    counts: Counter[str] = field(default_factory=Counter)
    left_out: list[LeftOut] = field(default_factory=list)
    labels: int = 0
    examples: int = 0

    def leave_out(self, row: LabelIn, outcome: str, reason: str) -> None:
        self.note(LeftOut(row.line, outcome, reason))

    def note(self, one: LeftOut) -> None:
        self.counts[one.outcome] += 1
        self.left_out.append(one)

    def outcome(self, import_id: UUID | None) -> Outcome:
        self.counts[TAKEN] = self.labels + self.examples
        in_order = tuple(sorted(self.left_out, key=lambda one: one.line))
        return Outcome(self.counts, self.labels, self.examples, in_order, import_id)


@dataclass(frozen=True)
class LessonImport:
    """Imports on one desk."""

    uow: OpenLessonFiles
    clock: Clock

    async def look(self, page_id: str, rows: Sequence[LabelIn | LeftOut], *, replace: bool = False) -> Outcome:
        """What an import would do."""
        return await self._each(page_id, rows, None, replace=replace)

    async def take(
        self, by: str, page_id: str, format: str, rows: Sequence[LabelIn | LeftOut], *, replace: bool = False
    ) -> Outcome:
        """Label the comments and keep the texts; the same again changes nothing.

        ``by``: the name of the person whose labels they become. ``replace``: also where people said something else here.
        """
        what = Import(uuid4(), page_id, format, by, self.clock.now(), 0, 0)
        return await self._each(page_id, rows, what, replace=replace)

    async def take_back(self, by: str, import_id: UUID) -> Import:
        """Every label of an import that still stands, and every text that it brought; raises Conflict the second time."""
        async with self.uow() as unit:
            what = await unit.lesson_files.get(import_id, lock=True)
            if what is None:
                raise NotFound("There is no such import.")
            if what.undone_at is not None:
                raise Conflict("This import was taken back already.")
            comments = await unit.lesson_files.labelled(import_id)
        for start in range(0, len(comments), AT_ONCE):
            async with self.uow() as unit:
                for comment_id in comments[start : start + AT_ONCE]:
                    await _label_back(unit, comment_id, import_id, by)
        async with self.uow() as unit:
            texts = await unit.lesson_files.take_back(import_id, self.clock.now())
            data = {"labels": len(comments), "texts": texts}
            await unit.audit.append(by, TAKEN_BACK, str(import_id), what.page, data)
        return what

    async def _each(
        self, page_id: str, rows: Sequence[LabelIn | LeftOut], what: Import | None, *, replace: bool
    ) -> Outcome:
        async with self.uow() as unit:
            if await unit.pages.get(page_id) is None:
                raise NotFound(f"There is no page with the id {page_id!r}.")
        count = _Count()
        good = []
        for one in rows:
            if isinstance(one, LeftOut):
                count.note(one)
            else:
                good.append(one)
        comments = _agreed([(one.comment, one) for one in good if one.comment is not None], count)
        texts = _agreed([(one.key, one) for one in _texts(good, count)], count)
        for start in range(0, len(comments), AT_ONCE):
            async with self.uow() as unit:
                before = count.labels
                await self._label(unit, page_id, comments[start : start + AT_ONCE], what, count, replace=replace)
                if what is not None and count.labels > before:
                    await self._keep_count(unit, what, labels=count.labels - before)
        for start in range(0, len(texts), AT_ONCE):
            async with self.uow() as unit:
                before = count.examples
                await self._keep(unit, page_id, texts[start : start + AT_ONCE], what, count, replace=replace)
        done = count.labels + count.examples > 0
        if what is not None and done:
            async with self.uow() as unit:
                data = {"format": what.format, "labels": count.labels, "texts": count.examples}
                await unit.audit.append(what.by, IMPORTED, str(what.id), page_id, data)
        return count.outcome(what.id if what is not None and done else None)

    async def _label(
        self,
        unit: LessonFileUnit,
        page_id: str,
        rows: Sequence[LabelIn],
        what: Import | None,
        count: _Count,
        *,
        replace: bool,
    ) -> None:
        """Comments get their labels; ``what`` None only counts."""
        if what is not None:
            await unit.lesson_files.hold(page_id)
        ids = [row.comment for row in rows if row.comment is not None]
        there = {one.comment: one for one in await unit.lesson_files.standing(page_id, ids)}
        for row in rows:
            standing = there.get(row.comment) if row.comment is not None else None
            if standing is None:
                count.leave_out(row, UNKNOWN_COMMENT, _GONE)
            elif _is_other(row, standing):
                count.leave_out(row, UNKNOWN_COMMENT, _CHANGED)
            elif standing.given == row.intent:
                count.counts[KNOWN] += 1
            elif standing.given is not None and not replace:
                count.leave_out(row, CONTRADICTION, f"people here labelled the comment {standing.given}")
            elif what is None:
                count.labels += 1
            else:
                comment = await unit.comments.get(standing.comment, lock=True)
                if comment is None:
                    count.leave_out(row, UNKNOWN_COMMENT, _GONE)
                    continue
                about = {"import": str(what.id), **({"given": standing.given} if standing.given else {})}
                await give_label(unit, comment, what.by, row.intent, about)
                count.labels += 1

    async def _keep(
        self,
        unit: LessonFileUnit,
        page_id: str,
        rows: Sequence[_Text],
        what: Import | None,
        count: _Count,
        *,
        replace: bool,
    ) -> None:
        """Texts become the page's own; ``what`` None only counts."""
        if what is not None:
            await unit.lesson_files.hold(page_id)
        known = await unit.lesson_files.known(page_id, [one.key for one in rows])
        fresh = []
        for one in rows:
            label = known.get(one.key)
            if label == one.row.intent:
                count.counts[KNOWN] += 1
            elif label is not None and not replace:
                count.leave_out(one.row, CONTRADICTION, f"the same words came in as {label} before")
            else:
                fresh.append(one)
        count.examples += len(fresh)
        if what is None or not fresh:
            return
        await self._keep_count(unit, what, examples=len(fresh))
        now = self.clock.now()
        for one in fresh:
            at = min(one.row.at or now, now)
            example = Example(uuid4(), page_id, one.key, one.text, one.row.intent, one.row.language, what.by, at)
            await unit.lesson_files.put(example, what.id, now)

    @staticmethod
    async def _keep_count(unit: LessonFileUnit, what: Import, *, labels: int = 0, examples: int = 0) -> None:
        if await unit.lesson_files.get(what.id) is None:
            await unit.lesson_files.begin(what)
        await unit.lesson_files.add(what.id, labels, examples)


def _texts(rows: Iterable[LabelIn], count: _Count) -> list[_Text]:
    found = []
    for row in rows:
        if row.comment is not None:
            continue
        text = masked(row.text, None)
        if words_of(text):
            found.append(_Text(row, text, key_of(text)))
        else:
            count.leave_out(row, UNREADABLE, "holds no word")
    return found


Row = TypeVar("Row", LabelIn, _Text)


def _agreed(rows: Iterable[tuple[Hashable, Row]], count: _Count) -> list[Row]:
    """Each once; where the file says two things of the same, neither is taken."""
    by_name: Mapping[Hashable, list[Row]] = defaultdict(list)
    for name, row in rows:
        by_name[name].append(row)
    agreed = []
    for same in by_name.values():
        labels = [_label_in(row) for row in same]
        if len({one.intent for one in labels}) == 1:
            agreed.append(same[0])
            count.counts[KNOWN] += len(same) - 1
        else:
            for one in labels:
                other = next(row for row in labels if row.intent != one.intent)
                count.leave_out(one, CONTRADICTION, f"line {other.line} says {other.intent} of the same")
    return agreed


def _label_in(row: LabelIn | _Text) -> LabelIn:
    return row.row if isinstance(row, _Text) else row


def _is_other(row: LabelIn, standing: Labellable) -> bool:
    """Whether the file's text is not what the comment says; both masked, since a file may hold either."""
    if not row.text:
        return False
    name = standing.author_name
    return words_of(masked(row.text, name)) != words_of(masked(standing.text, name))


async def _label_back(unit: LessonFileUnit, comment_id: UUID, import_id: UUID, by: str) -> None:
    comment = await unit.comments.get(comment_id, lock=True)
    last = await unit.events.last(comment_id, ("relabelled", "label_undone", "edited"))
    if comment is None or last is None or last["data"].get("import") != str(import_id):
        return  # somebody said something else meanwhile
    before = last["data"]["before"]
    if given := last["data"].get("given"):
        await give_label(unit, comment, by, given)
        return
    await unit.comments.label_back(comment_id, before)
    await unit.comments.move(comment_id, comment.state, bump=True)
    await unit.events.append(comment, "label_undone", by, comment.state, comment.state, {"intent": before["intent"]})
