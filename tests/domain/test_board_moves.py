"""Where a card goes on the board."""

import pytest
from domain_samples import goal, milestone
from hypothesis import given
from hypothesis import strategies as st

from rut_tui.domain.board import Progress, by_column, progress, target
from rut_tui.domain.goals import Column

BOARD = [
    goal("a", column=Column.IDEA, position=0),
    goal("b", column=Column.IDEA, position=1),
    goal("c", column=Column.IDEA, position=2),
    goal("d", column=Column.NEXT, position=0),
    goal("e", column=Column.DONE, position=0),
]


@pytest.mark.parametrize(
    ("card", "direction", "there"),
    [
        ("a", "up", None),
        ("a", "left", None),
        ("a", "down", (Column.IDEA, 1)),
        ("b", "up", (Column.IDEA, 0)),
        ("c", "down", None),
        ("a", "right", (Column.NEXT, 0)),
        ("b", "right", (Column.NEXT, 1)),
        ("c", "right", (Column.NEXT, 1)),
        ("d", "left", (Column.IDEA, 0)),
        ("d", "right", (Column.DOING, 0)),
        ("e", "left", (Column.DOING, 0)),
        ("e", "right", None),
        ("nobody", "right", None),
    ],
)
def test_a_move_goes_one_step_and_stops_at_the_edge(card, direction, there):
    assert target(BOARD, card, direction) == there


def test_every_column_is_there_in_order_with_its_goals_by_position():
    board = by_column(reversed(BOARD))
    assert list(board) == [Column.IDEA, Column.NEXT, Column.DOING, Column.DONE]
    assert [[card.id for card in cards] for cards in board.values()] == [["a", "b", "c"], ["d"], [], ["e"]]


def test_positions_with_holes_count_the_cards_that_are_there():
    holes = [goal("a", position=3), goal("b", position=7), goal("c", position=9)]
    assert target(holes, "b", "down") == (Column.DOING, 2)
    assert target(holes, "a", "up") is None


COLUMNS = st.lists(st.sampled_from(list(Column)), min_size=1, max_size=12)


@given(COLUMNS, st.data())
def test_a_step_and_the_step_back_within_a_column_leave_the_board_as_it_was(columns, data):
    cards = [goal(str(n), column=column, position=n) for n, column in enumerate(columns)]
    board = by_column(cards)
    card = data.draw(st.sampled_from(cards))
    if there := target(cards, card.id, "down"):
        order = [other.id for other in board[card.column]]
        here = order.index(card.id)
        order.insert(there[1], order.pop(here))
        moved = [goal(name, column=card.column, position=n) for n, name in enumerate(order)]
        assert target(moved, card.id, "up") == (card.column, here)


@given(COLUMNS, st.sampled_from(["left", "right", "up", "down"]))
def test_a_target_is_always_a_place_on_the_board(columns, direction):
    cards = [goal(str(n), column=column, position=n) for n, column in enumerate(columns)]
    board = by_column(cards)
    for card in cards:
        if there := target(cards, card.id, direction):
            others = [other for other in board[there[0]] if other.id != card.id]
            assert 0 <= there[1] <= len(others)


def test_progress_counts_milestones():
    done = milestone(done_on=goal().created_at.date())
    assert progress(goal(milestones=[done, milestone(), milestone()])) == Progress(1, 3)
    assert progress(goal()) is None
