"""A comment and what was answered, as an export holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from desk.domain.errors import DeskError, Invalid
from desk.domain.text import MAX_COMMENT, MAX_NAME, MAX_REPLY, cleaned

EARLIEST: Final = datetime(1990, 1, 1, tzinfo=timezone.utc)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)
CHANNELS: Final = frozenset(
    {"api", "blog", "bluesky", "chat", "email", "facebook", "instagram", "linkedin", "mastodon", "x"}
)


@dataclass(frozen=True)
class Exchange:
    """One comment, its reply, or both. ``where``: its place in the file, for a person; ``id``: the export's own.

    ``names``: of those who asked, which are masked in its texts; the page's own name may well stand in an answer.
    """

    where: str
    id: str
    comment: str | None = None
    reply: str | None = None
    commented_at: datetime | None = None
    replied_at: datetime | None = None
    channel: str = "api"
    page: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """Something of a file that isn't taken, and why."""

    where: str
    reason: str


@dataclass(frozen=True)
class Own:
    """The names and ids under which the page itself wrote."""

    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str]) -> Own:
        """Upper and lower case don't matter."""
        return cls(frozenset(" ".join(name.split()).casefold() for name in names if name.strip()))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str | int) and " ".join(str(name).split()).casefold() in self.names

    def needed(self, what: str) -> None:
        """Raises Invalid where nothing was named."""
        if not self.names:
            raise Invalid(f"Say under which {what} the page itself wrote: --own 'The Shop'")


@dataclass(frozen=True)
class Said:
    """One message of a conversation."""

    id: str
    from_page: bool
    text: str
    at: datetime | None = None
    names: tuple[str, ...] = field(default=())


def exchanges(where: str, thread: str, said: Iterable[Said], channel: str) -> Iterator[Exchange | LeftOut]:
    """What was asked in one go and what was then answered in one go; what the page wrote unasked is no answer."""
    asked: list[Said] = []
    answered: list[Said] = []
    for one in _in_order(said):
        if not one.text.strip() or (one.from_page and not asked):
            continue
        if not one.from_page and answered:
            yield _exchange(where, thread, asked, answered, channel)
            asked, answered = [], []
        (answered if one.from_page else asked).append(one)
    if asked:
        yield _exchange(where, thread, asked, answered, channel)


def checked(one: Exchange) -> Exchange | LeftOut:
    """Cleaned texts and plausible times, or why not."""
    try:
        comment = _text(one.comment, "the comment", MAX_COMMENT)
        reply = _text(one.reply, "the reply", MAX_REPLY)
        if comment is None and reply is None:
            raise Invalid("it has neither a comment nor a reply")
        for at in (one.commented_at, one.replied_at):
            if at is not None and not EARLIEST <= at <= datetime.now(timezone.utc) + timedelta(days=1):
                raise Invalid(f"{at.date()} is no day on which it can have been written")
        if one.channel not in CHANNELS:
            raise Invalid(f"there is no channel {one.channel[:40]!r}; known are {', '.join(sorted(CHANNELS))}")
    except DeskError as error:
        return LeftOut(one.where, str(error).rstrip("."))
    names = tuple(name[:MAX_NAME] for name in one.names if name)
    return Exchange(
        one.where, one.id, comment, reply, one.commented_at, one.replied_at, one.channel, one.page, names
    )  # fmt: skip


def seconds(value: Any, per: int = 1) -> datetime | None:
    """A time as a number since 1970; None where it is none."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 32_503_680_000 * per:
        return None
    return _EPOCH + timedelta(seconds=value / per)


def iso(value: Any) -> datetime | None:
    """ISO 8601; without a zone it is UTC; None where it is none."""
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value.replace("Z", "+00:00").replace("+0000", "+00:00"))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=timezone.utc)


def string(value: Any) -> str:
    """A text or a number as text; empty for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def _in_order(said: Iterable[Said]) -> list[Said]:
    found = list(said)
    return sorted(found, key=lambda one: one.at or EARLIEST) if all(one.at for one in found) else found


def _exchange(where: str, thread: str, asked: list[Said], answered: list[Said], channel: str) -> Exchange | LeftOut:
    names = tuple(dict.fromkeys(name for one in (*asked, *answered) for name in one.names))
    return checked(
        Exchange(
            where,
            f"{thread}:{asked[0].id}",
            "\n\n".join(one.text.strip() for one in asked),
            "\n\n".join(one.text.strip() for one in answered) or None,
            asked[0].at,
            answered[0].at if answered else None,
            channel,
            names=names,
        )
    )


def _text(text: str | None, what: str, limit: int) -> str | None:
    return cleaned(text or "", what, limit, required=False) or None
