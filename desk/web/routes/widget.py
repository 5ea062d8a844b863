"""The chat widget from the console: embedding it, and what is behind a comment that came by it."""

from __future__ import annotations

import secrets
from html import escape
from uuid import UUID

import msgspec
from sanic import Request
from sanic.response import HTTPResponse

from desk.domain.chat import desk_origin, rules_of
from desk.domain.errors import Conflict, Invalid, NotFound
from desk.services.accounts import Account
from desk.services.chat_sites import SECRET
from desk.web import models_widget as models
from desk.web.operations import Operations
from desk.web.widget.bundle import Bundle
from desk.web.widget.files import given

operations = Operations("widget")


@operations.add("GET", "/api/v1/pages/<page_id:str>/widget", allow="admin", answer=models.WidgetSetup)
async def page_widget(request: Request, person: Account, page_id: str) -> models.WidgetSetup:
    """How to put the page's chat on a site."""
    desk = request.app.ctx.desk
    async with desk.uow() as unit:
        state = await unit.channels.of_page(page_id, "chat")
    connected = state is not None and state.disconnected_at is None
    origins: tuple[str, ...] = ()
    if state is not None:
        try:
            origins = rules_of(state.connection.config).origins
        except Invalid:
            connected = False
    bundle: Bundle = request.app.ctx.widget
    base, page = desk.settings.public_url, escape(page_id, quote=True)
    script_url = f"{base}/widget/v1.js" if bundle.is_built else None
    pinned_url = f"{base}/widget/{bundle.hashed_name}" if bundle.is_built else None
    element = f'<sharewell-chat page="{page}" desk="{escape(base)}"></sharewell-chat>'
    return models.WidgetSetup(
        connected,
        bundle.is_built,
        connected and state is not None and state.connection.sealed is not None,
        desk_origin(base) or base,
        list(origins),
        pinned_url,
        bundle.integrity,
        models.WidgetSnippets(
            f'<script src="{escape(script_url)}" data-page="{page}" async></script>' if script_url else None,
            f'<script src="{escape(pinned_url)}" integrity="{bundle.integrity}" crossorigin="anonymous"'
            f' data-page="{page}" async></script>'
            if pinned_url
            else None,
            f'<script src="{escape(script_url)}" async></script>\n{element}' if script_url else None,
            f'import {{ define }} from "@sharewell/chat";\ndefine();\n\n{element}',
        ),
    )


@operations.add(
    "POST", "/api/v1/pages/<page_id:str>/widget/secret", allow="admin", answer=models.WidgetSecret, status=201
)
async def renew_widget_secret(request: Request, person: Account, page_id: str) -> models.WidgetSecret:
    """A new secret with which the site's server vouches for its visitors; what the old one signed is refused now."""
    desk = request.app.ctx.desk
    async with desk.uow() as unit:
        state = await unit.channels.of_page(page_id, "chat")
    if state is None or state.disconnected_at is not None:
        raise Conflict("This page has no chat; connect it first.")
    secret = secrets.token_hex(32)
    await desk.connecting.connect(person.name, page_id, "chat", {SECRET: secret})
    return models.WidgetSecret(secret)


@operations.add("GET", "/api/v1/comments/<comment_id:uuid>/chat", allow="viewer", answer=models.ChatBehind)
async def comment_chat(request: Request, person: Account, comment_id: UUID) -> models.ChatBehind:
    """Who wrote this comment in the chat, from where, and the files that came with it."""
    async with request.app.ctx.desk.uow() as unit:
        found = await unit.chat.about(comment_id)
    if found is None:
        raise NotFound("This comment did not come by the chat, or its conversation is gone.")
    return msgspec.convert(found, models.ChatBehind)


@operations.add("GET", "/api/v1/comments/<comment_id:uuid>/chat/files/<file_id:uuid>", allow="viewer")
async def comment_chat_file(request: Request, person: Account, comment_id: UUID, file_id: UUID) -> HTTPResponse:
    """A file that came with this comment."""
    async with request.app.ctx.desk.uow() as unit:
        found = await unit.chat_files.open_of(comment_id, file_id)
    if found is None:
        raise NotFound("This file isn't here any more.")
    return given(*found)


@operations.add(
    "PUT", "/api/v1/comments/<comment_id:uuid>/chat/blocked", allow="approver", body=models.Blocking, status=204
)
async def block_visitor(request: Request, person: Account, comment_id: UUID, body: models.Blocking) -> None:
    """What this comment's author writes in the chat from now on bothers nobody, or does again."""
    await request.app.ctx.desk.chat.block(person.name, comment_id, body.blocked)
