"""The figures of the console, from the command line."""

from __future__ import annotations

import argparse

from desk.commands.output import OK, say
from desk.commands.running import with_parts
from desk.main import Desk
from desk.settings import Settings


def rebuild(arguments: argparse.Namespace, settings: Settings) -> int:
    """Count all figures anew from the log."""

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            count = await desk.tally.rebuild()
        finally:
            await desk.close()
        say(f"Counted {count:,} comments anew.")
        return OK

    return with_parts(settings, ("postgres",), run)
