"""When something was, as people write it."""

import os
import time as clock
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from domain_samples import east
from hypothesis import given
from hypothesis import strategies as st

from rut_tui.domain.when import describe_moment, parse_move, parse_past_day, parse_when

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def machine_zone():
    """Sets the zone of the machine, and puts it back."""
    before = os.environ.get("TZ")

    def set_to(name):
        os.environ["TZ"] = name
        clock.tzset()

    yield set_to
    os.environ.pop("TZ", None)
    if before is not None:
        os.environ["TZ"] = before
    clock.tzset()


def read(text, now):
    return parse_when(text, now).isoformat()


# Friday 20 November 2026, a quarter to three in the afternoon.
NOW = datetime(2026, 11, 20, 14, 45, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("14:00", "2026-11-20T14:00:00"),
        ("9", "2026-11-20T09:00:00"),
        ("09", "2026-11-20T09:00:00"),
        ("0:05", "2026-11-20T00:05:00"),
        ("9:30:15", "2026-11-20T09:30:15"),
        ("9.30", "2026-11-20T09:30:00"),
        ("9h30", "2026-11-20T09:30:00"),
        ("at 9", "2026-11-20T09:00:00"),
        ("9am", "2026-11-20T09:00:00"),
        ("9 AM", "2026-11-20T09:00:00"),
        ("1:15 p.m.", "2026-11-20T13:15:00"),
        ("12am", "2026-11-20T00:00:00"),
        ("12pm", "2026-11-20T12:00:00"),
        ("noon", "2026-11-20T12:00:00"),
        ("midnight", "2026-11-20T00:00:00"),
        ("this morning", "2026-11-20T09:00:00"),
        ("today 9:30", "2026-11-20T09:30:00"),
        ("today", "2026-11-20T14:45:30"),
        ("yesterday", "2026-11-19T14:45:30"),
        ("  Yesterday   18:00 ", "2026-11-19T18:00:00"),
        ("yesterday at 6pm", "2026-11-19T18:00:00"),
        ("yesterday, 18", "2026-11-19T18:00:00"),
        ("yesterday evening", "2026-11-19T19:00:00"),
        ("18:00 yesterday", "2026-11-19T18:00:00"),
        ("the day before yesterday 8am", "2026-11-18T08:00:00"),
        ("mon 9am", "2026-11-16T09:00:00"),
        ("Monday at 9", "2026-11-16T09:00:00"),
        ("on tues 14:30", "2026-11-17T14:30:00"),
        ("thurs", "2026-11-19T14:45:30"),
        ("sat", "2026-11-14T14:45:30"),
        ("sat 23:59", "2026-11-14T23:59:00"),
        ("fri 9am", "2026-11-20T09:00:00"),
        ("fri 18:00", "2026-11-13T18:00:00"),
        ("fri", "2026-11-13T14:45:30"),
        ("last fri 9am", "2026-11-13T09:00:00"),
        ("last mon", "2026-11-16T14:45:30"),
        ("5 minutes ago", "2026-11-20T14:40:30"),
        ("90 min ago", "2026-11-20T13:15:30"),
        ("2 hours ago", "2026-11-20T12:45:30"),
        ("1.5 hours ago", "2026-11-20T13:15:30"),
        ("half an hour ago", "2026-11-20T14:15:30"),
        ("an hour ago", "2026-11-20T13:45:30"),
        ("20h ago", "2026-11-19T18:45:30"),
        ("3 days ago", "2026-11-17T14:45:30"),
        ("three days ago 18:00", "2026-11-17T18:00:00"),
        ("2 weeks ago", "2026-11-06T14:45:30"),
        ("a month ago", "2026-10-20T14:45:30"),
        ("last week", "2026-11-13T14:45:30"),
        ("2026-11-19", "2026-11-19T14:45:30"),
        ("2026-11-20", "2026-11-20T14:45:30"),
        ("2026-11-19 18:00", "2026-11-19T18:00:00"),
        ("2026-11-19T18:00", "2026-11-19T18:00:00"),
        ("2026-11-19t18:00:05.25", "2026-11-19T18:00:05"),
        ("2026-11-19 6pm", "2026-11-19T18:00:00"),
        ("19.11.2026 18:00", "2026-11-19T18:00:00"),
        ("19.11. 18:00", "2026-11-19T18:00:00"),
        ("9.12 18:00", "2025-12-09T18:00:00"),
        ("19.11.", "2026-11-19T14:45:30"),
        ("9.12.", "2025-12-09T14:45:30"),
        ("9.12", "2026-11-20T09:12:00"),
        ("9.30.", "2026-11-20T09:30:00"),
        ("yesterday 9.12", "2026-11-19T09:12:00"),
        ("12 Nov", "2026-11-12T14:45:30"),
        ("12 Nov 9:15", "2026-11-12T09:15:00"),
        ("Nov 12, 9am", "2026-11-12T09:00:00"),
        ("3 Nov 9", "2026-11-03T09:00:00"),
        ("3 Nov at 9", "2026-11-03T09:00:00"),
        ("Nov 3 9", "2026-11-03T09:00:00"),
        ("3 Nov 2025 9", "2025-11-03T09:00:00"),
        ("9am Nov 3", "2026-11-03T09:00:00"),
        ("6pm 3 Nov", "2026-11-03T18:00:00"),
        ("6pm Oct 25", "2026-10-25T18:00:00"),
        ("24 Dec", "2025-12-24T14:45:30"),
        ("29 Feb", "2024-02-29T14:45:30"),
        ("1900-01-01 8:00", "1900-01-01T08:00:00"),
    ],
)
def test_a_phrase_is_read_on_the_clock_of_the_person(text, at):
    assert read(text, NOW) == f"{at}+00:00"


