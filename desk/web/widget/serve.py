"""Adds everything of the chat widget to the application."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from desk.domain.errors import NotFound
from desk.settings import ROOT
from desk.web.rendering import App
from desk.web.widget import files, messages, stream, visitors
from desk.web.widget.bundle import Bundle
from desk.web.widget.calls import Calls
from desk.web.widget.demo import serve_demo
from desk.web.widget.feed import Feed
from desk.web.widget.preview import preview
from desk.web.widget.static import serve_bundle


def serve_widget(app: App, desk: Any) -> None:
    """The script, and what it asks the desk."""

    async def alive(visitor_ids: Sequence[UUID], family_ids: Sequence[UUID]) -> set[UUID]:
        working: set[UUID] = await desk.chat_visitors.connected(visitor_ids, family_ids)
        return working

    feed = Feed(desk.chat_changes, alive)
    app.ctx.widget = Bundle(desk.widget, desk.settings.data / "widget")

    @app.before_server_start
    async def listen(app: App) -> None:
        feed.start()

    @app.after_server_stop
    async def stop_listening(app: App) -> None:
        await feed.stop()

    calls = Calls(app, desk, feed)
    calls.of_page("GET", "/widget/v1/pages/<page_id:str>", visitors.page)
    calls.of_page("POST", "/widget/v1/pages/<page_id:str>/visitors", visitors.enter)
    calls.with_token("GET", "/widget/v1/conversation", messages.conversation)
    calls.with_token("DELETE", "/widget/v1/conversation", messages.erase)
    calls.with_token("GET", "/widget/v1/stream", stream.stream)
    calls.with_token("POST", "/widget/v1/messages", messages.say)
    calls.with_token("POST", "/widget/v1/files", files.take_file, stream=True)
    calls.with_token("POST", "/widget/v1/typing", messages.typing)
    calls.with_token("POST", "/widget/v1/seen", messages.seen)
    calls.with_token("POST", "/widget/v1/ratings", messages.rate)
    calls.with_token("POST", "/widget/v1/email", messages.leave_email)
    app.add_route(files.open_file, "/widget/v1/files/<file_id:uuid>", methods=["GET"], name="widget_file")
    app.add_route(preview, "/widget/preview", methods=["GET"], name="widget_preview")
    serve_bundle(app, app.ctx.widget)
    if desk.settings.demo:
        serve_demo(app, ROOT / "widget" / "demo")

    async def nothing(request: Any, path: str = "") -> None:
        raise NotFound("There is nothing of the chat widget at this address.")

    app.add_route(nothing, "/widget/<path:path>", methods=["GET"], name="widget_nothing")
