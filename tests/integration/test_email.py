"""The e-mail connector on a real mail server: Dovecot and Postfix."""

import os
from datetime import datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import uuid4

import pytest

from desk.connectors.email.client import EmailConnector
from desk.connectors.email.servers import MailServers
from desk.connectors.email.settings import settings_of
from desk.domain.comment import Comment, CommentState
from desk.domain.incoming import WORDLESS, Added
from desk.domain.page import Connection
from desk.domain.platform import PlatformError, Trouble
from desk.domain.reply import Refused, Sent, approve
from tests.integration.conftest import free_port
from tests.integration.mail_server import CUSTOMER, PASSWORDS, SHOP, until

OTHER_NAME = "127.1"  # leads to the same server, and isn't in its certificate


class Clock:
    def now(self):
        return datetime.now(timezone.utc)


@pytest.fixture
def desk():
    return EmailConnector(MailServers(), Clock())


def connected(config, password=PASSWORDS[SHOP]):
    return Connection(uuid4(), "shop", "email", config, {"password": password})


def written(text="Are you open on Sunday?", *, subject="Öffnungszeiten", **headers):
    message = EmailMessage()
    message["From"] = f"Ada Lovelace <{CUSTOMER}>"
    message["To"] = SHOP
    message["Subject"] = subject
    message["Message-ID"] = headers.pop("Message_ID", f"<{uuid4()}@customer.example>")
    message["Date"] = datetime.now(timezone.utc)
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


async def fetched(desk, connection, cursor=None):
    found = await desk.fetch(connection, cursor, datetime.now(timezone.utc))
    return [one for body in found.bodies for one in desk.parse(body, connection)], found


def comment_of(added, connection):
    return Comment(
        uuid4(), "shop", connection.id, uuid4(), "email", added.comment.external_id, added.comment.author,
        added.comment.text, datetime.now(timezone.utc), CommentState.SENDING,
    )  # fmt: skip


def reply_to(comment, text="Ja – von neun bis fünf.\n.\nhttps://shop.example/zeiten?tag=so"):
    return approve(
        reply_id=uuid4(), comment_id=comment.id, text_version=1, text=text, person_id=uuid4(),
        now=datetime.now(timezone.utc), undo_window=timedelta(0),
    )  # fmt: skip


@pytest.mark.parametrize("tls", ["tls", "starttls", "none"])
async def test_a_message_is_read_answered_and_the_answer_is_in_its_thread(mail, desk, tls):
    connection = connected(mail.config(tls))
    original = written(References="<first@customer.example>")
    mail.deliver(original)
    (added,), first = await fetched(desk, connection)
    assert isinstance(added, Added) and added.comment.text == "Are you open on Sunday?"
    assert (added.comment.author, added.comment.author_id) == ("Ada Lovelace", CUSTOMER)
    assert added.comment.post == {"text": "Öffnungszeiten"} and added.comment.cannot_reply is None

    comment = comment_of(added, connection)
    reply = reply_to(comment)
    assert (await desk.look(comment, connection)).there is True
    assert (await desk.find(reply, comment, connection)).there is None
    outcome = await desk.publish(reply, comment, connection)
    assert isinstance(outcome, Sent)

    until(lambda: mail.messages(CUSTOMER), "the reply is in the customer's mailbox")
    (raw,) = mail.messages(CUSTOMER)
    answer = message_from_bytes(raw, policy=policy.default)
    assert answer.get_content().replace("\r\n", "\n").strip() == reply.text
    assert answer["In-Reply-To"] == original["Message-ID"]
    assert answer["References"].split() == ["<first@customer.example>", original["Message-ID"]]
    assert (answer["Subject"], answer["From"]) == ("Re: Öffnungszeiten", f"The Shop <{SHOP}>")
    assert answer["Message-ID"] == f"<{outcome.external_id}>"

    assert len(mail.messages(SHOP, "Sent Items")) == 1
    assert (await desk.find(reply, comment, connection)).external_id == outcome.external_id
    standing = await desk.look(comment, connection)
    assert (standing.answer, standing.answer_id) == (reply.text, outcome.external_id)
    assert await desk.publish(reply, comment, connection) == outcome
    nothing, _ = await fetched(desk, connection, first.cursor)
    assert nothing == [] and len(mail.messages(CUSTOMER)) == 1 and len(mail.messages(SHOP, "Sent Items")) == 1


