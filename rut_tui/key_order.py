"""Keys take effect in the order they were typed, however fast they come.

Textual hands a key to the widget that has the focus when the key is read. In a burst (a slow line, a quick hand, a
macro) the keys behind a tab or behind the key that opens a form would still go to the old widget, and be lost. Here
each key, and each paste, waits until the one before it has had its effect.
"""

from collections import deque
from functools import partial
from time import monotonic
from typing import Any, Final, Generic, TypeVar

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.timer import Timer

ReturnT = TypeVar("ReturnT")

PATIENCE: Final = 2.0
"""Seconds after which the next key goes on, should the widget that held the last one be gone."""

SETTLING: Final = 0.01
"""Seconds between two looks at whether what a key waits for is there."""

TO_THE_NEXT: Final = ("tab", "shift+tab")
"""Keys that go to another field. Which one is next is known by where it stands, once what came up is arranged."""

HELD: Final = 5.0
"""Seconds that a key waits for a view or a save; a disk that takes longer may not come back at all."""


class KeyDone(Message, bubble=True):
    """Follows a key through the same queues; when it arrives at the app, the key has had its effect.

    What a widget says when it has handled a key, such as that its text changed, stands in its queue behind the first
    of these. So there are two: the second goes behind those words, and arrives when they were heard.
    """

    def __init__(self, number: int, target: MessagePump, *, last: bool = False) -> None:
        """Follow a key.

        Args:
            number: Which one: what comes after its time must not stand for a later one.
            target: What the key went to.
            last: The second.
        """
        super().__init__()
        self.number = number
        self.target = target
        self.last = last


class KeysInOrder(App[ReturnT], Generic[ReturnT]):
    """An app that handles one key at a time."""

    def __init__(self) -> None:
        """Start with nothing typed."""
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._number = 0
        self._in_flight: int | None = None
        self._screen_before: Screen[Any] | None = None
        self._patience: Timer | None = None
        self._held_since: float | None = None

    def forget_typed(self) -> None:
        """Let go of the keys that wait: what they were meant for did not come about."""
        self._typed.clear()

    def once_more(self, event: events.Key) -> None:
        """Let a key have its effect again, before those typed after it: what it went to is gone from the screen."""
        self._typed.appendleft(events.Key(event.key, event.character))
        if self._in_flight is None:
            self.call_later(self._handle_next)

    async def on_event(self, event: events.Event) -> None:
        """Hold keys back while one is in flight; everything else passes."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        if self._in_flight is None:
            await self._handle_next()

    def _holds(self, event: events.Key | events.Paste) -> bool:
        """Whether a key has to wait; the screen says meanwhile what for."""
        if not self.listening:
            return True
        if not self.settling or (isinstance(event, events.Key) and self.at_once(event)):
            self._held_since = None
            return False
        self._held_since = self._held_since or monotonic()
        return monotonic() - self._held_since < HELD

    async def _handle_next(self) -> None:
        if not self._typed or not self.screen_stack:  # at the end keys can outlive the last screen
            self._in_flight = None
            return
        if self._holds(self._typed[0]):
            self._in_flight = -self._number - 1  # the number of no key
            self.set_timer(SETTLING, self._handle_next)
            return
        self._number += 1
        number = self._in_flight = self._number
        target = self.focused or self.screen
        self._screen_before = self.screen
        await super().on_event(self._typed.popleft())
        self._patience = self.set_timer(PATIENCE, partial(self._landed, number))
        if not target.post_message(KeyDone(number, target)):
            self._landed(number)

    def on_key_done(self, event: KeyDone) -> None:
        """A key has had its effect."""
        event.stop()
        target, number = event.target, event.number
        if event.last or not target.post_message(KeyDone(number, target, last=True)):
            self._land_when_focused(number)

    def _land_when_focused(self, number: int) -> None:
        """Let the next key go; a form that the last one opened gets its focus first, and its fields their places."""
        if number != self._in_flight or not self._typed:
            self._landed(number)
        elif self._opens_form():
            self.call_after_refresh(self._land_when_focused, number)
        elif isinstance(key := self._typed[0], events.Key) and key.key in TO_THE_NEXT:
            self.call_after_refresh(self._landed, number)
        else:
            self._landed(number)

    @property
    def listening(self) -> bool:
        """Whether there is something for a key to go to."""
        return True

    @property
    def going_on(self) -> bool:
        """Whether more was typed that waits for its turn."""
        return bool(self._typed)

    @property
    def answering(self) -> bool:
        """Whether a key was typed that has not had its effect yet."""
        return bool(self._typed) or self._in_flight is not None

    @property
    def settling(self) -> bool:
        """Whether what the next key is meant for is still being read, or saved."""
        return False

    def at_once(self, key: events.Key) -> bool:  # noqa: ARG002 - a subclass needs it
        """Whether a key means the same before and after that."""
        return False

    def _opens_form(self) -> bool:
        """Whether there is a screen that wasn't there before the key, and it waits for its focus."""
        if not self.screen_stack or self.screen is self._screen_before:
            return False
        return self.screen.focused is None and bool(self.screen.focus_chain)

    def _landed(self, number: int) -> None:
        if number != self._in_flight:
            return
        if self._patience:
            self._patience.stop()
            self._patience = None
        if self._typed:
            self._in_flight = -number  # taken: whatever else says that this key has landed comes too late
            # Later, not now: a change of focus asked for by the last key stands in the queue before it.
            self.call_later(self._handle_next)
        else:
            self._in_flight = None
