"""Savings: a plan typed by keys, its answers at every key, and all of it on disk."""

import asyncio
from decimal import Decimal
from math import log
from pathlib import Path
from statistics import NormalDist
from threading import Event
from typing import Any

import pytest
from driving import NOW, Running, post, press, screen_text, settled, until
from hands import burst
from savings_hands import EXAMPLE, SIZES, add, field, flat, plans, row
from textual.pilot import Pilot
from textual.widgets import Input

from rut_tui.app import RutApp
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.settings import Settings
from rut_tui.storage.worker import Database
from rut_tui.views.savings.inputs import FIRST


async def test_the_worked_example_typed_by_keys(running: Running, db: Database) -> None:
    async with running("savings", size=(140, 45)) as pilot:
        await burst(pilot, f"<enter>{EXAMPLE}<down><down><down><down><enter><down>0<down>0<escape>")
        shown = flat(pilot, right_of=60)
        assert "2.6 months saved, 3.5 lean" in shown
        assert "3 months of spending are 10,200, reached in 2 months (Jan 2027)." in shown
        assert "3 months 10,200 1,200 Jan 2027 2" in shown
        # 9,000 is 11,400 short of 6 × 3,400; 800 a month are put by.
        assert "6 months 20,400 11,400 Feb 2028 15" in shown
        assert "lean 7,800 – already there –" in shown
        assert "lean 15,600 6,600 Aug 2027 9" in shown
        assert "If your pay ended today and none followed, interest included: 2.6 months, 3.5 lean." in shown
        assert "● saved" in screen_text(pilot.app)
    (kept,) = await plans(db)
    assert (kept.name, kept.currency) == ("My plan", "USD")
    assert kept.plan == SavingsPlan(
        savings=Decimal(9000),
        essential=Decimal(2400),
        discretionary=Decimal(800),
        debt_min=Decimal(200),
        income=Decimal(4200),
        rate=Decimal(0),
        inflation=Decimal(0),
    )


async def test_a_restart_shows_it(running: Running, db: Database, path: Path) -> None:
    async with running("savings") as pilot:
        await burst(pilot, f"<enter>{EXAMPLE}<escape>")
    db.close()
    again = Database(path, lambda: NOW)
    again.start()
    try:
        app = RutApp(again, Settings(), lambda: NOW, start="savings")
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            assert [field(pilot, item.name).value for item in FIRST[:5]] == ["9,000", "2,400", "800", "200", "4,200"]
            assert "2.6 months saved, 3.5 lean" in screen_text(app)
            assert len(await plans(again)) == 1
    finally:
        again.close()


async def test_quitting_behind_the_last_key_loses_nothing(running: Running, db: Database) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter>9000<tab>240")
        await pilot.press("0", "ctrl+q")
    (kept,) = await plans(db)
    assert (kept.plan.savings, kept.plan.essential) == (9000, 2400)


async def test_it_saves_itself_while_the_field_keeps_the_focus(running: Running, db: Database) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter>123")
        await until(pilot, lambda: "● saved" in screen_text(pilot.app))
        (kept,) = await plans(db)
        assert kept.plan.savings == 123
        assert pilot.app.focused is field(pilot, "savings")
        await burst(pilot, "4")
        await press(pilot, "escape", "2")
        (kept,) = await plans(db)
        assert kept.plan.savings == 1234


async def test_keys_quicker_than_the_file_count_and_the_plan_on_disk_keeps_the_rest(
    running: Running, db: Database
) -> None:
    await add(db, essential=2400)
    async with running("goals") as pilot:
        gate = Event()
        await asyncio.gather(db.run(lambda _: gate.wait(5)), _type_then_open(pilot, gate))
        assert "3.8 months saved" in screen_text(pilot.app)
        assert field(pilot, "savings").value == "9000"
    (kept,) = await plans(db)
    assert (kept.plan.savings, kept.plan.essential) == (9000, 2400)


