"""How it is right now, on Today: the scale, the last entries, and a kept win on a drained day."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from rut_tui.commands import ENGAGEMENT
from rut_tui.modals.kindness import kept_win
from rut_tui.views.today.panels import TextPanel
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.plain import plain
from rut_tui.widgets.rating import engagement_style, signed

if TYPE_CHECKING:
    from rut_tui.domain.journal import Entry
    from rut_tui.domain.overview import TodayOverview

SCALE = Content.assemble(
    ("c", "bold"),
    (" then ", "$muted"),
    ("1", "bold"),
    (" drained", "$drained"),
    (" to ", "$muted"),
    ("5", "bold"),
    (" engaged", "$engaged"),
)


class NowPanel(TextPanel, can_focus=True):
    """How it is right now: the scale, and what was written today."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("today.now")
    _seen: "TodayOverview | None" = None

    async def on_click(self) -> None:
        """Open the check-in."""
        await self.run_action("screen.check_in")

    def show(self, seen: "TodayOverview") -> None:
        """Draw the entries of today, or else the last one before; on a drained day a kept win below them."""
        self._seen = seen
        self.redraw()

    def redraw(self) -> None:
        """Draw what was shown last."""
        from rut_tui.domain.days import describe_day

        if (seen := self._seen) is None:
            return
        today = seen.today
        shown = (*seen.today_entries, *seen.last_entries)[:3]
        whens = [f"{it.local:%H:%M}" if it.day == today else describe_day(it.day, today) for it in shown]
        width = max(map(len, whens), default=0)
        rows = [_entry_row(entry, when.ljust(width)) for entry, when in zip(shown, whens, strict=True)]
        if not rows:
            rows = [Content.styled("Nothing written yet. A digit and enter are enough.", "$muted")]
        if seen.win:
            rows += kept_win(seen.win, today, self.room)
        self.draw(Content("\n").join([SCALE, *rows]), rows=bool(shown))


def _entry_row(entry: "Entry", when: str) -> Content:
    if entry.engagement is None:
        mark = Content.styled("·  –", "$muted")
    else:
        mark = Content.styled(signed(entry.engagement), engagement_style(entry.engagement))
    parts: list[Content | str] = [Content.styled(f"{when}  ", "$muted"), mark, "  "]
    if entry.engagement is not None and not (entry.activities or entry.emotions or entry.note.strip()):
        parts.append(Content.styled(ENGAGEMENT[entry.engagement + 2], "$muted"))
    parts.append(Content(", ").join([plain(word.name) for word in entry.activities]))
    if entry.emotions:
        parts += ["  ", Content.styled(", ", "$muted").join([plain(word.name, "$muted") for word in entry.emotions])]
    if entry.note.strip():
        parts += ["  ", plain(f"“{entry.note.strip()}”", "$muted")]
    return Content.assemble(*parts)
