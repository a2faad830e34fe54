"""The keys of the Journal."""

from typing import Final

from rut_tui.commands.command import Command, quiet

JOURNAL: Final = (
    Command("journal.new", "n", "new", "new", "Write an entry for the day shown."),
    Command(
        "journal.days.to_log", "enter,right,l", "to_log", "entries", "Go to the entries of the day.", palette=False
    ),
    Command("journal.edit", "enter", "edit", "edit", "Edit the entry.", palette=False),
    Command("journal.archive", "a", "archive", "archive", "Archive the entry, or bring it back.", palette=False),
    Command("journal.move", "m", "move", "move", "Move the entry to another day.", footer=False),
    Command("journal.date", "d", "date", "date", "Go to a day by its date."),
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
    Command("journal.tabs.insights", "i", "tab('insights')", "insights", "See what engages you and what drains you."),
    Command("journal.tabs.week", "r", "tab('week')", "week", "See the week, and look back on it."),
    Command("journal.tabs.review", "", "review", "weekly review", "Look back on the week, in five minutes."),
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
    quiet("journal.to_days", "left,h", "to_days", "days", "Go to the list of days."),
)
