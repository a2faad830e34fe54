"""The forms over one's own words: a new one or another name, and two that become one."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rut_tui.domain.visible import one_line
from rut_tui.modals.behind import shortened
from rut_tui.modals.form import FieldFaults, Form
from rut_tui.storage.faults import Gone
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField
from rut_tui.widgets.plain import plain
from rut_tui.widgets.words import WordPicker

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.domain.journal import Word, WordKind, WordUse
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store

NEW = "new"
AN = {"activity": "an activity", "emotion": "an emotion"}


class WordForm(Form[str, "Word"]):
    """Add a word, or give one another name."""

    def __init__(
        self, kind: "WordKind", word: "Word | None", taken: Sequence[str], draft: "Draft | None" = None
    ) -> None:
        """Open the form.

        Args:
            kind: Which words.
            word: The one to rename; a new one when None.
            taken: The names of all such words that are in use.
            draft: The unfinished name to go on with.
        """

        def save(store: "Store", name: str) -> "Word":
            if word is None:
                return store.words.add(kind, name)
            return store.words.rename(kind, store.words.keep(kind, word).id, name)

        super().__init__(f"word:{kind}:{word.id if word else NEW}", save, draft=draft)
        self._kind = kind
        self._before = word.name if word else ""
        self._taken = {_folded(name) for name in taken} - {_folded(self._before)}

    @property
    def title_text(self) -> str:
        """What is asked."""
        return f"Another name for “{shortened(self._before)}”" if self._before else f"A new {self._kind}"

    def fields(self) -> ComposeResult:
        """The name."""
        hint = "Every entry that has it shows the new name." if self._before else ""
        yield Field("Name", LineField(self._before, id="name"), hint=hint)

    async def action_save(self) -> None:
        """Save; a name that is as it was is no reason to."""
        if self.typed() or not self._before:
            await super().action_save()
        else:
            self.action_discard()

    def read(self) -> str:
        """Return the name as typed."""
        from rut_tui.domain.text import LINE_LIMIT, fault

        name = self.query_one(LineField).value
        if not name.strip():
            raise FieldFaults({"name": "It needs a name."})
        if wrong := fault(name, LINE_LIMIT):
            raise FieldFaults({"name": wrong})
        if _folded(name) in self._taken:
            instead = " To make the two one, close this and press m." if self._before else ""
            raise FieldFaults({"name": f"There is {AN[self._kind]} with that name already.{instead}"})
        return name

    def typed(self) -> dict[str, Any]:
        """The name, if it was changed."""
        name = self.query_one(LineField).value
        return {"name": name} if name != self._before else {}

    def fill(self, kept: dict[str, Any]) -> None:
        """Go on where it was closed."""
        self.query_one(LineField).value = kept["name"]


class MergeForm(Form["Word", "Word"]):
    """Make two words one; what that does is said before it is done."""

    def __init__(
        self, kind: "WordKind", word: "Word", entries: int, others: "Sequence[Word]", draft: "Draft | None" = None
    ) -> None:
        """Open the form.

        Args:
            kind: Which words.
            word: The one to let go of.
            entries: How many entries have it.
            others: Those it can become.
            draft: The unfinished choice to go on with.
        """

        def save(store: "Store", into: "Word") -> "Word":
            return store.words.merge(kind, store.words.keep(kind, word).id, store.words.keep(kind, into).id)

        super().__init__(f"word-merge:{kind}:{word.id}", save, draft=draft)
        self._word = word
        self._entries = entries
        self._others = {other.name: other for other in others}

    @property
    def title_text(self) -> str:
        """What is asked."""
        return f"Make “{shortened(self._word.name)}” one with"

    def fields(self) -> ComposeResult:
        """The word that stays, and what becomes of the other."""
        picker = WordPicker(list(self._others), id="into", only_known=True)
        yield Field("Which word stays?", picker, hint="Type a few letters of it.")
        yield Static(classes="becomes muted")

    @on(WordPicker.Changed)
    def _say_what_becomes(self) -> None:
        gone, kept = (f"“{shortened(name)}”" for name in (self._word.name, (*self._known, "")[0]))
        entries = "The entry that has" if self._entries == 1 else f"The {self._entries:,} entries that have"
        first = f"{entries} {gone} will have {kept}." if self._entries else f"No entry has {gone}."
        said = f"{first} {gone} goes to the archive; ctrl+z takes it back. enter makes them one."
        self.query_one(".becomes", Static).update(plain(one_line(said) if self._known else "", "$muted"))

    @property
    def _known(self) -> tuple[str, ...]:
        """The words chosen that are there."""
        return tuple(name for name in self.query_one(WordPicker).words if name in self._others)

    def read(self) -> "Word":
        """Return the word that stays."""
        words = self.query_one(WordPicker).words
        if len(words) != 1 or not self._known:
            said = "Choose one of the words offered." if len(words) < 2 else "Only one can stay."
            raise FieldFaults({"into": said})
        return self._others[words[0]]

    def typed(self) -> dict[str, Any]:
        """What was chosen, if anything."""
        typed = self.query_one(WordPicker).typed
        return {"into": typed} if any(typed.values()) else {}

    def fill(self, kept: dict[str, Any]) -> None:
        """Go on where it was closed."""
        self.query_one(WordPicker).fill(kept["into"])
        self._say_what_becomes()


async def ask_word(
    app: "RutApp",
    then: Callable[[], None],
    what: str,
    on_saved: "Callable[[Word], None] | None" = None,
    draft: "Draft | None" = None,
) -> None:
    """Open the form of a word over whatever is shown; return as soon as it can be typed in.

    Args:
        app: The app to open it on.
        then: Called when it was saved.
        what: The kind of word and its id: "activity:new", "emotion:<id>".
        on_saved: Given the word before `then` is called.
        draft: The unfinished name to go on with; when None, the last one in this form, if there is any.

    Raises:
        StorageError: The journal could not be read.
    """
    kind, word_id = _parts(what)

    def closed(saved: "Word | None") -> None:
        if saved:
            app.notify("Saved.")
            if on_saved:
                on_saved(saved)
            then()

    uses = await app.db.read(lambda store: all_words(store, kind))
    word = next((use.word for use in uses if use.word.id == word_id), None)
    taken = [use.word.name for use in uses if use.word.archived_at is None]
    await app.push_screen(WordForm(kind, word, taken, draft), closed)


async def ask_merge(
    app: "RutApp",
    then: Callable[[], None],
    what: str,
    on_saved: "Callable[[Word], None] | None" = None,
    draft: "Draft | None" = None,
) -> None:
    """Open the form that makes two words one over whatever is shown; return as soon as it can be typed in.

    Args:
        app: The app to open it on.
        then: Called when they are one.
        what: The kind of word and the id of the one to let go of: "activity:<id>".
        on_saved: Given the word that stayed before `then` is called.
        draft: The unfinished choice to go on with; when None, the last one in this form, if there is any.

    Raises:
        StorageError: The journal could not be read, or the word isn't there any more.
    """
    kind, word_id = _parts(what)

    def closed(saved: "Word | None") -> None:
        if saved:
            app.notify("They are one now. ctrl+z takes it back.")
            if on_saved:
                on_saved(saved)
            then()

    uses = await app.db.read(lambda store: all_words(store, kind))
    this = next((use for use in uses if use.word.id == word_id), None)
    if this is None:
        raise Gone(f"That {kind} isn't in the journal any more.")
    others = [use.word for use in uses if use is not this and use.word.archived_at is None]
    await app.push_screen(MergeForm(kind, this.word, this.entries, others, draft), closed)


def all_words(store: "Store", kind: "WordKind") -> "tuple[WordUse, ...]":
    """Return every word with how much it was used, the shipped ones that never were among them."""
    from rut_tui.domain.journal import WordUse

    used = store.words.uses(kind)
    return (
        *used,
        *(WordUse(word=word, entries=0) for word in shipped(kind, {use.word.id: use.word.name for use in used})),
    )


def shipped(kind: "WordKind", there: Mapping[str, str]) -> "tuple[Word, ...]":
    """Return the shipped words that never were used.

    Args:
        kind: Which words.
        there: Id → name of those of the journal, put away or not.
    """
    from rut_tui.content import emotions
    from rut_tui.domain.vocabulary import unused

    return unused(kind, [word.name for word in emotions()] if kind == "emotion" else [], there)


def _parts(what: str) -> "tuple[WordKind, str]":
    kind, _, word_id = what.partition(":")
    return ("activity" if kind == "activity" else "emotion"), word_id


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
