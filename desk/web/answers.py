"""From rows to the API's models."""

from __future__ import annotations

from typing import Any

import msgspec

from desk.domain.page import Page
from desk.domain.platform import Moderation, Platform
from desk.domain.text import excerpt
from desk.services.accounts import Account
from desk.web import models, models_draft, models_kinds
from language.channels import limit_of


def queue_item(row: dict[str, Any]) -> models.QueueItem:
    """One row of the queue."""
    fields = {name: value for name, value in row.items() if name not in ("text", "place_at")}
    return msgspec.convert({**fields, "excerpt": excerpt(row["text"])}, models.QueueItem)


def conversation(
    row: dict[str, Any], together: dict[str, Any], platform: Platform | None, prices: tuple[str | None, str | None]
) -> models.Conversation:
    """A conversation as the console shows it; ``together``: what colleagues do about it."""
    limit = limit_of(row["channel"], row["reply_limit"])
    given = [
        {"author": t.get("author"), "from_page": bool(t.get("from_page")), "text": t["text"], "at": None}
        for t in row["turns"]
    ]
    before = [{"author": t.author, "from_page": t.from_page, "text": t.text, "at": t.at} for t in row["earlier"]]
    return msgspec.convert(
        {
            "comment": _known(models.Comment, row),
            "post": row["post"],
            "turns": [*given, *before],
            "understanding": row["understanding"],
            "draft": _draft(row),
            "evidence": [_known(models_draft.Evidence, passage) for passage in row["evidence"] or []],
            "reply": row["reply"],
            "events": row["events"],
            "limit": {"limit": limit.limit, "counting": limit.counting},
            **_together(row, together),
            "first_approval": row["first_approval"],
            "proposal": row["proposal"],
            "platform": _platform(platform, prices) if platform else None,
            "by_hand": row["by_hand"],
        },
        models.Conversation,
        from_attributes=True,
    )


def _platform(platform: Platform, prices: tuple[str | None, str | None]) -> dict[str, Any]:
    possible = [what.value for what in Moderation if what in platform.moderation]
    return {
        "name": platform.name,
        "private": platform.private,
        "moderation": possible,
        "link_note": platform.link_note,
        "price": prices[0],
        "price_with_link": prices[1],
    }


def _together(row: dict[str, Any], together: dict[str, Any]) -> dict[str, Any]:
    earlier = [
        {**one, "excerpt": excerpt(one["excerpt"]), "reply_excerpt": excerpt(one["reply_excerpt"] or "") or None}
        for one in together["earlier"]
    ]
    standing = {name: row[name] for name in ("snoozed_until", "due_at", "escalated")}
    return {**together, **standing, "earlier": earlier}


def _draft(row: dict[str, Any]) -> dict[str, Any] | None:
    if not row["document"] or not row["document"]["draft"]:
        return None
    return {**row["document"]["draft"], "id": row["draft_id"], "created_at": row["drafted_at"]}


def _known(kind: type[msgspec.Struct], values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in kind.__struct_fields__ if name != "said"}


def page(row: dict[str, Any], role: str) -> models.Page:
    """A page as the console knows it; ``role`` is the reader's on it."""
    known = Page(row["id"], row["name"], row["settings"])
    return models.Page(
        id=known.id,
        name=known.name,
        undo_seconds=known.undo_window.total_seconds(),
        assign="round-robin" if known.takes_turns else "none",
        voice=msgspec.convert(known.voice.as_dict(), models.Voice),
        has_articles=row["has_articles"],
        has_connection=row["has_connection"],
        promise=msgspec.convert(known.promise.as_dict(), models.Promise) if known.promise else None,
        role=msgspec.convert(role, models_kinds.Role),
        second_approval=msgspec.convert(known.second_approval.as_dict(), models.SecondApproval),
    )


def user(account: Account) -> models.User:
    """An account without its secrets."""
    return msgspec.convert(
        {"id": account.id, "name": account.name, "email": account.email, "role": account.role}, models.User
    )
