"""Today: one step with its reason, how it is, the last fourteen days, what is due, the runway."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from driving import NOW, Running, press, screen_text, settled, told

from rut_tui.domain.experiments import ExperimentDraft
from rut_tui.domain.goals import Column, GoalDraft, MilestoneDraft
from rut_tui.domain.journal import Context, EntryDraft
from rut_tui.domain.leads import LeadDraft
from rut_tui.domain.people import PersonDraft
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.storage.store import Store
from rut_tui.storage.worker import Database

TODAY = NOW.date()
HOSTILE = ["[/]", "[@click=app.quit]x[/]", "\x1b]0;owned\x07", "\u202eevil", "👩‍👩‍👧 ok", "x" * 400]


def entry(days_ago: int, engagement: int | None, *activities: str, note: str = "") -> EntryDraft:
    """An entry so many days ago."""
    at = NOW - timedelta(days=days_ago, hours=1)
    return EntryDraft(at=at, engagement=engagement, context=Context.WORK, activities=activities, note=note)


async def add(db: Database, *drafts: EntryDraft) -> None:
    """Write entries."""
    await db.run(lambda store: [store.entries.add(draft) for draft in drafts])


async def test_an_empty_journal_says_what_will_stand_here_and_which_key_starts_it(running: Running) -> None:
    async with running(size=(140, 45)) as pilot:
        text = screen_text(pilot.app)
        assert "Say how it is right now." in text
        assert "Nothing written yet. Twenty seconds make a start." in text
        assert "Your days will stand here as bars." in text
        assert "Goals, people and all else with a date show up here" in text
        assert "How long your savings would last" in text


async def test_enter_does_the_step_and_s_offers_another(running: Running, db: Database) -> None:
    async with running(size=(140, 45)) as pilot:
        await press(pilot, "s")
        assert "Check the signs." in screen_text(pilot.app)
        await press(pilot, "s", "s", "s")
        assert "Say how it is right now." in screen_text(pilot.app), "once every one was refused they come round again"
        await press(pilot, "enter", "5", "enter")
        (saved,) = await db.run(lambda store: store.entries.on_day(TODAY))
        assert saved.engagement == 2
        assert "Say how it is right now." not in screen_text(pilot.app)
        assert "▲ +2" in screen_text(pilot.app)


async def test_after_a_drained_check_in_only_short_steps_are_left(running: Running) -> None:
    async with running(size=(140, 45)) as pilot:
        await press(pilot, "c", "1", "enter", "escape")
        seen = set()
        for _ in range(6):
            line = next(line for line in screen_text(pilot.app).splitlines() if " min" in line and "another" in line)
            seen.add(int(line.split(" min")[0].split()[-1]))
            await press(pilot, "s")
        assert max(seen) <= 5


async def test_the_last_days_stand_as_bars_with_what_drains_and_engages(running: Running, db: Database) -> None:
    await add(
        db,
        entry(0, -2, "meetings"),
        entry(1, -1, "meetings"),
        entry(2, -1, "meetings"),
        entry(3, 2, "mentoring"),
        entry(4, 2, "mentoring"),
        entry(5, 1, "mentoring"),
        entry(6, None, "reading", note="not rated"),
        entry(20, 2, "holiday"),
    )
    async with running(size=(140, 45)) as pilot:
        text = screen_text(pilot.app)
        assert "7 of them written" in text
        meetings = next(line for line in text.splitlines() if "drains" in line)
        assert "meetings" in meetings
        assert "−1.3" in meetings  # (−2 −1 −1) / 3
        assert "3 entries" in meetings
        mentoring = next(line for line in text.splitlines() if "engages" in line)
        assert "+1.7" in mentoring  # (2 + 2 + 1) / 3
        bars = next(line for line in text.splitlines() if "▁" in line)
        # Fourteen days: seven before the week, one unrated, three engaged, three drained.
        assert bars.split("▌")[-1].split() == [*"·" * 8, "▆", "█", "█", "▃", "▃", "▁"]


async def test_due_lists_what_is_near_and_enter_opens_the_goal(running: Running, db: Database) -> None:
    soon = GoalDraft(
        title="Move into a remote UX role",
        due=date(2027, 6, 30),
        milestones=(MilestoneDraft(title="One page of portfolio", due=TODAY + timedelta(days=2)),),
    )
    late = GoalDraft(title="Ask for the course budget", due=TODAY - timedelta(days=1))
    far = GoalDraft(title="Learn to sail", due=TODAY + timedelta(days=300))
    await db.run(lambda store: [store.goals.add(draft, Column.DOING) for draft in (soon, late, far)])
    async with running(size=(140, 45)) as pilot:
        text = screen_text(pilot.app)
        rows = [line for line in text.splitlines() if "☐" in line]
        assert "yesterday" in rows[0]
        assert "Ask for the course budget" in rows[0]
        assert "Sun" in rows[1]
        assert "One page of portfolio" in rows[1]
        assert len(rows) == 2
        await press(pilot, "tab", "tab", "j")
        chosen = next(
            line for line in screen_text(pilot.app).splitlines() if "▌" in line.partition("☐")[0][4:] and "☐" in line
        )
        assert "One page of portfolio" in chosen
        await press(pilot, "enter")
        assert "Move into a remote UX role" in screen_text(pilot.app)
        assert pilot.app.screen_stack[1:], "the goal is open"


async def test_the_runway_shows_months_saved_and_what_a_plan_waits_for(running: Running, db: Database) -> None:
    plan = SavingsPlan(savings=Decimal(9000), essential=Decimal(2400), rate=0, inflation=0)
    await db.run(lambda store: store.plans.add("My plan", plan, "EUR"))
    async with running(size=(140, 45)) as pilot:
        assert "3.8 months saved, of 3 to 6" in screen_text(pilot.app)  # 9000 / 2400 = 3.75
    await db.run(lambda store: store.plans.update(store.plans.all()[0].id, name="x", plan=SavingsPlan()))
    async with running(size=(140, 45)) as pilot:
        assert "waits for your savings and essential spending" in screen_text(pilot.app)


async def test_a_check_in_from_another_screen_is_there_when_one_comes_back(running: Running) -> None:
    async with running(size=(140, 45)) as pilot:
        await press(pilot, "3", "c", "2", "enter", "1")
        assert "▼ −1" in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)])
async def test_words_of_any_kind_are_shown_as_they_are(running: Running, db: Database, size: tuple[int, int]) -> None:
    await add(db, *(entry(0, -1, text, note=text) for text in HOSTILE))
    for text in HOSTILE:
        goal = GoalDraft(title=text, due=TODAY, milestones=(MilestoneDraft(title=text, due=TODAY),))
        await db.run(lambda store, goal=goal: store.goals.add(goal, Column.DOING))
    async with running(size=size) as pilot:
        await press(pilot, "tab", "tab", *["j"] * 12)
        text = screen_text(pilot.app)
        assert "\x1b" not in text
        assert "\u202e" not in text
        await settled(pilot)
        assert pilot.app.is_running


async def test_the_step_counts_for_the_day_it_was_refused(running: Running) -> None:
    async with running(size=(140, 45)) as pilot:
        await press(pilot, "s")
        refused = screen_text(pilot.app)
        assert "Say how it is right now." not in refused
        await press(pilot, "3", "1")
        assert "Check the signs." in screen_text(pilot.app)


async def test_who_is_due_a_lead_and_an_experiment_stand_among_the_due(running: Running, db: Database) -> None:
    def write(store: Store) -> None:
        store.people.add(PersonDraft(name="Noor", next_on=TODAY - timedelta(days=2)))
        store.people.add(PersonDraft(name="Henrik", every_days=300))
        store.leads.add(LeadDraft(role="Designer", company="Halm", found_on=TODAY, next_on=TODAY))
        store.experiments.add(
            ExperimentDraft(question="Do I like to teach?", started_on=TODAY, ends_on=TODAY + timedelta(days=3))
        )

    await db.run(write)
    async with running(size=(140, 45)) as pilot:
        rows = [" ".join(line.split()) for line in screen_text(pilot.app).splitlines() if "☐" in line]
        assert [row.partition(" ☐ ")[2].split("▌")[0].strip() for row in rows] == [
            "Write to Noor person",
            "Designer, Halm lead",
            "Do I like to teach? experiment",
        ]
        await press(pilot, "tab", "tab", "enter")
        assert pilot.app.screen.focused.row.person.name == "Noor"
        await press(pilot, "1", "tab", "tab", "j", "enter")
        assert pilot.app.screen.focused.row.named == "Designer, Halm"
        await press(pilot, "1", "tab", "tab", "j", "enter")
        assert pilot.app.screen.focused.row.experiment.question == "Do I like to teach?"


async def test_somebody_who_is_due_is_two_lines_after_a_drained_check_in(running: Running, db: Database) -> None:
    await db.run(lambda store: store.people.add(PersonDraft(name="Noor", next_on=TODAY)))
    await add(db, entry(0, -2, "meetings"))
    async with running(size=(140, 45)) as pilot:
        seen = ""
        for _ in range(8):
            seen += screen_text(pilot.app)
            await press(pilot, "s")
        assert "Write two lines to somebody." in seen
        assert "“Noor”" in seen
        assert "Get in touch" not in seen


async def test_x_on_a_milestone_that_is_due_ticks_it_and_leaves_all_else_alone(running: Running, db: Database) -> None:
    def write(store: Store) -> None:
        step = MilestoneDraft(title="One page of portfolio", due=TODAY)
        store.goals.add(GoalDraft(title="Move into UX", due=TODAY + timedelta(days=1), milestones=(step,)))

    await db.run(write)
    async with running(size=(140, 45)) as pilot:
        await press(pilot, "tab", "tab", "x")
        assert "One page of portfolio" not in screen_text(pilot.app)
        assert told(pilot) == "Done. ctrl+z takes that back."
        (goal,) = await db.run(lambda store: store.goals.board())
        assert goal.milestones[0].done_on == TODAY
        await press(pilot, "x")
        assert "☐ Move into UX" in screen_text(pilot.app)
        await press(pilot, "ctrl+z")
        assert "☐ One page of portfolio" in screen_text(pilot.app)
    (goal,) = await db.run(lambda store: store.goals.board())
    assert goal.milestones[0].done_on is None
    assert goal.column is Column.IDEA


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_the_names_in_a_step_are_data(running: Running, db: Database, text: str) -> None:
    def write(store: Store) -> None:
        store.people.add(PersonDraft(name=text, next_on=TODAY))
        store.leads.add(LeadDraft(role=text, company=text, next_step=text, found_on=TODAY, next_on=TODAY))
        store.experiments.add(ExperimentDraft(question=text, started_on=TODAY, ends_on=TODAY))

    await db.run(write)
    await add(db, entry(0, 0))
    async with running(size=(140, 45)) as pilot:
        seen = ""
        for _ in range(7):
            seen += screen_text(pilot.app)
            await press(pilot, "s")
    for title in ("Get in touch with somebody.", "Take this lead a step on.", "Say what this experiment told you."):
        assert title in seen
    assert "\x1b" not in seen
    assert "\u202e" not in seen
