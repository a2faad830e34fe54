"""How long the hands have been still: on two clocks, since one sleeps with the machine and the other can be set.

Read at every key and mouse move, so it does next to nothing.
"""

from collections.abc import Callable
from time import monotonic

from rut_tui.clock import Clock


class Idle:
    """The time since the last key, paste or move of the mouse."""

    def __init__(self, wall: Clock, steady: Callable[[], float] = monotonic) -> None:
        """Begin now.

        Args:
            wall: What time it is; goes on while the machine sleeps, and may be set by hand.
            steady: Seconds that never go back; may stand still while the machine sleeps.
        """
        self._wall = wall
        self._steady = steady
        self.touch()

    def touch(self) -> None:
        """The hands moved."""
        self._at, self._second = self._wall(), self._steady()

    @property
    def minutes(self) -> float:
        """Minutes since then, by the clock that says more: locked too early costs a passphrase, too late a secret."""
        return max(self._steady() - self._second, (self._wall() - self._at).total_seconds()) / 60
