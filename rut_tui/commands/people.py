"""The keys of people, talks and leads, on the tabs of Goals."""

from typing import Final

from rut_tui.commands.command import Command, quiet

PEOPLE: Final = (
    Command("goals.people.agenda", "p", "agenda", "agenda", "See what to ask before you talk to them.", palette=False),
    Command("goals.people.talked", "x", "talked", "talked", "Write down that you were in touch.", palette=False),
    Command("goals.people.log", "l,right", "log", "talks", "See the talks with them.", palette=False),
    quiet("goals.people.ask", "s", "ask", "question", "Write down a question for them."),
    Command("goals.people.questions", "o", "questions", "questions", "See your open questions.", palette=False),
    Command("goals.talks.agenda", "p", "agenda", "agenda", "See what to ask before you talk again.", palette=False),
    Command("goals.leads.move_on", "m", "move_on", "move on", "Bring the lead to its next stage.", palette=False),
    Command("goals.leads.no", "x", "say_no", "a no", "Say that it was a no; it becomes a delay.", palette=False),
    Command("agenda.talked", "x,enter", "talked", "we talked", "Write down what was said.", palette=False),
    Command("agenda.ask", "n", "ask", "question", "Write down another question for them.", palette=False),
    Command("agenda.close", "escape,q,p", "close", "close", "Go back.", shown="esc", palette=False),
)
"""What is done with people and leads."""
