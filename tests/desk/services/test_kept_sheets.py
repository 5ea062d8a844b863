from datetime import date, datetime, timezone

from desk.services.kept_sheets import KeptSheets

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
WHEN = (datetime(2026, 11, 23, tzinfo=timezone.utc), datetime(2026, 11, 24, 12, tzinfo=timezone.utc))


class FakeNumbers:
    """Sheets of two days, with which of them were read."""

    def __init__(self) -> None:
        self.days = {MONDAY: {"shop": b"m1", "cafe": b"m2"}, TUESDAY: {"shop": b"t1"}}
        self.current = {MONDAY: 1, TUESDAY: 2}
        self.asked: list[date] = []

    async def versions(self, kind, start, end):
        return dict(self.current)

    async def sheets(self, kind, days):
        self.asked += days
        return {day: self.days[day] for day in days}


async def test_what_did_not_change_is_read_once():
    numbers, kept = FakeNumbers(), KeptSheets()
    for _ in range(2):
        assert await kept.read(numbers, "arrivals", *WHEN, ["cafe", "shop"]) == b"m2m1t1"
    assert numbers.asked == [MONDAY, TUESDAY]
    numbers.days[TUESDAY], numbers.current[TUESDAY] = {"shop": b"t2"}, 3
    assert await kept.read(numbers, "arrivals", *WHEN, ["shop"]) == b"m1t2"
    assert numbers.asked == [MONDAY, TUESDAY, TUESDAY]


async def test_arrivals_and_decisions_are_kept_apart():
    numbers, kept = FakeNumbers(), KeptSheets()
    await kept.read(numbers, "arrivals", *WHEN, ["shop"])
    await kept.read(numbers, "decisions", *WHEN, ["shop"])
    assert numbers.asked == [MONDAY, TUESDAY, MONDAY, TUESDAY]


async def test_a_day_whose_sheets_are_gone_counts_no_more():
    numbers, kept = FakeNumbers(), KeptSheets()
    await kept.read(numbers, "arrivals", *WHEN, ["shop"])
    del numbers.current[MONDAY]
    assert await kept.read(numbers, "arrivals", *WHEN, ["shop"]) == b"t1"


async def test_more_than_may_be_kept_is_answered_all_the_same():
    numbers, kept = FakeNumbers(), KeptSheets(most_bytes=4)
    for _ in range(2):
        assert await kept.read(numbers, "arrivals", *WHEN, ["cafe", "shop"]) == b"m2m1t1"
    assert len(kept._days) == 1
