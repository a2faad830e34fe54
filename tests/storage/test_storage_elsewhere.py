"""What other processes do to an open journal: they save to it, change the same rows, take the file away."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from rut_tui.domain.goals import Column, Goal, GoalDraft, MilestoneDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.storage.faults import ChangedElsewhere, Gone
from rut_tui.storage.goals import Goals
from rut_tui.storage.store import Store

Opener = Callable[..., Store]


@pytest.fixture
def other(store: Store, opener: Opener) -> Store:
    """The same journal through another connection."""
    return opener(store.path)


def plan(**inputs: object) -> SavingsPlan:
    return SavingsPlan.model_validate(inputs)


def steps(title: str, *milestones: str) -> GoalDraft:
    return GoalDraft(title=title, milestones=tuple(MilestoneDraft(title=step) for step in milestones))


def test_what_others_save_is_noticed_once_and_ones_own_never(store: Store, other: Store) -> None:
    assert not store.changed_elsewhere()
    store.goals.add(GoalDraft(title="ours"))
    assert not store.changed_elsewhere()
    other.goals.add(GoalDraft(title="theirs"))
    assert store.changed_elsewhere()
    assert not store.changed_elsewhere()
    other.goals.board()
    assert not store.changed_elsewhere()


def test_asking_never_waits_for_a_save_elsewhere(store: Store, other: Store) -> None:
    other._session._run("BEGIN EXCLUSIVE")
    store._session.db.conn.execute("PRAGMA busy_timeout").fetchone()
    assert not store.changed_elsewhere()
    other._session._run("UPDATE goals SET position = 0")
    other._session._run("COMMIT")
    assert store._session.value("PRAGMA busy_timeout") == 2000, "saves wait again"


def test_each_side_keeps_the_fields_it_changed(store: Store, other: Store) -> None:
    base = store.plans.add("Plan", plan(savings=1, essential=1, search={"p50": 4, "p90": 12}), "EUR")
    other.plans.update(base.id, name="Renamed", plan=plan(savings=1, essential=7, search={"p50": 5, "p90": 20}))

    saved = store.plans.update(base.id, name="Plan", plan=plan(savings=9, essential=1), base=base)

    assert saved.name == "Renamed"
    assert saved.plan == plan(savings=9, essential=7, search={"p50": 5, "p90": 20})
    assert other.plans.get(base.id) == saved


def test_the_same_change_on_both_sides_is_no_question(store: Store, other: Store) -> None:
    base = store.plans.add("Plan", plan(savings=1), "EUR")
    other.plans.update(base.id, name="Both", plan=plan(savings=9))

    assert store.plans.update(base.id, name="Both", plan=plan(savings=9), base=base).plan.savings == 9


@pytest.mark.parametrize(
    ("name", "typed", "names"),
    [
        ("Plan", plan(savings=9), ("savings",)),
        ("Mine", plan(savings=1), ("name",)),
        ("Mine", plan(savings=9, search={"p50": 3}), ("name", "savings", "search")),
    ],
)
def test_the_same_field_changed_on_both_sides_is_asked_and_nothing_is_written(
    store: Store, other: Store, name: str, typed: SavingsPlan, names: tuple[str, ...]
) -> None:
    base = store.plans.add("Plan", plan(savings=1), "EUR")
    there = other.plans.update(base.id, name="Theirs", plan=plan(savings=77, search={"p90": 30}))

    with pytest.raises(ChangedElsewhere, match="changed elsewhere meanwhile") as asked:
        store.plans.update(base.id, name=name, plan=typed, base=base)

    assert (asked.value.names, asked.value.there) == (names, there)
    assert store.plans.get(base.id) == there


def test_a_field_cleared_here_and_changed_there_is_asked(store: Store, other: Store) -> None:
    base = store.plans.add("Plan", plan(savings=1), "EUR")
    other.plans.update(base.id, name="Plan", plan=plan(savings=2))

    with pytest.raises(ChangedElsewhere):
        store.plans.update(base.id, name="Plan", plan=plan(), base=base)
    assert store.plans.get(base.id).plan.savings == Decimal(2)


def test_a_plan_archived_elsewhere_stays_archived_when_it_is_typed_in(store: Store, other: Store) -> None:
    base = store.plans.add("Plan", plan(savings=1), "EUR")
    other.plans.set_archived(base.id, True)

    saved = store.plans.update(base.id, name="Plan", plan=plan(savings=2), base=base)

    assert saved.archived_at is not None
    assert saved.plan.savings == 2


def test_a_goal_is_moved_and_ticked_as_it_is_now(store: Store, other: Store) -> None:
    goal = store.goals.add(steps("g", "m"))
    other.goals.move(goal.id, Column.DOING, 0)
    other.goals.update(goal.id, steps("renamed", "new"))

    moved = store.goals.move(goal.id, Column.NEXT, 0)
    assert (moved.title, moved.column, [step.title for step in moved.milestones]) == ("renamed", Column.NEXT, ["new"])
    with pytest.raises(Gone, match="milestone"):
        store.goals.tick(goal.milestones[0].id, done=True)


@pytest.mark.parametrize(
    "act",
    [
        lambda goals, goal: goals.move(goal.id, Column.NEXT, 0),
        lambda goals, goal: goals.tick(goal.milestones[0].id, done=True),
        lambda goals, goal: goals.set_focus(goal.id),
    ],
    ids=["move", "tick", "focus"],
)
def test_a_goal_archived_elsewhere_is_not_on_the_board_any_more(
    store: Store, other: Store, act: Callable[[Goals, Goal], object]
) -> None:
    goal = store.goals.add(steps("g", "m"))
    put_away = other.goals.set_archived(goal.id, True)

    with pytest.raises(Gone, match="put away meanwhile"):
        act(store.goals, goal)
    assert store.goals.get(goal.id) == put_away


def test_the_last_answer_of_an_audit_counts_whoever_gave_it(store: Store, other: Store) -> None:
    store.audits.rate("bored", 1)
    other.audits.rate("bored", 4)
    other.audits.rate("tired", 2)
    audit = store.audits.rate("drained", 3)
    assert audit.ratings == {"bored": 4, "tired": 2, "drained": 3}
    assert other.audits.current() == audit


def test_many_writers_lose_nothing(store: Store, other: Store) -> None:
    for number in range(30):
        for each in (store, other):
            each.entries.add(EntryDraft(at=each._session.clock(), engagement=1, note=f"{number} {id(each)}"))
    assert store.entries.counts().entries == other.entries.counts().entries == 60
