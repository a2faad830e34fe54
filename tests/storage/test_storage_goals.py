"""The board comes back as it was left: places, dates, milestones and the one goal in focus."""

from collections.abc import Callable
from datetime import date

import pytest
from storage_bench import Clock

from rut_tui.domain.goals import Column, GoalDraft, MilestoneDraft
from rut_tui.storage.faults import Gone
from rut_tui.storage.store import Store

Reopen = Callable[[Store], Store]


def titles(store: Store, column: Column) -> list[tuple[str, int]]:
    return [(goal.title, goal.position) for goal in store.goals.board() if goal.column is column]


def test_a_goal_comes_back_whole(store: Store, clock: Clock, reopen: Reopen) -> None:
    added = store.goals.add(
        GoalDraft(
            title="Ship the portfolio page",
            measure="1 page online",
            confidence=6,
            raise_confidence="an hour on Sundays",
            serves=("value:growth", "cause:boredom", "value:growth"),
            due=date(2026, 12, 24),
            notes="why\nnot",
            milestones=(
                MilestoneDraft(title="pick three", done=True),
                MilestoneDraft(title="write", due=date(2026, 12, 1)),
            ),
        ),
        Column.NEXT,
    )

    goal = reopen(store).goals.get(added.id)

    assert goal == added
    assert goal.serves == ("value:growth", "cause:boredom")
    assert [(step.title, step.due, step.done_on) for step in goal.milestones] == [
        ("pick three", None, date(2026, 11, 20)),
        ("write", date(2026, 12, 1), None),
    ]
    assert (goal.column, goal.position, goal.focus, goal.done_on) == (Column.NEXT, 0, False, None)


def test_milestones_keep_their_day_and_their_id_when_the_goal_is_saved_anew(store: Store, clock: Clock) -> None:
    goal = store.goals.add(GoalDraft(title="g", milestones=tuple(MilestoneDraft(title=name) for name in "abc")))
    a, b, c = goal.milestones
    store.goals.tick(b.id, True)
    clock.pass_by(days=3)

    changed = store.goals.update(
        goal.id,
        GoalDraft(
            title="g2",
            milestones=(
                MilestoneDraft(id=c.id, title="c first", done=True),
                MilestoneDraft(title="new"),
                MilestoneDraft(id=b.id, title="b", done=True),
            ),
        ),
    )

    assert [
        (step.id == old, step.title, step.done_on)
        for step, old in zip(changed.milestones, (c.id, "", b.id), strict=True)
    ] == [
        (True, "c first", date(2026, 11, 23)),
        (False, "new", None),
        (True, "b", date(2026, 11, 20)),
    ]
    assert a.id in {row["id"] for row in store.tables.rows("milestones")}, "put away, not deleted"
    assert store.goals.tick(b.id, True).milestones[2].done_on == date(2026, 11, 20)
    assert store.goals.tick(b.id, False).milestones[2].done_on is None


def test_cards_move_and_the_others_close_up(store: Store, clock: Clock, reopen: Reopen) -> None:
    ids = {name: store.goals.add(GoalDraft(title=name)).id for name in "abcd"}
    store.goals.move(ids["d"], Column.IDEA, 0)
    store.goals.move(ids["b"], Column.NEXT, 5)
    store.goals.move(ids["a"], Column.NEXT, 0)
    store.goals.move(ids["c"], Column.IDEA, -1)
    store = reopen(store)

    assert titles(store, Column.IDEA) == [("c", 0), ("d", 1)]
    assert titles(store, Column.NEXT) == [("a", 0), ("b", 1)]
    store.goals.set_archived(ids["c"], True)
    store.goals.add(GoalDraft(title="e"))
    assert titles(store, Column.IDEA) == [("d", 0), ("e", 1)]
    assert [goal.title for goal in store.goals.board(archived=True)] == ["c"]
    store.goals.set_archived(ids["c"], False)
    assert titles(store, Column.IDEA) == [("d", 0), ("e", 1), ("c", 2)]
    assert [goal.column for goal in store.goals.board()] == [Column.IDEA] * 3 + [Column.NEXT] * 2


def test_done_keeps_its_date_until_the_card_leaves(store: Store, clock: Clock) -> None:
    goal_id = store.goals.add(GoalDraft(title="g")).id

    assert store.goals.move(goal_id, Column.DONE, 0).done_on == date(2026, 11, 20)
    clock.pass_by(days=10)
    assert store.goals.move(goal_id, Column.DONE, 0).done_on == date(2026, 11, 20)
    assert store.goals.set_archived(goal_id, True).done_on == date(2026, 11, 20)
    with pytest.raises(Gone, match="put away"):
        store.goals.move(goal_id, Column.DOING, 0)
    store.goals.set_archived(goal_id, False)
    assert store.goals.move(goal_id, Column.DOING, 0).done_on is None
    assert store.goals.add(GoalDraft(title="born done"), Column.DONE).done_on == date(2026, 11, 30)


def test_one_goal_is_in_focus(store: Store) -> None:
    a, b = (store.goals.add(GoalDraft(title=name)).id for name in "ab")

    for focus in (a, b, b, None, a):
        store.goals.set_focus(focus)
        assert [goal.id for goal in store.goals.board() if goal.focus] == ([focus] if focus else [])
    assert not store.goals.set_archived(a, True).focus


def test_a_goal_that_is_done_lets_the_focus_go(store: Store, reopen: Reopen) -> None:
    a, b = (store.goals.add(GoalDraft(title=name), Column.DOING).id for name in "ab")
    store.goals.set_focus(a)
    store.goals.move(b, Column.DONE, 0)
    assert [goal.id for goal in store.goals.board() if goal.focus] == [a], "only its own"
    store.goals.move(a, Column.NEXT, 0)
    assert store.goals.get(a).focus, "a goal moved elsewhere stays in focus"

    assert not store.goals.move(a, Column.DONE, 0).focus

    assert not any(goal.focus for goal in reopen(store).goals.board())
