"""The board from an idea to done, with the archive behind it.

It alone saves; the columns only say what was pointed at.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.worker import Worker

from rut_tui.modals.goal_offers import read_offers
from rut_tui.storage.faults import StorageError
from rut_tui.views.base import View
from rut_tui.views.goals.ahead import Cards, brought_back, focused, moved, put_away, ticked
from rut_tui.views.goals.board import Board, ColumnNames
from rut_tui.views.goals.column import BoardColumn
from rut_tui.views.goals.no_goals import NoGoals
from rut_tui.views.goals.offered import DONE, KEPT, said_of_move, works
from rut_tui.views.goals.place import Place, first_place, goal_at, place_of, stepped, within
from rut_tui.views.goals.sieve import place_among
from rut_tui.widgets.bindings import bindings

if TYPE_CHECKING:
    from rut_tui.domain.board import Direction
    from rut_tui.domain.goals import Column, Goal
    from rut_tui.storage.ratings import Version
    from rut_tui.storage.store import Store

    Read = tuple[Version, Cards]

IDEA = "idea"


def _board(store: "Store") -> Cards:
    """Read the columns of the board, and the archive."""
    from rut_tui.domain.board import by_column

    read_offers()  # here, on the journal's thread, so that opening the form finds the words read
    live = tuple(by_column(store.goals.board()).values())
    return Cards(live, store.goals.board(archived=True), store.goals.linked())


def _read(store: "Store", known: "Read | None" = None) -> "Read":
    """Read them, unless what is known is what the file still holds."""
    version = store.ratings.version
    return known if known and known[0] == version else (version, _board(store))


class BoardView(View):
    """The home of the fourth screen."""

    NAME = "goals"
    BINDINGS: ClassVar[list[BindingType]] = bindings("goals") + bindings("goals.card") + bindings("goals.away")

    def __init__(self, *, id: str | None = None) -> None:
        """Begin on the board, with nothing read."""
        super().__init__(id=id)
        self._cards = self._shown = Cards(((), (), (), ()), ())
        self._known: Read | None = None
        """What the file held when it was last read."""
        self._ahead = 0
        """Changes that are drawn already, and on their way to the disk."""
        self._in_archive = False
        self._place: Place | None = None
        self._chosen: str | None = None

    def compose(self) -> ComposeResult:
        """The board, and what stands there before there is a goal."""
        with Container(id="goals-board"):
            yield from self.compose_board()

    def compose_board(self) -> ComposeResult:
        """What stands on the board's place."""
        yield Board()
        yield NoGoals("Goals")

    def on_mount(self) -> None:
        """Show neither before the first load."""
        self.query_one(Board).display = False
        self.query_one(NoGoals).display = False

    async def load(self) -> None:
        """Read all goals; what is drawn ahead of the disk is shown until all of that is there."""
        known = self._known
        self._known = _, cards = await self.ask(lambda store: _read(store, known))
        if not self._ahead:
            self._take(cards)

    async def open(self, what: str) -> None:
        """Open a new goal ("new"), or the form of one ("open:<id>"), on a milestone of it ("open:<id>:<milestone>")."""
        try:
            self._known = _, cards = await self.ask(_read)
            self._take(cards)
        except StorageError as error:
            self.app.tell(error)
            return
        goal_id, _, step = what.removeprefix("open:").partition(":")
        if what == "new":
            await self._open_new(IDEA)
        elif place_of(self._cards.live, goal_id):
            self._in_archive = False
            self.reveal(goal_id)
            self._chosen = goal_id
            self._take(self._cards)
            await self.action_edit(step)

    @property
    def columns(self) -> "Sequence[Sequence[Goal]]":
        """The cards shown: four columns, or the archive alone."""
        return (self._shown.archive,) if self._in_archive else self._shown.live

    def sift(self, cards: Cards) -> Cards:
        """Return the cards that are to be shown."""
        return cards

    def reveal(self, goal_id: str) -> None:
        """Let nothing hide a goal."""

    @property
    def goal(self) -> "Goal | None":
        """The card that keys act on."""
        return goal_at(self.columns, self._place) if self._place else None

    def _take(self, cards: Cards) -> None:
        """Show cards; the chosen goal stays chosen wherever it went."""
        self._cards = cards
        self._shown = self.sift(cards)
        place = place_of(self.columns, self._chosen)
        if place is None:
            place = within(self.columns, self._place) if self._place else first_place(self.columns)
        self._go(place)

    def _go(self, place: Place) -> None:
        """Choose a card and draw."""
        self._place = place
        goal = self.goal
        self._chosen = goal.id if goal else None
        board = self.query_one(Board)
        board.display = self._in_archive or any(self._cards.live)
        self.query_one(NoGoals).display = not board.display
        board.show(
            self.columns, place, self.app.clock().date(), read_offers().names, sifted=self._shown is not self._cards
        )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - the framework's shape
        """A key for a card needs a card; the archive has no moves, and what is done needs no focus."""
        return works(action, self.goal, in_archive=self._in_archive)

    def action_focus_card(self, direction: str) -> None:
        """Choose the card beside."""
        if self._place:
            self._go(stepped(self.columns, self._place, direction))

    def action_focus_end(self, end: int) -> None:
        """Choose the first or the last card of the column."""
        if self._place:
            cards = self.columns[self._place.column]
            self._go(within(self.columns, Place(self._place.column, end % max(len(cards), 1))))

    def _change(self, cards: Cards, job: "Callable[[Store], Any]", said: str = "", *, leaves: bool = False) -> None:
        """Draw a change and save it; what the file holds then is drawn in its place.

        Args:
            cards: The board as it will be.
            job: What to do.
            said: A few words for a toast, once it is on disk.
            leaves: The goal chosen leaves the cards shown; the choice goes to the one that takes its place.
        """
        self._ahead += 1
        if leaves:
            self._chosen = None
        self._take(cards)
        _: Worker[None] = self.run_worker(partial(self._save_change, job, said), group="changes")

    async def _save_change(self, job: "Callable[[Store], Any]", said: str) -> None:
        def change(store: "Store") -> "Read":
            job(store)
            return _read(store)

        try:
            self._known = _, cards = await self.save(change, said, drawn=True)
        except StorageError as error:
            self.app.tell(error)
            self.reload()
        else:
            if self._ahead == 1:
                self._take(cards)
        finally:
            self._ahead -= 1

    @property
    def _today(self) -> date:
        return self.app.clock().date()

    def action_move_card(self, direction: "Direction") -> None:
        """Move the card; the choice goes with it."""
        from rut_tui.domain.board import target
        from rut_tui.domain.goals import Column

        if goal := self.goal:
            to = target((card for cards in self._shown.live for card in cards), goal.id, direction)
            if to:
                column, place = to
                number = tuple(Column).index(column)
                row = place_among(self._cards.live[number], self._shown.live[number], goal.id, place)
                self._move(goal, column, row, said_of_move(goal, column))

    def _move(self, goal: "Goal", to: "Column", position: int, said: str) -> None:
        cards = moved(self._cards, goal, to, position, self._today)
        self._change(cards, lambda store: store.goals.move(goal.id, to, position), said)

    def action_tick(self) -> None:
        """Tick the next milestone."""
        if (goal := self.goal) and (step := goal.next_milestone):
            last = goal.done_milestones + 1 == len(goal.milestones) and goal.done_on is None
            said = "That was the last step. x once more moves it to Done." if last else ""
            cards = ticked(self._cards, step.id, self._today)
            self._change(cards, lambda store: store.goals.tick(step.id, done=True), said)

    def action_done(self) -> None:
        """Move the goal to Done."""
        from rut_tui.domain.goals import Column

        if goal := self.goal:
            self._move(goal, Column.DONE, 0, KEPT)

    def action_focus_goal(self) -> None:
        """Put the goal in focus, or let it go."""
        if goal := self.goal:
            chosen = None if goal.focus else goal.id
            self._change(focused(self._cards, chosen), lambda store: store.goals.set_focus(chosen))

    def action_archive(self) -> None:
        """Archive the goal."""
        if goal := self.goal:
            said = "Archived. ctrl+z brings it back."
            cards = put_away(self._cards, goal)
            self._change(cards, lambda store: store.goals.set_archived(goal.id, archived=True), said, leaves=True)

    def action_bring_back(self) -> None:
        """Bring the goal back to its column."""
        if goal := self.goal:
            said = f"Back on the board, in {goal.column.value.capitalize()}."
            cards = brought_back(self._cards, goal)
            self._change(cards, lambda store: store.goals.set_archived(goal.id, archived=False), said, leaves=True)

    def action_archived(self) -> None:
        """Show the archive, or the board."""
        self._in_archive = not self._in_archive
        self._chosen = None
        self._go(first_place(self.columns))

    def action_board(self) -> None:
        """Go back from the archive."""
        self.action_archived()

    async def action_new(self) -> None:
        """Write down a goal, in the column that is chosen; what is new isn't done."""
        from rut_tui.domain.goals import Column

        name = tuple(Column)[self._place.column if self._place and not self._in_archive else 0].value
        await self._open_new(IDEA if name == DONE else name)

    async def _open_new(self, column: str) -> None:
        from rut_tui.modals.goal_form import goal_form

        await goal_form(self.app, self._saved, column=column)

    async def action_edit(self, step: str = "") -> None:
        """Open the goal, on a milestone of it if one is named."""
        from rut_tui.modals.goal_form import goal_form

        if goal := self.goal:
            await goal_form(self.app, self._saved, goal=goal, step=step)

    def _saved(self, goal: "Goal") -> None:
        """Show the goal that the form saved."""
        if goal.archived_at is None:
            self._in_archive = False
        self.reveal(goal.id)
        self._chosen = goal.id
        self.post_message(self.Changed())

    @on(BoardColumn.Pointed)
    async def _pointed(self, event: BoardColumn.Pointed) -> None:
        """A click chooses; a click on the chosen card opens it."""
        place = Place(event.column, event.row or 0)
        if event.row is not None and place == self._place:
            await self.action_edit()
        else:
            self._go(within(self.columns, place))

    @on(ColumnNames.Chosen)
    def _column(self, event: ColumnNames.Chosen) -> None:
        self._go(within(self.columns, Place(event.column, 0)))
