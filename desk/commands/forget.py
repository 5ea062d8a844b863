"""``forget``: what was answered to somebody leaves memory; without ``--yes`` it is only shown what would."""

from __future__ import annotations

import argparse

from desk.commands.drafting import chosen_page
from desk.commands.output import OK, say
from desk.commands.running import with_parts
from desk.domain.memory import Author
from desk.main import Desk
from desk.services.forget import forget_author
from desk.settings import Settings


def forget(arguments: argparse.Namespace, settings: Settings) -> int:
    """Count what there is of an author on a page and, if told to, forget it."""
    author = Author(arguments.author, by_name=arguments.name)

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            page = await chosen_page(desk, arguments.page)
            known = await forget_author(desk.uow, page.id, author, really=arguments.yes)
            if arguments.yes:
                await desk.learning.forget()
        finally:
            await desk.close()
        counts = (
            f"{known.remembered:,} remembered replies and {known.lessons:,} lessons from {known.comments:,} comments"
        )
        if arguments.yes:
            say(f"Forgotten: {counts}. The comments themselves and their history stay.")
        else:
            say(f"Would be forgotten: {counts}. Nothing was changed; --yes does it, and it can't be undone.")
        return OK

    return with_parts(settings, ("postgres",), run)
