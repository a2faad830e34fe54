"""Savings: a plan typed by keys, its answers at every key, and all of it on disk."""

import asyncio
from decimal import Decimal
from math import log
from pathlib import Path
from statistics import NormalDist
from threading import Event
from typing import Any

import pytest
from driving import NOW, Running, press, screen_text, settled, until
from hands import HOSTILE, NEVER_DRAWN, burst, paste
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.widgets import Input

from rut_tui.app import RutApp
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.settings import Settings
from rut_tui.storage.plans import NamedPlan
from rut_tui.storage.worker import Database
from rut_tui.views.savings.inputs import FIRST, INPUTS, MORE
from rut_tui.views.savings.plan_field import PlanField

SIZES = [(140, 45), (80, 24), (60, 20)]
EXAMPLE = "9000<enter>2400<enter>800<enter>200<enter>4200<enter>"
ZERO_RATES = "<down><down><down><down><down><tab>0<tab>0"
"""From the pay after the leap past the search to "more", unfold it, interest and prices."""


async def plans(db: Database, *, archived: bool = False) -> tuple[NamedPlan, ...]:
    return await db.run(lambda store: store.plans.all(archived=archived))


async def add(db: Database, name: str = "Kept", currency: str = "USD", **inputs: object) -> NamedPlan:
    return await db.run(lambda store: store.plans.add(name, SavingsPlan.model_validate(inputs), currency))


def field(pilot: Pilot[Any], name: str) -> Input:
    return next(item.line for item in pilot.app.screen.query(PlanField) if item.item.name == name)


def row(pilot: Pilot[Any], *words: str) -> str:
    """The one line of the screen that holds all of these."""
    found = [line for line in screen_text(pilot.app).splitlines() if all(word in line for word in words)]
    assert len(found) == 1, screen_text(pilot.app)
    return found[0]


def flat(pilot: Pilot[Any], *, right_of: int = 0) -> str:
    """The words on the screen as running text, from one column on."""
    lines = [line[right_of:].strip("▌ ") for line in screen_text(pilot.app).splitlines()]
    return " ".join(" ".join(lines).split())


async def test_the_worked_example_typed_by_keys(running: Running, db: Database) -> None:
    async with running("savings", size=(140, 45)) as pilot:
        await burst(pilot, f"<enter>{EXAMPLE}<down><down><down><down><enter><down>0<down>0<escape>")
        shown = flat(pilot, right_of=60)
        assert "2.6 months saved, 3.5 lean" in shown
        assert "3 months of spending are 10,200, reached in 2 months (Jan 2027)." in shown
        assert "3 months 10,200 1,200 Jan 2027 2" in shown
        # 9,000 is 11,400 short of 6 × 3,400; 800 a month are put by.
        assert "6 months 20,400 11,400 Feb 2028 15" in shown
        assert "lean 7,800 – there –" in shown
        assert "lean 15,600 6,600 Aug 2027 9" in shown
        assert "no new came: 2.6 months, 3.5 lean." in shown
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
    await add(db, savings=5, essential=2400)
    async with running("goals") as pilot:
        gate = Event()
        await asyncio.gather(db.run(lambda _: gate.wait(5)), _type_then_open(pilot, gate))
        assert "3.8 months saved" in screen_text(pilot.app)
        assert field(pilot, "savings").value == "9000"
    (kept,) = await plans(db)
    assert (kept.plan.savings, kept.plan.essential) == (9000, 2400)


async def _type_then_open(pilot: Pilot[Any], gate: Event) -> None:
    """Type while the file is busy, then let it go on."""
    await pilot.press("5", "enter", "9", "0")
    assert field(pilot, "savings").value == "90"
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
        assert "Waits for savings and essentials." in flat(
            pilot, right_of=42 if size[0] == 80 else 60 if keys == [] else 0
        )
    assert await plans(db) == ()


async def test_nothing_is_made_by_looking(running: Running, db: Database) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter><tab><tab>n<escape><right>t")
    assert await plans(db) == ()


