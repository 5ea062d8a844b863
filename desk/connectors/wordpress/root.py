"""Where a blog's REST API is: its own pages say so, whatever its permalinks look like."""

from __future__ import annotations

import ipaddress
import re
from typing import Final

import httpx

from desk.connectors.calling import Answer, read
from desk.connectors.wordpress.errors import error_of
from desk.domain.platform import PlatformError, Trouble
from desk.domain.text import unescaped

REDIRECTS: Final = 4
HEAD: Final = 200_000
_HEADER = re.compile(r"<([^<>]*)>\s*;[^,<]*rel=\"?https://api\.w\.org/\"?")
_LINK = re.compile(r"<link\b[^<>]*\brel=['\"]https://api\.w\.org/['\"][^<>]*>", re.I)
_HREF = re.compile(r"\bhref=['\"]([^'\"]*)['\"]", re.I)
_CHECK: Final = "Check it in Settings, Connections."


async def discover(client: httpx.AsyncClient, address: str) -> str:
    """The root of the API of the blog at this address. Asked without credentials. Raises PlatformError."""
    url = checked(address)
    answer = await read(client, "GET", str(url), "The blog")
    for _ in range(REDIRECTS):
        if not 300 <= answer.status < 400:
            break
        url = _followed(url, answer)
        answer = await read(client, "GET", str(url), "The blog")
    if 300 <= answer.status < 400:
        raise error_of(answer)
    said = named_in(answer)
    if said:
        root = _joined(url, said)
        if root is None or not same_site(root, url):
            raise PlatformError(
                Trouble.MISSING, f"The blog at {url.host} says that its API is on another host. {_CHECK}"
            )
        return secure(root)
    if answer.status == 429 or answer.status >= 500 or answer.status in (401, 403):
        raise error_of(answer)
    for guess in (
        url.join("wp-json/") if url.path.endswith("/") else url.join(f"{url.path}/wp-json/"),
        url.copy_set_param("rest_route", "/"),
    ):
        answer = await read(client, "GET", str(guess), "The blog")
        if isinstance(answer.json, dict) and isinstance(answer.json.get("namespaces"), list):
            return secure(guess)
    raise PlatformError(
        Trouble.MISSING, f"There is no WordPress REST API at {url.host}, or a plugin has switched it off. {_CHECK}"
    )


def checked(address: str) -> httpx.URL:
    """The address as a URL; raises PlatformError where it is none."""
    try:
        url = httpx.URL(address.strip())
    except (httpx.InvalidURL, ValueError):
        url = httpx.URL("")
    odd = url.userinfo or "%" in url.host or not 0 <= (url.port or 0) < 65_536
    if url.scheme not in ("http", "https") or not url.host or odd:
        raise PlatformError(Trouble.MISSING, f"The blog's address must be like https://blog.example.com/. {_CHECK}")
    return url


def secure(url: httpx.URL) -> str:
    """The address of the API, which must keep a password secret on the way. Raises PlatformError."""
    if url.scheme != "https" and not _near(url.host):
        raise PlatformError(
            Trouble.PERMISSION,
            f"The blog at {url.host} has no https, and a password must not travel without. Switch https on, and set "
            "both addresses in WordPress under Settings, General to https.",
        )
    return str(url)


def endpoint(root: str, route: str) -> httpx.URL:
    """The address of a route such as ``wp/v2/comments``, with any kind of permalinks."""
    url = httpx.URL(root)
    before = url.params.get("rest_route")
    if before is not None:
        return url.copy_set_param("rest_route", f"{before.rstrip('/')}/{route}")
    return url.copy_with(path=f"{url.path.rstrip('/')}/{route}")


def same_site(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether both are on one host; with and without ``www.`` count as one."""
    return one.host.removeprefix("www.") == other.host.removeprefix("www.")


def named_in(answer: Answer) -> str | None:
    """The root of the API that a page of the blog names, in its header or in its head."""
    in_header = _HEADER.search(answer.headers.get("link", ""))
    if in_header:
        return in_header.group(1)
    link = _LINK.search(answer.body[:HEAD].decode("utf-8", "replace"))
    href = _HREF.search(link.group(0)) if link else None
    return unescaped(href.group(1)) if href else None


def _followed(url: httpx.URL, answer: Answer) -> httpx.URL:
    target = _joined(url, answer.headers.get("location", ""))
    if target is None or not same_site(target, url) or (url.scheme == "https" and target.scheme != "https"):
        raise error_of(answer)
    return target


def _joined(url: httpx.URL, target: str) -> httpx.URL | None:
    try:
        joined = url.join(target)
    except (httpx.InvalidURL, ValueError):
        return None
    return joined if joined.scheme in ("http", "https") and joined.host and not joined.userinfo else None


def _near(host: str) -> bool:
    """On this machine or in a private network, where nobody else listens."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host
    return address.is_loopback or address.is_private
