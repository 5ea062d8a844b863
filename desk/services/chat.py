"""A conversation on a page's own site: what the visitor writes is a comment, what people approve is the answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from desk.domain.chat import MAX_FILES, MAX_TEXT, ChatFile, ChatMessage, Marks, Visitor, read_context, web_address
from desk.domain.chat_errors import TokenDead
from desk.domain.errors import Conflict, Invalid, NotFound
from desk.domain.incoming import WORDLESS, Incoming
from desk.domain.text import cleaned
from desk.ports.outside import Clock
from desk.ports.unit import Unit, UnitOfWork
from desk.services.chat_sites import ChatSite
from desk.services.chat_visitors import read_email
from desk.services.presence import EXPIRY
from desk.services.receive import AUTHOR, delete_within, receive_within

RATED: Final = "rated"
SIGN_OF_LIFE: Final = timedelta(minutes=1)
_CLIENT_ID: Final = re.compile(r"[A-Za-z0-9-]{8,64}")


@dataclass(frozen=True)
class Said:
    """The stored message, and whether this call stored it."""

    message: ChatMessage
    created: bool


@dataclass(frozen=True)
class Chat:
    """Conversations of all pages."""

    uow: UnitOfWork
    clock: Clock

    async def say(
        self,
        site: ChatSite,
        visitor: Visitor,
        client_id: str,
        text: str,
        file_ids: Sequence[UUID] = (),
        context: Mapping[str, Any] | None = None,
    ) -> Said:
        """Store a message, and the comment that it is, in one transaction; the same client_id again changes nothing.

        What a blocked visitor writes, or what holds unwanted words, looks sent to its author and bothers nobody.
        """
        if not _CLIENT_ID.fullmatch(client_id):
            raise Invalid("client_id must be 8 to 64 letters, digits and hyphens.")
        text = cleaned(text, "The message", MAX_TEXT, required=not file_ids)
        told = read_context(context or {})
        file_ids = list(dict.fromkeys(file_ids))
        if len(file_ids) > MAX_FILES:
            raise Invalid(f"A message carries at most {MAX_FILES} files.")
        _check_known(site, visitor)
        async with self.uow() as unit:
            if not await unit.chat.hold(visitor.conversation_id):
                raise TokenDead()
            known = await unit.chat.by_client_id(visitor.conversation_id, client_id)
            if known is not None:
                return Said(known, created=False)
            seq = await unit.chat.next_seq(visitor.conversation_id)
            files = await unit.chat_files.unsent(visitor.conversation_id, file_ids)
            if len(files) != len(file_ids):
                raise Invalid("One of the files isn't here, or was sent before; attach it again.")
            comment_id = None
            if not visitor.blocked and not site.rules.unwanted(text):
                incoming = _incoming(visitor, client_id, text, files, told)
                comment_id = (await receive_within(unit, self.clock, site.connection, incoming)).comment.id
            message = ChatMessage(
                uuid4(), seq, False, text, self.clock.now(), client_id, None, comment_id, None, tuple(files)
            )
            await unit.chat.add_message(visitor.conversation_id, message, told, file_ids)
        return Said(message, created=True)

    async def read(self, visitor: Visitor, after: int) -> tuple[list[ChatMessage], Marks]:
        """What was written after that number, and how far the conversation is."""
        now = self.clock.now()
        async with self.uow() as unit:
            marks = await unit.chat.marks(visitor.conversation_id, now - EXPIRY)
            if marks is None:
                raise TokenDead()
            await unit.chat.here(visitor.id, now, now - SIGN_OF_LIFE)
            return await unit.chat.messages(visitor.conversation_id, after), marks

    async def marks(self, visitor: Visitor) -> Marks | None:
        """How far the conversation is; None when it is gone."""
        async with self.uow() as unit:
            return await unit.chat.marks(visitor.conversation_id, self.clock.now() - EXPIRY)

    async def messages(self, visitor: Visitor, after: int) -> list[ChatMessage]:
        """What was written after that number."""
        async with self.uow() as unit:
            return await unit.chat.messages(visitor.conversation_id, after)

    async def seen(self, visitor: Visitor, up_to: int) -> None:
        """The visitor has seen so much."""
        async with self.uow() as unit:
            await unit.chat.seen(visitor.conversation_id, up_to)

    async def typing(self, visitor: Visitor) -> None:
        """The visitor writes."""
        if visitor.blocked:
            return
        async with self.uow() as unit:
            await unit.chat.visitor_types(visitor.conversation_id)

    async def rate(self, visitor: Visitor, message_id: UUID, helped: bool) -> None:
        """Whether a reply helped; people see it in the comment's history. The same again changes nothing."""
        async with self.uow() as unit:
            message = await unit.chat.message(visitor.conversation_id, message_id, lock=True)
            if message is None:
                raise NotFound("There is no such message in this conversation.")
            if not message.from_page or message.comment_id is None:
                raise Invalid("Only a reply of the page can be rated.")
            if message.helped is helped:
                return
            await unit.chat.rate(visitor.conversation_id, message_id, helped)
            comment = await unit.comments.get(message.comment_id)
            if comment is not None and not visitor.blocked:
                data = {"helped": helped, "reply": str(message_id)}
                await unit.events.append(comment, RATED, AUTHOR, comment.state, comment.state, data)

    async def leave_email(self, visitor: Visitor, email: str) -> None:
        """Where a reply goes when the visitor has been gone for a while."""
        address = read_email(email)
        if address is None:
            raise Invalid("The e-mail address is empty.", field="email")
        async with self.uow() as unit:
            await unit.chat.describe(visitor.id, None, None, address)

    async def erase(self, visitor: Visitor) -> None:
        """The visitor deletes the conversation: nothing of what they wrote, sent or gave is left."""
        async with self.uow() as unit:
            await erase_within(unit, self.clock, visitor)

    async def block(self, actor: str, comment_id: UUID, blocked: bool) -> None:
        """What this comment's author writes from now on bothers nobody, or does again."""
        async with self.uow() as unit:
            comment = await unit.comments.get(comment_id)
            if comment is None or not await unit.chat.block(comment_id, self.clock.now() if blocked else None):
                raise Conflict("This comment's author is not chatting (any more).")
            what = "chat.blocked" if blocked else "chat.unblocked"
            await unit.audit.append(actor, what, comment.author or "visitor", comment.page_id, {})