async def test_what_cant_be_read_is_said_at_the_field_and_the_rest_is_saved(running: Running, db: Database) -> None:
    async with running("savings") as pilot:
        await burst(pilot, f"<enter>{EXAMPLE}")
        await burst(pilot, "<shift+tab><shift+tab>")
        field(pilot, "debt_min").value = "much"
        await burst(pilot, "<shift+tab>900<tab>")
        text = screen_text(pilot.app)
        assert "Write it like 3200, 3,200.50 or 3.2k." in text
        assert "Last good numbers" in text
        assert "saved but for 1" in text
        assert "2.6 months saved, 3.5 lean" in text
        (kept,) = await plans(db)
        assert (kept.plan.discretionary, kept.plan.debt_min) == (900, 200)
        await burst(pilot, "200")
        assert "On these numbers" in screen_text(pilot.app)
        assert "Write it like" not in screen_text(pilot.app)
        # 9,000 / 3,500 and 9,000 / 2,600
        assert "2.6 months saved, 3.5 lean" in screen_text(pilot.app)


FAULTS = {
    "savings": {
        "-5": "It can't be below zero.",
        "1e9": "Write it like",
        "nan": "Write it like",
        "2000000M": "That is more",
    },
    "essential": {
        "12,50": "Write it like",
        "x": "Write it like",
        "1.999": "Cents are the smallest",
        "--3": "Write it like",
    },
    "p50": {
        "0": "More than 0 and at most 120.",
        "121": "More than 0",
        "four": "Write it like 3 or 2.5.",
        "12": "later",
    },
    "p90": {"4": "It must be later than the month above.", "3": "later than the month", "inf": "Write it like 3"},
    "rate": {"-99": "More than −99 and at most 1000.", "1001": "More than −99", "3%%": "Write it like 3"},
    "benefit_wait": {"61": "0 and at most 60.", "1.5": "Whole months only.", "-1": "0 and at most 60."},
    "discretionary_keep": {"101": "0 and at most 100.", "-1": "0 and at most 100."},
    "horizon": {"0": "1 and at most 120.", "121": "1 and at most 120.", "3,600": "Write it like 3"},
}


@pytest.mark.parametrize("name", FAULTS)
async def test_every_kind_of_fault_is_said_in_words(running: Running, db: Database, name: str) -> None:
    await add(db, savings=9000, essential=2400)
    async with running("savings", size=(140, 45)) as pilot:
        await unfold(pilot)
        for typed, said in FAULTS[name].items():
            field(pilot, name).value = typed
            await pilot.pause()
            assert said in flat(pilot), typed
        await press(pilot, "escape")
    (kept,) = await plans(db)
    assert kept.plan == SavingsPlan(savings=Decimal(9000), essential=Decimal(2400))


async def unfold(pilot: Pilot[Any]) -> None:
    await burst(pilot, "<enter>" + "<down>" * len(FIRST) + "<enter>")
    assert len(pilot.app.screen.query(PlanField)) == len(INPUTS)


async def test_every_input_arrives_where_it_belongs(running: Running, db: Database) -> None:
    typed = {
        "savings": ("3.2k", "3200"),
        "essential": ("$2,400", "2400"),
        "discretionary": ("8", "8"),
        "debt_min": ("200.50", "200.50"),
        "income": ("4 200", "4200"),
        "partner_income": ("1", "1"),
        "target_income": ("3 900", "3900"),
        "p50": ("2.5", "2.5"),
        "p90": ("9,5", "9.5"),
        "rate": ("1.25", "0.0125"),
        "inflation": ("-2 %", "-0.02"),
        "side_income": ("300", "300"),
        "severance": ("5k", "5000"),
        "one_off": ("1,500", "1500"),
        "benefit": ("900", "900"),
        "benefit_wait": ("2", "2"),
        "benefit_months": ("12", "12"),
        "insurance": ("250", "250"),
        "ramp_months": ("3", "3"),
        "discretionary_keep": ("25%", "0.25"),
        "horizon": ("48", "48"),
        "floor": ("1000", "1000"),
    }
    assert list(typed) == [item.name for item in (*FIRST, *MORE)]
    async with running("savings", size=(140, 45)) as pilot:
        await unfold(pilot)
        await burst(pilot, "<up>" * len(FIRST))
        await burst(pilot, "<tab>".join(typed[item.name][0] for item in FIRST))
        for item in MORE:
            field(pilot, item.name).value = typed[item.name][0]
        await press(pilot, "escape")
        assert "● saved" in screen_text(pilot.app)
    (kept,) = await plans(db)
    for name, (_, value) in typed.items():
        found = getattr(kept.plan.search if name in ("p50", "p90") else kept.plan, name)
        assert Decimal(found) == Decimal(value), name