@pytest.mark.parametrize("text", ["", "  ", "now", "Now", "just now"])
def test_nothing_said_means_now(text):
    assert parse_when(text, NOW) is NOW


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-11-19T18:00+02:00", "2026-11-19T18:00:00+02:00"),
        ("2026-11-19 18:00 -0330", "2026-11-19T18:00:00-03:30"),
        ("2026-11-20T23:30+10:00", "2026-11-20T23:30:00+10:00"),
        ("2026-11-19T23:30Z", "2026-11-20T00:30:00+01:00"),
        ("2026-07-19T23:30Z", "2026-07-20T01:30:00+02:00"),
    ],
)
def test_an_offset_is_the_clock_of_the_place_and_z_is_no_place(text, at):
    assert read(text, NOW.astimezone(BERLIN)) == at


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("15:00", "later today"),
        ("today 23:00", "later today"),
        ("this evening", "later today"),
        ("tomorrow", "still to come"),
        ("2026-11-21", "still to come"),
        ("in 3 days", "still to come"),
        ("next mon 9am", "still to come"),
        ("2026-11-20T14:46Z", "later today"),
        ("24:00", "no such time"),
        ("9:60", "no such time"),
        ("13pm", "no such time"),
        ("0am", "no such time"),
        ("yesterday 25:00", "no such time"),
        ("30 Feb", "no such day"),
        ("2026-02-29 9:00", "no such day"),
        ("2026-13-01", "no such day"),
        ("1899-12-31", "Years 1900 to 2200"),
        ("2201-01-01", "Years 1900 to 2200"),
        ("999999 days ago", "Years 1900 to 2200"),
        ("999999 hours ago 1", "Try"),
        ("2026-11-19T18:00+17:00", "more than 16 hours"),
        ("soon", "Try 18:00"),
        ("1830", "Try 18:00"),
        ("11/12/2026", "Try 18:00"),
        ("9 9", "Try 18:00"),
        ("x" * 10_000, "Try 18:00"),
        ("[/]", "Try 18:00"),
    ],
)
def test_what_cannot_be_is_refused_in_one_plain_sentence(text, told):
    with pytest.raises(ValueError, match=told) as caught:
        parse_when(text, NOW)
    assert len(str(caught.value)) <= 70
    assert caught.value.__cause__ is None


def test_the_message_never_repeats_what_was_typed():
    with pytest.raises(ValueError, match="Try") as caught:
        parse_when("secret thing", NOW)
    assert "secret" not in str(caught.value)


