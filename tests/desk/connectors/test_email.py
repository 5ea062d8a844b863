import base64
import contextlib
import random
import time
from contextlib import asynccontextmanager
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from desk.connectors.email.client import EmailConnector
from desk.connectors.email.own_words import own_words
from desk.connectors.email.parse import happenings
from desk.connectors.email.settings import settings_of
from desk.domain.incoming import WORDLESS, Added, Malformed, Skipped
from desk.domain.platform import PlatformError, Trouble
from desk.domain.reply import Refused, Sent, Uncertain
from desk.domain.text import MAX_COMMENT, MAX_ID, MAX_NAME
from desk.simulators.base import Fault
from desk.simulators.email import EmailSimulator, MailWorld
from tests.desk.connectors.suite import NOW, ConnectorSuite

PAYLOADS = Path(__file__).parent / "payloads" / "email"


class Clock:
    def now(self):
        return NOW


def payload(name):
    return (PAYLOADS / f"{name}.eml").read_bytes().replace(b"\n", b"\r\n")


class TestEmail(ConnectorSuite):
    pushes = False
    tells_edits = False
    tells_removals = False

    def simulator(self, world):
        return EmailSimulator(world, saves_sent=True)

    @asynccontextmanager
    async def wired(self, platform, faults):
        platform.faults = faults
        yield EmailConnector(platform, Clock())

    def unknown_body(self):
        return payload("automatic")

    def wordless_body(self):
        return payload("picture")

    def bodies_of(self, simulator, happened):
        return simulator.bodies(happened)

    @pytest.fixture
    def world(self):
        return MailWorld(lambda: NOW)

    # fetching

    async def test_nothing_is_skipped_when_the_folder_is_made_anew(self, desk, world, platform, connection):
        first = world.write("The first?", at=NOW - timedelta(days=2))
        _, cursor = await self.everything(desk, connection)
        platform.validity, platform.first_uid = 8, 1
        late = world.write("While it was made anew?")
        found, cursor = await self.everything(desk, connection, cursor)
        assert [one.comment.external_id for one in found] == [first.id, late.id]
        assert cursor["uidvalidity"] == 8

    async def test_a_folder_made_anew_is_read_back_to_the_last_time_however_long_ago(self, desk, world, platform, connection):  # fmt: skip
        _, cursor = await self.everything(desk, connection)
        world.write("Long ago?", at=NOW + timedelta(days=1))
        platform.validity = 8
        fetched = await desk.fetch(connection, cursor, NOW + timedelta(days=30))
        assert len(fetched.bodies) == 1

    async def test_an_old_message_is_not_fetched_at_first_but_is_when_it_is_moved_in_later(
        self, desk, world, connection
    ):
        world.write("Years ago?", at=NOW - timedelta(days=800))
        found, cursor = await self.everything(desk, connection)
        assert not found
        world.write("Years ago, just moved here?", at=NOW - timedelta(days=800))
        found, _ = await self.everything(desk, connection, cursor)
        assert [one.comment.text for one in found] == ["Years ago, just moved here?"]

    async def test_nothing_new_gives_the_same_position(self, desk, world, connection):
        world.write("Open?")
        _, cursor = await self.everything(desk, connection)
        fetched = await desk.fetch(connection, cursor, NOW)
        assert not fetched.bodies and not fetched.more and fetched.cursor["uid"] == cursor["uid"]

    async def test_a_very_large_message_comes_as_its_header_and_text(self, desk, world, platform, connection):
        post = world.write("placeholder")
        platform.raw[post.id] = payload("picture").replace(
            b"\r\n\r\n--edge--", b"\r\n" + b"QUJD\r\n" * 60_000 + b"--edge--"
        )
        (body,) = (await desk.fetch(connection, None, NOW)).bodies
        assert len(body) < 10_000
        (added,) = desk.parse(body, connection)
        assert added.comment.external_id == "wordless" and added.comment.text == WORDLESS["file"]

    # answering

    async def test_the_reply_is_in_the_thread(self, desk, world, platform, connection):
        post, _, reply, outcome = await self.send(
            desk, world, connection, "Yes — „gerne“.\n.dot\nFrom here: https://shop.example/a?b=c"
        )
        ((recipient, raw),) = platform.taken
        message = message_from_bytes(raw, policy=policy.default)
        assert recipient == "u-1@customer.example" and message["To"] == "Ada <u-1@customer.example>"
        assert message["From"] == "The Shop <help@shop.example>"
        assert message["Subject"] == "Re: Opening hours"
        assert message["In-Reply-To"] == message["References"] == f"<{post.id}>"
        assert message["Message-ID"] == f"<sharewell.{reply.id}@shop.example>" and outcome == Sent(
            f"sharewell.{reply.id}@shop.example"
        )
        assert message["Date"].datetime == NOW
        assert message.get_content().replace("\r\n", "\n").rstrip("\n") == reply.text
        assert raw.isascii() and max(map(len, raw.split(b"\r\n"))) <= 998

    async def test_the_same_reply_is_not_sent_again(self, desk, world, platform, connection):
        _, comment, reply, outcome = await self.send(desk, world, connection)
        assert await desk.publish(reply, comment, connection) == outcome
        assert len(platform.taken) == 1

    async def test_where_the_server_keeps_copies_a_reply_that_broke_off_is_found(self, desk, world, platform, faults, connection):  # fmt: skip
        faults.next = Fault.LOST_AFTER
        _, comment, reply, _ = await self.send(desk, world, connection)
        found = await desk.find(reply, comment, connection)
        assert found.there is True and found.external_id == world.by_api()[0].id
        assert await desk.publish(reply, comment, connection) == Sent(found.external_id)
        assert len(platform.taken) == 1

    async def test_a_copy_is_kept_where_the_server_keeps_none(self, desk, world, platform, connection):
        platform.saves_sent, connection.config["save_sent"] = False, "true"
        _, comment, reply, outcome = await self.send(desk, world, connection)
        assert platform.in_sent == {outcome.external_id}
        assert (await desk.find(reply, comment, connection)).there is True

    async def test_where_the_server_keeps_no_copies_nobody_can_say_whether_a_reply_arrived(self, desk, world, platform, faults, connection):  # fmt: skip
        platform.saves_sent, connection.config["save_sent"], faults.next = False, "true", Fault.LOST_AFTER
        _, comment, reply, outcome = await self.send(desk, world, connection)
        assert isinstance(outcome, Uncertain) and (await desk.find(reply, comment, connection)).there is None

    async def test_a_copy_that_cannot_be_kept_changes_nothing_about_the_reply(self, desk, world, platform, connection):
        platform.saves_sent, connection.config["save_sent"], platform.full = False, "true", True
        *_, outcome = await self.send(desk, world, connection)
        assert isinstance(outcome, Sent) and not platform.in_sent

    async def test_no_copy_is_kept_where_that_is_switched_off(self, desk, world, platform, connection):
        platform.saves_sent, connection.config["save_sent"] = False, "false"
        await self.send(desk, world, connection)
        assert len(platform.taken) == 1 and not platform.in_sent

    async def test_a_message_that_was_archived_can_still_be_answered_one_in_the_bin_not(self, desk, world, platform, connection):  # fmt: skip
        for folder, there in (("Archive", True), ("Trash", False)):
            post = world.write("Open?")
            platform.moved[post.id] = folder
            comment = self.comment_of(post, connection)
            assert (await desk.look(comment, connection)).there is there
            outcome = await desk.publish(self.reply_to(comment), comment, connection)
            assert isinstance(outcome, Sent if there else Refused)

    async def answered(self, desk, world, platform, connection, raw):
        post = world.write("placeholder", id="odd@customer.example")
        platform.raw[post.id] = raw
        (added,) = desk.parse(raw, connection)
        assert added.comment.external_id == post.id
        comment = self.comment_of(post, connection)
        outcome = await desk.publish(self.reply_to(comment), comment, connection)
        return outcome, [(who, message_from_bytes(sent, policy=policy.default)) for who, sent in platform.taken]

    async def test_the_form_of_a_website_is_answered_at_its_reply_to(self, desk, world, platform, connection):
        outcome, sent = await self.answered(desk, world, platform, connection, payload("form"))
        assert isinstance(outcome, Sent) and sent[0][0] == "ada@customer.example"

    async def test_nothing_of_the_original_becomes_a_header(self, desk, world, platform, connection):
        _, sent = await self.answered(desk, world, platform, connection, payload("injection"))
        ((recipient, message),) = sent
        assert recipient == "eve@customer.example"
        assert sorted(name.lower() for name in message) == sorted(
            ["from", "to", "subject", "date", "message-id", "in-reply-to", "references", "mime-version", "content-type",
             "content-transfer-encoding"]
        )  # fmt: skip
        assert message["Subject"].startswith("Re: Hi Bcc: all@shop.example")
        assert [one.addr_spec for one in message["To"].addresses] == ["eve@customer.example"]

    async def test_what_was_encoded_twice_is_not_decoded_by_the_customers_program(
        self, desk, world, platform, connection
    ):
        inner = "=?utf-8?q?Eve=0D=0ABcc=3A_all=40shop=2Eexample?= \x00\x07"
        twice = f"=?utf-8?b?{base64.b64encode(inner.encode()).decode()}?=".encode()
        raw = payload("form").replace(b"Reply-To: Ada", b"Reply-To: " + twice).replace(b"Contact form: opening", twice)
        _, ((_, message),) = await self.answered(desk, world, platform, connection, raw)
        for name in ("To", "Subject"):
            assert "Eve=0D=0ABcc" in message[name] and not set(message[name]) & set("\r\n\x00\x07")

    async def test_long_ids_stay_as_they_are(self, desk, world, platform, connection):
        long = "A" * 120 + "@eurprd04.prod.example"
        raw = payload("form").replace(b"References: ", f"References: <{long}>\r\n ".encode())
        _, ((_, message),) = await self.answered(desk, world, platform, connection, raw)
        assert f"<{long}>".encode() in platform.taken[0][1]
        assert message["References"].split() == [f"<{long}>", "<first@shop.example>", "<odd@customer.example>"]

    async def test_an_address_that_is_none_is_refused(self, desk, world, platform, connection):
        raw = payload("form").replace(b"ada@customer.example", b'"a b"@customer.example')
        outcome, sent = await self.answered(desk, world, platform, connection, raw)
        assert isinstance(outcome, Refused) and outcome.trouble is Trouble.REFUSED and not sent

    async def test_a_message_without_an_id_is_not_taken_for_gone(self, desk, world, connection):
        raw = payload("subject-only").replace(b"Message-ID: <subject-only@customer.example>\r\n", b"")
        post = world.write("placeholder", id=desk.parse(raw, connection)[0].comment.external_id)
        comment = self.comment_of(post, connection)
        assert (await desk.look(comment, connection)).there is None
        outcome = await desk.publish(self.reply_to(comment), comment, connection)
        assert isinstance(outcome, Refused) and not outcome.passing

    # settings

    @pytest.mark.parametrize(
        ("name", "value", "trouble"),
        [("imap_host", "", Trouble.MISSING), ("imap_host", "a b", Trouble.MISSING), ("imap_host", "x\r\ny", Trouble.MISSING),
         ("imap_port", "0", Trouble.MISSING), ("smtp_port", "x", Trouble.MISSING), ("imap_tls", "none", Trouble.MISSING),
         ("smtp_tls", "none", Trouble.MISSING), ("smtp_tls", "maybe", Trouble.MISSING), ("from_address", "x", Trouble.MISSING),
         ("from_address", "a@b\nBcc: x@y", Trouble.MISSING), ("certificate", "no PEM", Trouble.MISSING),
         ("folder", "a\r\nb", Trouble.MISSING)],
    )  # fmt: skip
    async def test_settings_that_cannot_work_are_said_before_anybody_is_asked(
        self, desk, connection, name, value, trouble
    ):
        connection.config[name] = value
        with pytest.raises(PlatformError) as raised:
            await desk.account(connection)
        assert raised.value.trouble is trouble and "Settings, Connections" in raised.value.reason

    @pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.3.2.1", "::1", "[::1]"])
    def test_without_encryption_only_on_this_machine(self, connection, host):
        connection.config.update(imap_host=host, imap_tls="none")
        assert settings_of(connection).imap.tls == "none"

    def test_the_password_is_in_no_representation(self, connection):
        assert connection.secrets["password"] not in repr(settings_of(connection)) + repr(connection)

    async def test_a_wrong_password_is_said(self, desk, connection):
        connection.secrets["password"] = "wrong"
        with pytest.raises(PlatformError) as raised:
            await desk.account(connection)
        assert raised.value.trouble is Trouble.TOKEN and "wrong" not in raised.value.reason


