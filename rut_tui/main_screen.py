"""The one screen: header, the five views in a switcher, footer.

Views are imported and mounted when first shown; switching is a third of the time of Textual's modes.
"""

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import ScreenResume
from textual.widgets import ContentSwitcher

from rut_tui.storage.faults import NothingToUndo, StorageError
from rut_tui.views.base import View
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.chrome import SEALED, FooterLine, HeaderLine
from rut_tui.widgets.elsewhere import Elsewhere
from rut_tui.widgets.page import Page

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store

TURNS: Final = ("undo", "redo")
"""What waits for a save that is under way: it is the one meant."""


def _view_class(name: str) -> type[View]:
    """Import a view only now: none is needed before it is shown."""
    module = import_module(f"rut_tui.views.{name}.view")
    found: type[View] = module.VIEW
    return found


class MainScreen(Page[None]):
    """Everything but the modals."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("screen")
    app: "RutApp"

    def __init__(self, start: str) -> None:
        """Open on the view named by `start`."""
        super().__init__()
        self._start = start
        self._views: dict[str, View] = {}
        self._wanted = ""
        """The view asked for last; mounting takes a moment, and only the last one comes up."""
        self._to_offer = False

    def compose(self) -> ComposeResult:
        """The frame is painted first; the first view follows at once."""
        yield HeaderLine()
        yield ContentSwitcher()
        yield FooterLine()
        yield Elsewhere()

    def on_mount(self) -> None:
        """Date in the header, and the first view as soon as the frame is on the screen."""
        self.query_one(HeaderLine).current = self._start
        self._say_asides()
        self.call_after_refresh(self._show_first)

    def _say_asides(self) -> None:
        """What stands on the right of the header: whose life it is if not one's own, the day, and the lock."""
        today = self.app.clock()
        date = f"{today:%a} {today.day} {today:%b}"
        asides: tuple[str, ...] = (f"{self.app.label}   {date}", self.app.label) if self.app.label else (date,)
        if self.app.db.sealed:
            asides = (f"{asides[0]}   {SEALED}", f"{asides[0]} {SEALED.partition(' ')[0]}", SEALED)
        self.query_one(HeaderLine).asides = asides

    async def come_back(self) -> None:
        """Show what the journal holds now that a gate was passed."""
        if self.view:
            self._say_asides()
            await self._begin_drafts()
            self.view.reload()
        else:
            await self._show_first()

    async def _begin_drafts(self) -> None:
        try:
            await self.app.drafts.begin()
        except StorageError as error:
            self.app.tell(error)

    async def _show_first(self) -> None:
        """Show the first view once there is something to show: drawn meanwhile it would only slow the opening."""
        if self.app.gate:
            return  # whoever passes it comes back here
        try:
            await self.app.db.opened()
        except StorageError:
            return  # the app says why, and ends or comes back
        self._say_asides()
        await self._begin_drafts()
        # A key pressed before anything was up has chosen already.
        if not self._wanted:
            await self.show(self._start)
        self.look_elsewhere()
        self._to_offer = True
        self._offer_unfinished()

    @on(ScreenResume)
    def _offer_unfinished(self) -> None:
        """Once the first view is up, show what was left unfinished; a form that is open already comes first."""
        if self._to_offer and self.app.screen is self:
            self._to_offer = False
            self._show_unfinished([draft for draft in self.app.drafts.unfinished if not draft.set_aside])

    def _show_unfinished(self, drafts: "Sequence[Draft]") -> None:
        from rut_tui.modals.unfinished import Unfinished

        if drafts:
            self.app.push_screen(Unfinished(drafts, self.go_on, partial(self._check_in, afresh=True)))

    def action_unfinished(self) -> None:
        """Show every text that was left unfinished."""
        drafts = self.app.drafts.unfinished
        self._show_unfinished(drafts)
        if not drafts:
            self.app.notify("Nothing is unfinished.")

    async def go_on(self, draft: "Draft") -> None:
        """Open the form that a text was written in, filled with it."""
        from rut_tui.modals.resuming import resume

        if draft.form.startswith("plan-name:"):
            view: Any = await self.show("savings")
            await view.rename(draft)
        elif not await resume(self.app, draft, self._refresh_shown):
            self.app.notify("This text was kept by a newer rut-tui, which can go on with it.")

    @property
    def view(self) -> View | None:
        """The view on the screen, if one is up yet."""
        shown = self.query_one(ContentSwitcher).visible_content
        return shown if isinstance(shown, View) else None

    @property
    def settling(self) -> bool:
        """Whether a view is still being mounted or read."""
        return self.view is None or self.view.settling

    def at_once(self, key: str) -> bool:
        """Whether a key does the same whatever the view is still reading or saving."""
        found = self.active_bindings.get(key)
        if found is None:
            return False
        if found.node in (self, self.app):
            return found.binding.action not in TURNS
        return self.view is not None and self.view.at_once(found.node, found.binding.action.partition("(")[0])

    @on(View.Busy)
    def _say_busy(self, event: View.Busy) -> None:
        self.query_one(HeaderLine).busy = event.said

    async def show(self, name: str) -> View:
        """Show a view, mounting it the first time, and give it the focus."""
        self._wanted = name
        switcher = self.query_one(ContentSwitcher)
        self.query_one(HeaderLine).current = name
        first = name not in self._views
        if first:
            self._views[name] = _view_class(name)(id=name)
            await switcher.add_content(self._views[name])
        view = self._views[name]
        view.reload()
        if first:
            # Drawn once with what it shows, rather than empty and again.
            await view.loaded()
        if self._wanted == name:
            switcher.current = name
            view.focus_first()
        return view

    async def action_show(self, name: str) -> None:
        """Go to one of the five."""
        await self.show(name)

    async def go(self, target: str) -> None:
        """Go where a step or a result leads.

        Args:
            target: A screen, and what to open on it: "audit.signs", "goals.open:<id>", "journal.check_in".
        """
        name, _, what = target.partition(".")
        if ask := {"check_in": self.action_check_in, "win": self.action_win}.get(what):
            await ask()
            return
        view = await self.show(name)
        if what:
            await view.open(what)

    @on(View.Changed)
    def _changed(self, event: View.Changed) -> None:
        if self.view is not event.drawn:
            self._refresh_shown()

    def _refresh_shown(self) -> None:
        if self.view:
            self.view.reload(quietly=not self.view.FOLLOWS)

    @on(Elsewhere.Changed)
    def _refresh_quietly(self) -> None:
        """Show what another process saved; nobody here waits for it."""
        if self.view:
            self.view.reload(quietly=True)

    @on(Elsewhere.Standing)
    def _say_standing(self, event: Elsewhere.Standing) -> None:
        """Say what became of the file; the header goes on saying that nothing can be saved."""
        header = self.query_one(HeaderLine)
        if event.said:
            self.app.notify(event.said, severity="error", timeout=20)
        elif header.warning:
            self.app.notify("The journal is back in its place. Saving works again.")
            self._refresh_quietly()
        header.warning = event.word

    def look_elsewhere(self) -> None:
        """See now whether another process saved something."""
        self.query_one(Elsewhere).look()

    async def action_check_in(self) -> None:
        """Ask how it is right now, whatever is on the screen."""
        await self._check_in()

    async def _check_in(self, *, afresh: bool = False) -> None:
        from rut_tui.modals.check_in import check_in

        await check_in(self.app, self._refresh_shown, afresh=afresh)

    async def action_win(self) -> None:
        """Ask what went well, whatever is on the screen."""
        from rut_tui.modals.record_form import ask
        from rut_tui.modals.win import WinForm

        await ask(self.app, WinForm(self.app.clock), self._refresh_shown)

    def action_support(self) -> None:
        """Show who can help."""
        from rut_tui.modals.support import SupportPage

        self.app.push_screen(SupportPage())

    async def action_undo(self) -> None:
        """Take back what was saved last, on whatever view that was; or go on with what was let go of since."""
        if gone := self.app.drafts.take_back():
            self.app.clear_notifications()
            await self.go_on(gone)
            return
        self._turn(lambda store: store.undo(), "Undone")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._turn(lambda store: store.redo(), "Done again")

    def _turn(self, job: "Callable[[Store], str]", said: str) -> None:
        if view := self.view:
            view.then(partial(self._turned, view, job, said))

    async def _turned(self, view: View, job: "Callable[[Store], str]", said: str) -> None:
        try:
            label = await view.save(job)
        except NothingToUndo as error:
            self.app.notify(str(error))
        except StorageError as error:
            self.app.tell(error)
            self._refresh_shown()
        else:
            self.app.notify(f"{said}: {label}.")

    def action_help(self) -> None:
        """Show the keys that work here."""
        from rut_tui.modals.help import HelpPage

        self.app.push_screen(HelpPage(self.active_bindings))

    def action_toggle_theme(self) -> None:
        """Switch between light and dark."""
        from rut_tui.themes import counterpart

        self.app.theme = counterpart(self.app.theme)

    async def run_command(self, place: str, action: str) -> None:
        """Run a command of the table from the palette, going to its screen first."""
        screen = place.partition(".")[0]
        target: Any = self if screen == "screen" else self.app
        if screen not in ("screen", "app"):
            target = await self.show(screen)
            await target.make_way(action)
        await self.app.run_action(action, target)
