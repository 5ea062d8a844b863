import pytest

from desk.sources.robots import MAX_DELAY_S, read_robots

SITE = "https://a.example"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/a", True),
        ("Disallow:", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow: /a", "/ab", False),
        ("Disallow: /a/", "/a", True),
        ("Disallow: /help\nAllow: /help/articles", "/help/articles/1", True),
        ("Allow: /help/articles\nDisallow: /help", "/help/other", False),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Disallow: /*/search", "/en/search?q=x", False),
        ("Disallow: /*.pdf$", "/a.pdf", False),
        ("Disallow: /*.pdf$", "/a.pdf?x", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /*?", "/a?b=c", False),
        ("Disallow: /caf%C3%A9", "/café", False),
        ("Disallow: /a # not this one", "/a", False),
        ("Disallow /a", "/a", True),
    ],
)
def test_the_longest_rule_that_matches_decides(rules, path, allowed):
    assert read_robots(f"User-agent: *\n{rules}\n", "Sharewell").allows(SITE + path) is allowed


def test_the_group_for_us_counts_and_else_the_one_for_everyone():
    text = "User-agent: other\nUser-agent: SHAREWELL\nDisallow: /ours\n\nUser-agent: *\nDisallow: /theirs\n"
    ours, theirs = read_robots(text, "Sharewell"), read_robots(text, "Someone")
    assert not ours.allows(SITE + "/ours") and ours.allows(SITE + "/theirs")
    assert theirs.allows(SITE + "/ours") and not theirs.allows(SITE + "/theirs")


def test_a_delay_is_kept_within_reason():
    assert read_robots("User-agent: *\nCrawl-delay: 1.5", "Sharewell").delay_s == 1.5
    assert read_robots("User-agent: *\nCrawl-delay: 86400", "Sharewell").delay_s == MAX_DELAY_S
    assert read_robots("User-agent: *\nCrawl-delay: soon", "Sharewell").delay_s == 0


def test_a_pattern_of_many_stars_takes_no_time():
    rules = read_robots("User-agent: *\nDisallow: /" + "a*" * 5_000 + "b$", "Sharewell")
    assert rules.allows(SITE + "/" + "a" * 20_000)


def test_any_bytes_are_no_error():
    assert read_robots("<html>\n:\n\x00: x\nDisallow: /\nUser-agent:\n" * 3, "Sharewell").allows(SITE + "/a")
