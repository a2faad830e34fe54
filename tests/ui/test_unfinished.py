"""Unfinished texts: on disk within a second, offered at the next start, and never over what was changed elsewhere."""

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from driving import NOW, Running, press, screen_text, settled, until
from hands import NEVER_DRAWN, WORST, burst, keys
from textual.pilot import Pilot

from rut_tui.app import RutApp
from rut_tui.domain.goals import GoalDraft
from rut_tui.domain.journal import Entry, EntryDraft
from rut_tui.main_screen import MainScreen
from rut_tui.modals.check_in import CheckIn
from rut_tui.modals.goal_form import GoalForm
from rut_tui.modals.unfinished import Unfinished
from rut_tui.settings import Settings
from rut_tui.storage.drafts import Draft
from rut_tui.storage.sittings import Sitting
from rut_tui.storage.worker import Database
from rut_tui.widgets.fields import LineField, NoteField
from rut_tui.widgets.rating import Rating

NOTE = "c4<tab><tab><tab><tab>"


async def drafts(db: Database) -> tuple[Draft, ...]:
    return await db.run(lambda store: store.drafts.all())


async def kept(pilot: Pilot[Any], db: Database) -> tuple[Draft, ...]:
    """What is kept once everything typed is."""
    app = pilot.app
    assert isinstance(app, RutApp)
    await app.drafts.flush()
    return await drafts(db)


async def entries(db: Database) -> tuple[Entry, ...]:
    return await db.run(lambda store: store.entries.latest(10))


async def leave_unfinished(running: Running, typed: str, screen: str = "today") -> None:
    async with running(screen, size=(80, 40)) as pilot:
        await burst(pilot, typed)
        await press(pilot, "ctrl+q")


async def test_what_is_typed_is_on_disk_while_the_hand_still_types(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, NOTE)
        found: tuple[Draft, ...] = ()
        end = pilot.app._loop.time() + 3.0 if pilot.app._loop else 0.0
        for key in keys("word " * 200):
            pilot.app.post_message(key)
            await pilot.pause(0.02)
            found = await drafts(db)
            if (found and found[0].fields["note"]) or not pilot.app._loop or pilot.app._loop.time() > end:
                break
        assert found[0].fields["note"].startswith("w")
        assert (found[0].form, found[0].base) == ("entry:new", None)


async def test_what_equals_what_is_saved_is_no_draft(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "c<tab>x")
        assert len(await kept(pilot, db)) == 1
        await burst(pilot, "<backspace>")
        assert await kept(pilot, db) == ()
        await burst(pilot, "<escape>")
        assert "kept" not in screen_text(pilot.app)


@pytest.mark.parametrize(("ending", "left"), [("<escape>", 1), ("<ctrl+g>", 0), ("<ctrl+s>", 0)])
async def test_only_closing_keeps_a_text(running: Running, db: Database, ending: str, left: int) -> None:
    async with running() as pilot:
        await burst(pilot, NOTE + "words")
        assert len(await kept(pilot, db)) == 1
        await burst(pilot, ending)
        assert len(await kept(pilot, db)) == left
    assert len(await drafts(db)) == left


async def test_a_note_that_is_opened_again_goes_on_at_its_end(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, NOTE + "half a sen<escape>c<tab><tab><tab><tab>tence<ctrl+s>")
    (entry,) = await entries(db)
    assert entry.note == "half a sentence"


async def test_undo_brings_back_what_was_let_go_of(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, NOTE + "half a sen<ctrl+g>")
        assert "Let go, not saved. ctrl+z brings it back." in " ".join(screen_text(pilot.app).replace("▌", " ").split())
        await burst(pilot, "<ctrl+z>tence")
        assert "brings it back" not in screen_text(pilot.app)
        await burst(pilot, "<ctrl+s>")
        assert isinstance(pilot.app.screen, MainScreen)
    (entry,) = await entries(db)
    assert (entry.engagement, entry.note) == (1, "half a sentence")
    assert await drafts(db) == ()


