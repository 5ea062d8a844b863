"""The conversation: reading it, writing to it, and the small signs beside the messages."""

from __future__ import annotations

from typing import Any, Final

from desk.domain.chat import ChatMessage
from desk.domain.errors import Invalid
from desk.services.attempts import network_of
from desk.services.chat_guard import ADDRESSES, MESSAGES, SIGNS
from desk.web.widget import models
from desk.web.widget.calls import PREFIX, Call

MAX_WAIT_S: Final = 25


async def conversation(call: Call) -> models.ConversationAnswer:
    """What is new after the cursor; with ``wait``, as soon as something is."""
    after, wait = cursor_of(call.request.args.get("after")), _wait_of(call.request.args.get("wait"))
    if not wait:
        messages, marks = await call.desk.chat.read(call.visitor, after)
        return answered(call, messages, marks, after)
    assert call.known is not None
    visitor = call.visitor
    with call.feed.subscribed(
        visitor.conversation_id, visitor.id, call.known.token.family, network_of(call.address)
    ) as news:
        news.take()
        messages, marks = await call.desk.chat.read(visitor, after)
        if not messages and await news.wait(wait):
            messages, marks = await call.desk.chat.read(visitor, after)
    return answered(call, messages, marks, after)


async def say(call: Call) -> tuple[int, Any]:
    """A message of the visitor's, stored once."""
    body = call.body(models.MessageBody)
    call.limit("say", MESSAGES, call.visitor.id)
    call.desk.chat_guard.note("messages", call.page_site.page.id)
    said = await call.desk.chat.say(
        call.page_site, call.visitor, body.client_id, body.text, body.files, body.context
    )
    message = shown(call, said.message)
    stored = models.MessageStored(message.id, message.at, message.cursor, message.files)
    return (201 if said.created else 200), stored


async def typing(call: Call) -> tuple[int, None]:
    """The visitor writes."""
    call.limit("sign", SIGNS, call.visitor.id)
    await call.desk.chat.typing(call.visitor)
    return 204, None


async def seen(call: Call) -> tuple[int, None]:
    """The visitor has seen everything up to here."""
    body = call.body(models.SeenBody)
    call.limit("sign", SIGNS, call.visitor.id)
    await call.desk.chat.seen(call.visitor, cursor_of(str(body.up_to)))
    return 204, None


async def rate(call: Call) -> tuple[int, None]:
    """Whether a reply helped."""
    body = call.body(models.RatingBody)
    call.limit("sign", SIGNS, call.visitor.id)
    await call.desk.chat.rate(call.visitor, body.message, body.helped)
    return 204, None


async def leave_email(call: Call) -> tuple[int, None]:
    """Where a reply goes when the visitor is gone."""
    body = call.body(models.EmailBody)
    call.limit("email", ADDRESSES, call.visitor.id)
    await call.desk.chat.leave_email(call.visitor, body.email)
    return 204, None


async def erase(call: Call) -> tuple[int, None]:
    """The visitor deletes the conversation."""
    await call.desk.chat.erase(call.visitor)
    return 204, None


def answered(call: Call, messages: list[ChatMessage], marks: Any, after: int) -> models.ConversationAnswer:
    """As the widget gets it."""
    return models.ConversationAnswer(
        [shown(call, one) for one in messages],
        str(messages[-1].seq if messages else after),
        str(marks.read) if marks.read else None,
        marks.typing,
    )


def shown(call: Call, message: ChatMessage) -> models.MessageAnswer:
    """One message as the widget gets it."""
    now = call.desk.clock.now()
    return models.MessageAnswer(
        message.id,
        message.client_id,
        "page" if message.from_page else "visitor",
        message.text,
        [
            models.FileAnswer(
                file.id, file.name, file.type, file.size,
                f"{PREFIX}files/{file.id}?key={call.desk.chat_files.key(file, now)}",
            )
            for file in message.files
        ],
        message.at,
        message.helped,
        message.author,
        str(message.seq),
    )  # fmt: skip


def cursor_of(value: str | None) -> int:
    """A cursor as a number, 0 from the beginning; raises Invalid."""
    if not value:
        return 0
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise Invalid("The cursor must be one that the desk gave.")
    return int(value)


def _wait_of(value: str | None) -> int:
    if not value:
        return 0
    if not (value.isascii() and value.isdigit() and len(value) < 3):
        raise Invalid(f"wait must be a number of seconds, from 0 to {MAX_WAIT_S}.")
    return min(int(value), MAX_WAIT_S)
