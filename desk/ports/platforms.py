"""Platforms and the connections to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from desk.domain.comment import Comment
from desk.domain.connecting import ConnectionState
from desk.domain.delivery import NewDelivery, StoredDelivery
from desk.domain.incoming import Answered as AnsweredOutside
from desk.domain.incoming import Happening
from desk.domain.page import Connection, Page
from desk.domain.platform import Account, Fetched, Found, Handshake, Moderation, Platform, Standing, Trouble
from desk.domain.reply import ApprovedReply, Outcome
from desk.ports.comments import Pages
from desk.ports.people import Audit


class Connector(Protocol):
    """One platform. ``desk/connectors/base.py`` answers for what a platform doesn't have.

    A connection that is passed in has its secrets opened. ``publish``, ``find`` and ``moderate`` never raise for what
    a platform may do; ``fetch``, ``look`` and ``account`` raise PlatformError.
    """

    @property
    def platform(self) -> Platform: ...

    def handshake(self, query: Mapping[str, str], connection: Connection) -> Handshake | None:
        """What to answer when the platform checks the webhook's address; None: it isn't the platform that asks."""
        ...

    def verified(self, headers: Mapping[str, str], body: bytes, connection: Connection) -> bool:
        """Whether the platform signed this raw body, compared in constant time. Names of headers are lower case."""
        ...

    def parse(self, body: bytes, connection: Connection) -> list[Happening]:
        """What a delivered or fetched body tells. Pure. Raises Malformed."""
        ...

    async def fetch(self, connection: Connection, cursor: Mapping[str, Any] | None, now: datetime) -> Fetched:
        """Comments since the cursor as the platform gives them; None: since ``platform.backfill`` ago."""
        ...

    async def look(self, comment: Comment, connection: Connection) -> Standing:
        """The comment as it is on the platform right now; asked right before a reply is sent."""
        ...

    async def publish(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome:
        """Post the reply under the comment."""
        ...

    async def find(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Found:
        """Whether a reply whose sending broke off is on the platform after all."""
        ...

    async def account(self, connection: Connection) -> Account:
        """Whom the credentials speak for; asked when connecting and once a day."""
        ...

    def price(self, text: str, connection: Connection) -> str | None:
        """What the platform bills for this reply, in words; None where replies cost nothing."""
        ...

    async def moderate(self, what: Moderation, comment: Comment, connection: Connection) -> Outcome:
        """Hide, approve, … a comment on the platform."""
        ...


class Channels(Protocol):
    """Connections as they are spoken to, and what platforms tell beside comments; see desk/db/channels.py."""

    async def get(self, connection_id: UUID, *, lock: bool = False) -> ConnectionState: ...
    async def of_page(self, page_id: str, platform: str) -> ConnectionState | None: ...
    async def connected(self) -> list[ConnectionState]: ...
    async def by_account(self, platform: str, account_id: str) -> list[Connection]: ...
    async def put(
        self, connection: Connection, account: str, expires_at: datetime | None, at: datetime, fetch_at: datetime | None
    ) -> None: ...
    async def reseal(self, connection_id: UUID, sealed: bytes, expires_at: datetime | None) -> None: ...
    async def checked(self, connection_id: UUID, account: str, expires_at: datetime | None, at: datetime) -> None: ...
    async def disconnect(self, connection_id: UUID, at: datetime) -> None: ...
    async def due(self, now: datetime, lease: timedelta) -> ConnectionState | None:
        """The connection to ask next, which nobody else then asks for as long as the lease."""
        ...

    async def fetched(
        self, connection_id: UUID, cursor: Mapping[str, Any], digests: Sequence[bytes], at: datetime, next_at: datetime
    ) -> None: ...
    async def last_bodies(self, connection_id: UUID) -> set[bytes]: ...
    async def fetch_at(self, connection_id: UUID, at: datetime) -> None: ...
    async def fetch_by(self, connection_id: UUID, at: datetime) -> None: ...
    async def note_event(self, connection_id: UUID, at: datetime) -> None: ...
    async def note_refused(self, connection_id: UUID, at: datetime) -> None: ...
    async def note_silent(self, connection_id: UUID, since: datetime) -> None: ...
    async def note_trouble(
        self,
        connection_id: UUID,
        trouble: Trouble,
        reason: str,
        at: datetime,
        failures: int,
        blocked_until: datetime | None,
    ) -> None: ...
    async def note_well(self, connection_id: UUID) -> None: ...
    async def take_turn(self, connection_id: UUID, now: datetime, gap: timedelta, burst: int) -> datetime:
        """Take the next turn to send, and when it is; not after ``now``: at once."""
        ...

    async def put_off(self, connection_id: UUID) -> list[UUID]:
        """Replies that wait for the connection to work again."""
        ...

    async def is_ours(self, connection_id: UUID, external_id: str) -> bool:
        """Whether the desk itself posted this."""
        ...

    async def adopt(self, reply_id: UUID, external_id: str) -> bool:
        """Note the platform's id of a sent reply that has none; False where it has one."""
        ...

    async def add_answer(self, connection_id: UUID, answer: AnsweredOutside, at: datetime) -> bool: ...
    async def answer_noted_at(self, connection_id: UUID, external_id: str) -> datetime | None: ...
    async def answers_to(self, connection_id: UUID, external_id: str) -> list[AnsweredOutside]: ...
    async def bury(self, connection_id: UUID, external_id: str, at: datetime) -> None: ...
    async def is_buried(self, connection_id: UUID, external_id: str) -> bool: ...
    async def usual_gap(self, connection_id: UUID, since: datetime) -> timedelta | None: ...


