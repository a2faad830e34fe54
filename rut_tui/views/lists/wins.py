"""The wins as a list: the newest first, each with the reward taken for it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from rut_tui.domain.days import describe_ago, describe_day
from rut_tui.modals.win import WinForm
from rut_tui.views.lists.drawing import row_lines, words
from rut_tui.views.lists.page import RecordsPage, Summary
from rut_tui.widgets.plain import plain

if TYPE_CHECKING:
    from rut_tui.domain.wins import Win
    from rut_tui.storage.store import Store


class WinsPage(RecordsPage["Win"]):
    """What went well."""

    NAME: ClassVar = "wins"
    TITLE: ClassVar = "Wins"
    EMPTY: ClassVar = (
        "What went well will be here, however small.",
        "On a hard day one of them comes back to you.",
        "write down the first one; w does so on any screen",
    )

    @staticmethod
    def summary(store: "Store", today: date) -> Summary:
        """How many, and the last one."""
        line = Content("What went well, however small.")
        for last in store.wins.all(limit=1):
            line = Content.assemble(plain(last.text), f", {describe_ago(last.day, today)}")
        return Summary(f"{store.wins.count():,}", line)

    def read(self, store: "Store", today: date) -> "Sequence[Win]":  # noqa: ARG002 - as for the others
        """Read the wins."""
        return store.wins.all(archived=self.archived, limit=self.reach)

    def draw(self, row: "Win", room: int) -> list[Content]:
        """The day, the win, the reward."""
        reward = Content.assemble(("→ ", "$muted"), words(row.reward, "$muted")) if row.reward.strip() else Content("")
        return row_lines(describe_day(row.day, self.today), [words(row.text), reward], room)

    def id_of(self, row: "Win") -> str:
        """Its id."""
        return row.id

    async def edit(self, row: "Win | None") -> None:
        """Open the form."""
        await self.fill_in(WinForm(self.host.app.clock, record=row))

    def put_away(self, store: "Store", row: "Win", archived: bool) -> object:
        """Archive it or take it back."""
        return store.wins.set_archived(row.id, archived)
