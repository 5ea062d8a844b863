"""Stand-ins for the stores of working together; they keep their rows in the State of tests/desk/fakes.py."""

from __future__ import annotations

from dataclasses import replace

from desk.domain.together import TURN_ROLES, Colleague, Due, Mode, Present


class FakeAssignments:
    def __init__(self, state) -> None:
        self._s = state

    async def colleagues(self, page_id):
        return sorted(self._s.people.values(), key=lambda one: one.name)

    async def colleague(self, user_id, page_id):
        return self._s.people.get(user_id)

    async def away(self, user_id):
        return self._s.people[user_id].away

    async def set_away(self, user_id, away):
        self._s.people[user_id] = replace(self._s.people[user_id], away=away)

    async def assignee(self, comment_id):
        return self._s.assigned.get(comment_id)

    async def assign(self, comment_id, user_id, *, bump):
        self._s.assigned[comment_id] = user_id
        _bump(self._s, comment_id, bump)

    async def next_in_turn(self, page_id):
        able = [one for one in self._s.people.values() if not one.away and one.role in TURN_ROLES]
        if not able:
            return None
        chosen = min(able, key=lambda one: (self._s.turns.get((page_id, one.id), 0), one.name))
        self._s.turns[page_id, chosen.id] = max(self._s.turns.values(), default=0) + 1
        return chosen


class FakeWaits:
    def __init__(self, state) -> None:
        self._s = state

    async def snooze(self, comment_id, until, by):
        self._s.snoozed[comment_id] = (until, by)
        _bump(self._s, comment_id, True)

    async def snoozed_until(self, comment_id):
        return self._s.snoozed.get(comment_id, (None, None))[0]

    async def remind(self, comment_id, user_id, at):
        self._s.reminders[comment_id, user_id] = at
        if at is None:
            del self._s.reminders[comment_id, user_id]

    async def woken(self, now, limit):
        due = [one for one, (until, _) in self._s.snoozed.items() if until is not None and until <= now][:limit]
        found = []
        for comment_id in due:
            _, by = self._s.snoozed.pop(comment_id)
            found.append(self._due(comment_id, self._s.assigned.get(comment_id) or by))
        return found

    async def reminded(self, now, limit):
        due = [key for key, at in self._s.reminders.items() if at <= now][:limit]
        for key in due:
            del self._s.reminders[key]
        return [self._due(*key) for key in due]

    async def escalate(self, comment_id, by, weight, why):
        self._s.escalated[comment_id] = (by, weight, why)
        self._s.snoozed.pop(comment_id, None)
        _bump(self._s, comment_id, True)

    async def is_escalated(self, comment_id):
        return comment_id in self._s.escalated

    def _due(self, comment_id, user_id):
        return Due(self._s.comments[comment_id], self._s.people.get(user_id))


class FakeNotes:
    def __init__(self, state) -> None:
        self._s = state

    async def add(self, note):
        if note.id in self._s.notes:
            return False
        self._s.notes[note.id] = note
        return True

    async def get(self, note_id):
        return self._s.notes.get(note_id)


class FakeChat:
    """No comment came by the chat."""

    async def opened(self, comment_id):
        pass

    async def typing_changed(self, comment_id):
        pass


class FakePresence:
    def __init__(self, state) -> None:
        self._s = state

    async def beat(self, comment_id, user_id, tab, mode, at, since):
        if comment_id not in self._s.comments:
            return None
        before = self._s.present.get((comment_id, user_id, tab))
        self._s.present[comment_id, user_id, tab] = (mode, at)
        return before is None or before[1] <= since or before[0] != mode

    async def leave(self, comment_id, user_id, tab):
        return self._s.present.pop((comment_id, user_id, tab), None) is not None

    async def present(self, comment_id, since):
        modes: dict = {}
        for (where, user_id, _), (mode, at) in self._s.present.items():
            if where == comment_id and at > since and modes.get(user_id) is not Mode.EDITING:
                modes[user_id] = mode
        return [Present(user_id, self._s.people[user_id].name, mode) for user_id, mode in modes.items()]

    async def forget(self, before):
        for key in [key for key, (_, at) in self._s.present.items() if at < before]:
            del self._s.present[key]

    async def announce(self, comment_id):
        self._s.announced.append(comment_id)


def colleague(state, person, role="approver", *, away=False) -> None:
    """Give somebody an account."""
    state.people[person.id] = Colleague(person.id, person.name, role, away)


def _bump(state, comment_id, by) -> None:
    comment = state.comments[comment_id]
    state.comments[comment_id] = replace(comment, version=comment.version + int(by))
