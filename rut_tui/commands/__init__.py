"""The table of commands: everything a key can do, written once.

Bindings, the footer, the palette, the help page, `rut-tui keys` and the key tables of the docs are all made from it.
"""

from typing import Final

from rut_tui.commands.audit import AUDIT
from rut_tui.commands.command import Command
from rut_tui.commands.gates import GATES
from rut_tui.commands.goals import GOALS
from rut_tui.commands.journal import JOURNAL
from rut_tui.commands.lists import LISTS
from rut_tui.commands.people import PEOPLE
from rut_tui.commands.savings import SAVINGS
from rut_tui.commands.shared import ENGAGEMENT, SCREENS, SHARED
from rut_tui.commands.skills import SKILLS
from rut_tui.commands.today import TODAY

__all__ = ["COMMANDS", "ENGAGEMENT", "PLACES", "SCREENS", "Command", "commands_for"]

PLACES: Final[dict[str, str]] = {
    "app": "Everywhere",
    "screen": "On the five screens",
    "field": "In a field",
    "form": "In forms",
    "prompt": "At a question",
    "page": "On a page",
    "unfinished": "On unfinished texts",
    "kindness": "After a drained check-in",
    "rating": "On a rating",
    "choice": "On a choice",
    "words": "In a word field",
    "emotions": "Over the emotion words",
    "note": "In a note",
    "list": "In a list",
    "secret": "At the passphrase",
    "backups": "When the journal is damaged, the backups",
    "mend": "When the journal is damaged",
    "today": "Today",
    "today.now": "Today, how it is",
    "today.due": "Today, what is due",
    "today.runway": "Today, the runway",
    "audit": "Audit",
    "audit.signs": "Audit, the signs",
    "audit.external": "Audit, job or life",
    "audit.causes": "Audit, the causes",
    "audit.unsaved": "Audit, after an answer that was not saved",
    "journal": "Journal",
    "journal.days": "Journal, the days",
    "journal.filtered": "Journal, the filter",
    "journal.filter": "Journal, typing a filter",
    "journal.found": "Journal, what the filter found",
    "journal.tabs": "Journal, its tabs",
    "journal.calendar": "Journal, the calendar",
    "journal.insights": "Journal, the insights",
    "journal.week": "Journal, the week",
    "journal.likes": "Journal, what you liked",
    "journal.lists": "Journal",
    "lists": "On a page of the lists",
    "lists.all": "In the list of lists",
    "lists.habits": "On the habits",
    "lists.setbacks": "On the setbacks",
    "lists.jobs": "On the jobs",
    "lists.words": "On the words",
    "goals": "Goals",
    "goals.card": "Goals, a goal with open milestones",
    "goals.away": "Goals, the archive",
    "goals.filtered": "Goals, the filter",
    "goals.filter": "Goals, typing a filter",
    "goals.tabs": "Goals, its tabs",
    "goals.lists": "Goals",
    "goals.people": "Goals, the people",
    "goals.talks": "Goals, the talks with somebody",
    "goals.leads": "Goals, the leads",
    "agenda": "Before a talk",
    "goals.skills": "Goals, the skills",
    "goals.experiments": "Goals, the experiments",
    "level": "On a level",
    "goals.form": "Goals, the form",
    "goals.title": "Goals, an empty title",
    "goals.sure": "Goals, how sure you are",
    "goals.steps": "Goals, the milestones",
    "goals.step": "Goals, writing a milestone",
    "savings": "Savings",
    "savings.field": "Savings, a field",
    "savings.more": "Savings, more inputs",
    "savings.which": "Savings, when the same was changed elsewhere",
}
"""Every place that has commands, with its heading in help."""

COMMANDS: Final[tuple[Command, ...]] = (
    *SHARED,
    *TODAY,
    *AUDIT,
    *JOURNAL,
    *LISTS,
    *GOALS,
    *SKILLS,
    *PEOPLE,
    *SAVINGS,
    *GATES,
)


def commands_for(place: str) -> tuple[Command, ...]:
    """Return the commands of one place, in the order of the table."""
    return tuple(command for command in COMMANDS if command.place == place)
