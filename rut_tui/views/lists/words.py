"""One's words as a list: activities, then emotions, each with how many entries have it."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType
from textual.content import Content

from rut_tui.modals.word import all_words, ask_merge, ask_word, shipped
from rut_tui.views.lists.drawing import counted
from rut_tui.views.lists.page import RecordsPage, Summary
from rut_tui.views.lists.record_list import ALL
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.plain import plain

if TYPE_CHECKING:
    from rut_tui.domain.journal import Word, WordKind
    from rut_tui.storage.store import Store

NAMES: "dict[WordKind, str]" = {"activity": "Activities", "emotion": "Emotions"}
USES = 15
"""Columns of how often a word was used."""
LONGEST = 40
"""Columns of a word."""


class WordRow(NamedTuple):
    """A word of one kind, and how many entries have it."""

    kind: "WordKind"
    word: "Word"
    entries: int
    opens: bool


class WordsPage(RecordsPage[WordRow], inherit_bindings=False):
    """What one does, and how it feels."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("lists.words"), *bindings("lists")]
    NAME: ClassVar = "words"
    TITLE: ClassVar = "Words"
    EMPTY: ClassVar = (
        "Your activities will be here, with how often you used each.",
        "They come by themselves, from what you write at a check-in.",
        "add an activity",
    )
    AT_ONCE: ClassVar = ALL

    @staticmethod
    def summary(store: "Store", today: date) -> Summary:  # noqa: ARG004 - as for the others
        """How many of each there are."""
        activities, emotions = (_count(store, kind) for kind in NAMES)
        line = f"{counted(activities, 'activity', 'activities')}, {counted(emotions, 'emotion')}"
        return Summary(f"{activities + emotions:,}", Content(line))

    def read(self, store: "Store", today: date) -> Sequence[WordRow]:  # noqa: ARG002 - as for the others
        """Read the words."""
        rows: list[WordRow] = []
        for kind in NAMES:
            found = [use for use in all_words(store, kind) if (use.word.archived_at is not None) is self.archived]
            rows += [WordRow(kind, use.word, use.entries, place == 0) for place, use in enumerate(found)]
        return rows

    def draw(self, row: WordRow, room: int) -> list[Content]:
        """The word and its number of entries."""
        width = max(8, min(room - USES, LONGEST))
        name = plain(row.word.name).truncate(width, ellipsis=True)
        uses = counted(row.entries, "entry", "entries") if row.entries else "–"
        return [Content.assemble(name.pad_right(width - name.cell_length), (f"{uses:>{USES}}", "$muted"))]

    def above(self, row: WordRow, place: int) -> list[Content]:
        """The name of a kind where it begins."""
        return [*([Content("")] if place else []), Content.styled(NAMES[row.kind], "bold")] if row.opens else []

    def id_of(self, row: WordRow) -> str:
        """Its kind and its id."""
        return f"{row.kind}:{row.word.id}"

    @property
    def _kind(self) -> "WordKind":
        return self.list.row.kind if self.list.row else "activity"

    async def edit(self, row: WordRow | None) -> None:
        """Open the form: another name, or a new word of the kind selected."""
        what = self.id_of(row) if row else f"{self._kind}:new"
        await ask_word(self.host.app, self.saved, what, partial(self._land_on, self._kind))

    def _land_on(self, kind: "WordKind", saved: "Word") -> None:
        self.look_for(f"{kind}:{saved.id}", archived=saved.archived_at is not None)

    def put_away(self, store: "Store", row: WordRow, archived: bool) -> object:
        """Archive it or take it back."""
        return store.words.set_archived(row.kind, store.words.keep(row.kind, row.word).id, archived)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is put away isn't merged."""
        if action == "merge":
            return self.list.row is not None and not self.archived
        return super().check_action(action, parameters)

    async def action_merge(self) -> None:
        """Make the word one with another."""
        if row := self.list.row:
            land = partial(self._land_on, row.kind)
            await self.open_form(lambda: ask_merge(self.host.app, self.saved, self.id_of(row), land))


def _count(store: "Store", kind: "WordKind") -> int:
    return store.words.count(kind) + len(shipped(kind, store.words.names(kind)))
