import pytest

from desk.domain.comment import MOVES, CommentState, Move, after
from desk.domain.errors import IllegalMove

S = CommentState


@pytest.mark.parametrize(
    ("state", "move", "then"),
    [
        (S.RECEIVED, Move.START_DRAFTING, S.DRAFTING),
        (S.DRAFTING, Move.DRAFTED, S.WAITING),
        (S.DRAFTING, Move.NOT_DRAFTED, S.WAITING),
        (S.WAITING, Move.APPROVE, S.APPROVED),
        (S.APPROVED, Move.UNDO, S.WAITING),
        (S.APPROVED, Move.START_SENDING, S.SENDING),
        (S.SENDING, Move.CONFIRM, S.SENT),
        (S.SENDING, Move.FAIL, S.FAILED),
        (S.SENDING, Move.LOSE_TRACK, S.UNKNOWN),
        (S.WAITING, Move.DISMISS, S.DISMISSED),
        (S.UNKNOWN, Move.MARK_SENT, S.SENT),
        (S.APPROVED, Move.EDITED, S.DRAFTING),
        (S.SENT, Move.EDITED, S.SENT),
    ],
)
def test_the_life_of_a_comment_is_as_drawn(state, move, then):
    assert after(state, move) is then


@pytest.mark.parametrize("state", [S.SENDING, S.SENT, S.UNKNOWN, S.DISMISSED, S.FAILED, S.APPROVED])
def test_only_an_open_comment_can_be_approved(state):
    with pytest.raises(IllegalMove):
        after(state, Move.APPROVE)


def test_sending_starts_from_nowhere_but_an_approval():
    assert set(MOVES[Move.START_SENDING]) == {S.APPROVED}


def test_nothing_but_an_approval_or_a_persons_retry_leads_to_approved():
    leading = {move for move, table in MOVES.items() if S.APPROVED in table.values()}
    assert leading == {Move.APPROVE, Move.RETRY}


def test_every_state_can_be_reached_from_received():
    reached = {S.RECEIVED}
    for _ in S:
        reached |= {to for table in MOVES.values() for state, to in table.items() if state in reached}
    assert reached == set(S)
