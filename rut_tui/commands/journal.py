"""The keys of the Journal."""

from typing import Final

from rut_tui.commands.command import Command, quiet


def _on_a_list(name: str, what: str, text: str, tooltip: str) -> Command:
    """Return a command of the palette that opens a list, or a form on it."""
    return Command(f"journal.lists.{name}", "", f"open_list('{what}')", text, tooltip, footer=False)


JOURNAL: Final = (
    Command("journal.new", "n", "new", "new", "Write an entry for the day shown."),
    Command(
        "journal.days.to_log", "enter,right,l", "to_log", "entries", "Go to the entries of the day.", palette=False
    ),
    Command("journal.edit", "enter", "edit", "edit", "Edit the entry.", palette=False),
    Command("journal.archive", "a", "archive", "archive", "Archive the entry, or bring it back.", palette=False),
    Command("journal.move", "m", "move", "move", "Move the entry to another day.", footer=False),
    Command("journal.filter", "f", "filter", "filter", "Show the entries of all days that have some words or tags."),
    Command("journal.filtered.clear", "escape", "unfilter", "clear", "Let go of the filter.", "esc", palette=False),
    Command("journal.filter.to_found", "enter", "submit", "entries", "Go to the entries.", palette=False),
    Command(
        "journal.found.its_day", "right,l", "its_day", "its day", "Go to the day of the entry.", "l", palette=False
    ),
    Command("journal.date", "d", "date", "date", "Go to a day by its date.", footer=False),
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
    Command("journal.tabs.log", "escape", "tab('log')", "log", "Go back to the log.", "esc", palette=False),
    Command(
        "journal.tabs.calendar",
        "C",
        "tab('calendar')",
        "calendar",
        "See your days month by month, or as a year.",
        footer=False,
    ),
    Command(
        "journal.tabs.insights",
        "i",
        "tab('insights')",
        "insights",
        "See what engages you and what drains you.",
        footer=False,
    ),
    Command("journal.tabs.week", "r", "tab('week')", "week", "See the week, and look back on it.", footer=False),
    Command(
        "journal.tabs.lists",
        "L",
        "tab('lists')",
        "lists",
        "See your wins, setbacks, time off, jobs and words.",
        footer=False,
    ),
    Command("journal.tabs.review", "", "review", "weekly review", "Look back on the week, in five minutes."),
    Command("journal.tabs.expect", "e", "expect", "expect", "Say what you expect of something ahead."),
    Command("journal.calendar.open", "enter", "open", "open", "Open the day in the log.", palette=False),
    Command("journal.calendar.new", "n", "new", "new", "Write an entry for the day.", palette=False),
    Command("journal.calendar.year", "y", "scale(True)", "year", "See years, a cell for each day.", palette=False),
    Command(
        "journal.calendar.month", "m", "scale(False)", "month", "See months, with the mean of each day.", palette=False
    ),
    Command("journal.calendar.table", "t", "table", "table", "Show a year in numbers, or in cells.", palette=False),
    Command(
        "journal.calendar.back",
        "left_square_bracket,pageup",
        "turn(-1)",
        "earlier",
        "Go a month back, or a year.",
        "[",
        palette=False,
    ),
    Command(
        "journal.calendar.on",
        "right_square_bracket,pagedown",
        "turn(1)",
        "later",
        "Go a month on, or a year.",
        "]",
        palette=False,
    ),
    quiet("journal.calendar.left", "left,h", "move(-1, 0)", "left", "Go to the day before."),
    quiet("journal.calendar.down", "down,j", "move(0, 1)", "down", "Go a line down."),
    quiet("journal.calendar.up", "up,k", "move(0, -1)", "up", "Go a line up."),
    quiet("journal.calendar.right", "right,l", "move(1, 0)", "right", "Go to the day after."),
    quiet("journal.calendar.first", "g,home", "end(False)", "first", "Go to the first day written on."),
    quiet("journal.calendar.today", "full_stop,G,end", "end(True)", "today", "Go to today.", "."),
    Command(
        "journal.insights.shorter",
        "left_square_bracket",
        "span(-1)",
        "fewer days",
        "Look back on fewer days.",
        "[",
        palette=False,
    ),
    Command(
        "journal.insights.longer",
        "right_square_bracket",
        "span(1)",
        "more days",
        "Look back on more days.",
        "]",
        palette=False,
    ),
    Command(
        "journal.insights.where",
        "o",
        "where",
        "work only",
        "Look at work only, at the rest only, or at both.",
        palette=False,
    ),
    Command("journal.insights.withdraw", "a", "withdraw", "take back", "Take back what you expect.", palette=False),
    Command("journal.insights.table", "t", "table", "table", "Show the numbers as a table, or as bars.", palette=False),
    Command("journal.week.review", "enter", "review", "look back", "Look back on the week.", palette=False),
    Command(
        "journal.week.earlier",
        "left_square_bracket",
        "week(-1)",
        "earlier",
        "Go to the week before.",
        "[",
        palette=False,
    ),
    Command(
        "journal.week.later", "right_square_bracket", "week(1)", "later", "Go to the week after.", "]", palette=False
    ),
    Command("journal.week.likes", "t", "likes", "likes", "See all you liked and didn't, or the week.", palette=False),
    Command("journal.week.archive", "a", "archive", "archive", "Archive the review, or bring it back.", palette=False),
    quiet("journal.week.now", "full_stop", "this_week", "this week", "Go to this week.", "."),
    quiet("journal.week.before", "left_curly_bracket", "reviewed(-1)", "before", "Go to the review before.", "{"),
    quiet("journal.week.after", "right_curly_bracket", "reviewed(1)", "after", "Go to the review after.", "}"),
    Command("journal.likes.week", "enter", "week", "its week", "Go to the week that says so.", palette=False),
    _on_a_list("wins", "wins", "wins", "See what went well."),
    _on_a_list("setbacks", "setbacks", "setbacks", "See your setbacks, each with its next try."),
    _on_a_list("setback", "setbacks/new", "setback", "Write down a setback, as a delay with a next try."),
    _on_a_list("time_off", "time-off", "time off", "See the days that were marked off."),
    _on_a_list("days_off", "time-off/new", "days off", "Mark days off, as a holiday or ill."),
    _on_a_list("jobs", "jobs", "jobs", "See your jobs, and how work was before and after."),
    _on_a_list("moved", "jobs/moved", "I moved", "Say that you began another job."),
    _on_a_list("words", "words", "words", "See your words: add, rename, merge, archive."),
    quiet("journal.to_days", "left,h", "to_days", "days", "Go to the list of days."),
)