# reading


def read(raw, own=("help@shop.example",)):
    (one,) = happenings(raw, frozenset(own))
    return one


@pytest.mark.parametrize("name", ["automatic", "out-of-office", "bounce", "list", "bulk", "own"])
def test_what_no_person_wrote_to_the_page_is_skipped(name):
    assert isinstance(read(payload(name)), Skipped)


@pytest.mark.parametrize(
    ("name", "text"),
    [("gmail-en", "Yes, size 42 please.\n\nAnd is the blue one in stock?"),
     ("apple-de", "Ja, gerne am Freitag.\n\nViele Grüße\nAda"),
     ("outlook-en", "Please cancel it.\n\nRegards\nAda Lovelace"),
     ("outlook-html-de", "Das Paket ist beschädigt.\n\nMit freundlichen Grüßen\nAda"),
     ("gmail-html", "The lamp flickers.\n\n- in the evening\n- at night"),
     ("inline", "Yes, the blue one.\n\nBy Friday, please."),
     ("wrong-charset", "Größe 42 wäre schön – „danke“ 🙂"),
     ("latin-1-undeclared", "Wann öffnen Sie?"),
     ("only-forwarded", None),
     ("subject-only", "Do you ship to Austria?")],
)  # fmt: skip
def test_the_persons_own_words_are_kept(name, text):
    added = read(payload(name))
    assert isinstance(added, Added)
    assert added.comment.text == text if text else "Where is it?" in added.comment.text


