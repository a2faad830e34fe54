"""The goal form: a check at every keystroke, milestones, examples, and nothing typed ever lost."""

from datetime import date
from decimal import Decimal

import pytest
from driving import NOW, Running, press, screen_text, settled
from hands import HOSTILE, NEVER_DRAWN, WORST, burst, paste
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from rut_tui.domain.goals import Column, Goal, GoalDraft, GoalValueDraft, MilestoneDraft
from rut_tui.domain.people import PersonDraft
from rut_tui.domain.skills import SkillDraft
from rut_tui.storage.worker import Database
from rut_tui.widgets.confidence import Confidence

TODAY = NOW.date()
TALL = (100, 60)
"""So that the whole form can be read at once."""


def in_words(pilot: Pilot[int]) -> str:
    """What is on the screen, as one line."""
    return " ".join(screen_text(pilot.app).replace("▌", " ").split())


async def only(db: Database) -> Goal:
    """The one goal there is, as on disk."""
    (goal,) = await db.run(lambda store: store.goals.board())
    return goal


def below(pilot: Pilot[int], label: str) -> str:
    """What is said under a field, up to the next label."""
    lines = [line.rpartition("▌")[2].strip() for line in screen_text(pilot.app).splitlines()]
    start = next(n for n, line in enumerate(lines) if line.startswith(label))
    said = [line.split("   ")[0] for line in lines[start:] if line.startswith(("✓", "○"))]
    return said[0]


async def test_a_goal_with_everything_is_written_by_keys_alone(running: Running, db: Database) -> None:
    async with running("goals", size=(80, 24)) as pilot:
        await burst(pilot, "nFinish three courses<tab>3 certificates<tab>5<tab>an hour every morning<tab>grow<enter>")
        await burst(
            pilot, "bored<enter><tab>in 6 weeks<tab>Pick the first<tab>fri<enter>Pay for it<enter><tab><tab><tab>"
        )
        await burst(pilot, "one at a time<ctrl+s>")
        goal = await only(db)
        assert goal.title == "Finish three courses"
        assert goal.measure == "3 certificates"
        assert (goal.confidence, goal.raise_confidence) == (5, "an hour every morning")
        assert goal.serves == ("value:growth", "cause:boredom")
        assert goal.due == date(2027, 1, 1)
        assert [(step.title, step.due) for step in goal.milestones] == [
            ("Pick the first", date(2026, 11, 27)),
            ("Pay for it", None),
        ]
        assert goal.notes == "one at a time"
        text = screen_text(pilot.app)
        assert "Saved." in text
        assert "Finish three" in text


async def test_a_title_alone_is_enough_and_a_goal_without_one_says_so(running: Running, db: Database) -> None:
    async with running("goals", size=TALL) as pilot:
        await press(pilot, "n", "enter")
        assert "Give it a few words; everything else can wait." in screen_text(pilot.app)
        await burst(pilot, "Happier somehow<enter>")
        assert (await only(db)).title == "Happier somehow"


async def test_every_letter_is_checked_while_it_is_written(running: Running) -> None:
    async with running("goals", size=TALL) as pilot:
        await press(pilot, "n")
        assert below(pilot, "Specific").startswith("○ Name one outcome")
        await burst(pilot, "Be happier")
        assert below(pilot, "Specific").startswith("○ “Happier” is hard to see.")
        await burst(pilot, "<ctrl+u>Apply to five jobs")
        assert below(pilot, "Specific") == "✓ One outcome."
        assert below(pilot, "Measurable") == "✓ You will be able to tell.", "the title counts it already"
        await burst(pilot, "<tab>5")
        assert below(pilot, "Measurable").startswith("○ A number needs its unit")
        await burst(pilot, " applications sent<tab>")
        assert below(pilot, "Achievable").startswith("○ How sure are you")
        await press(pilot, "6")
        assert below(pilot, "Achievable").startswith("○ What would make it a 7?")
        await burst(pilot, "<tab>a better CV")
        assert below(pilot, "Achievable") == "✓ Within reach."
        await burst(pilot, "<tab>calm<enter>")
        assert below(pilot, "Relevant") == "✓ It serves something."
        await burst(pilot, "<tab>1 Mar 2027")
        assert below(pilot, "Time-bound").startswith("○ 1 Mar 2027, in 3 months. Far away. Add a milestone within")
        await burst(pilot, "<tab>Ask Noor<tab>fri")
        assert below(pilot, "Time-bound") == "✓ 1 Mar 2027, in 3 months"