async def test_what_was_saved_after_something_was_let_go_of_is_undone_first(running: Running, db: Database) -> None:
    async with running("goals") as pilot:
        await burst(pilot, "nRun<ctrl+s>" + NOTE + "words<ctrl+g>")
        await burst(pilot, "f")
        await settled(pilot)
        await burst(pilot, "<ctrl+z>")
        await settled(pilot)
        assert isinstance(pilot.app.screen, MainScreen)
        assert "Undone: " in screen_text(pilot.app)
    assert await drafts(db) == ()


async def test_nothing_is_said_when_a_form_without_words_is_let_go_of(running: Running) -> None:
    async with running() as pilot:
        await burst(pilot, "c<ctrl+g>")
        assert "Let go" not in screen_text(pilot.app)
        await burst(pilot, "<ctrl+z>")
        await settled(pilot)
        assert isinstance(pilot.app.screen, MainScreen)
        assert "Nothing to undo." in screen_text(pilot.app)


async def test_the_next_start_offers_it_and_enter_goes_on_with_it(running: Running, db: Database) -> None:
    await leave_unfinished(running, NOTE + "half a sen")
    async with running() as pilot:
        text = screen_text(pilot.app)
        assert "You were writing this today, 21:00" in text
        assert "A check-in" in text
        assert "half a sen" in text
        await burst(pilot, "<enter>tence<ctrl+s>")
        assert isinstance(pilot.app.screen, MainScreen)
    (entry,) = await entries(db)
    assert (entry.engagement, entry.note) == (1, "half a sentence")
    assert await drafts(db) == ()
    async with running() as pilot:
        assert isinstance(pilot.app.screen, MainScreen)


async def test_kept_for_later_it_is_not_asked_about_again_but_found(running: Running, db: Database) -> None:
    await leave_unfinished(running, NOTE + "half a sen")
    async with running() as pilot:
        await burst(pilot, "<escape>")
        await settled(pilot)
    async with running() as pilot:
        assert isinstance(pilot.app.screen, MainScreen)
        await pilot.app.run_action("unfinished", pilot.app.screen)
        await settled(pilot)
        assert "half a sen" in screen_text(pilot.app)
        await burst(pilot, "<escape>c")
        assert pilot.app.screen.query_one(NoteField).text == "half a sen"
        await burst(pilot, "<tab><tab><tab><tab>!<escape>")
    async with running() as pilot:
        assert isinstance(pilot.app.screen, Unfinished), "it was written on since"


async def test_x_lets_go_of_a_text_and_takes_that_back(running: Running, db: Database) -> None:
    await leave_unfinished(running, NOTE + "half a sen")
    async with running() as pilot:
        await burst(pilot, "x")
        assert "Gone when you close this page" in screen_text(pilot.app)
        assert "It is kept" not in screen_text(pilot.app)
        assert len(await kept(pilot, db)) == 1
        await burst(pilot, "x")
        assert "half a sen" in screen_text(pilot.app)
        await burst(pilot, "x<escape>")
        assert await kept(pilot, db) == ()
        await pilot.app.run_action("unfinished", pilot.app.screen)
        await settled(pilot)
        assert "Nothing is unfinished." in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (60, 20)])
async def test_several_are_a_list(running: Running, db: Database, size: tuple[int, int]) -> None:
    long = "\n".join(f"line {n} of a long note that says a lot and does not fit in here at all" for n in range(9))
    texts = {
        "entry:new": {"note": long},
        "entry:2026-11-17": {"note": "late"},
        "goal:new": {"title": "Run", "milestones": {"steps": [{"title": "shoes"}], "title": "", "due": ""}},
        "plan-name:new": {"name": "Sabbatical"},
        "poem:new": {"rhyme": "from a newer version"},
    }
    sitting = Sitting()
    for form, fields in texts.items():
        await db.run(lambda store, form=form, fields=fields: store.drafts.put(sitting.name_for(form), fields))
    async with running(size=size) as pilot:
        seen = ""
        for _ in texts:
            seen += screen_text(pilot.app)
            await press(pilot, "down")
        for said in ("You were writing these", "A check-in for Tue 17 Nov", "A new goal", "shoes", "Sabbatical"):
            assert said in seen, said
        assert "A text of a newer rut-tui" in seen
        await press(pilot, "up", "up", "up", "up", "up")
        assert "line 0" in screen_text(pilot.app)


