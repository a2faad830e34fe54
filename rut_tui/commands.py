"""The table of commands: everything a key can do, written once.

Bindings, the footer, the palette, the help page, `rut-tui keys` and the README's key table are all made from it.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do.

    Attributes:
        id: "place.name", unique; a keymap refers to it.
        keys: Textual's names of the keys, separated by commas.
        action: The action it runs, on the widget of its place.
        text: Two words at most, for the footer.
        tooltip: One sentence, for help and palette.
        shown: What the key is called on the screen; the first of `keys` when empty.
        footer: Whether the footer offers it.
        palette: Whether the palette offers it.
    """

    id: str
    keys: str
    action: str
    text: str
    tooltip: str
    shown: str = ""
    footer: bool = True
    palette: bool = True

    @property
    def place(self) -> str:
        """Where it works: "app", or the name of a screen, list or form."""
        return self.id.rpartition(".")[0]

    @property
    def key(self) -> str:
        """The key as a person reads it."""
        return self.shown or self.keys.partition(",")[0]


PLACES: Final[dict[str, str]] = {
    "app": "Everywhere",
    "screen": "On the five screens",
    "form": "In forms",
    "page": "On a page",
    "rating": "On a rating",
    "choice": "On a choice",
    "words": "In a word field",
    "today": "Today",
    "today.now": "Today, how it is",
    "today.due": "Today, what is due",
    "today.runway": "Today, the runway",
    "audit": "Audit",
    "audit.signs": "Audit, the signs",
    "audit.external": "Audit, job or life",
    "audit.causes": "Audit, the causes",
    "journal": "Journal",
    "journal.list": "Journal, the lists",
    "journal.days": "Journal, the days",
    "goals": "Goals",
    "goals.form": "Goals, the form",
    "goals.title": "Goals, an empty title",
    "goals.sure": "Goals, how sure you are",
    "goals.steps": "Goals, the milestones",
    "goals.step": "Goals, writing a milestone",
    "savings": "Savings",
}
"""Every place that has commands, with its heading in help."""

SCREENS: Final[dict[str, str]] = {
    "today": "Today",
    "audit": "Audit",
    "journal": "Journal",
    "goals": "Goals",
    "savings": "Savings",
}
"""The five screens, in order, with their names."""


ENGAGEMENT: Final = ("drained", "a little drained", "neither", "a little engaged", "engaged")
"""The five ratings of a moment, in words, from 1 to 5."""


def _screens() -> tuple[Command, ...]:
    return tuple(
        Command(f"screen.{name}", str(n), f"show('{name}')", title, f"Go to {title}.", footer=False)
        for n, (name, title) in enumerate(SCREENS.items(), 1)
    )


def _ratings() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"rating.{n}",
            str(n),
            f"rate({n - 3})",
            "rate",
            f"Rate it {n}: {word}.",
            shown="1–5" if n == 1 else "",
            footer=n == 1,
            palette=False,
        )
        for n, word in enumerate(ENGAGEMENT, 1)
    )


TODAY: Final = (
    Command("today.do", "enter", "do_step", "do it", "Do the one step."),
    Command("today.another", "s", "another_step", "another", "Offer another step."),
    Command("today.now.check_in", "enter", "screen.check_in", "check in", "Say how it is right now.", palette=False),
    Command("today.due.open", "enter", "open", "open", "Open the goal it belongs to.", palette=False),
    Command("today.due.down", "down,j", "select(1)", "down", "Go down the list.", footer=False, palette=False),
    Command("today.due.up", "up,k", "select(-1)", "up", "Go up the list.", footer=False, palette=False),
    Command("today.runway.open", "enter", "screen.show('savings')", "savings", "Go to Savings.", palette=False),
)

AUDIT: Final = (
    Command("audit.open", "enter,right,l", "open", "open", "Open the chapter.", palette=False),
    Command("audit.signs.never", "0", "rate(0)", "rate", "Rate it 0 and go on.", shown="0–4", palette=False),
    *(
        Command(
            f"audit.signs.{n}", str(n), f"rate({n})", "rate", f"Rate it {n} and go on.", footer=False, palette=False
        )
        for n in range(1, 5)
    ),
    Command("audit.signs.skip", "minus", "rate(None)", "doesn't apply", "It doesn't apply; go on.", "-", palette=False),
    Command("audit.signs.clear", "backspace", "clear", "clear", "Take the rating back.", footer=False, palette=False),
    Command("audit.signs.back", "escape,left,h", "back", "chapters", "Back to the chapters.", "esc", palette=False),
    Command("audit.external.yes", "y", "answer(True)", "yes", "Answer yes and go on.", palette=False),
    Command("audit.external.no", "n", "answer(False)", "no", "Answer no and go on.", palette=False),
    Command(
        "audit.external.clear", "backspace", "clear", "clear", "Take the answer back.", footer=False, palette=False
    ),
    Command("audit.external.back", "escape,left,h", "back", "chapters", "Back to the chapters.", "esc", palette=False),
    Command("audit.causes.fits", "y", "answer('fits')", "fits", "Yes, this cause fits.", palette=False),
    Command("audit.causes.doesnt", "n", "answer('doesnt')", "doesn't", "No, it doesn't fit.", palette=False),
    Command("audit.causes.unsure", "u", "answer('unsure')", "not sure", "You can't say yet.", palette=False),
    Command("audit.causes.back", "escape,left,h", "back", "chapters", "Back to the chapters.", "esc", palette=False),
)

