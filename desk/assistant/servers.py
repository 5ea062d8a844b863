"""The running Rasa servers: which model each serves, and having one serve another."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import httpx

from desk.ports.errors import ModelNotServed

LOADING_S: Final = 120.0


class RasaServers:
    """All addresses in ASSISTANT_URLS."""

    def __init__(self, client: httpx.AsyncClient, urls: Sequence[str], token: str) -> None:
        self._client = client
        self._urls = [url.rstrip("/") for url in urls]
        self._token = token

    async def serving(self) -> dict[str, str | None]:
        """The name of the model that each serves; None for one that doesn't answer."""
        names = await asyncio.gather(*(self._served_by(url) for url in self._urls))
        return dict(zip(self._urls, names, strict=True))

    async def serve(self, address: str, model: Path) -> None:
        """Have a server load the file, which has to be there on its machine too, and answer with it from then on."""
        try:
            response = await self._client.put(
                f"{address}/model",
                params={"token": self._token},
                json={"model_file": str(model)},
                timeout=httpx.Timeout(LOADING_S, connect=2.0),
            )
        except httpx.HTTPError as error:
            raise ModelNotServed(f"{address} does not answer ({type(error).__name__}).") from error
        if response.status_code != 204:
            raise ModelNotServed(f"{address} did not take the model over: {_reason(response)}")
        served = await self._served_by(address)
        if served != model.name:
            raise ModelNotServed(f"{address} serves {served or 'nothing'} after it was told to serve {model.name}.")

    async def _served_by(self, url: str) -> str | None:
        try:
            response = await self._client.get(f"{url}/status", params={"token": self._token}, timeout=5.0)
            return Path(str(response.json()["model_file"])).name if response.status_code == 200 else None
        except (httpx.HTTPError, ValueError, KeyError, TypeError):
            return None


def _reason(response: httpx.Response) -> str:
    try:
        return str(response.json()["message"])[:300]
    except (ValueError, KeyError, TypeError):
        return f"status {response.status_code}"
