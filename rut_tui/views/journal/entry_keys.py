"""What can be done to an entry of the journal from any list that shows it: write, edit, move, put away."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from rut_tui.storage.faults import StorageError
from rut_tui.views.base import View
from rut_tui.widgets.listing import Listing

if TYPE_CHECKING:
    from rut_tui.domain.journal import Entry
    from rut_tui.storage.store import Store


class EntryKeys(View):
    """The keys of entries. A subclass says which entry is selected, and goes where one was saved."""

    @property
    @abstractmethod
    def day(self) -> date:
        """The day that a new entry is for."""

    @property
    @abstractmethod
    def entry(self) -> "Entry | None":
        """The entry selected."""

    @abstractmethod
    def land(self, entry: "Entry") -> None:
        """Go where a saved entry belongs, once it is read again."""

    @abstractmethod
    def stay(self) -> None:
        """Show again what is shown, after an entry of it was changed."""

    async def action_new(self) -> None:
        """Write an entry for the day shown."""
        from rut_tui.modals.check_in import check_in

        await check_in(self.app, self._refresh, day=self.day, on_saved=self.land)

    @on(Listing.Opened, "DayLog, FoundList")
    async def action_edit(self) -> None:
        """Open the entry selected."""
        from rut_tui.modals.check_in import check_in

        if entry := self.entry:
            await check_in(self.app, self._refresh, entry=entry, on_saved=self.land)

    def _refresh(self) -> None:
        self.post_message(self.Changed())

    def action_archive(self) -> None:
        """Put the entry away, or take it back."""
        if entry := self.entry:
            self.then(partial(self._archive, entry))

    async def _archive(self, entry: "Entry") -> None:
        archive = entry.archived_at is None
        said = "Archived. ctrl+z brings it back." if archive else "It is back."
        if await self._saved(lambda store: store.entries.set_archived(entry.id, archive), said):
            self.stay()

    def action_move(self) -> None:
        """Ask for the day that the entry belongs to."""
        from rut_tui.domain.when import describe_moment, parse_move
        from rut_tui.modals.prompt import Prompt

        if not (entry := self.entry):
            return

        def answered(at: datetime | None) -> None:
            if at and at != entry.local:
                self.then(partial(self._move, entry, at))

        self.app.push_screen(
            Prompt(
                f"The entry from {describe_moment(entry.local, self.app.clock())}",
                "Which day does it belong to?",
                "yesterday, mon, 3 Nov; a time too, if it was another",
                lambda typed: parse_move(typed, entry.local, self.app.clock()),
                lambda at: describe_moment(at, self.app.clock()),
            ),
            answered,
        )

    async def _move(self, entry: "Entry", at: datetime) -> None:
        from rut_tui.domain.when import describe_moment

        said = f"Moved to {describe_moment(at, self.app.clock())}. ctrl+z takes it back."
        if moved := await self._saved(lambda store: store.entries.move(entry.id, at), said):
            self.land(moved)

    async def _saved(self, job: "Callable[[Store], Entry]", said: str) -> "Entry | None":
        """Save, or say why not."""
        try:
            return await self.save(job, said)
        except StorageError as error:
            self.app.tell(error)
            return None
