"""The application: theme, keys and signals around the main screen.

It is given a database worker, settings and a clock, and makes none of them.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.command import Provider
from textual.css.query import NoMatches
from textual.events import Key, MouseUp, Resize
from textual.geometry import Size
from textual.notifications import Notify
from textual.screen import Screen
from textual.types import CSSPathType

from rut_tui.clock import Clock
from rut_tui.guarded import Guarded
from rut_tui.key_order import KeyDone
from rut_tui.leaving import Leaving
from rut_tui.main_screen import MainScreen
from rut_tui.modals.drafting import Drafting
from rut_tui.settings import Settings
from rut_tui.storage.drafts import Draft
from rut_tui.storage.faults import Sealed, StorageError
from rut_tui.storage.worker import Database
from rut_tui.themes import DAWN, DEFAULT, DUSK, roles
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.glyphs import PlainGlyphs, needs_plain_glyphs

if TYPE_CHECKING:
    from rut_tui.storage.passphrase import Passphrase

SMALLEST = (60, 20)
"""Columns and rows below which the app asks for more room."""

LAST_MOMENT = 2.0
"""Seconds that what was typed is given to reach the disk after a bug."""


def _palette() -> type[Provider]:
    from rut_tui.modals.palette import Commands

    return Commands


class RutApp(Guarded):
    """rut-tui on a terminal."""

    TITLE = "rut-tui"
    NOTIFICATION_TIMEOUT = 4.0
    CSS_PATH: ClassVar[CSSPathType | None] = [
        "app.tcss",
        "views/today/today.tcss",
        "views/journal/journal.tcss",
        "views/lists/lists.tcss",
        "views/goals/goals.tcss",
        "views/savings/savings.tcss",
    ]
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[Any]] = {_palette}
    BINDINGS: ClassVar[list[BindingType]] = bindings("app", priority=True)
    # Textual declares these two as instance variables.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (120, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012

    def __init__(
        self,
        db: Database,
        settings: Settings,
        clock: Clock,
        *,
        start: str = "today",
        notice: str = "",
        label: str = "",
    ) -> None:
        """Build the app; nothing is read or written before it runs.

        Args:
            db: A started database worker.
            settings: What the person chose.
            clock: Says what time it is.
            start: The screen to open on, a key of `rut_tui.commands.SCREENS`.
            notice: Something to say once at the start, such as a settings file that could not be read.
            label: A word in the header, such as "sample".
        """
        super().__init__(db, settings, clock)
        self.drafts = Drafting(db, clock, partial(self.notify, severity="error", timeout=8))
        self._leaving = Leaving(self)
        self._fault_shown = False
        self._left_unsaved: dict[str, Draft | None] = {}
        self.warned_of_editor = False
        """Whether it was said in this sitting that an editor may keep copies outside the passphrase."""
        self._start = start
        self._notice = notice
        self.label = label
        if needs_plain_glyphs():
            self._filters.append(PlainGlyphs())
        self.register_theme(DUSK)
        self.register_theme(DAWN)
        # For this run the environment wins. Textual read it before it knew our themes; this has to be a change to it.
        self.set_reactive(App.theme, "textual-dark")
        wanted = [os.environ.get("TEXTUAL_THEME", ""), settings.theme, DEFAULT]
        self.theme = next(name for name in wanted if name in self.available_themes)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colour roles for every theme that lacks them."""
        return roles(self.current_theme)

    def get_default_screen(self) -> Screen[Any]:
        """The one screen."""
        return MainScreen(self._start)

    def on_mount(self) -> None:
        """End cleanly on the signals of a closed window, and say what the file had to say."""
        self._leaving.listen()
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.enter()
        if self._notice:
            self.notify(self._notice, severity="warning", timeout=10)

    async def entered(self, notices: tuple[str, ...], *, again: bool) -> None:
        """Say what the file had to say, and draw what a gate hid."""
        if notices:
            self.notify("\n".join(notices), timeout=10)
        self._ask_for_room(self.size)
        main = self.screen_stack[0]
        if again and isinstance(main, MainScreen):
            await main.come_back()

    def on_resize(self, event: Resize) -> None:
        """Ask for room on a very small window; everything typed stays below."""
        self._ask_for_room(event.size)

    def _ask_for_room(self, size: Size) -> None:
        from rut_tui.modals.small import TooSmall

        if self.gate:
            return  # it fits in any window
        columns, rows = SMALLEST
        small = size.width < columns or size.height < rows
        if small and not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall(columns, rows))
        elif not small and isinstance(self.screen, TooSmall):
            self.pop_screen()

    def on_app_focus(self) -> None:
        """The window was gone back to: something may have been written in another one."""
        main = self.screen_stack[0] if self.screen_stack else None
        if isinstance(main, MainScreen) and main.is_mounted:
            main.look_elsewhere()

    async def go(self, target: str) -> None:
        """Go where a step or a result leads, as in "goals.open:<id>"; modals on top stay."""
        main = self.screen_stack[0]
        if isinstance(main, MainScreen):
            await main.go(target)

    @property
    def settling(self) -> bool:
        """Whether the screen on top is still reading, or saving."""
        return bool(self.screen_stack) and bool(getattr(self.screen, "settling", False))

    def at_once(self, key: Key) -> bool:
        """Whether a key means the same before and after that."""
        return isinstance(self.screen, MainScreen) and self.screen.at_once(key.key)

    def tell(self, error: StorageError) -> None:
        """Say in a toast what the file refused; that it is locked is seen."""
        if not isinstance(error, Sealed):
            self.notify(str(error), severity="error", timeout=8)

    async def action_press_key(self, key: str) -> None:
        """Do what pressing a key would do: a click in the footer."""
        self.simulate_key(key)

    def on_notify(self, event: Notify) -> None:
        """Take away what was said before: two toasts may contradict each other, and they hide what is below."""
        self.clear_notifications()
        self._fault_shown = event.notification.severity == "error"

    def untell(self) -> None:
        """Take away what the file refused before: it has taken something since."""
        if self._fault_shown:
            self._fault_shown = False
            self.clear_notifications()

    def hush(self) -> None:
        """Take away what was said of something done: a form has come up below it. What was refused stays."""
        if not self._fault_shown:
            self.clear_notifications()

    @on(KeyDone)
    @on(MouseUp)
    def _something_typed(self) -> None:
        """A key or a click has had its effect."""
        self.drafts.touch()

    async def action_quit(self) -> None:
        """Leave; what is unfinished is offered at the next start. Where it can't be kept, only when asked twice."""
        if self.gate and self.gate.leave():
            return
        try:
            await self.drafts.flush()
        except StorageError as error:
            if (unwritten := self.drafts.unwritten) and unwritten != self._left_unsaved:
                self._left_unsaved = unwritten
                self.notify(f"{error} Once more leaves without what you typed.", severity="warning", timeout=8)
                return
        self.exit()

    async def on_unmount(self) -> None:
        """Let go of what is unfinished, for the next sitting to take over."""
        self._leaving.stop()
        await self.drafts.end()

    def action_help_quit(self) -> None:
        """Say how to leave to a hand that expects ctrl+c to."""
        self.notify("ctrl+q leaves.")

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Textual's own palette commands, without the one that writes private screens to a file."""
        keep = ("Theme", "Maximize", "Minimize")
        yield from (command for command in super().get_system_commands(screen) if command.title in keep)

    def _keep_theme(self, _theme: object) -> None:
        if self.theme != self.settings.theme:
            self.settings = self.settings.keep(theme=self.theme)

    def _handle_exception(self, error: Exception) -> None:
        """End after a bug. That a widget lacks its parts once the app is leaving is none: they are mounted no more."""
        if self._running or not isinstance(getattr(error, "error", error), NoMatches):  # in a worker it is wrapped
            super()._handle_exception(error)

    def panic(self, *renderables: object) -> None:  # noqa: ARG002 - they may quote what was on the screen
        """End after an error that would show itself."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        """End after a bug: say where it happened, and nothing of what was on the screen.

        Textual's own page prints local variables, and those are somebody's diary.
        """
        from rich.segment import Segments
        from rich.text import Text

        with suppress(Exception):
            self.drafts.flush_now(LAST_MOMENT)
        place = _where(sys.exc_info()[1] or self._exception)
        lines = self.console.render(Text(f"rut-tui stopped on a fault of its own ({place}). What you saved is safe."))
        self._exit_renderables.append(Segments(lines))
        self._close_messages_no_wait()


def _where(error: BaseException | None) -> str:
    """Name the kind of error and the innermost line of ours, never its message."""
    if error is None:
        return "unknown"
    place = "outside"
    trace = error.__traceback__
    while trace:
        file = Path(trace.tb_frame.f_code.co_filename)
        if "rut_tui" in file.parts:
            place = f"{file.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} at {place}"


def run_app(
    path: Path,
    settings: Settings,
    clock: Clock,
    screen: str = "today",
    notice: str = "",
    label: str = "",
    passphrase: "Passphrase | None" = None,
) -> int:
    """Open the app on a database file and return the exit code of the process.

    A journal with a label is thrown away at the end: no backups are made of it.
    """
    db = Database(path, clock, passphrase=passphrase, undo=True, sitting=not label)
    db.start()
    app = RutApp(db, settings, clock, start=screen, notice=notice, label=label)
    try:
        app.run()
        _say_where_it_is(db)
    finally:
        db.close()
    return app.return_code or 0


def _say_where_it_is(db: Database) -> None:
    """Say on the terminal where everything is, when the file of the journal was taken away meanwhile."""
    with suppress(StorageError):
        if said := db.run_sync(lambda store: store.taken_away()):
            sys.stderr.write(f"rut-tui: {said}\n")
