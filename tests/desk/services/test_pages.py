import math

import pytest

from desk.domain.errors import Invalid, NotFound
from desk.services.pages import change_page
from tests.desk.fakes import FakeDesk

VOICE = {
    "sign_with": "Ada at The Shop",
    "formality": "formal",
    "variant": "en-US",
    "emoji": True,
    "prefer": [{"instead_of": "colleague", "say": "teammate"}],
    "avoid": ["guys", "guys"],
    "contacts": {"press": "press@shop.example", "legal": ""},
}


async def test_what_is_given_changes_and_the_rest_stays():
    desk = FakeDesk(undo_seconds=30)
    await change_page(desk, "shop", name="The New Shop")
    changed = await change_page(desk, "shop", voice=VOICE)
    assert (changed.name, changed.undo_window.total_seconds()) == ("The New Shop", 30)
    assert changed.voice.as_dict() == {**VOICE, "avoid": ["guys"], "contacts": {"press": "press@shop.example"}}
    assert desk.state.pages["shop"] == changed


async def test_a_page_without_a_voice_has_a_plain_one():
    page = FakeDesk().page
    assert page.voice.as_dict()["formality"] == "neutral"
    assert page.voice.sign_with is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": "  "}, "name is empty"),
        ({"undo_seconds": -1}, "from 0 to 3600"),
        ({"undo_seconds": math.nan}, "from 0 to 3600"),
        ({"undo_seconds": 1e9}, "from 0 to 3600"),
        ({"voice": {"formality": "posh"}}, "casual, neutral, formal"),
        ({"voice": {"variant": "en-AU"}}, "en-GB, en-US"),
        ({"voice": {"sign_with": "x" * 101}}, "at most 100"),
        ({"voice": {"sign_with": "two\nlines"}}, "one line"),
        ({"voice": {"avoid": ["w"] * 51}}, "At most 50"),
        ({"voice": {"avoid": [" "]}}, "is empty"),
        ({"voice": {"prefer": [{"instead_of": "a", "say": ""}]}}, "instead of “a” is empty"),
        ({"voice": {"contacts": {"gossip": "x"}}}, "no escalation 'gossip'"),
        ({"second_approval": {"intents": ["rant"]}}, "no intent 'rant'"),
        ({"second_approval": {"least_severity": 9}}, "from 1 to 4"),
    ],
)
async def test_what_cannot_be_taken_changes_nothing_and_is_named(change, told):
    desk = FakeDesk()
    with pytest.raises(Invalid, match=told):
        await change_page(desk, "shop", **change)
    assert desk.state.pages["shop"] == desk.page
    assert not desk.state.audit


async def test_a_page_can_demand_a_second_person():
    rules = {"all": False, "intents": ["complaint"], "least_severity": 3, "new_staff_days": 30}
    changed = await change_page(FakeDesk(), "shop", second_approval=rules)
    assert changed.second_approval.as_dict() == rules


async def test_who_changed_what_is_noted_once():
    desk = FakeDesk(undo_seconds=30)
    await change_page(desk, "shop", name="The New Shop", undo_seconds=30, actor="Ada")
    await change_page(desk, "shop", name="The New Shop", actor="Ada")
    assert desk.state.audit == [
        ("Ada", "page.changed", "The New Shop", "shop", {"name": {"before": "The Shop", "after": "The New Shop"}})
    ]


async def test_an_unknown_page_is_said_to_be_unknown():
    with pytest.raises(NotFound, match="'nowhere'"):
        await change_page(FakeDesk(), "nowhere", name="X")
