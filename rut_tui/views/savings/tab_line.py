"""The tabs of the answers on one line; where the window is narrow, the inputs are a tab as well."""

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from rut_tui.widgets.plain import clickable, run_clicked

TABS = {"inputs": "Inputs", "now": "Now", "leap": "Leap"}
"""Every tab with its name."""


class TabLine(Widget):
    """Names of panes, the one on the screen marked."""

    DEFAULT_CSS = """
    TabLine { height: 1; width: auto; }
    """
    ALLOW_SELECT = False
    current: reactive[str] = reactive("now")
    aside: reactive[str] = reactive("")
    """Muted words behind the tabs."""

    class Chosen(Message):
        """Go to a tab."""

        def __init__(self, tab: str) -> None:
            """Name the tab."""
            super().__init__()
            self.tab = tab

    def __init__(self, *tabs: str, id: str | None = None) -> None:
        """Offer some of `TABS`."""
        super().__init__(id=id)
        self._tabs = tabs

    def render(self) -> Content:
        """Draw the names."""
        cells: list[Content] = []
        for tab in self._tabs:
            here = tab == self.current
            style = "bold on $panel" if here else "$muted"
            cells.append(clickable(Content.styled(f" {TABS[tab]} ", style), f"choose('{tab}')"))
        return Content(" ").join([*cells, Content.styled(f"  {self.aside}", "$muted")])

    async def on_click(self, event: Click) -> None:
        """Go to the tab that was clicked."""
        await run_clicked(self, event)

    def action_choose(self, tab: str) -> None:
        """Go to a tab."""
        self.post_message(self.Chosen(tab))
