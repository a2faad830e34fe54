"""The keys of Savings."""

from typing import Final

from rut_tui.commands.command import Command, quiet

SAVINGS: Final = (
    Command("savings.fill_in", "enter", "fill_in", "fill in", "Type in the plan's numbers.", palette=False),
    Command("savings.leave_field", "escape", "leave_field", "leave field", "Leave the field.", "esc", palette=False),
    quiet("savings.previous_row", "up", "row(-1)", "row above", "Go a row up."),
    quiet("savings.next_row", "down", "row(1)", "row below", "Go a row down."),
    Command("savings.next_pane", "right,l", "pane(1)", "next tab", "Go to the next tab.", "→", palette=False),
    quiet("savings.previous_pane", "left,h", "pane(-1)", "last tab", "Go to the tab before."),
    quiet("savings.page_up", "pageup", "page(-1)", "page up", "Scroll the answers up."),
    quiet("savings.page_down", "pagedown", "page(1)", "page down", "Scroll the answers down."),
    Command("savings.table", "t", "table", "table", "Show the chance of running out as a table, or as a chart."),
    Command("savings.costs", "o", "take_costs", "courses' cost", "Add what your courses cost to the cost of the move."),
    Command("savings.search", "s", "take_search", "leads' time", "Let your leads say how long the search takes."),
    Command("savings.new", "n", "new", "new plan", "Start another plan."),
    Command("savings.later", "right_square_bracket", "plan(1)", "next plan", "Go to the next plan.", "]"),
    Command("savings.rename", "r", "rename", "rename", "Rename the plan."),
    Command("savings.archive", "a", "archive", "archive", "Archive the plan, or bring it back.", footer=False),
    Command(
        "savings.earlier", "left_square_bracket", "plan(-1)", "plan before", "Go to the plan before.", "[", footer=False
    ),
    Command("savings.archived", "v", "archived", "archived", "Leaf through archived plans too, or not.", footer=False),
    Command("savings.field.next", "enter", "app.focus_next", "next", "Go to the next field.", palette=False),
    Command("savings.which.here", "m", "choose('here')", "mine", "Keep what you typed here.", palette=False),
    Command("savings.which.there", "t", "choose('there')", "theirs", "Take what was typed elsewhere.", palette=False),
    Command("savings.which.later", "escape", "dismiss", "later", "Decide later.", "esc", palette=False),
    Command("savings.more.unfold", "enter,space", "unfold", "more", "Unfold or fold the other inputs.", palette=False),
)
