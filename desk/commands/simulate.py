"""``./sharewell simulate``: a stand-in for a platform on this machine."""

from __future__ import annotations

import argparse
import asyncio
import json
from datetime import datetime, timezone

import httpx

from desk.commands.output import FAILED, OK, say
from desk.domain.errors import DeskError, Invalid
from desk.main import Desk
from desk.settings import Settings
from desk.simulators.base import Fault, Faults
from desk.simulators.registry import SIMULATORS
from desk.simulators.serving import Served, serving
from desk.simulators.traffic import Habits, Traffic
from desk.simulators.world import World

FAULTS = {
    "none": {},
    "some": {Fault.THROTTLED_WITH_HINT: 0.02, Fault.SERVER: 0.01, Fault.LOST_AFTER: 0.01, Fault.LOST_BEFORE: 0.01},
    "many": {
        Fault.THROTTLED: 0.05, Fault.THROTTLED_WITH_HINT: 0.05, Fault.SERVER: 0.02, Fault.LOST_BEFORE: 0.02,
        Fault.LOST_AFTER: 0.03, Fault.HALF: 0.02, Fault.MALFORMED: 0.02,
    },
}  # fmt: skip


def simulate(arguments: argparse.Namespace, settings: Settings) -> int:
    """Until it is stopped, or all comments are written."""
    try:
        return asyncio.run(_simulate(arguments, settings))
    except KeyboardInterrupt:
        return OK


async def _simulate(arguments: argparse.Namespace, settings: Settings) -> int:
    world = World(lambda: datetime.now(timezone.utc))
    simulator = SIMULATORS[arguments.platform](world)
    served = Served(simulator, Faults(FAULTS[arguments.faults], arguments.seed))
    async with serving({arguments.platform: served}, arguments.port) as address:
        config, secrets = simulator.settings(f"{address}/{arguments.platform}")
        say(f"{arguments.platform} is simulated at {address}/{arguments.platform}.")
        hook = arguments.hook
        if arguments.connect:
            try:
                hook = await _connect(settings, arguments, {**config, **secrets}) or hook
            except DeskError as error:
                say(f"The page could not be connected: {error}")
                return FAILED
        else:
            say("Connect a page to it with these settings, or let --connect PAGE do it:")
            say(json.dumps({**config, **secrets}, indent=2))
        async with httpx.AsyncClient() as client:
            lives = Habits(duplicates=0.02, late=0.02) if arguments.faults != "none" else Habits()
            traffic = Traffic(simulator, client, hook, lives, arguments.seed)
            await _write(arguments, world, traffic)
    replies = world.by_api()
    say(f"{len(world.posts) - len(replies)} comments were written, {len(replies)} replies were posted.")
    return OK


async def _write(arguments: argparse.Namespace, world: World, traffic: Traffic) -> None:
    written = shown = 0
    while arguments.count is None or written < arguments.count:
        await traffic.write(1)
        written += 1
        await asyncio.sleep(60 / arguments.rate)
        for reply in world.by_api()[shown:]:
            say(f"A reply was posted: {reply.text}")
        shown = len(world.by_api())
    await traffic.deliver(everything=True)
    if arguments.stay:
        await asyncio.Event().wait()


async def _connect(settings: Settings, arguments: argparse.Namespace, values: dict[str, object]) -> str | None:
    """Connect a page of the running desk; the address of its webhook, None where the platform doesn't push."""
    desk = Desk(settings)
    await desk.open()
    try:
        platform = desk.connectors[arguments.platform].platform
        if not platform.fields:
            raise Invalid(f"{platform.name} needs no connection.")
        asked = {field.name for field in platform.fields}
        words = {
            name: str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in values.items()
            if name in asked
        }
        connection_id = await desk.connecting.connect("simulator", arguments.connect, platform.id, words)
    finally:
        await desk.close()
    say(f"The page {arguments.connect} is connected.")
    return f"{settings.public_url}/hooks/{connection_id}" if platform.webhook else None
