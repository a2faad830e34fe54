"""The check-in: how engaged or drained it is right now, and whatever else the person cares to add.

A digit and enter are enough; everything else is optional. The same form edits an entry of any day.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult

from rut_tui.commands import ENGAGEMENT
from rut_tui.domain.days import describe_day
from rut_tui.domain.insights import DRAINED
from rut_tui.domain.reality import answered
from rut_tui.modals.behind import Behind, shortened
from rut_tui.modals.form import FieldFaults, Form
from rut_tui.modals.kindness import Kindness, offer_kindness, read_kindness
from rut_tui.modals.known_words import Experiments, KnownWords, known_words, open_experiments
from rut_tui.modals.when_line import WhenLine
from rut_tui.storage.faults import StorageError
from rut_tui.widgets.emotions import EmotionPicker
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import NoteField
from rut_tui.widgets.rating import Choice, Rating
from rut_tui.widgets.words import WordPicker

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.domain.journal import Entry, EntryDraft
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store


class CheckIn(Form["EntryDraft", "Entry"]):
    """Rate a moment; name the activities and emotions in it; write a note."""

    def __init__(
        self,
        words: Callable[[], Awaitable[tuple[KnownWords, Experiments]]],
        clock: Callable[[], datetime],
        *,
        entry: "Entry | None" = None,
        day: date | None = None,
        draft: "Draft | None" = None,
        afresh: bool = False,
    ) -> None:
        """Open the form.

        Args:
            words: Reads the activities, the emotions and the open experiments to offer.
            clock: Says what now is, when the form is saved.
            entry: The entry to edit; a new one when None.
            day: The day a new entry is for, when it isn't today.
            draft: The unfinished text to go on with.
            afresh: Go on with none.
        """
        if entry is None:
            new = day is None or day == clock().date()
            super().__init__(f"entry:{'new' if new else day}", _add, draft=draft, afresh=afresh)
        else:
            entry_id = entry.id
            super().__init__(
                f"entry:{entry_id}",
                lambda store, said: store.entries.update(entry_id, said),
                behind=Behind(
                    entry.updated_at,
                    lambda store: store.entries.get(entry_id),
                    lambda there: there.updated_at,
                    _quote,
                    _add,
                ),
                draft=draft,
            )
        self._words = words
        self._clock = clock
        self._entry = entry
        self._day = day if day != clock().date() else None
        self._as_opened: dict[str, Any] = {}
        self.kindness = Kindness()
        """What to offer once it is closed."""
        self.answered = ""
        """What it says of something that was expected."""

    @property
    def title_text(self) -> str:
        """The question."""
        if self._entry:
            return "Edit this entry"
        return f"How was it {_on(self._day, self._clock().date())}?" if self._day else "How is it right now?"

    def fields(self) -> ComposeResult:
        """Rating first; enter saves from there."""
        yield Field("How engaged are you?", Rating(id="engagement"))
        yield Field("Doing what?", WordPicker(None, id="activities", hint="meetings"))
        yield Field("Feeling what?", EmotionPicker(id="emotions", hint="bored"))
        yield Field("Where does it belong?", Choice(("work", "work"), ("outside", "outside work"), id="context"))
        yield Field("Anything to note?", NoteField(id="note"))
        yield WhenLine(self._clock, kept=self._entry.local if self._entry else None, day=self._day).field()
        part = Field("Part of an experiment?", Choice(("", "no"), id="experiment"))
        part.display = False  # most people have none that runs
        yield part

    def on_mount(self) -> None:
        """Fill in the entry, and offer words as soon as they are read."""
        if entry := self._entry:
            self.query_one(Rating).value = entry.engagement
            self._where.value = entry.context.value
            self._part.value = next(iter(entry.experiments), "")
            self.query_one(NoteField).text = entry.note
            self.query_one("#activities", WordPicker).fill({"chosen": [word.name for word in entry.activities]})
            self.query_one("#emotions", WordPicker).fill({"chosen": [word.name for word in entry.emotions]})
        self._as_opened = self._everything()
        self.run_worker(self._offer_words())

    @property
    def _where(self) -> Choice:
        return self.query_one("#context", Choice)

    @property
    def _part(self) -> Choice:
        return self.query_one("#experiment", Choice)

    async def _offer_words(self) -> None:
        try:
            known, experiments = await self._words()
        except StorageError:
            known, experiments = KnownWords(), ()  # the save will say what is wrong with the file
        if experiments:
            self._part.offer(("", "no"), *((id, shortened(question)) for id, question in experiments))
            self.query(Field).last().display = True
        self.query_one("#activities", WordPicker).offer(known.activities)
        self.query_one("#emotions", EmotionPicker).offer_grid(known.emotions, known.grid)

    def read(self) -> "EntryDraft":
        """Return the entry as typed."""
        from pydantic import ValidationError

        from rut_tui.domain.journal import Context, EntryDraft
        from rut_tui.domain.model import faults

        engagement = self.query_one(Rating).value
        activities = self.query_one("#activities", WordPicker).words
        emotions = self.query_one("#emotions", WordPicker).words
        note = self.query_one(NoteField).text
        if engagement is None and not (note.strip() or activities or emotions):
            raise FieldFaults({"engagement": "It needs a rating, or a note."})
        at = self.query_one(WhenLine).moment()
        try:
            return EntryDraft(
                at=at,
                engagement=engagement,
                context=Context(self._where.value),
                activities=activities,
                emotions=emotions,
                note=note,
                **self._belongs(),
            )
        except ValidationError as error:
            raise FieldFaults({name.partition(".")[0]: said for name, said in faults(error).items()}) from None

    def _belongs(self) -> dict[str, Any]:
        """The experiment it belongs to; where that wasn't touched, an entry that belongs to several goes on so."""
        chosen = self._part.value
        had = self._entry.experiments if self._entry else ()
        return {} if chosen == next(iter(had), "") else {"experiments": (chosen,) if chosen else ()}

    async def before_closing(self, saved: "Entry") -> None:
        """See whether it was expected otherwise, and after a drained moment of today, what there is to offer."""
        if self._entry is None and saved.activities and saved.engagement is not None:
            with suppress(StorageError):
                pairs = await self.app.db.read(lambda store: store.expectations.pairs(saved.id))
                self.answered = f" {answered(pairs[0])}" if pairs else ""
        today = self._clock().date()
        low = saved.engagement is not None and saved.engagement <= DRAINED
        if self._entry is None and low and saved.day == today:
            with suppress(StorageError):
                self.kindness = await self.app.db.read(partial(read_kindness, today=today))

    def _everything(self) -> dict[str, Any]:
        return {
            "engagement": self.query_one(Rating).value,
            "activities": self.query_one("#activities", WordPicker).typed,
            "emotions": self.query_one("#emotions", WordPicker).typed,
            "context": self._where.value,
            "note": self.query_one(NoteField).text,
            "at": self.query_one(WhenLine).value,
            "experiment": self._part.value,
        }

    def typed(self) -> dict[str, Any]:
        """Everything in the form, if anything was changed."""
        now = self._everything()
        return now if now != self._as_opened else {}

    def fill(self, kept: dict[str, Any]) -> None:
        """Go on where it was closed."""
        self.query_one(Rating).value = kept["engagement"]
        self.query_one("#activities", WordPicker).fill(kept["activities"])
        self.query_one("#emotions", WordPicker).fill(kept["emotions"])
        self._where.value = kept["context"]
        self._part.value = kept.get("experiment", "")  # texts kept by an older version have none
        self.query_one(NoteField).text = kept["note"]
        self.query_one(WhenLine).fill(kept["at"], self.begun)