def test_a_message_is_read_with_its_thread_author_subject_and_time():
    comment = read(payload("gmail-en")).comment
    assert (comment.author, comment.author_id) == ("Ada Lovelace", "ada@customer.example")
    assert (comment.thread, comment.parent) == ("first@customer.example", "sharewell.1@shop.example")
    assert comment.post == {"text": "Re: Schuhe Größe 42"}
    assert comment.written_at.isoformat() == "2026-03-02T09:30:00+00:00" and comment.cannot_reply is None


def test_a_message_without_an_id_is_kept_and_cannot_be_answered_by_itself():
    raw = payload("subject-only").replace(b"Message-ID: <subject-only@customer.example>\r\n", b"")
    first, second = read(raw).comment, read(raw).comment
    assert first.external_id == second.external_id and first.cannot_reply
    assert read(raw.replace(b"Austria", b"Belgium")).comment.external_id != first.external_id


HEAD = b"From: Ada <ada@customer.example>\r\nMessage-ID: <slow@customer.example>\r\n"


@pytest.mark.parametrize(
    "raw",
    [HEAD.replace(b"Ada", b'"' * 50_000) + b"\r\nHello", HEAD.replace(b"Ada", b"a," * 30_000) + b"\r\nHello",
     HEAD + b"Reply-To: " + b"(" * 50_000 + b"\r\n\r\nHello", HEAD + b"Subject: " + b"Re: " * 20_000 + b"\r\n\r\nHello",
     HEAD + b"References: " + b"<a@b>" * 20_000 + b"\r\n\r\nHello", HEAD + b"\r\n" + b"\n" * 200_000 + b"x",
     HEAD + b"\r\n" + b"On 1 wrote\r\n" * 20_000, HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 50_000,
     HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
     + (b"--b\r\nContent-Type: text/plain; x=" + b'"' * 1_500 + b"\r\n\r\nx\r\n") * 100,
     HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2_000))],
)  # fmt: skip
def test_a_hostile_message_costs_little(raw):
    began = time.process_time()
    with contextlib.suppress(Malformed):
        read(raw)
    assert time.process_time() - began < 5


