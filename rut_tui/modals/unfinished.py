"""The page of unfinished texts: what a person was writing when a form was closed or the app ended, to go on with.

Shown at the start, and by the command "unfinished texts".
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click, ScreenResume
from textual.widgets import Static

from rut_tui.domain.days import describe_day
from rut_tui.domain.weeks import week_name
from rut_tui.modals.behind import shortened
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.chrome import FooterLine
from rut_tui.widgets.page import Sheet
from rut_tui.widgets.plain import plain

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.storage.drafts import Draft

LINES: Final = 3
"""Lines of each text that are shown."""

LONGEST: Final = 300
"""Characters of a line that are shown."""

_WORDS: Final = {
    "entry": ("activities", "emotions", "note"),
    "win": ("text", "reward"),
    "expectation": ("activity",),
    "review": ("liked", "disliked", "engaged", "drained", "win", "setback", "next_try", "next_thing"),
    "habit": ("name",),
    "skill": ("name", "needed_for", "provider", "notes"),
    "experiment": ("question", "test", "guess", "result", "learnt"),
    "experiment-end": ("question", "result", "learnt"),
    "setback": ("what", "in_control", "next_try"),
    "time-off": ("first_day", "last_day"),
    "person": ("name", "role", "known", "notes"),
    "contact": ("note",),
    "question": ("text", "answer"),
    "lead": ("role", "company", "next_step", "notes"),
    "lead-no": ("what", "in_control", "next_try"),
    "job": ("title",),
    "job-move": ("title", "left"),
    "word": ("name",),
    "word-merge": ("into",),
    "goal": ("title", "measure", "milestones", "notes", "raise_confidence", "serves"),
    "plan-name": ("name",),
}
"""Form → its fields with words, in their order."""

_HEADINGS: Final = {
    "win": ("A win", "A change to a win"),
    "expectation": ("What you expect", "What you expect"),
    "habit": ("A habit", "A change to a habit"),
    "skill": ("A skill", "A change to a skill"),
    "experiment": ("An experiment", "A change to an experiment"),
    "experiment-end": ("The end of an experiment", "The end of an experiment"),
    "setback": ("A setback", "A change to a setback"),
    "time-off": ("Days off", "A change to days off"),
    "person": ("Somebody to keep in touch with", "A change to a person"),
    "contact": ("A talk", "A change to a talk"),
    "question": ("A question", "A change to a question"),
    "lead": ("A lead", "A change to a lead"),
    "lead-no": ("A no, as a delay", "A no, as a delay"),
    "job": ("A job", "A change to a job"),
    "job-move": ("I moved", "I moved"),
    "word": ("A new word", "Another name for a word"),
    "word-merge": ("Two words to make one", "Two words to make one"),
}
"""Form → what a text in it is, when it is for something new and when it changes something."""

_INSIDE: Final = ("chosen", "steps", "title", "line")
"""Where the words are in a field of several."""


def heading(draft: "Draft", today: date) -> str:
    """Say what a text is."""
    kind, _, what = draft.form.partition(":")
    new = what.endswith("new")  # of a word it is said which: "word:activity:new"
    if kind == "entry":
        if new or len(what) > len("2026-11-20"):
            return "A check-in" if new else "A change to an entry"
        return f"A check-in for {describe_day(date.fromisoformat(what), today)}"
    if kind == "review":
        return f"The review of {week_name(date.fromisoformat(what), today)}"
    if kind in _HEADINGS:
        return _HEADINGS[kind][not new]
    if kind == "goal":
        return "A new goal" if new else f"The goal “{shortened(str(draft.fields.get('title', '')))}”"
    return "The name of a savings plan" if kind == "plan-name" else "A text of a newer rut-tui"


def said_when(moment: datetime, now: datetime) -> str:
    """Return when something was written: "today, 21:04", "on Tuesday, 21:04", "on Mon 3 Nov, 21:04"."""
    local = moment.astimezone(now.tzinfo)
    ago = (now.date() - local.date()).days
    day = f"{local:%A}" if 1 < ago < 7 else describe_day(local.date(), now.date())
    return f"{'on ' if abs(ago) > 1 else ''}{day}, {local:%H:%M}"


def lines(draft: "Draft") -> list[str]:
    """Return the first lines of what was typed."""
    found = [
        ", ".join(filter(None, _words(draft.fields.get(name)))) for name in _WORDS.get(draft.form.partition(":")[0], ())
    ]
    written = [line for text in found for line in text.split("\n") if line.strip()]
    return [line[:LONGEST] for line in written[:LINES]] + (["…"] if len(written) > LINES else [])


def _words(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [word for name in _INSIDE for word in _words(value.get(name))]
    if isinstance(value, list):
        return [word for one in value for word in _words(one)]
    return [value] if isinstance(value, str) else []


class Unfinished(Sheet[None]):
    """The texts, one of them chosen."""

    DEFAULT_CSS = """
    Unfinished { align: center top; background: $background 60%; }
    Unfinished > .form {
        width: 72; max-width: 100%; height: auto; max-height: 100%; margin: 1 0; padding: 1 2;
        scrollbar-size-vertical: 1; background: $surface; border-left: outer $accent;
    }
    Unfinished .title { text-style: bold; color: $accent; margin-bottom: 1; }
    Unfinished .note { color: $muted; height: auto; }
    Unfinished .text { height: auto; border-left: outer $surface; padding: 0 1; margin-bottom: 1; }
    Unfinished .text.-chosen { border-left: outer $accent; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("unfinished")
    app: "RutApp"

    def __init__(
        self,
        drafts: "Sequence[Draft]",
        go_on: "Callable[[Draft], Awaitable[None]]",
        check_in: Callable[[], Awaitable[None]],
    ) -> None:
        """Open the page.

        Args:
            drafts: The texts to show, the newest first.
            go_on: Opens the form of one of them over the page.
            check_in: Opens an empty check-in: three keys after the start save one, also when this page is up.
        """
        super().__init__()
        self._drafts = list(drafts)
        self._go_on = go_on
        self._check_in = check_in
        self._place = 0
        self._unwanted: set[str] = set()
        self._away: Draft | None = None

    def compose(self) -> ComposeResult:
        """A heading, the texts, what becomes of them."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Static("", classes="title")
            for _ in self._drafts:
                yield Static("", classes="text", markup=False)
            yield Static("", classes="note")
        yield FooterLine()

    def on_mount(self) -> None:
        """Show the texts."""
        self._draw()

    @property
    def _texts(self) -> list[Static]:
        return list(self.query(".text").results(Static))

    def _draw(self) -> None:
        several = len(self._drafts) > 1
        when = said_when(self._drafts[0].updated_at, self.app.clock())
        title = "You were writing these" if several else f"You were writing this {when}"
        self.query_one(".title", Static).update(title)
        self.query_one(".note", Static).update(self._becomes())
        for place, text in enumerate(self._texts):
            text.display = place < len(self._drafts)
            if text.display:
                text.set_class(place == self._place, "-chosen")
                text.update(self._said(self._drafts[place]))
        self.call_after_refresh(self._texts[self._place].scroll_visible, animate=False)

    def _becomes(self) -> str:
        """Say what becomes of the texts that are not let go of."""
        wanted = sum(draft.name not in self._unwanted for draft in self._drafts)
        if wanted == len(self._drafts):
            return f"{'It is' if wanted == 1 else 'They are'} kept, and not saved yet."
        if not wanted:
            return ""
        return f"The {'other is' if wanted == 1 else 'others are'} kept, and not saved yet."

    def _said(self, draft: "Draft") -> Content:
        now = self.app.clock()
        head = plain(heading(draft, now.date()), "bold")
        if len(self._drafts) > 1:
            head = Content.assemble(head, (f"   {said_when(draft.updated_at, now)}", "$muted"))
        if draft.name in self._unwanted:
            return Content.assemble(head, "\n", ("Gone when you close this page. x brings it back.", "$drained"))
        return Content("\n").join([head, *(plain(line) for line in lines(draft))])

    def action_move(self, step: int) -> None:
        """Choose the text above or below."""
        self._place = max(0, min(len(self._drafts) - 1, self._place + step))
        self._draw()

    def on_click(self, event: Click) -> None:
        """A click chooses."""
        if isinstance(event.widget, Static) and event.widget in self._texts:
            self._place = self._texts.index(event.widget)
            self._draw()

    def action_let_go(self) -> None:
        """Let go of a text, or take that back."""
        self._unwanted ^= {self._drafts[self._place].name}
        self._draw()

    async def action_go_on(self) -> None:
        """Open the form, filled, over this page."""
        draft = self._drafts[self._place]
        self._unwanted.discard(draft.name)
        self._away = draft
        await self._go_on(draft)

    async def action_check_in(self) -> None:
        """Close this page for now and say how it is."""
        self._let_go()
        await self.dismiss()
        await self._check_in()

    @on(ScreenResume)
    def _back(self) -> None:
        """Close once the text that was gone on with was the last one."""
        if self._away is None:
            return
        self._drafts = [draft for draft in self._drafts if draft is not self._away]
        self._away = None
        self._place = max(0, min(self._place, len(self._drafts) - 1))
        if self._drafts:
            self._draw()
        else:
            self.dismiss()

    def action_later(self) -> None:
        """Keep them all for later; the next start doesn't ask again."""
        self._let_go()
        for draft in self._drafts:
            self.app.drafts.set_aside(draft)
        self.dismiss()

    def _let_go(self) -> None:
        for draft in self._drafts:
            if draft.name in self._unwanted:
                self.app.drafts.let_go(draft)