async def test_what_it_would_take_is_asked_below_seven_only_and_its_words_stay(running: Running, db: Database) -> None:
    async with running("goals", size=TALL) as pilot:
        await burst(pilot, "nDraw a map<tab><tab>")
        assert "What it would take" not in screen_text(pilot.app)
        await burst(pilot, "4<tab>a quiet day")
        assert "What it would take" in screen_text(pilot.app)
        await press(pilot, "shift+tab", "0")
        assert "What it would take" not in screen_text(pilot.app)
        await press(pilot, "left", "left", "left", "left")
        assert "a quiet day" in screen_text(pilot.app)
        await press(pilot, "enter")
        goal = await only(db)
        assert (goal.confidence, goal.raise_confidence) == (6, "a quiet day")


async def test_a_number_is_taken_back_with_backspace_or_chosen_with_the_mouse(running: Running, db: Database) -> None:
    async with running("goals", size=TALL) as pilot:
        await burst(pilot, "nDraw a map<tab><tab>8<backspace>")
        assert below(pilot, "Achievable").startswith("○ How sure are you")
        lines = screen_text(pilot.app).splitlines()
        row = next(n for n, line in enumerate(lines) if " 9  10" in line)
        await pilot.click(offset=(lines[row].index("9  10"), row))
        await press(pilot, "ctrl+s")
        assert (await only(db)).confidence == 9


async def test_words_that_are_no_value_or_cause_are_refused_and_stay_in_the_line(
    running: Running, db: Database
) -> None:
    async with running("goals", size=TALL) as pilot:
        await burst(pilot, "nDraw a map<tab><tab><tab>chocolate")
        assert below(pilot, "Relevant").startswith("○ This isn't on the list. Choose from the words offered")
        await press(pilot, "ctrl+s")
        text = screen_text(pilot.app)
        assert text.count("This isn't on the list.") == 1
        assert "chocolate" in text
        await burst(pilot, "<ctrl+u>auton")
        assert below(pilot, "Relevant") == "✓ It serves something."
        await press(pilot, "ctrl+s")
        assert (await only(db)).serves == ("value:autonomy",), "a beginning that only one name has will do"


async def test_a_day_is_understood_live_and_an_unreadable_one_is_kept_and_refused(
    running: Running, db: Database
) -> None:
    async with running("goals", size=TALL) as pilot:
        await burst(pilot, "nDraw a map<tab><tab><tab><tab>sometime")
        assert "Try 31 Dec, fri" in below(pilot, "Time-bound")
        await press(pilot, "ctrl+s")
        assert "sometime" in screen_text(pilot.app)
        assert await db.run(lambda store: store.goals.board()) == ()
        await burst(pilot, "<ctrl+u>end of the year")
        assert below(pilot, "Time-bound") == "✓ Thu 31 Dec, in 6 weeks"
        await press(pilot, "enter")
        assert (await only(db)).due == date(2026, 12, 31)


async def test_milestones_are_ticked_reordered_changed_removed_and_put_back(running: Running, db: Database) -> None:
    steps = tuple(MilestoneDraft(title=title) for title in ("one", "two", "three", "four"))
    before = await db.run(lambda store: store.goals.add(GoalDraft(title="Walk there", milestones=steps)))
    async with running("goals", size=(60, 20)) as pilot:
        await burst(pilot, "<enter><tab><tab><tab><tab><tab>x")
        await burst(pilot, "jJ")  # one, three, two, four
        await burst(pilot, "gj<enter><ctrl+u>third<tab>4 Dec<enter>")
        assert "third" in screen_text(pilot.app)
        await burst(pilot, "G<backspace><backspace>u")  # four and two go, two comes back
        await burst(pilot, "<down>five<ctrl+s>")  # still in the line
        goal = await only(db)
        assert [(step.title, step.due, step.done_on) for step in goal.milestones] == [
            ("one", None, TODAY),
            ("third", date(2026, 12, 4), None),
            ("two", None, None),
            ("five", None, None),
        ]
        ids = {step.title: step.id for step in before.milestones}
        assert [step.id for step in goal.milestones[:3]] == [ids["one"], ids["three"], ids["two"]]


