"""The one-line header with its five tabs, and the one-line footer with the keys that matter here.

Our own because Textual's cost a third of the time to start (many small widgets each).
"""

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.widget import Widget

from rut_tui.commands import SCREENS
from rut_tui.widgets.bindings import key_name
from rut_tui.widgets.plain import clickable, run_clicked

SEALED = "■ sealed"
"""Said of a journal, or a backup, that has a passphrase."""

FOOTER_KEYS = 7
"""Most keys the footer shows beside help, so that 80 columns hold them."""


class HeaderLine(Widget):
    """rut-tui, the five tabs, and on the right the date."""

    DEFAULT_CSS = """
    HeaderLine { dock: top; height: 1; background: $panel; color: $foreground; padding: 0 2; }
    """
    ALLOW_SELECT = False

    current: reactive[str] = reactive("")
    asides: reactive[tuple[str, ...]] = reactive(())
    """What may stand on the right; the first that fits does."""
    busy: reactive[str] = reactive("")
    """Stands there instead while the disk is slow."""
    warning: reactive[str] = reactive("")
    """Stands there instead while something is wrong."""

    def render(self) -> Content:
        """Draw the line; it loses the name of the app and what stands on the right where the screen is narrow."""
        width = self.content_size.width
        tabs = Content("").join(self._tabs(wide=width >= 72))
        parts: list[Content | tuple[str, str]] = [tabs]
        if width >= 60:
            parts.insert(0, ("rut-tui  ", "bold"))
        left = Content.assemble(*parts)
        room = width - left.cell_length - 1
        instead = (self.warning or self.busy)[: room + 1]
        aside = instead or next((text for text in self.asides if len(text) <= room), "")
        style = "bold $error" if self.warning else "$muted"
        return Content.assemble(left, " " * (room + 1 - len(aside)), (aside, style))

    def _tabs(self, *, wide: bool) -> Iterator[Content]:
        for n, (name, title) in enumerate(SCREENS.items(), 1):
            style = "bold $background on $accent" if name == self.current else "$muted"
            gap = " " if wide else ""
            yield Content.assemble(clickable(Content.styled(f" {n} {title} ", style), f"screen.show('{name}')"), gap)

    async def on_click(self, event: Click) -> None:
        """Go to the tab that was clicked."""
        await run_clicked(self, event)


class FooterLine(Widget):
    """The keys that work now: those of the focused widget first, `? keys` always."""

    DEFAULT_CSS = """
    FooterLine { dock: bottom; height: 1; background: $panel; color: $foreground; padding: 0 2; }
    """
    ALLOW_SELECT = False
    LAST: ClassVar[tuple[str, ...]] = ("screen.help", "form.help")

    def on_mount(self) -> None:
        """Draw again whenever the keys that work change."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: object) -> None:
        self.refresh()

    def render(self) -> Content:
        """Draw as many keys as fit, help always among them."""
        first: list[Content] = []
        last: list[Content] = []
        seen: set[tuple[object, str]] = set()
        for key, active in self.screen.active_bindings.items():
            binding = active.binding
            is_last = binding.id in self.LAST
            if not active.enabled or not (binding.show or is_last) or (active.node, binding.action) in seen:
                continue
            seen.add((active.node, binding.action))
            label = Content.assemble((key_name(key, binding), "bold"), (f" {binding.description}", "$muted"))
            (last if is_last else first).append(clickable(label, f"app.press_key('{key}')"))
        return Content("   ").join(_fitting(first[:FOOTER_KEYS], last, self.content_size.width))

    async def on_click(self, event: Click) -> None:
        """Do what the clicked key would do."""
        await run_clicked(self, event)


def _fitting(first: list[Content], last: list[Content], width: int) -> list[Content]:
    room = width - sum(label.cell_length + 3 for label in last)
    shown: list[Content] = []
    for label in first:
        room -= label.cell_length + 3
        if room < -3:
            break
        shown.append(label)
    return shown + last