def test_a_broken_message_is_read_or_said_to_be_malformed():
    chance = random.Random(7)
    seeds = [path.read_bytes() for path in sorted(PAYLOADS.glob("*.eml"))]
    bits = [
        b"=?utf-8?q?",
        b"?=",
        b"\n\n",
        b"<",
        b">",
        b"@",
        b'"',
        b"(",
        b"\x00",
        b"\xff",
        b":",
        b"--edge",
        b"charset=utf-7",
        b"*0*=",
    ]
    for _ in range(300):
        raw = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(raw))
            raw[at : at + chance.choice([0, 0, 5])] = chance.choice([*bits, b""])
        with contextlib.suppress(Malformed):
            found = read(bytes(raw))
            if isinstance(found, Added):
                comment = found.comment
                assert (
                    comment.text.strip() and len(comment.text) <= MAX_COMMENT and len(comment.author or "") <= MAX_NAME
                )
                assert max(map(len, (comment.external_id, comment.thread, comment.author_id or ""))) <= MAX_ID


@pytest.mark.parametrize(
    ("text", "kept"),
    [("Hello,\n\nthree questions:\n- where is it\n- when", None), ("Danke für das Paket, es ist kaputt.\nWas jetzt?", None),
     ("My friend wrote: it is broken.\nIs it?", None), ("From: your shop I bought a lamp.\nIt broke.", None),
     ("On 5 May I wrote you:\nno answer yet.", None), ("-- was it sent?\nNo idea", None),
     ("Ja.\n\nThe Shop <help@shop.example> schrieb am Mo., 2. März 2026, 10:04:\n\n> Hallo", "Ja."),
     ("Ja.\n\n-----Ursprüngliche Nachricht-----\nVon: The Shop\nHallo", "Ja."),
     ("Yes.\n\n2026-03-02 10:04 GMT+01:00 The Shop <help@shop.example>:\n> Hello", "Yes."),
     ("Yes.\n\nSent from my iPhone", "Yes."), ("Ja.\n-- \nAda\n+49 30 123", "Ja."), ("> only\n> quoted", None)],
)  # fmt: skip
def test_history_and_signature_go_and_nothing_else(text, kept):
    assert own_words(text) == (kept or text)


@pytest.mark.parametrize(
    ("type", "kind"), [("image/png", "picture"), ("video/mp4", "video"), ("audio/ogg", "voice"), ("application/pdf", "file")]
)  # fmt: skip
def test_what_was_attached_stands_for_missing_words(type, kind):
    assert read(payload("picture").replace(b"image/jpeg", type.encode())).comment.text == WORDLESS[kind]
