"""Opens the connection to the model when the action server starts, and closes it when it ends."""

from __future__ import annotations

import logging
from typing import Any

import aiohttp

from actions.draft import ActionDraft
from actions.language_model.endpoint import Endpoint
from actions.language_model.wording import Wording
from language.model_settings import ModelSettings

logger = logging.getLogger(__name__)


def attach(app: Any, settings: ModelSettings) -> None:
    """Let the Sanic application's drafts be worded by the model."""

    async def open_session(app: Any, loop: Any) -> None:
        app.ctx.model_session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        ActionDraft.wording = Wording(settings, Endpoint(app.ctx.model_session, settings))
        logger.info("drafts are worded by %s at %s", settings.name, settings.url)

    async def close_session(app: Any, loop: Any) -> None:
        ActionDraft.wording = None
        await app.ctx.model_session.close()

    app.register_listener(open_session, "before_server_start")
    app.register_listener(close_session, "after_server_stop")
