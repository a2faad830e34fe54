"""Saving over what another process changed meanwhile: both changes stay, and only the same one twice is asked."""

import asyncio
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from threading import Event

import pytest
from driving import NOW, Running, press, screen_text, settled, until
from hands import burst
from savings_hands import add, field, plans, row
from textual.pilot import Pilot

from rut_tui.domain.goals import Column, GoalDraft
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.storage.plans import NamedPlan
from rut_tui.storage.worker import Database


@pytest.fixture
def beside(db: Database, path: Path) -> Iterator[Database]:
    """Another process's worker on the same file, as far as the file can tell: it has a connection of its own."""
    db.run_sync(lambda store: store.path)  # the file is there
    other = Database(path, lambda: NOW)
    other.start()
    yield other
    other.close()


@pytest.fixture(autouse=True)
def _unnoticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What happens elsewhere is met only when something is saved here."""
    monkeypatch.setattr("rut_tui.widgets.elsewhere.EVERY", 3600.0)


async def change(beside: Database, plan: NamedPlan, name: str = "Kept", **inputs: object) -> NamedPlan:
    figures = SavingsPlan.model_validate(inputs)
    return await beside.run(lambda store: store.plans.update(plan.id, name=name, plan=figures))


async def test_figures_typed_here_and_elsewhere_are_both_kept(running: Running, db: Database, beside: Database) -> None:
    plan = await add(db, savings=1, essential=1)
    async with running("savings") as pilot:
        await burst(pilot, "<down>")
        await change(beside, plan, savings=1, essential=2400, rate="0.05")
        await burst(pilot, "9000<tab>")
        assert field(pilot, "essential").value == "2,400", "what came from elsewhere is shown"
        await burst(pilot, "2500<escape>")
        assert "● saved" in screen_text(pilot.app)
    (kept,) = await plans(db)
    assert (kept.plan.savings, kept.plan.essential, kept.plan.rate) == (9000, 2500, Decimal("0.05"))


async def the_same_twice(pilot: Pilot[int], beside: Database, plan: NamedPlan) -> None:
    """Type a figure that another process changes before it is saved."""
    await burst(pilot, "<down>")
    await pilot.press("9", "0")
    await change(beside, plan, savings=77, essential=2400)
    await burst(pilot, "00<escape>")
    await until(pilot, lambda: "was changed elsewhere too" in screen_text(pilot.app))
    await settled(pilot)


@pytest.mark.parametrize(("key", "savings"), [("m", 9000), ("t", 77)])
async def test_the_same_figure_is_asked(
    running: Running, db: Database, beside: Database, key: str, savings: int
) -> None:
    plan = await add(db, savings=1, essential=1)
    async with running("savings") as pilot:
        await the_same_twice(pilot, beside, plan)
        assert "9,000" in row(pilot, "Savings ", "77")
        (kept,) = await plans(db)
        assert kept.plan.savings == 77, "nothing is overwritten unasked"
        await press(pilot, key)
        assert "● saved" in screen_text(pilot.app)
        assert (field(pilot, "savings").value, field(pilot, "essential").value) == (f"{savings:,}", "2,400")
    (kept,) = await plans(db)
    assert (kept.plan.savings, kept.plan.essential) == (savings, 2400)


async def test_decided_later_it_stays_typed_and_is_asked_again(
    running: Running, db: Database, beside: Database
) -> None:
    plan = await add(db, savings=1, essential=1)
    async with running("savings") as pilot:
        await the_same_twice(pilot, beside, plan)
        await press(pilot, "escape")
        assert field(pilot, "savings").value == "9000"
        assert "not saved" in row(pilot, "Kept")
        await press(pilot, "3", "5")
        await until(pilot, lambda: "was changed elsewhere too" in screen_text(pilot.app))
        await settled(pilot)
        await press(pilot, "m")
    (kept,) = await plans(db)
    assert kept.plan.savings == 9000


async def test_left_undecided_both_are_kept(running: Running, db: Database, beside: Database) -> None:
    plan = await add(db, savings=1, essential=1)
    async with running("savings") as pilot:
        await the_same_twice(pilot, beside, plan)
    assert [(kept.name, kept.plan.savings) for kept in await plans(db)] == [("Kept", 77), ("Kept 2", 9000)]


async def test_a_goal_that_was_archived_elsewhere_is_left_there(
    running: Running, db: Database, beside: Database
) -> None:
    for title in ("first", "second"):
        await db.run(lambda store, title=title: store.goals.add(GoalDraft(title=title)))
    async with running("goals", (120, 40)) as pilot:
        first, _ = await db.run(lambda store: store.goals.board())
        await beside.run(lambda store: store.goals.set_archived(first.id, True))
        await press(pilot, "L")
        text = screen_text(pilot.app)
        assert "That goal was put away meanwhile" in " ".join(text.split())
        assert "▌ first" not in text
    (left,) = await db.run(lambda store: store.goals.board())
    assert (left.title, left.column) == ("second", Column.IDEA)


async def test_a_goal_moved_elsewhere_is_moved_from_where_it_is(
    running: Running, db: Database, beside: Database
) -> None:
    goal = await db.run(lambda store: store.goals.add(GoalDraft(title="one")))
    async with running("goals", (120, 40)) as pilot:
        await beside.run(lambda store: store.goals.update(goal.id, GoalDraft(title="renamed", notes="theirs")))
        await press(pilot, "L")
        assert "renamed" in screen_text(pilot.app)
    (kept,) = await db.run(lambda store: store.goals.board())
    assert (kept.title, kept.notes, kept.column) == ("renamed", "theirs", Column.NEXT)


async def test_a_move_is_drawn_before_it_is_on_disk_and_taken_back_when_it_cant_be(
    running: Running, db: Database, beside: Database
) -> None:
    for title in ("first", "second"):
        await db.run(lambda store, title=title: store.goals.add(GoalDraft(title=title)))
    go = Event()
    async with running("goals", (120, 40)) as pilot:
        waiting = asyncio.ensure_future(db.run(lambda _: go.wait(20)))
        await pilot.press("L", "h")
        await until(pilot, lambda: "Next  1" in screen_text(pilot.app))
        await until(pilot, lambda: "saving…" in screen_text(pilot.app))
        assert {goal.column for goal in await beside.run(lambda store: store.goals.board())} == {Column.IDEA}, (
            "none of it is on disk yet"
        )
        await beside.run(lambda store: store._session._run("BEGIN IMMEDIATE"))  # held for longer than a save waits
        go.set()
        await waiting
        await until(pilot, lambda: "It was not saved" in screen_text(pilot.app), seconds=15)
        await beside.run(lambda store: store._session._run("ROLLBACK"))
        await settled(pilot)
        text = screen_text(pilot.app)
        assert "Idea  2" in text
        assert "saving…" not in text


async def test_answers_given_elsewhere_are_shown_with_ones_own(
    running: Running, db: Database, beside: Database
) -> None:
    from rut_tui.content import signs

    first, second, third = (sign.key for sign in signs()[:3])
    async with running("audit") as pilot:
        await press(pilot, "right", "enter")
        await beside.run(lambda store: store.audits.rate(first, 4))
        await beside.run(lambda store: store.audits.rate(third, 2))
        await burst(pilot, "1")
        await until(pilot, lambda: screen_text(pilot.app).count("●") >= 2)
        await burst(pilot, "0")
        await settled(pilot)
    audit = await db.run(lambda store: store.audits.current())
    assert audit is not None
    assert audit.ratings == {first: 1, second: 0, third: 2}
