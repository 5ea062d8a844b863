"""Articles from web pages: one page, or those that a sitemap names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from desk.domain.article import Article
from desk.domain.errors import Invalid
from desk.services.knowledge import Reading, article_of
from desk.sources.addresses import checked, derived, id_of
from desk.sources.encodings import decoded
from desk.sources.fetch import AGENT, HTML, Fetched, Fetcher, Unfetched
from desk.sources.html import article_on
from desk.sources.robots import MAX_SIZE, Robots, read_robots
from desk.sources.sitemap import pages_of

Bar = Callable[[list[str]], Iterable[str]]


def read_page(fetcher: Fetcher, address: str, page_id: str | None = None) -> Reading:
    """The article at one address; raises Invalid where there is none.

    A person named this page, so robots.txt, which is for those that follow links by themselves, is not asked.
    """
    address = checked(address)
    reading = Reading()
    try:
        reading.add(_article(fetcher.get(address, types=HTML), address, page_id), address)
    except (Unfetched, Invalid) as error:
        raise Invalid(f"{address} {str(error).rstrip('.')}.") from None
    return reading


def read_sitemap(
    fetcher: Fetcher, address: str, page_id: str | None = None, *, most: int = 500, bar: Bar = iter
) -> Reading:
    """The articles on the pages that a sitemap names, as far as robots.txt allows; raises Invalid for the sitemap."""
    address = checked(address)
    reading = Reading()
    robots = _robots(fetcher, address)
    fetcher.delay_s = robots.delay_s
    ends: set[str] = set()
    for page in bar(pages_of(fetcher, address, most, reading)):
        article_id = derived(id_of(page), page_id)
        if not robots.allows(page):
            reading.leave_out(page, "robots.txt asks not to fetch it", article_id)
            continue
        try:
            fetched = fetcher.get(page, types=HTML)
            if fetched.address not in ends:  # two addresses that lead to one page are one article
                ends.add(fetched.address)
                reading.add(_article(fetched, page, page_id), page)
        except (Unfetched, Invalid) as error:
            gone = isinstance(error, Unfetched) and error.gone
            reading.leave_out(page, error, article_id, gone=gone)
    return reading


def _article(fetched: Fetched, named: str, page_id: str | None) -> Article:
    """The id comes from the address that was named, which stays where redirects lead elsewhere another day."""
    content = article_on(decoded(fetched.body, fetched.charset), fetched.address)
    name = id_of(named)
    meta = {"title": content.title or name.replace("-", " "), "url": fetched.address}
    return article_of(meta, content.body, default_id=derived(name, page_id), page_id=page_id)


def _robots(fetcher: Fetcher, address: str) -> Robots:
    """The site's rules; none where it has no robots.txt. One that can't be had means: come back later (RFC 9309)."""
    place = address.split("/", 3)
    where = "/".join([*place[:3], "robots.txt"])
    try:
        return read_robots(decoded(fetcher.get(where, limit=10 * MAX_SIZE).body), AGENT)
    except Unfetched as error:
        if error.status is not None and 400 <= error.status < 500 and error.status != 429:
            return Robots()
        raise Invalid(f"{where} {error}; without it no page is fetched.") from None
