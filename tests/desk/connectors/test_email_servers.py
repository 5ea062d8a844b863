"""What the connector makes of answers that a healthy mail server rarely gives; the servers are scripted, the sockets real."""

from datetime import datetime, timezone
from uuid import uuid4

import pytest

from desk.connectors.email import imap, smtp
from desk.connectors.email.client import EmailConnector
from desk.connectors.email.codes import Stage, smtp_refusal
from desk.connectors.email.servers import MailServers
from desk.connectors.email.settings import settings_of
from desk.domain.page import Connection
from desk.domain.platform import PlatformError, Trouble
from desk.domain.reply import Refused, Uncertain
from tests.desk.connectors.scripted_mail import LOST, SILENT, ImapScript, SmtpScript, listening
from tests.desk.fakes import FakeClock

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=timezone.utc)
MESSAGE = b"From: x\r\n\r\n.dot\r\n..\r\n"


def connection(*, imap_port=1, smtp_port=1, tls="none"):
    config = {
        "imap_host": "127.0.0.1", "imap_port": str(imap_port), "imap_tls": tls, "smtp_host": "127.0.0.1",
        "smtp_port": str(smtp_port), "smtp_tls": tls, "user": "help@shop.example", "from_address": "help@shop.example",
    }  # fmt: skip
    return Connection(uuid4(), "shop", "email", config, {"password": "a secret"})


async def send(script, tls="none"):
    async with listening(script) as port:
        return await MailServers().send(
            settings_of(connection(smtp_port=port, tls=tls)), MESSAGE, "ada@customer.example"
        )


async def fetch(script, tls="none"):
    async with listening(script) as port:
        with pytest.raises(PlatformError) as raised:
            await EmailConnector(MailServers(), FakeClock()).fetch(connection(imap_port=port, tls=tls), None, NOW)
    assert "a secret" not in raised.value.reason
    return raised.value


# SMTP


async def test_a_message_is_handed_over_whole():
    script = SmtpScript()
    assert await send(script) is None
    assert script.taken == [b"From: x\r\n\r\n..dot\r\n...\r\n.\r\n"]
    assert [line.split()[0] for line in script.heard] == ["EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"]


@pytest.mark.parametrize(
    ("says", "passing", "trouble"),
    [({"AUTH": "535 5.7.8 no\r\n"}, False, Trouble.TOKEN), ({"AUTH": "534 5.7.9 app password\r\n"}, False, Trouble.TOKEN),
     ({"AUTH": "454 4.7.0 later\r\n"}, True, Trouble.RATE), ({"MAIL": "530 5.7.0 sign in\r\n"}, False, Trouble.TOKEN),
     ({"MAIL": "550 5.7.60 not as him\r\n"}, False, Trouble.PERMISSION), ({"RCPT": "553 5.7.1 not owned\r\n"}, False, Trouble.PERMISSION),
     ({"RCPT": "550 5.1.1 nobody\r\n"}, False, Trouble.REFUSED), ({"RCPT": "450 4.2.0 greylisted\r\n"}, True, Trouble.AWAY),
     ({"RCPT": "450 4.2.1 too fast\r\n"}, True, Trouble.RATE), ({"MAIL": "452 4.3.1 full\r\n"}, True, Trouble.AWAY),
     ({"DATA": "451 4.3.0 later\r\n"}, True, Trouble.AWAY), ({"DATA": "554 no\r\n"}, False, Trouble.REFUSED),
     ({"BODY": "550 5.7.1 spam\r\n"}, False, Trouble.REFUSED), ({"BODY": "421 4.7.0 later\r\n"}, True, Trouble.RATE),
     ({"BODY": "550 5.4.5 quota\r\n"}, True, Trouble.RATE), ({"HELLO": "554 5.7.1 not you\r\n"}, True, Trouble.AWAY),
     ({"HELLO": "421 4.3.2 busy\r\n"}, True, Trouble.AWAY), ({"HELLO": LOST}, True, Trouble.AWAY), ({"EHLO": LOST}, True, Trouble.AWAY),
     ({"AUTH": LOST}, True, Trouble.AWAY), ({"RCPT": LOST}, True, Trouble.AWAY), ({"HELLO": "<html>\r\n"}, True, Trouble.AWAY)],
)  # fmt: skip
async def test_a_refusal_before_the_message_was_taken_says_what_to_do(says, passing, trouble):
    outcome = await send(SmtpScript(says))
    assert isinstance(outcome, Refused)
    assert (outcome.passing, outcome.trouble) == (passing, trouble) and "a secret" not in outcome.reason
    assert (outcome.retry_after is not None) is (trouble is Trouble.RATE)


@pytest.mark.parametrize("answer", [LOST, "<html>\r\n", "250", "250-half\r\n"])
async def test_an_answer_that_breaks_off_after_the_message_leaves_it_open(answer, monkeypatch):
    monkeypatch.setattr(smtp, "MESSAGE_S", 0.5)
    script = SmtpScript({"BODY": answer})
    assert isinstance(await send(script), Uncertain)
    assert len(script.taken) == 1


