"""The talks with one person as a list, the latest first."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from rut_tui.domain.days import describe_day
from rut_tui.domain.visible import visible
from rut_tui.modals.agenda import open_agenda
from rut_tui.modals.behind import shortened
from rut_tui.modals.contact import ask_contact
from rut_tui.views.lists.drawing import row_lines, words
from rut_tui.views.lists.page import RecordsPage
from rut_tui.widgets.bindings import bindings

if TYPE_CHECKING:
    from rut_tui.domain.people import Contact, Person
    from rut_tui.storage.store import Store


class ContactsPage(RecordsPage["Contact"], inherit_bindings=False):
    """What was said, and when."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("goals.talks"), *bindings("lists")]
    NAME: ClassVar = "talks"
    TITLE: ClassVar = "Talks"
    EMPTY: ClassVar = (
        "Your talks will be here, with what was said.",
        "Any of them counts: a message, a coffee, five minutes on the stairs.",
        "write one down",
    )
    _person: "Person | None" = None

    def about_person(self, person: "Person") -> None:
        """Show the talks with somebody."""
        self._person = person
        self.archived = False
        self.list.selected = 0

    def read(self, store: "Store", today: date) -> "Sequence[Contact]":  # noqa: ARG002 - as for the others
        """Read the talks."""
        if self._person is None:
            return ()
        return store.contacts.of(self._person.id, archived=self.archived, limit=self.reach)

    @property
    def heading(self) -> str:
        """With whom."""
        return f"{self.TITLE} with {visible(shortened(self._person.name))}" if self._person else self.TITLE

    def draw(self, row: "Contact", room: int) -> list[Content]:
        """When, how, and what was said."""
        how = Content.styled(row.kind.value, "bold" if not row.note.strip() else "$muted")
        return row_lines(describe_day(row.day, self.today), [how, words(row.note)], room)

    def id_of(self, row: "Contact") -> str:
        """Its id."""
        return row.id

    async def edit(self, row: "Contact | None") -> None:
        """Open the form."""
        if self._person:
            await ask_contact(self.host.app, self.saved, self._person.id, self.land, record=row)

    def put_away(self, store: "Store", row: "Contact", archived: bool) -> object:
        """Archive it or take it back."""
        return store.contacts.set_archived(row.id, archived)

    async def action_agenda(self) -> None:
        """Show the card for the next talk."""
        if self._person:
            await self.open_form(partial(open_agenda, self.host.app, self._person.id, self.saved))