async def test_milestones_are_ticked_and_changed_with_the_mouse(running: Running, db: Database) -> None:
    steps = (MilestoneDraft(title="boots"), MilestoneDraft(title="maps"))
    await db.run(lambda store: store.goals.add(GoalDraft(title="Walk there", milestones=steps)))
    async with running("goals", size=TALL) as pilot:
        await press(pilot, "enter")
        lines = screen_text(pilot.app).splitlines()
        row = next(n for n, line in enumerate(lines) if "☐ maps" in line)
        column = lines[row].index("☐")
        await pilot.click(offset=(column, row))
        await pilot.double_click(offset=(column + 3, row - 1))
        await settled(pilot)
        assert "changing" in screen_text(pilot.app)
        await burst(pilot, "<ctrl+u>shoes<enter><ctrl+s>")
        assert [(step.title, step.done_on) for step in (await only(db)).milestones] == [
            ("shoes", None),
            ("maps", TODAY),
        ]


async def test_a_change_of_a_milestone_can_be_left_with_esc(running: Running, db: Database) -> None:
    await db.run(lambda store: store.goals.add(GoalDraft(title="Walk", milestones=(MilestoneDraft(title="boots"),))))
    async with running("goals", size=(80, 24)) as pilot:
        await burst(pilot, "<enter><tab><tab><tab><tab><tab><enter> and socks")
        assert "changing" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert "Milestones" in screen_text(pilot.app)
        assert "socks" not in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        assert [step.title for step in (await only(db)).milestones] == ["boots"]


async def test_a_half_written_milestone_is_refused_where_it_stands(running: Running, db: Database) -> None:
    async with running("goals", size=TALL) as pilot:
        await burst(pilot, "nWalk there<tab><tab><tab><tab><tab>boots<tab>whenever<enter>")
        assert "Try 31 Dec, fri" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        assert await db.run(lambda store: store.goals.board()) == ()
        assert screen_text(pilot.app).count("Try 31 Dec, fri") == 1, "one fault is said once"
        await burst(pilot, "<ctrl+u>")
        assert "Try 31 Dec" not in screen_text(pilot.app), "and is gone as soon as it is mended"
        await burst(pilot, "<ctrl+s>")
        assert [step.title for step in (await only(db)).milestones] == ["boots"]


async def test_a_fault_of_a_milestone_that_stands_already_is_gone_when_it_is_removed(
    running: Running, db: Database
) -> None:
    async with running("goals", size=TALL) as pilot:
        await burst(pilot, "nWalk there<tab><tab><tab><tab><tab>")
        await paste(pilot, "b" * 499)
        await burst(pilot, "bb<enter><ctrl+s>")
        assert screen_text(pilot.app).count("Milestone 1: ") == 1
        await burst(pilot, "<up><backspace>")
        assert "Milestone 1: " not in screen_text(pilot.app)
        await burst(pilot, "<ctrl+s>")
        assert (await only(db)).milestones == ()


async def test_down_goes_through_the_examples_until_something_is_written(running: Running) -> None:
    async with running("goals", size=TALL) as pilot:
        await press(pilot, "n", "down")
        assert "Move into a remote UX role" in screen_text(pilot.app)
        assert "1 signed offer" in screen_text(pilot.app)
        await press(pilot, "down")
        text = screen_text(pilot.app)
        assert "Finish three courses" in text
        assert "31 Dec, in 6 weeks" in text, "the end of the quarter"
        await press(pilot, "up", "up")
        assert "Move into" not in screen_text(pilot.app)
        await burst(pilot, "My own<down>")
        text = screen_text(pilot.app)
        assert "My own" in text
        assert "Move into" not in text


