"""Which processes run, with what environment, and how each tells that it is ready."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desk.settings import ROOT, Settings, read_settings
from desk.supervisor.errors import SupervisorError
from desk.supervisor.models import StartingModel, model_to_serve
from desk.supervisor.postgres import Cluster, find_cluster
from desk.supervisor.probes import http_probe, postgres_probe, reachable, worker_probe
from desk.supervisor.service import Spec
from language.model_settings import KEY

# In starting order; ended in the reverse.
PROCESSES: Final = ("postgres", "actions", "assistant", "worker", "web")
LOOPBACK: Final = "127.0.0.1"
# Set for the assistant's processes unless set already: small pools, no telemetry, no chatter, no look at the network.
ASSISTANT_DEFAULTS: Final = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "CUDA_VISIBLE_DEVICES": "-1",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "MALLOC_ARENA_MAX": "2",
    "PYTHONWARNINGS": "ignore",
    "PYTHONUNBUFFERED": "1",
}


@dataclass(frozen=True)
class Plan:
    """What one supervisor runs."""

    settings: Settings
    specs: tuple[Spec, ...]
    cluster: Cluster | None
    database_url: str
    env: Mapping[str, str]
    urls: dict[str, str]
    # Whether the database is brought up to date before web and worker start.
    migrates: bool


def make_plan(environment: Mapping[str, str], only: Sequence[str] = ()) -> Plan:
    """The processes to run; raises SupervisorError for a name that isn't one, or something missing."""
    unknown = set(only) - set(PROCESSES)
    if unknown:
        raise SupervisorError(f"{', '.join(sorted(unknown))}: not a process; they are {', '.join(PROCESSES)}.")
    settings = read_settings(environment)
    elsewhere = _elsewhere(environment)
    names = [name for name in PROCESSES if (name in only if only else True) and name not in elsewhere]
    cluster = find_cluster(settings.data) if "postgres" in names else None
    database_url = cluster.url() if cluster else settings.database_url
    ports = Ports.read(environment)
    urls = {}
    if "web" in names:
        urls["desk"] = settings.public_url
    if "assistant" in names:
        urls["assistant"] = f"http://{LOOPBACK}:{ports.assistant}"
    if "actions" in names:
        urls["actions"] = f"http://{LOOPBACK}:{ports.actions}/webhook"
    env = shared_environment(environment, settings, database_url, ports)
    if not names:
        raise SupervisorError("Nothing to run here: DATABASE_URL and ASSISTANT_URLS point elsewhere.")
    makers: dict[str, Callable[[], Spec]] = {
        "postgres": lambda: _postgres(cluster, env),
        "actions": lambda: actions_spec(settings, env, ports),
        "assistant": lambda: assistant_spec(settings, env, ports),
        "worker": lambda: _worker(env, database_url),
        "web": lambda: _web(settings, env),
    }
    migrates = bool({"worker", "web"} & set(names)) or cluster is not None
    return Plan(settings, tuple(makers[name]() for name in names), cluster, database_url, env, urls, migrates)


@dataclass(frozen=True)
class Ports:
    """The loopback ports of the assistant's two servers."""

    assistant: int
    actions: int

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Ports:
        """From SHAREWELL_RASA_PORT and SHAREWELL_ACTIONS_PORT."""
        return cls(_port(environment, "SHAREWELL_RASA_PORT", 5005), _port(environment, "SHAREWELL_ACTIONS_PORT", 5055))


def shared_environment(
    environment: Mapping[str, str], settings: Settings, database_url: str, ports: Ports
) -> dict[str, str]:
    """What every process is told, so that all agree whatever they would read themselves."""
    # The key of a language model is for those who speak to it, see model_key.
    env = {name: value for name, value in environment.items() if name != KEY}
    env.update(
        SHAREWELL_HOME=str(settings.home),
        SHAREWELL_DATA=str(settings.data),
        **settings.encoder.environment(),
        SHAREWELL_RASA_PORT=str(ports.assistant),
        SHAREWELL_ACTIONS_PORT=str(ports.actions),
        ASSISTANT_URLS=",".join(settings.assistant_urls),
        ASSISTANT_TOKEN=settings.assistant_token,
        PYTHONUNBUFFERED="1",
    )
    env.setdefault("ACTION_ENDPOINT_URL", f"http://{LOOPBACK}:{ports.actions}/webhook")
    if database_url:
        env["DATABASE_URL"] = database_url
    return env


def assistant_python(settings: Settings) -> Path:
    """The assistant environment's Python; raises SupervisorError when it isn't there."""
    python = settings.home / "venv" / "assistant" / "bin" / "python"
    if not python.exists():
        raise SupervisorError("The assistant environment isn't there: run ./sharewell setup --for assistant.")
    return python


