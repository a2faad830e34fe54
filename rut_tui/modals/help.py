"""The help page: every key that works where the focus is, gathered from the live bindings.

It can't go stale: it shows what Textual would do, in the words of the command table.
"""

from collections.abc import Mapping
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from rut_tui.commands import PLACES
from rut_tui.widgets.bindings import bindings, command_of, key_name
from rut_tui.widgets.chrome import FooterLine
from rut_tui.widgets.page import Sheet

_EDITING = "Typing and moving"

WIDTH = 76
"""Columns of the page, its padding and edge included."""


def help_lines(active: Mapping[str, ActiveBinding]) -> dict[str, list[tuple[str, str]]]:
    """Group live bindings by place.

    Returns:
        Heading → (keys, what they do), nearest to the focus first.
    """
    found: dict[str, dict[tuple[str, str], list[str]]] = {}
    for key, (_node, binding, _enabled, tooltip) in active.items():
        command = command_of(binding)
        heading = PLACES[command.place] if command else _EDITING
        text = tooltip or binding.description
        if not text or binding.system:
            continue
        if command is None:
            text = f"{text.capitalize()}."
        found.setdefault(heading, {}).setdefault((text, binding.action), []).append(key_name(key, binding))
    return {
        heading: [(" ".join(dict.fromkeys(keys)), text) for (text, _), keys in lines.items()]
        for heading, lines in sorted(found.items(), key=lambda item: item[0] == _EDITING)
    }


class HelpPage(Sheet[None]):
    """What every key does here."""

    DEFAULT_CSS = """
    HelpPage { align: center top; background: $background 60%; }
    HelpPage > .form {
        width: 76; max-width: 100%; height: auto; max-height: 100%; margin: 1 0; padding: 1 2;
        scrollbar-size-vertical: 1; background: $surface; border-left: outer $accent;
    }
    HelpPage .title { text-style: bold; color: $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("page")

    def __init__(self, active: Mapping[str, ActiveBinding]) -> None:
        """Keep the bindings as they were when help was asked for."""
        super().__init__()
        self.lines = help_lines(active)
        """Heading → (keys, what they do)."""

    def compose(self) -> ComposeResult:
        """A heading and its keys, place by place."""
        lead = min(14, max(len(keys) for lines in self.lines.values() for keys, _ in lines)) + 2
        width = min(WIDTH, self.app.size.width) - 6 - lead
        with VerticalScroll(classes="form"):
            for heading, lines in self.lines.items():
                yield Static(heading, classes="title", markup=False)
                rows = [_row(keys, text, lead, width) for keys, text in lines]
                yield Static(Content("\n").join([*rows, Content("")]))
        yield FooterLine()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


def _row(keys: str, text: str, lead: int, width: int) -> Content:
    """Keys, then what they do, its further lines below its first."""
    keys = keys.ljust(lead) if len(keys) < lead else f"{keys}  "
    return Content.assemble((keys, "bold"), (f"\n{' ' * lead}".join(wrap(text, width)), "$muted"))
