"""Where a person stands in a list of questions, and which of their answers are not on disk yet.

Knows nothing of the screen: a pane moves it and draws what it says.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, Generic, Literal, TypeVar

A = TypeVar("A")


class Gone(Enum):
    """Stands for no answer, since None can be one."""

    GONE = "gone"


GONE: Final = Gone.GONE


@dataclass(frozen=True, eq=False)
class Wish(Generic[A]):
    """An answer on its way to disk; GONE takes the one there back."""

    key: str
    answer: A | Literal[Gone.GONE]


class Answers(Generic[A]):
    """What is on disk, and what is not there yet.

    Attributes:
        saved: Key → answer on disk. Only these may be marked as saved.
        failed: Key → answer that the disk refused; it is kept here until it's there, or changed.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self.saved: Mapping[str, A] = {}
        self.failed: dict[str, Wish[A]] = {}
        self._wanted: dict[str, Wish[A]] = {}

    def of(self, key: str) -> A | Literal[Gone.GONE]:
        """Return what was answered, saved or not."""
        if key in self._wanted:
            return self._wanted[key].answer
        return self.saved.get(key, GONE)

    def want(self, key: str, answer: A | Literal[Gone.GONE]) -> Wish[A]:
        """Take an answer, and return what has to be saved."""
        self.failed.pop(key, None)
        self._wanted[key] = Wish(key, answer)
        return self._wanted[key]

    def kept(self, wish: Wish[A]) -> None:
        """Note that an answer is on disk; `saved` is to be set anew."""
        self._forget(self._wanted, wish)
        self._forget(self.failed, wish)

    def refused(self, wish: Wish[A]) -> None:
        """Note that an answer could not be saved, unless another has taken its place."""
        if self._wanted.get(wish.key) is wish:
            self.failed[wish.key] = wish

    def retry(self) -> tuple[Wish[A], ...]:
        """Return what the disk refused, to be saved again."""
        again = tuple(self.failed.values())
        self.failed.clear()
        return again

    @staticmethod
    def _forget(wishes: dict[str, Wish[A]], wish: Wish[A]) -> None:
        if wishes.get(wish.key) is wish:
            del wishes[wish.key]


class Walk(Generic[A]):
    """A place in a list of questions.

    Attributes:
        keys: The questions, in order.
        at: The question asked now; None past the last one, or before they are known.
        answers: What was answered so far.
    """

    def __init__(self, complete: Callable[[A], bool] = lambda _: True) -> None:
        """Start before the questions are known.

        Args:
            complete: Whether an answer leaves nothing to ask.
        """
        self.keys: Sequence[str] = ()
        self.at: str | None = None
        self.answers: Answers[A] = Answers()
        self._complete = complete

    @property
    def place(self) -> int:
        """Index of the question asked now; past the last one, their number."""
        return self.keys.index(self.at) if self.at is not None else len(self.keys)

    @property
    def first_open(self) -> str | None:
        """The first question that waits for an answer."""
        return next((key for key in self.keys if self.is_open(key)), None)

    def is_open(self, key: str) -> bool:
        """Whether a question waits for an answer."""
        answer = self.answers.of(key)
        return answer is GONE or not self._complete(answer)

    def resume(self) -> None:
        """Go to the first question that waits for an answer."""
        self.at = self.first_open

    def advance(self) -> None:
        """Go on in order; after the last question, to one that was left out."""
        following = self.place + 1
        self.at = self.keys[following] if following < len(self.keys) else self.first_open

    def move(self, step: int) -> None:
        """Go some questions back or on, within the list."""
        if self.keys:
            self.at = self.keys[max(0, min(len(self.keys) - 1, self.place + step))]
