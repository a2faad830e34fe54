"""An entry keeps its day, wherever and whenever it was written."""

from datetime import UTC, date, datetime, timedelta

import pytest
from domain_samples import east, entry
from hypothesis import given
from hypothesis import strategies as st

from rut_tui.domain.journal import moment


@pytest.mark.parametrize(
    ("at", "utc", "offset", "day"),
    [
        (datetime(2026, 11, 20, 23, 59, 59, tzinfo=east(60)), "2026-11-20T22:59:59+00:00", 60, "2026-11-20"),
        (datetime(2026, 11, 20, 0, 30, tzinfo=east(330)), "2026-11-19T19:00:00+00:00", 330, "2026-11-20"),
        (datetime(2026, 11, 20, 23, 30, tzinfo=east(-480)), "2026-11-21T07:30:00+00:00", -480, "2026-11-20"),
        (datetime(2026, 11, 20, 9, 0, 0, 999_999, tzinfo=UTC), "2026-11-20T09:00:00+00:00", 0, "2026-11-20"),
        (datetime(1900, 1, 1, tzinfo=east(840)), "1899-12-31T10:00:00+00:00", 840, "1900-01-01"),
    ],
)
def test_a_moment_is_kept_in_utc_beside_its_offset_and_local_day(at, utc, offset, day):
    kept, kept_offset, kept_day = moment(at)
    assert (kept.isoformat(), kept_offset, kept_day.isoformat()) == (utc, offset, day)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(1899, 12, 31, 23, tzinfo=UTC), "years 1900 to 2200 can be kept"),
        (datetime(2201, 1, 1, tzinfo=UTC), "years 1900 to 2200 can be kept"),
        (datetime(2026, 11, 20, tzinfo=east(17 * 60)), "more than 16 hours from UTC"),
        (datetime(2026, 11, 20), "needs a time zone"),  # noqa: DTZ001 - a naive moment is the case
    ],
)
def test_what_cannot_be_kept_is_refused(at, told):
    with pytest.raises(ValueError, match=told):
        moment(at)


@given(
    st.datetimes(datetime(1900, 1, 2), datetime(2200, 12, 30)),  # noqa: DTZ001 - bounds of naive draws
    st.integers(-16 * 60, 16 * 60),
)
def test_the_clock_of_the_place_comes_back(naive, offset):
    at = naive.replace(tzinfo=east(offset))
    utc, kept, day = moment(at)
    stored = entry(day, 1).model_copy(update={"at": utc, "tz_offset": kept})
    assert stored.local == at.replace(microsecond=0)
    assert stored.local.date() == day == at.date()


def test_travel_does_not_move_a_day():
    day = moment(datetime(2026, 3, 1, 23, 0, tzinfo=east(-600)))[2]
    assert day == date(2026, 3, 1)
    assert day + timedelta(days=1) == moment(datetime(2026, 3, 2, 0, 5, tzinfo=east(720)))[2]
