"""Settings from the environment; docs/reference/settings.md lists each, and a test keeps it so."""

from __future__ import annotations

import fcntl
import json
import secrets as random
import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desk.sign_on_settings import SignOnSettings, SignOnSettingsError, read_sign_on_settings
from desk.smtp_settings import SmtpSettings, SmtpSettingsError, read_smtp_settings
from language.encoder_settings import EncoderSettings, EncoderSettingsError, read_encoder_settings
from language.model_settings import ModelSettings, ModelSettingsError, read_model_settings

ROOT: Final = Path(__file__).resolve().parents[1]
SECRETS: Final = ("assistant_token", "signing_key")


class SettingsError(Exception):
    """A setting can't be used as it is."""


@dataclass(frozen=True)
class Settings:
    """All that a process of the desk can be told from outside."""

    home: Path
    data: Path
    host: str
    port: int
    public_url: str
    database_url: str
    assistant_urls: tuple[str, ...]
    assistant_token: str
    encoder: EncoderSettings
    signing_key: str
    worker_concurrency: int
    log: str
    demo: bool
    model: ModelSettings | None = None
    sign_on: SignOnSettings | None = None
    trusted_proxies: int = 0
    smtp: SmtpSettings | None = None
    file_scan: str | None = None
    learning_memory: int = 6
    """Gigabytes that one process of learning may take."""
    learn_at: int | None = None
    """The hour of the day, in UTC, at which a run is asked for."""
    learn_after: int = 0
    """After so many new decisions a run is asked for; 0: never."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from environment variables and the data folder; raises SettingsError with what to do."""
    home = Path(environment.get("SHAREWELL_HOME") or ROOT / ".sharewell")
    data = Path(environment.get("SHAREWELL_DATA") or home / "data")
    secrets = read_secrets(data)
    host = environment.get("SHAREWELL_HOST", "127.0.0.1")
    port = _number(environment, "SHAREWELL_PORT", 8000, 1, 65535)
    rasa_port = _number(environment, "SHAREWELL_RASA_PORT", 5005, 1, 65535)
    urls = environment.get("ASSISTANT_URLS") or f"http://127.0.0.1:{rasa_port}"
    log = environment.get("SHAREWELL_LOG", "console")
    if log not in ("console", "json"):
        raise SettingsError(f"SHAREWELL_LOG is {log!r}; it must be console or json.")
    return Settings(
        home=home,
        data=data,
        host=host,
        port=port,
        public_url=environment.get("SHAREWELL_PUBLIC_URL", f"http://{host}:{port}").rstrip("/"),
        database_url=environment.get("DATABASE_URL") or _embedded_url(data),
        assistant_urls=tuple(url.strip() for url in urls.split(",") if url.strip()),
        assistant_token=environment.get("ASSISTANT_TOKEN") or secrets["assistant_token"],
        encoder=_encoder(environment, home),
        signing_key=environment.get("SHAREWELL_SIGNING_KEY") or secrets["signing_key"],
        worker_concurrency=_number(environment, "SHAREWELL_WORKER_CONCURRENCY", 4, 1, 64),
        log=log,
        demo=environment.get("DEMO", "") not in ("", "0"),
        model=_model(environment),
        sign_on=_sign_on(environment),
        trusted_proxies=_number(environment, "SHAREWELL_TRUSTED_PROXIES", 0, 0, 10),
        smtp=_smtp(environment),
        file_scan=_file_scan(environment),
        learning_memory=_number(environment, "SHAREWELL_LEARNING_MEMORY", 6, 1, 1024),
        learn_at=_number(environment, "SHAREWELL_LEARN_AT", 0, 0, 23)
        if environment.get("SHAREWELL_LEARN_AT")
        else None,
        learn_after=_number(environment, "SHAREWELL_LEARN_AFTER", 0, 0, 100_000),
    )


def _smtp(environment: Mapping[str, str]) -> SmtpSettings | None:
    try:
        return read_smtp_settings(environment.get("SHAREWELL_SMTP_URL"))
    except SmtpSettingsError as error:
        raise SettingsError(str(error)) from None


def _file_scan(environment: Mapping[str, str]) -> str | None:
    command = environment.get("SHAREWELL_FILE_SCAN", "").strip()
    try:
        words = shlex.split(command)
    except ValueError:
        raise SettingsError("SHAREWELL_FILE_SCAN has a quotation mark that isn't closed.") from None
    if words and shutil.which(words[0]) is None:
        raise SettingsError(f"SHAREWELL_FILE_SCAN names {words[0]!r}, and there is no such program.")
    return command or None


def _sign_on(environment: Mapping[str, str]) -> SignOnSettings | None:
    try:
        return read_sign_on_settings(environment)
    except SignOnSettingsError as error:
        raise SettingsError(str(error)) from None


def _model(environment: Mapping[str, str]) -> ModelSettings | None:
    try:
        return read_model_settings(environment)
    except ModelSettingsError as error:
        raise SettingsError(str(error)) from None


def _encoder(environment: Mapping[str, str], home: Path) -> EncoderSettings:
    try:
        return read_encoder_settings(environment, home / "encoder")
    except EncoderSettingsError as error:
        raise SettingsError(str(error)) from None


def read_secrets(data: Path) -> dict[str, str]:
    """The desk's own secrets, made at first use and readable by its user only; processes that start at once agree."""
    path = data / "secrets.json"
    known = _read_secrets(path) if path.exists() else {}
    if all(name in known for name in SECRETS):
        return known
    data.mkdir(parents=True, exist_ok=True)
    with (data / ".secrets.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # given back when the file is closed, also by a crash
        known = _read_secrets(path) if path.exists() else {}
        missing = [name for name in SECRETS if name not in known]
        if missing:
            known.update({name: random.token_urlsafe(32) for name in missing})
            made = path.with_name(f".{path.name}.{random.token_hex(4)}")
            made.touch(mode=0o600)
            made.write_text(json.dumps(known, indent=2), encoding="utf-8")
            made.replace(path)
    return known


def _read_secrets(path: Path) -> dict[str, str]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        known = None
    if not isinstance(known, dict) or not all(isinstance(value, str) and value for value in known.values()):
        raise SettingsError(
            f"{path} can't be read. Put back a copy of it; or delete it, and new keys are made:"
            " then give the receivers of webhooks their new secrets (./sharewell page webhook)."
        )
    return known


def _embedded_url(data: Path) -> str:
    path = data / "database_url"
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""


def _number(environment: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    value = environment.get(name) or str(default)
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise SettingsError(f"{name} is {value!r}; it must be a number from {low} to {high}.")
    return int(value)
