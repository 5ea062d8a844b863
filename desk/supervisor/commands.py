"""`up`, `status`, `postgres`, `assistant` and `actions` on the command line."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from desk.settings import ROOT, Settings, SettingsError, read_settings
from desk.supervisor.errors import SupervisorError
from desk.supervisor.plan import PROCESSES, Ports, actions_spec, assistant_spec, make_plan, shared_environment
from desk.supervisor.state import is_running, read_state, sole_use
from desk.supervisor.supervisor import Options, run_plan
from desk.supervisor.table import render, with_memory

if TYPE_CHECKING:
    from desk.supervisor.service import Spec

Subcommands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def register(commands: Subcommands) -> None:
    """Add the commands to a command line; each runs as `run(arguments, settings) -> exit status`."""
    together = _add(commands, "up", "run everything under one supervisor", "./sharewell up --only postgres,web")
    together.add_argument("--only", metavar="NAMES", default="", help=f"some of {', '.join(PROCESSES)}, with commas")
    together.add_argument("--ready-file", metavar="FILE", type=Path, help="written once all are ready")
    together.add_argument("--private", action="store_true", help=argparse.SUPPRESS)
    together.add_argument("--state", type=Path, help=argparse.SUPPRESS)
    together.set_defaults(run=up)
    states = _add(commands, "status", "what is up; exit status 0 only if all is ready", "./sharewell status --json")
    states.add_argument("--json", action="store_true", help="print JSON")
    states.set_defaults(run=status)
    _add(commands, "postgres", "run the embedded PostgreSQL alone", "./sharewell postgres").set_defaults(run=postgres)
    _add(commands, "assistant", "run the Rasa server alone", "./sharewell assistant").set_defaults(run=assistant)
    _add(commands, "actions", "run the action server alone", "./sharewell actions").set_defaults(run=actions)


def up(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run the processes until told to stop."""
    only = tuple(name.strip() for name in arguments.only.split(",") if name.strip())
    return _supervise(only, settings, arguments)


def postgres(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run the embedded PostgreSQL, brought up to date, until told to stop."""
    return _supervise(("postgres",), settings, argparse.Namespace(ready_file=None, private=False, state=None))


def assistant(arguments: argparse.Namespace, settings: Settings) -> int:
    """Become the Rasa server."""
    ports = Ports.read(os.environ)
    _become(assistant_spec(settings, _environment(settings, ports), ports))
    return 1


def actions(arguments: argparse.Namespace, settings: Settings) -> int:
    """Become the action server."""
    ports = Ports.read(os.environ)
    _become(actions_spec(settings, _environment(settings, ports), ports))
    return 1


def status(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print what is up; 0 when all is ready."""
    state = read_state(settings.data)
    if state is None:
        state = {"pid": 0, "ready": False, "urls": {}, "processes": []}
    state = with_memory(state, alive=is_running(settings.data))
    print(json.dumps(state, indent=1) if arguments.json else render(state))
    return 0 if state["ready"] else 1


def main() -> None:
    """`python -m desk.supervisor COMMAND`: these commands without the rest of the command line."""
    parser = argparse.ArgumentParser(prog="python -m desk.supervisor")
    register(parser.add_subparsers(metavar="COMMAND", required=True))
    arguments = parser.parse_args()
    try:
        sys.exit(arguments.run(arguments, read_settings(os.environ)))
    except (SupervisorError, SettingsError) as error:
        print(f"sharewell: {error}", file=sys.stderr)
        sys.exit(1)


def _supervise(only: tuple[str, ...], settings: Settings, arguments: argparse.Namespace) -> int:
    folder = arguments.state or settings.data
    options = Options(
        state_folder=folder,
        ready_file=arguments.ready_file,
        stop_with_stdin=arguments.private,
        greeting=not arguments.private,
    )
    with sole_use(folder):
        run_plan(make_plan(os.environ, only), options)
    return 0


def _environment(settings: Settings, ports: Ports) -> dict[str, str]:
    return shared_environment(os.environ, settings, settings.database_url, ports)


def _become(spec: Spec) -> None:
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execve(spec.command[0], list(spec.command), dict(spec.env))


def _add(commands: Subcommands, name: str, help: str, example: str) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=help,
        description=help[0].upper() + help[1:] + ".",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
