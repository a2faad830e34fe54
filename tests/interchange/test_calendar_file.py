"""The calendar file, read by a library that had no part in writing it: days, UIDs, words."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from rut_tui.domain.experiments import Ending, ExperimentDraft
from rut_tui.domain.goals import Column, GoalDraft, MilestoneDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.domain.leads import LeadDraft, Stage
from rut_tui.domain.people import ContactDraft, ContactKind, PersonDraft
from rut_tui.domain.visible import visible
from rut_tui.domain.wins import SetbackDraft
from rut_tui.interchange.calendar import calendar_bytes
from rut_tui.storage.store import Store, open_store

NOW = datetime(2026, 11, 20, 21, 0, tzinfo=timezone(timedelta(hours=1)))
TODAY = NOW.date()
"""A Friday."""


def read(store: Store, at: datetime = NOW) -> Calendar:
    text = calendar_bytes(store, exported_at=at, app_version="0.4.0").decode()
    return IcsCalendarStream.calendar_from_ics(text)


def by_title(store: Store, at: datetime = NOW) -> dict[str, Event]:
    return {event.summary: event for event in read(store, at).events}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path / "rut.db", lambda: NOW)) as opened:
        yield opened


def fill(store: Store) -> None:
    steps = (
        MilestoneDraft(title="First page", due=date(2026, 12, 31)),
        MilestoneDraft(title="Done page", due=date(2026, 12, 1), done=True),
        MilestoneDraft(title="Some page"),
    )
    store.goals.add(GoalDraft(title="Write a book", due=date(2028, 2, 29), milestones=steps))
    store.goals.add(GoalDraft(title="Wrote a poem", due=TODAY), Column.DONE)
    store.people.add(PersonDraft(name="Noor", next_on=date(2026, 3, 29)))
    store.leads.add(
        LeadDraft(role="Designer", company="Halm", found_on=TODAY, next_on=date(2026, 10, 25), next_step="Send it")
    )
    store.leads.add(LeadDraft(role="Clerk", stage=Stage.NO, found_on=TODAY, next_on=TODAY))
    store.experiments.add(ExperimentDraft(question="Do I like to teach?", started_on=TODAY, ends_on=date(2027, 1, 1)))
    over = store.experiments.add(ExperimentDraft(question="Can I draw?", started_on=TODAY, ends_on=TODAY))
    store.experiments.end(over.id, Ending())
    store.setbacks.add(SetbackDraft(day=TODAY, what="They said no", next_try="Ask again", next_on=date(2026, 12, 4)))
    store.entries.add(EntryDraft(at=NOW, engagement=1))


EXPECTED = {
    "First page": date(2026, 12, 31),
    "Write a book": date(2028, 2, 29),
    "Write to Noor": date(2026, 3, 29),
    "Send it": date(2026, 10, 25),
    "Do I like to teach?": date(2027, 1, 1),
    "Ask again": date(2026, 12, 4),
    "Weekly review": date(2026, 11, 22),
}
"""Two of them are the days on which clocks change in Europe, one a leap day."""


def test_everything_open_with_a_day_is_there_and_nothing_else(store: Store) -> None:
    fill(store)
    found = by_title(store)
    assert {title: event.dtstart for title, event in found.items()} == EXPECTED
    assert {title: event.description for title, event in found.items()} == {
        "First page": "a milestone of “Write a book”",
        "Write a book": "a goal is due",
        "Write to Noor": "someone you keep in touch with",
        "Send it": "a lead: Designer, Halm",
        "Do I like to teach?": "an experiment ends",
        "Ask again": "a next try",
        "Weekly review": "five minutes",
    }


def test_each_is_one_whole_day_that_stays_free(store: Store) -> None:
    fill(store)
    for event in read(store).events:
        assert type(event.dtstart) is date
        assert event.dtend == event.dtstart + timedelta(days=1)
        assert event.transparency == "TRANSPARENT"


@pytest.mark.parametrize("hours", [-11, 0, 5.75, 14])
def test_the_days_are_the_same_wherever_it_is_written(store: Store, hours: float) -> None:
    fill(store)
    at = NOW.astimezone(timezone(timedelta(hours=hours)))
    if at.date() == TODAY:
        assert {title: event.dtstart for title, event in by_title(store, at).items()} == EXPECTED
    (stamp,) = {event.dtstamp for event in read(store, at).events}
    assert stamp == NOW
    assert stamp.utcoffset() == timedelta(0)


def test_uids_stay_over_two_exports_whatever_moves(store: Store) -> None:
    fill(store)
    first = {event.uid: event for event in read(store).events}
    (goal,) = store.goals.board()[:1]
    steps = tuple(
        MilestoneDraft(id=step.id, title=f"{step.title}!", due=date(2027, 1, 2), done=step.done_on is not None)
        for step in goal.milestones
    )
    store.goals.update(goal.id, GoalDraft(title="Write two books", due=date(2029, 1, 1), milestones=steps))
    (noor,) = store.people.all()
    store.contacts.add(ContactDraft(person_id=noor.id, day=TODAY, kind=ContactKind.CALL))
    store.people.update(noor.id, PersonDraft(name="Noor B.", every_days=10))
    second = {event.uid: event for event in read(store, NOW + timedelta(minutes=1)).events}
    new = {event.summary for uid, event in second.items() if uid not in first}
    assert new == {"Some page!"}  # it had no day before
    assert first.keys() <= second.keys()
    both = [(first[uid], event) for uid, event in second.items() if uid in first]
    moved = {event.summary: event.dtstart for before, event in both if event.dtstart != before.dtstart}
    assert moved == {
        "First page!": date(2027, 1, 2),
        "Write two books": date(2029, 1, 1),
        "Write to Noor B.": date(2026, 11, 30),
    }
    assert all(event.sequence > before.sequence for before, event in both)
    assert len(read(store).events) == len(second)


def test_the_same_moment_gives_the_same_bytes(store: Store) -> None:
    fill(store)
    made = [calendar_bytes(store, exported_at=NOW, app_version="0.4.0") for _ in range(2)]
    assert made[0] == made[1]


def test_lines_are_as_the_standard_has_them(store: Store) -> None:
    fill(store)
    store.goals.add(GoalDraft(title="ä👩‍👩‍👧" * 80, due=TODAY))
    data = calendar_bytes(store, exported_at=NOW, app_version="0.4.0")
    lines = data.split(b"\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])  # no character is cut in two
    assert data.count(b"BEGIN:VEVENT") == len(EXPECTED) + 1
    assert f"DTSTAMP:{NOW.astimezone(UTC):%Y%m%dT%H%M%SZ}".encode() in lines


@settings(max_examples=60, deadline=None)
@example(title=r"C:\New \\N \n a;b,c")
@given(title=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=120))
def test_any_words_come_back_as_they_are_shown(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    if not title.strip():
        return
    with closing(open_store(tmp_path_factory.mktemp("life") / "rut.db", lambda: NOW)) as store:
        store.goals.add(GoalDraft(title=title, due=TODAY, milestones=(MilestoneDraft(title=title, due=TODAY),)))
        events = read(store).events
        assert [event.summary for event in events] == [visible(title)] * 2
        assert events[0].description == f"a milestone of “{visible(title)}”"


def test_an_empty_journal_gives_an_empty_calendar(store: Store) -> None:
    assert read(store).events == []
