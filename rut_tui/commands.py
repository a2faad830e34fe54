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
    "goals": "Goals",
    "goals.form": "Goals, the form",
    "goals.title": "Goals, an empty title",
    "goals.sure": "Goals, how sure you are",
    "goals.steps": "Goals, the milestones",
    "goals.step": "Goals, writing a milestone",
    "savings": "Savings",
    "savings.field": "Savings, a field",
    "savings.more": "Savings, more inputs",
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


def _quiet(id: str, keys: str, action: str, text: str, tooltip: str, shown: str = "") -> Command:
    """A command that help names, but neither footer nor palette."""
    return Command(id, keys, action, text, tooltip, shown, footer=False, palette=False)


def _list_moves(place: str) -> tuple[Command, ...]:
    """The keys of every list of the audit; 99 steps are more than any of them has."""
    return (
        _quiet(f"{place}.down", "down,j", "move(1)", "down", "Go to the next one."),
        _quiet(f"{place}.up", "up,k", "move(-1)", "up", "Go to the one before."),
        _quiet(f"{place}.first", "home,g", "move(-99)", "first", "Go to the first."),
        _quiet(f"{place}.last", "end,G", "move(99)", "last", "Go to the last."),
    )


AUDIT: Final = (
    Command("audit.open", "enter", "open", "open", "Open the chapter.", palette=False),
    _quiet("audit.right", "right,l", "side(1)", "open", "Open the chapter; in a line of chapters, go right."),
    _quiet("audit.left", "left,h", "side(-1)", "left", "In a line of chapters, go left."),
    *_list_moves("audit"),
    Command("audit.life", "", "go('external')", "job or life", "Ask what outside work weighs on you.", footer=False),
    Command("audit.rate", "", "go('signs')", "signs", "Rate the signs of a rut, or go on rating.", footer=False),
    Command("audit.see", "", "go('causes')", "causes", "See how deep it goes and what it is made of.", footer=False),
    Command("audit.signs.never", "0", "rate(0)", "rate", "Rate it 0 and go on.", "0–4", palette=False),
    *(_quiet(f"audit.signs.{n}", str(n), f"rate({n})", "rate", f"Rate it {n} and go on.") for n in range(1, 5)),
    _quiet("audit.signs.beyond", "5,6,7,8,9", "beyond", "too high", "Nothing: ratings go from 0 to 4."),
    Command("audit.signs.skip", "minus", "rate(None)", "doesn't apply", "It doesn't apply; go on.", "-", palette=False),
    Command("audit.signs.back", "escape,left,h", "back", "chapters", "Back to the chapters.", "esc", palette=False),
    Command(
        "audit.signs.on",
        "enter",
        "go_on",
        "go on",
        "Go to the next open sign, or to the causes.",
        palette=False,
    ),
    Command("audit.signs.clear", "backspace", "clear", "take back", "Take the last rating back.", palette=False),
    *_list_moves("audit.signs"),
    Command("audit.external.yes", "y", "answer(True)", "yes", "Answer yes and go on.", palette=False),
    Command("audit.external.no", "n", "answer(False)", "no", "Answer no and go on.", palette=False),
    Command("audit.external.back", "escape,left,h", "back", "chapters", "Back to the chapters.", "esc", palette=False),
    Command(
        "audit.external.on", "enter", "go_on", "go on", "Go to the next open question, or to the signs.", palette=False
    ),
    Command("audit.external.clear", "backspace", "clear", "take back", "Take the last answer back.", palette=False),
    *_list_moves("audit.external"),
    Command("audit.causes.on", "enter", "go_on", "go on", "Save again what was not, or rate signs.", palette=False),
    Command("audit.causes.fits", "y", "answer('fits')", "fits", "Yes, this cause fits.", palette=False),
    Command("audit.causes.doesnt", "n", "answer('doesnt')", "doesn't", "No, it doesn't fit.", palette=False),
    Command("audit.causes.unsure", "u", "answer('unsure')", "not sure", "You can't say yet.", palette=False),
    Command("audit.causes.back", "escape,left,h", "back", "chapters", "Back to the chapters.", "esc", palette=False),
    _quiet("audit.causes.clear", "backspace", "clear", "take back", "Take the answer back."),
    Command("audit.causes.more", "space,pagedown", "page(1)", "more", "Read on.", palette=False),
    _quiet("audit.causes.less", "pageup", "page(-1)", "back up", "Read what is above."),
    *_list_moves("audit.causes"),
)

JOURNAL: Final = (
    Command("journal.new", "n", "new", "new", "Write an entry for the day shown."),
    Command("journal.to_log", "enter,right,l", "to_log", "entries", "Go to the entries of the day.", palette=False),
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
    Command("goals.back", "escape", "board", "board", "Go back to the board.", "esc", palette=False),
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
    Command("savings.fill_in", "enter", "fill_in", "fill in", "Type in the plan's numbers.", palette=False),
    Command("savings.leave_field", "escape", "leave_field", "leave field", "Leave the field.", "esc", palette=False),
    Command("savings.previous_row", "up", "row(-1)", "row above", "Go a row up.", footer=False, palette=False),
    Command("savings.next_row", "down", "row(1)", "row below", "Go a row down.", footer=False, palette=False),
    Command("savings.next_pane", "right,l", "pane(1)", "next tab", "Go to the next tab.", "→", palette=False),
    Command(
        "savings.previous_pane", "left,h", "pane(-1)", "last tab", "Go to the tab before.", footer=False, palette=False
    ),
    Command("savings.page_up", "pageup", "page(-1)", "page up", "Scroll the answers up.", footer=False, palette=False),
    Command(
        "savings.page_down", "pagedown", "page(1)", "page down", "Scroll the answers down.", footer=False, palette=False
    ),
    Command("savings.table", "t", "table", "table", "Show the chance of running out as a table, or as a chart."),
    Command("savings.new", "n", "new", "new plan", "Start another plan."),
    Command("savings.later", "right_square_bracket", "plan(1)", "next plan", "Go to the next plan.", "]"),
    Command("savings.rename", "r", "rename", "rename", "Rename the plan."),
    Command("savings.archive", "a", "archive", "archive", "Archive the plan, or bring it back.", footer=False),
    Command(
        "savings.earlier", "left_square_bracket", "plan(-1)", "plan before", "Go to the plan before.", "[", footer=False
    ),
    Command("savings.archived", "v", "archived", "archived", "Leaf through archived plans too, or not.", footer=False),
    Command("savings.field.next", "enter", "app.focus_next", "next", "Go to the next field.", palette=False),
    Command("savings.more.unfold", "enter,space", "unfold", "more", "Unfold or fold the other inputs.", palette=False),
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
    Command(
        "rating.clear", "backspace,delete", "rate(None)", "clear", "Take the rating back.", footer=False, palette=False
    ),
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