JOURNAL: Final = (
    Command("journal.new", "n", "new", "new", "Write an entry for the day shown."),
    Command("journal.edit", "enter", "edit", "edit", "Edit the entry.", palette=False),
    Command("journal.archive", "a", "archive", "archive", "Archive the entry, or bring it back.", palette=False),
    Command("journal.earlier", "left_square_bracket", "day(-1)", "earlier", "Go to the day before.", "["),
    Command("journal.later", "right_square_bracket", "day(1)", "later", "Go to the day after.", "]"),
    Command("journal.today", "full_stop", "today", "today", "Go back to today.", ".", footer=False),
    Command(
        "journal.before",
        "left_curly_bracket",
        "written(-1)",
        "before",
        "Go to the day written on before.",
        "{",
        footer=False,
    ),
    Command(
        "journal.after",
        "right_curly_bracket",
        "written(1)",
        "after",
        "Go to the day written on after.",
        "}",
        footer=False,
    ),
    Command("journal.archived", "v", "archived", "archived", "Show or hide archived entries.", footer=False),
    Command("journal.to_days", "left,h", "to_days", "days", "Go to the list of days.", footer=False, palette=False),
    Command("journal.days.open", "enter,right,l", "to_log", "entries", "Go to the entries of the day.", palette=False),
    Command("journal.list.down", "down,j", "select(1)", "down", "Go down the list.", footer=False, palette=False),
    Command("journal.list.up", "up,k", "select(-1)", "up", "Go up the list.", footer=False, palette=False),
    Command("journal.list.first", "g,home", "end(False)", "first", "Go to the first.", footer=False, palette=False),
    Command("journal.list.last", "G,end", "end(True)", "last", "Go to the last.", footer=False, palette=False),
    Command(
        "journal.list.page_down",
        "pagedown",
        "page(1)",
        "page down",
        "Go down by what is shown.",
        footer=False,
        palette=False,
    ),
    Command(
        "journal.list.page_up", "pageup", "page(-1)", "page up", "Go up by what is shown.", footer=False, palette=False
    ),
)


def _goals_more(place: str, *rows: tuple[str, str, str, str, str]) -> tuple[Command, ...]:
    """Return commands that neither the palette nor a crowded footer needs: name, keys, action, text, tooltip."""
    return tuple(Command(f"{place}.{row[0]}", *row[1:], footer=False, palette=False) for row in rows)


