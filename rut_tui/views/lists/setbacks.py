"""The setbacks as a list: delays, those with the nearest next try first, those that are over last."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from rut_tui.domain.days import describe_ago, describe_day
from rut_tui.modals.setback import SetbackForm
from rut_tui.views.lists.drawing import row_lines, words
from rut_tui.views.lists.page import RecordsPage, Summary
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.plain import plain

if TYPE_CHECKING:
    from rut_tui.domain.wins import Setback
    from rut_tui.storage.store import Store


class SetbacksPage(RecordsPage["Setback"], inherit_bindings=False):
    """What is delayed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("lists.setbacks"), *bindings("lists")]
    NAME: ClassVar = "setbacks"
    TITLE: ClassVar = "Setbacks"
    EMPTY: ClassVar = (
        "What didn't work out yet will be here, as a delay with a next try.",
        "Written down, it is a thing to do again, and no verdict on you.",
        "write one down",
    )

    @staticmethod
    def summary(store: "Store", today: date) -> Summary:
        """How many are open, and the nearest next try."""
        line = Content("Delays, each with a next try.")
        for nearest in store.setbacks.open(limit=1):
            if nearest.next_on:
                what = plain(nearest.next_try or nearest.what)
                line = Content.assemble("next try ", describe_day(nearest.next_on, today), ": ", what)
        waiting = store.setbacks.count_open()
        return Summary(f"{waiting:,} open" if waiting else f"{store.setbacks.count():,}", line)

    def read(self, store: "Store", today: date) -> "Sequence[Setback]":  # noqa: ARG002 - as for the others
        """Read the setbacks."""
        return store.setbacks.all(archived=self.archived, limit=self.reach)

    def draw(self, row: "Setback", room: int) -> list[Content]:
        """Its day, what happened, and what comes of it."""
        front = f"{'●' if row.closed_on else '○'} {describe_day(row.day, self.today)}"
        return row_lines(front, [words(row.what, "$muted" if row.closed_on else ""), self._next(row)], room)

    def _next(self, row: "Setback") -> Content:
        if row.closed_on:
            return Content.styled(f"over, {describe_day(row.closed_on, self.today)}", "$muted")
        if not row.next_try.strip() and row.next_on is None:
            return Content.styled("no next try yet", "$muted")
        what = words(row.next_try or "try again", "$muted")
        if row.next_on is None:
            return Content.assemble(("→ ", "$muted"), what)
        late = row.next_on < self.today
        when = describe_ago(row.next_on, self.today) if late else describe_day(row.next_on, self.today)
        return Content.assemble(("→ ", "$muted"), when, (": ", "$muted"), what)

    def id_of(self, row: "Setback") -> str:
        """Its id."""
        return row.id

    async def edit(self, row: "Setback | None") -> None:
        """Open the form."""
        await self.fill_in(SetbackForm(self.host.app.clock, record=row))

    def put_away(self, store: "Store", row: "Setback", archived: bool) -> object:
        """Archive it or take it back."""
        return store.setbacks.set_archived(row.id, archived)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is put away is neither over nor not."""
        if action == "over":
            return self.list.row is not None and not self.archived
        return super().check_action(action, parameters)

    def action_over(self) -> None:
        """Say that it is over, or that it isn't."""
        if row := self.list.row:
            closed = row.closed_on is None
            said = "Over. It stays here; ctrl+z takes that back." if closed else "Open again."
            self.change(lambda store: store.setbacks.set_closed(row.id, closed), said)
