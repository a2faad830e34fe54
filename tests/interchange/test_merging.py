"""Bringing an export into a journal that holds something already."""

from datetime import date
from pathlib import Path

import pytest
from journals import ENTRY, ID, ID2, NOW, document, exported, fill, journal

from rut_tui.interchange.merging import merge
from rut_tui.interchange.refusal import ImportRefused
from rut_tui.interchange.rut_json import read


def test_a_file_may_hold_a_few_tables_and_leave_columns_out(tmp_path: Path) -> None:
    with journal(tmp_path / "rut.db") as store:
        file = document(
            entries=[ENTRY],
            activities=[{"id": ID2, "name": "meetings"}],
            entry_activities=[{"entry_id": ID, "activity_id": ID2}],
        )
        for _ in range(2):
            with store.transaction():
                outcome = merge(store, read(file))
        assert (outcome.new, outcome.same, outcome.skipped) == ({}, 3, 0)
        entry = store.entries.get(ID)
        assert (entry.engagement, entry.context, entry.note, entry.archived_at) == (1, "work", "", None)
        assert entry.created_at == NOW
        assert [word.name for word in entry.activities] == ["meetings"]


def test_a_word_of_the_same_name_is_ours_whatever_its_id(tmp_path: Path) -> None:
    with journal(tmp_path / "rut.db") as store:
        (ours,) = store.words.resolve("activity", ["Meetings"])
        file = document(
            entries=[ENTRY],
            activities=[{"id": ID, "name": "meetings"}, {"id": ID2, "name": "Straße"}],
            entry_activities=[{"entry_id": ID, "activity_id": ID}, {"entry_id": ID, "activity_id": ID2}],
        )
        with store.transaction():
            outcome = merge(store, read(file))
        assert outcome.new == {"entries": 1, "activities": 1, "entry_activities": 2}
        assert outcome.same == 1
        assert ours.id in [word.id for word in store.entries.get(ID).activities]
        assert [word.name for word in store.words.all("activity")] == ["Meetings", "Straße"]
        with store.transaction():
            assert merge(store, read(file)).new == {}
        twins = document(activities=[{"id": ID, "name": "STRASSE"}])
        with store.transaction():
            assert (merge(store, read(twins)).same, len(store.words.all("activity"))) == (1, 2)


def test_what_was_expected_of_a_word_of_the_same_name_is_expected_of_ours(tmp_path: Path) -> None:
    with journal(tmp_path / "rut.db") as store:
        store.words.add("activity", "Meetings")
        expected = {"id": ID, "activity_id": ID2, "day": "2026-11-20", "expected": -2}
        closed = {**expected, "id": ID2, "entry_id": ID, "closed_at": "2026-11-20T19:00:00Z"}
        words = [{"id": ID2, "name": "meetings"}]
        file = document(entries=[ENTRY], activities=words, expectations=[expected, closed])

        for _ in range(2):
            with store.transaction():
                merge(store, read(file))

        assert [(it.id, it.activity.name, it.entry_id) for it in store.expectations.all()] == [
            (ID, "Meetings", None),
            (ID2, "Meetings", ID),
        ]
        lost = document(activities=words, expectations=[{**closed, "entry_id": ID2}])
        with pytest.raises(ImportRefused, match="expectations row 1: its entry_id is not among the entries"):
            merge(store, read(lost))


def test_what_differs_stays_ours_with_all_that_hangs_on_it(tmp_path: Path) -> None:
    with journal(tmp_path / "rut.db") as store:
        file = document(entries=[ENTRY], activities=[{"id": ID2, "name": "meetings"}], entry_activities=[])
        with store.transaction():
            merge(store, read(file))
        other = document(
            entries=[{**ENTRY, "note": "theirs"}],
            activities=[{"id": ID2, "name": "meetings"}],
            entry_activities=[{"entry_id": ID, "activity_id": ID2}],
        )
        with store.transaction():
            outcome = merge(store, read(other))
        assert (outcome.new, outcome.same, outcome.skipped) == ({}, 1, 2)
        assert outcome.reasons == [f"entries {ID}: kept as it is here; --replace takes the file's (note)"]
        assert (store.entries.get(ID).note, store.entries.get(ID).activities) == ("", ())
        with store.transaction():
            outcome = merge(store, read(other), replace=True)
        assert (outcome.new, outcome.replaced, outcome.skipped) == ({"entry_activities": 1}, 1, 0)
        assert (store.entries.get(ID).note, len(store.entries.get(ID).activities)) == ("theirs", 1)
        with store.transaction():
            merge(store, read(file.replace(b'"engagement": 1', b'"engagement": 2')), replace=True)
        assert (store.entries.get(ID).engagement, store.entries.get(ID).activities) == (2, ())