async def test_the_career_plan_is_spread_up_to_the_day(running: Running, db: Database) -> None:
    async with running("goals", size=TALL) as pilot:
        await burst(pilot, "nMove into design<ctrl+t>")
        text = screen_text(pilot.app)
        assert "☐ Talk to three people in the field" in text
        assert "Say by when, and ctrl+t" in in_words(pilot)
        await burst(pilot, "20 Dec<ctrl+t><ctrl+s>")  # the hand is where the day is asked for
        goal = await only(db)
        assert [step.due for step in goal.milestones] == [
            date(2026, 11, 20 + 6),
            *(date(2026, 12, day) for day in (2, 8, 14, 20)),
        ]
        assert goal.milestones[0].title == "Write down what I know already"


async def test_a_day_that_was_set_by_hand_stays_when_the_rest_is_spread(running: Running, db: Database) -> None:
    async with running("goals", size=TALL) as pilot:
        await burst(pilot, "nMove into design<ctrl+t>20 Dec<tab><up><up><up><up><up><enter><tab>28 Nov<enter>")
        await burst(pilot, "<ctrl+t>")
        assert "spread until Sun 20 Dec" in in_words(pilot)
        await burst(pilot, "<ctrl+t>")
        assert "Every step of a career move has its day already; those stay." in screen_text(pilot.app)
        await burst(pilot, "<ctrl+s>")
        days = [step.due for step in (await only(db)).milestones]
        assert days[0] == date(2026, 11, 28)
        assert days[-1] == date(2026, 12, 20)
        assert all(days)


async def test_a_milestone_that_is_due_opens_its_goal_on_it(running: Running, db: Database) -> None:
    steps = (MilestoneDraft(title="first"), MilestoneDraft(title="second", due=date(2026, 11, 21)))
    await db.run(lambda store: store.goals.add(GoalDraft(title="Go", milestones=steps), Column.DOING))
    async with running("goals") as pilot:
        await pilot.app.go(f"goals.open:{(await only(db)).id}:{(await only(db)).milestones[1].id}")
        await burst(pilot, "<enter> of all<enter><ctrl+s>")
        assert [step.title for step in (await only(db)).milestones] == ["first", "second of all"]
        await pilot.app.go(f"goals.open:{(await only(db)).id}:new")
        await burst(pilot, "third<enter><ctrl+s>")
        assert [step.title for step in (await only(db)).milestones] == ["first", "second of all", "third"]