async def _type_then_open(pilot: Pilot[Any], gate: Event) -> None:
    """Type while the file is busy, then let it go on."""
    post(pilot.app, "5", "enter", "9", "0")
    await until(pilot, lambda: pilot.app.screen.query_one("HeaderLine").current == "savings")
    gate.set()
    await burst(pilot, "00<escape>")


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_plan_says_what_will_be_here_and_what_it_waits_for(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    async with running("savings", size=size) as pilot:
        keys = ["right"] if size[0] < 80 else []
        await press(pilot, *keys)
        assert "How long you could last" in screen_text(pilot.app)
        assert "enter type them in" in screen_text(pilot.app)
        assert "Still needed: savings and essentials." in flat(
            pilot, right_of=42 if size[0] == 80 else 60 if keys == [] else 0
        )
    assert await plans(db) == ()


async def test_nothing_is_made_by_looking(running: Running, db: Database) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter><tab><tab>n<escape><right>t")
    assert await plans(db) == ()


def runs_out_after(months: int) -> str:
    """P(search longer than some months), lognormal with median 4 and 90th percentile 12, in whole per cent."""
    normal = NormalDist()
    spread = log(12 / 4) / normal.inv_cdf(0.9)
    return f"{100 * (1 - normal.cdf(log(months / 4) / spread)):.0f}"


async def test_the_ladder_says_what_it_waits_for_then_stands_with_a_table_behind_it(
    running: Running, db: Database
) -> None:
    async with running("savings", size=(140, 45)) as pilot:
        await burst(pilot, "<escape><right>")
        assert "Still needed for the ladder: essentials and pay after a leap." in flat(pilot, right_of=60)
        await add(db, essential=2400, discretionary=800, debt_min=200, target_income=4000, rate=0, inflation=0)
        await burst(pilot, "15")
        assert "Still needed for your own chance: savings." in flat(pilot, right_of=60)
        # Searching costs 2,400 + half of 800 + 200 = 3,000 a month, so 3 × 3,400 pay for three months of it.
        assert f"With 3 months saved {runs_out_after(3)} of 100 run out; with 6, {runs_out_after(6)}." in flat(
            pilot, right_of=60
        )
        assert "you " not in screen_text(pilot.app)
        await burst(pilot, "<enter>9000<escape>")
        assert f"{runs_out_after(3)} of 100 such leaps run out within 36 months, all of them before" in flat(
            pilot, right_of=60
        )
        assert f"▸ 3   {runs_out_after(3)} % ▆▆▆" in screen_text(pilot.app)
        assert f"you 2.6   {runs_out_after(3)} %" in screen_text(pilot.app)
        assert f"6   {runs_out_after(6)} %" in screen_text(pilot.app)
        assert f"12    {runs_out_after(13)} %" in screen_text(pilot.app)  # 40,800 / 3,000 = 13.6
        await burst(pilot, "t")
        assert row(pilot, "▸ 6", "20,400", f"{runs_out_after(6)} %")
        assert row(pilot, "you 2.6", "9,000", f"{runs_out_after(3)} %")
        assert "▆" not in screen_text(pilot.app)
        await burst(pilot, "t")
        assert "▆" in screen_text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_it_all(running: Running, db: Database, size: tuple[int, int]) -> None:
    await add(db, savings=9000, essential=2400, discretionary=800, debt_min=200, income=4200, target_income=4000)
    narrow = size[0] < 80
    async with running("savings", size=size) as pilot:
        text = screen_text(pilot.app)
        for item in FIRST[:-2]:
            assert item.label in text
        assert "nine times out of ten by month" in text
        assert "▸ more" in text
        assert "2.6 months saved, 3.5 lean" in text
        assert "A planning aid, not advice." in flat(pilot) or size == (80, 24)
        assert "advice." in text
        await burst(pilot, "<right>" if narrow else "")
        text = screen_text(pilot.app)
        for words in ("10,200", "Jan 2027", "20,400", "lean", "Lean is without other spending."):
            assert words in text
        assert ("already there" if size[0] != 80 else " there ") in text
        await burst(pilot, "<right>")
        text = screen_text(pilot.app)
        assert "of 100 such leaps run out" in text
        assert [line for line in text.splitlines() if " 12 " in line and "▆" in line]
        await burst(pilot, "<pagedown>")
        assert "▸ marks the usual rule of 3 to 6 months." in flat(
            pilot, right_of=42 if size[0] == 80 else 0 if narrow else 60
        )
        await burst(pilot, "t<pagedown>")
        assert "40,800" in screen_text(pilot.app)
        assert "rule of 3 to 6 months." in screen_text(pilot.app)
        if narrow:
            assert "Essentials" not in screen_text(pilot.app)
            await burst(pilot, "<enter>")
            assert "Essentials" in screen_text(pilot.app)
            assert isinstance(pilot.app.focused, Input)


async def test_a_window_that_shrinks_while_typing_keeps_the_field(running: Running) -> None:
    async with running("savings", size=(140, 45)) as pilot:
        await burst(pilot, "<right><enter>90")
        for size in [(60, 20), (80, 24), (140, 45)]:
            await pilot.resize_terminal(*size)
            await burst(pilot, "0")
            assert pilot.app.focused is field(pilot, "savings")
        assert field(pilot, "savings").value == "90000"


async def test_huge_and_odd_amounts_fit(running: Running, db: Database) -> None:
    most = 1_000_000_000_000
    await add(db, savings=most, essential=most, discretionary=most, debt_min=most, income=1, target_income=most)
    await add(db, savings=5, essential=0, target_income=0)
    async with running("savings") as pilot:
        assert "not reached on these numbers" in flat(pilot, right_of=42)
        assert "9000000M" in flat(pilot, right_of=42) or "9,000,000M" in flat(pilot, right_of=42)
        await burst(pilot, "<right>tt]")
        assert "0 of 100 such leaps run out" in flat(pilot, right_of=42)
        await burst(pilot, "<left>")
        assert "No end of months saved, lean too" in screen_text(pilot.app)
        assert "no end in 100 years" in flat(pilot, right_of=42)