@pytest.mark.parametrize("name", WORST)
async def test_hostile_texts_are_shown_safely(running: Running, db: Database, name: str) -> None:
    text = WORST[name]
    fields = {"title": text, "notes": text, "serves": {"chosen": [text], "line": text}}
    await db.run(lambda store: store.drafts.put(Sitting().name_for("goal:gone"), fields))
    async with running() as pilot:
        assert isinstance(pilot.app.screen, Unfinished)
        assert not NEVER_DRAWN.search(screen_text(pilot.app))


async def test_what_another_version_kept_breaks_no_form(running: Running, db: Database) -> None:
    await db.run(lambda store: store.drafts.put(Sitting().name_for("entry:new"), {"note": 3, "mood": "blue"}))
    async with running() as pilot:
        await burst(pilot, "<enter>")
        assert "can't be put back" in screen_text(pilot.app)
        await burst(pilot, "4<ctrl+s>")
    assert [draft.fields for draft in await drafts(db)] == [{"note": 3, "mood": "blue"}]
    assert len(await entries(db)) == 1


async def test_three_keys_save_a_check_in_also_when_something_is_unfinished(running: Running, db: Database) -> None:
    await leave_unfinished(running, NOTE + "half a sen")
    async with running() as pilot:
        await burst(pilot, "c4<enter>")
        assert isinstance(pilot.app.screen, MainScreen)
    (entry,) = await entries(db)
    assert (entry.engagement, entry.note) == (1, "")
    (draft,) = await drafts(db)
    assert (draft.fields["note"], draft.set_aside) == ("half a sen", False)


async def test_a_check_in_gone_on_with_days_later_is_about_when_it_was_begun(db: Database) -> None:
    moment = NOW
    app = RutApp(db, Settings(), lambda: moment)
    async with app.run_test() as pilot:
        await settled(pilot)
        await burst(pilot, NOTE + "Friday")
        await press(pilot, "ctrl+q")
    moment = NOW + timedelta(days=4)
    app = RutApp(db, Settings(), lambda: moment)
    async with app.run_test(notifications=True) as pilot:
        await settled(pilot)
        assert "You were writing this on Friday, 21:00" in screen_text(app)
        await burst(pilot, "<enter>")
        assert app.screen.query_one("#at", LineField).value == "2026-11-20 21:00"
        await burst(pilot, "<ctrl+s>")
    (entry,) = await entries(db)
    assert entry.local == NOW


async def test_a_goal_comes_back_with_its_milestones(running: Running, db: Database) -> None:
    await leave_unfinished(
        running, "nDraw a map<tab>1 map<tab>3<tab>pens<tab>gro<tab>fri<tab>buy paper<tab>mon<enter>half", "goals"
    )
    async with running(size=(80, 40)) as pilot:
        text = screen_text(pilot.app)
        assert "A new goal" in text
        assert "buy paper, half" in text
        await burst(pilot, "<enter>")
        assert isinstance(pilot.app.screen, GoalForm)
        await burst(pilot, " way<ctrl+s>")
    (goal,) = await db.run(lambda store: store.goals.board())
    assert (goal.title, goal.measure, goal.raise_confidence) == ("Draw a map", "1 map", "pens")
    assert [(step.title, step.due and step.due.isoformat()) for step in goal.milestones] == [
        ("buy paper", "2026-11-23"),
        ("half way", None),
    ]


async def test_the_text_of_an_entry_that_is_gone_goes_on_as_a_new_one(running: Running, db: Database) -> None:
    entry = await db.run(lambda store: store.entries.add(EntryDraft(at=NOW, engagement=1, note="old")))
    await leave_unfinished(running, "<enter><tab><tab><tab><tab><end> and new", "journal")
    await db.run(lambda store: store.tables.remove("entries", (entry.id,)))
    async with running() as pilot:
        assert "A change to an entry" in screen_text(pilot.app)
        await burst(pilot, "<enter><ctrl+s>")
    (found,) = await entries(db)
    assert found.note == "old and new"
    assert found.id != entry.id
    assert await drafts(db) == ()


