"""``models``: which models there are, which one serves, and going back."""

from __future__ import annotations

import argparse
import json

import msgspec

from desk.commands.learn import BY
from desk.commands.output import OK, say
from desk.commands.running import with_parts
from desk.domain.learning import CHAMPION
from desk.main import Desk
from desk.services.serving import LISTED, chosen_model
from desk.settings import Settings


def models(arguments: argparse.Namespace, settings: Settings) -> int:
    """List, promote or roll back."""

    async def run(settings: Settings) -> int:
        desk = Desk(settings)
        await desk.open()
        try:
            await desk.serving.champion()
            if arguments.action == "rollback":
                say(f"{(await desk.serving.roll_back(BY)).file} serves now.")
            elif arguments.action == "promote":
                chosen = await chosen_model(desk.uow, arguments.model or "")
                say(f"{(await desk.serving.promote(chosen.id, BY)).file} serves now.")
            else:
                await _list(desk, arguments.json)
        finally:
            await desk.close()
        return OK

    return with_parts(settings, ("postgres",), run)


async def _list(desk: Desk, as_json: bool) -> None:
    async with desk.uow() as unit:
        known = await unit.models.listed(LISTED)
    for model in known:
        if as_json:
            print(json.dumps(msgspec.to_builtins(model)))
            continue
        f1 = model.figures.get("decisions/macro_f1")
        figures = f", macro-F1 {f1:.3f} on held-out decisions" if f1 is not None else ""
        learned = f"{model.learned:,} decisions" if model.learned else "as shipped"
        mark = "serves" if model.state == CHAMPION else model.state
        say(f"{str(model.id)[:8]}  {model.made_at:%Y-%m-%d %H:%M}  {mark:<8}  {learned}{figures}")
