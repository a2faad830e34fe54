"""The right side of Savings: what the numbers say, in tabs."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from rut_tui.views.savings.answers import Answers
from rut_tui.views.savings.leap import leap_content
from rut_tui.views.savings.now import now_content
from rut_tui.views.savings.numbers import Numbers
from rut_tui.widgets.panel import Panel
from rut_tui.widgets.tab_line import TabLine

ANSWERS: Final = {"now": "Now", "leap": "Leap"}
"""The tabs of the answers."""

TITLE = "On these numbers"
OLD_TITLE = "Last good numbers"
"""The title while a field can't be read."""


class AnswersPanel(Panel):
    """Answers to one plan; in grey while a field can't be read and its last good number counts."""

    def __init__(self) -> None:
        """Start without answers."""
        super().__init__(TITLE, id="plan-answers")
        self._answers: Answers | None = None
        self._numbers: Numbers | None = None
        self._stale = False
        self._tab = "now"
        self.as_table = False

    def compose(self) -> ComposeResult:
        """Title and tabs on one line, then the answers."""
        with Horizontal(id="plan-heading"):
            yield Static(self._heading(""), classes="panel-title")
            yield TabLine(ANSWERS, "now")
        with VerticalScroll(can_focus=False, id="plan-scroll"):
            yield Static("", id="plan-answer")

    def show(self, answers: Answers, numbers: Numbers, *, stale: bool) -> None:
        """Draw answers.

        Args:
            answers: What the plan answers.
            numbers: How numbers are written.
            stale: Something typed can't be read; what was there before counts.
        """
        if stale != self._stale:
            title = Content.styled(OLD_TITLE, "bold $muted") if stale else Content.styled(TITLE, "bold $accent")
            self.query_one(".panel-title", Static).update(title)
        self._answers, self._numbers, self._stale = answers, numbers, stale
        self._draw()

    def go(self, tab: str) -> None:
        """Show a tab from its top."""
        self.query_one(TabLine).current = tab
        if tab != self._tab:
            self._tab = tab
            self._draw()
            self.query_one("#plan-scroll").scroll_home(animate=False)

    def turn(self) -> None:
        """Show the chart as a table, or the table as a chart."""
        self.as_table = not self.as_table
        self._draw()

    def scroll_by(self, pages: float) -> None:
        """Scroll the answers by so many pages, or by a line for less than one."""
        scroll = self.query_one("#plan-scroll", VerticalScroll)
        scroll.scroll_relative(y=pages * scroll.size.height if abs(pages) >= 1 else 2 * pages, animate=False)

    def on_resize(self) -> None:
        """Draw anew for another width."""
        self._draw()

    def _draw(self) -> None:
        width, height = self.query_one("#plan-scroll").scrollable_content_region.size
        if self._answers is None or self._numbers is None or not width:
            return
        if self._tab == "leap":
            content = leap_content(self._answers, self._numbers, width, as_table=self.as_table, height=height)
        else:
            content = now_content(self._answers, self._numbers, width, height=height)
        if self._stale:
            content = Content.styled(content.plain, "$muted")
        self.query_one("#plan-answer", Static).update(content)
