"""Ratings as the insights read them: days and hours of the place, words by name, nothing that counts in no mean."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from storage_bench import Clock

from rut_tui.domain.journal import Context, EntryDraft
from rut_tui.domain.model import stable_id
from rut_tui.storage.store import Store

BERLIN = ZoneInfo("Europe/Berlin")


def add(store: Store, at: datetime, engagement: int | None = 0, **more: object) -> str:
    return store.entries.add(EntryDraft(at=at, engagement=engagement, **more)).id  # type: ignore[arg-type]


def test_a_rating_says_what_was_done_how_it_felt_and_where(store: Store) -> None:
    at = datetime(2026, 11, 20, 9, 30, tzinfo=BERLIN)
    add(store, at, -1, activities=("meetings", "email"), emotions=("bored",), context=Context.OUTSIDE)
    (found,) = store.ratings.between()
    assert (found.day, found.hour, found.engagement, found.work) == (date(2026, 11, 20), 9, -1, False)
    assert set(found.activities) == {(stable_id("activity", name), name) for name in ("meetings", "email")}
    assert found.emotions == ((stable_id("emotion", "bored"), "bored"),)


@pytest.mark.parametrize(
    ("at", "day", "hour"),
    [
        (datetime(2026, 11, 20, 23, 59, 59, tzinfo=BERLIN), date(2026, 11, 20), 23),
        (datetime(2026, 11, 20, 0, 0, tzinfo=BERLIN), date(2026, 11, 20), 0),
        # The hour that comes twice, and the one after the clock went on.
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), date(2026, 10, 25), 2),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN), date(2026, 10, 25), 2),
        (datetime(2026, 3, 29, 3, 30, tzinfo=BERLIN), date(2026, 3, 29), 3),
        # A traveller: in Kiribati it is Friday evening while it is Friday morning in Berlin, in Honolulu Thursday.
        (datetime(2026, 11, 20, 21, 0, tzinfo=timezone(timedelta(hours=14))), date(2026, 11, 20), 21),
        (datetime(2026, 11, 19, 21, 0, tzinfo=timezone(timedelta(hours=-10))), date(2026, 11, 19), 21),
        (datetime(2026, 11, 20, 4, 50, tzinfo=timezone(timedelta(hours=5, minutes=45))), date(2026, 11, 20), 4),
    ],
)
def test_an_entry_keeps_the_day_and_the_hour_of_its_place(store: Store, at: datetime, day: date, hour: int) -> None:
    add(store, at)
    (found,) = store.ratings.between()
    assert (found.day, found.hour) == (day, hour)


def test_notes_without_a_rating_and_archived_entries_are_left_out(store: Store, clock: Clock) -> None:
    add(store, clock.now, None, note="Only words.")
    store.entries.set_archived(add(store, clock.now, -2), True)
    add(store, clock.now, 2)
    assert [found.engagement for found in store.ratings.between()] == [2]
    assert store.ratings.usual() == 2.0


def test_a_span_begins_on_its_first_day(store: Store, clock: Clock) -> None:
    for back in (0, 13, 14):
        add(store, clock.now - timedelta(days=back), 1)
    assert [found.day for found in store.ratings.between(date(2026, 11, 7))] == [date(2026, 11, 7), date(2026, 11, 20)]
    assert len(store.ratings.between()) == 3


def test_the_usual_day_is_the_mean_of_days_without_those_off(store: Store) -> None:
    assert store.ratings.usual() is None
    for day, engagement in ((16, -2), (16, -1), (16, -2), (17, 1), (18, 2)):
        add(store, datetime(2026, 11, day, 9, tzinfo=UTC), engagement)
    # (−5/3 + 1 + 2) / 3
    assert store.ratings.usual() == pytest.approx(4 / 9)
    assert store.ratings.usual({date(2026, 11, 18), date(2026, 11, 1)}) == pytest.approx((1 - 5 / 3) / 2)


def test_the_version_is_another_one_after_every_save_here_and_elsewhere(
    store: Store, clock: Clock, opener: Callable[..., Store]
) -> None:
    before = store.ratings.version
    assert store.ratings.version == before
    add(store, clock.now)
    after = store.ratings.version
    assert after != before
    add(opener(store.path), clock.now)
    assert store.ratings.version not in (before, after)
