"""Comments and replies of earlier as other systems export them. Every reader streams: a file may be larger than the memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from desk.commands.history import chatwoot, facebook, table, x, zendesk
from desk.commands.history.exchange import Exchange, LeftOut, Own

Reader = Callable[[str, Own], Iterator[Exchange | LeftOut]]

READERS: Final[dict[str, Reader]] = {
    "csv": table.csv_rows,
    "jsonl": table.json_lines,
    "facebook": facebook.exchanges_of,
    "x": x.exchanges_of,
    "chatwoot": chatwoot.exchanges_of,
    "zendesk": zendesk.exchanges_of,
}
"""By the name that ``--from`` takes."""
