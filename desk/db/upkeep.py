"""What the worker looks after by itself: work that has lost its job, and what nobody needs any more."""

from __future__ import annotations

from typing import Final

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from desk.db.jobs import Queue, defer_draft, defer_publish

_LOCK: Final = 7_265_283_102  # any fixed number: one worker at a time looks
_COUNTING: Final = 7_265_283_103
# A job that failed counts for ten minutes, so that what fails each time is not tried each minute.
_NO_JOB: Final = (
    "NOT EXISTS (SELECT FROM procrastinate_jobs j WHERE j.args ->> '{key}' = {id}::text AND j.task_name = '{task}'"
    " AND (j.status IN ('todo', 'doing') OR j.status = 'failed' AND EXISTS (SELECT FROM procrastinate_events e"
    " WHERE e.job_id = j.id AND e.at > now() - interval '10 minutes')))"
)
_COMMENTS: Final = (
    "SELECT c.id, c.thread_id, c.text_version, 1 + coalesce((SELECT max(d.attempt) FROM drafts d"
    " WHERE d.comment_id = c.id AND d.text_version = c.text_version), 0) AS attempt FROM comments c WHERE {which} AND "
    + _NO_JOB.format(key="comment_id", id="c.id", task="draft")
)
UNDRAFTED: Final = _COMMENTS.format(which="c.state IN ('received', 'drafting')")
GIVEN_UP: Final = _COMMENTS.format(
    which="c.state = 'waiting' AND c.draft_id IS NULL AND c.understanding IS NULL"
    " AND c.received_at > now() - interval '1 day'"
)
# A reply that was handed out for fetching (sending, nothing under way, no error) needs no job.
UNSENT: Final = (
    "SELECT r.id, r.send_after FROM replies r WHERE (r.state = 'approved'"
    " OR r.state = 'sending' AND (r.attempting_since IS NOT NULL OR r.error IS NOT NULL)) AND "
    + _NO_JOB.format(key="reply_id", id="r.id", task="publish")
)
OLD_JOBS: Final = (
    "DELETE FROM procrastinate_jobs j WHERE j.status IN ('failed', 'aborted', 'cancelled')"
    " AND NOT EXISTS (SELECT FROM procrastinate_events e WHERE e.job_id = j.id AND e.at > now() - interval '7 days')"
)
OLD_ATTEMPTS: Final = "DELETE FROM sign_in_attempts WHERE at < now() - interval '1 day'"
OLD_DEVICES: Final = "DELETE FROM known_devices WHERE seen_at < now() - interval '180 days'"
OLD_LINKS: Final = "DELETE FROM sign_in_links WHERE least(used_at, expires_at) < now() - interval '30 days'"
# A comment's messages are kept as long as it may still cause one.
OLD_NOTIFICATIONS: Final = "DELETE FROM notifications WHERE at < now() - interval '180 days'"
# Long enough to read them again with a mended parser; they hold what people wrote, so no longer.
OLD_DELIVERIES: Final = (
    "DELETE FROM deliveries WHERE state <> 'pending'"
    " AND processed_at < now() - CASE WHEN state = 'failed' THEN interval '30 days' ELSE interval '7 days' END"
)
# Files that were never sent, what nobody was bothered with, and visitors who never wrote or of whom nothing is kept.
OLD_CHAT_FILES: Final = "DELETE FROM chat_files WHERE message_id IS NULL AND uploaded_at < now() - interval '1 day'"
OLD_UNWANTED: Final = "DELETE FROM chat_messages WHERE comment_id IS NULL AND at < now() - interval '30 days'"
OLD_VISITORS: Final = (
    "DELETE FROM chat_visitors v WHERE v.seen_at < now() - interval '30 days' AND v.blocked_at IS NULL"
    " AND NOT EXISTS (SELECT FROM chat_conversations c JOIN chat_messages m ON m.conversation_id = c.id"
    "  WHERE c.visitor_id = v.id)"
)

COUNT: Final = (
    "WITH taken AS (DELETE FROM pile_changes RETURNING pile_id, by),"
    " summed AS (SELECT pile_id, sum(by) AS by FROM taken GROUP BY 1)"
    " UPDATE piles p SET size = p.size + summed.by FROM summed WHERE p.id = summed.pile_id AND summed.by <> 0"
)


class UpkeepStore:
    """Mends the queue and clears up within one transaction."""

    def __init__(self, connection: AsyncConnection[DictRow], queue: Queue) -> None:
        self._db = connection
        self._queue = queue

    async def defer_lost(self) -> int:
        """Queue again what should have a job and has none; how many that were.

        Whoever does the jobs must bear doing them twice: drafts are stored once for each attempt, and a reply whose
        delivery was under way becomes unknown instead of leaving again.
        """
        locked = await (await self._db.execute("SELECT pg_try_advisory_xact_lock(%s) AS got", (_LOCK,))).fetchone()
        if locked is None or not locked["got"]:
            return 0
        found = 0
        for query in (UNDRAFTED, GIVEN_UP):
            for row in await (await self._db.execute(query)).fetchall():
                await defer_draft(
                    self._queue, self._db, row["id"], row["thread_id"], row["text_version"], row["attempt"]
                )
                found += 1
        for row in await (await self._db.execute(UNSENT)).fetchall():
            await defer_publish(self._queue, self._db, row["id"], row["send_after"])
            found += 1
        return found

    async def count(self) -> None:
        """Add up what changed in the sizes of piles."""
        await self._db.execute("SELECT pg_advisory_xact_lock(%s)", (_COUNTING,))
        await self._db.execute(COUNT)

    async def clear_up(self) -> int:
        """Delete jobs that ended badly a week ago, links that ended a month ago, attempts to sign in of yesterday, devices
        not seen for half a year, messages of half a year ago, bodies of platforms that were read a week ago, and what
        chats leave behind; how many rows that were.
        """
        old = (OLD_JOBS, OLD_LINKS, OLD_ATTEMPTS, OLD_DEVICES, OLD_NOTIFICATIONS, OLD_DELIVERIES)
        of_chats = (OLD_CHAT_FILES, OLD_UNWANTED, OLD_VISITORS)
        return sum([(await self._db.execute(query)).rowcount for query in (*old, *of_chats)])
