"""What people say comments are: labels, from files too, and the lists of what to label next."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from desk.domain.label import Handled
from desk.domain.label_next import Choice
from desk.domain.lesson_file import Example, Import, Labellable, Prediction
from desk.ports.comments import Comments, Events, Pages
from desk.ports.people import Audit


class Labels(Protocol):
    """What people decided about comments, as far as it tells what a comment is."""

    async def handled(self, among: Sequence[UUID] | None = None) -> list[Handled]:
        """Comments, or those of these, that people decided about and whose text is there to learn from: none that was deleted or cleared,
        none of somebody who asked to be forgotten."""
        ...

    async def decided_since(self, since: datetime, most: int) -> int:
        """How many comments got a label after that time; counted up to ``most``."""
        ...

    async def texts(self, comments: Sequence[UUID]) -> dict[UUID, tuple[str, str | None, str]]: ...
    async def roles(self) -> dict[str, str]: ...
    async def settled(self) -> dict[str, str]: ...
    async def settle(self, key: str, intent: str, by: str, at: datetime) -> None: ...


class LessonFiles(Protocol):
    """Labels that came in from files."""

    async def examples(self) -> list[Example]:
        """Every labelled text that is no comment of the desk."""
        ...

    async def predictions(self, comments: Sequence[UUID]) -> dict[UUID, Prediction]: ...
    async def standing(self, page_id: str, comments: Sequence[UUID]) -> list[Labellable]:
        """Those of these comments that are on the page and whose text is there to learn from."""
        ...

    async def known(self, page_id: str, keys: Sequence[str]) -> dict[str, str]:
        """The label of each text that the page has, by the key of its words."""
        ...

    async def hold(self, page_id: str) -> None:
        """Be the only one who imports on the page until the transaction ends."""
        ...

    async def begin(self, what: Import) -> None: ...
    async def add(self, import_id: UUID, labels: int, examples: int) -> None: ...
    async def put(self, example: Example, import_id: UUID, at: datetime) -> None:
        """Keep a text; where the page has the same words, they get this label."""
        ...

    async def imports(self, pages: Sequence[str], limit: int) -> list[Import]:
        """The last imports of these pages, newest first."""
        ...

    async def get(self, import_id: UUID, *, lock: bool = False) -> Import | None: ...
    async def labelled(self, import_id: UUID) -> list[UUID]:
        """Comments whose label is the one that the import gave them."""
        ...

    async def take_back(self, import_id: UUID, at: datetime) -> int:
        """Remove its texts, or give them the label they had before; how many that were."""
        ...


class LabellingUnit(Protocol):
    """The part of a transaction that giving a label needs."""

    @property
    def pages(self) -> Pages: ...
    @property
    def comments(self) -> Comments: ...
    @property
    def events(self) -> Events: ...


class LessonFileUnit(LabellingUnit, Protocol):
    """The part of a transaction that importing labels needs."""

    @property
    def lesson_files(self) -> LessonFiles: ...
    @property
    def audit(self) -> Audit: ...


class OpenLessonFiles(Protocol):
    """Opens a transaction with what importing labels needs."""

    def __call__(self) -> AbstractAsyncContextManager[LessonFileUnit]: ...


class LabelLists(Protocol):
    """The lists of what to label next, and what they are chosen from."""

    async def candidates(self, page_id: str, since: datetime, limit: int) -> list[dict[str, Any]]:
        """The newest understood comments that nobody labelled or skipped: id, received_at, text and understanding of so
        many unsure ones that wait, of so many others that wait, and of so many that were dismissed without a label."""
        ...

    async def labelled_texts(self, page_id: str, limit: int) -> list[str]: ...
    async def hold(self, page_id: str) -> None:
        """Be the only one who chooses for the page until the transaction ends."""
        ...

    async def listed(self, page_id: str, day: date, reader: UUID) -> list[dict[str, Any]]:
        """The day's list in its order; of each comment, whether it is ``standing``, ``labelled``, and ``skipped`` by
        the reader."""
        ...

    async def add(self, page_id: str, day: date, choices: Sequence[Choice]) -> None: ...
    async def drop_before(self, day: date) -> None: ...
    async def skip(self, comment_id: UUID, user_id: UUID, at: datetime) -> None: ...
    async def unskip(self, comment_id: UUID, user_id: UUID) -> None: ...


class LabelNextUnit(Protocol):
    """The part of a transaction that choosing what to label needs."""

    @property
    def pages(self) -> Pages: ...
    @property
    def comments(self) -> Comments: ...
    @property
    def label_next(self) -> LabelLists: ...


class OpenLabelNext(Protocol):
    """Opens a transaction with what choosing what to label needs."""

    def __call__(self) -> AbstractAsyncContextManager[LabelNextUnit]: ...