class Ticking:
    """A clock that goes on, so that two changes differ."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@pytest.fixture
def ticking(path: Any) -> Any:
    database = Database(path, Ticking())
    database.start()
    yield database
    database.close()


async def test_an_entry_changed_elsewhere_is_saved_over_only_when_asked_twice(ticking: Database) -> None:
    entry = await ticking.run(lambda store: store.entries.add(EntryDraft(at=NOW, engagement=1, note="mine")))
    app = RutApp(ticking, Settings(), lambda: NOW, start="journal")
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await settled(pilot)
        await burst(pilot, "<enter>2")
        theirs = EntryDraft(at=NOW, engagement=2, note="the other [/] window")
        await ticking.run(lambda store: store.entries.update(entry.id, theirs))
        await burst(pilot, "<ctrl+s>")
        said = " ".join(screen_text(app).replace("▌", "").split())
        assert "This was changed elsewhere, 21:00. There it says: engaged, “the other [/] window”." in said
        assert (await ticking.run(lambda store: store.entries.get(entry.id))).note == "the other [/] window"
        assert len(await kept(pilot, ticking)) == 1
        await burst(pilot, "<ctrl+s>")
        assert isinstance(app.screen, MainScreen)
    found = await ticking.run(lambda store: store.entries.get(entry.id))
    assert (found.engagement, found.note) == (-1, "mine")
    assert await drafts(ticking) == ()


async def test_what_was_archived_under_an_open_form_is_said_to_be(ticking: Database) -> None:
    entry = await ticking.run(lambda store: store.entries.add(EntryDraft(at=NOW, engagement=1, note="mine")))
    app = RutApp(ticking, Settings(), lambda: NOW, start="journal")
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await settled(pilot)
        await burst(pilot, "<enter>2")
        await ticking.run(lambda store: store.entries.set_archived(entry.id, True))
        await burst(pilot, "<ctrl+s>")
        said = " ".join(screen_text(app).replace("▌", " ").split())
        assert "This was archived elsewhere, 21:00." in said
        assert "saves yours over it in the archive; ctrl+g keeps what is there." in said


async def test_ctrl_g_keeps_what_was_changed_elsewhere(ticking: Database) -> None:
    goal = await ticking.run(lambda store: store.goals.add(GoalDraft(title="Mine")))
    app = RutApp(ticking, Settings(), lambda: NOW, start="goals")
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await settled(pilot)
        await burst(pilot, "<enter>!")
        await ticking.run(lambda store: store.goals.update(goal.id, GoalDraft(title="Theirs")))
        await burst(pilot, "<ctrl+s>")
        assert "“Theirs”" in screen_text(app)
        await burst(pilot, "<ctrl+g>")
    assert (await ticking.run(lambda store: store.goals.get(goal.id))).title == "Theirs"
    assert await drafts(ticking) == ()


async def test_what_was_deleted_under_an_open_form_can_be_saved_as_new(ticking: Database) -> None:
    entry = await ticking.run(lambda store: store.entries.add(EntryDraft(at=NOW, engagement=1, note="mine")))
    app = RutApp(ticking, Settings(), lambda: NOW, start="journal")
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await settled(pilot)
        await burst(pilot, "<enter>2")
        await ticking.run(lambda store: store.tables.remove("entries", (entry.id,)))
        await burst(pilot, "<ctrl+s>")
        assert "This was deleted elsewhere." in screen_text(app)
        assert await entries(ticking) == ()
        await burst(pilot, "<ctrl+s>")
    (found,) = await entries(ticking)
    assert (found.engagement, found.note) == (-1, "mine")


async def test_a_text_left_before_the_change_elsewhere_asks_too(ticking: Database) -> None:
    entry = await ticking.run(lambda store: store.entries.add(EntryDraft(at=NOW, engagement=1, note="mine")))
    app = RutApp(ticking, Settings(), lambda: NOW, start="journal")
    async with app.run_test(size=(80, 40)) as pilot:
        await settled(pilot)
        await burst(pilot, "<enter>2")
        await press(pilot, "ctrl+q")
    await ticking.run(lambda store: store.entries.update(entry.id, EntryDraft(at=NOW, engagement=2, note="later")))
    app = RutApp(ticking, Settings(), lambda: NOW)
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await settled(pilot)
        await burst(pilot, "<enter><ctrl+s>")
        assert "This was changed elsewhere" in screen_text(app)
        await burst(pilot, "<ctrl+s>")
    assert (await ticking.run(lambda store: store.entries.get(entry.id))).note == "mine"


async def test_what_another_rut_tui_is_writing_is_not_offered(running: Running, db: Database) -> None:
    other = Sitting()

    async def write(note: str) -> None:
        def job(store: Any) -> None:
            store.drafts.begin(other)
            store.drafts.put("entry:new@" + other.name + ".1", {"note": note})

        await db.run(job)

    await write("theirs")
    try:
        async with running() as pilot:
            assert isinstance(pilot.app.screen, MainScreen)
            await burst(pilot, NOTE + "mine")
            await press(pilot, "ctrl+q")
        assert sorted(draft.fields["note"] for draft in await drafts(db)) == ["mine", "theirs"]
    finally:
        other.end()


async def test_a_slow_disk_holds_up_no_key_and_piles_nothing_up(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, NOTE)
        await kept(pilot, db)
        go_on = threading.Event()
        held = pilot.app.run_worker(db.run(lambda _: go_on.wait(20)))
        waiting = 0
        for n in range(12):
            pilot.app.post_message(next(keys("x")))
            await until(pilot, lambda n=n: len(pilot.app.screen.query_one(NoteField).text) == n + 1)
            await pilot.pause(0.15)
            waiting = max(waiting, db._thread._work_queue.qsize())
        assert waiting <= 3, "its own, and what others read meanwhile"
        go_on.set()
        await held.wait()
        (draft,) = await kept(pilot, db)
        assert draft.fields["note"] == "x" * 12


async def test_enter_in_a_line_saves_before_the_next_key(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "c5<shift+tab>18:00<enter>4")
        assert isinstance(pilot.app.screen, MainScreen)
        assert pilot.app.screen.view
        assert pilot.app.screen.view.NAME == "goals"
    (entry,) = await entries(db)
    assert entry.local.hour == 18


async def test_a_number_half_typed_in_savings_is_back_in_its_field(running: Running, db: Database) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter>9000<tab>2x4")
        await press(pilot, "ctrl+q")
    async with running("savings") as pilot:
        assert isinstance(pilot.app.screen, MainScreen), "it needs no page"
        await until(pilot, lambda: "Write it like" in screen_text(pilot.app))
        assert [line.value for line in pilot.app.screen.query(LineField)][:2] == ["9,000", "2x4"]
        await burst(pilot, "<down><down><ctrl+u>24<tab>")
        assert await kept(pilot, db) == ()


async def test_the_name_of_a_plan_goes_on_where_it_was_left(running: Running, db: Database) -> None:
    await leave_unfinished(running, "<enter>9000<escape>r<ctrl+u>Sabba", "savings")
    async with running() as pilot:
        assert "The name of a savings plan" in screen_text(pilot.app)
        await burst(pilot, "<enter>tical<enter>")
        assert isinstance(pilot.app.screen, MainScreen)
    (plan,) = await db.run(lambda store: store.plans.all())
    assert (plan.name, plan.plan.savings) == ("Sabbatical", 9000)
    assert await drafts(db) == ()


async def test_a_form_that_is_open_comes_before_the_page(db: Database) -> None:
    await db.run(lambda store: store.drafts.put(Sitting().name_for("goal:new"), {"title": "Run"}))
    app = RutApp(db, Settings(), lambda: NOW)
    async with app.run_test(notifications=True) as pilot:
        for key in keys("c4"):
            app.post_message(key)
        await until(pilot, lambda: isinstance(app.screen, CheckIn | Unfinished))
        await settled(pilot)
        if isinstance(app.screen, CheckIn):
            assert app.screen.query_one(Rating).value == 1
            await burst(pilot, "<enter>")
        await until(pilot, lambda: isinstance(app.screen, Unfinished))
