"""The fields of Savings: read as they are written here, refused in words, kept as typed."""

from decimal import Decimal

import pytest
from driving import NOW, Running, press, screen_text, settled
from hands import NEVER_DRAWN, WORST, burst, paste
from savings_hands import EXAMPLE, add, field, flat, plans, row, unfold
from textual.keys import key_to_character

from rut_tui.app import RutApp
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.settings import Settings
from rut_tui.storage.worker import Database
from rut_tui.views.savings.inputs import FIRST, MORE
from rut_tui.views.savings.plan_field import PlanField

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
        assert "Still needed: savings." in flat(pilot, right_of=42)
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


async def test_what_cant_be_read_is_said_at_the_field_and_the_rest_is_saved(running: Running, db: Database) -> None:
    async with running("savings") as pilot:
        await burst(pilot, f"<enter>{EXAMPLE}")
        await burst(pilot, "<shift+tab><shift+tab>")
        field(pilot, "debt_min").value = "much"
        await burst(pilot, "<shift+tab>900<tab>")
        text = screen_text(pilot.app)
        assert "Write it like 3200, 3,200.50 or 3.2k." in text
        assert "Last good numbers" in text
        assert "● saved, except one field" in text
        assert "2.6 months saved, 3.5 lean" in text
        (kept,) = await plans(db)
        assert (kept.plan.discretionary, kept.plan.debt_min) == (900, 200)
        await burst(pilot, "200")
        assert "On these numbers" in screen_text(pilot.app)
        assert "Write it like" not in screen_text(pilot.app)
        # 9,000 / 3,500 and 9,000 / 2,600
        assert "2.6 months saved, 3.5 lean" in screen_text(pilot.app)


@pytest.mark.parametrize(
    ("size", "longest"), [((140, 45), "1,000,000,000,000"), ((80, 24), "12,345,678"), ((60, 20), "1,000,000,000,000")]
)
async def test_a_field_shows_the_whole_of_a_large_amount(
    running: Running, db: Database, size: tuple[int, int], longest: str
) -> None:
    await add(db, savings=5, essential=3)
    async with running("savings", size=size) as pilot:
        await burst(pilot, f"<down>{longest}")
        assert longest in row(pilot, "▌", "Savings  ")
        await burst(pilot, f"<down>{longest}<escape>")
        assert longest in row(pilot, "▌", "Savings  ")
        assert f"{longest} " in row(pilot, "Essentials  ", "a month")
        await burst(pilot, "<down><end>000<down>")
        # Left again, a number too long for its field shows where it begins.
        assert longest in row(pilot, "▌", "Savings  ")


async def test_down_goes_row_by_row_to_the_end_of_a_scrolled_list(running: Running) -> None:
    async with running("savings", size=(80, 24)) as pilot:
        await unfold(pilot)
        for item in MORE:
            await press(pilot, "down")
            assert pilot.app.focused is field(pilot, item.name)
            assert row(pilot, item.label)
            assert item.hint.split()[-1] in flat(pilot)
        await press(pilot, "down")
        assert pilot.app.focused is field(pilot, MORE[-1].name)
        for item in reversed(MORE[:-1]):
            await press(pilot, "up")
            assert pilot.app.focused is field(pilot, item.name)
            assert row(pilot, item.label)


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


@pytest.mark.parametrize("text", WORST.values(), ids=WORST)
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
        assert "saved, except 22 fields" in shown
        assert "Last good numbers" in shown
    (kept,) = await plans(db)
    assert kept.plan == SavingsPlan(savings=Decimal(9000), essential=Decimal(2400))
