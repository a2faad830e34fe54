"""Wins, setbacks, time off, jobs, weekly reviews and expectations: saved, changed, put away, undone."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError
from storage_bench import Clock

from rut_tui.domain.expectations import ExpectationDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.domain.periods import JobDraft, OffKind, TimeOffDraft
from rut_tui.domain.reviews import ReviewDraft
from rut_tui.domain.weeks import monday
from rut_tui.domain.wins import SetbackDraft, WinDraft
from rut_tui.storage.faults import Gone
from rut_tui.storage.store import Store

Opener = Callable[..., Store]
Reopen = Callable[[Store], Store]

TODAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 16)


@pytest.fixture
def armed(opener: Opener) -> Store:
    """A journal that can undo."""
    return opener(undo=True)


def check_in(store: Store, at: datetime, engagement: int | None, *activities: str) -> str:
    return store.entries.add(EntryDraft(at=at, engagement=engagement, activities=activities)).id


def expect(store: Store, activity: str, expected: int, day: date = TODAY) -> str:
    return store.expectations.add(ExpectationDraft(activity=activity, day=day, expected=expected)).id


def pairs(store: Store) -> list[tuple[str, int, int]]:
    return [(pair.activity, pair.expected, pair.actual) for pair in store.expectations.pairs()]


def test_a_win_comes_back_whole_on_the_day_it_was(store: Store, clock: Clock, reopen: Reopen) -> None:
    at = datetime(2026, 11, 19, 0, 15, 59, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    added = store.wins.add(WinDraft(at=at, text="Finished the SQL course", reward="a long bath"))

    win = reopen(store).wins.get(added.id)

    assert win == added
    assert (win.day, win.tz_offset, win.local.hour) == (date(2026, 11, 19), 345, 0)
    assert (win.text, win.reward, win.archived_at) == ("Finished the SQL course", "a long bath", None)
    assert win.created_at == win.updated_at == clock()


def test_wins_are_listed_newest_first_by_day_and_without_those_put_away(store: Store, clock: Clock) -> None:
    old, middle, new = (
        store.wins.add(WinDraft(at=clock() - timedelta(days=days), text=f"{days} ago")) for days in (9, 5, 1)
    )
    assert store.wins.all() == (new, middle, old)
    assert store.wins.between(date(2026, 11, 11), date(2026, 11, 15)) == (middle, old)

    away = store.wins.set_archived(middle.id, True)

    assert store.wins.all() == (new, old)
    assert store.wins.all(archived=True) == (away,)
    assert store.wins.between(date(2026, 11, 11), date(2026, 11, 15)) == (old,)
    assert store.wins.count() == 2


def test_a_setback_is_open_until_it_is_closed_and_the_nearest_try_comes_first(store: Store, clock: Clock) -> None:
    later = store.setbacks.add(SetbackDraft(day=TODAY, what="no reply from Ada", next_on=date(2027, 1, 4)))
    someday = store.setbacks.add(SetbackDraft(day=TODAY, what="a no after the second talk"))
    sooner = store.setbacks.add(
        SetbackDraft(day=TODAY, what="the talk was moved", in_control="ask\nearlier", next_try="ask", next_on=TODAY)
    )
    assert store.setbacks.open() == (sooner, later, someday)

    closed = store.setbacks.set_closed(sooner.id, True)
    clock.pass_by(days=2)

    assert store.setbacks.set_closed(sooner.id, True).closed_on == closed.closed_on == TODAY
    assert [it.what for it in store.setbacks.open()] == ["no reply from Ada", "a no after the second talk"]
    assert store.setbacks.all()[-1].id == sooner.id
    assert store.setbacks.set_closed(sooner.id, False).closed_on is None


def test_days_off_count_once_and_only_within_the_span_asked_for(store: Store) -> None:
    store.time_off.add(TimeOffDraft(first_day=date(2026, 8, 3), last_day=date(2026, 8, 14)))
    store.time_off.add(TimeOffDraft(first_day=date(2026, 8, 14), last_day=date(2026, 8, 15), kind=OffKind.ILL))
    away = store.time_off.add(TimeOffDraft(first_day=date(2026, 8, 20), last_day=date(2026, 8, 20)))
    store.time_off.set_archived(away.id, True)

    assert store.time_off.days(date(2026, 8, 13), date(2026, 8, 31)) == {
        date(2026, 8, 13),
        date(2026, 8, 14),
        date(2026, 8, 15),
    }
    kinds = store.time_off.kinds(date(2026, 8, 13), date(2026, 8, 31))
    # Listed latest first, and where two overlap the later one counts.
    assert [kinds[date(2026, 8, day)] for day in (13, 14, 15)] == [OffKind.HOLIDAY, OffKind.ILL, OffKind.ILL]
    assert len(store.time_off.days(date(1900, 1, 1), date(2200, 12, 31))) == 13
    assert store.time_off.days(date(2026, 9, 1), date(2026, 9, 2)) == frozenset()


def test_i_moved_closes_a_job_and_begins_one(store: Store) -> None:
    old = store.jobs.add(JobDraft(title="Support", started_on=date(2019, 4, 1)))

    new = store.jobs.move("UX", date(2026, 10, 1))

    assert store.jobs.get(old.id).ended_on == date(2026, 9, 30)
    assert (new.started_on, new.ended_on) == (date(2026, 10, 1), None)
    found = [store.jobs.on(day) for day in (date(2019, 3, 31), date(2026, 9, 30), date(2026, 10, 1), date(2030, 1, 1))]
    assert [job.title if job else None for job in found] == [None, "Support", "UX", "UX"]


def test_a_job_that_was_never_written_down_can_be_left(armed: Store) -> None:
    armed.jobs.move("UX", date(2026, 10, 1), left="Support")

    assert [(job.title, job.started_on, job.ended_on) for job in armed.jobs.all()] == [
        ("UX", date(2026, 10, 1), None),
        ("Support", None, date(2026, 9, 30)),
    ]
    assert armed.undo() == "the move to “UX”"
    assert armed.jobs.all() == ()


def test_a_move_before_the_job_began_is_refused_whole(store: Store) -> None:
    store.jobs.add(JobDraft(title="Support", started_on=date(2026, 10, 1)))

    with pytest.raises(ValueError, match="began no earlier"):
        store.jobs.move("UX", date(2026, 10, 1))

    assert [(job.title, job.ended_on) for job in store.jobs.all()] == [("Support", None)]


def test_a_week_has_one_review(store: Store, clock: Clock) -> None:
    first = store.reviews.save(ReviewDraft(week=MONDAY, liked="the quiet hours", next_thing="call Noor"))
    earlier = store.reviews.save(ReviewDraft(week=date(2026, 11, 9), disliked="status rounds"))
    clock.pass_by(hours=1)

    again = store.reviews.save(ReviewDraft(week=MONDAY, liked="the quiet hours\nmentoring"))

    assert (again.id, again.created_at, again.next_thing) == (first.id, first.created_at, "")
    assert store.reviews.all() == (again, earlier)
    assert store.reviews.of(MONDAY) == again
    store.reviews.set_archived(again.id, True)
    assert store.reviews.of(MONDAY) is None
    assert store.reviews.save(ReviewDraft(week=MONDAY)).id != first.id


def test_the_week_of_a_day_begins_on_its_monday() -> None:
    assert {monday(MONDAY + timedelta(days=ahead)) for ahead in range(7)} == {MONDAY}
    assert monday(date(2027, 1, 1)) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: WinDraft(at=datetime(2026, 1, 1, tzinfo=timezone.utc), text=" "), "text"),  # noqa: UP017
        (lambda: SetbackDraft(day=date(1899, 12, 31), what="x"), "day"),
        (lambda: TimeOffDraft(first_day=TODAY, last_day=MONDAY), "last_day"),
        (lambda: JobDraft(title="x", started_on=TODAY, ended_on=MONDAY), "ended_on"),
        (lambda: ReviewDraft(week=TODAY), "week"),
        (lambda: ExpectationDraft(activity="x", day=TODAY, expected=3), "expected"),
    ],
)
def test_what_makes_no_sense_is_a_fault_at_its_field(make: Callable[[], object], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        make()

    assert [error["loc"] for error in caught.value.errors()] == [(field,)]


def test_the_next_check_in_with_the_activity_closes_what_was_expected(armed: Store, clock: Clock) -> None:
    expect(armed, "meetings", -2)
    clock.pass_by(minutes=30)
    other = check_in(armed, clock(), 1, "mentoring")
    assert len(armed.expectations.open()) == 1

    entry = check_in(armed, clock(), 0, "mentoring", "Meetings")

    (pair,) = armed.expectations.pairs()
    assert (pair.activity, pair.expected, pair.actual, pair.entry_id, pair.day) == ("meetings", -2, 0, entry, TODAY)
    assert armed.expectations.open() == ()
    assert check_in(armed, clock(), 2, "meetings") not in (entry, other)
    assert pairs(armed) == [("meetings", -2, 0)]

    armed.undo()
    assert armed.undo() == "the check-in from 21:34"
    assert (pairs(armed), len(armed.expectations.open())) == ([], 1)
    armed.redo()
    assert pairs(armed) == [("meetings", -2, 0)]


def test_what_doesnt_say_how_it_was_closes_nothing(store: Store, clock: Clock) -> None:
    expect(store, "meetings", -1)
    expect(store, "planning", -1, date(2026, 11, 21))

    check_in(store, clock(), None, "meetings")
    check_in(store, clock() - timedelta(hours=1), 1, "meetings")
    check_in(store, clock() + timedelta(hours=1), 1, "planning")

    assert (pairs(store), len(store.expectations.open())) == ([], 2)


def test_a_check_in_in_the_second_of_the_expectation_closes_it(store: Store, clock: Clock) -> None:
    expect(store, "meetings", -1)

    check_in(store, clock(), 1, "meetings")

    assert pairs(store) == [("meetings", -1, 1)]


def test_an_entry_that_changes_takes_its_answer_with_it(store: Store, clock: Clock) -> None:
    expect(store, "meetings", -2)
    at = clock()
    entry = check_in(store, at, 1, "meetings")

    store.entries.update(entry, EntryDraft(at=at, engagement=-1, activities=("meetings",)))
    assert pairs(store) == [("meetings", -2, -1)]
    store.entries.update(entry, EntryDraft(at=at, engagement=-1, activities=("planning",)))
    assert (pairs(store), len(store.expectations.open())) == ([], 1)
    store.entries.update(entry, EntryDraft(at=at, engagement=-1, activities=("planning", "meetings")))
    assert pairs(store) == [("meetings", -2, -1)]
    store.entries.set_archived(entry, True)
    assert (pairs(store), len(store.expectations.open())) == ([], 1)
    store.entries.set_archived(entry, False)
    assert pairs(store) == [("meetings", -2, -1)]


def test_an_expectation_for_the_same_day_is_changed_not_doubled(store: Store) -> None:
    first = expect(store, "meetings", -2)

    assert expect(store, "MEETINGS", -1) == first
    assert expect(store, "meetings", 0, date(2026, 11, 21)) != first
    assert [(it.activity.name, it.day, it.expected) for it in store.expectations.open()] == [
        ("meetings", TODAY, -1),
        ("meetings", date(2026, 11, 21), 0),
    ]


def test_every_save_is_undone_under_the_name_a_person_gives_it(armed: Store, clock: Clock) -> None:
    win = armed.wins.add(WinDraft(at=clock(), text="Asked for help"))
    armed.wins.update(win.id, WinDraft(at=clock(), text="Asked Noor for help"))
    armed.wins.set_archived(win.id, True)
    setback = armed.setbacks.add(SetbackDraft(day=TODAY, what="no reply"))
    armed.setbacks.update(setback.id, SetbackDraft(day=TODAY, what="no reply yet"))
    armed.setbacks.set_closed(setback.id, True)
    armed.setbacks.set_closed(setback.id, False)
    off = armed.time_off.add(TimeOffDraft(first_day=date(2026, 8, 3), last_day=date(2026, 8, 14)))
    armed.time_off.update(off.id, TimeOffDraft(first_day=TODAY, last_day=TODAY, kind=OffKind.ILL))
    armed.time_off.set_archived(off.id, True)
    job = armed.jobs.add(JobDraft(title="Support"))
    armed.jobs.update(job.id, JobDraft(title="IT support"))
    armed.reviews.save(ReviewDraft(week=MONDAY))
    expectation = expect(armed, "meetings", -2)
    armed.expectations.set_archived(expectation, True)

    assert [armed.undo() for _ in range(15)] == [
        "archiving what you expect of “meetings”",
        "what you expect of “meetings”",
        "the review of the week of 16–22 Nov",
        "the changes to “IT support”",
        "the job “Support”",
        "archiving the days ill, today",
        "the changes to the days ill, today",
        "the holiday, Mon 3 Aug to Fri 14 Aug",
        "reopening “no reply yet”",
        "closing “no reply yet”",
        "the changes to “no reply yet”",
        "the setback “no reply”",
        "archiving “Asked Noor for help”",
        "the changes to “Asked Noor for help”",
        "the win “Asked for help”",
    ]
    assert not any(armed.tables.rows(name) for name in armed.tables.names())


@pytest.mark.parametrize(
    ("repository", "noun"),
    [
        ("wins", "win"),
        ("setbacks", "setback"),
        ("time_off", "time off"),
        ("jobs", "job"),
        ("reviews", "review"),
        ("expectations", "expectation"),
        ("dismissals", "offer"),
    ],
)
def test_what_is_not_there_any_more_is_said(store: Store, repository: str, noun: str) -> None:
    with pytest.raises(Gone, match=f"That {noun} isn't in the journal any more"):
        getattr(store, repository).set_archived("00000000-0000-4000-8000-000000000009", True)


def test_an_entry_that_moves_takes_everything_along_but_what_it_answered(armed: Store, clock: Clock) -> None:
    expect(armed, "calls", -2)
    at = clock().astimezone(timezone(timedelta(hours=-5)))
    entry = armed.entries.add(
        EntryDraft(at=at, engagement=1, activities=("calls",), emotions=("proud",), note="Went well.")
    )
    assert pairs(armed) == [("calls", -2, 1)]

    moved = armed.entries.move(entry.id, at - timedelta(days=2))

    assert armed.entries.get(entry.id) == moved
    assert (moved.day, moved.tz_offset, moved.at) == (TODAY - timedelta(days=2), -300, entry.at - timedelta(days=2))
    assert (moved.activities, moved.emotions, moved.note) == (entry.activities, entry.emotions, "Went well.")
    assert pairs(armed) == []

    armed.undo()
    assert armed.entries.get(entry.id) == entry
    assert pairs(armed) == [("calls", -2, 1)]


def test_an_entry_that_is_gone_moves_nowhere(store: Store, clock: Clock) -> None:
    with pytest.raises(Gone):
        store.entries.move("6f0d7c1e-4a55-4d0b-9a3e-7a3f0f4f2c11", clock())