async def test_an_emptied_field_takes_its_default_back(running: Running, db: Database) -> None:
    await add(db, savings=9000, essential=2400, discretionary=800, search={"p50": "2", "p90": "20"})
    async with running("savings") as pilot:
        for name in ("savings", "discretionary", "p50", "p90"):
            field(pilot, name).value = ""
        await press(pilot, "tab", "escape")
        assert "Waits for savings." in flat(pilot, right_of=42)
    (kept,) = await plans(db)
    assert kept.plan == SavingsPlan(essential=Decimal(2400))


async def test_what_the_form_does_not_show_is_kept(running: Running, db: Database) -> None:
    hidden = {"side_target": 700, "vesting": [[6, 5000]], "start_date": "2026-12-31", "rate": "0.0312345678"}
    await add(db, savings="1234.567", essential=2400, **hidden)
    async with running("savings") as pilot:
        await burst(pilot, "<enter>" + "<up>" * 9 + "<tab>2500<escape>")
    (kept,) = await plans(db)
    assert kept.plan == SavingsPlan.model_validate({"savings": "1234.567", "essential": 2500, **hidden})


async def test_numbers_are_read_and_written_as_they_are_there(db: Database) -> None:
    app = RutApp(db, Settings(locale="de_DE"), lambda: NOW, start="savings")
    async with app.run_test(size=(140, 45)) as pilot:
        await settled(pilot)
        await burst(pilot, "<enter>€9.000,50<tab>2.400<tab>800<tab>200<tab>4,2k<tab><tab>x<escape>")
        assert "Write it like 3200, 3.200,50 or 3,2k." in flat(pilot)
        assert "2,6 months saved, 3,5 lean" in screen_text(app)
        assert "10.200" in screen_text(app)
        assert "EUR" in screen_text(app)
    (kept,) = await plans(db)
    assert (kept.plan.savings, kept.plan.essential, kept.currency) == (Decimal("9000.50"), 2400, "EUR")


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
        assert "The ladder waits for essentials and pay after a leap." in flat(pilot, right_of=60)
        await add(db, essential=2400, discretionary=800, debt_min=200, target_income=4000, rate=0, inflation=0)
        await burst(pilot, "15")
        assert "The odds of leaving now waits for savings." in flat(pilot, right_of=60)
        # Searching costs 2,400 + half of 800 + 200 = 3,000 a month, so 3 × 3,400 pay for three months of it.
        assert f"With 3 months saved {runs_out_after(3)} of 100 run out; with 6, {runs_out_after(6)}." in flat(
            pilot, right_of=60
        )
        assert "you" not in screen_text(pilot.app)
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


async def test_plans_are_begun_named_leafed_through_and_archived(running: Running, db: Database) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter>9000<escape>")
        await burst(pilot, "n800<escape>r<end> Two<enter>")
        assert [plan.name for plan in await plans(db)] == ["My plan", "My plan 2 Two"]
        assert "My plan 2 Two" in row(pilot, "2 of 2")
        await burst(pilot, "]")
        assert field(pilot, "savings").value == "9000"
        assert "My plan" in row(pilot, "1 of 2")
        await burst(pilot, "[")
        assert field(pilot, "savings").value == "800"
        await burst(pilot, "a")
        assert "“My plan 2 Two” is archived." in screen_text(pilot.app)
        assert [plan.name for plan in await plans(db)] == ["My plan"]
        assert field(pilot, "savings").value == "9000"
        await burst(pilot, "v]")
        assert "archived" in row(pilot, "2 of 2")
        await burst(pilot, "a")
        assert "“My plan 2 Two” is back." in screen_text(pilot.app)
    assert [(plan.name, plan.plan.savings) for plan in await plans(db)] == [("My plan", 9000), ("My plan 2 Two", 800)]


