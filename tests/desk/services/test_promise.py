import pytest

from desk.domain.errors import Invalid
from desk.services.pages import change_page
from desk.services.promise import DAYS, checked_promise
from tests.desk.fakes import FakeDesk

OFFICE = {"minutes": 240, "hours": {"mon": [["13:00", "17:00"], ["09:00", "12:00"]]}, "zone": "Europe/London"}


def test_days_that_are_not_given_are_closed_and_times_stand_in_order():
    checked = checked_promise(OFFICE)
    assert list(checked["hours"]) == list(DAYS)
    assert checked["hours"]["mon"] == [["09:00", "12:00"], ["13:00", "17:00"]] and checked["hours"]["sun"] == []


@pytest.mark.parametrize(
    ("change", "says"),
    [({"minutes": 0}, "30 days"), ({"minutes": 50_000}, "30 days"), ({"zone": "Nowhere"}, "time zone"),
     ({"zone": "../etc/passwd"}, "time zone"), ({"hours": {}}, "open at some time"),
     ({"hours": {"monday": []}}, "no weekday"), ({"hours": {"mon": [["9", "17:00"]]}}, "like 09:00"),
     ({"hours": {"mon": [["17:00", "09:00"]]}}, "must come before"), ({"hours": {"mon": [["09:00"]]}}, "like 09:00"),
     ({"hours": {"mon": [["09:00", "12:00"], ["11:00", "13:00"]]}}, "overlap"),
     ({"hours": {"mon": [["09:00", "09:30"]] * 5}}, "at most 4")],
)  # fmt: skip
def test_what_no_reply_could_keep_is_refused_in_words(change, says):
    with pytest.raises(Invalid, match=says):
        checked_promise({**OFFICE, **change})


async def test_a_promise_is_kept_with_the_page_until_it_is_taken_away():
    desk = FakeDesk()
    page = await change_page(desk, "shop", promise=OFFICE)
    assert page.settings["promise"]["minutes"] == 240
    assert "promise" in (await change_page(desk, "shop", name="Shop")).settings
    assert "promise" not in (await change_page(desk, "shop", promise=False)).settings