class TestClockChanges:
    """Berlin: on 29 March 2026 the clock skips 2:00 to 3:00; on 25 October it shows 2:00 to 3:00 twice."""

    SPRING = datetime(2026, 3, 29, 12, 0, tzinfo=BERLIN)
    AUTUMN = datetime(2026, 10, 26, 12, 0, tzinfo=BERLIN)

    @pytest.fixture(params=["zone of now", "zone of the machine"])
    def placed(self, request, machine_zone):
        if request.param == "zone of now":
            return lambda moment: moment
        machine_zone("Europe/Berlin")
        return lambda moment: moment.astimezone(UTC).astimezone()

    @pytest.mark.parametrize(
        ("text", "at"),
        [
            ("2:30", "2026-03-29T03:30:00+02:00"),
            ("1:59", "2026-03-29T01:59:00+01:00"),
            ("3:00", "2026-03-29T03:00:00+02:00"),
            ("yesterday 2:30", "2026-03-28T02:30:00+01:00"),
            ("10 hours ago", "2026-03-29T01:00:00+01:00"),
            ("2026-07-01 9:00", None),
            ("2025-07-01 9:00", "2025-07-01T09:00:00+02:00"),
        ],
    )
    def test_a_skipped_time_moves_on_by_the_hour(self, placed, text, at):
        if at is None:
            with pytest.raises(ValueError, match="still to come"):
                parse_when(text, placed(self.SPRING))
        else:
            assert read(text, placed(self.SPRING)) == at

    def test_a_time_that_came_twice_is_the_first(self, placed):
        assert read("yesterday 2:30", placed(self.AUTUMN)) == "2026-10-25T02:30:00+02:00"

    def test_on_the_very_night_it_is_the_one_that_has_just_passed(self, placed):
        first = datetime(2026, 10, 25, 0, 40, tzinfo=UTC)  # 2:40, the first time
        second = first + timedelta(hours=1)
        assert read("2:30", placed(first.astimezone(BERLIN))) == "2026-10-25T02:30:00+02:00"
        assert read("2:30", placed(second.astimezone(BERLIN))) == "2026-10-25T02:30:00+01:00"

    def test_an_hour_ago_is_an_hour_ago_through_the_change(self, placed):
        now = placed(datetime(2026, 10, 25, 1, 30, tzinfo=UTC).astimezone(BERLIN))
        assert read("1 hour ago", now) == "2026-10-25T02:30:00+02:00"

    def test_a_day_keeps_its_clock_time_through_the_change(self, placed):
        assert read("3 days ago", placed(self.AUTUMN)) == "2026-10-23T12:00:00+02:00"


def test_the_machine_knows_the_offset_of_every_past_day(machine_zone):
    machine_zone("America/New_York")
    now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC).astimezone()
    assert read("2026-07-04 12:00", now) == "2026-07-04T12:00:00-04:00"
    assert read("yesterday 18:00", now) == "2026-11-19T18:00:00-05:00"


def test_a_clock_that_is_not_the_machines_keeps_its_own_offset(machine_zone):
    machine_zone("Europe/Berlin")
    now = datetime(2026, 11, 20, 9, 0, tzinfo=east(330))
    assert read("yesterday 18:00", now) == "2026-11-19T18:00:00+05:30"


SAID = (
    "now today yesterday tomorrow mon fri last next at on in ago the end of 0 1 3 12 18 24 29 31 99 999999 "
    "18:00 9am 12pm 25:00 noon feb nov december 2026 2200 2026-11-19 0000-00-00 9999-12-31 days weeks months "
    "years hours minutes Z +02:00 -99:99 T half an a . , ٣ ²"
)
PHRASES = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(SAID.split()),
        max_size=6,
    ).map(" ".join),
    st.from_regex(r"[0-9]{1,4}[-:. ][0-9]{1,2}[-:. T][0-9]{1,4}( ?[ap]m|Z|[+-][0-9]{2}:?[0-9]{2})?", fullmatch=True),
)
ZONES = st.sampled_from([UTC, BERLIN, ZoneInfo("Pacific/Apia"), timezone(timedelta(hours=-11)), east(345)])


