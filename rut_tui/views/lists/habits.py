"""The habits and boundaries as a list: a dot for each of the last seven days, and how many of them were ticked."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType
from textual.content import Content

from rut_tui.domain.days import describe_day
from rut_tui.modals.habit import HabitForm
from rut_tui.views.lists.drawing import row_lines, words
from rut_tui.views.lists.page import RecordsPage, Summary
from rut_tui.widgets.bindings import bindings

if TYPE_CHECKING:
    from rut_tui.domain.habits import Habit, Kept
    from rut_tui.storage.store import Store

DAYS = 7
"""How many days have a dot."""

DOTS = {"ticked": ("●", "$engaged"), "open": ("○", "$muted"), "out": ("·", "$muted")}
"""What a day says → how it is drawn."""

LEGEND = "● done   ○ open   · left out: paused, a day off, or before it began"


class HabitRow(NamedTuple):
    """A habit and its last days.

    Attributes:
        dots: What each of them says, the earliest first.
        ticks: Those of them that are ticked.
        kept: How many, of those that count.
    """

    habit: "Habit"
    dots: tuple[str, ...]
    ticks: frozenset[date]
    kept: "Kept"


class HabitsPage(RecordsPage[HabitRow], inherit_bindings=False):
    """What one does every day, and the lines one keeps."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("lists.habits"), *bindings("lists")]
    NAME: ClassVar = "habits"
    TITLE: ClassVar = "Habits"
    EMPTY: ClassVar = (
        "What you do for yourself will be here, and the lines you keep, with a dot a day.",
        "A boundary such as “log off at six” is easier to keep once you see how often you do.",
        "write down the first one",
    )

    _back = 0
    """How many days before today the tick goes."""

    @staticmethod
    def summary(store: "Store", today: date) -> Summary:
        """How many, and how many are ticked today."""
        count = store.habits.count()
        if not count:
            return Summary("0", Content("A dot a day, and no streak to lose."))
        live = {habit.id for habit in store.habits.all()}
        ticked = len(live & store.habits.ticks(today, today).keys())
        return Summary(f"{count:,}", Content(f"{ticked:,} ticked today"))

    def read(self, store: "Store", today: date) -> Sequence[HabitRow]:
        """Read the habits with their last days."""
        from rut_tui.domain.habits import dots, kept

        # The first of the days that "of the last seven" is about, while today is open.
        first = today - timedelta(days=DAYS)
        ticks, days_off = store.habits.ticks(first, today), store.time_off.days(first, today)
        rows = []
        for habit in store.habits.all(archived=self.archived):
            own = ticks.get(habit.id, frozenset())
            said = tuple(dot.value for dot in dots(habit, own, today, days_off, DAYS))
            rows.append(HabitRow(habit, said, own, kept(habit, own, today, days_off)))
        return rows

    @property
    def _day(self) -> date:
        """The day that x ticks."""
        return self.today - timedelta(days=self._back)

    def above(self, row: HabitRow, place: int) -> list[Content]:  # noqa: ARG002 - the hook's shape
        """The days, above the first row; the one that x ticks stands out."""
        if place:
            return []
        days = [self.today - timedelta(days=back) for back in reversed(range(DAYS))]
        names = [Content.styled(f"{day:%a}"[0], "bold $accent" if day == self._day else "$muted") for day in days]
        chosen = "" if self._back == 0 else f"   x ticks {describe_day(self._day, self.today)}"
        return [Content.assemble(Content(" ").join(names), (chosen, "$muted"))]

    def draw(self, row: HabitRow, room: int) -> list[Content]:
        """The dots, the habit, how often."""
        front = Content(" ").join(Content.styled(*DOTS[dot]) for dot in row.dots)
        paused = row.habit.paused
        parts = [words(row.habit.name, "$muted" if paused else ""), Content.styled(_said(row), "$muted")]
        return row_lines(front, parts, room)

    def about(self, row: HabitRow) -> Content:  # noqa: ARG002 - the hook's shape
        """What the dots mean."""
        return Content.styled(LEGEND, "$muted")

    def id_of(self, row: HabitRow) -> str:
        """Its id."""
        return row.habit.id

    async def edit(self, row: HabitRow | None) -> None:
        """Open the form."""
        await self.fill_in(HabitForm(self.host.app.clock, record=row.habit if row else None))

    def put_away(self, store: "Store", row: HabitRow, archived: bool) -> object:
        """Archive it or take it back."""
        return store.habits.set_archived(row.habit.id, archived)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is put away has no days to tick, and no place."""
        if action in ("tick", "pause", "shift", "day"):
            return self.list.row is not None and not self.archived
        return super().check_action(action, parameters)

    def action_tick(self) -> None:
        """Tick the habit for the day chosen, or take the tick back."""
        if row := self.list.row:
            day = self._day
            self.change(lambda store: store.habits.tick(row.habit.id, day, day not in row.ticks), "")

    def action_pause(self) -> None:
        """Pause the habit, or take it up again."""
        if row := self.list.row:
            habit_id = row.habit.id
            if row.habit.paused:
                self.change(lambda store: store.habits.resume(habit_id), "It counts again from today.")
            else:
                self.change(lambda store: store.habits.pause(habit_id), "Paused. Its days don't count until you go on.")

    def action_shift(self, step: int) -> None:
        """Move the habit up or down."""
        to = self.list.selected + step
        if (row := self.list.row) and 0 <= to < self.list.count:
            self.change(lambda store: store.habits.move(row.habit.id, to), "")

    def action_day(self, step: int) -> None:
        """Tick for another day."""
        self._back = min(max(self._back - step, 0), DAYS - 1)
        self.list.arrange_rows()


def _said(row: HabitRow) -> str:
    """Return "5 of the last 7", and what else is worth saying."""
    kept = row.kept
    if not kept.days:
        often = "" if row.habit.paused else "counts from today"
    elif kept.days == DAYS:
        often = f"{kept.ticked} of the last {DAYS}"
    else:
        often = f"{kept.ticked} of {kept.days} {'day' if kept.days == 1 else 'days'}"
    kind = "a line you keep" if row.habit.kind.value == "boundary" else ""
    return "   ".join(filter(None, (often, kind, "paused" if row.habit.paused else "")))
