"""The chat connector: an approved reply is a message of the conversation that its comment came from."""

from __future__ import annotations

from typing import Final

from desk.connectors.base import BaseConnector
from desk.domain.chat import BEFORE_CHAT, SHOWN_AS, rules_of
from desk.domain.comment import Comment
from desk.domain.errors import Invalid
from desk.domain.page import Connection
from desk.domain.platform import Account, Field, Found, Platform, PlatformError, Standing, Trouble
from desk.domain.reply import ApprovedReply, Outcome, Refused, Sent
from desk.ports.chat import ChatPosts
from desk.ports.errors import DatabaseUnavailable
from desk.ports.outside import Clock

GONE: Final = "The visitor deleted this conversation, so nobody would read the reply."
AWAY: Final = "The database is not available right now."
SHORTEST_SECRET: Final = 16
CHAT: Final = Platform(
    "chat",
    "Web chat",
    "chat",
    fields=(
        Field(
            "origins",
            "Sites with the chat",
            "Such as https://www.example.com, one a line or separated by commas; the chat works on no other.",
        ),
        Field("name", "Name before the chat", "Whether visitors are asked for it.", default="no", choices=BEFORE_CHAT),
        Field("email", "E-mail before the chat", "The same.", default="no", choices=BEFORE_CHAT),
        Field("shown_as", "Replies are shown as", "The page's name, or the first name of whoever approved.",
              default="page", choices=SHOWN_AS),
        Field("secret", "Widget secret", "Only to identify visitors who are signed in on your site; see the guide.",
              secret=True, required=False),
        Field("blocked_words", "Unwanted words", "Messages with one of them bother nobody; one a line or with commas.",
              required=False),
    ),
)  # fmt: skip


class ChatConnector(BaseConnector):
    """Chat on a page's own site. Its messages come by the widget's own routes (desk/web/widget/)."""

    platform = CHAT

    def __init__(self, posts: ChatPosts, clock: Clock) -> None:
        self._posts = posts
        self._clock = clock

    async def look(self, comment: Comment, connection: Connection) -> Standing:
        """Whether the conversation is still there."""
        try:
            return Standing(there=await self._posts.is_open(comment.id))
        except DatabaseUnavailable:
            raise PlatformError(Trouble.AWAY, AWAY) from None

    async def publish(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Outcome:
        """Store the reply as a message; the message has the reply's id, so twice is once."""
        try:
            shown_as = rules_of(connection.config).shown_as
            posted = await self._posts.post(reply.id, comment.id, reply.text, shown_as, self._clock.now())
        except DatabaseUnavailable:  # `post` is one transaction, and again it would find what it stored
            return Refused(AWAY, passing=True)
        except Invalid as error:
            return Refused(str(error), trouble=Trouble.MISSING)
        return Sent(str(reply.id)) if posted else Refused(GONE, trouble=Trouble.REFUSED)

    async def find(self, reply: ApprovedReply, comment: Comment, connection: Connection) -> Found:
        """It is there or it isn't."""
        try:
            there = await self._posts.is_posted(reply.id)
        except DatabaseUnavailable:
            return Found(None)
        return Found(there, str(reply.id) if there else None)

    async def account(self, connection: Connection) -> Account:
        """The sites."""
        try:
            origins = rules_of(connection.config).origins
        except Invalid as error:
            raise PlatformError(Trouble.MISSING, f"{error} Correct it in Settings, Connections.") from None
        if not origins:
            raise PlatformError(Trouble.MISSING, "Name at least one site on which the chat may be used.")
        secret = connection.secrets.get("secret") or ""
        if secret and len(secret) < SHORTEST_SECRET:
            raise PlatformError(
                Trouble.MISSING,
                f"The widget secret is too short; take a random one of {SHORTEST_SECRET} characters or more.",
            )
        first = origins[0].partition("//")[2]
        return Account(first if len(origins) == 1 else f"{first} and {len(origins) - 1} more")
