"""Files in a chat: checked before they are kept, and opened by whoever may see the conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from desk.domain.chat import MAX_FILE, ChatFile, Visitor
from desk.domain.chat_errors import TokenDead, TooLarge
from desk.domain.chat_files import key_of, opens, safe_name, type_of
from desk.domain.errors import Invalid, NotAllowed, NotFound
from desk.ports.outside import Clock, FileScan
from desk.ports.unit import UnitOfWork

MAX_HELD: Final = 100
MAX_HELD_BYTES: Final = 50_000_000
INFECTED: Final = "This file isn't taken: it was found to be harmful."


@dataclass(frozen=True)
class FilesInChat:
    """Files of all conversations."""

    uow: UnitOfWork
    clock: Clock
    scan: FileScan | None
    signing_key: str

    async def take(self, visitor: Visitor, name: str, told_type: str, body: bytes) -> ChatFile:
        """Keep a file for a message that is yet to come; raises WrongType, TooLarge, NotScanned."""
        if not body:
            raise Invalid("The file is empty.")
        if len(body) > MAX_FILE:
            raise TooLarge(f"A file may have at most {MAX_FILE // 1_000_000} MB.")
        type = type_of(body, told_type)
        file = ChatFile(uuid4(), safe_name(name, type), type, len(body))
        if self.scan is not None and not await self.scan.is_clean(body):
            raise Invalid(INFECTED)
        async with self.uow() as unit:
            if not await unit.chat.hold(visitor.conversation_id):
                raise TokenDead()
            count, size = await unit.chat_files.held(visitor.conversation_id)
            if count >= MAX_HELD or size + file.size > MAX_HELD_BYTES:
                raise TooLarge("This conversation holds too many files already.")
            await unit.chat_files.add(visitor.conversation_id, file, body, self.clock.now())
        return file

    def key(self, file: ChatFile, now: datetime) -> str:
        """What opens the file without a token."""
        return key_of(file.id, self.signing_key, now)

    async def open(self, file_id: UUID, key: str) -> tuple[ChatFile, bytes]:
        """A file and what is in it, for whoever has its key; raises NotAllowed, NotFound."""
        if not opens(key, file_id, self.signing_key, self.clock.now()):
            raise NotAllowed("This address of the file is wrong or has expired; read the conversation again.")
        async with self.uow() as unit:
            found = await unit.chat_files.open(file_id)
        if found is None:
            raise NotFound("This file isn't here any more.")
        return found
