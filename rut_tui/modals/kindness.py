"""After a drained check-in: a kept win to read, and five minutes of something, or nothing.

It stands in nobody's way: every key but its own closes it and does what it does below.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Key
from textual.widgets import Static

from rut_tui.domain.days import describe_ago
from rut_tui.modals.evidence_reading import read_evidence
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.chrome import FooterLine
from rut_tui.widgets.page import Sheet
from rut_tui.widgets.plain import key_hint, plain

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.domain.step import Step
    from rut_tui.domain.wins import Win
    from rut_tui.storage.store import Store

ROOM: Final = 60
"""Cells of a line that every window has."""


@dataclass(frozen=True, slots=True)
class Kindness:
    """What there is to offer, if anything.

    Attributes:
        win: A kept win.
        step: Something that takes five minutes at most.
    """

    win: "Win | None" = None
    step: "Step | None" = None


HEAVY: Final = frozenset({"signs", "external", "causes", "smart", "savings"})
"""Steps that take few minutes and are no kindness: to ask what is wrong, to mend a goal, to count money."""


def read_kindness(store: "Store", today: date) -> Kindness:
    """Return what to offer after a drained check-in that is saved.

    Args:
        store: The open journal.
        today: The person's local day.
    """
    from rut_tui.domain.journey import steps
    from rut_tui.domain.step import EASY_MINUTES

    ahead = steps(read_evidence(store, today).evidence)
    easy = (step for step in ahead if step.minutes <= EASY_MINUTES and step.key not in HEAVY)
    return Kindness(store.wins.kept(today), next(easy, None))


def offer_kindness(app: "RutApp", found: Kindness) -> None:
    """Show what there is, unless the person has gone on already, or has another page to come back to.

    Args:
        app: The app to show it on.
        found: What there is.
    """
    if (found.win or found.step) and not app.going_on and len(app.screen_stack) == 1:
        app.clear_notifications()  # below another screen an old toast would stay
        app.push_screen(AfterLow(found, app.clock().date()))


def kept_win(win: "Win", today: date, room: int) -> list[Content]:
    """Return a kept win: "a kept win: “Finished the course” (3 weeks ago)", or on two lines where one is too short.

    Args:
        win: The win.
        today: The person's local day.
        room: Cells of a line.
    """
    ago, said = describe_ago(win.day, today), plain(f"“{win.text}”")
    line = Content.assemble(("a kept win: ", "$muted"), said, (f" ({ago})", "$muted"))
    return [line] if line.cell_length <= room else [Content.styled(f"a kept win, {ago}", "$muted"), said]


class AfterLow(Sheet[None]):
    """The offer."""

    DEFAULT_CSS = """
    AfterLow { align: center top; background: $background 60%; }
    AfterLow > .form {
        width: 72; max-width: 100%; height: auto; margin-top: 2; padding: 1 2;
        background: $surface; border-left: outer $accent;
    }
    AfterLow .title { text-style: bold; color: $accent; margin-bottom: 1; }
    AfterLow .body { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("kindness")
    app: "RutApp"

    def __init__(self, offer: Kindness, today: date) -> None:
        """Keep what is offered."""
        super().__init__()
        self._offer = offer
        self._today = today

    def compose(self) -> ComposeResult:
        """A line for each."""
        lines = []
        if win := self._offer.win:
            lines += [*kept_win(win, self._today, ROOM), Content("")]
        if step := self._offer.step:
            said = Content.assemble((step.title, "bold"), "  " if step.subject else "", plain(step.subject, "$muted"))
            lines += [said, Content.assemble(key_hint(("enter", f"{step.minutes} min"), ("esc", "not now")))]
        with Vertical(classes="form"):
            yield Static("That is enough for now.", classes="title")
            yield Static(Content("\n").join(lines), classes="body")
        yield FooterLine()

    async def action_take(self) -> None:
        """Go where the five minutes are spent."""
        self.dismiss(None)
        if step := self._offer.step:
            await self.app.go(step.opens)

    def action_close(self) -> None:
        """Leave it."""
        self.dismiss(None)

    async def run_command(self, place: str, action: str) -> None:
        """Leave it, and run a command of the palette below."""
        self.dismiss(None)
        below: Any = self.app.screen
        await below.run_command(place, action)

    def on_click(self, event: Click) -> None:
        """A click beside it leaves it."""
        if event.widget is self:
            self.dismiss(None)

    def on_key(self, event: Key) -> None:
        """Leave it, and do what the key is for below."""
        if event.key not in self.active_bindings:
            event.stop()
            self.dismiss(None)
            self.app.once_more(event)
