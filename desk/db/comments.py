"""The comments and threads tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from desk.domain.comment import OPEN, Comment, CommentState, Turn
from desk.domain.draft import DraftDocument
from desk.domain.errors import Invalid
from desk.domain.urgency import Place

_COLUMNS: Final = (
    "id, page_id, connection_id, thread_id, channel, external_id, author, text, received_at, state, version,"
    " text_version, url, turns, edited_at, deleted_at, draft_id, reach, due_at, cannot_reply,"
    " (SELECT (n.config->>'reply_limit')::int FROM connections n WHERE n.id = connection_id) AS reply_limit"
)
EARLIER_TURNS: Final = 20


def comment_of(row: DictRow) -> Comment:
    """A Comment from a row that holds its columns."""
    return Comment(
        id=row["id"],
        page_id=row["page_id"],
        connection_id=row["connection_id"],
        thread_id=row["thread_id"],
        channel=row["channel"],
        external_id=row["external_id"],
        author=row["author"],
        text=row["text"],
        received_at=row["received_at"],
        state=CommentState(row["state"]),
        version=row["version"],
        text_version=row["text_version"],
        url=row["url"],
        turns=tuple(Turn(turn.get("author"), bool(turn.get("from_page")), turn["text"]) for turn in row["turns"]),
        edited_at=row["edited_at"],
        deleted_at=row["deleted_at"],
        draft_id=row["draft_id"],
        reach=row["reach"],
        due_at=row["due_at"],
        cannot_reply=row["cannot_reply"],
        reply_limit=row.get("reply_limit"),
    )


class CommentStore:
    """Reads and writes comments within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow]) -> None:
        self._db = connection

    async def thread_id(self, page_id: str, external_id: str, post: dict[str, Any] | None) -> UUID:
        """The thread with this external id, made when it is new."""
        cursor = await self._db.execute(
            "INSERT INTO threads (id, page_id, external_id, post) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (page_id, external_id) DO UPDATE SET post = coalesce(excluded.post, threads.post)"
            " RETURNING id",
            (uuid4(), page_id, external_id, Jsonb(post) if post else None),
        )
        row = await cursor.fetchone()
        assert row is not None
        return UUID(str(row["id"]))

    async def post_of(self, thread_id: UUID) -> dict[str, Any] | None:
        """The post that the thread hangs under, where the connection told it."""
        row = await (await self._db.execute("SELECT post FROM threads WHERE id = %s", (thread_id,))).fetchone()
        return row["post"] if row else None

    async def add(
        self,
        comment: Comment,
        place: Place,
        *,
        author_id: str | None = None,
        parent_id: str | None = None,
        written_at: datetime | None = None,
        request_id: str | None = None,
    ) -> bool:
        """Store it once; False when this connection already has one with that external id."""
        turns = [{"author": turn.author, "from_page": turn.from_page, "text": turn.text} for turn in comment.turns]
        cursor = await self._db.execute(
            "INSERT INTO comments (id, page_id, connection_id, thread_id, channel, external_id, parent_id, author_id,"
            " author, text, url, turns, written_at, received_at, place_at, due_at, why_here,"
            " reach, state, request_id, cannot_reply, edited_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
            " ON CONFLICT (connection_id, external_id) DO NOTHING",
            (
                comment.id,
                comment.page_id,
                comment.connection_id,
                comment.thread_id,
                comment.channel,
                comment.external_id,
                parent_id,
                author_id,
                comment.author,
                comment.text,
                comment.url,
                Jsonb(turns),
                written_at,
                comment.received_at,
                place.at,
                place.due_at,
                place.why,
                comment.reach,
                comment.state.value,
                request_id,
                comment.cannot_reply,
                comment.edited_at,
            ),
        )
        return cursor.rowcount == 1

    async def get(self, comment_id: UUID, *, lock: bool = False) -> Comment | None:
        """One comment by id; ``lock`` keeps others from changing it until the transaction ends."""
        query = f"SELECT {_COLUMNS} FROM comments WHERE id = %s" + (" FOR UPDATE" if lock else "")
        row = await (await self._db.execute(query, (comment_id,))).fetchone()
        return comment_of(row) if row else None

    async def by_external_id(self, connection_id: UUID, external_id: str, *, lock: bool = False) -> Comment | None:
        """One comment by the id that its platform gave it."""
        query = f"SELECT {_COLUMNS} FROM comments WHERE connection_id = %s AND external_id = %s" + (
            " FOR UPDATE" if lock else ""
        )
        row = await (await self._db.execute(query, (connection_id, external_id))).fetchone()
        return comment_of(row) if row else None

    async def move(self, comment_id: UUID, state: CommentState, *, bump: bool) -> None:
        """Set the state; ``bump`` the version when what people look at is no longer what they saw.

        What is decided is no longer put off until later.
        """
        await self._db.execute(
            "UPDATE comments SET state = %s, version = version + %s, snoozed_until = CASE WHEN %s THEN snoozed_until END"
            " WHERE id = %s",
            (state.value, int(bump), state in OPEN, comment_id),
        )

    async def edit(self, comment_id: UUID, text: str, at: datetime) -> None:
        """Take over the author's new text; what was understood of the old one no longer holds, nor that it can wait."""
        await self._db.execute(
            "UPDATE comments SET text = %s, edited_at = %s, text_version = text_version + 1, snoozed_until = NULL,"
            " snoozed_by = NULL, safe = false, cleared_at = NULL WHERE id = %s",
            (text, at, comment_id),
        )

    async def mark_deleted(self, comment_id: UUID, at: datetime) -> None:
        """Note that the author removed it."""
        await self._db.execute("UPDATE comments SET deleted_at = %s WHERE id = %s", (at, comment_id))

    async def label_of(self, comment_id: UUID) -> str | None:
        """The intent a person gave to the text as it stands now; None when nobody did."""
        cursor = await self._db.execute(
            "SELECT data ->> 'intent' AS label FROM events WHERE comment_id = %(id)s AND kind = 'relabelled' AND id >"
            " (SELECT coalesce(max(id), 0) FROM events"
            "  WHERE comment_id = %(id)s AND kind IN ('edited', 'label_undone'))"
            " ORDER BY id DESC LIMIT 1",
            {"id": comment_id},
        )
        row = await cursor.fetchone()
        return row["label"] if row else None

    async def promise_anew(self, comment_id: UUID, due_at: datetime) -> None:
        """Another time by which the reply is promised; its place moves with it."""
        await self._db.execute(
            "UPDATE comments SET place_at = place_at + (%(at)s - coalesce(due_at, place_at)), due_at = %(at)s"
            " WHERE id = %(id)s",
            {"id": comment_id, "at": due_at},
        )

    async def understood(self, comment_id: UUID, document: DraftDocument, place: Place) -> None:
        """Keep what the assistant understood, and the place in the queue that follows from it.

        What a person said about the same text meanwhile, or before a new draft, stays.
        """
        await self._db.execute(
            "WITH labelled AS (SELECT coalesce(max(id) FILTER (WHERE kind = 'relabelled')"
            " > coalesce(max(id) FILTER (WHERE kind IN ('edited', 'label_undone')), 0), false) AS by_person"
            " FROM events WHERE comment_id = %(id)s),"
            " deciding AS (SELECT by_person, (by_person OR (SELECT escalated_by IS NOT NULL FROM comments"
            " WHERE id = %(id)s)) AND %(weight)s < 1000 AS stays FROM labelled)"
            " UPDATE comments SET understanding = %(understanding)s, severity = %(severity)s,"
            " language = %(language)s, unsure = %(unsure)s, due_at = %(due_at)s,"
            " intent = CASE WHEN by_person THEN intent ELSE %(intent)s END,"
            " urgency = CASE WHEN stays THEN urgency ELSE %(weight)s END,"
            " escalated = CASE WHEN stays THEN urgency >= 1000 ELSE %(weight)s >= 1000 END,"
            " place_at = CASE WHEN stays THEN place_at ELSE %(place_at)s END,"
            " why_here = CASE WHEN stays THEN why_here ELSE %(why)s END"
            " FROM deciding WHERE id = %(id)s",
            {
                "id": comment_id,
                "understanding": Jsonb(document.understanding),
                "severity": document.severity,
                "intent": document.intent,
                "language": document.understanding.get("language"),
                "unsure": bool(document.understanding.get("unsure")),
                "weight": place.weight,
                "why": place.why,
                "due_at": place.due_at,
                "place_at": place.at,
            },
        )

    async def relabel(self, comment_id: UUID, intent: str, place: Place) -> dict[str, Any]:
        """A person's label takes the place of the assistant's; the understanding stays as it was made.

        Where it says the same, the comment keeps its place. Answers what ``label_back`` needs to take it back.
        """
        cursor = await self._db.execute(
            "WITH before AS (SELECT intent, urgency, place_at, why_here FROM comments WHERE id = %(id)s)"
            " UPDATE comments c SET intent = %(intent)s,"
            " due_at = CASE WHEN c.intent = %(intent)s THEN c.due_at ELSE %(due_at)s END,"
            " place_at = CASE WHEN c.urgency >= 1000 OR c.intent = %(intent)s THEN c.place_at ELSE %(place_at)s END,"
            " urgency = CASE WHEN c.intent = %(intent)s THEN c.urgency ELSE"
            " greatest(%(weight)s, CASE WHEN c.urgency >= 1000 THEN c.urgency ELSE 0 END) END,"
            " why_here = CASE WHEN c.urgency >= 1000 OR c.intent = %(intent)s THEN c.why_here ELSE %(why)s END"
            " FROM before WHERE c.id = %(id)s"
            " RETURNING before.intent, before.urgency, before.place_at, before.why_here",
            {
                "id": comment_id,
                "intent": intent,
                "weight": place.weight,
                "why": place.why,
                "due_at": place.due_at,
                "place_at": place.at,
            },
        )
        row = await cursor.fetchone()
        return {**row, "place_at": row["place_at"].isoformat()} if row else {}

    async def label_back(self, comment_id: UUID, before: Mapping[str, Any]) -> None:
        """Take a label back, and the place that came with it."""
        await self._db.execute(
            "UPDATE comments SET intent = %(intent)s, urgency = %(urgency)s, place_at = %(place_at)s,"
            " why_here = %(why_here)s WHERE id = %(id)s",
            {"id": comment_id, **before},
        )

    async def attach_draft(
        self, comment_id: UUID, draft_id: UUID | None, kind: str | None, *, safe: bool = False
    ) -> None:
        """Point at the draft that counts now; ``safe``: it can be approved as it stands."""
        await self._db.execute(
            "UPDATE comments SET draft_id = %s, draft_kind = %s, safe = %s WHERE id = %s",
            (draft_id, kind, safe, comment_id),
        )

    async def assign(self, comment_id: UUID, assignee_id: UUID | None) -> tuple[UUID | None, str | None]:
        """Who looks after it, None: nobody; answers who did before and the new one's name.

        Invalid when there is no such person.
        """
        name = None
        if assignee_id is not None:
            known = await self._db.execute(
                "SELECT name FROM users WHERE id = %s AND disabled_at IS NULL", (assignee_id,)
            )
            person = await known.fetchone()
            if person is None:
                raise Invalid("There is nobody with this id who could look after it.")
            name = person["name"]
        cursor = await self._db.execute(
            "WITH before AS (SELECT assignee_id FROM comments WHERE id = %(id)s) UPDATE comments c"
            " SET assignee_id = %(assignee)s FROM before WHERE c.id = %(id)s RETURNING before.assignee_id AS earlier",
            {"id": comment_id, "assignee": assignee_id},
        )
        row = await cursor.fetchone()
        return (row["earlier"] if row else None), name

    async def snooze(self, comment_id: UUID, until: datetime | None, by: UUID | None = None) -> datetime | None:
        """Keep it out of the queue until then, None: no more; answers until when it was kept out before."""
        cursor = await self._db.execute(
            "WITH before AS (SELECT snoozed_until FROM comments WHERE id = %(id)s) UPDATE comments c"
            " SET snoozed_until = %(until)s, snoozed_by = %(by)s FROM before WHERE c.id = %(id)s RETURNING before.snoozed_until AS earlier",
            {"id": comment_id, "until": until, "by": by if until else None},
        )
        row = await cursor.fetchone()
        return row["earlier"] if row else None

    async def earlier_turns(self, comment: Comment) -> list[Turn]:
        """Comments and sent replies of the same thread before this one, oldest first, at most twenty."""
        cursor = await self._db.execute(
            "SELECT * FROM ("
            "  SELECT author, false AS from_page, text, received_at AS at FROM comments"
            "   WHERE thread_id = %(thread)s AND received_at < %(before)s AND deleted_at IS NULL AND id <> %(id)s"
            "  UNION ALL"
            "  SELECT NULL, true, r.text, r.sent_at FROM replies r JOIN comments c ON c.id = r.comment_id"
            "   WHERE c.thread_id = %(thread)s AND r.state = 'sent' AND r.sent_at < %(before)s"
            "  UNION ALL"
            "  SELECT o.author, true, o.text, coalesce(o.written_at, o.noted_at) FROM outside_replies o"
            "   JOIN comments c ON c.connection_id = o.connection_id AND c.external_id = o.answers"
            "   WHERE c.thread_id = %(thread)s AND coalesce(o.written_at, o.noted_at) < %(before)s"
            "  ORDER BY at DESC LIMIT %(limit)s) latest ORDER BY at",
            {
                "thread": comment.thread_id,
                "before": comment.received_at,
                "id": comment.id,
                "limit": EARLIER_TURNS,
            },
        )
        return [Turn(row["author"], row["from_page"], row["text"], row["at"]) async for row in cursor]
