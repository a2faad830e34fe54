"""The keys of the goal board and its form."""

from typing import Final

from rut_tui.commands.command import Command, quiet


def _goals_more(place: str, *rows: tuple[str, str, str, str, str]) -> tuple[Command, ...]:
    """Return commands that neither the palette nor a crowded footer needs: name, keys, action, text, tooltip."""
    return tuple(quiet(f"{place}.{row[0]}", *row[1:]) for row in rows)


TABS: Final = (
    ("skills", "S", "skills", "See what a goal needs, and what you can do already."),
    ("people", "P", "people", "See who is due, and what you talked about."),
    ("experiments", "E", "experiments", "See the small tests that answer a question."),
    ("leads", "A", "leads", "See the places you applied to, and what comes next."),
    ("habits", "W", "habits & wins", "See your habits, wins and setbacks."),
)
"""The tabs beside the board: name, key, text, tooltip."""


ON_A_TAB: Final = (
    ("person", "people.people/new", "Write down somebody to keep in touch with."),
    ("question", "people.questions/new", "Write down a question, and who could answer it."),
    ("questions", "people.questions", "See your open questions, and what you learnt."),
    ("lead", "leads.leads/new", "Write down a place you could work at."),
    ("habit", "habits.habits/new", "Write down a habit, or a line you keep."),
)
"""What the palette opens on a tab: name, where it is, tooltip."""


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
    Command("goals.done", "x", "done", "done", "Move the goal to Done.", palette=False),
    Command("goals.card.tick", "x", "tick", "tick", "Tick the next milestone.", palette=False),
    Command("goals.focus", "f", "focus_goal", "focus", "Make this the one goal in focus, or let it go.", palette=False),
    Command("goals.archive", "a", "archive", "archive", "Archive the goal.", palette=False),
    Command("goals.away.back", "a", "bring_back", "bring back", "Bring the goal back to the board.", palette=False),
    Command("goals.archived", "v", "archived", "archived", "Show the archive, or the board.", footer=False),
    Command("goals.filter", "F", "filter", "filter", "Show the goals that have some words.", footer=False),
    Command("goals.filtered.clear", "escape", "unfilter", "clear", "Let go of the filter.", "esc", palette=False),
    Command("goals.filter.cards", "enter,down", "submit", "cards", "Go to the cards.", palette=False),
    Command("goals.tabs.board", "escape", "tab('board')", "board", "Go back to the board.", "esc", palette=False),
    *(
        Command(f"goals.tabs.{tab}", key, f"tab('{tab}')", text, tooltip, footer=False)
        for tab, key, text, tooltip in TABS
    ),
    *(
        Command(f"goals.lists.{name}", "", f"open_list('{what}')", name, tooltip, footer=False)
        for name, what, tooltip in ON_A_TAB
    ),
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
    Command("goals.steps.tick", "x,space", "tick", "tick", "Tick the milestone, or take the tick back.", palette=False),
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
