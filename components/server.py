"""`rasa`, with what makes a message cheap and safe put in at start: `python -m components.server run|train …`.

No installed file is touched. Against plain `rasa run`: telemetry is off; the schema of action answers is compiled once
instead of being checked itself on every message; the action gets the message, not the whole tracker three times; one
connection to the action server is kept open; comments starting with a slash stay text; a model that can't be loaded
ends the process; another model takes over without a pause; training reads the project's own examples once.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import MutableMapping
from typing import Any

_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TOKENIZERS_PARALLELISM": "false",
    # Rasa's training cache looks only at a component's own file, so a change in components/scoring would go unnoticed.
    "RASA_MAX_CACHE_SIZE": "0",
}


# One comment is small work: more threads only wait for each other. Training takes what the machine has.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def quicken_actions() -> None:
    """Put the compiled schema, the short tracker and the kept connection into Rasa's RemoteAction."""
    import rasa
    from jsonschema import Draft7Validator
    from rasa.core.actions.action import RemoteAction

    validator = Draft7Validator(RemoteAction.action_response_format_spec())

    def validate(self: Any, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    def call_format(self: Any, tracker: Any, domain: Any) -> dict[str, Any]:
        latest = tracker.latest_message
        return {
            "next_action": self._name,
            "version": rasa.__version__,
            "domain": {},
            "sender_id": tracker.sender_id,
            "tracker": {
                "sender_id": tracker.sender_id,
                "slots": {},
                "latest_message": {
                    **latest.parse_data,
                    "text": latest.text,
                    "metadata": latest.metadata,
                    "entities": [],
                },
                "events": [],
                "paused": False,
                "followup_action": None,
                "active_loop": {},
                "latest_action_name": tracker.latest_action_name,
            },
        }

    RemoteAction._validate_action_result = validate  # type: ignore[method-assign]
    RemoteAction._action_call_format = call_format  # type: ignore[method-assign]


def keep_connections() -> None:
    """Let an endpoint reuse one HTTP session instead of opening one a message."""
    import aiohttp
    from rasa.utils.endpoints import EndpointConfig

    class Kept:
        """A session whose `async with` leaves it open."""

        def __init__(self, session: aiohttp.ClientSession) -> None:
            self.session = session

        async def __aenter__(self) -> aiohttp.ClientSession:
            return self.session

        async def __aexit__(self, *error: object) -> None:
            return None

    opened = EndpointConfig.session

    def session(self: Any) -> Kept:
        loop = asyncio.get_running_loop()
        kept = getattr(self, "_kept", None)
        if kept is None or kept[0] is not loop or kept[1].session.closed:
            kept = (loop, Kept(opened(self)))
            self._kept = kept
        return kept[1]

    EndpointConfig.session = session  # type: ignore[method-assign,assignment]


def insist_on_a_model() -> None:
    """End the process when the model can't be loaded; Rasa would log a line and go on answering nothing."""
    import rasa.core.run

    load = rasa.core.run.load_agent_on_start

    async def load_or_stop(*arguments: Any) -> Any:
        agent = await load(*arguments)
        if not agent.is_ready():
            print(
                "assistant: the model can't be loaded (see above); train it again: ./sharewell setup", file=sys.stderr
            )
            sys.stderr.flush()
            os._exit(1)
        return agent

    rasa.core.run.load_agent_on_start = load_or_stop


def _be_quiet_about_old_libraries() -> None:
    """Sanic asks for every deprecation to be shown; those inside pinned libraries help nobody who runs the desk."""
    import warnings

    import sanic.app

    assert sanic.app  # imported for its filter, which ours must follow
    warnings.filterwarnings("ignore", category=DeprecationWarning)


def run_arguments(arguments: list[str], environment: MutableMapping[str, str]) -> list[str]:
    """What `rasa run` is to be told beside what it was told: its API, bound to loopback, behind the token."""
    environment.update({name: environment.get(name, value) for name, value in _ONE_THREAD.items()})
    told = [*arguments]
    if "--enable-api" not in told:
        told.append("--enable-api")
    if not {"-i", "--interface"} & set(told):
        told += ["--interface", "127.0.0.1"]
    if "--auth-token" in told[:-1]:
        at = told.index("--auth-token")
        environment["ASSISTANT_TOKEN"] = told[at + 1]
        del told[at : at + 2]
    given = [one for one in told if one.startswith("--auth-token=")]
    if not given and environment.get("ASSISTANT_TOKEN"):
        # Given by the environment it doesn't show in the machine's list of processes. As one word: a token that begins
        # with a dash would be taken for an option.
        told.append(f"--auth-token={environment['ASSISTANT_TOKEN']}")
    elif given:
        environment["ASSISTANT_TOKEN"] = given[-1].partition("=")[2]
    return told


def main(arguments: list[str] | None = None) -> None:
    """Run a Rasa command with the changes above."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.update(_ENVIRONMENT)
    if arguments[:1] == ["run"]:
        arguments = run_arguments(arguments, os.environ)
    sys.argv = ["rasa", *arguments]
    # TensorFlow looks for JAX only to convert models of that kind; without it the start is 2 s shorter and takes 65 MB less.
    sys.modules["jax"] = None  # type: ignore[assignment]
    _be_quiet_about_old_libraries()
    from rasa.__main__ import main as rasa_main

    from components.lean_graph import run_graphs_leanly
    from components.model_name import name_models
    from components.plain_text import take_slashes_literally
    from components.swapping import swap_without_pause

    take_slashes_literally()
    run_graphs_leanly()
    name_models()
    swap_without_pause()
    quicken_actions()
    keep_connections()
    insist_on_a_model()
    if arguments[:1] == ["train"]:
        from components.kept_yaml import keep_project_files

        keep_project_files()
    rasa_main()


if __name__ == "__main__":
    main()
