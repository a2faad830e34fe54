"""The field a passphrase is typed in: never shown, never copied, and after a wrong one each try waits a little longer.

What was typed leaves the field as a `Passphrase`, which no log and no traceback can print.
"""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.timer import Timer
from textual.widgets import Input

from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField

if TYPE_CHECKING:
    from rut_tui.storage.passphrase import Passphrase

PAUSE: Final = 1.0
"""Seconds after the first wrong passphrase; each one after it doubles them."""

LONGEST_PAUSE: Final = 30.0
"""Seconds at most."""

_WRONG: Final = "That isn't it."


def pause_after(wrong: int) -> float:
    """Return how many seconds the next try waits.

    Args:
        wrong: How many were wrong so far.
    """
    return min(PAUSE * 2.0 ** min(wrong - 1, 10), LONGEST_PAUSE) if wrong else 0.0


class SecretLine(LineField):
    """One line that shows how many characters it holds, and nothing else of them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("secret")

    def __init__(self, submit: Callable[[], None]) -> None:
        """Open empty.

        Args:
            submit: What enter does. Called at once, not told by a message: the next key may be for another screen.
        """
        super().__init__(password=True, select_on_focus=False)
        # A locked screen may stand for days; it is to cost nothing.
        self.cursor_blink = False
        self._submit = submit

    async def action_submit(self) -> None:
        """Give what was typed."""
        self._submit()

    def action_copy(self) -> None:
        """Copy nothing: the clipboard is anybody's."""

    def action_cut(self) -> None:
        """Cut nothing."""


class PassphraseField(Field):
    """Asks for a passphrase."""

    def __init__(self, given: "Callable[[Passphrase], None]", hint: str = "") -> None:
        """Ask for it.

        Args:
            given: Takes what the person gave, and tries it.
            hint: One muted line below.
        """
        self.line = SecretLine(self._give)
        super().__init__("Passphrase", self.line, hint=hint)
        self._given = given
        self.wrong = 0
        self._again = 0.0
        self._pausing: Timer | None = None

    def _give(self) -> None:
        """Give what was typed, once the pause after the last one is over."""
        if self._pausing:
            return
        if (rest := self._again - monotonic()) > 0:
            self.say("One moment.")
            self._pausing = self.set_timer(rest, self._give_now)
        else:
            self._give_now()

    def _give_now(self) -> None:
        from rut_tui.storage.passphrase import Passphrase

        self._pausing = None
        try:
            passphrase = Passphrase.of(self.line.value)
        except ValueError as error:
            self.say(fault=f"{str(error)[:1].upper()}{str(error)[1:]}.")
        else:
            self._given(passphrase)

    def refuse(self) -> None:
        """It was wrong: empty the line and let the next try wait."""
        self.wrong += 1
        pause = pause_after(self.wrong)
        self._again = monotonic() + pause
        seconds = f"{pause:.0f} second{'' if round(pause) == 1 else 's'}"
        self.clear()
        self.say(fault=f"{_WRONG} You can try again in {seconds}.")
        self.set_timer(pause, self._pause_is_over)

    def _pause_is_over(self) -> None:
        if self.has_class("-fault"):
            self.say(fault=_WRONG)

    def clear(self) -> None:
        """Empty the line."""
        # What is said about the last one stays until something is typed.
        with self.prevent(Input.Changed):
            self.line.value = ""
