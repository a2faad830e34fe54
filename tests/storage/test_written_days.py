"""The days that were written on, in figures, newest first."""

from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from rut_tui.domain.journal import EntryDraft
from rut_tui.storage.store import Store, open_store

CET = timezone(timedelta(hours=1))


def write(store: Store, day: date, *ratings: int | None) -> list[str]:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=CET)
    return [store.entries.add(EntryDraft(at=at, engagement=rating)).id for rating in ratings]


def test_days_come_newest_first_with_their_mean_and_number(store: Store) -> None:
    write(store, date(2026, 11, 3), -2, 1, 2)
    write(store, date(2026, 11, 18), None)
    write(store, date(2026, 11, 20), -1, None)
    found = store.entries.days(10)
    assert [(day.day.isoformat(), day.entries, day.mean) for day in found] == [
        ("2026-11-20", 2, -1.0),  # what wasn't rated counts in no mean
        ("2026-11-18", 1, None),
        ("2026-11-03", 3, 1 / 3),
    ]


def test_archived_entries_count_on_no_day(store: Store) -> None:
    kept, archived = write(store, date(2026, 11, 3), 2, -2)
    (alone,) = write(store, date(2026, 11, 4), 1)
    store.entries.set_archived(archived, True)
    store.entries.set_archived(alone, True)
    assert [(day.day.day, day.entries, day.mean) for day in store.entries.days(10)] == [(3, 1, 2.0)]
    assert store.entries.get(kept).archived_at is None


def test_days_are_leafed_through_page_by_page(store: Store) -> None:
    for number in range(1, 8):
        write(store, date(2026, 11, number), 0)
    first = store.entries.days(3)
    second = store.entries.days(3, before=first[-1].day)
    last = store.entries.days(3, before=second[-1].day)
    assert [day.day.day for day in (*first, *second, *last)] == [7, 6, 5, 4, 3, 2, 1]


def test_the_days_of_a_span_come_in_order_with_both_ends(store: Store) -> None:
    for number in (2, 3, 9, 10):
        write(store, date(2026, 11, number), -1, 2)
    write(store, date(2026, 11, 5), None)
    (archived,) = write(store, date(2026, 11, 6), 2)
    store.entries.set_archived(archived, True)
    found = store.entries.days_between(date(2026, 11, 3), date(2026, 11, 9))
    assert [(day.day.day, day.entries, day.mean) for day in found] == [(3, 2, 0.5), (5, 1, None), (9, 2, 0.5)]


def test_what_was_saved_between_two_sittings_is_another_version(tmp_path: Path) -> None:
    def sitting() -> Store:
        return open_store(tmp_path / "rut.db", lambda: datetime(2026, 11, 20, 21, tzinfo=CET))

    sitting().close()
    with closing(sitting()) as first:
        before = first.ratings.version
        assert first.ratings.version == before
    with closing(sitting()) as second:
        write(second, date(2026, 11, 20), 1)
    with closing(sitting()) as third:
        assert third.ratings.version != before
