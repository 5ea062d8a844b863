"""`PUT /model` without a pause: the new model is loaded and tried beside the old one, which answers until then.

Rasa loads it on the loop that answers requests, which then answers nobody for seconds.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

_TRIED: Final = "Is this still available?"


def swap_without_pause() -> None:
    """Replace how Rasa's server loads a model that it is told to serve."""
    import rasa.server
    from rasa.exceptions import ModelNotFound

    load, one_at_a_time = rasa.server._load_agent, asyncio.Lock()

    async def loaded_and_tried(*arguments: Any, **named: Any) -> Any:
        agent = await load(*arguments, **named)
        # The first text takes longer than the others, and shows whether the model answers at all.
        if not (await agent.parse_message(_TRIED)).get("understanding"):
            raise ModelNotFound("the model understands nothing")
        return agent

    async def load_beside(*arguments: Any, **named: Any) -> Any:
        async with one_at_a_time:
            try:
                return await asyncio.to_thread(asyncio.run, loaded_and_tried(*arguments, **named))
            except rasa.server.ErrorResponse:
                raise
            except Exception as error:
                raise rasa.server.ErrorResponse(400, "BadRequest", f"The model can't be used: {error}") from error

    rasa.server._load_agent = load_beside