async def erase_within(unit: Unit, clock: Clock, visitor: Visitor) -> None:
    """Mark the visitor's comments deleted, clear what they and their answers say, and drop the conversation."""
    if not await unit.chat.hold(visitor.conversation_id):
        return
    comment_ids = await unit.chat.comments_of(visitor.conversation_id)
    for comment_id in comment_ids:
        comment = await unit.comments.get(comment_id, lock=True)
        if comment is not None:
            await delete_within(unit, clock, comment)
    await unit.retention.clear_comments(comment_ids, clock.now())
    await unit.chat.erase(visitor.id)


def _check_known(site: ChatSite, visitor: Visitor) -> None:
    if site.rules.name == "need" and not visitor.name:
        raise Invalid("Tell your name first.", field="name")
    if site.rules.email == "need" and not visitor.email:
        raise Invalid("Tell your e-mail address first.", field="email")


def _incoming(
    visitor: Visitor, client_id: str, text: str, files: Sequence[ChatFile], context: Mapping[str, str]
) -> Incoming:
    url = web_address(context.get("url"))
    names = [f"[{'picture' if file.is_picture else 'file'}: {file.name}]" for file in files]
    wordless = WORDLESS["picture" if files and files[0].is_picture else "file"]
    return Incoming(
        external_id=f"{visitor.id}:{client_id}",
        text="\n".join([text or wordless, *names]),
        channel="chat",
        author=visitor.name,
        author_id=str(visitor.id),
        thread=str(visitor.conversation_id),
        post={"text": context["title"], "url": url} if context.get("title") else None,
        url=url,
    )