async def test_nothing_in_the_mailbox_is_marked_or_removed(mail, desk):
    connection = connected(mail.config())
    mail.deliver(written("One?"))
    mail.deliver(written("Two?"))
    found, _ = await fetched(desk, connection)
    comment = comment_of(found[0], connection)
    assert isinstance(await desk.publish(reply_to(comment), comment, connection), Sent)
    assert mail.flags(SHOP) == [(), ()]


async def test_fetching_goes_on_after_the_last_message_and_starts_anew_with_a_new_folder(mail, desk):
    connection = connected(mail.config(folder="Questions"))
    with mail.session(SHOP) as client:
        client.create_folder("Questions")
        client.append("Questions", written("First?", Message_ID="<first@customer.example>").as_bytes())
    found, first = await fetched(desk, connection)
    assert [one.comment.external_id for one in found] == ["first@customer.example"]
    with mail.session(SHOP) as client:
        client.append("Questions", written("Second?", Message_ID="<second@customer.example>").as_bytes())
    found, second = await fetched(desk, connection, first.cursor)
    assert [one.comment.external_id for one in found] == ["second@customer.example"]
    with mail.session(SHOP) as client:
        client.delete_folder("Questions")
        client.create_folder("Questions")
        client.append("Questions", written("Third?", Message_ID="<third@customer.example>").as_bytes())
    found, third = await fetched(desk, connection, second.cursor)
    assert [one.comment.external_id for one in found] == ["third@customer.example"]
    assert third.cursor["uidvalidity"] != second.cursor["uidvalidity"]
    with mail.session(SHOP) as client:
        client.delete_folder("Questions")


async def test_a_very_large_message_comes_with_its_words_and_without_its_attachment(mail, desk):
    connection = connected(mail.config())
    large = written("Größe wie auf dem Foto?")
    large.add_attachment(os.urandom(600_000), maintype="image", subtype="jpeg", filename="foto.jpg")
    mail.deliver(large)
    wordless = written("")
    wordless.add_attachment(os.urandom(600_000), maintype="image", subtype="jpeg", filename="foto.jpg")
    mail.deliver(wordless)
    found, answer = await fetched(desk, connection)
    assert [one.comment.text for one in found] == ["Größe wie auf dem Foto?", WORDLESS["file"]]
    assert max(map(len, answer.bodies)) < 20_000
    comment = comment_of(found[0], connection)
    assert isinstance(await desk.publish(reply_to(comment), comment, connection), Sent)


async def test_a_very_long_text_comes_to_its_limit(mail, desk):
    connection = connected(mail.config())
    mail.deliver(written("A very long story. " * 20_000))
    (added,), answer = await fetched(desk, connection)
    assert added.comment.text.startswith("A very long story.") and len(added.comment.text) == 20_000
    assert len(answer.bodies[0]) < 200_000


async def test_a_message_moved_to_another_folder_can_be_answered_and_one_in_the_bin_not(mail, desk):
    connection = connected(mail.config())
    mail.deliver(written())
    (added,), _ = await fetched(desk, connection)
    comment = comment_of(added, connection)
    for source, target, there in (("INBOX", "Archive", True), ("Archive", "Trash", False)):
        with mail.session(SHOP) as client:
            client.select_folder(source)
            client.move(client.search(), target)
        assert (await desk.look(comment, connection)).there is there
    outcome = await desk.publish(reply_to(comment), comment, connection)
    assert isinstance(outcome, Refused) and not outcome.passing and not mail.messages(CUSTOMER)


