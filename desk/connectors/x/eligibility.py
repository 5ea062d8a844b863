"""Whether X takes a reply to a post, in words for the person who would approve one."""

from __future__ import annotations

from typing import Final

from desk.connectors.x.posts import Post
from desk.connectors.x.settings import SELF_SERVE

NOT_ADDRESSED: Final = (
    "X lets apps on its self-serve plans answer only posts whose author mentioned or quoted the account, and this post "
    "does neither. Answer it by hand on X."
)
MENTIONED_ONLY: Final = (
    "Its author lets only accounts that the post mentions answer it, and it doesn't mention this one. "
    "Nobody can answer it as this account."
)


def cannot_reply(post: Post, plan: str) -> str | None:
    """Why the platform takes no reply; None where it takes one."""
    if post.reply_settings == "mentionedUsers" and not post.mentions:
        return MENTIONED_ONLY
    if plan == SELF_SERVE and not (post.mentions or post.quotes):
        return NOT_ADDRESSED
    return None
