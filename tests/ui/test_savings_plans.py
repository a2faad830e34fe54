"""Plans of Savings: named, leafed through, archived, and never lost when the file refuses."""

from decimal import Decimal
from pathlib import Path

import pytest
from driving import NOW, Running, refuse_writes, screen_text, settled, told
from hands import NEVER_DRAWN, WORST, burst
from savings_hands import SIZES, add, field, plans, row
from textual.widgets import Input
from textual.widgets._toast import Toast

from rut_tui.app import RutApp
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.settings import Settings
from rut_tui.storage.worker import Database


async def test_plans_are_begun_named_leafed_through_and_archived(running: Running, db: Database) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter>9000<escape>")
        await burst(pilot, "n<escape>800<escape>r<end> Two<enter>")
        assert [plan.name for plan in await plans(db)] == ["My plan", "My plan 2 Two"]
        assert "My plan 2 Two" in row(pilot, "2 of 2")
        await burst(pilot, "]")
        assert field(pilot, "savings").value == "9000"
        assert "My plan" in row(pilot, "1 of 2")
        await burst(pilot, "[")
        assert field(pilot, "savings").value == "800"
        await burst(pilot, "a")
        assert told(pilot) == "“My plan 2 Two” is archived. ctrl+z brings it back."
        assert [plan.name for plan in await plans(db)] == ["My plan"]
        assert field(pilot, "savings").value == "9000"
        await burst(pilot, "v]")
        assert "archived" in row(pilot, "2 of 2")
        await burst(pilot, "a")
        assert "“My plan 2 Two” is back." in screen_text(pilot.app)
    assert [(plan.name, plan.plan.savings) for plan in await plans(db)] == [("My plan", 9000), ("My plan 2 Two", 800)]


async def test_a_new_plan_asks_for_its_name_and_goes_on_in_the_first_field(running: Running, db: Database) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter>9000<escape>n")
        assert "What is this plan called?" in screen_text(pilot.app)
        assert pilot.app.screen.query_one("#name", Input).value == "My plan 2"
        await burst(pilot, "Trip<enter>800<escape>")
        assert "Trip" in row(pilot, "2 of 2")
        await burst(pilot, "n<escape>5<escape>")
        assert "My plan 2" in row(pilot, "3 of 3")
    assert [(plan.name, plan.plan.savings) for plan in await plans(db)] == [
        ("My plan", 9000),
        ("Trip", 800),
        ("My plan 2", 5),
    ]


async def test_two_plans_never_get_the_same_name(running: Running, db: Database) -> None:
    await add(db, "Trip", savings=1)
    async with running("savings") as pilot:
        await burst(pilot, "n<enter>2<escape>r trip <enter>")
        assert "Another plan is called that." in screen_text(pilot.app)
        assert [plan.name for plan in await plans(db)] == ["Trip", "My plan"]
        await burst(pilot, "<backspace><backspace>o<enter>]a")
        assert [plan.name for plan in await plans(db)] == [" trio"]
        await burst(pilot, "rTRIP<enter>")
        assert "An archived plan is called that." in screen_text(pilot.app)
        assert [plan.name for plan in await plans(db)] == [" trio"]


async def test_a_first_plan_beside_an_archived_one_gets_a_name_of_its_own(running: Running, db: Database) -> None:
    away = await add(db, "My plan", savings=1)
    await db.run(lambda store: store.plans.set_archived(away.id, True))
    async with running("savings") as pilot:
        await burst(pilot, "<enter>9000<escape>")
        assert "My plan 2" in screen_text(pilot.app)
    assert [plan.name for plan in await plans(db, archived=True)] == ["My plan", "My plan 2"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["My plan", "A plan with quite a long name of its own", "👩‍👩‍👧" * 20])
async def test_whether_it_is_saved_is_never_cut(
    running: Running, db: Database, name: str, size: tuple[int, int]
) -> None:
    first = await add(db, name, savings=9000, essential=2400)
    await add(db, "Other")
    async with running("savings", size=size) as pilot:
        title = row(pilot, name[:8], "● saved")
        assert "1 of 2" in title.split("▌")[1]
        assert "● saved" in title.split("▌")[1]
        await burst(pilot, "<down><down>x<escape>")
        assert row(pilot, name[:8], "● saved, except one field")
        await burst(pilot, "]")
        assert "Other   USD, 2 of 2   ● saved" in screen_text(pilot.app)
    assert (await plans(db))[0] == first


