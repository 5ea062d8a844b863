"""Figures on real PostgreSQL: derived from the log, packed, read back, and each leading to the comments behind it."""

from __future__ import annotations

import asyncio
import csv
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import httpx
import pytest

from desk.domain.incoming import Incoming
from desk.domain.span import Span
from desk.services.decide import Decisions, Person
from desk.services.numbers import Wanted, figures
from desk.services.receive import receive
from tests.integration.numbers_histories import DRAFT, EDITED, Histories, ids, of_figures, one_by_one

UTC = timezone.utc
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
DRAFTED = (1, "drafted", "assistant", None)
THAT_DAY = {"from": "2026-11-23", "to": "2026-11-23"}


@pytest.fixture
async def histories(desk):
    account = await desk.accounts.add("Ada", "ada@example.org", "viewer", PASSWORD)
    histories = Histories(desk, account.id)
    async with desk.database.connection() as db:
        await db.execute("TRUNCATE number_stale")
    for page in ("shop", "cafe"):
        await histories.page(page)
    return histories


@pytest.fixture
async def api(web, histories):
    async with httpx.AsyncClient(base_url=web) as client:
        assert (
            await client.post("/api/v1/session", json={"email": "ada@example.org", "password": PASSWORD})
        ).is_success
        yield client


async def figures_of(desk, span, page=None, channel=None):
    pages = [page] if page else ["cafe", "shop"]
    return (await figures(desk.uow, desk.sheets, Wanted(span, pages, channel)))()


async def test_a_day_told_by_hand(desk, histories):
    due = MONDAY + timedelta(minutes=30)
    await histories.comment(MONDAY, DRAFTED, (11, "approved", "Ada", DRAFT), due=due)
    await histories.comment(MONDAY, DRAFTED, (61, "approved", "Grace", EDITED), due=due, gap=True)
    await histories.comment(MONDAY, DRAFTED, (5, "dismissed", "Ada", "spam"), intent="other", channel="x")
    await histories.comment(MONDAY - timedelta(days=1), DRAFTED, (3, "approved", "Ada", "Mine."))
    assert await desk.tally.refresh() == 12  # one mark for each event
    found = await figures_of(desk, Span(MONDAY.date(), MONDAY.date(), ZoneInfo("UTC")))
    assert (found["comments"]["total"], found["comments"]["before"], found["gaps"]["total"]) == (3, 1, 1)
    first = found["first_reply"]
    assert (first["now"]["median"], first["before"]["median"]) == (35 * 60, 2 * 60)
    assert (first["promised"], first["kept"]) == (2, 1)
    assert {one["name"]: one["total"] for one in found["outcomes"]["series"]} == {
        "unchanged": 1,
        "edited": 1,
        "dismissed:spam": 1,
        "written": 0,
    }
    assert found["edits"]["now"]["median"] == pytest.approx(1 / 18, abs=1e-4)  # one word of eighteen
    assert [(one["name"], one["total"]) for one in found["people"]] == [("Ada", 2), ("Grace", 1)]


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_what_is_packed_gives_the_same_as_counting_one_by_one(desk, histories, seed):
    first = datetime(2026, 10, 20, 0, 0, tzinfo=UTC)  # summer time ends on the 25th in Berlin
    expected = await histories.many(80, first, 12, seed)
    await desk.tally.refresh()
    for zone in ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Chatham"):
        for begin, end in ((date(2026, 10, 20), date(2026, 10, 31)), (date(2026, 10, 25), date(2026, 10, 25))):
            span = Span(begin, end, ZoneInfo(zone))
            for page, channel in ((None, None), ("shop", None), (None, "x"), ("cafe", "api")):
                found = of_figures(await figures_of(desk, span, page, channel))
                assert found == one_by_one(expected, span, page, channel), (zone, begin, page, channel)


async def test_counting_again_side_by_side_or_from_the_start_changes_nothing(desk, histories):
    await histories.many(30, datetime(2026, 11, 1, tzinfo=UTC), 10)
    span = Span(date(2026, 11, 1), date(2026, 11, 20), ZoneInfo("UTC"))
    await asyncio.gather(desk.tally.refresh(), desk.tally.refresh())
    await desk.tally.refresh()
    once = await figures_of(desk, span)
    async with desk.database.connection() as db:
        await db.execute("UPDATE number_sheets SET rows = '\\x', version = DEFAULT")
        await db.execute("DELETE FROM number_decisions WHERE event_id % 2 = 0")
    assert await figures_of(desk, span) != once
    assert await desk.tally.rebuild() == 30
    assert await figures_of(desk, span) == once


async def test_a_decision_of_the_desk_counts_and_taken_back_it_does_not(desk, histories):
    span = Span(date(2026, 1, 1), date(2027, 6, 1), ZoneInfo("UTC"), "month")
    comment = (await receive(desk.uow, desk.clock, histories.connections["shop"], Incoming("c1", "Hello?"))).comment
    decisions = Decisions(desk.uow, desk.clock)
    ada = Person(histories.account, "Ada")
    async with desk.uow() as unit:
        today = desk.clock.now().date()
        span = Span(today - timedelta(days=1), today + timedelta(days=1), ZoneInfo("UTC"))
    await decisions.dismiss(ada, comment.id, comment.version, "spam")
    await desk.tally.refresh()
    assert (await figures_of(desk, span))["outcomes"]["total"] == 1
    async with desk.uow() as unit:
        version = (await unit.comments.get(comment.id)).version
    await decisions.undo(ada, comment.id, version)
    await desk.tally.refresh()
    found = await figures_of(desk, span)
    assert (found["outcomes"]["total"], found["comments"]["total"]) == (0, 1)


