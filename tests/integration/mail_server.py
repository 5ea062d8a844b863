"""A real mail server for one test run: Dovecot for IMAP, Postfix for SMTP, in a folder and on ports of their own."""

from __future__ import annotations

import contextlib
import datetime
import ipaddress
import os
import shutil
import smtplib
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import imapclient
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

SHOP, CUSTOMER = "help@shop.example", "ada@customer.example"
PASSWORDS = {SHOP: "open sesame é", CUSTOMER: "abracadabra"}
MISSING = "needs dovecot-imapd, dovecot-lmtpd and postfix (Debian's packages), and root to run them"

DOVECOT = """
base_dir = {run}/dovecot/run
state_dir = {run}/dovecot/state
log_path = {run}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <{run}/cert.pem
ssl_key = <{run}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
first_valid_uid = 1
mail_location = maildir:{run}/mail/%u
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {run}/users
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={run}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox "Sent Items" {{
    special_use = \\Sent
    auto = subscribe
  }}
  mailbox Trash {{
    special_use = \\Trash
    auto = create
  }}
  mailbox Archive {{
    auto = create
  }}
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
service auth {{
  unix_listener {run}/postfix/queue/private/auth {{
    mode = 0660
    user = postfix
    group = postfix
  }}
}}
"""

POSTFIX = """
compatibility_level = 3.6
queue_directory = {run}/postfix/queue
data_directory = {run}/postfix/data
maillog_file = {run}/postfix.log
maillog_file_prefixes = {run}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.shop.example
mydestination =
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = shop.example, customer.example
virtual_mailbox_maps = texthash:{run}/postfix/etc/mailboxes
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_sender_login_maps = texthash:{run}/postfix/etc/senders
smtpd_sender_restrictions = reject_authenticated_sender_login_mismatch
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_tls_security_level = may
smtpd_tls_cert_file = {run}/cert.pem
smtpd_tls_key_file = {run}/key.pem
"""

MASTER = """
127.0.0.1:{smtp}  inet n - n - - smtpd
127.0.0.1:{smtps} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
pickup  unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr    unix n - n 300 1 qmgr
tlsmgr  unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce  unix - - n - 0 bounce
defer   unix - - n - 0 bounce
trace   unix - - n - 0 bounce
verify  unix - - n - 1 verify
flush   unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp    unix - - n - - smtp
showq   unix n - n - - showq
error   unix - - n - - error
retry   unix - - n - - error
lmtp    unix - - n - - lmtp
anvil   unix - - n - 1 anvil
scache  unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass
class MailServer:
    """Where it is reached. ``certificate``: its own, as PEM; it is for localhost and signed by nobody else."""

    run: Path
    ports: dict[str, int] = field(default_factory=dict)
    certificate: str = ""

    def config(self, tls: str = "tls", **others: Any) -> dict[str, Any]:
        """The config of a connection to the shop's mailbox."""
        imap, smtp = ("imaps", "smtps") if tls == "tls" else ("imap", "smtp")
        return {
            "imap_host": "localhost", "imap_port": str(self.ports[imap]), "imap_tls": tls, "smtp_host": "localhost",
            "smtp_port": str(self.ports[smtp]), "smtp_tls": tls, "user": SHOP, "folder": "INBOX", "from_address": SHOP,
            "from_name": "The Shop", "certificate": self.certificate, **others,
        }  # fmt: skip

    def deliver(self, message: EmailMessage, sender: str = CUSTOMER, recipient: str = SHOP) -> None:
        """Bring a message to the server as another server would, and wait until it is in its mailbox."""
        before = len(self.messages(recipient))
        with smtplib.SMTP("127.0.0.1", self.ports["smtp"], timeout=10) as smtp:
            smtp.send_message(message, sender, [recipient])
        until(lambda: len(self.messages(recipient)) > before, "the message is delivered")

    def messages(self, user: str, folder: str = "INBOX") -> list[bytes]:
        """What lies in a folder, the oldest first."""
        with self.session(user) as client:
            client.select_folder(folder, readonly=True)
            found = client.fetch(client.search(), ["BODY.PEEK[]"])
        return [found[uid][b"BODY[]"] for uid in sorted(found)]

    def flags(self, user: str) -> list[tuple[bytes, ...]]:
        """How the messages in the inbox are marked."""
        with self.session(user) as client:
            client.select_folder("INBOX", readonly=True)
            found = client.fetch(client.search(), ["FLAGS"])
        return [tuple(flag for flag in found[uid][b"FLAGS"] if flag != b"\\Recent") for uid in sorted(found)]

    @contextlib.contextmanager
    def session(self, user: str) -> Iterator[imapclient.IMAPClient]:
        """The mailbox as its owner's program sees it."""
        with imapclient.IMAPClient("127.0.0.1", self.ports["imap"], ssl=False, timeout=10) as client:
            client.plain_login(user, PASSWORDS[user])
            yield client

    def empty(self) -> None:
        """Take everything out of every mailbox; folders stay."""
        for user in PASSWORDS:
            with self.session(user) as client:
                for _, _, name in client.list_folders():
                    client.select_folder(name)
                    found = client.search()
                    if found:
                        client.delete_messages(found)
                        client.expunge()


