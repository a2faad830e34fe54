"""People one keeps in touch with, the log of talks with them, and when it is time for the next one."""

import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, Field

from rut_tui.domain.journal import DiaryDay
from rut_tui.domain.model import Model
from rut_tui.domain.text import Line, Name, Note

MOST_TAGS: Final = 50
TAG_LIMIT: Final = 100
"""Longest tag, in characters."""

Cadence = Annotated[int, Field(ge=1, le=3660)]
"""Days between two talks, as the person wants it: a day to ten years."""


def _tag(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > TAG_LIMIT:
        raise ValueError(f"too long: {len(text):,} characters, {TAG_LIMIT} fit")
    return text


def _once(tags: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for tag in tags:
        found.setdefault(unicodedata.normalize("NFKC", tag).casefold(), tag)
    if len(found) > MOST_TAGS:
        raise ValueError(f"too many: {MOST_TAGS} fit")
    return tuple(found.values())


Tags = Annotated[tuple[Annotated[Name, AfterValidator(_tag)], ...], AfterValidator(_once)]
"""Short words for who somebody is, such as "mentor", each once; upper and lower case mean the same one."""


class ContactKind(StrEnum):
    """How one was in touch."""

    COFFEE = "coffee"
    MESSAGE = "message"
    CALL = "call"
    INTERVIEW = "interview"
    GROUP = "group"
    FEEDBACK = "feedback"


class PersonDraft(Model):
    """A person before they are saved; every field but the name may wait.

    Attributes:
        role: What they do.
        known: How they are known.
        tags: Who they are: an old colleague, a mentor, in the role one wants, a group, a friend.
        every_days: How many days may go by between two talks.
        next_on: The day to get in touch, once.
        reach: How to reach them.
    """

    name: Name
    role: Line = ""
    known: Line = ""
    tags: Tags = ()
    every_days: Cadence | None = None
    next_on: date | None = None
    reach: Line = ""
    notes: Note = ""


class Person(Model):
    """A person, as stored.

    Attributes:
        last_contact: The day of the latest live contact there is, or None.
    """

    id: str
    name: Name
    role: Line
    known: Line
    tags: Tags
    every_days: Cadence | None
    next_on: date | None
    reach: Line
    notes: Note
    last_contact: date | None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None

    @property
    def due(self) -> date | None:
        """When it is time to get in touch, or None when nothing was asked for."""
        return _due(self, self.last_contact)


class ContactDraft(Model):
    """A talk, a message or the like before it is saved.

    Attributes:
        note: What was said.
    """

    person_id: str
    day: DiaryDay
    kind: ContactKind
    note: Note = ""


class Contact(Model):
    """A contact, as stored."""

    id: str
    person_id: str
    day: date
    kind: ContactKind
    note: Note
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None


def last_contact(person: Person, contacts: Iterable[Contact]) -> date | None:
    """Return the day of the latest live contact with a person, of any kind."""
    days = (it.day for it in contacts if it.person_id == person.id and it.archived_at is None)
    return max(days, default=None)


def due_on(person: Person, contacts: Iterable[Contact]) -> date | None:
    """Return when it is time to get in touch with a person, or None when nothing was asked for.

    A day that was set wins while it lies after the last contact. Otherwise any contact sets the clock anew, and before
    the first one it runs from the day the person was written down.

    Args:
        person: Who.
        contacts: The log; others' contacts in it are not looked at.
    """
    return _due(person, last_contact(person, contacts))


def _due(person: Person, last: date | None) -> date | None:
    if person.next_on is not None and (last is None or person.next_on > last):
        return person.next_on
    if person.every_days is None:
        return None
    return (last or person.created_at.date()) + timedelta(days=person.every_days)


def by_due(people: Iterable[Person]) -> tuple[Person, ...]:
    """Return people, those whose day comes first at the front, those without one last, in their order."""
    return tuple(sorted(people, key=lambda person: person.due or date.max))