def test_there_is_one_goal_in_focus_and_it_is_ours(tmp_path: Path) -> None:
    with journal(tmp_path / "rut.db") as store:
        fill(store)
        ours = next(goal for goal in store.goals.board() if goal.focus)
        file = read(document(goals=[{"id": ID, "title": "Theirs", "focus": 1}]))
        for same in (0, 1):
            with store.transaction():
                outcome = merge(store, file)
            assert (outcome.same, outcome.skipped) == (same, 0)
        assert [goal.id for goal in store.goals.board() if goal.focus] == [ours.id]
        assert store.goals.get(ID).title == "Theirs"


def test_a_reference_to_nothing_is_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    with journal(tmp_path / "rut.db") as store:
        before = exported(store)
        file = read(document(entries=[ENTRY], milestones=[{"id": ID, "goal_id": ID, "title": "x"}]))
        with (
            pytest.raises(ImportRefused, match="milestones row 1: its goal_id is not among the goals"),
            store.transaction(),
        ):
            merge(store, file)
        assert exported(store) == before


NOOR = {"id": ID, "name": "Noor"}
COFFEE = {"id": ID, "person_id": ID, "day": "2026-11-04", "kind": "coffee"}


def test_a_log_grows_from_both_sides_even_where_the_person_differs(tmp_path: Path) -> None:
    """Contacts, ticks and figures are added one by one; a person, a habit or a goal that differs stays ours."""
    with journal(tmp_path / "rut.db") as store:
        here = document(
            people=[NOOR],
            contacts=[COFFEE],
            habits=[{"id": ID, "name": "Run", "started_on": "2026-11-01"}],
            habit_ticks=[{"habit_id": ID, "day": "2026-11-02"}],
        )
        there = document(
            people=[{**NOOR, "role": "UX"}],
            contacts=[COFFEE, {**COFFEE, "id": ID2, "day": "2026-11-12"}],
            habits=[{"id": ID, "name": "Run slowly", "started_on": "2026-11-01"}],
            habit_ticks=[{"habit_id": ID, "day": "2026-11-02"}, {"habit_id": ID, "day": "2026-11-03"}],
        )
        with store.transaction():
            merge(store, read(here))
        for new in ({"contacts": 1, "habit_ticks": 1}, {}):
            with store.transaction():
                outcome = merge(store, read(there))
            assert (outcome.new, outcome.skipped) == (new, 2)
        (noor,) = store.people.all()
        assert (noor.role, noor.last_contact) == ("", date(2026, 11, 12))
        assert len(store.habits.ticks(date(2026, 11, 1), date(2026, 11, 30))[ID]) == 2


def test_what_hangs_on_a_goal_is_the_files_when_the_goal_is(tmp_path: Path) -> None:
    goal = {"id": ID, "title": "t"}
    skills = [{"id": ID, "name": "SQL"}, {"id": ID2, "name": "Charts"}]
    with journal(tmp_path / "rut.db") as store:
        with store.transaction():
            merge(store, read(document(goals=[goal], skills=skills, goal_skills=[{"goal_id": ID, "skill_id": ID}])))
        other = document(goals=[{**goal, "title": "u"}], skills=[], goal_skills=[{"goal_id": ID, "skill_id": ID2}])
        with store.transaction():
            assert merge(store, read(other)).skipped == 2
        assert store.goals.get(ID).skills == (ID,)
        with store.transaction():
            merge(store, read(other), replace=True)
        assert (store.goals.get(ID).title, store.goals.get(ID).skills) == ("u", (ID2,))
        lost = document(
            contacts=[{**COFFEE, "person_id": ID2}],
            leads=[{"id": ID, "role": "x", "found_on": "2026-11-04", "person_id": ID}],
        )
        with pytest.raises(ImportRefused, match="contacts row 1: its person_id is not among the people\nleads row 1"):
            merge(store, read(lost))
