"""What posting a reply on X costs, in words for the person who approves it."""

from __future__ import annotations

from desk.connectors.x.settings import setting
from desk.domain.page import Connection
from language.channels import has_link


def cost_of(text: str, connection: Connection) -> str:
    """What X bills for this reply, by the prices that the connection names."""
    plain, linked = _price(connection, "price_post"), _price(connection, "price_link")
    if has_link(text):
        return f"X bills US${linked} for this reply, because it has a link; without one it would be US${plain}."
    return f"X bills US${plain} for this reply."


def _price(connection: Connection, name: str) -> str:
    return setting(connection, name).strip()