async def test_findings_that_the_draft_had_and_the_reply_has_not_are_avoided(desk, histories):
    rule = next(iter(desk.tally.rules("BUY NOW!!! Our unbeatable offer is waiting for you!!!", "Hello?", True)))
    await histories.comment(MONDAY, DRAFTED, (5, "approved", "Ada", EDITED), findings=[rule])
    await histories.comment(MONDAY, DRAFTED, (5, "approved", "Ada", DRAFT), findings=[rule])
    await desk.tally.refresh()
    found = await figures_of(desk, Span(MONDAY.date(), MONDAY.date(), ZoneInfo("UTC")))
    assert [(one["name"], one["total"]) for one in found["avoided"]["rules"]] == [(rule, 1)]


async def test_each_figure_leads_to_as_many_comments_as_it_counts(api, desk, histories):
    await histories.many(70, MONDAY - timedelta(days=3), 6)
    await desk.tally.refresh()
    span = {"from": "2026-11-20", "to": "2026-11-26", "zone": "Europe/Berlin", "page": "shop"}
    found = (await api.get("/api/v1/numbers", params=span)).raise_for_status().json()

    async def behind(figure, **narrowed):
        seen, cursor = set(), None
        while True:
            params = {**span, "figure": figure, "limit": "7", **narrowed, **({"cursor": cursor} if cursor else {})}
            answer = (await api.get("/api/v1/numbers/comments", params=params)).raise_for_status().json()
            assert not seen & ids(answer)
            seen |= ids(answer)
            cursor = answer["next_cursor"]
            if cursor is None:
                return len(seen)

    assert await behind("comments") == found["comments"]["total"]
    for one in found["comments"]["by_intent"]:
        assert await behind("comments", intent=one["name"] or "none") == one["total"]
    for one in found["outcomes"]["series"]:
        assert await behind("outcomes", outcome=one["name"]) == one["total"]
    for one in found["people"]:
        assert await behind("people", person=one["name"]) == one["total"]
    assert await behind("first_reply") == found["first_reply"]["now"]["count"]
    assert await behind("first_reply", hour="13") == found["first_reply"]["hours"][13]["count"]
    assert await behind("first_reply", weekday="0") == found["first_reply"]["weekdays"][0]["count"]
    assert await behind("edits") == found["edits"]["now"]["count"]
    assert await behind("edits", band="0") == found["edits"]["bands"][0]


async def test_a_figure_comes_as_csv_that_no_spreadsheet_takes_for_a_formula(api, desk, histories):
    await histories.comment(MONDAY, DRAFTED, (11, "approved", "=1+1", DRAFT))
    await desk.tally.refresh()
    answer = await api.get("/api/v1/numbers.csv", params={**THAT_DAY, "figure": "people"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="people-2026-11-23-2026-11-23.csv"' in answer.headers["content-disposition"]
    assert list(csv.reader(answer.text.splitlines()))[1] == ["'=1+1", "1", "0", "0", "1"]
    for figure in ("comments", "first_reply", "hours", "weekdays", "outcomes", "edits", "gaps", "avoided"):
        text = (await api.get("/api/v1/numbers.csv", params={**THAT_DAY, "figure": figure})).raise_for_status().text
        assert len({len(row) for row in csv.reader(text.splitlines())}) == 1, figure


async def test_a_page_that_is_hidden_from_somebody_is_in_none_of_their_figures(api, desk, histories):
    await histories.comment(MONDAY, DRAFTED, (11, "approved", "Ada", DRAFT), page="cafe")
    await desk.tally.refresh()
    assert (await api.get("/api/v1/numbers", params=THAT_DAY)).json()["comments"]["total"] == 1
    async with desk.database.connection() as db:
        await db.execute("INSERT INTO page_roles VALUES (%s, 'cafe', 'none')", (histories.account,))
    found = (await api.get("/api/v1/numbers", params=THAT_DAY)).json()
    assert (found["comments"]["total"], found["outcomes"]["total"]) == (0, 0)
    assert (await api.get("/api/v1/numbers/comments", params={**THAT_DAY, "figure": "comments"})).json()["items"] == []
    assert (await api.get("/api/v1/numbers", params={"page": "cafe"})).status_code == 404


@pytest.mark.parametrize(
    ("path", "params", "said"),
    [("", {"from": "2020-01-01", "to": "2026-01-01"}, "at most 731"), ("", {"zone": "Nowhere"}, "no time zone"),
     ("", {"from": "yesterday"}, "'from' must be a day"), ("", {"step": "year"}, "'step' must be one of"),
     (".csv", {}, "'figure' is missing"), ("/comments", {"figure": "gaps", "hour": "1"}, "doesn't narrow"),
     ("/comments", {"figure": "first_reply", "hour": "24"}, "from 0 to 23"),
     ("/comments", {"figure": "gaps", "cursor": "x"}, "The cursor is not one")],
)  # fmt: skip
async def test_a_question_that_makes_no_sense_is_refused_in_words(api, path, params, said):
    answer = await api.get(f"/api/v1/numbers{path}", params=params)
    assert answer.status_code == 422 and said in answer.json()["error"]["message"]


async def test_figures_need_a_session(web):
    for path in ("numbers", "numbers.csv?figure=gaps", "numbers/comments?figure=gaps"):
        assert httpx.get(f"{web}/api/v1/{path}").status_code == 401