@given(PHRASES, st.datetimes(datetime(1901, 1, 1), datetime(2199, 12, 31)), ZONES)  # noqa: DTZ001 - naive bounds
def test_any_text_is_a_moment_up_to_now_or_a_plain_refusal(text, naive, zone):
    now = naive.replace(tzinfo=zone)
    try:
        found = parse_when(text, now)
    except ValueError as error:
        assert 0 < len(str(error)) <= 70  # noqa: PT017 - the message is the case
        assert str(error).endswith(".")  # noqa: PT017
    else:
        assert found.utcoffset() is not None
        assert found.astimezone(UTC) <= now.astimezone(UTC)
        assert 1900 <= found.year <= 2200


@given(st.dates(date(1901, 1, 1), date(2026, 11, 19)), st.times(), st.sampled_from("T "))
def test_a_stamp_is_read_back_as_it_was_written(day, clock_time, between):
    minute = datetime.combine(day, clock_time.replace(second=0, microsecond=0), UTC)
    assert parse_when(minute.strftime(f"%Y-%m-%d{between}%H:%M"), NOW) == minute


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9:05", "Fri 20 Nov, 09:05, today"),
        ("yesterday 6pm", "Thu 19 Nov, 18:00, yesterday"),
        ("fri", "Fri 13 Nov, 14:45, 7 days ago"),
        ("fri 9am", "Fri 20 Nov, 09:00, today"),
        ("31 Dec", "Wed 31 Dec 2025, 14:45, 11 months ago"),
        ("2026-11-19T23:59:59+02:00", "Thu 19 Nov, 23:59, yesterday"),
    ],
)
def test_a_moment_is_said_back_with_its_weekday(text, said):
    assert describe_moment(parse_when(text, NOW), NOW) == said


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", date(2026, 11, 20)),
        ("today", date(2026, 11, 20)),
        ("fri", date(2026, 11, 13)),
        ("3 Nov", date(2026, 11, 3)),
        ("31 Dec", date(2025, 12, 31)),
        ("9.12.", date(2025, 12, 9)),
        ("9.12", date(2025, 12, 9)),  # as a day, since a day is asked for
        ("a year ago", date(2025, 11, 20)),
        ("Feb 2024", date(2024, 2, 29)),
        ("mon 9am", date(2026, 11, 16)),
        ("2 hours ago", date(2026, 11, 20)),
    ],
)
def test_a_day_up_to_today(text, day):
    assert parse_past_day(text, NOW) == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tomorrow", "That day is still to come."),
        ("2027-01-01", "That day is still to come."),
        ("1899-12-31", "Years 1900 to 2200 can be kept."),
        ("30 Feb", "There is no such day."),
        ("soon", "Try 18:00, yesterday 9am, mon 14:30 or 2026-11-19."),
    ],
)
def test_a_day_that_can_not_be_gone_to(text, said):
    with pytest.raises(ValueError, match=said):
        parse_past_day(text, NOW)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("mon", "2026-11-16T20:30:15+09:00"),  # its own time, on the clock where it was written
        ("today", "2026-11-20T20:30:15+09:00"),
        ("29.2.2024", "2024-02-29T20:30:15+09:00"),
        ("mon 9am", "2026-11-16T09:00:00+00:00"),
        ("9am", "2026-11-18T09:00:00+00:00"),  # on its own day
        ("23:59", "2026-11-18T23:59:00+00:00"),
        ("2 hours ago", "2026-11-20T12:45:30+00:00"),
    ],
)
def test_an_entry_moves_with_its_time_unless_another_is_given(text, at):
    kept = datetime(2026, 11, 18, 20, 30, 15, tzinfo=east(540))
    assert parse_move(text, kept, NOW).isoformat() == at


def test_a_time_alone_belongs_to_the_day_asked_about():
    assert parse_when("18:00", NOW, date(2026, 11, 17)).isoformat() == "2026-11-17T18:00:00+00:00"
    assert parse_when("mon 18:00", NOW, date(2026, 11, 17)).isoformat() == "2026-11-16T18:00:00+00:00"
    assert parse_when("now", NOW, date(2026, 11, 17)) == NOW
    with pytest.raises(ValueError, match="That is later today"):
        parse_when("18:00", NOW, NOW.date())


def test_an_entry_never_moves_ahead():
    kept = datetime(2026, 11, 18, 22, 0, tzinfo=UTC)
    with pytest.raises(ValueError, match="22:00 that day is still to come"):
        parse_move("today", kept, NOW)
