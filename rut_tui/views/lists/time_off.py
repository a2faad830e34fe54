"""Time off as a list: holidays and days ill, the latest first."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from rut_tui.domain.days import describe_day
from rut_tui.modals.time_off import TimeOffForm
from rut_tui.views.lists.drawing import counted, row_lines
from rut_tui.views.lists.page import RecordsPage, Summary

if TYPE_CHECKING:
    from rut_tui.domain.periods import TimeOff
    from rut_tui.storage.store import Store


class TimeOffPage(RecordsPage["TimeOff"]):
    """Days that stay out of every comparison."""

    NAME: ClassVar = "time-off"
    TITLE: ClassVar = "Time off"
    EMPTY: ClassVar = (
        "Holidays and days ill will be here.",
        "They are left out where days are compared, so that a week at the sea doesn't flatter your job.",
        "mark days off",
    )

    @staticmethod
    def summary(store: "Store", today: date) -> Summary:
        """How many times, and the latest."""
        line = "Holidays and days ill, left out of insights."
        for last in store.time_off.all(limit=1):
            line = f"{_span(last, today)}, {last.kind}"
        return Summary(f"{store.time_off.count():,}", Content(line))

    def read(self, store: "Store", today: date) -> "Sequence[TimeOff]":  # noqa: ARG002 - as for the others
        """Read the days off."""
        return store.time_off.all(archived=self.archived, limit=self.reach)

    def draw(self, row: "TimeOff", room: int) -> list[Content]:
        """What for, when, how long."""
        days = counted((row.last_day - row.first_day).days + 1, "day")
        text = Content.assemble(_span(row, self.today), (f"   {days}", "$muted"))
        return row_lines(row.kind.value, [text], room)

    def id_of(self, row: "TimeOff") -> str:
        """Its id."""
        return row.id

    async def edit(self, row: "TimeOff | None") -> None:
        """Open the form."""
        await self.fill_in(TimeOffForm(self.host.app.clock, record=row))

    def put_away(self, store: "Store", row: "TimeOff", archived: bool) -> object:
        """Archive them or take them back."""
        return store.time_off.set_archived(row.id, archived)


def _span(row: "TimeOff", today: date) -> str:
    first, last = describe_day(row.first_day, today), describe_day(row.last_day, today)
    return first if first == last else f"{first} to {last}"
