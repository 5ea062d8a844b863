"""The desk's own processes: web, worker, migrate, and the demo's comments arriving."""

from __future__ import annotations

import argparse
import asyncio

from desk.commands.output import OK, say
from desk.db.migrate import migrate as apply_migrations
from desk.domain.errors import Invalid
from desk.main import Desk
from desk.settings import Settings


def web(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve the console and the API until told to stop."""
    from desk.web.app import create_app

    _need_database(settings)
    create_app(Desk(settings)).run(
        host=settings.host, port=settings.port, single_process=True, access_log=False, motd=False
    )
    return OK


def worker(arguments: argparse.Namespace, settings: Settings) -> int:
    """Draft and publish until told to stop."""
    from desk.worker import run

    _need_database(settings)

    async def work() -> None:
        desk = Desk(settings)
        desk.prepare_worker()
        await desk.open()
        try:
            await run(desk.queue, desk.uow, settings.worker_concurrency, desk.reindex, desk.watches())
        finally:
            await desk.close()

    asyncio.run(work())
    return OK


def migrate(arguments: argparse.Namespace, settings: Settings) -> int:
    """Bring the database up to date."""
    _need_database(settings)
    applied = asyncio.run(apply_migrations(settings.database_url))
    say(f"Applied {', '.join(applied)}." if applied else "The database is up to date.")
    return OK


def demo(arguments: argparse.Namespace, settings: Settings) -> int:
    """Set up the demo company and let its comments arrive at their pace."""
    from desk.demo import run

    _need_database(settings)
    asyncio.run(run(Desk(settings)))
    return OK


def openapi(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the OpenAPI document."""
    import json

    from desk.web.app import OPERATIONS
    from desk.web.openapi import document

    print(json.dumps(document(OPERATIONS), indent=2))
    return OK


def _need_database(settings: Settings) -> None:
    if not settings.database_url:
        raise Invalid("No database is known. Set DATABASE_URL, or run ./sharewell up, which brings one.")