class Deliveries(Protocol):
    """Raw bodies as platforms gave them."""

    async def add(self, deliveries: Sequence[NewDelivery]) -> int: ...
    async def take(self, limit: int) -> list[StoredDelivery]:
        """The oldest that nobody has read, held until the transaction ends."""
        ...

    async def done(self, delivery_id: int, at: datetime, note: str | None) -> None: ...
    async def failed(self, delivery_id: int, at: datetime, error: str) -> None: ...
    async def replay(self, connection_id: UUID | None, *, all_kept: bool = False) -> int: ...


class WebhookTrial(Protocol):
    """Signs and delivers tests to a page's webhook."""

    def secret(self, connection: Connection) -> str: ...
    async def deliver(self, connection: Connection) -> tuple[bool, str]: ...


class ConfiguredPages(Protocol):
    """Pages with connections that can be changed."""

    async def get(self, page_id: str, *, lock: bool = False) -> Page | None: ...
    async def api_connection(self, page_id: str) -> Connection: ...
    async def configure(self, connection_id: UUID, config: dict[str, Any]) -> None: ...


class Connections(Protocol):
    """Tokens, and how connections are."""

    async def add_token(self, page_id: str, name: str, token_hash: bytes) -> UUID: ...
    async def revoke_token(self, page_id: str, token_id: UUID) -> str | None: ...
    async def note_test(self, connection_id: UUID, result: dict[str, Any]) -> None: ...


class ConnectionsUnit(Protocol):
    """The part of a transaction that connections need."""

    @property
    def pages(self) -> ConfiguredPages: ...
    @property
    def connections(self) -> Connections: ...
    @property
    def audit(self) -> Audit: ...


class OpenConnections(Protocol):
    """Opens a transaction with the stores that connections need."""

    def __call__(self) -> AbstractAsyncContextManager[ConnectionsUnit]: ...


class Health(Protocol):
    """How connections do."""

    async def failed_on(self, connection_id: UUID) -> list[tuple[UUID, int]]:
        """Comments whose reply failed on this connection, with their versions."""
        ...


class HealthUnit(Protocol):
    """The part of a transaction that looking after connections needs."""

    @property
    def health(self) -> Health: ...
    @property
    def pages(self) -> Pages: ...


class OpenHealth(Protocol):
    """Opens a transaction with what is known of connections."""

    def __call__(self) -> AbstractAsyncContextManager[HealthUnit]: ...
