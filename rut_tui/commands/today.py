"""The keys of Today."""

from typing import Final

from rut_tui.commands.command import Command, quiet

TODAY: Final = (
    Command("today.do", "enter", "do_step", "do it", "Do the one step."),
    Command("today.another", "s", "another_step", "another", "Offer another step."),
    Command("today.support", "h", "support", "who can help", "See people and places to turn to.", palette=False),
    Command("today.put_away", "x", "put_away", "not now", "Put the offer of help away for two weeks.", palette=False),
    Command("today.now.check_in", "enter", "screen.check_in", "check in", "Say how it is right now.", palette=False),
    Command("today.due.open", "enter", "open", "open", "Go where it is done.", palette=False),
    Command("today.due.tick", "x", "tick", "tick", "Tick the milestone.", palette=False),
    quiet("today.due.down", "down,j", "select(1)", "down", "Go down the list."),
    quiet("today.due.up", "up,k", "select(-1)", "up", "Go up the list."),
    Command("today.runway.open", "enter", "screen.show('savings')", "savings", "Go to Savings.", palette=False),
)
