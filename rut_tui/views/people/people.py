"""The people as a list: those whose day has come first, then those with a day ahead, then the others."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from rut_tui.domain.cadence import say_cadence
from rut_tui.domain.days import describe_ago, describe_day
from rut_tui.modals.agenda import open_agenda
from rut_tui.modals.contact import ask_contact
from rut_tui.modals.person import PersonForm
from rut_tui.modals.question import ask_question
from rut_tui.views.lists.drawing import counted, row_lines, words
from rut_tui.views.lists.page import RecordsPage
from rut_tui.views.lists.record_list import ALL
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.plain import plain

if TYPE_CHECKING:
    from rut_tui.domain.people import Contact, Person
    from rut_tui.storage.store import Store

DUE, LATER, WHENEVER, AWAY = "Time to get in touch", "Later", "Whenever you like", ""
"""What stands above those who are due, who have a day ahead, and who have none."""


class PersonRow(NamedTuple):
    """A person, the latest talk with them, and how many questions wait for them."""

    person: "Person"
    last: "Contact | None"
    asks: int
    heading: str


class PeoplePage(RecordsPage[PersonRow], inherit_bindings=False):
    """Who one keeps in touch with."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("goals.people"), *bindings("lists")]
    NAME: ClassVar = "people"
    TITLE: ClassVar = "People"
    AT_ONCE: ClassVar = ALL
    EMPTY: ClassVar = (
        "People you want to stay in touch with will be here, and who is due.",
        "Most new work is found through somebody. Any talk you log counts, and sets the clock anew.",
        "write down the first one",
    )

    class LogWanted(Message):
        """The log of talks with somebody is to be shown."""

        def __init__(self, person: "Person") -> None:
            """Say with whom."""
            super().__init__()
            self.person = person

    class QuestionsWanted(Message):
        """The questions are to be shown."""

    def read(self, store: "Store", today: date) -> Sequence[PersonRow]:
        """Read the people, with what was said last."""
        from rut_tui.domain.people import by_due
        from rut_tui.domain.questions import agenda

        latest, questions = store.contacts.latest(), store.questions.open()
        return [
            PersonRow(
                person,
                latest.get(person.id),
                len(agenda(questions, person.id)),
                AWAY if self.archived else _heading(person.due, today),
            )
            for person in by_due(store.people.all(archived=self.archived))
        ]

    def above(self, row: PersonRow, place: int) -> list[Content]:
        """The heading, where those begin that it is about."""
        rows = self.list.rows
        if not row.heading or (place and rows[place - 1].heading == row.heading):
            return []
        return [*([Content("")] if place else []), Content.styled(row.heading, "bold")]

    def draw(self, row: PersonRow, room: int) -> list[Content]:
        """When, who, and when it was last."""
        person = row.person
        front = describe_day(max(person.due, self.today), self.today) if person.due else ""
        role = Content.assemble(", ", words(person.role)) if person.role.strip() else Content("")
        last = f"{row.last.kind.value} {describe_ago(row.last.day, self.today)}" if row.last else "no talk yet"
        asks = f", {counted(row.asks, 'question')} for them" if row.asks else ""
        who = Content.assemble(words(person.name, "bold"), role)
        return row_lines(front, [who, Content.styled(f"{last}{asks}", "$muted")], room)

    def about(self, row: PersonRow) -> Content:
        """How often, how they are known, and what was said last."""
        person = row.person
        how = [say_cadence(person.every_days)] if person.every_days else []
        how += [text for text in (person.known, ", ".join(person.tags), person.reach) if text.strip()]
        lines = [plain(" · ".join(how), "$muted").truncate(self.list.room, ellipsis=True)] if how else []
        if row.last and row.last.note.strip():
            said = words(row.last.note).truncate(self.list.room - 6, ellipsis=True)
            lines.append(Content.assemble(("last: ", "$muted"), said))
        return Content("\n").join(lines)

    def id_of(self, row: PersonRow) -> str:
        """Their id."""
        return row.person.id

    async def edit(self, row: PersonRow | None) -> None:
        """Open the form."""
        await self.fill_in(PersonForm(self.host.app.clock, record=row.person if row else None))

    def put_away(self, store: "Store", row: PersonRow, archived: bool) -> object:
        """Archive them or take them back."""
        return store.people.set_archived(row.person.id, archived)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A talk needs somebody to talk to."""
        if action in ("talked", "agenda", "log", "ask"):
            return self.list.row is not None
        return super().check_action(action, parameters)

    async def action_talked(self) -> None:
        """Write down that one was in touch."""
        if row := self.list.row:
            await self.open_form(partial(ask_contact, self.host.app, self.saved, row.person.id))

    async def action_agenda(self) -> None:
        """Show the card for a talk."""
        if row := self.list.row:
            await self.open_form(partial(open_agenda, self.host.app, row.person.id, self.saved))

    async def action_ask(self) -> None:
        """Write down a question for them."""
        if row := self.list.row:
            await self.open_form(partial(ask_question, self.host.app, self.saved, asked=(row.person.id,)))

    def action_log(self) -> None:
        """Go to the talks with them."""
        if row := self.list.row:
            self.post_message(self.LogWanted(row.person))

    def action_questions(self) -> None:
        """Go to the questions."""
        self.post_message(self.QuestionsWanted())


def _heading(due: date | None, today: date) -> str:
    if due is None:
        return WHENEVER
    return DUE if due <= today else LATER