GOALS: Final = (
    Command("goals.new", "n", "new", "new", "Write down a goal."),
    Command("goals.edit", "enter", "edit", "open", "Open the goal.", palette=False),
    *_goals_more(
        "goals",
        ("left", "h,left", "focus_card('left')", "left", "Go to the column on the left."),
        ("down", "j,down", "focus_card('down')", "down", "Go to the card below."),
        ("up", "k,up", "focus_card('up')", "up", "Go to the card above."),
        ("right", "l,right", "focus_card('right')", "right", "Go to the column on the right."),
        ("first", "g,home", "focus_end(0)", "first", "Go to the first card of the column."),
        ("last", "G,end", "focus_end(-1)", "last", "Go to the last card of the column."),
    ),
    Command(
        "goals.move_left",
        "H",
        "move_card('left')",
        "move",
        "Move the card a column to the left.",
        "HLJK",
        palette=False,
    ),
    *_goals_more(
        "goals",
        ("move_right", "L", "move_card('right')", "move right", "Move the card a column to the right."),
        ("move_down", "J", "move_card('down')", "move down", "Move the card down."),
        ("move_up", "K", "move_card('up')", "move up", "Move the card up."),
    ),
    Command(
        "goals.done",
        "x",
        "done",
        "done",
        "Tick the next milestone; when none is left, the goal is done.",
        palette=False,
    ),
    Command("goals.focus", "f", "focus_goal", "focus", "Make this the one goal in focus, or let it go.", palette=False),
    Command("goals.archive", "a", "archive", "archive", "Archive the goal, or bring it back.", palette=False),
    Command("goals.archived", "v", "archived", "archived", "Show the archive, or the board.", footer=False),
    Command("goals.back", "escape", "archived", "board", "Go back to the board.", "esc", palette=False),
    Command(
        "goals.form.career",
        "ctrl+t",
        "career_move",
        "career move",
        "Add the steps of a career move, spread from today to the day it is due.",
        palette=False,
    ),
    Command("goals.title.next", "down", "example(1)", "example", "Start from an example.", palette=False),
    *_goals_more("goals.title", ("previous", "up", "example(-1)", "last example", "Go back an example.")),
    Command("goals.sure.1", "1", "rate(1)", "how sure", "You are 1 of 10 sure.", "1–9, 0", palette=False),
    *_goals_more(
        "goals.sure",
        *((str(n), str(n % 10), f"rate({n})", "how sure", f"You are {n} of 10 sure.") for n in range(2, 11)),
        ("lower", "left", "move(-1)", "less", "One less."),
        ("higher", "right", "move(1)", "more", "One more."),
        ("clear", "backspace,delete", "clear", "clear", "Take it back."),
        ("save", "enter", "submit", "save", "Save the form."),
    ),
    Command("goals.steps.tick", "x,space", "tick", "done", "Tick the milestone, or take the tick back.", palette=False),
    Command("goals.steps.edit", "enter", "edit", "change", "Change the milestone.", palette=False),
    Command("goals.steps.later", "J", "shift(1)", "move", "Move the milestone down.", "J K", palette=False),
    Command("goals.steps.remove", "backspace,delete", "remove", "remove", "Remove the milestone.", palette=False),
    Command("goals.steps.undo", "u", "put_back", "put back", "Put back what was removed.", palette=False),
    *_goals_more(
        "goals.steps",
        ("earlier", "K", "shift(-1)", "move up", "Move the milestone up."),
        ("down", "j,down", "move(1)", "down", "Go to the milestone below."),
        ("up", "k,up", "move(-1)", "up", "Go to the milestone above."),
        ("first", "g,home", "edge(0)", "first", "Go to the first milestone."),
        ("last", "G,end", "edge(-1)", "last", "Go to the last milestone."),
    ),
    Command(
        "goals.step.cancel",
        "escape",
        "cancel",
        "keep as it was",
        "Leave the milestone as it was.",
        "esc",
        palette=False,
    ),
    *_goals_more("goals.step", ("up", "up", "to_rows", "milestones", "Go up to the milestones.")),
)

SAVINGS: Final = (
    Command("savings.new", "n", "new", "new plan", "Start another plan."),
    Command("savings.rename", "r", "rename", "rename", "Rename the plan.", palette=False),
    Command("savings.archive", "a", "archive", "archive", "Archive the plan, or bring it back.", palette=False),
    Command(
        "savings.earlier", "left_square_bracket", "plan(-1)", "plan before", "Go to the plan before.", "[", footer=False
    ),
    Command("savings.later", "right_square_bracket", "plan(1)", "next plan", "Go to the next plan.", "]"),
    Command("savings.table", "t", "table", "table", "Show the chart as a table, or the table as a chart."),
)

COMMANDS: Final[tuple[Command, ...]] = (
    Command("app.quit", "ctrl+q", "quit", "quit", "Leave, from anywhere.", footer=False),
    Command("app.palette", "ctrl+p", "command_palette", "all", "Find any command by name.", palette=False),
    *_screens(),
    Command("screen.check_in", "c", "check_in", "check in", "Say how it is right now."),
    Command("screen.theme", "", "toggle_theme", "light or dark", "Switch between the light and the dark theme."),
    Command("screen.help", "question_mark,f1", "help", "keys", "Show what every key does here.", shown="?"),
    Command("screen.leave", "q", "app.quit", "quit", "Leave.", footer=False, palette=False),
    *_ratings(),
    Command("rating.lower", "left", "move(-1)", "lower", "One lower.", footer=False, palette=False),
    Command("rating.higher", "right", "move(1)", "higher", "One higher.", footer=False, palette=False),
    Command("rating.save", "enter", "submit", "save", "Save the form with this rating.", palette=False),
    Command("choice.other", "space,left,right", "other", "other", "Choose the other one.", palette=False),
    Command("choice.save", "enter", "submit", "save", "Save the form.", palette=False),
    Command("words.next", "down", "highlight(1)", "next word", "Go to the next word offered.", palette=False),
    Command("words.previous", "up", "highlight(-1)", "last word", "Go back a word.", footer=False, palette=False),
    Command("form.save", "ctrl+s", "save", "save", "Save and close.", palette=False),
    Command("form.close", "escape", "close", "close", "Close; what you typed is kept.", shown="esc", palette=False),
    Command("page.close", "escape,q,question_mark", "close", "close", "Go back.", shown="esc", palette=False),
    Command("form.help", "f1,question_mark", "help", "keys", "Show what every key does here.", palette=False),
    *TODAY,
    *AUDIT,
    *JOURNAL,
    *GOALS,
    *SAVINGS,
)


def commands_for(place: str) -> tuple[Command, ...]:
    """Return the commands of one place, in the order of the table."""
    return tuple(command for command in COMMANDS if command.place == place)
