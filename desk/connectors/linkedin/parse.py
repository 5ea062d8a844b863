"""LinkedIn's notifications and comments as happenings. Three bodies: pushed, fetched, and one comment with its text.

A notification may name a comment without its text. The fetch then reads the comment, and the body that it stores holds
both as LinkedIn gave them: ``{"notification": …, "comment": …}``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from desk.connectors.linkedin.urns import CommentUrn, comment_urn, organisation_urn
from desk.domain.incoming import WORDLESS, Added, Answered, Edited, Happening, Incoming, Malformed, Removed, Skipped

CHANNEL: Final = "linkedin"
PUSHED: Final = "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS"
ASKED_FOR: Final = ("COMMENT", "COMMENT_EDIT", "COMMENT_DELETE", "ADMIN_COMMENT")
"""The actions that concern comments."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)
_LATEST_MS: Final = 32_503_680_000_000  # the year 3000


@dataclass(frozen=True)
class Notification:
    """What one notification tells, as far as it does."""

    action: str
    comment: CommentUrn | None
    page: str | None
    at: datetime | None
    text: str = ""
    owner: str | None = None
    author: str | None = None
    parent: CommentUrn | None = None
    written_at: datetime | None = None
    post_text: str = ""

    @property
    def by_page(self) -> bool:
        """Whether the page itself wrote."""
        return self.action == "ADMIN_COMMENT" or (self.owner is not None and self.owner == self.page)

    @property
    def lacks(self) -> bool:
        """Whether the comment must be read to know what happened."""
        if self.comment is None or self.action not in ASKED_FOR or self.action == "COMMENT_DELETE":
            return False
        return not self.text or (self.by_page and self.parent is None)


def happenings(body: bytes, own_page: str | None) -> list[Happening]:
    """What a body tells. ``own_page``: the URN of the connection's organisation. Raises Malformed."""
    document = _document(body)
    if "notification" in document:
        return [_happening(_with_comment(document), own_page)]
    if document.get("type", PUSHED) != PUSHED:
        return [Skipped(f"LinkedIn told of {_shown(document['type'])}, which is no comment.")]
    return list(_each(listed(document), own_page))


def listed(document: Any) -> list[Any]:
    """The notifications of a pushed or fetched body. Raises Malformed where it has none."""
    if isinstance(document, dict):
        for name in ("notifications", "elements"):
            if isinstance(document.get(name), list):
                found: list[Any] = document[name]
                return found
    raise Malformed("The body has no list of notifications.")


def notification_of(entry: Any) -> Notification | None:
    """A notification; None where the entry is none."""
    if not isinstance(entry, dict) or not isinstance(entry.get("action"), str):
        return None
    decorated = _object(_object(entry.get("decoratedGeneratedActivity")).get("comment"))
    post = decorated.get("object", entry.get("sourcePost"))
    comment = comment_urn(decorated.get("entity"), post) or comment_urn(entry.get("generatedActivity"), post)
    at = time_of(entry.get("lastModifiedAt"))
    return Notification(
        action=entry["action"],
        comment=comment,
        page=organisation_urn(entry.get("organizationalEntity")),
        at=at,
        text=text_of(decorated),
        owner=_string(decorated.get("owner")) or _string(decorated.get("actor")),
        author=_name(decorated),
        parent=sibling(comment, decorated.get("parentComment")),
        written_at=at if entry["action"] in ("COMMENT", "ADMIN_COMMENT") else None,
        post_text=_string(_object(entry.get("decoratedSourcePost")).get("text")) or "",
    )


def text_of(comment: dict[str, Any]) -> str:
    """The words of a comment: bare in a notification, within ``message`` where it was read by itself."""
    return _string(comment.get("text")) or _string(_object(comment.get("message")).get("text")) or ""


def wordless(comment: dict[str, Any]) -> str:
    """What stands for the text of a comment that has none."""
    content = comment.get("content")
    kinds = [entry.get("type") for entry in content if isinstance(entry, dict)] if isinstance(content, list) else []
    return WORDLESS["video" if "VIDEO" in kinds else "picture"]


def sibling(comment: CommentUrn | None, value: Any) -> CommentUrn | None:
    """Another comment under the same post, whichever of the post's names its URN was written with."""
    other = comment_urn(value)
    return CommentUrn(comment.post, other.number) if comment is not None and other is not None else None


def time_of(value: Any) -> datetime | None:
    """A time in milliseconds; None where it is none."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < _LATEST_MS:
        return None
    return _EPOCH + timedelta(milliseconds=value)


def _each(entries: list[Any], own_page: str | None) -> Iterator[Happening]:
    seen = set()
    for entry in entries:
        notification = notification_of(entry)
        if notification is None:
            yield Skipped("An entry of the body is no notification.")
            continue
        id = entry.get("notificationId")
        if isinstance(id, int | str):
            if (id, notification.action, notification.at) in seen:
                yield Skipped(f"Notification {_shown(id)} stands twice in one body.")
                continue
            seen.add((id, notification.action, notification.at))
        yield _happening(notification, own_page)


def _with_comment(document: dict[str, Any]) -> Notification:
    notification, comment = notification_of(document["notification"]), document.get("comment")
    if notification is None or notification.comment is None or not isinstance(comment, dict):
        raise Malformed("The body has no comment with its notification.")
    return replace(
        notification,
        text=text_of(comment) or wordless(comment),
        owner=_string(comment.get("actor")) or notification.owner,
        author=_name(comment) or notification.author,
        parent=sibling(notification.comment, comment.get("parentComment")),
        written_at=time_of(_object(comment.get("created")).get("time")) or notification.written_at,
    )


def _happening(told: Notification, own_page: str | None) -> Happening:
    account = told.page.rpartition(":")[2] if told.page and told.page != own_page else None
    if told.action not in ASKED_FOR:
        return Skipped(f"LinkedIn told of {_shown(told.action)}, which is no comment.", account)
    if told.comment is None:
        return Skipped(f"A notification of {told.action} names no comment.", account)
    id = str(told.comment)
    if told.action == "COMMENT_DELETE":
        return Removed(id, account)
    if told.lacks and told.by_page and told.text:
        return Skipped(
            f"The page wrote {id}; under which comment, if any, the notification doesn't tell.", account, True
        )
    if told.lacks:
        return Skipped(f"The notification names {id} without its text; the next fetch brings it.", account, True)
    if told.by_page:
        return Answered(str(told.parent), id, told.text, told.author, told.written_at or told.at, account)
    comment = Incoming(
        external_id=id,
        text=told.text,
        channel=CHANNEL,
        author=told.author,
        author_id=told.owner,
        thread=told.comment.post,
        parent=str(told.parent) if told.parent else None,
        post={
            "url": f"https://www.linkedin.com/feed/update/{told.comment.post}",
            **({"text": told.post_text} if told.post_text else {}),
        },
        url=told.comment.url,
        written_at=told.written_at,
    )
    return Edited(comment, told.at, account) if told.action == "COMMENT_EDIT" else Added(comment, account)


def _document(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed("The body is no JSON.") from None
    if not isinstance(document, dict):
        raise Malformed("The body is no JSON object.")
    return document


def _name(comment: dict[str, Any]) -> str | None:
    who = _object(comment.get("owner~") or comment.get("actor~"))
    parts = [_string(who.get(key)) for key in ("localizedName", "localizedFirstName", "localizedLastName")]
    return " ".join(part for part in parts if part) or None


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _shown(value: Any) -> str:
    return str(value)[:60]