async def test_a_milestone_is_changed_from_its_end(running: Running, db: Database) -> None:
    async with running("goals", size=TALL) as pilot:
        await burst(pilot, "nDraw<tab><tab><tab><tab><tab>Buy paper<tab>1 Dec<enter>Ask Noor<tab>9 Dec<enter>")
        await burst(pilot, "<up><enter> too<tab><ctrl+u>28 Dec<enter><ctrl+s>")
        steps = (await only(db)).milestones
        assert [(step.title, step.due) for step in steps] == [
            ("Buy paper", date(2026, 12, 1)),
            ("Ask Noor too", date(2026, 12, 28)),
        ]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_text_gone_on_with_shows_where_one_writes(running: Running, size: tuple[int, int]) -> None:
    async with running("goals", size=size) as pilot:
        await burst(pilot, "nDraw a map<escape>n")
        assert "Draw a map" in in_words(pilot)
        assert "This is what you were writing." in in_words(pilot)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_what_is_wrong_below_a_field_is_in_view_with_it(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    await db.run(lambda store: store.skills.add(SkillDraft(name="Figma")))
    async with running("goals", size=size) as pilot:
        await burst(pilot, "nDraw" + "<tab>" * 8 + "Fig<enter>nothing known<ctrl+s>")
        assert "This isn't on the list." in in_words(pilot)
    assert await db.run(lambda store: store.goals.board()) == ()


async def test_a_form_closed_unsaved_gives_everything_back(running: Running, db: Database) -> None:
    async with running("goals", size=TALL) as pilot:
        await burst(
            pilot, "nDraw a map<tab>1 map<tab>3<tab>pens<tab>calm<enter>gro<tab>fri<tab>buy paper<enter>half<tab>mo"
        )
        await press(pilot, "escape")
        assert "Not saved, but kept." in screen_text(pilot.app)
        await press(pilot, "n")
        text = screen_text(pilot.app)
        for kept in ("Draw a map", "1 map", "pens", "Calm", "gro", "fri", "buy paper", "half", "mo"):
            assert kept in text
        await burst(pilot, "<ctrl+s>")
        assert await db.run(lambda store: store.goals.board()) == (), "mo is no day yet"


async def test_what_this_version_does_not_know_is_kept(running: Running, db: Database) -> None:
    serves = ("value:from_tomorrow", "value:calm")
    await db.run(lambda store: store.goals.add(GoalDraft(title="Wait", serves=serves), Column.NEXT))
    async with running("goals", size=TALL) as pilot:
        await press(pilot, "enter", "exclamation_mark", "enter")
        goal = await only(db)
        assert goal.serves == serves
        assert goal.title == "Wait!"
        assert goal.column is Column.NEXT


@pytest.mark.parametrize("name", WORST)
async def test_hostile_words_are_kept_as_typed_and_never_drawn_raw(running: Running, db: Database, name: str) -> None:
    line, note = WORST[name][:480], WORST[name]
    async with running("goals", size=TALL) as pilot:
        await press(pilot, "n")
        form = pilot.app.screen
        for field in ("#title", "#measure", "#raise_confidence", ".step-title"):
            form.query_one(field, Input).value = line
        form.query_one(TextArea).text = note
        form.query_one(Confidence).value = 3
        await settled(pilot)
        assert not NEVER_DRAWN.search(screen_text(pilot.app))
        await press(pilot, "ctrl+s")
        goal = await only(db)
        assert (goal.title, goal.measure, goal.raise_confidence, goal.notes) == (line, line, line, note)
        assert [step.title for step in goal.milestones] == [line]
        await press(pilot, "enter")
        assert "Change this goal" in screen_text(pilot.app)
        assert not NEVER_DRAWN.search(screen_text(pilot.app))


@pytest.mark.parametrize("name", ["markup", "title", "bidi", "long"])
async def test_hostile_words_where_only_some_are_known_are_refused_in_plain_words(
    running: Running, db: Database, name: str
) -> None:
    async with running("goals", size=TALL) as pilot:
        await press(pilot, "n", "x")
        form = pilot.app.screen
        for field in ("WordLine", "#due", ".step-due"):
            form.query_one(field, Input).value = HOSTILE[name][:480]
        form.query_one(".step-title", Input).value = "step"
        await press(pilot, "ctrl+s")
        text = screen_text(pilot.app)
        assert "isn't on the list" in text
        assert text.count("Try 31 Dec, fri") == 2, "at the day and at the milestone, once each"
        assert not NEVER_DRAWN.search(text)
        assert await db.run(lambda store: store.goals.board()) == ()


async def test_a_paste_of_ten_thousand_characters_is_refused_by_a_line_and_taken_by_the_notes(
    running: Running, db: Database
) -> None:
    async with running("goals", size=TALL) as pilot:
        await press(pilot, "n", "x")
        await paste(pilot, HOSTILE["long"])
        await press(pilot, *["tab"] * 8)
        await paste(pilot, HOSTILE["long"])
        await press(pilot, "ctrl+s")
        goal = await only(db)
        assert goal.title == "x"
        assert goal.notes.strip() == HOSTILE["long"].strip()


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (60, 20)])
async def test_every_field_can_be_reached_and_seen(running: Running, db: Database, size: tuple[int, int]) -> None:
    steps = tuple(MilestoneDraft(title=f"step number {n} on a way with many steps to it") for n in range(12))
    await db.run(lambda store: store.goals.add(GoalDraft(title="Walk there", confidence=3, milestones=steps)))
    async with running("goals", size=size) as pilot:
        await press(pilot, "enter")
        seen = ["Specific: what will you do?" in screen_text(pilot.app)]
        for label in ("Measurable", "Achievable", "What it would take", "Relevant", "Time-bound", "☐ step number 0"):
            await press(pilot, "tab")
            seen.append(label in screen_text(pilot.app))
        await press(pilot, "G")
        seen.append("step number 11" in screen_text(pilot.app))
        await press(pilot, "tab", "tab", "tab", "tab")
        seen.append("How far it is now" in screen_text(pilot.app))
        await press(pilot, "tab")
        seen.append("Notes" in screen_text(pilot.app))
        assert all(seen), seen


