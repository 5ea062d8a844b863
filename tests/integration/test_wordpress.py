"""The connector against a real WordPress."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from uuid import uuid4

import httpx
import pytest

from desk.connectors.wordpress.client import HELD, REPLY_HELD, WordPressConnector
from desk.domain.comment import Comment, CommentState
from desk.domain.incoming import Added, Answered, Edited, Removed
from desk.domain.page import Connection
from desk.domain.platform import Found, Moderation, PlatformError, Trouble
from desk.domain.reply import Refused, Sent, approve
from tests.wordpress.blog import Blog, Member


class Clock:
    def now(self):
        return datetime.now(timezone.utc)


class Reader:
    """Fetches as the desk does: pass after pass, from where the last one ended."""

    def __init__(self, desk, connection):
        self.desk, self.connection, self.cursor = desk, connection, None

    async def told(self, later=timedelta(0)):
        found = []
        for _ in range(20):
            fetched = await self.desk.fetch(self.connection, self.cursor, Clock().now() + later)
            found += [one for body in fetched.bodies for one in self.desk.parse(body, self.connection)]
            self.cursor = fetched.cursor
            if not fetched.more:
                return found
        raise AssertionError("fetching never ends")

    async def told_again(self):
        """What a pass tells that reads the whole window again."""
        return await self.told(timedelta(minutes=16))


@pytest.fixture
async def desk():
    async with httpx.AsyncClient() as client:
        yield WordPressConnector(client, Clock())


async def connected(desk: WordPressConnector, blog: Blog, member: Member, **config) -> Connection:
    secrets = {"password": member.password}
    connection = Connection(uuid4(), "shop", "wordpress", {"url": blog.url, "user": member.login, **config}, secrets)
    account = await desk.account(connection)
    return replace(connection, config={**connection.config, **account.config})


@pytest.fixture
async def connection(desk, blog):
    return await connected(desk, blog, blog.editor)


@pytest.fixture
async def as_author(desk, blog):
    return await connected(desk, blog, blog.author)


@pytest.fixture
def post(blog):
    return blog.post()


def comment_of(id, connection, text="Open on Sunday?"):
    return Comment(
        uuid4(), "shop", connection.id, uuid4(), "blog", str(id), "Vera", text, Clock().now(), CommentState.SENDING
    )


def reply_to(comment, text="Yes, from nine to five."):
    return approve(
        reply_id=uuid4(), comment_id=comment.id, text_version=1, text=text, person_id=uuid4(), now=Clock().now(),
        undo_window=timedelta(0),
    )  # fmt: skip


async def send(desk, connection, id, text="Yes, from nine to five."):
    comment = comment_of(id, connection)
    reply = reply_to(comment, text)
    return comment, reply, await desk.publish(reply, comment, connection)


async def test_the_account_is_the_blog_and_the_user(desk, blog, connection):
    account = await desk.account(connection)
    assert account.name == "The Shop Blog · Ellen Editor"
    assert account.config == {"rest_url": f"{blog.url}/wp-json/", "user_id": blog.editor.id}


async def test_a_visitors_comment_is_read_with_its_post_and_thread(desk, blog, connection, post):
    first = blog.comment(post, 'Are you "open" on <b>Sunday</b> & Monday?\n\nIt\'s urgent 👩‍👩‍👧', name="Vera O'Neill")
    second = blog.comment(post, "I wonder too", parent=first)
    third = blog.comment(post, "Me as well", parent=second)
    told = {one.comment.external_id: one for one in await Reader(desk, connection).told() if isinstance(one, Added)}
    added = told[str(first)].comment
    assert added.text == "Are you “open” on Sunday & Monday?\n\nIt’s urgent 👩‍👩‍👧"
    assert (added.author, added.thread, added.parent) == ("Vera O'Neill", str(first), None)
    assert added.post == {"text": "Opening hours\n\nWe are open from nine to five.", "url": added.url.split("#")[0]}
    assert added.url.endswith(f"#comment-{first}") and httpx.get(added.url).status_code == 200
    assert abs(added.written_at - Clock().now()) < timedelta(minutes=2)
    assert told[str(third)].comment.thread == str(first) and told[str(third)].comment.parent == str(second)
    assert [turn.text for turn in told[str(third)].comment.turns] == ["I wonder too"]


async def test_what_was_read_is_not_told_again(desk, blog, connection, post):
    reader = Reader(desk, connection)
    blog.comment(post, "Once?")
    assert await reader.told()
    assert not await reader.told()
    assert not await reader.told_again()
    late = blog.comment(post, "Once more?")
    assert [one.comment.external_id for one in await reader.told()] == [str(late)]


async def test_all_pages_are_read(desk, blog, connection, post):
    blog.php(
        f"for ($i = 0; $i < 230; $i++) wp_insert_comment(['comment_post_ID' => {post}, 'comment_content' => \"Q $i?\","
        " 'comment_author' => 'V', 'comment_approved' => 1]); return 1;"
    )
    told = [one for one in await Reader(desk, connection).told() if isinstance(one, Added)]
    assert {f"Q {number}?" for number in range(230)} <= {one.comment.text for one in told}
    assert len({one.comment.external_id for one in told}) == len(told)
    blog.php(
        f"foreach (get_comments(['post_id' => {post}, 'fields' => 'ids']) as $id) wp_delete_comment($id, true); return 1;"
    )


async def test_a_reply_stands_in_the_thread_on_the_blog(desk, blog, connection, post):
    asked = blog.comment(post, "Open on Sunday?")
    text = "Yes — from 9 to 5, & on <Monday> too.\nSee https://shop.example/hours?a=1&b=2\n\nAny more questions? :)"
    comment, reply, outcome = await send(desk, connection, asked, text)
    assert isinstance(outcome, Sent) and outcome.external_id and outcome.note is None
    html = blog.html(post)
    thread = html[html.index(f'id="comment-{asked}"') :]
    children = thread[thread.index('<ul class="children">') :]
    assert f'id="comment-{outcome.external_id}"' in children and "Ellen Editor" in children
    assert "Yes — from 9 to 5, &amp; on &lt;Monday&gt; too.<br />" in children
    assert '<a href="https://shop.example/hours?a=1&#038;b=2"' in children
    standing = await desk.look(comment, connection)
    assert (standing.there, standing.text, standing.answer_id) == (True, "Open on Sunday?", outcome.external_id)
    assert await desk.find(reply, comment, connection) == Found(True, outcome.external_id)
    other = reply_to(comment, "Something else")
    assert await desk.find(other, comment, connection) == Found(False)


async def test_own_and_colleagues_answers_are_told_as_such(desk, blog, connection, post):
    asked = blog.comment(post, "Open on Sunday?")
    _, _, own = await send(desk, connection, asked)
    fields = f"['comment_post_ID' => {post}, 'comment_parent' => {asked}, 'comment_content' => 'On Monday too.', 'user_id' => {blog.author.id}, 'comment_author' => 'Arno Author']"
    colleague = blog.php(f"return wp_insert_comment({fields});")
    told = [one for one in await Reader(desk, connection).told() if isinstance(one, Answered)]
    found = {one.external_id: one for one in told if one.to == str(asked)}
    assert found[own.external_id].text == "Yes, from nine to five."
    assert found[str(colleague)].author == "Arno Author"


async def test_a_held_comment_is_read_and_answered_once_it_is_approved(desk, blog, connection, post):
    with blog.option("comment_moderation", 1):
        held = blog.comment(post, "May I ask?")
    assert blog.status(held) == "unapproved"
    ids = [one.comment.external_id for one in await Reader(desk, connection).told() if isinstance(one, Added)]
    assert str(held) in ids
    comment, reply, outcome = await send(desk, connection, held)
    assert outcome == Refused(HELD)
    assert (await desk.look(comment, connection)).there is True
    assert await desk.moderate(Moderation.APPROVE, comment, connection) == Sent(str(held))
    assert isinstance(await desk.publish(reply, comment, connection), Sent)
    assert "May I ask?" in blog.html(post)


async def test_whoever_may_not_moderate_reads_what_is_public(desk, blog, as_author):
    elsewhere = blog.php(
        "return wp_insert_post(['post_title' => 'P', 'post_status' => 'publish', 'post_author' => 1]);"
    )
    public = blog.comment(elsewhere, "Public?")
    with blog.option("comment_moderation", 1):
        held = blog.comment(elsewhere, "Not yet?")
    reader = Reader(desk, as_author)
    ids = [one.comment.external_id for one in await reader.told() if isinstance(one, Added)]
    assert str(public) in ids and str(held) not in ids
    assert (await desk.look(comment_of(held, as_author), as_author)).there is False
    blog.set_status(public, "trash")
    assert Removed(str(public)) in await reader.told_again()


async def test_a_subscriber_reads_and_is_told_what_is_missing(desk, blog, post):
    made = blog.php(
        "$id = wp_insert_user(['user_login' => 'sub', 'user_pass' => 'x', 'user_email' => 's@example.org', 'role' => "
        "'subscriber']); return [$id, WP_Application_Passwords::create_new_application_password($id, ['name' => 'S'])[0]];"
    )
    connection = await connected(desk, blog, Member("sub", made[0], made[1]))
    asked = blog.comment(post, "Readable?")
    told = await Reader(desk, connection).told()
    assert str(asked) in [one.comment.external_id for one in told if isinstance(one, Added)]
    comment = comment_of(asked, connection)
    outcome = await desk.moderate(Moderation.SPAM, comment, connection)
    assert isinstance(outcome, Refused) and outcome.trouble is Trouble.PERMISSION and "Editor" in outcome.reason
    # A reply that waits for moderation would be invisible: nobody can tell.
    assert await desk.find(reply_to(comment), comment, connection) == Found(None)


async def test_under_closed_comments_the_reply_is_refused(desk, blog, connection, post):
    asked = blog.comment(post, "Open?")
    blog.php(f"return wp_update_post(['ID' => {post}, 'comment_status' => 'closed']);")
    _, _, outcome = await send(desk, connection, asked)
    assert isinstance(outcome, Refused) and not outcome.passing and outcome.trouble is None
    assert "closed" in outcome.reason


async def test_too_quick_for_the_flood_rule_is_tried_again_later(desk, blog, as_author, post):
    asked = blog.comment(post, "Open?")
    blog.let_time_pass(blog.author)
    _, _, first = await send(desk, as_author, asked, "Yes.")
    assert isinstance(first, Sent)
    _, _, second = await send(desk, as_author, asked, "And on Monday.")
    assert isinstance(second, Refused) and second.passing and second.trouble is Trouble.RATE
    assert second.retry_after == timedelta(seconds=20)


async def test_the_same_reply_twice_is_the_one_that_is_there(desk, blog, connection, post):
    asked = blog.comment(post, "Open?")
    comment, reply, first = await send(desk, connection, asked, 'Yes: "from 9x5" -- & so on...')
    assert await desk.publish(reply, comment, connection) == first
    assert blog.php(f"return get_comments(['parent' => {asked}, 'count' => true]);") == 1
    blog.set_status(int(first.external_id), "spam")
    outcome = await desk.publish(reply, comment, connection)
    assert isinstance(outcome, Refused) and "equal comment" in outcome.reason


async def test_a_reply_that_wordpress_holds_is_sent_and_says_so(desk, blog, as_author, post):
    asked = blog.comment(post, "Open?")
    blog.let_time_pass(blog.author)
    with blog.option("comment_moderation", 1):
        blog.php(f"return wp_update_post(['ID' => {post}, 'post_author' => 1]);")
        comment, reply, outcome = await send(desk, as_author, asked)
    assert isinstance(outcome, Sent) and outcome.note == REPLY_HELD
    assert blog.status(int(outcome.external_id)) == "unapproved"
    assert (await desk.find(reply, comment, as_author)).there is True


@pytest.mark.parametrize(
    ("what", "status"),
    [(Moderation.SPAM, "spam"), (Moderation.TRASH, "trash"), (Moderation.HOLD, "unapproved"),
     (Moderation.APPROVE, "approved")],
)  # fmt: skip
async def test_moderation_arrives_and_twice_is_no_error(desk, blog, connection, post, what, status):
    comment = comment_of(blog.comment(post, "Buy followers now"), connection)
    for _ in range(2):
        assert await desk.moderate(what, comment, connection) == Sent(comment.external_id)
        assert blog.status(int(comment.external_id)) == status


async def test_edits_removals_and_moderation_are_noticed(desk, blog, connection, post):
    reader = Reader(desk, connection)
    edited, trashed, spam, deleted, kept = (blog.comment(post, f"Question {number}?") for number in range(5))
    await reader.told()
    blog.edit(edited, "Another question?")
    blog.set_status(trashed, "trash")
    blog.set_status(spam, "spam")
    blog.php(f"return wp_delete_comment({deleted}, true);")
    told = await reader.told_again()
    assert {one.external_id for one in told if isinstance(one, Removed)} == {str(trashed), str(spam), str(deleted)}
    assert [(one.comment.external_id, one.comment.text) for one in told if isinstance(one, Edited)] == [
        (str(edited), "Another question?")
    ]
    assert len(told) == 4
    assert not await reader.told_again()
    for id, there in ((edited, True), (trashed, False), (spam, False), (deleted, False), (kept, True)):
        assert (await desk.look(comment_of(id, connection), connection)).there is there
    assert (await desk.look(comment_of(edited, connection), connection)).text == "Another question?"
    _, _, outcome = await send(desk, connection, trashed)
    assert isinstance(outcome, Refused) and not outcome.passing


async def test_a_wrong_password_and_an_unknown_user_ask_to_reconnect(desk, blog, connection, post):
    asked = blog.comment(post, "Open?")
    for config, password in (({}, "wrong"), ({"user": "nobody"}, blog.editor.password), ({"user": ""}, "")):
        bad = replace(connection, config={**connection.config, **config}, secrets={"password": password})
        for call in (desk.account(bad), desk.fetch(bad, None, Clock().now())):
            with pytest.raises(PlatformError) as raised:
                await call
            assert raised.value.trouble is Trouble.TOKEN and "reconnect" in raised.value.reason
        comment = comment_of(asked, bad)
        outcome = await desk.publish(reply_to(comment), comment, bad)
        assert isinstance(outcome, Refused) and outcome.trouble is Trouble.TOKEN
        assert await desk.find(reply_to(comment), comment, bad) == Found(None)


async def test_plain_permalinks_are_found_and_a_change_of_them_is_followed(desk, blog, connection, post):
    asked = blog.comment(post, "Open?")
    with blog.option("permalink_structure", ""):
        told = await Reader(desk, connection).told()  # the connection still has the other address
        assert str(asked) in [one.comment.external_id for one in told if isinstance(one, Added)]
        plain = await connected(desk, blog, blog.editor)
        assert plain.config["rest_url"] == f"{blog.url}/index.php?rest_route=/"
        _, _, outcome = await send(desk, plain, asked)
        assert isinstance(outcome, Sent)


async def test_a_switched_off_api_and_a_maintained_blog_say_so(desk, blog, connection, post):
    plugins = blog.folder / "site" / "wp-content" / "mu-plugins"
    plugins.mkdir()
    off = plugins / "off.php"
    off.write_text("<?php remove_action('template_redirect', 'rest_output_link_header', 11); remove_action('wp_head', "
                   "'rest_output_link_wp_head'); remove_action('parse_request', 'rest_api_loaded');")  # fmt: skip
    try:
        with pytest.raises(PlatformError) as raised:
            await desk.fetch(connection, None, Clock().now())
        assert raised.value.trouble is Trouble.MISSING and "switched" in raised.value.reason
    finally:
        off.unlink()
    maintenance = blog.folder / "site" / ".maintenance"
    maintenance.write_text("<?php $upgrading = time();")
    try:
        with pytest.raises(PlatformError) as raised:
            await desk.fetch(connection, None, Clock().now())
        assert raised.value.trouble is Trouble.AWAY
    finally:
        maintenance.unlink()
