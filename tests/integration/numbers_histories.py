"""Made-up histories of comments, written into the log at times of one's choice, and the figures counted one by one."""

from __future__ import annotations

import random
import statistics
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from psycopg.types.json import Jsonb

from desk.domain.page import Page

DRAFT = "Thank you for asking. We open at nine every day of the week, and we close at six."
EDITED = "Thank you for asking. We open at ten every day of the week, and we close at six."
PEOPLE = ("Ada", "Grace", "Linus")
INTENTS = ("question", "complaint", "praise", None)
CHANNELS = ("api", "x", "facebook")


class Histories:
    """Comments on a desk, each with the log that its life would have written."""

    def __init__(self, desk, account) -> None:
        self.desk, self.account = desk, account
        self.connections, self.count = {}, 0

    async def page(self, page_id):
        async with self.desk.uow() as unit:
            await unit.pages.add(Page(page_id, page_id.title(), {}))
        self.connections[page_id] = await self.desk.api_connection(page_id)

    async def comment(
        self, at, *steps, page="shop", channel="api", intent="question", gap=False, due=None, findings=()
    ):
        """A comment that came then, and what happened: (minutes after, kind, actor, reply's text or reason)."""
        self.count += 1
        comment, draft = uuid4(), uuid4()
        async with self.desk.database.connection() as db:
            thread = uuid4()
            await db.execute(
                "INSERT INTO threads (id, page_id, external_id) VALUES (%s, %s, %s)", (thread, page, str(thread))
            )
            await db.execute(
                "INSERT INTO comments (id, page_id, connection_id, thread_id, channel, external_id, text, received_at,"
                " place_at, state, intent, draft_kind, due_at)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, 'waiting', %s, %s, %s)",
                (comment, page, self.connections[page].id, thread, channel, str(self.count), f"Comment {self.count}", at,
                 at, intent, "hand_over" if gap else "answer", due),
            )  # fmt: skip
            document = {
                "understanding": {},
                "draft": {"text": DRAFT, "private": False, "findings": [{"rule": rule} for rule in findings]},
            }
            await db.execute(
                "INSERT INTO drafts (id, comment_id, text_version, document, evidence, created_at)"
                " VALUES (%s, %s, 1, %s, '[]', %s)",
                (draft, comment, Jsonb(document), at),
            )
            for minutes, kind, actor, said in ((0, "received", "author", None), *steps):
                await self._happened(db, comment, page, draft, at + timedelta(minutes=minutes), kind, actor, said)
        return comment

    async def _happened(self, db, comment, page, draft, at, kind, actor, said):
        data = {}
        if kind == "approved":
            reply = uuid4()
            data["reply"] = str(reply)
            await db.execute(
                "INSERT INTO replies (id, comment_id, page_id, text_version, draft_id, text, approved_by, approved_at,"
                " send_after, state) VALUES (%s, %s, %s, 1, %s, %s, %s, %s, %s, 'cancelled')",
                (reply, comment, page, None if said == "Mine." else draft, said, self.account, at, at),
            )
        elif kind == "dismissed":
            data["reason"] = said
        await db.execute(
            "INSERT INTO events (comment_id, page_id, at, kind, actor, from_state, data)"
            " VALUES (%s, %s, %s, %s, %s, NULL, %s)",
            (comment, page, at, kind, actor, Jsonb(data)),
        )

    async def many(self, number, first, days, seed=1):
        """Random lives on two pages; returns what each decision that stands should count as."""
        dice = random.Random(seed)
        expected = []
        for _ in range(number):
            at = first + timedelta(seconds=dice.randrange(86_400 * days))
            page, channel, intent = dice.choice(("shop", "cafe")), dice.choice(CHANNELS), dice.choice(INTENTS)
            drafted = dice.randrange(5)
            decided = drafted + dice.randrange(3_000)
            who, end = (
                dice.choice(PEOPLE),
                dice.choice(("unchanged", "edited", "written", "dismissed", "open", "undone")),
            )
            steps = [(drafted, "drafted", "assistant", None)]
            said = {"unchanged": DRAFT, "edited": EDITED, "written": "Mine.", "undone": DRAFT}.get(end)
            if said:
                steps.append((decided, "approved", who, said))
            if end == "dismissed":
                steps.append((decided, "dismissed", who, "spam"))
            if end == "undone":
                steps.append((decided + 1, "undone", who, None))
            await self.comment(at, *steps, page=page, channel=channel, intent=intent)
            outcome = {"dismissed": "dismissed:spam", "open": None, "undone": None}.get(end, end)
            made = at + timedelta(minutes=decided)
            waited = 60 * (decided - drafted) if said else None
            expected.append((at, page, channel, intent or "", outcome, made, waited, who))
        return expected


def within(span, at: datetime) -> bool:
    return span.first <= at.astimezone(span.zone).date() <= span.last


def one_by_one(expected, span, page=None, channel=None):
    """The same figures, each comment looked at alone and its local time asked of its zone."""
    mine = [one for one in expected if (page is None or one[1] == page) and (channel is None or one[2] == channel)]
    decided = [one for one in mine if one[4] and within(span, one[5])]
    waits = sorted(one[6] for one in decided if one[6] is not None)
    hours = {}
    for one in decided:
        if one[6] is not None:
            hours.setdefault((one[5] - timedelta(seconds=one[6])).astimezone(span.zone).hour, []).append(one[6])
    return {
        "comments": sum(within(span, one[0]) for one in mine),
        "before": sum(within(span.before, one[0]) for one in mine),
        "intents": _counts(one[3] for one in mine if within(span, one[0])),
        "outcomes": _counts(one[4] for one in decided),
        "people": _counts(one[7] for one in decided),
        "median": statistics.median(waits) if waits else None,
        "hours": {hour: statistics.median(some) for hour, some in hours.items()},
        "days": [
            sum(one[5].astimezone(span.zone).date() == day for one in decided) for day in span.days
        ],
    }  # fmt: skip


def of_figures(found):
    """The answer of the desk in the same form."""
    spreads = found["first_reply"]
    totals = [one["values"] for one in found["outcomes"]["series"]]
    return {
        "comments": found["comments"]["total"],
        "before": found["comments"]["before"],
        "intents": {one["name"]: one["total"] for one in found["comments"]["by_intent"] if one["total"]},
        "outcomes": {one["name"]: one["total"] for one in found["outcomes"]["series"] if one["total"]},
        "people": {one["name"]: one["total"] for one in found["people"] if one["total"]},
        "median": spreads["now"]["median"],
        "hours": {hour: one["median"] for hour, one in enumerate(spreads["hours"]) if one["count"]},
        "days": [sum(day) for day in zip(*totals, strict=True)] or [0] * len(found["parts"]),
    }


def _counts(names):
    found = {}
    for name in names:
        found[name] = found.get(name, 0) + 1
    return found


def ids(answer) -> set[UUID]:
    return {UUID(item["id"]) for item in answer["items"]}