async def test_a_plan_that_was_never_typed_in_leaves_no_trace(running: Running, db: Database) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter>9000<escape>n<escape>n<escape>]")
        assert field(pilot, "savings").value == "9000"
        await burst(pilot, "n<escape>a")
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


async def test_keys_in_a_field_are_text_and_esc_gives_them_back(running: Running) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter>12345nratv[]q?c")
        assert field(pilot, "savings").value == "12345nratv[]q?c"
        await burst(pilot, "<escape>1")
        assert pilot.app.screen.view.NAME == "today"  # type: ignore[attr-defined]  # the main screen


async def test_no_binding_takes_a_printable_key_from_a_field(running: Running) -> None:
    async with running("savings", size=(140, 45)) as pilot:
        await unfold(pilot)
        for name in ("savings", "p90", "floor"):
            line = field(pilot, name)
            line.focus()
            await pilot.pause()
            for key, active in pilot.app.screen.active_bindings.items():
                char = key_to_character(key)
                if char and char.isprintable():
                    assert not active.binding.priority, key
                    assert line.check_consume_key(key, char), key


async def test_tab_enter_and_arrows_go_through_the_rows_in_order(running: Running) -> None:
    order = [item.name for item in FIRST]
    async with running("savings") as pilot:
        for step in ("tab", "down", "enter"):
            await burst(pilot, f"<escape><tab>{f'1<{step}>'.join([''] * len(order))}1")
            assert pilot.app.focused is field(pilot, order[-1])
            assert [field(pilot, name).value for name in order] == ["1"] * len(order)
        await burst(pilot, "<up>2" * (len(order) - 1) + "<up>")
        assert [field(pilot, name).value for name in order] == ["2"] * (len(order) - 1) + ["1"]
        assert pilot.app.focused is field(pilot, "savings")


async def test_a_field_says_what_it_means_and_where_a_figure_is_from(running: Running) -> None:
    async with running("savings", size=(140, 45)) as pilot:
        await burst(pilot, "<enter>")
        assert "What you could spend within days." in screen_text(pilot.app)
        await burst(pilot, "<down>" * 7)
        assert "What you could spend within days." not in screen_text(pilot.app)
        assert "3 to 4.4 months (Challenger)" in flat(pilot)
        assert "Taxes, investment risk and illness are not in here. A planning aid, not advice." in flat(pilot)
        await press(pilot, "f1")
        assert "Go to the next field." in screen_text(pilot.app)


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
        await burst(pilot, "<right>")
        text = screen_text(pilot.app)
        assert "of 100 such leaps run out" in text
        assert [line for line in text.splitlines() if " 12 " in line and "▆" in line]
        await burst(pilot, "t<pagedown>")
        assert "40,800" in screen_text(pilot.app)
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
        assert "∞ months saved" in screen_text(pilot.app)
        assert "no end in 100 years" in flat(pilot, right_of=42)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_text_in_every_field_stays_there_and_does_nothing(
    running: Running, db: Database, text: str
) -> None:
    await add(db, savings=9000, essential=2400)
    async with running("savings", size=(140, 45)) as pilot:
        await unfold(pilot)
        for item in pilot.app.screen.query(PlanField):
            item.line.value = text
        await paste(pilot, text)
        await press(pilot, "escape")
        assert all(text in item.line.value for item in pilot.app.screen.query(PlanField))
        shown = screen_text(pilot.app)
        assert not NEVER_DRAWN.search(shown)
        assert "saved but for 22" in shown
        assert "Last good numbers" in shown
    (kept,) = await plans(db)
    assert kept.plan == SavingsPlan(savings=Decimal(9000), essential=Decimal(2400))


@pytest.mark.parametrize("text", [text for name, text in HOSTILE.items() if name != "long"])
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


async def test_what_the_file_refuses_is_said_once_and_stays_typed(running: Running, db: Database, path: Path) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter>9000<tab>")
        path.rename(path.with_name("moved.db"))
        await burst(pilot, "2400<tab>8<tab>")
        text = screen_text(pilot.app)
        assert text.count("It was not saved") == 1
        assert "not saved" in row(pilot, "My plan")
        assert field(pilot, "essential").value == "2400"
        path.with_name("moved.db").rename(path)
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
