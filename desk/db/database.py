"""The pool of connections, and transactions on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from psycopg import AsyncConnection, DataError, OperationalError
from psycopg.errors import CharacterNotInRepertoire, UntranslatableCharacter
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from desk.db.article_views import ArticleViews
from desk.db.articles import ArticleStore
from desk.db.asked import AskedStore
from desk.db.assignments import AssignmentStore
from desk.db.audit import AuditStore
from desk.db.audit_views import AuditViews
from desk.db.belonging import BelongingStore
from desk.db.channel_views import ChannelViews
from desk.db.channels import ChannelStore
from desk.db.chat import ChatStore
from desk.db.chat_files import ChatFileStore
from desk.db.chat_letters import ChatLetterStore
from desk.db.comments import CommentStore
from desk.db.connections import ConnectionStore
from desk.db.deliveries import DeliveryStore
from desk.db.desk_settings import DeskSettingStore
from desk.db.drafts import DraftStore
from desk.db.encoders import EncoderStore
from desk.db.events import EventStore
from desk.db.factors import FactorStore
from desk.db.first_approvals import FirstApprovalStore
from desk.db.gaps import GapStore
from desk.db.health import HealthStore
from desk.db.imported import ImportedStore
from desk.db.jobs import JobStore, Queue
from desk.db.label_next import LabelNextStore
from desk.db.labels import LabelStore
from desk.db.learning import LearningStore
from desk.db.lesson_files import LessonFileStore
from desk.db.lessons import LessonStore
from desk.db.models import ModelStore
from desk.db.notes import NoteStore
from desk.db.notifications import NotificationStore
from desk.db.number_comments import NumberComments
from desk.db.numbers import NumberStore
from desk.db.pages import PageStore
from desk.db.password_links import PasswordLinkStore
from desk.db.people import PeopleStore
from desk.db.presence import PresenceStore
from desk.db.proposals import ProposalStore
from desk.db.remembered import MemoryStore
from desk.db.replies import ReplyStore
from desk.db.retention import RetentionStore
from desk.db.saved_replies import SavedReplyStore
from desk.db.saved_views import SavedViewStore
from desk.db.sessions import SessionStore
from desk.db.shadow import ShadowStore
from desk.db.team import TeamStore
from desk.db.together_views import TogetherViews
from desk.db.upkeep import UpkeepStore
from desk.db.views import ViewStore
from desk.db.waits import WaitStore
from desk.domain.errors import Invalid
from desk.ports.errors import DatabaseUnavailable

Connection = AsyncConnection[DictRow]


class TransactionUnit:
    """The stores on one open transaction."""

    def __init__(self, connection: Connection, queue: Queue, request_id: str | None) -> None:
        self.pages = PageStore(connection)
        self.comments = CommentStore(connection)
        self.drafts = DraftStore(connection)
        self.replies = ReplyStore(connection)
        self.memory = MemoryStore(connection)
        self.imported = ImportedStore(connection)
        self.lessons = LessonStore(connection)
        self.numbers = NumberStore(connection)
        self.number_comments = NumberComments(connection)
        self.events = EventStore(connection, request_id)
        self.jobs = JobStore(connection, queue)
        self.articles = ArticleStore(connection)
        self.article_views = ArticleViews(connection)
        self.asked = AskedStore(connection)
        self.audit = AuditStore(connection)
        self.belonging = BelongingStore(connection)
        self.first_approvals = FirstApprovalStore(connection)
        self.proposals = ProposalStore(connection)
        self.team = TeamStore(connection)
        self.encoders = EncoderStore(connection)
        self.gaps = GapStore(connection)
        self.health = HealthStore(connection)
        self.notifications = NotificationStore(connection)
        self.password_links = PasswordLinkStore(connection)
        self.people = PeopleStore(connection)
        self.saved_replies = SavedReplyStore(connection)
        self.views = ViewStore(connection)
        self.saved_views = SavedViewStore(connection)
        self.upkeep = UpkeepStore(connection, queue)
        self.assignments = AssignmentStore(connection)
        self.waits = WaitStore(connection)
        self.notes = NoteStore(connection)
        self.presence = PresenceStore(connection)
        self.together_views = TogetherViews(connection)
        self.audit = AuditStore(connection)
        self.audit_views = AuditViews(connection)
        self.sessions = SessionStore(connection)
        self.factors = FactorStore(connection)
        self.desk_settings = DeskSettingStore(connection)
        self.connections = ConnectionStore(connection)
        self.channels = ChannelStore(connection)
        self.channel_views = ChannelViews(connection)
        self.deliveries = DeliveryStore(connection)
        self.retention = RetentionStore(connection)
        self.chat = ChatStore(connection)
        self.chat_files = ChatFileStore(connection)
        self.chat_letters = ChatLetterStore(connection)
        self.labels = LabelStore(connection)
        self.label_next = LabelNextStore(connection)
        self.lesson_files = LessonFileStore(connection)
        self.learning = LearningStore(connection)
        self.models = ModelStore(connection)
        self.shadow = ShadowStore(connection)


class Database:
    """One pool a process. ``open`` before use, ``close`` at the end; nothing happens before."""

    def __init__(self, url: str, *, min_size: int = 1, max_size: int = 10) -> None:
        self.url = url
        self.pool: AsyncConnectionPool[Connection] = AsyncConnectionPool(
            url,
            min_size=min_size,
            max_size=max_size,
            open=False,
            timeout=3,
            reconnect_timeout=30,
            connection_class=AsyncConnection[DictRow],
            kwargs={"row_factory": dict_row},
            check=AsyncConnectionPool.check_connection,
            configure=_configure,
        )

    async def open(self) -> None:
        """Connect; raises DatabaseUnavailable when nothing answers within five seconds."""
        try:
            await self.pool.open(wait=True, timeout=5)
        except PoolTimeout as error:
            raise DatabaseUnavailable(f"PostgreSQL does not answer at {_without_password(self.url)}.") from error

    async def close(self) -> None:
        """Give all connections back."""
        await self.pool.close()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """A connection in a transaction: committed at the end of the block, rolled back on an exception."""
        try:
            async with self.pool.connection() as connection:
                yield connection
        except (OperationalError, PoolTimeout) as error:
            raise DatabaseUnavailable("The database is not available right now; try again in a moment.") from error
        except DataError as error:
            if type(error) is DataError or isinstance(error, (UntranslatableCharacter, CharacterNotInRepertoire)):
                raise Invalid("The text holds characters that can't be stored, such as NUL.") from error
            raise


class SqlUnitOfWork:
    """The UnitOfWork of desk/ports/unit.py on PostgreSQL."""

    def __init__(self, database: Database, queue: Queue, request_id: Any = None) -> None:
        self._database = database
        self._queue = queue
        self._request_id = request_id

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[TransactionUnit]:
        """The stores in one transaction."""
        request_id = self._request_id() if self._request_id else None
        async with self._database.connection() as connection:
            yield TransactionUnit(connection, self._queue, request_id)


async def _configure(connection: Connection) -> None:
    from pgvector.psycopg import register_vector_async

    await register_vector_async(connection)
    await connection.commit()


def _without_password(url: str) -> str:
    head, at, tail = url.rpartition("@")
    return f"{head.split(':', 2)[0]}://…@{tail}" if at and ":" in head else url
