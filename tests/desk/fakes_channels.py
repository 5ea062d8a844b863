"""Stand-ins for the stores of connections and deliveries, in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desk.domain.connecting import ConnectionState
from desk.domain.delivery import WEBHOOK, StoredDelivery
from desk.domain.errors import NotFound
from desk.domain.platform import Platform
from desk.domain.reply import ReplyState


def standing(connection, at, **how) -> ConnectionState:
    fields = dict.fromkeys(ConnectionState.__dataclass_fields__)
    return ConnectionState(
        **{**fields, "connection": connection, "created_at": at, "failures": 0, "refused_count": 0, **how}
    )


class FakeChannels:
    def __init__(self, state) -> None:
        self._s = state

    def _change(self, connection_id, **how):
        self._s.channels[connection_id] = replace(self._of(connection_id), **how)

    def _of(self, connection_id):
        if connection_id not in self._s.channels:
            if connection_id not in self._s.connections:
                raise NotFound("This connection does not exist.")
            self._s.channels[connection_id] = standing(self._s.connections[connection_id], None)
        return self._s.channels[connection_id]

    async def get(self, connection_id, *, lock=False):
        return self._of(connection_id)

    async def of_page(self, page_id, platform):
        for one in self._s.connections.values():
            if (one.page_id, one.platform) == (page_id, platform):
                return self._of(one.id)
        return None

    async def connected(self):
        return [one for one in map(self._of, self._s.connections) if one.disconnected_at is None]

    async def by_account(self, platform, account_id):
        return [
            one
            for one in self._s.connections.values()
            if one.platform == platform and one.config.get("account_id") == account_id
        ]

    async def put(self, connection, account, expires_at, at, fetch_at):
        self._s.connections[connection.id] = connection
        self._s.channels[connection.id] = standing(
            connection, at, account=account, expires_at=expires_at, checked_at=at, fetch_at=fetch_at
        )

    async def checked(self, connection_id, account, expires_at, at):
        self._change(connection_id, account=account, expires_at=expires_at, checked_at=at)

    async def disconnect(self, connection_id, at):
        self._s.connections[connection_id] = replace(self._s.connections[connection_id], sealed=None)
        self._change(connection_id, disconnected_at=at, fetch_at=None)

    async def due(self, now, lease):
        for one in map(self._of, list(self._s.connections)):
            if one.fetch_at is not None and one.fetch_at <= now and one.disconnected_at is None:
                self._change(one.connection.id, fetch_at=now + lease)
                return one
        return None

    async def fetched(self, connection_id, cursor, digests, at, next_at):
        self._s.bodies[connection_id] = set(digests)
        self._change(connection_id, cursor=dict(cursor), fetched_at=at, fetch_at=next_at)

    async def last_bodies(self, connection_id):
        return self._s.bodies.get(connection_id, set())

    async def fetch_at(self, connection_id, at):
        self._change(connection_id, fetch_at=at)

    async def fetch_by(self, connection_id, at):
        due = self._of(connection_id).fetch_at
        if due is not None:
            self._change(connection_id, fetch_at=min(due, at))

    async def note_event(self, connection_id, at):
        self._change(connection_id, event_at=at, silent_since=None)

    async def note_silent(self, connection_id, since):
        self._change(connection_id, silent_since=since)

    async def note_trouble(self, connection_id, trouble, reason, at, failures, blocked_until):
        self._change(
            connection_id, trouble=trouble, trouble_reason=reason, failures=failures, blocked_until=blocked_until
        )

    async def note_well(self, connection_id):
        self._change(connection_id, trouble=None, trouble_reason=None, failures=0, blocked_until=None)

    async def take_turn(self, connection_id, now, gap, burst):
        until = max(self._s.paced.get(connection_id, now), now)
        self._s.paced[connection_id] = until + gap
        return until - gap * (burst - 1)

    async def put_off(self, connection_id):
        return [
            one.approved.id
            for one in self._s.replies.values()
            if one.state in (ReplyState.APPROVED, ReplyState.SENDING) and not one.attempting_since and one.error
        ]

    async def is_ours(self, connection_id, external_id):
        return any(one.external_id == external_id for one in self._s.replies.values())

    async def adopt(self, reply_id, external_id):
        one = self._s.replies[reply_id]
        if one.external_id is not None:
            return False
        self._s.replies[reply_id] = replace(one, external_id=external_id)
        return True

    async def add_answer(self, connection_id, answer, at):
        if (connection_id, answer.external_id) in self._s.answers:
            return False
        self._s.answers[connection_id, answer.external_id] = (answer, at)
        return True

    async def answer_noted_at(self, connection_id, external_id):
        found = self._s.answers.get((connection_id, external_id))
        return found[1] if found else None

    async def answers_to(self, connection_id, external_id):
        return [one for (of, _), (one, _) in self._s.answers.items() if of == connection_id and one.to == external_id]

    async def bury(self, connection_id, external_id, at):
        self._s.buried[connection_id, external_id] = at

    async def is_buried(self, connection_id, external_id):
        return (connection_id, external_id) in self._s.buried

    async def usual_gap(self, connection_id, since):
        return self._s.usual_gap


class FakeDeliveries:
    def __init__(self, state) -> None:
        self._s = state

    async def add(self, deliveries):
        added = 0
        for one in deliveries:
            if one.source == WEBHOOK and any(
                kept.body == one.body and kept.connection_id == one.connection_id for kept, *_ in self._s.bodies_kept
            ):
                continue
            number = len(self._s.bodies_kept) + 1
            stored = StoredDelivery(number, one.connection_id, one.source, one.received_at, one.body)
            self._s.bodies_kept.append([stored, "pending", None])
            added += 1
        return added

    async def take(self, limit):
        return [one for one, state, _ in self._s.bodies_kept if state == "pending"][:limit]

    async def done(self, delivery_id, at, note):
        self._s.bodies_kept[delivery_id - 1][1:] = ["done", note]

    async def failed(self, delivery_id, at, error):
        self._s.bodies_kept[delivery_id - 1][1:] = ["failed", error]

    async def replay(self, connection_id, *, all_kept=False):
        count = 0
        for one in self._s.bodies_kept:
            if one[1] == "failed" or (all_kept and one[1] == "done"):
                one[1:] = ["pending", None]
                count += 1
        return count


class PlainSealing:
    """Seals nothing, for tests of what is around it."""

    def seal(self, text):
        return b"sealed:" + text.encode()

    def open(self, sealed):
        return sealed.removeprefix(b"sealed:").decode()


FAKE_PLATFORM = Platform("api", "The Platform", "api", fields=(), finds=False, fetch_every=timedelta(minutes=1))
