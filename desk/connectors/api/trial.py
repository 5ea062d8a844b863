"""A test delivery to a page's webhook: signed like a reply, and marked so that no receiver posts it."""

from __future__ import annotations

import asyncio
import json
from uuid import uuid4

import httpx

from desk.connectors.api.client import DEADLINE_S, TIMEOUT, secret_number
from desk.connectors.api.signing import HEADER, secret_of, sign
from desk.domain.page import Connection
from desk.ports.outside import Clock


class WebhookTest:
    """The WebhookTrial of desk/ports/platforms.py."""

    def __init__(self, client: httpx.AsyncClient, clock: Clock, master_key: str) -> None:
        self._client = client
        self._clock = clock
        self._master_key = master_key

    def secret(self, connection: Connection) -> str:
        """What this connection's deliveries are signed with."""
        return secret_of(connection.id, self._master_key, secret_number(connection))

    async def deliver(self, connection: Connection) -> tuple[bool, str]:
        """Whether the receiver took it, and what became of it in plain words."""
        url = str(connection.config["webhook_url"])
        body = json.dumps({"type": "test", "page": connection.page_id}).encode()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Sharewell",
            "Sharewell-Delivery": str(uuid4()),
            HEADER: sign(body, self.secret(connection), int(self._clock.now().timestamp())),
        }
        try:
            request = self._client.stream(
                "POST", url, content=body, headers=headers, timeout=TIMEOUT, follow_redirects=False
            )
            return await asyncio.wait_for(self._status(request), DEADLINE_S)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            return (
                False,
                f"Nothing answers at this address ({type(error).__name__}). Is it right, and reachable from here?",
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return False, f"The receiver did not finish its answer ({type(error).__name__})."
        except asyncio.TimeoutError:
            return False, f"The receiver did not answer within {DEADLINE_S:.0f} seconds."

    async def _status(self, request: object) -> tuple[bool, str]:
        async with request as response:  # type: ignore[attr-defined]  # httpx names no public type for it
            status = response.status_code
            said = f"The receiver answered {status} {response.reason_phrase}.".replace(" .", ".")
            if response.is_success:
                return True, said
            if response.is_redirect:
                return False, f"{said} Deliveries follow no redirects: give the address it leads to."
            if status in (401, 403):
                return False, f"{said} Does it check the signature with the secret shown last?"
            return False, said
