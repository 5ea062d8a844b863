"""Exports of other systems, written here after their documented shapes."""

import io
import json
import struct
import zipfile
from datetime import datetime, timezone

import pytest

from desk.commands.history import READERS
from desk.commands.history.exchange import Exchange, LeftOut, Own, Said, exchanges
from desk.commands.history.facebook import mended
from desk.commands.history.files import bundle
from desk.commands.history.json_array import CHUNK, entries
from desk.domain.errors import Invalid

OWN = Own.of(["The Shop", "900"])


@pytest.fixture
def read(tmp_path):
    def read(source, content, name="export", own=OWN):
        path = tmp_path / name
        if isinstance(content, dict):
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for member, text in content.items():
                    archive.writestr(member, text)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(READERS[source](str(path), own))

    return read


def pairs(found):
    return [(one.comment, one.reply) for one in found if isinstance(one, Exchange)]


def left_out(found):
    return [(one.where, one.reason) for one in found if isinstance(one, LeftOut)]


def mangled(value):
    """Text as Facebook writes it: each byte of its UTF-8 a character of its own."""
    return value.encode().decode("latin-1")


# CSV and JSON lines


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_with_its_times_channel_and_author(read, delimiter):
    rows = [["id", "Comment", "reply", "date", "replied", "channel", "author", "page"],
            ["7", "Open?", "Yes.", "2025-03-01T10:00:00Z", "2025-03-01 11:30", "facebook", "Ada", "shop"],
            ["8", "Closed?", "", "2025-03-02", "", "", "", ""]]  # fmt: skip
    one, two = read("csv", "\n".join(delimiter.join(row) for row in rows))
    assert one == Exchange(
        "line 2", "7", "Open?", "Yes.", datetime(2025, 3, 1, 10, tzinfo=timezone.utc),
        datetime(2025, 3, 1, 11, 30, tzinfo=timezone.utc), "facebook", "shop", ("Ada",),
    )  # fmt: skip
    assert (two.comment, two.reply, two.channel, two.page) == ("Closed?", None, "api", None)


