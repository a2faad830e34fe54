"""The panes of a screen by name on one line, the one that is shown marked."""

from collections.abc import Iterable, Mapping

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from rut_tui.widgets.plain import clickable, run_clicked


class TabLine(Widget):
    """Names of panes, the one on the screen marked."""

    DEFAULT_CSS = """
    TabLine { height: 1; width: auto; }
    """
    ALLOW_SELECT = False
    current: reactive[str] = reactive("")
    aside: reactive[str] = reactive("")
    """Muted words behind the tabs."""

    class Chosen(Message):
        """Go to a tab."""

        def __init__(self, tab: str) -> None:
            """Name the tab."""
            super().__init__()
            self.tab = tab

    def __init__(
        self, tabs: Mapping[str, str], current: str, *, keys: Mapping[str, str] | None = None, id: str | None = None
    ) -> None:
        """Offer tabs.

        Args:
            tabs: Each with its name.
            current: The one to begin with.
            keys: The key of each that has one; it is shown while another tab is.
            id: Of the widget.
        """
        super().__init__(id=id)
        self._tabs = tabs
        self._keys = keys or {}
        self.set_reactive(TabLine.current, current)

    def render(self) -> Content:
        """Draw the names; where they don't fit, without their keys, then the first word of each."""
        room = self.container_size.width - self.gutter.width
        shorter = (name.partition(" ")[0] for name in self._tabs.values())
        lines = (
            self._line(self._tabs.values(), keys=True),
            self._line(self._tabs.values(), keys=False),
            self._line(shorter, keys=False),
        )
        return next((line for line in lines if line.cell_length <= room), lines[-1])

    def _line(self, names: Iterable[str], *, keys: bool) -> Content:
        cells: list[Content] = []
        for tab, name in zip(self._tabs, names, strict=True):
            here = tab == self.current
            style = "bold on $panel" if here else "$muted"
            key = "" if here or not keys else self._keys.get(tab, "")
            label = Content.assemble((f" {name} ", style), (f"{key} " if key else "", "bold"))
            cells.append(clickable(label, f"choose('{tab}')"))
        return Content(" ").join([*cells, Content.styled(f"  {self.aside}" if self.aside else "", "$muted")])

    async def on_click(self, event: Click) -> None:
        """Go to the tab that was clicked."""
        await run_clicked(self, event)

    def action_choose(self, tab: str) -> None:
        """Go to a tab."""
        self.post_message(self.Chosen(tab))