async def test_a_milestone_has_a_size_that_is_understood_live_and_shown(running: Running, db: Database) -> None:
    async with running("goals", size=TALL) as pilot:
        await burst(pilot, "nWalk there<tab><tab><tab><tab><tab>buy boots<tab>fri<tab>1.5 h")
        assert "Fri 27 Nov, in 7 days · 1 h 30" in screen_text(pilot.app)
        await burst(pilot, "<enter>lace them<tab><tab>5<enter>")
        assert "1 h 30 · Fri" in screen_text(pilot.app)
        await burst(pilot, "tie<tab><tab>soon<ctrl+s>")
        assert "Write it as 15, 15 min or 1 h." in screen_text(pilot.app)
        await burst(pilot, "<ctrl+u>2<ctrl+s>")
        assert [step.minutes for step in (await only(db)).milestones] == [90, 5, 2]
        await burst(pilot, "<enter><tab><tab><tab><tab><tab><enter><tab><tab><ctrl+u><enter><ctrl+s>")
        assert [step.minutes for step in (await only(db)).milestones] == [None, 5, 2], "and can be taken back"


async def test_how_far_it_is_is_kept_with_its_day_and_shown(running: Running, db: Database) -> None:
    goal = await db.run(lambda store: store.goals.add(GoalDraft(title="Finish courses", measure="3 certificates")))
    before = GoalValueDraft(goal_id=goal.id, day=date(2026, 11, 9), value=Decimal(1))
    await db.run(lambda store: store.goal_values.add(before))
    async with running("goals", size=TALL) as pilot:
        assert "now 1" in screen_text(pilot.app)
        await burst(pilot, "<enter>" + "<tab>" * 8 + "several<ctrl+s>")
        assert "Write a number, like 3 or 2.5." in screen_text(pilot.app)
        await burst(pilot, "<ctrl+u>2<ctrl+s>")
        assert "now 2" in screen_text(pilot.app)
        await burst(pilot, "<enter>")
        assert "today: 2 · 11 days ago: 1" in screen_text(pilot.app)
        await burst(pilot, "<tab>" * 8 + "2.5<ctrl+s>")
        figures = await db.run(lambda store: store.goal_values.of(goal.id))
        assert [(figure.day, figure.value) for figure in figures] == [
            (TODAY, Decimal("2.5")),
            (date(2026, 11, 9), Decimal(1)),
        ], "one a day"
        await press(pilot, "ctrl+z")
        assert "now 2" in screen_text(pilot.app)


async def test_a_goal_is_tied_to_skills_people_and_experiments(running: Running, db: Database) -> None:
    await db.run(lambda store: store.skills.add(SkillDraft(name="Spanish")))
    for _ in range(2):
        await db.run(lambda store: store.people.add(PersonDraft(name="Noor")))
    old = await db.run(lambda store: store.people.add(PersonDraft(name="Ada")))
    goal = await db.run(lambda store: store.goals.add(GoalDraft(title="Move abroad", people=(old.id,))))
    await db.run(lambda store: store.people.set_archived(old.id, archived=True))
    async with running("goals", size=TALL) as pilot:
        await burst(pilot, "<enter>" + "<tab>" * 9)
        text = screen_text(pilot.app)
        assert "Skills it needs" in text
        assert "People who can help" in text
        assert "Experiments that say" not in text, "there are none to choose from"
        assert "Ada" in text, "a tie to somebody put away is shown"
        await burst(pilot, "juggling<ctrl+s>")
        assert "This isn't on the list." in screen_text(pilot.app)
        await burst(pilot, "<ctrl+u>span<enter><tab>noor (<enter><ctrl+s>")
        saved = await db.run(lambda store: store.goals.get(goal.id))
        people = {person.id: person.name for person in await db.run(lambda store: store.people.all())}
        assert len(saved.skills) == 1
        assert saved.people[0] == old.id
        assert [people[key] for key in saved.people[1:]] == ["Noor"]