def test_bad_rows_of_a_table_are_named_by_their_line_and_the_rest_is_read(read):
    text = b'comment,reply,date,channel\nOpen?,Yes.,,\n"two\nlines",Yes.,,\n,,2025-01-01,\nA?,B.,yesterday,\nA?,B.,,pigeon\nGr\xfc\xdfe,B.,,\nA?,B.,,,,\nLast?,Yes.,2199-01-01,\nFine?,Yes.,,\n'
    found = read("csv", text)
    assert pairs(found) == [("Open?", "Yes."), ("two\nlines", "Yes."), ("Fine?", "Yes.")]
    assert [where for where, _ in left_out(found)] == ["line 5", "line 6", "line 7", "line 8", "line 9", "line 10"]
    reasons = dict(left_out(found))
    assert "iconv" in reasons["line 8"] and "pigeon" in reasons["line 7"] and "fields" in reasons["line 9"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_table_with_a_byte_order_mark_is_read(read, encoding):
    assert pairs(read("csv", "comment,reply\nGrüße?,Ja.\n".encode(encoding))) == [("Grüße?", "Ja.")]


def test_a_table_in_a_wrong_encoding_or_without_its_columns_says_so(read):
    with pytest.raises(Invalid, match="iconv"):
        read("csv", "comment,reply,Größe\nA,B,C\n".encode("windows-1252"))
    with pytest.raises(Invalid, match="no column named comment"):
        read("csv", "text only\nA\n".replace("text only", "words"))


def test_json_lines_are_read_and_bad_ones_named(read):
    lines = [
        b'{"id": 5, "comment": "Open?", "reply": "Yes."}',
        b"{",
        b"[1]",
        b"",
        b'{"comment": "Gr\xfc\xdfe"}',
        b'{"comment": 5}',
        b'{"reply": " "}',
        b"[" * 10_000,
    ]
    found = read("jsonl", b"\xef\xbb\xbf" + b"\n".join(lines))
    assert pairs(found) == [("Open?", "Yes."), ("5", None)]
    assert [where for where, _ in left_out(found)] == ["line 2", "line 3", "line 5", "line 7", "line 8"]
    with pytest.raises(Invalid, match="UTF-16"):
        read("jsonl", '{"comment": "x"}'.encode("utf-16"))


# Facebook

INBOX = "your_facebook_activity/messages/inbox/ada_10/message_{}.json"


def messages(*said):
    return json.dumps(
        {"participants": [{"name": "Ada"}, {"name": "The Shop"}],
         "messages": [{"sender_name": mangled(who), "timestamp_ms": at * 1_000, "content": mangled(text)} for who, text, at in said],
         "title": "Ada"}
    )  # fmt: skip


def test_messages_of_facebooks_archive_become_pairs_with_their_letters_mended(read):
    archive = {
        INBOX.format(1): messages(
            ("The Shop", "Schöne Grüße 🚲", 1_740_000_500), ("Ada", "Habt ihr Öl?", 1_740_000_300)
        ),
        INBOX.format(2): messages(("Ada", "Hallo!", 1_740_000_290), ("The Shop", "An advertisement", 1_740_000_000)),
        "media/picture.jpg": b"\xff",
    }
    (one,) = read("facebook", archive, "facebook.zip")
    assert (one.comment, one.reply) == ("Hallo!\n\nHabt ihr Öl?", "Schöne Grüße 🚲")
    assert one.names == ("Ada",) and one.channel == "facebook"
    assert (one.replied_at - one.commented_at).total_seconds() == 210


def test_what_is_mended_already_stays():
    assert [mended(text) for text in ("Grüße 🚲", mangled("Grüße 🚲"), "plain", "é")] == [
        "Grüße 🚲",
        "Grüße 🚲",
        "plain",
        "é",
    ]


def test_own_comments_without_what_they_answer_are_named(read):
    document = {
        "comments_v2": [
            {"timestamp": 1_740_000_000, "data": [{"comment": {"comment": "Yes!", "author": "The Shop"}}], "title": "x"}
        ]
    }
    found = read("facebook", {"x/comments_and_reactions/comments.json": json.dumps(document)}, "facebook.zip")
    assert len(left_out(found)) == 1 and "not the comment that it answers" in left_out(found)[0][1]


def test_comments_of_the_graph_api_become_pairs(read):
    def comment(id, who, text, *below, at="2025-03-01T10:00:00+0000"):
        return {
            "id": id,
            "from": {"id": who, "name": who},
            "message": text,
            "created_time": at,
            "comments": {"data": list(below)},
        }

    document = {
        "data": [
            {"id": "p1", "message": "News", "comments": {"data": [
                comment("c1", "Ada", "Open?", comment("r1", "The Shop", "Yes.", at="2025-03-01T12:00:00+0000"),
                        comment("r2", "Jo", "And Sunday?", at="2025-03-01T13:00:00+0000")),
                comment("c2", "900", "Ours."), 5]}},
            comment("c3", "Grace", "Closed?"),
            "no object",
        ]
    }  # fmt: skip
    found = read("facebook", json.dumps(document))
    assert pairs(found) == [("Open?", "Yes."), ("And Sunday?", None), ("Closed?", None)]
    assert [one.id for one in found if isinstance(one, Exchange)] == ["c1:c1", "c1:r2", "c3:c3"]
    assert len(left_out(found)) == 1


def test_facebook_needs_to_know_who_the_page_is(read):
    with pytest.raises(Invalid, match="--own"):
        read("facebook", "{}", own=Own())
    with pytest.raises(Invalid, match="as JSON"):
        read("facebook", {"index.html": "<html>"}, "facebook.zip")
    with pytest.raises(Invalid, match="no messages and no comments"):
        read("facebook", "<html>")


# X

ACCOUNT = 'window.YTD.account.part0 = [ {"account": {"accountId": "900", "username": "theshop"}} ]'


def tweets(*found, name="tweets"):
    return f"window.YTD.{name}.part0 = {json.dumps(list(found), indent=2)}"


def tweet(id, text, to="55", user="7"):
    return {"tweet": {"id_str": id, "full_text": text, "created_at": "Sat Mar 01 10:00:00 +0000 2025",
                      "in_reply_to_status_id_str": to, "in_reply_to_user_id_str": user}}  # fmt: skip


def test_xs_archive_gives_replies_without_their_comments_and_messages_with_both_sides(read):
    def message(id, who, text, minute):
        return {
            "messageCreate": {
                "id": id,
                "senderId": who,
                "recipientId": "x",
                "text": text,
                "createdAt": f"2025-03-01T10:{minute}:00.000Z",
            }
        }

    conversation = {"dmConversation": {"conversationId": "7-900", "messages": [
        message("m2", "900", "Yes, till five.", "20"), message("m1", "7", "Open &amp; warm?", "10"), {"reactionCreate": {}}]}}  # fmt: skip
    found = read("x", {
        "data/account.js": ACCOUNT,
        "data/tweets.js": tweets(tweet("1", "@ada @jo Sorry &amp; thanks!"), tweet("2", "Our news", to=None), tweet("3", "2/2", user="900"), 5),
        "data/tweets-part1.js": tweets(tweet("4", "@jo Hello.")),
        "data/direct-messages.js": tweets(conversation, name="direct_messages"),
        "data/like.js": "window.YTD.like.part0 = [",
    }, "x.zip", Own())  # fmt: skip
    replies = [one for one in found if isinstance(one, Exchange) and one.comment is None]
    assert [one.reply for one in replies] == ["Hello.", "Sorry & thanks!"]
    assert replies[0].replied_at == datetime(2025, 3, 1, 10, tzinfo=timezone.utc)
    assert ("Open & warm?", "Yes, till five.") in pairs(found) and len(left_out(found)) == 1


def test_a_single_file_and_an_unpacked_folder_are_read_too(tmp_path, read):
    assert pairs(read("x", tweets(tweet("1", "@ada Hi.")), "tweets.js", Own())) == [(None, "Hi.")]
    (tmp_path / "archive" / "data").mkdir(parents=True)
    (tmp_path / "archive" / "data" / "tweets.js").write_text(tweets(tweet("1", "@ada Hi.")))
    assert pairs(READERS["x"](str(tmp_path / "archive"), Own())) == [(None, "Hi.")]
    with pytest.raises(Invalid, match="no archive of X"):
        read("x", {"README.txt": "x"}, "other.zip", Own())


# Chatwoot and Zendesk


def chat(id, kind, text, at, **more):
    return {"id": id, "message_type": kind, "content": text, "created_at": at, "conversation_id": 3, **more}


CONVERSATION = {
    "id": 3,
    "meta": {"sender": {"name": "Ada"}, "channel": "Channel::FacebookPage"},
    "messages": [
        chat(1, "incoming", "Open?", 1_740_000_000, sender={"name": "Ada Lovelace"}),
        chat(2, 2, "Conversation was assigned", 1_740_000_010),
        chat(3, "outgoing", "Who knows that?", 1_740_000_020, private=True),
        chat(4, 1, "Yes.", 1_740_000_060),
        chat(5, 0, "Thanks! And Sunday?", 1_740_000_070),
        chat(6, True, "x", 1_740_000_080),
    ],
}


@pytest.mark.parametrize(
    "wrapped", [lambda one: json.dumps([one]), lambda one: json.dumps(one) + "\n", lambda one: json.dumps({"data": {"meta": {}, "payload": [one]}})]
)  # fmt: skip
def test_chatwoots_conversations_in_each_form(read, wrapped):
    found = read("chatwoot", wrapped(CONVERSATION), own=Own())
    assert pairs(found) == [("Open?", "Yes."), ("Thanks! And Sunday?", None)]
    assert (found[0].id, found[0].channel, found[0].names) == ("3:1", "facebook", ("Ada Lovelace",))


def test_chatwoots_messages_of_one_conversation(read):
    document = {"meta": {"labels": []}, "payload": CONVERSATION["messages"] + [7, {"x": 1}]}
    found = read("chatwoot", json.dumps(document), own=Own())
    assert pairs(found) == [("Open?", "Yes."), ("Thanks! And Sunday?", None)] and len(left_out(found)) == 2


def ticket(id, *said, **more):
    comments = [{"id": number, "author_id": who, "plain_body": text, "public": public, "created_at": f"2025-03-01T1{number}:00:00Z"}
                for number, (who, text, public) in enumerate(said)]  # fmt: skip
    return {"id": id, "requester_id": 5, "via": {"channel": "twitter"}, "comments": comments, **more}


def test_zendesks_tickets_without_internal_notes(read):
    good = ticket(
        1,
        (5, "Open?", True),
        (8, "He always asks.", False),
        (8, "Yes.", True),
        (5, "Thanks.", True),
        requester={"name": "Ada"},
    )
    lines = [json.dumps(good), "{", json.dumps({"id": 2, "requester_id": 5}), json.dumps({"comments": []})]
    found = read("zendesk", "\n".join(lines), own=Own())
    assert (
        pairs(found) == [("Open?", "Yes."), ("Thanks.", None)]
        and found[0].channel == "x"
        and found[0].names == ("Ada",)
    )
    assert [where for where, _ in left_out(found)] == ["line 2", "line 3", "line 4"]
    for wrapped in ([good], {"tickets": [good]}):
        assert pairs(read("zendesk", json.dumps(wrapped), own=Own())) == pairs(found)


# conversations


def test_what_the_page_says_unasked_is_no_answer_and_order_is_by_time():
    def said(id, page, minute):
        return Said(id, page, f"text {id}", datetime(2025, 3, 1, 10, minute, tzinfo=timezone.utc))

    found = list(
        exchanges("here", "t", [said("3", True, 3), said("1", True, 1), said("2", False, 2), said("4", True, 4)], "api")
    )
    assert pairs(found) == [("text 2", "text 3\n\ntext 4")]


# huge, broken and hostile


def test_a_long_list_is_read_entry_by_entry():
    count = 30_000
    source = io.BytesIO(b"[" + b",\n".join(json.dumps({"n": n, "pad": "é" * 40}).encode() for n in range(count)) + b"]")
    stream = entries(source, "big.json")
    first = next(stream)
    assert first[1]["n"] == 0 and source.tell() <= 2 * CHUNK  # not read to its end to give the first
    assert sum(1 for _ in stream) == count - 1


@pytest.mark.parametrize(
    "broken", [b'[{"a": 1}, {"b": ', b"[1, 2", b'[{"a": 1} oops]', b'[{"a": "\xff"}]', b"[" * 100_000, b"nothing", b""]
)
def test_json_that_breaks_off_is_said(broken):
    with pytest.raises(Invalid):
        list(entries(io.BytesIO(broken), "x.json"))


@pytest.mark.parametrize(
    "name",
    [
        "../data/tweets.js",
        "/etc/data/tweets.js",
        "data/../../tweets.js",
        "C:\\data\\tweets.js",
        "data\\..\\..\\tweets.js",
    ],
)
def test_an_archive_that_points_out_of_itself_is_not_opened(read, name):
    with pytest.raises(Invalid, match="points out of it"):
        read("x", {name: tweets(tweet("1", "@ada Hi."))}, "x.zip")


def test_a_bomb_is_not_opened(read):
    with pytest.raises(Invalid, match="would unpack to"):
        read("x", {"data/tweets.js": b"[" + b" " * 30_000_000 + b"]"}, "x.zip")


def test_an_encrypted_or_damaged_or_half_archive_is_said(tmp_path, read):
    read("x", {"data/tweets.js": tweets(tweet("1", "@ada Hi. " + "x" * 500))}, "x.zip")
    whole = (tmp_path / "x.zip").read_bytes()
    for name, damaged in {
        "half.zip": whole[: len(whole) // 2],
        "crc.zip": whole.replace(b"tweets.js", b"tweets.js", 1)[:60] + b"\x00\x01\x02" + whole[63:],
    }.items():
        (tmp_path / name).write_bytes(damaged)
        with pytest.raises(Invalid):
            list(READERS["x"](str(tmp_path / name), Own()))
    central = whole.rindex(b"PK\x01\x02")
    encrypted = bytearray(whole)
    encrypted[central + 8 : central + 10] = struct.pack("<H", 1)
    (tmp_path / "locked.zip").write_bytes(bytes(encrypted))
    with pytest.raises(Invalid, match="encrypted"):
        list(READERS["x"](str(tmp_path / "locked.zip"), Own()))


def test_a_link_in_an_archive_is_not_followed(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("data/tweets.js")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(Invalid, match="points out of it"), bundle(str(path)):
        pass


@pytest.mark.parametrize("source", ["csv", "jsonl", "chatwoot", "zendesk"])
def test_one_file_in_an_archive_is_read_and_of_several_or_none_it_is_said(tmp_path, read, source):
    content = {
        "csv": "comment\nOpen?\n",
        "jsonl": '{"comment": "Open?"}',
        "chatwoot": json.dumps([CONVERSATION]),
        "zendesk": json.dumps(ticket(1, (5, "Open?", True))),
    }[source]
    assert pairs(read(source, {"export": content}, "one.zip"))[0][0] == "Open?"
    with pytest.raises(Invalid, match="2 files"):
        read(source, {"a": content, "b": content}, "two.zip")
    (tmp_path / "empty").mkdir()
    with pytest.raises(Invalid, match="0 files"):
        list(READERS[source](str(tmp_path / "empty"), OWN))


@pytest.mark.parametrize("source", sorted(READERS))
def test_a_file_that_is_not_there_is_said(source):
    with pytest.raises(Invalid, match="nowhere"):
        list(READERS[source]("/nowhere/export.json", OWN))
