"""The tab of leads: those that are open, the nearest step first, then those that ended in a no."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.content import Content

from rut_tui.domain.days import describe_day, say_day
from rut_tui.modals.lead import ask_lead
from rut_tui.views.lists.drawing import row_lines, words
from rut_tui.views.lists.page import RecordsPage
from rut_tui.views.lists.record_list import ALL
from rut_tui.views.lists.stack import PageStack
from rut_tui.widgets.bindings import bindings

if TYPE_CHECKING:
    from rut_tui.domain.leads import Lead, SearchLength
    from rut_tui.storage.store import Store

NO: Final = "no"
REACHED: Final = {"found": "found", "applied": "applied", "talking": "talking since", "offer": "offer", NO: "a no"}
"""How the day of a stage is said."""


class LeadsPage(RecordsPage["Lead"], inherit_bindings=False):
    """Where one could work."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("goals.leads"), *bindings("lists")]
    NAME: ClassVar = "leads"
    TITLE: ClassVar = "Leads"
    AT_ONCE: ClassVar = ALL
    EMPTY: ClassVar = (
        "Places you could work at will be here, with how far each has come.",
        "From five on, their times say how long your own search may take; a no becomes a delay with a next try.",
        "write down the first one",
    )
    _length: "SearchLength | None" = None
    _lacking = 0

    def read(self, store: "Store", today: date) -> "Sequence[Lead]":
        """Read the leads, and what they say about a search."""
        from rut_tui.domain.leads import SUGGESTS, counting, search_length

        live = store.leads.all()
        self._length = None if self.archived else search_length(live, today)
        self._lacking = 0 if self.archived else max(0, SUGGESTS - len(counting(live)))
        return store.leads.all(archived=True) if self.archived else live

    def above(self, row: "Lead", place: int) -> list[Content]:
        """What they say about a search, and a heading where the noes begin."""
        rows = self.list.rows
        lines = [*self._search_lines(), Content("")] if place == 0 and not self.archived else []
        if row.stage == NO and (place == 0 or rows[place - 1].stage != NO) and not self.archived:
            lines += [*([Content("")] if place else []), Content.styled("A no, for now", "bold")]
        return lines

    def _search_lines(self) -> list[Content]:
        return search_words(self._length, self._lacking).wrap(max(20, min(self.list.room, 76)))

    def draw(self, row: "Lead", room: int) -> list[Content]:
        """The stage, what it is, since when, and what comes next."""
        from rut_tui.domain.leads import reached_on

        place = Content.assemble(", ", words(row.company)) if row.company.strip() else Content("")
        style = "$muted" if row.stage == NO else "bold"
        since = reached_on(row) or row.found_on
        parts = [
            Content.assemble(words(row.role, style), place),
            Content(f"{REACHED[row.stage]} {say_day(since, self.today)}"),
        ]
        if row.stage != NO and (step := self._next(row)):
            parts.append(step)
        return row_lines(row.stage.value, [parts[0], *(part.stylize_before("$muted") for part in parts[1:])], room)

    def _next(self, row: "Lead") -> Content:
        if row.next_on is None:
            return Content.assemble("→ ", words(row.next_step)) if row.next_step.strip() else Content("")
        when = describe_day(max(row.next_on, self.today), self.today)
        step = Content.assemble(": ", words(row.next_step)) if row.next_step.strip() else Content("")
        return Content.assemble("→ ", (when, "$foreground"), step)

    def id_of(self, row: "Lead") -> str:
        """Its id."""
        return row.id

    async def edit(self, row: "Lead | None") -> None:
        """Open the form."""
        await ask_lead(self.host.app, self.saved, self.land, record=row)

    def put_away(self, store: "Store", row: "Lead", archived: bool) -> object:
        """Archive it or take it back."""
        return store.leads.set_archived(row.id, archived)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An offer is the last stage, and a no isn't said twice."""
        row = self.list.row
        if action == "move_on":
            return row is not None and not self.archived and row.stage != "offer"
        if action == "say_no":
            return row is not None and not self.archived and row.stage != NO
        return super().check_action(action, parameters)

    def action_move_on(self) -> None:
        """Bring the lead to its next stage, today."""
        from rut_tui.domain.leads import next_stage

        if row := self.list.row:
            stage = next_stage(row)
            self.change(lambda store: store.leads.move(row.id, stage), f"Now: {stage.value}. ctrl+z takes that back.")

    async def action_say_no(self) -> None:
        """Say that it was a no, and write down the delay."""
        if row := self.list.row:
            await self.open_form(partial(self._say_no, row))

    async def _say_no(self, row: "Lead") -> None:
        from rut_tui.modals.lead_no import NoForm
        from rut_tui.modals.record_form import ask

        await ask(self.host.app, NoForm(self.host.app.clock, row), self.saved)


def search_words(length: "SearchLength | None", lacking: int) -> Content:
    """Say what the leads tell about the length of a search, or how many more it takes.

    Args:
        length: What they tell, if they are enough.
        lacking: How many more it takes.
    """
    if length is None:
        more = "1 more lead" if lacking == 1 else f"{lacking} more leads"
        return Content.styled(
            f"With {more}, open or with an offer, their times say how long your search may take.", "$muted"
        )
    still = length.leads - length.offers
    counts = f"{length.offers} with an offer, {still} still open" if still else "all with an offer"
    # What can only grow is offered there only where the plan expects less.
    least, savings = ("at least ", "") if length.at_least else ("", " In Savings, s takes it for your search.")
    return Content.assemble(
        f"Found to offer: {least}{length.months} months",
        (f", the middle of {length.leads} leads ({counts}).{savings}", "$muted"),
    )


class LeadsPane(PageStack):
    """The leads."""

    PAGES: ClassVar = (LeadsPage,)


PANE = LeadsPane