def working_environment(settings: Settings) -> dict[str, str]:
    """What bulk work and training in the assistant environment are told: the desk's folders, no network, no chatter.

    Serving takes one processor; these may take all.
    """
    pools = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    defaults = {name: value for name, value in ASSISTANT_DEFAULTS.items() if name not in pools}
    places = {"SHAREWELL_HOME": str(settings.home), **settings.encoder.environment()}
    told = {name: value for name, value in os.environ.items() if name != KEY}
    return {**defaults, **told, **places}


def newest_model(settings: Settings) -> Path:
    """The Rasa model to serve, the promoted one before the shipped one; raises SupervisorError when there is none."""
    return model_to_serve(settings)


def model_key(settings: Settings) -> dict[str, str]:
    """The key of a language model: told to the action server and the web process, and to no other."""
    return {KEY: settings.model.key} if settings.model and settings.model.key else {}


def actions_spec(settings: Settings, env: Mapping[str, str], ports: Ports) -> Spec:
    """The action server, which has a language model word drafts."""
    return Spec(
        name="actions",
        command=(str(assistant_python(settings)), "-m", "actions.server"),
        env={**ASSISTANT_DEFAULTS, **env, **model_key(settings)},
        cwd=ROOT,
        probe=http_probe(LOOPBACK, ports.actions, "/health"),
        port=ports.actions,
        stop_deadline=6.0,
    )


def assistant_spec(settings: Settings, env: Mapping[str, str], ports: Ports) -> Spec:
    """The Rasa server; each start asks anew which model it is to serve."""
    python, starting = str(assistant_python(settings)), StartingModel(settings)

    def command(model: Path) -> tuple[str, ...]:
        served = ("-m", "components.server", "run", "--model", str(model))
        where = ("--interface", LOOPBACK, "--port", str(ports.assistant))
        return (python, *served, *where, "--endpoints", "components/endpoints.yml", "--credentials", "credentials.yml")

    return Spec(
        name="assistant",
        command=command(newest_model(settings)),
        command_now=lambda: command(starting.next()),
        env={**ASSISTANT_DEFAULTS, **env},
        cwd=ROOT,
        probe=http_probe(LOOPBACK, ports.assistant, f"/status?token={settings.assistant_token}"),
        port=ports.assistant,
        start_deadline=180.0,
        stop_deadline=6.0,
    )


def check_ports(plan: Plan) -> None:
    """Raises SupervisorError when a port that a process needs is taken."""
    variables = {"web": "SHAREWELL_PORT", "assistant": "SHAREWELL_RASA_PORT", "actions": "SHAREWELL_ACTIONS_PORT"}
    for spec in plan.specs:
        if spec.port is None:
            continue
        host = plan.settings.host if spec.name == "web" else LOOPBACK
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, spec.port))
        except OSError as error:
            raise SupervisorError(
                f"Port {spec.port} on {host}, for {spec.name}, can't be used ({os.strerror(error.errno or 0)}): "
                f"stop the program that has it, or set {variables[spec.name]} to a free one."
            ) from error


def _postgres(cluster: Cluster | None, env: Mapping[str, str]) -> Spec:
    assert cluster is not None
    return Spec(
        name="postgres",
        command=tuple(cluster.serve_command()),
        # Not told our secrets; LC_ALL would go against the cluster's own locale.
        env={"PATH": env.get("PATH", os.defpath), "LC_ALL": "C"},
        cwd=cluster.data,
        probe=postgres_probe(lambda: cluster.url("postgres")),
        stop_signal=signal.SIGINT,
        parent_death=signal.SIGINT,
        stop_deadline=20.0,
        account=cluster.account,
        prepare=cluster.prepare_start,
    )


def _worker(env: Mapping[str, str], database_url: str) -> Spec:
    return Spec(
        name="worker",
        command=(sys.executable, "-m", "desk", "worker"),
        env={"OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2", **env},
        cwd=ROOT,
        probe=worker_probe(lambda: database_url),
        needs=("database",),
        stop_deadline=12.0,
    )


def _web(settings: Settings, env: Mapping[str, str]) -> Spec:
    """The web process, which has a language model translate."""
    return Spec(
        name="web",
        command=(sys.executable, "-m", "desk", "web"),
        env={"OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2", **env, **model_key(settings)},
        cwd=ROOT,
        probe=http_probe(reachable(settings.host), settings.port, "/healthz"),
        needs=("database",),
        port=settings.port,
    )


def _elsewhere(environment: Mapping[str, str]) -> set[str]:
    """The processes that settings say run on another machine."""
    away = set()
    if environment.get("DATABASE_URL"):
        away.add("postgres")
    own = (f"//{LOOPBACK}:", "//localhost:")
    if environment.get("ASSISTANT_URLS") and not any(host in environment["ASSISTANT_URLS"] for host in own):
        away |= {"assistant", "actions"}
    if environment.get("ACTION_ENDPOINT_URL") and not any(host in environment["ACTION_ENDPOINT_URL"] for host in own):
        away.add("actions")
    return away


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name) or str(default)
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
        raise SupervisorError(f"{name} is {value!r}; it must be a number from 1 to 65535.")
    return int(value)