@pytest.mark.parametrize("tls", ["tls", "starttls"])
async def test_a_server_with_a_certificate_of_its_own_is_refused_unless_that_is_given(mail, desk, tls):
    connection = connected(mail.config(tls, certificate=""))
    mail.deliver(written())
    for ask in (desk.account(connection), desk.fetch(connection, None, datetime.now(timezone.utc))):
        with pytest.raises(PlatformError) as raised:
            await ask
        assert raised.value.trouble is Trouble.AWAY and "certificate" in raised.value.reason
    one_line = connected(mail.config(tls, certificate=mail.certificate.replace("\n", " ")))
    assert (await desk.account(one_line)).name == f"The Shop <{SHOP}>"
    # Only the SMTP server isn't trusted: nothing leaves.
    (added,), _ = await fetched(desk, one_line)
    comment = comment_of(added, one_line)
    elsewhere = connected(mail.config(tls, smtp_host=OTHER_NAME))
    outcome = await desk.publish(reply_to(comment), comment, elsewhere)
    assert isinstance(outcome, Refused) and outcome.passing and "certificate" in outcome.reason
    assert not mail.messages(CUSTOMER)


async def test_a_server_that_another_name_belongs_to_is_not_believed(mail, desk):
    with pytest.raises(PlatformError) as raised:
        await desk.account(connected(mail.config(imap_host=OTHER_NAME)))
    assert raised.value.trouble is Trouble.AWAY and "certificate" in raised.value.reason


async def test_a_wrong_password_is_said_by_both_servers(mail, desk):
    mail.deliver(written())
    good = connected(mail.config())
    bad = connected(mail.config(), "wrong password")
    with pytest.raises(PlatformError) as raised:
        await desk.fetch(bad, None, datetime.now(timezone.utc))
    assert raised.value.trouble is Trouble.TOKEN and "wrong password" not in raised.value.reason
    (added,), _ = await fetched(desk, good)
    assert isinstance(added, Added)
    refused = await MailServers().send(settings_of(bad), b"From: x\r\n\r\nx", CUSTOMER)
    assert isinstance(refused, Refused) and refused.trouble is Trouble.TOKEN and not refused.passing
    with pytest.raises(PlatformError) as raised:
        await MailServers().greet(settings_of(bad))
    assert raised.value.trouble is Trouble.TOKEN


async def test_sending_as_somebody_else_is_a_matter_of_permission(mail, desk):
    mail.deliver(written())
    (added,), _ = await fetched(desk, connected(mail.config()))
    connection = connected(mail.config(from_address="boss@shop.example"))
    comment = comment_of(added, connection)
    outcome = await desk.publish(reply_to(comment), comment, connection)
    assert isinstance(outcome, Refused) and outcome.trouble is Trouble.PERMISSION and not outcome.passing


async def test_a_customer_who_has_no_mailbox_any_more_is_said(mail, desk):
    mail.deliver(written(Reply_To="gone@customer.example"))
    connection = connected(mail.config())
    (added,), _ = await fetched(desk, connection)
    comment = comment_of(added, connection)
    outcome = await desk.publish(reply_to(comment), comment, connection)
    assert isinstance(outcome, Refused) and outcome.trouble is Trouble.REFUSED and not outcome.passing
    assert not mail.messages(SHOP, "Sent Items")


async def test_a_folder_that_is_not_there_is_said(mail, desk):
    with pytest.raises(PlatformError) as raised:
        await desk.account(connected(mail.config(folder="Nowhere")))
    assert raised.value.trouble is Trouble.MISSING


async def test_servers_that_are_gone_lose_nothing(mail, desk):
    mail.deliver(written())
    connection = connected(mail.config())
    (added,), _ = await fetched(desk, connection)
    comment = comment_of(added, connection)
    gone = str(free_port())
    with pytest.raises(PlatformError) as raised:
        await desk.fetch(connected(mail.config(imap_port=gone)), None, datetime.now(timezone.utc))
    assert raised.value.trouble is Trouble.AWAY
    for port in ("imap_port", "smtp_port"):
        outcome = await desk.publish(reply_to(comment), comment, connected(mail.config(**{port: gone})))
        assert isinstance(outcome, Refused) and outcome.passing and outcome.trouble is Trouble.AWAY
    assert not mail.messages(CUSTOMER)
