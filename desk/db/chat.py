"""The chat tables: visitors, their tokens, conversations and messages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from desk.db.events import CHANNEL
from desk.domain.chat import BATCH, ChatFile, ChatMessage, Family, Marks, Visitor
from desk.domain.memory import Author
from desk.domain.page import Connection

CHAT_CHANNEL: Final = "desk_chat"
_VISITOR: Final = (
    "SELECT v.id, v.page_id, c.id AS conversation_id, v.identity, v.name, v.email, v.blocked_at IS NOT NULL AS blocked"
    " FROM chat_visitors v JOIN chat_conversations c ON c.visitor_id = v.id"
)
_MESSAGES: Final = (
    "SELECT m.id, m.seq, m.from_page, m.text, m.at, m.client_id, m.author, m.comment_id, m.helped,"
    " (SELECT jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'type', f.type, 'size', f.size)"
    "  ORDER BY f.uploaded_at, f.id) FROM chat_files f WHERE f.message_id = m.id) AS files FROM chat_messages m"
)


class ChatStore:
    """Reads and writes within one transaction; what others should know is announced when it commits."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def connections(self) -> list[Connection]:
        """Every page's connection to its chat, also one whose credentials are sealed."""
        cursor = await self._db.execute(
            "SELECT id, page_id, platform, config, secrets FROM connections"
            " WHERE platform = 'chat' AND disconnected_at IS NULL"
        )
        return [
            Connection(
                row["id"],
                row["page_id"],
                row["platform"],
                row["config"],
                sealed=bytes(row["secrets"]) if row["secrets"] is not None else None,
            )
            async for row in cursor
        ]

    async def add_visitor(
        self, page_id: str, at: datetime, identity: str | None, name: str | None, email: str | None
    ) -> Visitor | None:
        """Somebody new with an empty conversation; None when another has become this identity meanwhile."""
        visitor = Visitor(uuid4(), page_id, uuid4(), identity, name, email)
        cursor = await self._db.execute(
            "INSERT INTO chat_visitors (id, page_id, identity, name, email, created_at, seen_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (page_id, identity) WHERE identity IS NOT NULL DO NOTHING",
            (visitor.id, page_id, identity, name, email, at, at),
        )
        if cursor.rowcount != 1:
            return None
        await self._db.execute(
            "INSERT INTO chat_conversations (id, visitor_id) VALUES (%s, %s)", (visitor.conversation_id, visitor.id)
        )
        return visitor

    async def visitor(self, visitor_id: UUID) -> Visitor | None:
        """One visitor."""
        return await self._visitor("v.id = %s", visitor_id)

    async def identified(self, page_id: str, identity: str) -> Visitor | None:
        """The visitor whom the site knows by this id."""
        return await self._visitor("v.page_id = %s AND v.identity = %s", page_id, identity)

    async def describe(self, visitor_id: UUID, identity: str | None, name: str | None, email: str | None) -> None:
        """What is known of a visitor from now on; what is None stays as it was."""
        await self._db.execute(
            "UPDATE chat_visitors SET identity = coalesce(%s, identity), name = coalesce(%s, name),"
            " email = coalesce(%s, email) WHERE id = %s",
            (identity, name, email, visitor_id),
        )

    async def block(self, comment_id: UUID, at: datetime | None) -> bool:
        """Block, or with None unblock, the visitor who wrote this comment; False where no visitor did."""
        cursor = await self._db.execute(
            "UPDATE chat_visitors v SET blocked_at = %s FROM chat_conversations c JOIN chat_messages m"
            " ON m.conversation_id = c.id WHERE c.visitor_id = v.id AND m.comment_id = %s",
            (at, comment_id),
        )
        return cursor.rowcount > 0

    async def add_family(self, visitor_id: UUID, at: datetime) -> Family:
        """A first token."""
        family = Family(uuid4(), visitor_id, 1, at)
        await self._db.execute(
            "INSERT INTO chat_token_families (id, visitor_id, renewed_at) VALUES (%s, %s, %s)",
            (family.id, visitor_id, at),
        )
        return family

    async def family(self, family_id: UUID, *, lock: bool = False) -> Family | None:
        """The family of a token; None when its visitor is gone."""
        query = (
            "SELECT id, visitor_id, generation, renewed_at, revoked_at IS NOT NULL AS revoked"
            " FROM chat_token_families WHERE id = %s" + (" FOR UPDATE" if lock else "")
        )
        row = await (await self._db.execute(query, (family_id,))).fetchone()
        return Family(**row) if row else None

    async def family_with_visitor(self, family_id: UUID) -> tuple[Family, Visitor] | None:
        """The family of a token and whose it is; None when the visitor is gone."""
        cursor = await self._db.execute(
            "SELECT f.id AS family_id, f.generation, f.renewed_at, f.revoked_at IS NOT NULL AS revoked, v.*"
            f" FROM chat_token_families f JOIN ({_VISITOR}) v ON v.id = f.visitor_id WHERE f.id = %s",
            (family_id,),
        )
        row = await cursor.fetchone()
        if row is None:
            return None
        family = Family(
            row.pop("family_id"), row["id"], row.pop("generation"), row.pop("renewed_at"), row.pop("revoked")
        )
        return family, Visitor(**row)

    async def renew(self, family_id: UUID, at: datetime) -> None:
        """The next token follows."""
        await self._db.execute(
            "UPDATE chat_token_families SET generation = generation + 1, renewed_at = %s WHERE id = %s", (at, family_id)
        )

    async def revoke(self, family_id: UUID, at: datetime) -> None:
        """None of its tokens works any more."""
        await self._db.execute(
            "UPDATE chat_token_families SET revoked_at = coalesce(revoked_at, %s) WHERE id = %s", (at, family_id)
        )

    async def connected(self, visitor_ids: Sequence[UUID], family_ids: Sequence[UUID], at: datetime) -> set[UUID]:
        """These visitors have a stream open now; returns which of the families still work."""
        await self._db.execute(
            "UPDATE chat_visitors SET seen_at = %s WHERE id IN"
            " (SELECT id FROM chat_visitors WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE)",
            (at, list(visitor_ids)),
        )
        cursor = await self._db.execute(
            "SELECT id FROM chat_token_families WHERE id = ANY(%s) AND revoked_at IS NULL", (list(family_ids),)
        )
        return {row["id"] async for row in cursor}

    async def by_client_id(self, conversation_id: UUID, client_id: str) -> ChatMessage | None:
        """A message that arrived before."""
        query = f"{_MESSAGES} WHERE m.conversation_id = %s AND m.client_id = %s"
        row = await (await self._db.execute(query, (conversation_id, client_id))).fetchone()
        return _message(row) if row else None

    async def next_seq(self, conversation_id: UUID) -> int:
        """The next message's number, in a conversation that is held."""
        cursor = await self._db.execute(
            "UPDATE chat_conversations SET last_seq = last_seq + 1 WHERE id = %s RETURNING last_seq", (conversation_id,)
        )
        row = await cursor.fetchone()
        assert row is not None
        return int(row["last_seq"])

    async def add_message(
        self, conversation_id: UUID, message: ChatMessage, context: Mapping[str, str], file_ids: Sequence[UUID]
    ) -> int:
        """Store it with its files; how many of those there were, not sent before."""
        await self._db.execute(
            "INSERT INTO chat_messages (conversation_id, seq, id, client_id, from_page, text, author, at, comment_id,"
            " context) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                conversation_id,
                message.seq,
                message.id,
                message.client_id,
                message.from_page,
                message.text,
                message.author,
                message.at,
                message.comment_id,
                Jsonb(dict(context)),
            ),
        )
        cursor = await self._db.execute(
            "UPDATE chat_files SET message_id = %s WHERE conversation_id = %s AND id = ANY(%s) AND message_id IS NULL",
            (message.id, conversation_id, list(file_ids)),
        )
        await announce(self._db, conversation_id, "message")
        return cursor.rowcount

    async def messages(self, conversation_id: UUID, after: int, limit: int = BATCH) -> list[ChatMessage]:
        """What was written after this number, oldest first."""
        cursor = await self._db.execute(
            f"{_MESSAGES} WHERE m.conversation_id = %s AND m.seq > %s ORDER BY m.seq LIMIT %s",
            (conversation_id, after, limit),
        )
        return [_message(row) async for row in cursor]

    async def message(self, conversation_id: UUID, message_id: UUID, *, lock: bool = False) -> ChatMessage | None:
        """One message of this conversation."""
        query = f"{_MESSAGES} WHERE m.conversation_id = %s AND m.id = %s" + (" FOR UPDATE OF m" if lock else "")
        row = await (await self._db.execute(query, (conversation_id, message_id))).fetchone()
        return _message(row) if row else None

    async def marks(self, conversation_id: UUID, since: datetime) -> Marks | None:
        """How far the conversation is; ``since``: who edits showed a sign of life. None when it is gone."""
        cursor = await self._db.execute(
            "SELECT last_seq AS last, read_seq AS read, EXISTS (SELECT FROM chat_messages m JOIN presence p"
            " ON p.comment_id = m.comment_id WHERE m.conversation_id = c.id AND p.mode = 'editing' AND p.at > %s)"
            " AS typing FROM chat_conversations c WHERE id = %s",
            (since, conversation_id),
        )
        row = await cursor.fetchone()
        return Marks(**row) if row else None

    async def opened(self, comment_id: UUID) -> None:
        """A person has the comment open: its author's browser may show that, and whether they write."""
        cursor = await self._db.execute(
            "UPDATE chat_conversations c SET read_seq = m.seq FROM chat_messages m WHERE m.comment_id = %s"
            " AND NOT m.from_page AND c.id = m.conversation_id AND c.read_seq < m.seq RETURNING c.id",
            (comment_id,),
        )
        for row in await cursor.fetchall():
            await announce(self._db, row["id"], "read")
        await self.typing_changed(comment_id)

    async def typing_changed(self, comment_id: UUID) -> None:
        """Somebody began or ceased to edit a reply to it."""
        cursor = await self._db.execute(
            "SELECT DISTINCT conversation_id FROM chat_messages WHERE comment_id = %s", (comment_id,)
        )
        for row in await cursor.fetchall():
            await announce(self._db, row["conversation_id"], "typing")

    async def here(self, visitor_id: UUID, at: datetime, since: datetime) -> None:
        """The visitor asks for what is new; noted when the last sign of life is older than ``since``."""
        await self._db.execute(
            "UPDATE chat_visitors SET seen_at = %s WHERE id = %s AND seen_at < %s", (at, visitor_id, since)
        )

    async def seen(self, conversation_id: UUID, up_to: int) -> None:
        """The visitor has seen what was written so far."""
        await self._db.execute(
            "UPDATE chat_conversations SET seen_seq = greatest(seen_seq, least(%s, last_seq)) WHERE id = %s",
            (up_to, conversation_id),
        )

    async def visitor_types(self, conversation_id: UUID) -> None:
        """Tell consoles that the author of the newest comment writes on. Nothing of it is kept."""
        await self._db.execute(
            "SELECT pg_notify(%s, json_build_object('comment', c.id, 'page', c.page_id, 'kind', 'visitor_typing')::text)"
            " FROM comments c WHERE c.id = (SELECT comment_id FROM chat_messages WHERE conversation_id = %s"
            "  AND comment_id IS NOT NULL AND NOT from_page ORDER BY seq DESC LIMIT 1)",
            (CHANNEL, conversation_id),
        )

    async def rate(self, conversation_id: UUID, message_id: UUID, helped: bool) -> None:
        """Whether a page's message helped."""
        await self._db.execute(
            "UPDATE chat_messages SET helped = %s WHERE conversation_id = %s AND id = %s",
            (helped, conversation_id, message_id),
        )
        await announce(self._db, conversation_id, "rating", {"message": str(message_id), "rating": helped})

    async def hold(self, conversation_id: UUID) -> bool:
        """Keep others from writing to it until the transaction ends; False when it is gone."""
        cursor = await self._db.execute("SELECT FROM chat_conversations WHERE id = %s FOR UPDATE", (conversation_id,))
        return await cursor.fetchone() is not None

    async def comments_of(self, conversation_id: UUID) -> list[UUID]:
        """What the visitor wrote, as comments, in one order for everybody who locks them."""
        cursor = await self._db.execute(
            "SELECT DISTINCT comment_id FROM chat_messages WHERE conversation_id = %s AND NOT from_page"
            " AND comment_id IS NOT NULL ORDER BY comment_id",
            (conversation_id,),
        )
        return [row["comment_id"] async for row in cursor]

    async def erase(self, visitor_id: UUID) -> None:
        """The visitor, the conversation, its messages and files, and every token are gone."""
        cursor = await self._db.execute("SELECT id FROM chat_conversations WHERE visitor_id = %s", (visitor_id,))
        for row in await cursor.fetchall():
            await announce(self._db, row["id"], "gone", {"reason": "deleted"})
        await self._db.execute("DELETE FROM chat_visitors WHERE id = %s", (visitor_id,))

    async def by_author(self, page_id: str, author: Author) -> list[Visitor]:
        """Visitors of a page by their id or by the name they gave."""
        which = "v.name = %s" if author.by_name else "v.id::text = %s"
        cursor = await self._db.execute(f"{_VISITOR} WHERE v.page_id = %s AND {which}", (page_id, author.value))
        return [Visitor(**row) async for row in cursor]

    async def about(self, comment_id: UUID) -> dict[str, Any] | None:
        """What a person of the page may see of the chat behind a comment; None where there is none (any more)."""
        cursor = await self._db.execute(
            "SELECT v.id AS visitor, v.name, v.email, v.identity, v.blocked_at IS NOT NULL AS blocked, m.context,"
            " (SELECT r.helped FROM chat_messages r WHERE r.comment_id = m.comment_id AND r.from_page"
            "  ORDER BY r.seq DESC LIMIT 1) AS helped,"
            " coalesce((SELECT jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'type', f.type, 'size', f.size)"
            "  ORDER BY f.uploaded_at, f.id) FROM chat_files f WHERE f.message_id = m.id), '[]') AS files"
            " FROM chat_messages m JOIN chat_conversations c ON c.id = m.conversation_id"
            " JOIN chat_visitors v ON v.id = c.visitor_id WHERE m.comment_id = %s AND NOT m.from_page",
            (comment_id,),
        )
        row = await cursor.fetchone()
        return dict(row) if row else None

    async def answer_times(self, page_id: str, since: datetime, limit: int) -> list[tuple[datetime, datetime]]:
        """When chat comments came and their replies left, the newest first."""
        cursor = await self._db.execute(
            "SELECT c.received_at, r.sent_at FROM replies r JOIN comments c ON c.id = r.comment_id"
            " WHERE r.page_id = %s AND r.state = 'sent' AND r.sent_at >= %s AND c.channel = 'chat'"
            " ORDER BY r.sent_at DESC LIMIT %s",
            (page_id, since, limit),
        )
        return [(row["received_at"], row["sent_at"]) async for row in cursor]

    async def _visitor(self, where: str, *values: object) -> Visitor | None:
        row = await (await self._db.execute(f"{_VISITOR} WHERE {where}", values)).fetchone()
        return Visitor(**row) if row else None


async def announce(
    db: AsyncConnection[DictRow], conversation_id: UUID, kind: str, data: Mapping[str, Any] | None = None
) -> None:
    """Tell every web process when this transaction commits."""
    payload = json.dumps({"conversation": str(conversation_id), "kind": kind, **(data or {})})
    await db.execute("SELECT pg_notify(%s, %s)", (CHAT_CHANNEL, payload))


def _message(row: DictRow) -> ChatMessage:
    files = tuple(ChatFile(UUID(one["id"]), one["name"], one["type"], one["size"]) for one in row["files"] or [])
    return ChatMessage(**{**row, "files": files})
