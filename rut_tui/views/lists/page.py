"""A page of the lists: rows to go through, write anew, change, put away and take back.

A subclass says which rows, and how each is drawn. Of the screen it is on it knows that this reads and saves.
"""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from rut_tui.modals.record_form import Named, RecordForm, ask
from rut_tui.storage.faults import StorageError
from rut_tui.views.base import View
from rut_tui.views.lists.record_list import ALL, RecordList
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.listing import Listing, newcomer
from rut_tui.widgets.panel import Panel, empty_state

if TYPE_CHECKING:
    from rut_tui.storage.store import Store

RowT = TypeVar("RowT")


class Summary(NamedTuple):
    """What a list comes down to.

    Attributes:
        size: How much there is, in words.
        line: One line about it, with the person's words drawn safely.
    """

    size: str
    line: Content


class RecordsPage(Panel, Generic[RowT]):
    """One list, and the keys that work on its rows.

    Attributes:
        NAME: What it is called in targets and commands: "wins".
        TITLE: Its heading.
        EMPTY: What will be here, why it helps, and what `n` does then.
        AT_ONCE: How many rows are read at first, and then on whenever the end comes near.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("lists")
    NAME: ClassVar[str]
    TITLE: ClassVar[str]
    EMPTY: ClassVar[tuple[str, str, str]]
    AT_ONCE: ClassVar[int] = 100

    class Left(Message):
        """Back to where it was opened."""

    def __init__(self, host: View) -> None:
        """Start empty.

        Args:
            host: The screen it reads and saves through.
        """
        super().__init__(self.TITLE, classes="records")
        self.host = host
        self.list: RecordList[RowT] = RecordList(self)
        self.archived = False
        self.on_top = False
        """Whether there is nothing behind it to go back to: the key is left to the screen then."""
        self.reach = self.AT_ONCE
        self._to_the_end = False
        self._wanted: str | None = None
        self._today = date.min

    def body(self) -> ComposeResult:
        """The rows, and a few words about the one selected."""
        yield self.list
        yield Static(classes="about")

    @staticmethod
    def summary(store: "Store", today: date) -> Summary:  # noqa: ARG004 - a subclass needs them
        """Read what the list comes down to, on the thread of the file; nothing where no list of lists shows it."""
        return Summary("", Content(""))

    @abstractmethod
    def read(self, store: "Store", today: date) -> Sequence[RowT]:
        """Read as many rows as `reach` says, on the thread of the file: those put away when `archived` is set."""

    @abstractmethod
    def draw(self, row: RowT, room: int) -> list[Content]:
        """Return the lines of a row."""

    def above(self, row: RowT, place: int) -> list[Content]:  # noqa: ARG002 - a subclass needs them
        """Return the lines above a row: a heading, where something else begins."""
        return []

    @abstractmethod
    def id_of(self, row: RowT) -> str:
        """Return what tells a row from the others."""

    @abstractmethod
    async def edit(self, row: RowT | None) -> None:
        """Open the form of a row, or of a new one."""

    @abstractmethod
    def put_away(self, store: "Store", row: RowT, archived: bool) -> object:
        """Put a row away or take it back, on the thread of the file."""

    def about(self, row: RowT) -> Content:  # noqa: ARG002 - a subclass needs it
        """Return a few words about the row selected."""
        return Content("")

    @property
    def heading(self) -> str:
        """What stands above the rows."""
        return self.TITLE

    @property
    def today(self) -> date:
        """The person's local day, as of the last reading."""
        return self._today

    def show(self, rows: Sequence[RowT], today: date) -> None:
        """Show what was read; the row that was selected stays so, or else its neighbour."""
        self._today = today
        # Only what was done by hand leads to a row: one that another process wrote comes in silently.
        came = newcomer(self.list.ids, [self.id_of(row) for row in rows]) if self.host.settling else None
        before = self._wanted or came or (self.id_of(self.list.row) if self.list.row is not None else None)
        same = next((place for place, row in enumerate(rows) if self.id_of(row) == before), None)
        if same is None and self._wanted and len(rows) == self.reach:
            self.reach = ALL  # it is further down
            self.host.reload()
            return
        last = max(0, len(rows) - 1)
        place = last if self._to_the_end else min(self.list.selected, last) if same is None else same
        self._wanted, self._to_the_end = None, False
        self.list.show(rows, place, self._nothing())
        number = f"{len(rows):,}{'' if self.list.complete else ' and more'}" if rows else ""
        self.retitle(self.heading, ", ".join(filter(None, ("archive" if self.archived else "", number))))
        self._tell_about()
        self.refresh_bindings()

    def _nothing(self) -> Content:
        if self.archived:
            return Content.styled("What you archive with a waits here; v goes back.", "$muted")
        what, why, does = self.EMPTY
        return empty_state(what, why, "n", does)

    def read_on(self) -> None:
        """Read more rows; nobody waits for them."""
        self.reach += self.AT_ONCE
        self.host.reload(quietly=True)

    def read_to_the_end(self) -> None:
        """Read all rows, and go to the last."""
        self.reach, self._to_the_end = ALL, True
        self.host.reload()

    def look_for(self, row_id: str, *, archived: bool = False) -> None:
        """Select a row when it is next read.

        Args:
            row_id: What tells it from the others.
            archived: It was put away.
        """
        self.archived = archived
        self._wanted = row_id

    def on_resize(self) -> None:
        """The words about a row are wrapped to the room there is, known only now."""
        self._tell_about()

    @on(Listing.Selected)
    def _tell_about(self) -> None:
        row = self.list.row
        about = self.query_one(".about", Static)
        said = self.about(row) if row is not None else Content("")
        about.update(said)
        about.display = bool(said)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - the framework's shape
        """A key for a row needs a row, and the way back something to go back to."""
        if action == "back":
            return self.archived or not self.on_top
        return self.list.row is not None or action not in ("edit", "archive")

    async def fill_in(self, form: RecordForm[Any, Any]) -> None:
        """Open a form over a row; the list goes to what it saved."""
        await ask(self.host.app, form, self.saved, self.land)

    def land(self, saved: Named) -> None:
        """Go to what a form saved."""
        self.look_for(saved.id, archived=saved.archived_at is not None)

    def saved(self) -> None:
        """Show what a form saved."""
        self.post_message(View.Changed())

    async def action_new(self) -> None:
        """Write down a new one."""
        await self.open_form(partial(self.edit, None))

    @on(Listing.Opened)
    async def action_edit(self) -> None:
        """Open the row selected."""
        if self.list.row is not None:
            await self.open_form(partial(self.edit, self.list.row))

    async def open_form(self, opening: Callable[[], Awaitable[None]]) -> None:
        """Open a form; say what the file refused, when it had to be read for that."""
        try:
            await opening()
        except StorageError as error:
            self.host.app.tell(error)

    def action_archive(self) -> None:
        """Put the row away, or take it back."""
        if (row := self.list.row) is not None:
            archived = not self.archived
            said = "Archived. ctrl+z brings it back." if archived else "It is back."
            self.change(lambda store: self.put_away(store, row, archived), said)

    def change(self, job: "Callable[[Store], Any]", said: str) -> None:
        """Save a change to a row; keys wait until it is shown.

        Args:
            job: What to do.
            said: A few words for a toast, once it is on disk.
        """

        async def save() -> None:
            try:
                await self.host.save(job, said, drawn=True)
            except StorageError as error:
                self.host.app.tell(error)
            self.host.reload()

        self.host.then(save)

    def action_archived(self) -> None:
        """Show the archive, or what is in use."""
        self.archived = not self.archived
        self.list.selected = 0
        self.host.reload()

    def action_back(self) -> None:
        """Leave the archive, or else the page."""
        if self.archived:
            self.action_archived()
        else:
            self.post_message(self.Left())
