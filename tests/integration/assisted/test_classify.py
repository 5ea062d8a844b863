"""What `classify` says in batches is what the assistant says of each comment by HTTP."""

from __future__ import annotations

import argparse
import asyncio
import json
from pathlib import Path

import httpx
import pytest

from desk.assistant.client import RasaAssistant
from desk.commands.bulk import UNDERSTOOD, classify
from desk.settings import ROOT, read_settings
from desk.supervisor import start

ODD = [
    "/restart",
    "🚲🚲",
    "WHERE IS IT???",
    "x" * 10_000,
    "Où est mon colis ?",
    "one\n\ntwo",
    "@shop https://shop.example",
]


@pytest.mark.slow
def test_a_file_is_classified_as_the_server_would(private_folder: Path, tmp_path: Path, capsys) -> None:
    comments = (ROOT / "demo" / "comments.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in comments][:50] + ODD
    file = tmp_path / "comments.jsonl"
    file.write_text("".join(json.dumps({"id": str(row), "text": text}) + "\n" for row, text in enumerate(texts)))
    with start(private_folder / "classify", only=("assistant",)) as running:
        settings = read_settings(running.env)
        one_by_one = asyncio.run(_by_http(settings.assistant_urls, settings.assistant_token, texts))
        assert classify(argparse.Namespace(file=str(file)), settings) == 0
    batched = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["id"] for row in batched] == [str(row) for row in range(len(texts))]
    for text, row, alone in zip(texts, batched, one_by_one, strict=True):
        for key in UNDERSTOOD:
            expected = alone[key]
            if isinstance(expected, float):
                # Sums of 32-bit numbers over a batch and over one text may differ in the last digit that is shown.
                expected = pytest.approx(expected, abs=2e-4)
            assert row[key] == expected, (key, text[:80])


async def _by_http(urls: tuple[str, ...], token: str, texts: list[str]) -> list[dict[str, object]]:
    async with httpx.AsyncClient() as client:
        assistant = RasaAssistant(client, urls, token)
        return [await assistant.classify(text) for text in texts]
