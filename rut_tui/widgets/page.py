"""What all our screens share: they are styled and arranged once as they open, and every widget hears of its size."""

from typing import Generic, TypeVar

from textual.events import Resize, ScreenResume
from textual.screen import ModalScreen, Screen

from rut_tui.layout import TellingCompositor

ResultT = TypeVar("ResultT")


class Page(Screen[ResultT], Generic[ResultT]):
    """A screen that opens quickly.

    Textual gives a screen the classes for the size of the window when that is told to it, after everything in it is
    there, and styles all of it again, and once more because it has come up: half the time a long form takes to open.
    """

    def __init__(self) -> None:
        """Begin with nothing arranged."""
        super().__init__()
        self._compositor = TellingCompositor()
        self._came_up = self._sized = False

    def on_compose(self) -> None:
        """Take the classes for the size of the window while there is nothing inside yet."""
        for extent, breakpoints in zip(
            self.app.size, (self.app.HORIZONTAL_BREAKPOINTS, self.app.VERTICAL_BREAKPOINTS), strict=True
        ):
            _, here = max(point for point in breakpoints or () if extent >= point[0])
            self.update_classes({name: name == here for _, name in breakpoints or ()})

    def on_resize(self, event: Resize) -> None:
        """It may be arranged for its first size already, since that is done as it comes up."""
        if not self._sized and event.size == self.outer_size:
            event.prevent_default()
        self._sized = True

    def on_screen_resume(self, event: ScreenResume) -> None:
        """What was styled a moment ago needn't be again when it comes up the first time."""
        event.refresh_styles &= self._came_up
        self._came_up = True


class Sheet(Page[ResultT], ModalScreen[ResultT], Generic[ResultT]):
    """A page over another, which shows through."""
