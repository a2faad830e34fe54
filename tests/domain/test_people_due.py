"""When it is time to get in touch: a day that was set, or so many days after the last contact of any kind."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from rut_tui.domain.people import Contact, ContactKind, Person, PersonDraft, by_due, due_on

ADDED = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST = date(2026, 1, 1)


def person(every: int | None = None, next_on: date | None = None, last: date | None = None, id: str = "noor") -> Person:
    return Person(
        id=id,
        name=id.title(),
        role="",
        known="",
        tags=(),
        every_days=every,
        next_on=next_on,
        reach="",
        notes="",
        last_contact=last,
        created_at=ADDED,
        updated_at=ADDED,
    )


def contact(day: date, kind: ContactKind = ContactKind.MESSAGE, whom: str = "noor", *, away: bool = False) -> Contact:
    return Contact(
        id=f"{day}",
        person_id=whom,
        day=day,
        kind=kind,
        note="",
        created_at=ADDED,
        updated_at=ADDED,
        archived_at=ADDED if away else None,
    )


DAYS = st.dates(FIRST, FIRST + timedelta(days=900))
LOGS = st.lists(st.builds(contact, DAYS, st.sampled_from(ContactKind), st.sampled_from(["noor", "ferdi"])), max_size=12)


@given(LOGS, st.integers(1, 3660), DAYS, st.sampled_from(ContactKind))
def test_any_contact_on_a_later_day_sets_the_clock_anew(log, every, day, kind):
    """Whatever was logged before, in whatever order, and of whatever kind the contact is."""
    known = [it.day for it in log if it.person_id == "noor"]
    latest = max([day, *known])

    assert due_on(person(every), [contact(day, kind), *log]) == latest + timedelta(days=every)


@given(LOGS, st.integers(1, 3660) | st.none(), DAYS)
def test_a_day_that_was_set_counts_until_a_contact_reaches_it(log, every, next_on):
    theirs = [it.day for it in log if it.person_id == "noor"]
    found = due_on(person(every, next_on), log)

    if all(day < next_on for day in theirs):
        assert found == next_on
    else:
        assert found == due_on(person(every), log)


@given(LOGS, st.integers(1, 3660) | st.none(), DAYS | st.none(), st.randoms())
def test_the_order_of_the_log_other_people_and_what_was_put_away_make_no_difference(log, every, next_on, random):
    who = person(every, next_on)
    theirs = [it for it in log if it.person_id == "noor"]
    beside = [contact(it.day + timedelta(days=30), away=True) for it in log]
    mixed = [*log, *beside]
    random.shuffle(mixed)

    assert due_on(who, mixed) == due_on(who, theirs)


@given(LOGS, st.integers(1, 3660) | st.none(), DAYS | st.none())
def test_a_person_that_knows_the_last_contact_says_the_same_as_the_log(log, every, next_on):
    last = max((it.day for it in log if it.person_id == "noor"), default=None)

    assert person(every, next_on, last).due == due_on(person(every, next_on), log)


@pytest.mark.parametrize(
    ("every", "next_on", "log", "due"),
    [
        (None, None, [], None),
        (None, None, [date(2026, 3, 2)], None),
        (21, None, [], date(2026, 3, 22)),
        (21, None, [date(2026, 3, 4)], date(2026, 3, 25)),
        (21, None, [date(2026, 3, 9), date(2026, 3, 4)], date(2026, 3, 30)),
        (21, date(2026, 3, 10), [date(2026, 3, 4)], date(2026, 3, 10)),
        (21, date(2026, 3, 10), [date(2026, 3, 10)], date(2026, 3, 31)),
        (None, date(2026, 3, 10), [date(2026, 3, 10)], None),
        (None, date(2026, 3, 10), [], date(2026, 3, 10)),
        (1, None, [date(2026, 2, 28)], date(2026, 3, 1)),
    ],
)
def test_worked_out_by_hand(every, next_on, log, due):
    assert due_on(person(every, next_on), [contact(day) for day in log]) == due


def test_the_nearest_comes_first_and_those_without_a_day_last():
    never, soon, late = (
        person(id="ada"),
        person(next_on=date(2026, 4, 1), id="ferdi"),
        person(30, last=date(2026, 3, 20), id="noor"),
    )

    assert by_due([never, late, soon]) == (soon, late, never)


def test_tags_are_tidied_and_there_once():
    draft = PersonDraft(name="Noor", tags=("  in the\nrole I want ", "Mentor", "mentor"))

    assert draft.tags == ("in the role I want", "Mentor")
    for tags in ((" ",), ("x" * 101,), tuple(f"t{n}" for n in range(51))):
        with pytest.raises(ValidationError):
            PersonDraft(name="Noor", tags=tags)