async def test_a_plan_that_was_never_typed_in_leaves_no_trace(running: Running, db: Database) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter>9000<escape>n<escape><escape>n<enter><escape>]")
        assert field(pilot, "savings").value == "9000"
        await burst(pilot, "n<escape><escape>a")
        assert field(pilot, "savings").value == "9000"
        assert " of 2" not in screen_text(pilot.app)
    assert len(await plans(db)) == 1


async def test_the_last_plan_can_be_archived_and_a_blank_one_takes_its_place(running: Running, db: Database) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter>9000<escape>a")
        assert field(pilot, "savings").value == ""
        assert "How long you could last" in screen_text(pilot.app)
        await burst(pilot, "<enter>5<escape>")
    assert [plan.plan.savings for plan in await plans(db)] == [5]
    assert [plan.plan.savings for plan in await plans(db, archived=True)] == [9000, 5]


async def test_what_cant_be_read_waits_in_its_plan(running: Running, db: Database) -> None:
    await add(db, "One", savings=1)
    await add(db, "Two", savings=2)
    async with running("savings") as pilot:
        await burst(pilot, "<enter><up>1O<escape>]")
        assert field(pilot, "savings").value == "2"
        assert "Write it like" not in screen_text(pilot.app)
        await burst(pilot, "[")
        assert field(pilot, "savings").value == "1O"
        assert "Write it like" in screen_text(pilot.app)
        await burst(pilot, "15")
        assert field(pilot, "savings").value == "1O"


@pytest.mark.parametrize("text", [WORST["all of it"]])
async def test_a_plan_can_be_called_anything(running: Running, db: Database, text: str) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter>9000<escape>r")
        pilot.app.screen.query_one("#name", Input).value = text
        await burst(pilot, "<enter>")
        assert not NEVER_DRAWN.search(screen_text(pilot.app))
        (kept,) = await plans(db)
        assert kept.name == text
        await burst(pilot, "a")
        assert not NEVER_DRAWN.search(screen_text(pilot.app))


@pytest.mark.parametrize(
    ("name", "said"), [("", "A plan needs a name."), ("x" * 501, "too long"), ("  ", "needs a name")]
)
async def test_a_name_that_cant_be_kept_stays_in_the_form(running: Running, db: Database, name: str, said: str) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter>9000<escape>r")
        pilot.app.screen.query_one("#name", Input).value = name
        await burst(pilot, "<enter>")
        assert said in screen_text(pilot.app)
        await burst(pilot, "<escape>")
        (kept,) = await plans(db)
        assert kept.name == "My plan"


async def test_what_the_file_refuses_is_said_once_and_stays_typed(running: Running, db: Database) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter>9000<tab>")
        refuse_writes(db, refused=True)
        await burst(pilot, "2400<tab>")
        assert told(pilot).startswith("It was not saved")
        pilot.app.clear_notifications()
        await burst(pilot, "8<tab>")
        assert not pilot.app.screen.query(Toast)
        assert "not saved" in row(pilot, "My plan")
        assert field(pilot, "essential").value == "2400"
        refuse_writes(db, refused=False)
        await burst(pilot, "2<tab>")
        assert "● saved" in screen_text(pilot.app)
    (kept,) = await plans(db)
    assert (kept.plan.essential, kept.plan.discretionary, kept.plan.debt_min) == (2400, 8, 2)


async def test_a_quit_that_cant_save_says_so(db: Database, path: Path) -> None:
    app = RutApp(db, Settings(), lambda: NOW, start="savings")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await db.opened()
        path.rename(path.with_name("moved.db"))
        await burst(pilot, "<enter>900")
        await pilot.press("0", "ctrl+q")
    assert app.return_code == 7


async def test_a_plan_changed_elsewhere_is_shown_and_what_is_typed_here_wins(running: Running, db: Database) -> None:
    first = await add(db, savings=1, essential=1)
    async with running("savings") as pilot:
        changed = SavingsPlan(savings=Decimal(77), essential=Decimal(7))
        await db.run(lambda store: store.plans.update(first.id, name="Other hand", plan=changed))
        await burst(pilot, "15")
        assert field(pilot, "savings").value == "77"
        assert "Other hand" in screen_text(pilot.app)
        assert "11.0 months saved" in screen_text(pilot.app)
