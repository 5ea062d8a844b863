import time

import pytest

from language.channels import COUNTINGS, LIMITS, Limit, fits, has_link, length, limit_of, mentions, web_links


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("plain text", 10),
        ("naïve café", 10),
        ("cafe\u0301", 4),
        ("日本語", 6),
        ("한국", 4),
        ("🚲", 2),
        ("👩‍👩‍👧‍👦", 2),
        ("👍🏽👍", 4),
        ("🇬🇧", 2),
        ("3️⃣", 2),
        ("❤️", 2),
        ("“quoted” – so…", 15),
        ("see https://help.example/articles/returns-uk?from=x#top", 4 + 23),
        ("https://a.co", 23),
        ("ask help.example.org today", 4 + 23 + 6),
        ("mail me@example.org", 19),
        ("v1.2 is out", 11),
    ],
)
def test_x_counts_by_weight(text, weight):
    assert length(text, "x") == weight


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("naïve", 5), ("cafe\u0301", 4), ("日本語", 3), ("👩‍👩‍👧‍👦", 1), ("👍🏽👍", 2), ("🇬🇧🇫🇷", 2), ("3️⃣", 1),
     ("a\r\nb", 3), ("https://a.example/b", 19)],
)  # fmt: skip
def test_graphemes_are_what_a_reader_takes_for_one_character(text, count):
    assert length(text, "graphemes") == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("plain text", 10),
        ("👩‍👩‍👧‍👦 ok", 4),
        ("see https://help.example/articles/returns-uk?from=x#top", 4 + 23),
        ("(https://help.example/a).", 1 + 23 + 2),
        ("https://a.co", 23),
        ("(https://w.example/A_(b)), too", 1 + 23 + 6),
        ("help.example counts as it is", 28),
        ("@ada@mastodon.example thanks", 4 + 7),
        ("@ada thanks", 11),
        ("hello @ada@mastodon.example, @bob@b.example.", 6 + 4 + 2 + 4 + 1),
        ("ada@mastodon.example", 20),
        ("https://mastodon.example/@ada", 23),
    ],
)
def test_mastodon_counts_links_as_23_and_mentions_without_their_server(text, count):
    assert length(text, "mastodon") == count


def test_a_connection_may_have_a_limit_of_its_own():
    assert limit_of("mastodon", 5_000) == Limit(5_000, "mastodon")
    assert limit_of("mastodon", None) == Limit(500, "mastodon")


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("(https://example.com/a_(b))", 25),
        ("https://example.com/a).", 25),
        ("https://example.com, and", 28),
        ("http://example.com!", 24),
        ("café.com", 23),
        ("日本語https://example.com日本語", 35),
        ("go to www.example.co.uk/x, please", 37),
        ("Visit x.com/help.", 30),
        ("https://user:pw@example.com/", 28),
        ("ftp://example.com", 17),
        ("https://localhost:8080/x", 24),
        ("https://192.168.0.1/a", 21),
        ("https://example.com:8080/a?b=c&d=e", 23),
        ("https://example.com/日本", 27),
        ("https://example.com/a–b", 23),
        ('"https://example.com"', 25),
        ("https://example.com/a…", 25),
        ("#example.com", 12),
        ("www.example.org?q=1", 27),
        ("http://пример.рф/я", 23),
    ],
)
def test_links_weigh_what_the_official_counter_says(text, weight):
    """The weights are those of X's own twitter-text 3.1.0, configuration v3."""
    assert length(text, "x") == weight


@pytest.mark.parametrize(
    ("text", "has"), [("see shop.example/a", True), ("https://a.co", True), ("v1.2, me@a.example", False)]
)
def test_a_link_is_noticed(text, has):
    assert has_link(text) is has


def test_links_and_mentions_are_found_as_mastodon_finds_them():
    text = "Ask @ada@b.example or @bob. https://a.example/@eve (https://c.example) help@d.example"
    assert mentions(text) == ["ada@b.example", "bob"] and web_links(text) == 2


def test_other_channels_count_code_points():
    assert length("🚲 日本", "characters") == 4


def test_a_text_fits_up_to_the_limit_and_no_further():
    for channel, limit in LIMITS.items():
        assert fits("a" * limit.limit, channel)
        assert not fits("a" * (limit.limit + 1), channel)


def test_an_unknown_channel_or_counting_is_named():
    with pytest.raises(KeyError, match="telegram"):
        limit_of("telegram")
    with pytest.raises(ValueError, match="words"):
        length("a", "words")


@pytest.mark.parametrize("counting", COUNTINGS)
@pytest.mark.parametrize(
    "text",
    [
        "-" * 20_000,
        "a-" * 10_000,
        "-.-" * 7_000,
        "a.-" * 7_000,
        "-a." * 7_000,
        "https://a." * 2_000,
        "a.co/(a" * 2_500,
        "é." * 10_000,
        "@a" * 10_000,
        "@a@" * 7_000,
        "@a" + ".-" * 10_000,
        "https://" * 2_500,
        "https://" + ")" * 20_000,
        "https://" + "(a" * 10_000,
        "https://" + "." * 20_000,
        "\u200d" * 20_000,
    ],
)
def test_counting_takes_no_time_to_speak_of_whatever_the_text(text, counting):
    began = time.process_time()
    length(text, counting)
    assert time.process_time() - began < 0.5


def test_a_name_behind_a_dash_is_still_a_link():
    assert length("see -shop.example/a/long/path/to/some/article", "x") == len("see ") + 23
