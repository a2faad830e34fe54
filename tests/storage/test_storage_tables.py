"""Whole rows of every table, as an export takes them out and an import puts them in."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from storage_bench import Clock

from rut_tui.domain.audit import ExternalAnswer, Fit
from rut_tui.domain.expectations import ExpectationDraft
from rut_tui.domain.experiments import ExperimentDraft
from rut_tui.domain.goals import GoalDraft, GoalValueDraft, MilestoneDraft
from rut_tui.domain.habits import HabitDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.domain.leads import LeadDraft
from rut_tui.domain.people import ContactDraft, ContactKind, PersonDraft
from rut_tui.domain.periods import TimeOffDraft
from rut_tui.domain.questions import QuestionDraft
from rut_tui.domain.reviews import ReviewDraft
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.domain.skills import SkillDraft
from rut_tui.domain.weeks import monday
from rut_tui.domain.wins import SetbackDraft, WinDraft
from rut_tui.storage.faults import RowRefused
from rut_tui.storage.store import Store

Opener = Callable[..., Store]

WORDS = {"activities", "emotions", "entry_activities", "entry_emotions"}
ANSWERS = {"audits", "sign_ratings", "external_answers", "cause_fits"}
DIARY = {"wins", "setbacks", "time_off", "jobs", "reviews", "expectations", "dismissals"}
CARRYING = {"skills", "people", "contacts", "questions", "experiments", "leads", "habits", "goal_values"}
HUNG = {"question_people", "entry_experiments", "goal_skills", "goal_people", "goal_experiments"}
KEPT = {"habit_ticks", "habit_pauses"}
TABLES = {"entries", *WORDS, *ANSWERS, "goals", "goal_serves", "milestones", "plans", *DIARY, *CARRYING, *HUNG, *KEPT}

ENTRY = {
    "id": "00000000-0000-4000-8000-000000000001",
    "at": "2026-11-20T20:04:30Z",
    "tz_offset": 60,
    "day": "2026-11-20",
    "engagement": 1,
    "context": "work",
    "note": "",
}
GOAL = {"id": "00000000-0000-4000-8000-000000000002", "title": "g", "focus": 1}


def live(store: Store, clock: Clock) -> None:
    """Put something into every table."""
    for day in range(3):
        at = clock() - timedelta(days=day)
        store.entries.add(
            EntryDraft(at=at, engagement=day - 2, activities=("a", f"b{day}"), emotions=("c",), note="\x1b[/] ü")
        )
    store.entries.set_archived(store.entries.latest(1)[0].id, True)
    store.audits.rate("bored", 3)
    store.audits.rate("envy", None)
    store.audits.answer_external("sleep", ExternalAnswer(applies=True))
    store.audits.answer_cause("burnout", Fit.FITS)
    goal = store.goals.add(GoalDraft(title="g", serves=("value:growth",), milestones=(MilestoneDraft(title="m"),)))
    store.goals.set_focus(goal.id)
    store.plans.add("p", SavingsPlan(savings=Decimal("9000.10"), essential=Decimal(2400)), "EUR")
    store.wins.add(WinDraft(at=clock(), text="w \x1b[/] ü"))
    store.setbacks.add(SetbackDraft(day=clock().date(), what="s"))
    store.time_off.add(TimeOffDraft(first_day=clock().date(), last_day=clock().date()))
    store.jobs.move("j", clock().date(), left="before")
    store.reviews.save(ReviewDraft(week=monday(clock().date()), liked="l"))
    store.dismissals.add("support")
    for activity in ("a", "later"):
        store.expectations.add(ExpectationDraft(activity=activity, day=clock().date(), expected=-1))
    store.entries.add(EntryDraft(at=clock(), engagement=2, activities=("a",)))
    carry(store, clock)


def carry(store: Store, clock: Clock) -> None:
    """Put something into every table of what carries a goal."""
    today = clock().date()
    skill = store.skills.add(SkillDraft(name="s", cost=Decimal("99.90")))
    person = store.people.add(PersonDraft(name="p \x1b[/] ü", tags=("mentor", "ü")))
    question = store.questions.add(QuestionDraft(text="q", people=(person.id,)))
    coffee = ContactDraft(person_id=person.id, day=today, kind=ContactKind.COFFEE)
    store.contacts.add(coffee, {question.id: "so"})
    test = store.experiments.add(ExperimentDraft(question="e", started_on=today))
    store.entries.add(EntryDraft(at=clock(), engagement=1, experiments=(test.id,)))
    store.leads.add(LeadDraft(role="l", found_on=today, person_id=person.id))
    habit = store.habits.add(HabitDraft(name="h"))
    store.habits.tick(habit.id, today, True)
    store.habits.pause(habit.id)
    (goal,) = store.goals.board()
    steps = tuple(MilestoneDraft(id=it.id, title=it.title, minutes=5) for it in goal.milestones)
    links = {"skills": (skill.id,), "people": (person.id,), "experiments": (test.id,)}
    store.goals.update(goal.id, GoalDraft(title="g", serves=goal.serves, milestones=steps, **links))
    store.goal_values.add(GoalValueDraft(goal_id=goal.id, day=today, value=Decimal("-0.5")))


def test_every_table_and_column_is_there(store: Store) -> None:
    assert set(store.tables.names()) == TABLES
    assert len(store.tables.names()) == 35
    assert store.tables.columns("entries") == (*ENTRY, "created_at", "updated_at", "archived_at")
    assert store.tables.columns("emotions") == ("id", "name", "created_at", "updated_at", "archived_at")
    assert store.tables.key("entry_activities") == ("entry_id", "activity_id")


def test_a_dump_put_into_an_empty_journal_is_the_same_dump(store: Store, opener: Opener, clock: Clock) -> None:
    live(store, clock)
    dump = store.tables.dump()
    assert all(dump.values()), "something in every table"
    other = opener(store.path.with_name("other.db"))
    clock.pass_by(days=9)

    with other.transaction():
        for name, rows in dump.items():
            for row in rows:
                other.tables.insert(name, row)

    assert other.tables.dump() == dump
    assert other.goals.board() == store.goals.board()
    assert other.entries.latest(9) == store.entries.latest(9)
    assert other.audits.current() == store.audits.current()
    assert other.plans.all() == store.plans.all()
    for name in DIARY | CARRYING:
        assert getattr(other, name).all() == getattr(store, name).all()


def test_rows_come_ordered_by_id(store: Store, clock: Clock) -> None:
    live(store, clock)

    for name, rows in store.tables.dump().items():
        keys = [tuple(row[column] for column in store.tables.key(name)) for row in rows]
        assert keys == sorted(keys)


def test_what_a_row_leaves_out_takes_its_default_and_the_time_of_the_import(store: Store, clock: Clock) -> None:
    store.tables.insert("activities", {"id": ENTRY["id"], "name": "a"})
    store.tables.insert("goals", {"id": GOAL["id"], "title": "g"})

    row = store.tables.get("activities", str(ENTRY["id"]))
    assert row is not None
    assert row["created_at"] == row["updated_at"] == "2026-11-20T20:04:30.123456Z"
    assert row["archived_at"] is None
    goal = store.goals.get(str(GOAL["id"]))
    assert (goal.column.value, goal.measure, goal.focus, goal.created_at) == ("idea", "", False, clock())


def test_a_second_goal_in_focus_loses_it(store: Store) -> None:
    first = store.goals.add(GoalDraft(title="mine"))
    store.goals.set_focus(first.id)

    store.tables.insert("goals", GOAL)

    assert [goal.title for goal in store.goals.board() if goal.focus] == ["mine"]
    store.tables.replace("goals", {**GOAL, "title": "theirs"})
    assert {(goal.title, goal.focus) for goal in store.goals.board()} == {("mine", True), ("theirs", False)}


def test_a_row_is_replaced_by_its_key(store: Store) -> None:
    store.tables.insert("entries", ENTRY)

    store.tables.replace("entries", {"id": ENTRY["id"], "note": "other"})

    row = store.tables.get("entries", str(ENTRY["id"]))
    assert row is not None
    assert (row["note"], row["engagement"]) == ("other", 1)
    with pytest.raises(RowRefused, match="no such row"):
        store.tables.replace("entries", {"id": "no", "note": "x"})
    assert store.tables.get("entries", "no") is None


def test_a_row_is_taken_out_with_what_belongs_to_it(store: Store, clock: Clock) -> None:
    live(store, clock)
    (goal,) = store.goals.board()

    store.tables.remove("goals", (goal.id,))

    gone = ("goals", "goal_serves", "milestones", "goal_values", "goal_skills", "goal_people", "goal_experiments")
    assert [len(store.tables.rows(name)) for name in gone] == [0] * 7
    (person,) = store.people.all()
    store.tables.remove("people", (person.id,))
    assert [len(store.tables.rows(name)) for name in ("contacts", "question_people")] == [0, 0]
    assert (store.questions.all()[0].contact_id, store.leads.all()[0].person_id) == (None, None)
    with pytest.raises(RowRefused, match="FOREIGN KEY"):
        store.tables.remove("activities", (store.words.all("activity")[0].id,))


BAD_ROWS = (
    ("entries", {"engagement": 3}),
    ("entries", {"engagement": 1.5}),
    ("entries", {"engagement": "high"}),
    ("entries", {"engagement": 10**30}),
    ("entries", {"id": "short"}),
    ("entries", {"id": None}),
    ("entries", {"day": "2026-02-30"}),
    ("entries", {"day": "1899-12-31"}),
    ("entries", {"day": "2201-01-01"}),
    ("entries", {"day": "20 Nov"}),
    ("entries", {"at": "2026-11-20 20:04:30"}),
    ("entries", {"at": "2026-11-20T25:04:30Z"}),
    ("entries", {"at": "2026-02-30T20:04:30Z"}),
    ("entries", {"at": "2026-11-20T20:04:30.Z"}),
    ("entries", {"at": "2026-11-20T20:04:30.1x3Z"}),
    ("entries", {"at": "2026-11-20T20:04:30+02:00Z"}),
    ("entries", {"at": "0000-11-20T20:04:30Z"}),
    ("entries", {"tz_offset": 961}),
    ("entries", {"context": "home"}),
    ("entries", {"note": None}),
    ("entries", {"note": "x" * 200_001}),
    ("entries", {"note": "a\0b"}),
    ("entries", {"note": "\ud800"}),
    ("entries", {"note": ["a"]}),
    ("entries", {"created_at": "now"}),
    ("entries", {"archived_at": ""}),
    ("entries", {"mood": 3}),
    ("entry_activities", {}),
    ("activities", {"name": " \t\u3000\n"}),
    ("activities", {"name": "x" * 501}),
    ("goals", {"title": ""}),
    ("goals", {"column": "later"}),
    ("goals", {"confidence": 0}),
    ("goals", {"position": -1}),
    ("goals", {"focus": 2}),
    ("goals", {"due": "0000-01-01"}),
    ("plans", {"plan": "[]"}),
    ("plans", {"plan": "{"}),
    ("plans", {"currency": "eur"}),
    ("wins", {"text": "  "}),
    ("wins", {"day": None}),
    ("wins", {"reward": "x" * 501}),
    ("setbacks", {"day": "2026-11-31"}),
    ("setbacks", {"closed_on": "soon"}),
    ("time_off", {"last_day": "2026-11-19"}),
    ("time_off", {"kind": "strike"}),
    ("jobs", {"ended_on": "2019-03-31"}),
    ("jobs", {"title": ""}),
    ("reviews", {"week": "2026-11-20"}),
    ("reviews", {"liked": "x" * 200_001}),
    ("expectations", {"expected": 3}),
    ("expectations", {"expected": None}),
    ("expectations", {}),
    ("dismissals", {"offer": " "}),
    ("dismissals", {"day": None}),
    ("skills", {"level": 6}),
    ("skills", {"transferable": None}),
    ("skills", {"how": "talent"}),
    ("skills", {"cost": "-1"}),
    ("skills", {"cost": "1e3"}),
    ("skills", {"cost": ""}),
    ("skills", {"cost": "."}),
    ("skills", {"cost": "1."}),
    ("skills", {"cost": ".5"}),
    ("skills", {"cost": "1.2.3"}),
    ("skills", {"hours": "1,5"}),
    ("skills", {"status": "started"}),
    ("people", {"name": " "}),
    ("people", {"every_days": 3661}),
    ("people", {"next_on": "soon"}),
    ("contacts", {}),
    ("contacts", {"kind": "fax"}),
    ("questions", {"text": ""}),
    ("questions", {"contact_id": ENTRY["id"]}),
    ("experiments", {"ends_on": "2026-11-19"}),
    ("experiments", {"verdict": "maybe"}),
    ("leads", {"stage": "hired"}),
    ("leads", {"found_on": None}),
    ("leads", {"person_id": ENTRY["id"]}),
    ("habits", {"kind": "vow"}),
    ("habits", {"position": -1}),
    ("habit_ticks", {}),
    ("habit_pauses", {}),
    ("goal_values", {}),
    ("goal_values", {"value": "--1"}),
    ("goal_values", {"value": "-"}),
    ("goal_values", {"value": "1-2"}),
    ("goal_values", {"value": None}),
    ("milestones", {"minutes": 0}),
    ("nothing", {}),
    ("entries; DROP TABLE entries", {}),
)
GOOD = {
    "entries": ENTRY,
    "activities": {"id": ENTRY["id"], "name": "a"},
    "entry_activities": {"entry_id": ENTRY["id"], "activity_id": ENTRY["id"]},
    "goals": GOAL,
    "plans": {"id": ENTRY["id"], "name": "p", "currency": "EUR", "plan": "{}"},
    "wins": {name: ENTRY[name] for name in ("id", "at", "tz_offset", "day")} | {"text": "w"},
    "setbacks": {"id": ENTRY["id"], "day": "2026-11-20", "what": "s"},
    "time_off": {"id": ENTRY["id"], "first_day": "2026-11-20", "last_day": "2026-11-20", "kind": "ill"},
    "jobs": {"id": ENTRY["id"], "title": "j", "started_on": "2019-04-01"},
    "reviews": {"id": ENTRY["id"], "week": "2026-11-16"},
    "expectations": {"id": ENTRY["id"], "activity_id": ENTRY["id"], "day": "2026-11-20", "expected": -2},
    "dismissals": {"id": ENTRY["id"], "offer": "support", "day": "2026-11-20"},
    "skills": {"id": ENTRY["id"], "name": "s", "cost": "0.5", "hours": "1000000000000.000001"},
    "people": {"id": ENTRY["id"], "name": "p", "every_days": 1},
    "contacts": {"id": ENTRY["id"], "person_id": ENTRY["id"], "day": "2026-11-20", "kind": "call"},
    "questions": {"id": ENTRY["id"], "text": "q"},
    "question_people": {"question_id": ENTRY["id"], "person_id": ENTRY["id"]},
    "experiments": {"id": ENTRY["id"], "question": "e", "started_on": "2026-11-20", "ends_on": "2026-11-20"},
    "leads": {"id": ENTRY["id"], "role": "l", "found_on": "2026-11-20"},
    "habits": {"id": ENTRY["id"], "name": "h", "started_on": "2026-11-20"},
    "habit_ticks": {"habit_id": ENTRY["id"], "day": "2026-11-20"},
    "habit_pauses": {"habit_id": ENTRY["id"], "first_day": "2026-11-20"},
    "goal_values": {"id": ENTRY["id"], "goal_id": GOAL["id"], "day": "2026-11-20", "value": "-12.50"},
    "milestones": {"id": ENTRY["id"], "goal_id": GOAL["id"], "title": "m", "minutes": 100_000},
}


@pytest.mark.parametrize(("name", "change"), BAD_ROWS, ids=str)
def test_a_row_that_could_not_be_read_back_is_refused(store: Store, name: str, change: dict[str, object]) -> None:
    with pytest.raises(RowRefused) as caught:
        store.tables.insert(name, {**GOOD.get(name, {}), **change})

    assert caught.value.exit_code == 9
    assert all(rows == [] for rows in store.tables.dump().values())


def test_the_good_rows_are_good(store: Store) -> None:
    for name, row in GOOD.items():
        store.tables.insert(name, row)
    with pytest.raises(RowRefused, match="CHECK"):
        store.tables.replace("expectations", {"id": ENTRY["id"], "entry_id": ENTRY["id"]})
    for fraction in ("", ".1", ".123", ".123456"):
        store.tables.replace("entries", {"id": ENTRY["id"], "created_at": f"2026-11-20T20:04:30{fraction}Z"})
        assert store.entries.latest(1)[0].created_at.microsecond == int(f"{fraction[1:]:0<6}")


def test_a_key_is_taken_once_and_a_name_once_whatever_its_case(store: Store) -> None:
    store.tables.insert("activities", GOOD["activities"])

    with pytest.raises(RowRefused, match="UNIQUE"):
        store.tables.insert("activities", GOOD["activities"])
    with pytest.raises(RowRefused, match="UNIQUE"):
        store.tables.insert("activities", {"id": GOAL["id"], "name": "A"})


def test_names_from_outside_are_shown_as_symbols(store: Store) -> None:
    with pytest.raises(RowRefused) as caught:
        store.tables.insert("entries", {**ENTRY, "\x1b[31m": 1})

    assert "\x1b" not in str(caught.value)


def test_a_refused_row_takes_only_itself_back(store: Store) -> None:
    with store.transaction():
        store.tables.insert("entries", ENTRY)
        with pytest.raises(RowRefused):
            store.tables.insert("entries", ENTRY)
        store.tables.insert("goals", GOAL)

    assert (len(store.tables.rows("entries")), len(store.tables.rows("goals"))) == (1, 1)


def test_fifty_years_are_read_by_index(opener: Opener, tmp_path: Path) -> None:
    """Whatever the size of the diary, a day, a fortnight and the newest entries are looked up, never searched for."""
    store = opener(tmp_path / "rut.db")
    queries = {
        "SELECT * FROM entries WHERE day BETWEEN ? AND ? AND archived_at IS NULL ORDER BY day, at, created_at, id": 2,
        "SELECT * FROM entries WHERE day = ? ORDER BY day, at, created_at, id": 1,
        "SELECT * FROM entries WHERE archived_at IS NULL ORDER BY at DESC, created_at DESC, id DESC LIMIT ?": 1,
        "SELECT day FROM entries WHERE day < ? AND archived_at IS NULL ORDER BY day DESC LIMIT 1": 1,
    }

    for query, marks in queries.items():
        plan = store._session.rows(f"EXPLAIN QUERY PLAN {query}", ["2026-01-01"] * marks)
        assert "INDEX entries_by_" in plan[0]["detail"], query