async def test_a_server_that_falls_silent_after_the_message_leaves_it_open(monkeypatch):
    monkeypatch.setattr(smtp, "MESSAGE_S", 0.2)
    assert isinstance(await send(SmtpScript({"BODY": SILENT})), Uncertain)


async def test_a_server_that_falls_silent_before_lets_it_be_tried_again(monkeypatch):
    monkeypatch.setattr(smtp, "READY_S", 0.2)
    outcome = await send(SmtpScript({"MAIL": SILENT}))
    assert isinstance(outcome, Refused) and outcome.passing


async def test_a_goodbye_that_fails_changes_nothing():
    assert await send(SmtpScript({"QUIT": LOST})) is None


async def test_a_server_without_sign_in_or_starttls_gets_no_password():
    script = SmtpScript(extensions="250 PIPELINING\r\n")
    outcome = await send(script)
    assert isinstance(outcome, Refused) and outcome.trouble is Trouble.PERMISSION
    starttls = SmtpScript()
    outcome = await send(starttls, "starttls")
    assert isinstance(outcome, Refused) and outcome.reason
    assert not any(line.startswith(("AUTH", "MAIL")) for line in script.heard + starttls.heard)


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("code", [400, 421, 499, 500, 550, 599, 999])
def test_every_code_at_every_stage_has_an_ending(code, stage):
    refused = smtp_refusal(code, "x" * 1000, stage)
    assert refused.reason and refused.trouble and refused.passing is (code < 500 or stage is Stage.GREETING)


# IMAP


@pytest.mark.parametrize(
    ("says", "trouble"),
    [({"AUTHENTICATE": "TAG NO [AUTHENTICATIONFAILED] no\r\n"}, Trouble.TOKEN), ({"AUTHENTICATE": "TAG NO no\r\n"}, Trouble.TOKEN),
     ({"AUTHENTICATE": "TAG NO [UNAVAILABLE] later\r\n"}, Trouble.AWAY), ({"AUTHENTICATE": "TAG NO [LIMIT] many\r\n"}, Trouble.RATE),
     ({"AUTHENTICATE": "TAG NO [AUTHORIZATIONFAILED] no\r\n"}, Trouble.PERMISSION), ({"AUTHENTICATE": LOST}, Trouble.AWAY),
     ({"EXAMINE": "TAG NO no such folder\r\n"}, Trouble.MISSING), ({"EXAMINE": "TAG NO [NOPERM] no\r\n"}, Trouble.PERMISSION),
     ({"EXAMINE": "TAG NO [THROTTLED] slow\r\n"}, Trouble.RATE), ({"EXAMINE": LOST}, Trouble.AWAY),
     ({"SEARCH": "TAG NO [SERVERBUG] x\r\n"}, Trouble.AWAY), ({"SEARCH": "* SEARCH 1 x\r\nTAG OK\r\n"}, Trouble.AWAY),
     ({"SEARCH": "TAG BAD x\r\n"}, Trouble.AWAY), ({"SEARCH": "<html>\r\n"}, Trouble.AWAY), ({"SEARCH": LOST}, Trouble.AWAY),
     ({"HELLO": "* BYE [UNAVAILABLE] no\r\n"}, Trouble.AWAY), ({"HELLO": "<html>\r\n"}, Trouble.AWAY),
     ({"SEARCH": "* SEARCH 1\r\nTAG OK\r\n", "FETCH": "* 1 FETCH (UID 1 RFC822.SIZE x)\r\nTAG OK\r\n"}, Trouble.AWAY),
     ({"SEARCH": "* SEARCH 1\r\nTAG OK\r\n", "FETCH": "* 1 FETCH (UID 1 (((\r\nTAG OK\r\n"}, Trouble.AWAY)],
)  # fmt: skip
async def test_what_an_imap_server_refuses_is_told_apart_by_its_code(says, trouble):
    error = await fetch(ImapScript(says))
    assert error.trouble is trouble and error.reason
    assert (error.retry_after is not None) is (trouble is Trouble.RATE)


async def test_an_imap_server_that_falls_silent_is_left(monkeypatch):
    monkeypatch.setattr(imap, "DEADLINE_S", 0.3)
    assert (await fetch(ImapScript({"SEARCH": SILENT}))).trouble is Trouble.AWAY


async def test_an_imap_server_without_starttls_gets_no_password():
    script = ImapScript()
    error = await fetch(script, "starttls")
    assert error.trouble is Trouble.MISSING and "STARTTLS" in error.reason
    assert not any("AUTHENTICATE" in line or "LOGIN" in line for line in script.heard)


async def test_an_imap_server_that_only_knows_login_is_signed_in_to():
    script = ImapScript({"SEARCH": "TAG NO x\r\n"}, capabilities="IMAP4rev1")
    await fetch(script)
    assert any(
        ' LOGIN "help@shop.example" "a secret"' in line or " LOGIN help@shop.example" in line for line in script.heard
    )
