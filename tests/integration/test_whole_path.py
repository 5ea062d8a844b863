"""From the blog and the mailbox to the desk and back: a real WordPress, a real mail server, a real database."""

from __future__ import annotations

from datetime import datetime, timezone
from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import uuid4

import pytest

from desk.domain.comment import CommentState
from desk.domain.page import Page
from desk.domain.platform import Moderation
from desk.domain.reply import Sent
from desk.services.decide import Decisions, Person
from tests.integration.mail_server import CUSTOMER, PASSWORDS, SHOP, until
from tests.integration.people import account

ANSWER = "Yes, from nine to five. The side entrance is open too."


class Connected:
    """A page of the desk that is connected to something real."""

    def __init__(self, desk, connection_id):
        self.desk, self.connection_id = desk, connection_id

    async def fetch(self):
        """Ask as the worker does, until there is nothing more right now, and read what came."""
        for _ in range(20):
            async with self.desk.uow() as unit:
                await unit.channels.fetch_at(self.connection_id, self.desk.clock.now())
            await self.desk.fetching.work()
            async with self.desk.uow() as unit:
                state = await unit.channels.get(self.connection_id)
            assert state.trouble is None, state.trouble_reason
            if state.fetch_at > self.desk.clock.now():
                break
        await self.desk.intake.work()

    async def comment(self, external_id):
        async with self.desk.uow() as unit:
            return await unit.comments.by_external_id(self.connection_id, str(external_id))

    async def comments(self):
        async with self.desk.database.connection() as raw:
            cursor = await raw.execute(
                "SELECT external_id FROM comments WHERE connection_id = %s ORDER BY received_at", (self.connection_id,)
            )
            return [row["external_id"] async for row in cursor]

    async def answer(self, external_id, text=ANSWER):
        comment = await self.comment(external_id)
        person = await account(self.desk, f"Bo {uuid4().hex[:6]}", "approver", None)
        await Decisions(self.desk.uow, self.desk.clock).approve(
            Person(person.id, "Bo"), comment.id, comment.version, text, confirmed=True
        )
        async with self.desk.uow() as unit:
            reply = await unit.replies.live(comment.id)
        await self.desk.publishing.publish(reply.approved.id)
        return await self.comment(external_id)


async def connected(desk, platform, values):
    async with desk.uow() as unit:
        await unit.pages.add(Page("shop", "The Shop", {"undo_seconds": 0}))
    return Connected(desk, await desk.connecting.connect("Ada", "shop", platform, values))


@pytest.fixture
async def on_blog(desk, blog):
    return await connected(
        desk, "wordpress", {"url": blog.url, "user": blog.editor.login, "password": blog.editor.password}
    )


async def test_a_visitor_of_the_blog_reads_the_reply_in_the_thread(on_blog, blog):
    post = blog.post()
    visitors = blog.comment(post, "Are you open on Sunday?")
    await on_blog.fetch()
    comment = await on_blog.comment(visitors)
    assert (comment.text, comment.author, comment.channel) == ("Are you open on Sunday?", "Vera Visitor", "blog")
    assert (await on_blog.answer(visitors)).state is CommentState.SENT
    page = blog.html(post)
    assert ANSWER in page and page.index("Are you open on Sunday?") < page.index(ANSWER)
    await on_blog.fetch()
    known = await on_blog.comments()
    assert str(visitors) in known and len(known) == len(set(known))
    assert not [one for one in known if (await on_blog.comment(one)).text == ANSWER]


async def test_a_comment_that_was_trashed_on_the_blog_gets_no_reply(on_blog, blog):
    post = blog.post()
    visitors = blog.comment(post, "Are you open on Monday?")
    await on_blog.fetch()
    blog.set_status(visitors, "trash")
    assert (await on_blog.answer(visitors)).state is CommentState.DISMISSED
    assert ANSWER not in blog.html(post)


async def test_a_closed_thread_says_so_and_keeps_the_comment(on_blog, blog):
    post = blog.post()
    visitors = blog.comment(post, "Are you open on Tuesday?")
    await on_blog.fetch()
    blog.php(f"wp_update_post(['ID' => {post}, 'comment_status' => 'closed']); return true;")
    answered = await on_blog.answer(visitors)
    async with on_blog.desk.database.connection() as raw:
        row = await (await raw.execute("SELECT error FROM replies")).fetchone()
    # The editor of a blog may answer where visitors may not; either way nothing is lost and it is said.
    assert answered.state is CommentState.SENT or (answered.state is CommentState.FAILED and row["error"])


async def test_a_held_comment_is_approved_from_the_desk(on_blog, blog):
    post = blog.post()
    visitors = blog.comment(post, "Are you open on Wednesday?")
    blog.set_status(visitors, "hold")
    await on_blog.fetch()
    comment = await on_blog.comment(visitors)
    connector = on_blog.desk.connectors["wordpress"]
    async with on_blog.desk.uow() as unit:
        connection = on_blog.desk.vault.opened(await unit.pages.connection(on_blog.connection_id))
    assert isinstance(await connector.moderate(Moderation.APPROVE, comment, connection), Sent)
    assert (await on_blog.answer(visitors)).state is CommentState.SENT
    assert ANSWER in blog.html(post)


@pytest.fixture
async def in_mailbox(desk, mail):
    values = {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in mail.config("tls").items()
    }
    return await connected(desk, "email", {**values, "password": PASSWORDS[SHOP]})


async def test_a_customer_finds_the_reply_in_the_thread_of_their_mail(in_mailbox, mail):
    message = EmailMessage()
    message["From"] = f"Ada Lovelace <{CUSTOMER}>"
    message["To"] = SHOP
    message["Subject"] = "Opening hours"
    message["Message-ID"] = "<whole-path@customer.example>"
    message["Date"] = datetime.now(timezone.utc)
    message.set_content("Are you open on Sunday?")
    mail.deliver(message)
    await in_mailbox.fetch()
    (external_id,) = await in_mailbox.comments()
    assert (await in_mailbox.answer(external_id)).state is CommentState.SENT
    until(lambda: mail.messages(CUSTOMER), "the reply is in the customer's mailbox")
    (raw,) = mail.messages(CUSTOMER)
    answer = message_from_bytes(raw, policy=policy.default)
    assert answer["In-Reply-To"] == "<whole-path@customer.example>" and ANSWER in answer.get_content()
    await in_mailbox.fetch()
    assert await in_mailbox.comments() == [external_id]
