"""The line that filters the log: words to look for, and activities, emotions and places chosen with the arrows."""

from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.words import WordLine, WordPicker


class FilterInput(WordLine):
    """Where the filter is typed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("journal.filter")


class FilterLine(WordPicker):
    """What is typed filters at once; enter takes the word that was gone to, or goes on to the entries."""

    LINE = FilterInput

    def __init__(self, entries: Widget) -> None:
        """Start empty; `offer` brings the words.

        Args:
            entries: What takes the keys on enter.
        """
        super().__init__(None, id="filter", hint="words, an activity, an emotion, outside work", only_known=True)
        self._entries = entries

    @property
    def text(self) -> str:
        """What is typed."""
        return self._typed

    @property
    def chosen(self) -> tuple[str, ...]:
        """The labels chosen."""
        return tuple(self._chosen)

    @property
    def has_keys(self) -> bool:
        """Whether the next key goes to it: the screen knows at once, the line only when it has heard of it."""
        return self.screen.focused is self._line

    def clear(self) -> None:
        """Let go of everything."""
        self.fill({})

    def take_keys(self) -> None:
        """Go on typing."""
        self.screen.set_focus(self._line)

    @property
    def _place(self) -> int | None:
        """Nothing is taken that wasn't gone to: what is typed counts as it stands."""
        return super()._place if self._gone_to else None

    async def enter(self) -> None:
        """Take the word gone to, or go on to the entries."""
        place = self._place
        if place is not None:
            self.action_take(place)
        else:
            # At once, not by a message: the next key is meant for the entries.
            self.screen.set_focus(self._entries)
