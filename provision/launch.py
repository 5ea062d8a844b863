"""`./sharewell COMMAND`: sets up what the command needs, then becomes the desk's own command line."""

from __future__ import annotations

import os
import sys
from typing import Sequence

from provision.environments import AssistantEnvironment, BuildEnvironment, DeskEnvironment, check_places
from provision.errors import SetupError
from provision.frontends import Console, ConsolePackages, Node, Widget, WidgetPackages
from provision.learned import Encoder, FirstModel, ToneExamples
from provision.lock import only_one
from provision.places import Places, read_places
from provision.step import Step, say

DESK: tuple[type[Step], ...] = (BuildEnvironment, DeskEnvironment)
FRONT_ENDS: tuple[type[Step], ...] = (Node, ConsolePackages, Console, WidgetPackages, Widget)
ENCODER: tuple[type[Step], ...] = (AssistantEnvironment, Encoder, ToneExamples)
ALL: tuple[type[Step], ...] = DESK + FRONT_ENDS + ENCODER + (FirstModel,)

SETUPS: dict[str, tuple[type[Step], ...]] = {
    "desk": DESK + FRONT_ENDS,
    "assistant": DESK + ENCODER + (FirstModel,),
    "all": ALL,
}
# What each command needs; a command that isn't here needs the desk environment only.
NEEDS: dict[str, tuple[type[Step], ...]] = {
    "up": ALL,
    "web": DESK + FRONT_ENDS + ENCODER,
    "worker": DESK + ENCODER,
    "knowledge": DESK + ENCODER,
    "assistant": DESK + ENCODER + (FirstModel,),
    "actions": (*DESK, AssistantEnvironment, ToneExamples),
    "comment": DESK + ENCODER + (FirstModel,),
    "classify": DESK + ENCODER + (FirstModel,),
    "evaluate": DESK + ENCODER + (FirstModel,),
    "learn": DESK + ENCODER + (FirstModel,),
    "draft": DESK + ENCODER + (FirstModel,),
    "demo": DESK + ENCODER,
}
_ONLY_NEEDS: dict[str, tuple[type[Step], ...]] = {
    "postgres": DESK,
    "actions": NEEDS["actions"],
    "assistant": NEEDS["assistant"],
    "worker": NEEDS["worker"],
    "web": NEEDS["web"],
}
_USAGE = "Usage: ./sharewell setup [--for desk|assistant|all]"


def main(arguments: Sequence[str]) -> int:
    """Set up and hand over; answers an exit status only when there is no handing over."""
    places = read_places()
    try:
        if arguments and arguments[0] == "setup":
            return _setup_command(places, list(arguments[1:]))
        ensure(places, steps_for(arguments))
    except SetupError as error:
        say(f"sharewell: {error}\n")
        return 1
    except KeyboardInterrupt:
        say("\nsharewell: stopped; run it again to go on from here.\n")
        return 130
    python = str(places.python("desk"))
    enter = str(places.root / "provision" / "enter_desk.py")
    sys.stdout.flush()
    os.execv(python, [python, "-I", enter, *list(arguments)])


def steps_for(arguments: Sequence[str]) -> tuple[type[Step], ...]:
    """The steps that a command line needs, in order."""
    if not arguments or "--help" in arguments or "-h" in arguments:
        return DESK
    if arguments[0] != "up":
        return NEEDS.get(arguments[0], DESK)
    only = _value_of("--only", arguments)
    if not only:
        return ALL
    wanted = {step for name in only.split(",") for step in _ONLY_NEEDS.get(name.strip(), ALL)}
    return tuple(step for step in ALL if step in wanted)


def ensure(places: Places, kinds: Sequence[type[Step]]) -> bool:
    """Do what isn't current; answers whether anything was done. Fast when nothing is to do."""
    steps = [kind(places) for kind in kinds]
    if all(not step.wanted() or step.is_current() for step in steps):
        return False
    check_places(places)
    done = False
    with only_one(places.home / "setup.lock"):
        for step in steps:
            done = step.ensure() or done
    return done


def _setup_command(places: Places, arguments: list[str]) -> int:
    if "--help" in arguments or "-h" in arguments:
        print(_USAGE)
        return 0
    chosen = _value_of("--for", arguments) if arguments else "all"
    if chosen not in SETUPS or len(arguments) > 2:
        say(_USAGE + "\n")
        return 2
    if not ensure(places, SETUPS[chosen]):
        say("Everything is set up already.\n")
    return 0


def _value_of(option: str, arguments: Sequence[str]) -> str:
    for index, argument in enumerate(arguments):
        if argument == option and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith(option + "="):
            return argument[len(option) + 1 :]
    return ""
