"""Whatever the clock and the time zone say, an entry keeps its moment, its offset and its day."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from storage_bench import Clock, python

from rut_tui.domain.goals import GoalDraft
from rut_tui.domain.journal import Entry, EntryDraft
from rut_tui.storage.store import Store

Reopen = Callable[[Store], Store]
Command = Callable[..., str]

BERLIN = ZoneInfo("Europe/Berlin")
TOKYO = timezone(timedelta(hours=9))


@pytest.fixture
def command(journal: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command in a process of its own, in a time zone, and returns what it said."""

    def runs(zone: str, *arguments: str, code: int = 0, today: str = "") -> str:
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("RUT_TUI_TODAY", today)
        process = python("-m", "rut_tui", "--no-input", "--db", str(journal), *arguments)
        out, err = process.communicate(timeout=60)
        assert process.returncode == code, err
        return out or err

    return runs


def draft(at: datetime) -> EntryDraft:
    return EntryDraft(at=at, engagement=1)


def read_back(store: Store, reopen: Reopen) -> tuple[Entry, ...]:
    return reopen(store).entries.latest(100)


@pytest.mark.parametrize(
    ("at", "offset", "day"),
    [
        (datetime(1900, 1, 1, 0, 0, tzinfo=timezone(timedelta(hours=14))), 840, date(1900, 1, 1)),
        (datetime(2200, 12, 31, 23, 59, tzinfo=timezone(timedelta(hours=-12))), -720, date(2200, 12, 31)),
        (datetime(1970, 1, 1, tzinfo=UTC), 0, date(1970, 1, 1)),
        (datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC), 0, date(1969, 12, 31)),
        (datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC), 0, date(2038, 1, 19)),
        (datetime(2024, 2, 29, 23, 30, tzinfo=timezone(timedelta(hours=5, minutes=45))), 345, date(2024, 2, 29)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), 120, date(2026, 10, 25)),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN), 60, date(2026, 10, 25)),
        (datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN), 60, date(2026, 3, 29)),
        (datetime(2026, 3, 29, 2, 30, fold=1, tzinfo=BERLIN), 120, date(2026, 3, 29)),
    ],
    ids=str,
)
def test_a_moment_comes_back_as_it_was_written(
    store: Store, reopen: Reopen, at: datetime, offset: int, day: date
) -> None:
    store.entries.add(draft(at))

    (entry,) = read_back(store, reopen)

    assert (entry.at, entry.tz_offset, entry.day) == (at.astimezone(UTC), offset, day)


def test_the_hour_that_comes_twice_is_two_hours(store: Store, reopen: Reopen) -> None:
    second = store.entries.add(draft(datetime(2026, 10, 25, 2, 10, fold=1, tzinfo=BERLIN)))
    first = store.entries.add(draft(datetime(2026, 10, 25, 2, 50, tzinfo=BERLIN)))

    assert [entry.id for entry in reopen(store).entries.on_day(date(2026, 10, 25))] == [first.id, second.id]


def test_a_day_does_not_move_for_one_who_travels(store: Store, clock: Clock, reopen: Reopen) -> None:
    """Across the date line: the later entry has the earlier day, and each stays on its own."""
    late = store.entries.add(draft(datetime(2026, 11, 21, 0, 30, tzinfo=TOKYO)))
    landed = store.entries.add(draft(datetime(2026, 11, 20, 23, 30, tzinfo=timezone(timedelta(hours=-10)))))
    clock.now = clock.now.astimezone(timezone(timedelta(hours=-10)))

    again = reopen(store)

    assert [entry.id for entry in again.entries.on_day(date(2026, 11, 21))] == [late.id]
    assert [entry.id for entry in again.entries.on_day(date(2026, 11, 20))] == [landed.id]
    assert [entry.id for entry in again.entries.latest(2)] == [landed.id, late.id]


@pytest.mark.parametrize(
    "now",
    [
        datetime(1, 1, 5, tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
    ],
    ids=str,
)
def test_a_clock_that_is_far_off_keeps_nothing_from_being_saved(
    store: Store, clock: Clock, reopen: Reopen, now: datetime
) -> None:
    at = clock()
    clock.now = now
    entry = store.entries.add(draft(at))
    goal = store.goals.add(GoalDraft(title="g"))

    again = reopen(store)

    assert again.entries.latest(1) == (entry,)
    assert (entry.created_at, entry.day) == (now, at.date())
    assert again.goals.get(goal.id).updated_at == now


def test_a_clock_that_goes_backwards_loses_no_order_and_no_change(store: Store, clock: Clock, reopen: Reopen) -> None:
    first = store.entries.add(draft(clock()))
    clock.pass_by(days=-30)
    second = store.entries.add(draft(first.at + timedelta(minutes=1)))
    changed = store.entries.update(first.id, EntryDraft(at=first.at, engagement=-2, note="changed"))

    again = reopen(store)

    assert [entry.id for entry in again.entries.latest(2)] == [second.id, first.id]
    assert again.entries.get(first.id) == changed
    assert changed.updated_at < changed.created_at
    assert [found.ref for found in again.search.find("changed")] == [first.id]


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("Nonsense/Zone", 0),
        (":::", 0),
        ("", 0),
        ("UTC-99", 0),
        ("<+0330>-3:30", 210),
        ("Asia/Kathmandu", 345),
        ("UTC-15:59", 959),
    ],
)
def test_whatever_the_machine_calls_its_zone_an_entry_is_saved(command: Command, zone: str, offset: int) -> None:
    said = command(zone, "log", "3", "--json")

    assert json.loads(said)["tz_offset"] == offset
    assert "in all: 1 entry on 1 day" in command("America/Los_Angeles", "status")


def test_a_zone_farther_than_any_is_said(journal: Path, command: Command) -> None:
    assert command("UTC-17", "log", "3", code=2) == ("rut-tui: when: the time zone is more than 16 hours from UTC\n")
    assert not journal.parent.exists()


@pytest.mark.parametrize(
    "today", ["0001-01-01", "0001-01-01T00:30:00+14:00", "9999-12-31T23:59:59-12:00", "2201-01-01"]
)
def test_a_year_that_cant_be_kept_is_said(journal: Path, command: Command, today: str) -> None:
    said = command("Europe/Berlin", "log", "3", code=2, today=today)

    assert said in (
        "rut-tui: when: years 1900 to 2200 can be kept\n",
        "rut-tui: RUT_TUI_TODAY: not a date or date-time like 2026-11-20T21:00\n",
    )
    assert not journal.parent.exists()