async def check_in(
    app: "RutApp",
    then: Callable[[], None],
    *,
    entry: "Entry | None" = None,
    day: date | None = None,
    draft: "Draft | None" = None,
    afresh: bool = False,
    on_saved: "Callable[[Entry], None] | None" = None,
) -> None:
    """Open the form over whatever is shown; return as soon as it can be typed in.

    Args:
        app: The app to open it on.
        then: Called when an entry was saved.
        entry: The entry to edit; a new one when None.
        day: The day a new entry is for, when it isn't today.
        draft: The unfinished text to go on with; when None, the last one in this form, if there is any.
        afresh: Go on with none.
        on_saved: Given the entry before `then` is called.
    """
    on = entry.day if entry else day or app.clock().date()
    own = entry.experiments if entry else ()

    async def words() -> tuple[KnownWords, Experiments]:
        return await app.db.run(lambda store: (known_words(store), open_experiments(store, on, own)))

    def closed(saved: "Entry | None") -> None:
        if saved:
            today = app.clock().date()
            day = f" {_on(saved.day, today)}" if saved.day != today else ""
            app.notify(f"Saved{day}, {saved.local:%H:%M}.{form.answered}")
            if on_saved:
                on_saved(saved)
            then()
            offer_kindness(app, form.kindness)

    form = CheckIn(words, app.clock, entry=entry, day=day, draft=draft, afresh=afresh)
    await app.push_screen(form, closed)


def _add(store: "Store", said: "EntryDraft") -> "Entry":
    return store.entries.add(said)


def _quote(entry: "Entry") -> str:
    """Return an entry in a few words: what was rated, what is noted."""
    rated = "" if entry.engagement is None else ENGAGEMENT[entry.engagement + 2]
    noted = f"“{shortened(entry.note)}”" if entry.note else ""
    return ", ".join(filter(None, (rated, noted)))


def _on(day: date, today: date) -> str:
    """Return a day as it stands in a sentence: "yesterday", "on Tue 17 Nov"."""
    said = describe_day(day, today)
    return said if said == "yesterday" else f"on {said}"
