"""Keys take effect in the order they were typed, however fast they come.

Textual hands a key to the widget that has the focus when the key is read. In a burst (a slow line, a quick hand, a
macro) the keys behind a tab or behind the key that opens a form would still go to the old widget, and be lost. Here
each key waits until the one before it has had its effect.
"""

from collections import deque
from typing import Final, Generic, TypeVar

from textual import events
from textual.app import App
from textual.message import Message
from textual.timer import Timer

ReturnT = TypeVar("ReturnT")

PATIENCE: Final = 0.5
"""Seconds after which the next key goes on, should the widget that held the last one be gone."""


class KeyDone(Message, bubble=True):
    """Follows a key through the same queues; when it arrives at the app, the key has had its effect."""


class KeysInOrder(App[ReturnT], Generic[ReturnT]):
    """An app that handles one key at a time."""

    def __init__(self) -> None:
        """Start with nothing typed."""
        super().__init__()
        self._typed: deque[events.Key] = deque()
        self._in_flight = False
        self._patience: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        """Hold keys back while one is in flight; everything else passes."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        if not self._in_flight:
            await self._handle_next()

    async def _handle_next(self) -> None:
        if not self._typed:
            return
        self._in_flight = True
        target = self.focused or self.screen
        await super().on_event(self._typed.popleft())
        self._patience = self.set_timer(PATIENCE, self._landed)
        if not target.post_message(KeyDone()):
            self._landed()

    def on_key_done(self, event: KeyDone) -> None:
        """The last key has had its effect."""
        event.stop()
        self._land_when_focused()

    def _land_when_focused(self) -> None:
        """Let the next key go; a form that the last one opened gets its focus first."""
        if self._typed and self._patience and self.screen.focused is None and self.screen.focus_chain:
            self.call_after_refresh(self._land_when_focused)
        else:
            self._landed()

    def _landed(self) -> None:
        if self._patience:
            self._patience.stop()
            self._patience = None
        self._in_flight = bool(self._typed)
        if self._typed:
            # Later, not now: a change of focus asked for by the last key stands in the queue before it.
            self.call_later(self._handle_next)
