"""Starts and stops the blog, and does what its visitors and its administrator do."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from provision.wordpress import FILES, search_path

SITE = Path(__file__).parent / "site"
OWN = ("wp-config.php", "wp-content")


@dataclass(frozen=True)
class Member:
    """A user of the blog with an application password."""

    login: str
    id: int
    password: str


@dataclass
class Blog:
    """A running WordPress. ``editor`` may moderate comments, ``author`` may not."""

    url: str
    folder: Path
    editor: Member
    author: Member
    env: dict[str, str] = field(repr=False)
    _addresses: Iterator[int] = field(default_factory=lambda: itertools.count(2), repr=False)

    def php(self, code: str) -> Any:
        """Run PHP inside WordPress, as its administrator's tools do; what it returns comes back as JSON."""
        return json.loads(_run(_php(self.folder, str(SITE / "run.php"), code), self.env))

    def post(self, title: str = "Opening hours", text: str = "We are open from nine to five.") -> int:
        """Publish a post."""
        fields = {"post_title": title, "post_content": text, "post_status": "publish", "post_author": self.author.id}
        made = self.php(f"return wp_insert_post({_literal(fields)});")
        assert isinstance(made, int) and made > 0
        return made

    def comment(self, post: int, text: str, *, name: str = "Vera Visitor", parent: int = 0) -> int:
        """A visitor fills in the form under a post; each comes from an address of its own, so that none floods."""
        number = next(self._addresses)
        sent = self.submit(post, text, name=name, parent=parent, email=f"visitor{number}@example.org", address=number)
        assert sent.status_code == 302, sent.text
        return int(sent.headers["location"].rpartition("#comment-")[2])

    def submit(
        self, post: int, text: str, *, name: str = "Vera Visitor", parent: int = 0, email: str, address: int
    ) -> httpx.Response:
        """The form as it is sent, and WordPress's answer to it."""
        form = {"comment_post_ID": post, "comment_parent": parent, "comment": text, "author": name, "email": email}
        transport = httpx.HTTPTransport(local_address=f"127.0.{address // 250}.{address % 250 + 1}")
        with httpx.Client(transport=transport, timeout=30) as client:
            return client.post(f"{self.url}/wp-comments-post.php", data=form)

    def html(self, post: int) -> str:
        """The post with its comments as a visitor sees it."""
        answer = httpx.get(f"{self.url}/?p={post}", follow_redirects=True, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.text

    def status(self, comment: int) -> str | bool:
        """``approved``, ``unapproved``, ``spam``, ``trash``, or False where it is gone."""
        status = self.php(f"return wp_get_comment_status({comment});")
        assert isinstance(status, str | bool)
        return status

    def edit(self, comment: int, text: str) -> None:
        """Somebody changes a comment in the administration."""
        assert self.php(f"return wp_update_comment({_literal({'comment_ID': comment, 'comment_content': text})});") == 1

    def let_time_pass(self, member: Member) -> None:
        """What the member wrote is two hours older, so that the rule against floods doesn't count it."""
        dates = ", ".join(f"{name} = {name} - INTERVAL 2 HOUR" for name in ("comment_date", "comment_date_gmt"))
        query = f"UPDATE wp_comments SET {dates} WHERE user_id = {member.id}"
        self.php(f"global $wpdb; return $wpdb->query({_literal(query)});")

    def set_status(self, comment: int, status: str) -> None:
        """Somebody moderates: ``approve``, ``hold``, ``spam`` or ``trash``."""
        assert self.php(f"return wp_set_comment_status({comment}, '{status}');")

    @contextlib.contextmanager
    def option(self, name: str, value: int | str) -> Iterator[None]:
        """A setting of the blog for a while."""
        before = self.php(f"$was = get_option('{name}'); update_option('{name}', {_literal(value)}); return $was;")
        try:
            yield
        finally:
            self.php(f"return update_option('{name}', {_literal(before)});")


@contextlib.contextmanager
def start(folder: Path) -> Iterator[Blog]:
    """A new blog in ``folder``, which must not be there yet; stopped at the end. It takes about three seconds."""
    _lay_out(folder)
    with _database(folder):
        port = _free_port()
        env = _environment(folder, f"http://127.0.0.1:{port}")
        made = json.loads(_run(_php(folder, str(SITE / "install.php")), env))
        editor, author = (Member(role, made[role]["id"], made[role]["password"]) for role in ("editor", "author"))
        with _web(folder, port, env):
            yield Blog(env["BLOG_URL"], folder, editor, author, env)


def _lay_out(folder: Path) -> None:
    site = folder / "site"
    (site / "wp-content" / "themes").mkdir(parents=True)
    (site / "wp-content" / "plugins").mkdir()
    (folder / "compiled").mkdir()
    for original in FILES.iterdir():
        if original.name not in OWN and not original.name.startswith("."):
            (site / original.name).symlink_to(original)
    shutil.copy(SITE / "wp-config.php", site)
    shutil.copytree(SITE / "theme", site / "wp-content" / "themes" / "bare")
    options = [f"--datadir={folder / 'database'}", "--skip-test-db", "--auth-root-authentication-method=normal"]
    _run(["mariadb-install-db", "--no-defaults", *options, *_small(), *_as_root()])


@contextlib.contextmanager
def _database(folder: Path) -> Iterator[None]:
    path = folder / "db.sock"
    options = [f"--datadir={folder / 'database'}", f"--socket={path}", f"--pid-file={folder / 'db.pid'}"]
    options += ["--skip-networking", "--skip-log-bin", f"--tmpdir={folder}", *_small()]
    with _process(["mariadbd", "--no-defaults", *options, *_as_root()], folder / "db.log") as process:
        _wait(process, lambda: _accepts(path), folder / "db.log")
        yield


@contextlib.contextmanager
def _web(folder: Path, port: int, env: dict[str, str]) -> Iterator[None]:
    command = _php(folder, "-S", f"127.0.0.1:{port}", "-t", str(folder / "site"), str(SITE / "router.php"))
    with _process(command, folder / "web.log", env) as process:
        _wait(process, lambda: _answers(port), folder / "web.log")
        yield


@contextlib.contextmanager
def _process(command: list[str], log: Path, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=env or _with_sbin(), stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    try:
        yield process
    finally:
        _end(process, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            _end(process, signal.SIGKILL)
            process.wait(5)


def _end(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    """With its whole group: the workers of PHP's web server outlive it otherwise."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, how)


def _wait(process: subprocess.Popen[bytes], ready: Any, log: Path) -> None:
    deadline = time.monotonic() + 60
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{process.args!r} did not start:\n{log.read_text(errors='replace')[-3000:]}")
        time.sleep(0.05)


def _accepts(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _php(folder: Path, *arguments: str) -> list[str]:
    settings = {
        "auto_prepend_file": str(SITE / "prepend.php"),
        "sendmail_path": shutil.which("true") or "true",
        "opcache.enable_cli": "1",
        "opcache.file_cache": str(folder / "compiled"),
        "display_errors": "stderr",
        "variables_order": "EGPCS",
    }
    return ["php", *(part for name, value in settings.items() for part in ("-d", f"{name}={value}")), *arguments]


def _environment(folder: Path, url: str) -> dict[str, str]:
    own = {"BLOG_URL": url, "BLOG_SOCKET": str(folder / "db.sock"), "BLOG_FOLDER": str(folder / "site")}
    # Without several workers a request of WordPress to itself would wait for itself.
    return {**_with_sbin(), **own, "PHP_CLI_SERVER_WORKERS": "4"}


def _with_sbin() -> dict[str, str]:
    return {**os.environ, "PATH": search_path()}


def _run(command: list[str], env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, env=env or _with_sbin(), capture_output=True, stdin=subprocess.DEVNULL, timeout=120)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {(done.stdout + done.stderr).decode(errors='replace')[-3000:]}")
    return done.stdout.decode()


def _small() -> list[str]:
    return ["--innodb-log-file-size=4M", "--innodb-buffer-pool-size=32M", "--innodb-flush-log-at-trx-commit=0"]


def _as_root() -> list[str]:
    return ["--user=root"] if os.geteuid() == 0 else []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _literal(value: Any) -> str:
    """A value as PHP, whatever characters it has."""
    encoded = json.dumps(value).encode().hex()
    return f"json_decode(hex2bin('{encoded}'), true)"
