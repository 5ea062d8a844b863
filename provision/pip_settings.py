"""The machine's pip settings in uv's words, so that both install from the same places."""

from __future__ import annotations

import ast
import os
import subprocess
from pathlib import Path
from typing import Mapping


def uv_environment(pip_python: Path, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment for uv: what is set already stays, the rest follows `pip config list`."""
    answer = subprocess.run(
        [str(pip_python), "-m", "pip", "config", "list"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=dict(environment),
    )
    return translate(answer.stdout.decode("utf-8", "replace"), environment)


def translate(pip_config: str, environment: Mapping[str, str]) -> dict[str, str]:
    """`pip config list` output to uv's variables, added to `environment`."""
    settings = _read(pip_config)
    result = dict(environment)

    def default(name: str, value: str) -> None:
        if value:
            result.setdefault(name, value)

    default("UV_DEFAULT_INDEX", settings.get("index-url", ""))
    default("UV_INDEX", " ".join(settings.get("extra-index-url", "").split()))
    default("UV_FIND_LINKS", ",".join(settings.get("find-links", "").split()))
    default("UV_INSECURE_HOST", " ".join(settings.get("trusted-host", "").split()))
    default("SSL_CERT_FILE", settings.get("cert", ""))
    default("SSL_CLIENT_CERT", settings.get("client-cert", ""))
    default("HTTPS_PROXY", settings.get("proxy", ""))
    default("HTTP_PROXY", settings.get("proxy", ""))
    default("UV_HTTP_TIMEOUT", settings.get("timeout") or settings.get("default-timeout", ""))
    if settings.get("no-index", "").lower() in ("1", "true", "yes", "on"):
        default("UV_NO_INDEX", "1")
    # pip looks at every index for every package; the hashes say which file is meant.
    default("UV_INDEX_STRATEGY", "unsafe-best-match")
    default("UV_NO_CONFIG", "1")
    default("UV_PYTHON_DOWNLOADS", "never")
    for name in ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH"):
        result.pop(name, None)
    return result


def _read(pip_config: str) -> dict[str, str]:
    """Settings by name: those for every command first, then `install`'s own, then the environment's."""
    by_level: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}
    for line in pip_config.splitlines():
        key, equals, value = line.partition("=")
        level, dot, name = key.partition(".")
        if not equals or not dot or level not in by_level:
            continue
        try:
            by_level[level][name] = str(ast.literal_eval(value))
        except (SyntaxError, ValueError):
            by_level[level][name] = value
    merged: dict[str, str] = {}
    for level in ("global", "install", ":env:"):
        merged.update(by_level[level])
    return merged
