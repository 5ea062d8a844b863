from datetime import timedelta
from uuid import uuid4

import pytest

from desk.domain.errors import Invalid
from desk.domain.reply import ApprovedReply, approve
from tests.desk.fakes import NOON


def approved(text="Hello", undo=timedelta(seconds=10)):
    return approve(
        reply_id=uuid4(),
        comment_id=uuid4(),
        text_version=1,
        text=text,
        person_id=uuid4(),
        now=NOON,
        undo_window=undo,
    )


def test_a_reply_leaves_when_the_undo_window_has_passed():
    assert approved().send_after == NOON + timedelta(seconds=10)


def test_the_undo_window_is_never_negative_nor_longer_than_an_hour():
    assert approved(undo=timedelta(seconds=-5)).send_after == NOON
    assert approved(undo=timedelta(days=2)).send_after == NOON + timedelta(hours=1)


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_text_is_not_approved(text):
    with pytest.raises(Invalid):
        approved(text)


def test_a_postable_reply_can_not_be_made_by_hand():
    with pytest.raises(TypeError):
        ApprovedReply(uuid4(), uuid4(), 1, "Hi", uuid4(), NOON, NOON, None, object())
