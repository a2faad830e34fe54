"""The card for a talk with somebody: what was said last, what to ask them, and the question sheet.

It is read before the talk; afterwards one key opens the form that the talk is written down in.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from rut_tui.domain.days import say_day
from rut_tui.domain.interview import SHEET
from rut_tui.modals.contact import ask_contact
from rut_tui.modals.question import ask_question
from rut_tui.storage.faults import StorageError
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.chrome import FooterLine
from rut_tui.widgets.page import Sheet
from rut_tui.widgets.plain import plain

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.domain.people import Contact, Person
    from rut_tui.domain.questions import Question
    from rut_tui.storage.store import Store

TALKS: Final = 3
"""Talks that the card looks back on."""

LONGEST: Final = 1_200
"""Characters of each that it shows."""


class Card(NamedTuple):
    """What is known before a talk.

    Attributes:
        person: With whom.
        talks: The latest talks, the last one first.
        questions: The open ones that they could answer.
    """

    person: "Person"
    talks: "Sequence[Contact]"
    questions: "Sequence[Question]"


def read_card(store: "Store", person_id: str) -> Card:
    """Read what is known before a talk with somebody.

    Raises:
        Gone: There is no such person.
    """
    from rut_tui.domain.questions import agenda

    talks = store.contacts.of(person_id, limit=TALKS)
    return Card(store.people.get(person_id), talks, agenda(store.questions.open(), person_id))


class AgendaCard(Sheet[None]):
    """The card."""

    DEFAULT_CSS = """
    AgendaCard { align: center top; background: $background 60%; }
    AgendaCard > .form {
        width: 76; max-width: 100%; height: auto; max-height: 100%; margin: 1 0; padding: 1 2;
        scrollbar-size-vertical: 1; background: $surface; border-left: outer $accent;
    }
    AgendaCard .title { text-style: bold; color: $accent; margin-bottom: 1; }
    AgendaCard .part { height: auto; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("agenda")
    app: "RutApp"

    def __init__(self, card: Card, then: Callable[[], None]) -> None:
        """Show a card.

        Args:
            card: What is known.
            then: Called when something was saved from here.
        """
        super().__init__()
        self._card = card
        self._then = then

    def compose(self) -> ComposeResult:
        """Who it is, what to ask, the sheet, what was said last."""
        with VerticalScroll(classes="form"):
            yield Static(plain(f"Before you talk to {self._card.person.name}"), classes="title")
            yield Static(classes="part", id="agenda-lines")
        yield FooterLine()

    def on_mount(self) -> None:
        """Write the card."""
        self._draw()

    def _draw(self) -> None:
        lines = card_lines(self._card, self.app.clock().date())
        self.query_one("#agenda-lines", Static).update(Content("\n").join(lines))

    async def action_talked(self) -> None:
        """Write down that the talk took place; the card is done then."""
        person_id = self._card.person.id

        def saved() -> None:
            self._then()
            self.dismiss(None)

        await self._open(ask_contact(self.app, saved, person_id))

    async def action_ask(self) -> None:
        """Write down another question for them."""
        await self._open(ask_question(self.app, self._saved, asked=(self._card.person.id,)))

    async def _open(self, form: Awaitable[None]) -> None:
        try:
            await form
        except StorageError as error:
            self.app.tell(error)

    def _saved(self) -> None:
        """Show the question that was added."""
        self._then()
        self.run_worker(self._read_again(), exclusive=True)

    async def _read_again(self) -> None:
        try:
            self._card = await self.app.db.read(lambda store: read_card(store, self._card.person.id))
        except StorageError as error:
            self.app.tell(error)
        else:
            self._draw()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


def card_lines(card: Card, today: date) -> list[Content]:
    """Return the lines of a card."""
    return [
        *_who(card.person),
        *_headed("Ask", _questions(card.questions)),
        *_headed("About their work", (Content.assemble(("· ", "$muted"), ask.words) for ask in SHEET)),
        *_headed("Last time" if len(card.talks) < 2 else "The last times", _talks(card.talks, today)),
    ][:-1]


def _who(person: "Person") -> Iterator[Content]:
    about = [text for text in (person.role, person.known, ", ".join(person.tags)) if text.strip()]
    lines = [plain(text, "$muted") for text in about]
    if person.reach.strip():
        lines.append(Content.assemble(("reach: ", "$muted"), plain(person.reach)))
    if person.notes.strip():
        lines.append(plain(person.notes.strip()[:LONGEST], multiline=True))
    yield from (*lines, *([Content("")] if lines else []))


def _headed(heading: str, lines: "Iterator[Content] | Sequence[Content]") -> Iterator[Content]:
    yield Content.styled(heading, "bold")
    yield from lines
    yield Content("")


def _questions(questions: "Sequence[Question]") -> Iterator[Content]:
    for number, question in enumerate(questions, 1):
        yield Content.assemble((f"{number} ", "$accent"), plain(question.text))
    if not questions:
        yield Content.styled("No question for them yet: n writes one down.", "$muted")


def _talks(talks: "Sequence[Contact]", today: date) -> Iterator[Content]:
    for talk in talks:
        when = say_day(talk.day, today)
        yield Content.styled(f"{talk.kind.value}, {when}", "$muted")
        if note := talk.note.strip():
            yield plain(note[:LONGEST] + ("…" if len(note) > LONGEST else ""), multiline=True)
    if not talks:
        yield Content.styled("Nothing written down yet.", "$muted")


async def open_agenda(app: "RutApp", person_id: str, then: Callable[[], None]) -> None:
    """Open the card over whatever is shown.

    Args:
        app: The app to open it on.
        person_id: With whom the talk is.
        then: Called when something was saved from the card.

    Raises:
        StorageError: The journal could not be read, or there is no such person.
    """
    card = await app.db.read(lambda store: read_card(store, person_id))
    await app.push_screen(AgendaCard(card, then))
