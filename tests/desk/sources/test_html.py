import pytest

from desk.domain.errors import Invalid
from desk.sources.html import article_on, as_markdown

PAGE = """<!DOCTYPE html><html><head><title>Return an item &ndash; Hollow Oak Help</title></head><body>
<header><a href="/">Hollow Oak</a></header><nav><ul><li><a href="/">Home</a></li></ul></nav>
<main><article><h1>Return an item</h1>
<p>You have <b>thirty days</b>. See <a href="/costs">the costs</a>, <a href="javascript:alert(1)">a script</a>
or <a href="mailto:help@hollowoak.example">write</a>.</p>
<h2 id="how">How to</h2><ol><li>Open My orders.</li><li>Choose the item.</li></ol><ul><li>All of it</li></ul>
<table><tr><th>Country</th><th>Price</th></tr><tr><td>UK</td><td>£3</td></tr></table>
<details><summary>Without the label?</summary><p>Write to us.</p></details>
</article><aside><h3>Related</h3><a href="/b">Shipping</a></aside><form><button>Was this helpful?</button></form></main>
<footer>All rights reserved</footer><script>var x = "tracking"</script></body></html>"""


def test_headings_lists_tables_and_links_become_markdown():
    body = article_on(PAGE, "https://help.hollowoak.example/returns").body
    for part in ("**thirty days**", "[the costs](https://help.hollowoak.example/costs)", "## How to", "1. Open My orders.",
                 "- All of it", "| UK | £3 |", "Write to us.", "mailto:help@hollowoak.example"):  # fmt: skip
        assert part in body


def test_menus_footers_scripts_and_related_articles_stay_away():
    body = article_on(PAGE, "https://help.hollowoak.example/returns").body
    for part in ("Home", "Hollow Oak", "Related", "Shipping", "helpful", "rights", "tracking", "javascript"):
        assert part not in body


def test_the_title_is_the_page_s_own_and_is_not_repeated_in_the_text():
    article = article_on(PAGE, "https://help.hollowoak.example/returns")
    assert article.title == "Return an item" and not article.body.startswith("#")


def test_an_answer_of_one_sentence_is_enough():
    html = "<html><head><title>Hours | Hollow Oak</title></head><body><nav><a href='/'>Home</a></nav><h1>Hours</h1><p>We open at nine.</p><footer>Hollow Oak</footer></body></html>"
    assert (article_on(html).title, article_on(html).body) == ("Hours", "We open at nine.")


TEXT = """<p>You have thirty days from the day it arrives, whatever the reason is.</p><h2>How to</h2><ol><li>Open My orders.</li>
<li>Choose the item.</li></ol><h2>What it costs</h2><p>Nothing within the country, three pounds from abroad.</p>"""


@pytest.mark.parametrize(
    "layout",
    [
        "<h1>Returns</h1>{}",
        "<html><head><title>Returns</title></head><body><h1>Returns</h1>{}</body></html>",
        "<html><head><title>Returns</title></head><body><h1>Returns</h1><div>{}</div></body></html>",
        "<html><head><title>Returns</title></head><body><table><tr><td><h1>Returns</h1>{}</td></tr></table></body></html>",
        "<html><head><title>Returns | Shop</title></head><body><div id=x><div class=a><a href=/>Home</a></div><div class=b>"
        "<div><h1>Returns</h1></div><div>{}</div></div><div class=c>Hollow Oak <a href=/p>Privacy</a></div></div></body></html>",
        "<html><head><title>Returns</title></head><body><nav><h2>Menu</h2></nav><div class=content><h1>Returns</h1>{}</div>"
        "<footer><h3>Follow us</h3><p>All rights reserved</p></footer></body></html>",
    ],
)  # fmt: skip
def test_headings_and_steps_survive_in_layouts_that_do_not_say_where_the_article_is(layout):
    article = article_on(layout.format(TEXT), "https://a.example/returns")
    assert article.title == "Returns"
    assert [line for line in article.body.splitlines() if line] == [
        "You have thirty days from the day it arrives, whatever the reason is.", "## How to", "1. Open My orders.",
        "2. Choose the item.", "## What it costs", "Nothing within the country, three pounds from abroad."
    ]  # fmt: skip


def test_links_that_lead_nowhere_keep_their_words():
    html = "<html><body><main><h1>Hours</h1><p>We open at nine, see <a href='contact'>how to reach us</a>.</p></main></body></html>"
    assert article_on(html).body == "We open at nine, see how to reach us."


def test_broken_html_gives_its_words():
    html = "<html><body><main><h1>Broken<p>Text that is <b>not closed <ul><li>one<li>two</ul> and more.<div></span>"
    body = article_on(html).body
    assert all(word in body for word in ("not closed", "one", "two", "and more"))


def test_the_same_page_gives_the_same_text_again():
    assert article_on(PAGE, "https://a.example/") == article_on(PAGE, "https://a.example/")


@pytest.mark.parametrize(
    "html", ["<div>" * 100_000, "<b>" * 50_000, "<" * 500_000, "\x00\x01\x02" * 1000, "&amp;" * 100_000]
)
def test_hostile_html_is_refused_or_read_but_never_hangs(html):
    try:
        assert article_on(html).body
    except Invalid as error:
        assert "holds no text" in str(error)


def test_a_text_with_markup_becomes_markdown_and_any_other_stays():
    assert as_markdown("<p>Send it within <b>thirty</b> days.</p><ul><li>One</li><li>Two</li></ul>") == (
        "Send it within **thirty** days.\n\n- One\n- Two"
    )
    assert as_markdown("If a < b, write to <us>.\n\n- One") == "If a < b, write to <us>.\n\n- One"
