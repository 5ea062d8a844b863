"""The JSON of the chat as the console sees it: how to embed it, and what is behind a comment that came by it."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct


class WidgetSnippets(Struct):
    """What goes into the site's own source. ``script``: the script is updated with the desk; ``pinned``: it stays the
    same until the tag is changed."""

    script: str | None
    pinned: str | None
    element: str | None
    package: str


class WidgetSetup(Struct):
    """``built``: whether the desk has the script; ``identify``: whether a widget secret is set; ``desk``: its own site."""

    connected: bool
    built: bool
    identify: bool
    desk: str
    origins: list[str]
    script_url: str | None
    integrity: str | None
    snippets: WidgetSnippets


class WidgetSecret(Struct):
    """Told once."""

    secret: str


class ChatAttachment(Struct):
    id: UUID
    name: str
    type: str
    size: int


class ChatBehind(Struct):
    """``identity``: the site's own id of the visitor; ``helped``: how they rated the reply."""

    visitor: UUID
    name: str | None
    email: str | None
    identity: str | None
    blocked: bool
    helped: bool | None
    context: dict[str, str]
    files: list[ChatAttachment]


class Blocking(Struct, forbid_unknown_fields=True):
    blocked: bool
