"""Facets: what in a text is a link or a mention, by offsets in its UTF-8 bytes (docs.bsky.app, Links, mentions, and rich text)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

MAX_FACETS: Final = 100
_LINK: Final = re.compile(
    r"(?<![\w@/])https?://(?:[^\s<>\"()]|\([^\s<>\"()]*\))*(?:[^\s<>\"().,:;!?'\]]|\([^\s<>\"()]*\))", re.IGNORECASE
)
_HANDLE: Final = re.compile(
    r"(?<![\w@/.])@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)", re.IGNORECASE
)
_SCHEME: Final = re.compile(r"\Ahttps?://(?:www\.)?", re.IGNORECASE)


def handles_in(text: str) -> list[str]:
    """The handles that a text mentions."""
    return list(dict.fromkeys(found.group(1).lower() for found in _HANDLE.finditer(text)))


def facets_of(text: str, dids: Mapping[str, str]) -> list[dict[str, Any]]:
    """The facets of a text; ``dids`` of the handles that are known, others stay words."""
    facets = [
        _facet(text, found, {"$type": "app.bsky.richtext.facet#link", "uri": found.group()})
        for found in _LINK.finditer(text)
    ]
    facets += [
        _facet(text, found, {"$type": "app.bsky.richtext.facet#mention", "did": dids[found.group(1).lower()]})
        for found in _HANDLE.finditer(text)
        if found.group(1).lower() in dids
    ]
    return sorted(facets, key=lambda facet: int(facet["index"]["byteStart"]))


def with_whole_links(text: str, facets: Any) -> str:
    """The text with the links that its writer's app has shortened or named written out."""
    body = text.encode("utf-8", "surrogatepass")
    links = [link for facet in (facets if isinstance(facets, list) else [])[:MAX_FACETS] if (link := _link_of(facet))]
    before = len(body)
    for start, end, uri in sorted(links, reverse=True):
        if not 0 <= start < end <= before:
            continue
        shown = body[start:end].decode("utf-8", "replace")
        body = body[:start] + _written_out(shown, uri).encode("utf-8", "surrogatepass") + body[end:]
        before = start
    return body.decode("utf-8", "replace")


def _facet(text: str, found: re.Match[str], feature: dict[str, str]) -> dict[str, Any]:
    start = len(text[: found.start()].encode())
    index = {"byteStart": start, "byteEnd": start + len(found.group().encode())}
    return {"$type": "app.bsky.richtext.facet", "index": index, "features": [feature]}


def _link_of(facet: Any) -> tuple[int, int, str] | None:
    index = facet.get("index") if isinstance(facet, dict) else None
    features = facet.get("features") if isinstance(facet, dict) else None
    if not isinstance(index, dict) or not isinstance(features, list):
        return None
    start, end = index.get("byteStart"), index.get("byteEnd")
    uris = [one["uri"] for one in features if isinstance(one, dict) and isinstance(one.get("uri"), str)]
    if type(start) is not int or type(end) is not int or not uris:
        return None
    return start, end, uris[0]


def _written_out(shown: str, uri: str) -> str:
    begun = _SCHEME.sub("", shown.strip().removesuffix("…").removesuffix("..."))
    return uri if _SCHEME.sub("", uri).startswith(begun) else f"{shown} ({uri})"
