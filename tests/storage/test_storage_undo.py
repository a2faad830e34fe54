"""Undo: every save of a sitting comes back exactly, one at a time, or is refused whole."""

from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
import sitting
from sitting import Sitting, exported, live
from storage_bench import Clock

from rut_tui.domain.audit import ExternalAnswer, Fit
from rut_tui.domain.goals import Column, GoalDraft, MilestoneDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.interchange.rows import TABLES
from rut_tui.storage import engine, undo
from rut_tui.storage.faults import ChangedSince, InUse, NothingToUndo, RowRefused
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.store import Store
from rut_tui.storage.worker import Database

Opener = Callable[..., Store]

BESIDE = {"drafts", "search_docs", "_sqlite_migrations"}
"""Tables that undo leaves alone, beside those of the full-text index."""


@pytest.fixture
def armed(opener: Opener) -> Store:
    """A journal that can undo."""
    return opener(undo=True)


@pytest.fixture
def lived(opener: Opener) -> Store:
    """The sample life, opened anew, so that nothing of it can be undone."""
    store = opener()
    live(store)
    store.close()
    return opener(undo=True)


def sound(store: Store) -> bool:
    """Whether the full-text index holds what the tables hold, and every reference leads somewhere."""
    with store.transaction():
        store._session.write("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    return not store._session.rows("PRAGMA foreign_key_check")


@pytest.mark.parametrize("seed", range(3))
def test_a_hundred_actions_are_undone_and_done_again_to_the_byte(lived: Store, clock: Clock, seed: int) -> None:
    one = Sitting(lived, clock, Random(seed))  # noqa: S311 - a game, not a secret
    states = [exported(lived)]
    for number in range(100):
        if number == 40 + seed:
            one.does(sitting.bring_in)
        else:
            one.act()
        states.append(exported(lived))
    assert len(set(one.done)) > 15
    assert len(set(states)) == 101

    for back in reversed(states[:-1]):
        lived.undo()
        assert exported(lived) == back
    with pytest.raises(NothingToUndo):
        lived.undo()
    assert sound(lived)

    for forth in states[1:]:
        lived.redo()
        assert exported(lived) == forth
    with pytest.raises(NothingToUndo):
        lived.redo()
    assert sound(lived)


def test_back_and_forth_at_random_every_state_is_one_that_was(lived: Store, clock: Clock) -> None:
    one = Sitting(lived, clock, Random(7))  # noqa: S311 - a game, not a secret
    states, at = [exported(lived)], 0
    for _ in range(200):
        step = one.random.choice(("act", "undo", "undo", "redo"))
        if step == "act":
            one.act()
            at += 1
            del states[at:]
            states.append(exported(lived))
        elif step == "undo" and at:
            lived.undo()
            at -= 1
        elif step == "redo" and at < len(states) - 1:
            lived.redo()
            at += 1
        assert exported(lived) == states[at]


def test_every_table_with_a_persons_words_is_recorded(armed: Store) -> None:
    found = {row["name"] for row in armed._session.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}

    ours = {name for name in found if not name.startswith(("search", "sqlite_"))} - BESIDE
    recorded = {
        row["tbl_name"] for row in armed._session.rows("SELECT tbl_name FROM sqlite_temp_schema WHERE type = 'trigger'")
    }
    assert recorded == ours


@pytest.mark.parametrize("name", TABLES)
def test_a_row_of_each_table_comes_goes_and_changes_back(lived: Store, name: str) -> None:
    tables = lived.tables
    old = next(row for row in reversed(tables.rows(name)) if not row.get("archived_at"))
    key = tuple(old[column] for column in tables.key(name))
    states = [exported(lived)]
    other = {"updated_at": "2026-11-20T20:00:00Z", "position": 77, "last_day": "2026-12-24"}
    if column := next((it for it in other if it in old), None):  # a tick of a habit has nothing that could change
        with lived.transaction():
            tables.replace(name, {**old, column: other[column]})
        states.append(exported(lived))
    with lived.transaction():
        if name == "activities":
            lived._session.write("DELETE FROM expectations WHERE activity_id = ?", key)
        for link in ("entry_activities", "entry_emotions"):
            column = f"{'activity' if link.endswith('activities') else 'emotion'}_id"
            if link == f"entry_{name}":
                lived._session.write(f"DELETE FROM {link} WHERE {column} = ?", key)  # noqa: S608 (own names)
        tables.remove(name, key)
    states.append(exported(lived))
    with lived.transaction():
        tables.insert(name, old)
    states.append(exported(lived))
    assert all(one != other for one, other in pairwise(states))

    for turn, order in ((lived.undo, states[-2::-1]), (lived.redo, states[1:]), (lived.undo, states[-2::-1])):
        for state in order:
            turn()
            assert exported(lived) == state
    assert sound(lived)


def test_what_hangs_on_a_row_comes_back_with_it_and_goes_again(lived: Store) -> None:
    before = exported(lived)
    for name in ("entries", "goals", "audits"):
        with lived.transaction():
            lived._session.write(f"DELETE FROM {name}")  # noqa: S608 (own names)
    after = exported(lived)
    assert not lived.tables.rows("entry_emotions")
    assert not lived.tables.rows("milestones")
    assert not lived.tables.rows("sign_ratings")

    for _ in range(2):
        for _ in range(3):
            lived.undo()
        assert exported(lived) == before
        for _ in range(3):
            lived.redo()
        assert exported(lived) == after
    assert sound(lived)


def test_names_that_were_exchanged_and_the_focus_that_went_on_come_back(lived: Store) -> None:
    one, other = lived.words.all("activity")[:2]
    first, second = (goal.id for goal in lived.goals.board()[:2])
    lived.goals.set_focus(first)
    before = exported(lived)
    with lived.transaction():
        for word, name in ((one, "between"), (other, one.name), (one, other.name)):
            lived.tables.replace("activities", {"id": word.id, "name": name})
        lived.goals.set_focus(second)
        lived.goals.set_focus(None)
        lived.goals.set_focus(second)
    after = exported(lived)

    for _ in range(2):
        lived.undo()
        assert exported(lived) == before
        lived.redo()
        assert exported(lived) == after


def fails(store: Store, clock: Clock) -> None:
    """Begin a save, or a part of one, that the journal refuses in the end."""
    with suppress(RowRefused), store.transaction("the part that failed"):
        store.entries.add(EntryDraft(at=clock(), engagement=1, activities=("gone",)))
        store.tables.insert("entry_activities", {"entry_id": "nobody", "activity_id": "nothing"})


def test_a_save_is_one_step_and_one_that_changed_nothing_or_failed_is_none(armed: Store, clock: Clock) -> None:
    goal = armed.goals.add(GoalDraft(title="one", serves=("value:growth",)))
    start = exported(armed)
    with armed.transaction():
        armed.goals.set_focus(None)
        armed.tables.replace("goals", {"id": goal.id, "title": "one"})
    fails(armed, clock)
    assert exported(armed) == start

    assert armed.undo() == "the goal “one”"
    assert armed.tables.dump() == {name: [] for name in TABLES}


def test_part_of_a_save_that_was_taken_back_is_not_part_of_the_step(armed: Store, clock: Clock) -> None:
    empty = exported(armed)
    with armed.transaction():
        fails(armed, clock)
        armed.goals.add(GoalDraft(title="stays"))
        armed.goals.add(GoalDraft(title="as well"))
    full = exported(armed)

    assert armed.undo() == "the goal “stays”"
    assert exported(armed) == empty
    armed.redo()
    assert exported(armed) == full


def test_a_new_save_lets_go_of_what_was_undone(armed: Store) -> None:
    armed.goals.add(GoalDraft(title="one"))
    armed.undo()
    armed.goals.add(GoalDraft(title="two"))

    with pytest.raises(NothingToUndo, match=r"^Nothing to redo\.$"):
        armed.redo()
    assert armed.undo() == "the goal “two”"
    with pytest.raises(NothingToUndo, match=r"^Nothing to undo\.$"):
        armed.undo()


def test_each_save_has_a_name_to_complete_a_sentence(armed: Store, clock: Clock) -> None:
    now = clock()
    entry = armed.entries.add(EntryDraft(at=now, engagement=1))
    armed.entries.update(entry.id, EntryDraft(at=now.replace(day=19, hour=8), engagement=1))
    armed.entries.set_archived(entry.id, True)
    armed.entries.set_archived(entry.id, False)
    armed.audits.rate("monday_dread", 4)
    armed.audits.unrate("monday_dread")
    armed.audits.rate("of another release", 4)
    armed.audits.answer_external("sleep", ExternalAnswer(applies=True))
    armed.audits.answer_external("sleep", ExternalAnswer())
    armed.audits.answer_cause("boredom", Fit.FITS)
    draft = GoalDraft(title="Portfolio page", milestones=(MilestoneDraft(title="Pick three\x1b"),))
    goal = armed.goals.add(draft)
    armed.goals.add(GoalDraft(title="Finish the course on statistics that I began in the spring of 2024"))
    armed.goals.tick(goal.milestones[0].id, True)
    armed.goals.tick(goal.milestones[0].id, False)
    armed.goals.update(goal.id, draft)
    armed.goals.move(goal.id, Column.IDEA, 1)
    armed.goals.move(goal.id, Column.IDEA, 0)
    armed.goals.move(goal.id, Column.DOING, 0)
    armed.goals.set_focus(goal.id)
    armed.goals.set_focus(None)
    armed.goals.set_archived(goal.id, True)
    armed.goals.set_archived(goal.id, False)
    plan = armed.plans.add("Spring", SavingsPlan(), "EUR")
    armed.plans.update(plan.id, name="Spring", plan=SavingsPlan(horizon=24))
    armed.plans.update(plan.id, name="Summer", plan=SavingsPlan(horizon=24))
    armed.plans.set_archived(plan.id, True)
    armed.plans.set_archived(plan.id, False)
    names = [
        "the check-in from 21:04",
        "the changes to the check-in from yesterday, 08:04",
        "archiving the check-in from yesterday, 08:04",
        "bringing back the check-in from yesterday, 08:04",
        "the rating of “The evening before a working week, I…”",
        "taking back the rating of “The evening before a working week, I…”",
        "the rating of a sign",
        "the answer to “Sleep”",
        "taking back the answer to “Sleep”",
        "the answer to “Mastered, now bored”",
        "the goal “Portfolio page”",
        "the goal “Finish the course on statistics that I…”",
        "ticking “Pick three␛”",
        "unticking “Pick three␛”",
        "the changes to “Portfolio page”",
        "moving “Portfolio page” down",
        "moving “Portfolio page” up",
        "moving “Portfolio page” to Doing",
        "the focus on “Portfolio page”",
        "taking “Portfolio page” out of focus",
        "archiving “Portfolio page”",
        "bringing back “Portfolio page”",
        "the plan “Spring”",
        "the new figures in “Spring”",
        "renaming “Spring” to “Summer”",
        "archiving “Summer”",
        "bringing back “Summer”",
    ]

    assert [armed.undo() for _ in names] == names[::-1]
    assert [armed.redo() for _ in names] == names


def test_of_several_names_the_outermost_counts(armed: Store) -> None:
    with armed.transaction("the import of 312 rows"), armed.transaction("something inside"):
        armed.goals.add(GoalDraft(title="one"))
    with armed.transaction():
        armed.goals.add(GoalDraft(title="two"))
        armed.goals.add(GoalDraft(title="three"))
    with armed.transaction():
        armed.tables.insert("activities", {"id": "6f0d7c1e-4a55-4d0b-9a3e-7a3f0f4f2c11", "name": "x"})

    assert [armed.undo() for _ in range(3)] == ["the last change", "the goal “two”", "the import of 312 rows"]


def refused(store: Store, other: Store, turn: Callable[[], str], said: str) -> None:
    """Make sure that a turn is refused whole, and that another connection sees nothing of it."""
    before = exported(other)
    with pytest.raises(ChangedSince) as caught:
        turn()
    assert str(caught.value) == said
    assert exported(other) == exported(store) == before


def test_what_was_changed_elsewhere_is_left_alone_and_what_was_done_before_can_still_be_undone(
    armed: Store, opener: Opener, clock: Clock
) -> None:
    goal = armed.goals.add(GoalDraft(title="mine"))
    plan = armed.plans.add("another", SavingsPlan(), "EUR")
    entry = armed.entries.add(EntryDraft(at=clock(), engagement=1, note="first"))
    clock.pass_by(minutes=1)
    with armed.transaction("both"):
        armed.goals.set_archived(goal.id, True)
        armed.entries.update(entry.id, EntryDraft(at=clock(), engagement=1, note="second"))
    elsewhere = opener()
    clock.pass_by(minutes=1)
    elsewhere.entries.update(entry.id, EntryDraft(at=clock(), engagement=1, note="theirs"))

    refused(armed, elsewhere, armed.undo, "Not undone: both. It was changed elsewhere since.")
    assert armed.entries.get(entry.id).note == "theirs"
    assert armed.goals.get(goal.id).archived_at
    refused(armed, elsewhere, armed.undo, "Not undone: the check-in from 21:04. It was changed elsewhere since.")
    assert armed.undo() == "the plan “another”"
    assert [found.id for found in elsewhere.goals.board(archived=True)] == [goal.id]
    elsewhere.tables.insert("plans", {"id": plan.id, "name": "theirs", "currency": "EUR", "plan": "{}"})

    refused(armed, elsewhere, armed.redo, "Not done again: the plan “another”. It was changed elsewhere since.")
    with pytest.raises(NothingToUndo):
        armed.redo()


def test_what_others_hung_on_a_row_is_not_lost_with_it(armed: Store, opener: Opener, clock: Clock) -> None:
    entry = armed.entries.add(EntryDraft(at=clock(), engagement=1, activities=("meetings",)))
    elsewhere = opener()
    elsewhere.tables.insert("emotions", {"id": entry.id, "name": "bored"})
    elsewhere.tables.insert("entry_emotions", {"entry_id": entry.id, "emotion_id": entry.id})

    refused(armed, elsewhere, armed.undo, "Not undone: the check-in from 21:04. It was changed elsewhere since.")


def test_a_word_that_others_use_by_now_stays(armed: Store, opener: Opener, clock: Clock) -> None:
    armed.entries.add(EntryDraft(at=clock(), engagement=1, activities=("meetings",)))
    elsewhere = opener()
    elsewhere.entries.add(EntryDraft(at=clock(), engagement=2, activities=("Meetings",)))

    refused(armed, elsewhere, armed.undo, "Not undone: the check-in from 21:04. It was changed elsewhere since.")


def test_a_focus_that_was_given_elsewhere_stays(armed: Store, opener: Opener) -> None:
    one = armed.goals.add(GoalDraft(title="one"))
    other = armed.goals.add(GoalDraft(title="other"))
    armed.goals.set_focus(one.id)
    armed.goals.set_focus(None)
    elsewhere = opener()
    elsewhere.goals.set_focus(other.id)

    refused(armed, elsewhere, armed.undo, "Not undone: taking “one” out of focus. It was changed elsewhere since.")


def test_what_others_wrote_beside_it_is_no_hindrance(armed: Store, opener: Opener, clock: Clock) -> None:
    armed.entries.add(EntryDraft(at=clock(), engagement=1, note="mine"))
    opener().entries.add(EntryDraft(at=clock(), engagement=2, note="theirs"))

    armed.undo()
    assert [entry.note for entry in armed.entries.latest(9)] == ["theirs"]
    armed.redo()
    assert {entry.note for entry in armed.entries.latest(9)} == {"mine", "theirs"}


def test_while_another_program_holds_the_journal_it_can_be_tried_again(
    opener: Opener, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 50)
    armed, elsewhere = opener(undo=True), opener()
    armed.entries.add(EntryDraft(at=clock(), engagement=1))
    with elsewhere.transaction(), pytest.raises(InUse):
        armed.undo()

    assert armed.undo() == "the check-in from 21:04"
    assert not armed.entries.latest(1)


def test_the_oldest_steps_give_way(armed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo, "MOST_STEPS", 3)
    for number in range(5):
        armed.goals.add(GoalDraft(title=f"goal {number}"))

    assert [armed.undo() for _ in range(3)] == ["the goal “goal 4”", "the goal “goal 3”", "the goal “goal 2”"]
    with pytest.raises(NothingToUndo):
        armed.undo()


def test_much_text_pushes_older_steps_out_and_the_last_one_always_stays(
    armed: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "MOST_TEXT", 10_000)
    for number in range(4):
        armed.entries.add(EntryDraft(at=clock(), engagement=1, note=f"{number}" * 4_000))
    assert kept(armed) < 10_000
    armed.undo()
    armed.undo()
    with pytest.raises(NothingToUndo):
        armed.undo()

    armed.entries.add(EntryDraft(at=clock(), engagement=1, note="n" * 100_000))
    assert armed.undo() == "the check-in from 21:04"
    assert len(armed.entries.latest(9)) == 2


def kept(store: Store) -> int:
    """Characters kept to undo with."""
    return int(store._session.value("SELECT total(length(old)) + total(length(new)) FROM undo_log") or 0)


def test_what_is_kept_to_undo_with_is_never_on_disk(armed: Store, clock: Clock, journal: Path) -> None:
    armed.entries.add(EntryDraft(at=clock(), engagement=1, note="a secret " * 20_000))
    armed.undo()

    assert kept(armed) > 100_000
    assert {path.name for path in journal.parent.iterdir()} == {"rut.db", "rut.db.lock"}
    assert b"a secret" not in journal.read_bytes()
    # SQLite gives its temporary files this name, and deletes them while it has them open.
    assert not [fd for fd in Path("/proc/self/fd").iterdir() if fd.is_symlink() and "etilqs" in str(fd.readlink())]


def test_a_journal_that_is_opened_again_has_nothing_to_undo(armed: Store, opener: Opener, clock: Clock) -> None:
    armed.entries.add(EntryDraft(at=clock(), engagement=1))
    armed.close()

    with pytest.raises(NothingToUndo):
        opener(undo=True).undo()


def test_saves_of_one_edit_are_one_step(armed: Store) -> None:
    typing, later = object(), object()
    plan = armed.plans.add("Spring", SavingsPlan(), "EUR")
    before = exported(armed)
    for months in (1, 12, 120):
        armed.plans.update(plan.id, name="Spring", plan=SavingsPlan(horizon=months), edit=typing)
    between = exported(armed)
    for months in (2, 24):
        armed.plans.update(plan.id, name="Spring", plan=SavingsPlan(horizon=months), edit=later)
    after = exported(armed)

    for _ in range(2):
        armed.undo()
        assert exported(armed) == between
        armed.undo()
        assert exported(armed) == before
        armed.redo()
        assert exported(armed) == between
        armed.redo()
        assert exported(armed) == after
    armed.plans.update(plan.id, name="Spring", plan=SavingsPlan(horizon=36), edit=later)
    armed.undo()
    assert exported(armed) == after


async def test_after_locking_there_is_nothing_to_undo(journal: Path, clock: Clock) -> None:
    passphrase = Passphrase.of("correct horse battery staple")
    db = Database(journal, clock, passphrase=passphrase, undo=True)
    try:
        entry = await db.run(lambda store: store.entries.add(EntryDraft(at=clock(), engagement=1)))
        await db.run(lambda store: store.undo())
        await db.run(lambda store: store.redo())
        await db.lock()
        await db.unlock(passphrase)
        with pytest.raises(NothingToUndo):
            await db.run(lambda store: store.undo())
        with pytest.raises(NothingToUndo):
            await db.run(lambda store: store.redo())
        await db.run(lambda store: store.entries.set_archived(entry.id, True))
        assert await db.run(lambda store: store.undo()) == "archiving the check-in from 21:04"
    finally:
        db.close()
