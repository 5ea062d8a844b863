import json
import time
from datetime import datetime, timezone
from pathlib import Path

import pytest

from desk.connectors.wordpress.parse import body_of, happenings
from desk.connectors.wordpress.words import MAX_HTML, folded, markup_of, plain
from desk.domain.comment import Turn
from desk.domain.incoming import Added, Answered, Edited, Malformed, Removed, Skipped
from desk.domain.text import MAX_COMMENT

PAGE = (Path(__file__).parent / "payloads" / "wordpress" / "comments.json").read_bytes()
OWN = frozenset({2})


def by_id(found):
    return {one.comment.external_id: one.comment for one in found if isinstance(one, Added)}


def test_a_page_of_comments_is_read():
    found = happenings(PAGE, OWN)
    comments = by_id(found)
    assert list(comments) == ["71", "73", "78"]
    first = comments["71"]
    assert first.text == "Do you deliver to Graz – and how fast?\nWe need it by Friday.\n\nThanks!"
    assert (first.author, first.author_id, first.thread, first.parent) == ("Zoë & Max", None, "71", None)
    assert first.written_at == datetime(2026, 3, 1, 18, 58, 37, tzinfo=timezone.utc)
    assert first.url == "https://blog.example/delivery/#comment-71"
    assert first.post == {
        "text": "Delivery & returns\n\nHow long a parcel takes …",
        "url": "https://blog.example/delivery/",
    }


def test_a_reply_of_a_reader_has_what_it_replies_to():
    comment = by_id(happenings(PAGE, OWN))["73"]
    assert (comment.author_id, comment.parent) == ("9", "72")
    assert comment.text == "Also on Saturday? This (https://example.org/x) says no."
    assert comment.turns == (Turn("Ellen Editor", True, "In two days."),)


def test_the_user_the_team_and_the_posts_author_speak_for_the_page():
    answers = [(one.external_id, one.to) for one in happenings(PAGE, OWN) if isinstance(one, Answered)]
    assert answers == [("72", "71"), ("74", "73")]
    answers = [one.external_id for one in happenings(PAGE, frozenset({2, 9})) if isinstance(one, Answered)]
    assert answers == ["72", "73", "74"]


def test_what_is_no_comment_is_skipped_with_a_reason_beside_the_good_ones():
    found = happenings(PAGE, OWN)
    skipped = [one.why for one in found if isinstance(one, Skipped)]
    assert len(skipped) == 6 and all(skipped)
    assert Removed("77") in found


def test_odd_fields_are_left_out():
    comment = by_id(happenings(PAGE, OWN))["78"]
    assert (comment.author, comment.written_at, comment.url, comment.post) == (None, None, None, None)


def test_a_fetched_body_says_what_only_comparing_could_tell():
    page = json.loads(PAGE)
    body = body_of([page[0], page[2]], edited=["71"], gone=["5", "6"], roots={"73": "71"}, me=9)
    edited, answered, *gone = happenings(body, OWN)
    assert isinstance(edited, Edited) and edited.comment.external_id == "71"
    assert isinstance(answered, Answered) and answered.external_id == "73"
    assert gone == [Removed("5"), Removed("6")]
    (comment,) = by_id(happenings(body_of([page[2]], roots={"73": "71"}), OWN)).values()
    assert comment.thread == "71"


@pytest.mark.parametrize(
    "body",
    [b'{"comments": 5}', b'{"code": "rest_forbidden", "data": {"status": 401}}', b'[{"id": ' + b"9" * 5000 + b"}]"],
)
def test_other_bodies_are_malformed(body):
    with pytest.raises(Malformed):
        happenings(body, OWN)


def test_odd_envelopes_lose_nothing():
    body = b'{"comments": [{"id": 5, "content": {"rendered": "x"}}], "edited": 7, "gone": [null, 3], "roots": [], "me": "2"}'
    comment, skipped, removed = happenings(body, OWN)
    assert isinstance(comment, Added) and isinstance(skipped, Skipped) and removed == Removed("3")


def test_a_lone_surrogate_and_an_endless_comment_are_taken():
    entry = json.loads('{"id": 5, "content": {"rendered": "\\ud83d hi"}}')
    assert happenings(body_of([entry]), OWN)
    (long,) = happenings(json.dumps([{"id": 5, "content": {"rendered": "long " * 90_000}}]).encode(), OWN)
    assert len(long.comment.text) == MAX_COMMENT and long.comment.text.endswith("…")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p>\n<p>Two<br />\nlines</p>", "One\n\nTwo\nlines"),
        ("a &amp; b &lt;c&gt; &#8217;d&#8217; &nbsp;e", "a & b <c> ’d’ \xa0e"),
        ("<ul>\n<li>one</li>\n<li>two</li>\n</ul>", "- one\n- two"),
        ("<blockquote><p>said</p></blockquote><p>yes</p>", "said\n\nyes"),
        ("<pre>  if x:\n    y</pre>", "if x:\ny"),
        ('<a href="https://a.example/b">https://a.example/b</a>', "https://a.example/b"),
        ('<a href="http://www.a.example">www.a.example</a>', "www.a.example"),
        ('<a href="https://a.example">click</a>', "click (https://a.example)"),
        ('<a href="javascript:x">click</a> <a>none</a>', "click none"),
        ("<script>alert(1)</script><style>p{}</style>seen", "seen"),
        ('<img src="x.png" alt=":)">', ":)"),
        ('<img src="x.png">', "[a picture, no words]"),
        ('<iframe src="https://video.example"></iframe>', "[a video, no words]"),
        ("<![if IE]>odd<![endif]><!-- hidden --> <?x y?>", "odd"),
        ("<p>un<b>closed", "unclosed"),
        ("</p></a></li>stray", "stray"),
        ("3 < 5 and 5 > 3", "3 < 5 and 5 > 3"),
        ("<p></p>", ""),
    ],
)
def test_markup_becomes_plain_text(markup, text):
    assert plain(markup) == text


@pytest.mark.parametrize("text", ['<b>&amp; "quoted"</b>', "a\nb", "x < y && y > z", "&#8217; stays"])
def test_a_reply_is_shown_as_it_was_approved(text):
    assert plain(markup_of(text).replace("\n", "<br />")) == text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('"Yes" -- it\'s 9x5...', "“Yes” – it’s 9×5…"),
        ("Thanks :)", "Thanks 🙂"),
        ("Great :D :wink:", "Great 😀 😉"),
        ("one\n\ntwo", "one two"),
        ("🙂", "🙂"),
    ],
)
def test_texts_are_the_same_however_wordpress_sets_them(typed, shown):
    assert folded(typed) == folded(shown)


@pytest.mark.parametrize(("one", "other"), [("Yes.", "No."), ("🙂", "😡"), ("open at 9", "open at 10"), ("да", "нет")])
def test_other_texts_are_others(one, other):
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    "part", ["<a ", "<a b='", '<a href="', "<!--", "<!", "</", "<?", "<", "&#", "<a>", "<p>", "\n ", "< "]
)
def test_markup_that_is_made_to_be_slow_is_not(part):
    started = time.process_time()
    folded(plain(part * (MAX_HTML // len(part))))
    assert time.process_time() - started < 2
