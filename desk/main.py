"""The one place that wires the desk's parts together."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from datetime import datetime, timezone
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import httpx
import structlog

from desk.alerts.sealing import CREDENTIALS, FernetSealing
from desk.alerts.sender import AppriseSender
from desk.assistant.client import RasaAssistant
from desk.assistant.limits import modest
from desk.assistant.model_files import DataFolderModels
from desk.assistant.servers import RasaServers
from desk.assistant.training import RasaTrainer
from desk.connectors.api.trial import WebhookTest
from desk.connectors.email.client import EmailConnector
from desk.connectors.email.own_address import OwnAddress
from desk.connectors.email.servers import MailServers
from desk.connectors.registry import connectors
from desk.db.chat import CHAT_CHANNEL
from desk.db.chat_posts import ChatPosts
from desk.db.database import Database, SqlUnitOfWork
from desk.db.events import listen
from desk.db.indexing import Indexing
from desk.db.jobs import Queue
from desk.db.memory import Memory
from desk.db.migrate import is_current
from desk.db.search import HybridSearch
from desk.db.vectors import RecentVectors
from desk.domain.chat import desk_origin
from desk.domain.learning import ASKED
from desk.domain.page import Connection
from desk.language_model.endpoint import Endpoint
from desk.language_model.translator import ModelTranslator
from desk.ports.errors import DatabaseUnavailable
from desk.ports.people import IdentityProvider
from desk.scanner.command import CommandScan
from desk.services.accounts import Accounts
from desk.services.articles import Editing
from desk.services.assign import Assigning
from desk.services.by_hand import ByHand
from desk.services.chat import Chat
from desk.services.chat_files import FilesInChat
from desk.services.chat_guard import ChatGuard
from desk.services.chat_letters import LettersFromChat
from desk.services.chat_sites import ChatSites
from desk.services.chat_visitors import ChatVisitors
from desk.services.connect import Connecting
from desk.services.decide import Decisions
from desk.services.fetching import Fetching
from desk.services.gaps import Gaps
from desk.services.import_lessons import LessonImport
from desk.services.inbox import Inbox
from desk.services.intake import Intake
from desk.services.kept_sheets import KeptSheets
from desk.services.label_next import LabelNext
from desk.services.learning import Learning
from desk.services.moderate import Moderating
from desk.services.nearly_same import AlmostTheSame
from desk.services.notes import Noting
from desk.services.notification_targets import NotificationTargets
from desk.services.notify import Notifying
from desk.services.password_links import PasswordLinks
from desk.services.presence import Presences
from desk.services.publish import Publishing
from desk.services.reply_time import ReplyTimes
from desk.services.report_file import ReportFiles
from desk.services.retention import RetentionService
from desk.services.second_factor import SecondFactors
from desk.services.serving import Serving
from desk.services.shadow import Shadowing
from desk.services.sign_on import SignOn
from desk.services.snooze import Waiting, wake
from desk.services.tally import Tally
from desk.services.team import TeamChanges
from desk.services.translate import Translating
from desk.services.vault import Vault
from desk.services.watching import Watching
from desk.services.webhooks import Webhooks
from desk.settings import ROOT, Settings
from desk.sign_on.provider import OidcProvider
from desk.supervisor.models import encoder_version, models_folder
from desk.supervisor.plan import working_environment
from desk.worker import (
    CHAT_LETTERS_S,
    CLEARING_S,
    CONNECTIONS_S,
    COUNT_S,
    DEAD_AFTER_S,
    DECISIONS_S,
    FETCHING_S,
    GAPS_S,
    INTAKE_S,
    LEARNING_S,
    PROMISES_S,
    SERVING_S,
    SHADOW_S,
    WAKE_S,
    Watch,
    register_tasks,
)

if TYPE_CHECKING:
    import numpy as np

    from language.encoder import Encoder

READINESS_S: Final = 1.0


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """The current time."""
        return datetime.now(timezone.utc)


class Desk:
    """Everything wired; ``open`` before use, ``close`` at the end."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.console: Path = ROOT / "console" / "dist"
        self.widget: Path = ROOT / "widget" / "dist"
        self.clock = SystemClock()
        self.database = Database(settings.database_url)
        self.queue = Queue(settings.database_url)
        self.uow = SqlUnitOfWork(self.database, self.queue, _request_id)
        self.http = httpx.AsyncClient(limits=httpx.Limits(max_connections=64))
        wait = settings.model.timeout if settings.model else 0.0
        self.assistant = RasaAssistant(self.http, settings.assistant_urls, settings.assistant_token, wait)
        self.connectors = connectors(self.http, self.clock, settings.signing_key, ChatPosts(self.database))
        self.vault = Vault(FernetSealing(settings.signing_key, CREDENTIALS))
        platforms = (self.uow, self.clock, self.connectors, self.vault)
        self.publishing = Publishing(*platforms)
        self.inbox = Inbox(self.uow)
        self.intake = Intake(*platforms)
        self.fetching = Fetching(*platforms)
        self.watching = Watching(*platforms)
        self.connecting = Connecting(*platforms, self.watching)
        self.decisions = Decisions(self.uow, self.clock, {one: it.platform for one, it in self.connectors.items()})
        self.moderating = Moderating(*platforms)
        self.by_hand = ByHand(self.uow, self.clock, self.connectors)
        self.sheets = KeptSheets()
        self.tally = Tally(self.uow, _rules)
        self.assigning = Assigning(self.uow)
        self.waiting = Waiting(self.uow, self.clock)
        self.noting = Noting(self.uow, self.clock)
        self.presences = Presences(self.uow, self.clock)
        self.editing = Editing(self.uow, lambda: self.encoder())
        self.label_next = LabelNext(self.uow, self.clock, lambda: self.encoder(), self.learned_vectors)
        self.lesson_import = LessonImport(self.uow, self.clock)
        self.factors = SecondFactors(self.uow, self.clock, settings.signing_key)
        self.accounts = Accounts(self.uow, self.clock, self.factors)
        self.identity_provider: IdentityProvider | None = None
        self.sign_on: SignOn | None = None
        if settings.sign_on:
            back = f"{settings.public_url}/api/v1/oidc/callback"
            self.identity_provider = OidcProvider(self.http, self.clock, settings.sign_on, back)
            self.sign_on = SignOn(self.uow, self.accounts, settings.sign_on.rules)
        self.webhooks = Webhooks(self.uow, self.clock, WebhookTest(self.http, self.clock, settings.signing_key))
        self.chat_sites = ChatSites(self.uow, self.vault, desk_origin(settings.public_url))
        self.chat_guard = ChatGuard(self.clock, settings.signing_key)
        self.chat_visitors = ChatVisitors(self.uow, self.clock, self.chat_guard, settings.signing_key)
        self.chat = Chat(self.uow, self.clock)
        scan = CommandScan(settings.file_scan) if settings.file_scan else None
        self.chat_files = FilesInChat(self.uow, self.clock, scan, settings.signing_key)
        own = OwnAddress(settings.smtp, self.clock) if settings.smtp else None
        mailboxes = EmailConnector(MailServers(), self.clock)
        self.chat_letters = LettersFromChat(self.uow, self.clock, self.vault, mailboxes, own)
        self.reply_times = ReplyTimes(self.uow, self.clock)
        self.retention = RetentionService(self.uow, self.clock)
        self.team = TeamChanges(self.uow, self.clock)
        self.password_links = PasswordLinks(self.uow, self.clock, self.accounts, own, settings.public_url)
        self._model = Endpoint(settings.model) if settings.model else None
        translator = ModelTranslator(settings.model, self._model) if settings.model and self._model else None
        self.translating = Translating(self.uow, self.clock, translator)
        sealing, sender = FernetSealing(settings.signing_key), AppriseSender()
        self.notification_targets = NotificationTargets(self.uow, self.clock, sender, sealing)
        self.notifying = Notifying(self.uow, self.clock, sender, sealing, settings.public_url)
        files = DataFolderModels(models_folder(settings), settings.home / "models", ROOT, encoder_version(settings))
        servers = RasaServers(self.http, settings.assistant_urls, settings.assistant_token)
        self.serving = Serving(self.uow, self.clock, files, servers)
        trainer = RasaTrainer(
            settings.home / "venv" / "assistant" / "bin" / "python",
            working_environment(settings),
            ROOT,
            settings.learning_memory << 30,
        )
        self.shadowing = Shadowing(
            self.uow, self.clock, trainer, files, self.serving, settings.data / "learning" / "shadow"
        )
        self.learning = Learning(
            self.uow,
            self.clock,
            trainer,
            files,
            self.serving,
            settings.data / "learning",
            ROOT / "tests" / "data",
            ReportFiles(self.uow, self.sheets),
            settings.learn_after,
        )
        self.nearly_same = AlmostTheSame(self.uow, self.clock, lambda: self.encoder())
        self._looking = asyncio.Lock()
        self._parts: dict[str, bool] = {}
        self._parts_until = 0.0

    async def open(self) -> None:
        """Connect to the database."""
        await self.database.open()
        await self.queue.open()

    async def close(self) -> None:
        """Give everything back."""
        await self.shadowing.close()
        await self.queue.close()
        await self.database.close()
        await self.http.aclose()
        if self._model:
            await self._model.close()

    @lru_cache(maxsize=1)  # noqa: B019 - one desk lives as long as its process
    def encoder(self) -> Encoder:
        """The sentence encoder, loaded when it is first needed; takes a moment."""
        from language.encoder import Encoder

        return Encoder(self.settings.encoder)

    def prepare_worker(self) -> None:
        """Tell the queue how to do its jobs; loads the encoder."""
        search, memory = self.finders()
        register_tasks(
            self.queue, self.uow, self.assistant, search, memory, self.publishing, self.clock, self.notifying
        )

    def watches(self) -> list[Watch]:
        """What the worker looks at again and again."""
        gaps = Gaps(self.uow, self.clock, self.finders()[0], self.encoder)
        return [
            Watch("promises", PROMISES_S, self.notifying.note_promises),
            Watch("gaps", GAPS_S, gaps.look),
            Watch("counting", COUNT_S, self.tally.refresh),
            Watch("waking", WAKE_S, self.wake),
            Watch("clearing", CLEARING_S, self.retention.run_if_due),
            Watch("intake", INTAKE_S, self.intake.work),
            Watch("fetching", FETCHING_S, self.fetching.work),
            Watch("connections", CONNECTIONS_S, self.watching.look),
            Watch("chat letters", CHAT_LETTERS_S, self.chat_letters.send_due),
            Watch("serving", SERVING_S, self.serving.look),
            Watch("learning", LEARNING_S, self.learn_if_asked),
            Watch("shadow", SHADOW_S, self.shadowing.look),
            Watch("decisions", DECISIONS_S, self.learning.ask_if_enough),
        ]

    def finders(self) -> tuple[HybridSearch, Memory]:
        """What looks for passages and for earlier replies; a comment looked for in both is encoded once."""
        encoder = RecentVectors(self.encoder())
        return HybridSearch(self.database, encoder), Memory(self.database, encoder)

    async def learn_if_asked(self) -> None:
        """Start a process that does the run somebody, or the timer, asked for, and wait for its end."""
        await self.learning.note_dead()
        if self.settings.learn_at is not None:
            await self.learning.ask_if_due(self.settings.learn_at)
        async with self.uow() as unit:
            run = await unit.learning.open_run()
        if run is None or run.state != ASKED:
            return
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "desk", "learn", "--take"),
            cwd=ROOT,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=modest(self.settings.learning_memory << 30),
        )
        try:
            await process.wait()
        finally:
            if process.returncode is None:
                process.kill()

    def learned_vectors(self) -> np.ndarray:
        """The vectors of what the assistant of this machine was trained on."""
        from language.kept_vectors import last_layers

        return last_layers(self.settings.home / "cache", self.encoder())

    async def reindex(self) -> int:
        """Index anew, a few at a time, what an earlier version or another encoder indexed; how many articles and replies."""
        return await Indexing(self.uow, self.encoder()).run()

    async def wake(self) -> int:
        """Bring back what was put off until now, and remind; how many comments."""
        return await wake(self.uow, self.clock)

    async def api_connection(self, page_id: str) -> Connection:
        """The API connection of a page."""
        async with self.uow() as unit:
            return await unit.pages.api_connection(page_id)

    def changes(self) -> AsyncIterator[dict[str, Any] | None]:
        """Events as they are committed; None when some may have been missed."""
        return listen(self.settings.database_url)

    def chat_changes(self) -> AsyncIterator[dict[str, Any] | None]:
        """What happens in chats, as it is committed; None when some of it may have been missed."""
        return listen(self.settings.database_url, CHAT_CHANNEL)

    async def readiness(self) -> dict[str, bool]:
        """Which parts are up, as of at most a second ago; all means that a comment posted now would be drafted."""
        async with self._looking:  # however many ask at once, one look answers them
            if time.monotonic() >= self._parts_until:
                database, assistant = await asyncio.gather(self._database_ready(), self.assistant.ready())
                self._parts = {**database, "assistant": assistant}
                self._parts_until = time.monotonic() + READINESS_S
            return dict(self._parts)

    async def _database_ready(self) -> dict[str, bool]:
        try:
            async with self.database.connection() as connection:
                if not await is_current(connection):
                    return {"database": False, "worker": False}
                cursor = await connection.execute(
                    "SELECT EXISTS (SELECT FROM procrastinate_workers"
                    " WHERE last_heartbeat > now() - make_interval(secs => %s)) AS alive",
                    (DEAD_AFTER_S,),
                )
                row = await cursor.fetchone()
        except DatabaseUnavailable:
            return {"database": False, "worker": False}
        return {"database": True, "worker": bool(row and row["alive"])}


def _request_id() -> str | None:
    return structlog.contextvars.get_contextvars().get("request_id")


def _rules(reply: str, comment: str, public: bool) -> frozenset[str]:
    from language import tone

    return frozenset(finding.rule for finding in tone.check(reply, public=public, comment=comment))
