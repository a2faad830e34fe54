"""What has a day and is still open, as an iCalendar file (RFC 5545) for the calendar a person lives by.

Every item is one whole day without a time zone: the same day wherever the calendar is read.
"""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from rut_tui.domain.due import DueItem, dated
from rut_tui.domain.visible import visible
from rut_tui.storage.carried import carried, review_waiting

if TYPE_CHECKING:
    from icalendar import Event, vText

    from rut_tui.storage.store import Store

NAME: Final = "rut-tui"

_WORDS: Final = {
    "milestone": "a milestone of “{}”",
    "lead": "a lead: {}",
    "next_try": "a next try",
    "person": "someone you keep in touch with",
    "experiment": "an experiment ends",
    "goal": "a goal is due",
    "review": "five minutes",
}
"""What each kind is, said below its title."""


def _text(words: str) -> "vText":
    r"""Return words as a TEXT value (RFC 5545, section 3.3.11).

    icalendar takes a written \N, as in a path of Windows, for the end of a line.
    """
    from icalendar import vText

    class Words(vText):
        def to_ical(self) -> bytes:
            return rb"\\N".join(vText(part).to_ical() for part in self.split(r"\N"))

    return Words(words)


def calendar_bytes(store: "Store", *, exported_at: datetime, app_version: str) -> bytes:
    """Return the calendar as UTF-8 text.

    Each item keeps its UID, whatever becomes of its words and its day: a calendar that reads a later file moves what
    it holds, and doubles nothing.

    Args:
        store: The open journal.
        exported_at: The moment, by the person's clock.
        app_version: The version to write into the header.
    """
    from icalendar import Calendar

    items = dated(store.goals.board(), carried(store), review_waiting(store, exported_at.date()))
    moment = exported_at.astimezone(UTC).replace(microsecond=0)
    calendar = Calendar.new(
        prodid=f"-//rut-tui//rut-tui {app_version}//EN",
        method="PUBLISH",
        name=NAME,
        uid=f"journal@{NAME}",
        subcomponents=[_event(item, moment) for item in items],
    )
    return bytes(calendar.to_ical())


def _event(item: DueItem, moment: datetime) -> "Event":
    from icalendar import TRANSP, Event

    return Event.new(
        uid=f"{item.kind}-{item.ref}@{NAME}",
        # Some calendars take a change only when this number has grown; minutes fit, seconds don't for long.
        sequence=int(moment.timestamp()) // 60,
        stamp=moment,
        start=item.day,
        end=item.day + timedelta(days=1),
        summary=_text(visible(item.title)),
        description=_text(visible(_about(item))),
        categories=[NAME],
        # The day stays free: it says what is due, not that somebody is busy.
        transparency=TRANSP.TRANSPARENT,
    )


def _about(item: DueItem) -> str:
    said = _WORDS.get(item.kind, "")
    if item.kind == "lead" and item.beside == "lead":
        said = "a lead"
    return said.format(item.beside)