def obstacle() -> str | None:
    """Why no server can be started here."""
    there = all(shutil.which(name, path=_path()) for name in ("dovecot", "postfix"))
    return None if there and os.geteuid() == 0 else MISSING


@contextlib.contextmanager
def running(run: Path) -> Iterator[MailServer]:
    """The server, from its start to its end; nothing outside its folder is touched."""
    server = MailServer(run, {name: _free_port() for name in ("imap", "imaps", "lmtp", "smtp", "smtps")})
    _lay_out(server)
    environment = {**os.environ, "PATH": _path()}
    etc = str(run / "postfix/etc")
    subprocess.run(["postfix", "-c", etc, "check"], check=True, env=environment, timeout=60)
    with contextlib.ExitStack() as ends:
        dovecot = subprocess.Popen(["dovecot", "-F", "-c", str(run / "dovecot.conf")], env=environment)
        ends.callback(_end, dovecot)
        postfix = subprocess.Popen(["postfix", "-c", etc, "start-fg"], env=environment, start_new_session=True)
        ends.callback(_end, postfix)
        ends.callback(subprocess.run, ["postfix", "-c", etc, "stop"], env=environment, timeout=60, check=False)
        until(lambda: all(_answers(port) for port in server.ports.values()), "the mail server answers", 60)
        yield server


def until(condition: Callable[[], bool], what: str, seconds: float = 30) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"Waited {seconds:.0f} seconds in vain until {what}.")
        time.sleep(0.05)


def _lay_out(server: MailServer) -> None:
    run = server.run
    for folder in ("dovecot/run", "dovecot/state", "mail", "postfix/etc", "postfix/queue/private", "postfix/data"):
        (run / folder).mkdir(parents=True)
    run.chmod(0o755)
    shutil.chown(run / "mail", "nobody", "nogroup")
    shutil.chown(run / "postfix/data", "postfix")
    shutil.chown(run / "postfix/queue/private", "postfix")
    server.certificate = _certificate(run / "cert.pem", run / "key.pem")
    values = {"run": run, **server.ports}
    mailboxes = "".join(f"{user} {user}\n" for user in PASSWORDS)
    for name, text in {
        "users": "".join(f"{user}:{password}\n" for user, password in PASSWORDS.items()),
        "dovecot.conf": DOVECOT.format(**values),
        "postfix/etc/main.cf": POSTFIX.format(**values),
        "postfix/etc/master.cf": MASTER.format(**values),
        "postfix/etc/mailboxes": mailboxes,
        "postfix/etc/senders": mailboxes,
    }.items():
        (run / name).write_text(text, encoding="utf-8")


def _certificate(certificate: Path, key_file: Path) -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mx.shop.example")])
    now = datetime.datetime.now(datetime.timezone.utc)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1)).add_extension(names, critical=False).sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = made.public_bytes(serialization.Encoding.PEM)
    certificate.write_bytes(pem)
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    key_file.chmod(0o600)
    return pem.decode()


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _path() -> str:
    """Where servers are installed isn't on everybody's path."""
    return os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
