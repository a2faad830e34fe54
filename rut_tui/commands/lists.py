"""The keys of the lists: habits, wins, setbacks, time off, jobs, words."""

from typing import Final

from rut_tui.commands.command import Command, quiet

LISTS: Final = (
    Command("lists.all.open", "enter,right,l", "open_list", "open", "Open the list.", palette=False),
    Command("lists.all.new", "n", "new_in_list", "new", "Write down something new in this list.", palette=False),
    Command("lists.new", "n", "new", "new", "Write down a new one.", palette=False),
    Command("lists.edit", "enter", "edit", "open", "Open it, to read or change.", palette=False),
    Command("lists.habits.tick", "x", "tick", "tick", "Tick it for the day, or take the tick back.", palette=False),
    Command("lists.habits.pause", "p", "pause", "pause", "Pause it, or go on with it.", palette=False),
    Command(
        "lists.habits.earlier",
        "left_square_bracket",
        "day(-1)",
        "day before",
        "Tick for the day before.",
        "[",
        palette=False,
    ),
    quiet("lists.habits.later", "right_square_bracket", "day(1)", "day after", "Tick for the day after.", "]"),
    quiet("lists.habits.down", "J", "shift(1)", "move down", "Move it down the list."),
    quiet("lists.habits.up", "K", "shift(-1)", "move up", "Move it up the list."),
    Command("lists.setbacks.over", "x", "over", "over", "Say that it is over, or that it isn't.", palette=False),
    Command("lists.jobs.moved", "m", "moved", "I moved", "End the job that lasts, and begin the next.", palette=False),
    Command("lists.words.merge", "m", "merge", "merge", "Make the word one with another.", palette=False),
    Command("lists.archive", "a", "archive", "archive", "Archive it, or bring it back.", palette=False),
    quiet("lists.archived", "v", "archived", "archived", "Show the archive, or what is in use."),
    Command("lists.back", "escape", "back", "back", "Go back to the lists.", "esc", palette=False),
    quiet("lists.left", "left,h", "back", "lists", "Go back to the lists."),
)
