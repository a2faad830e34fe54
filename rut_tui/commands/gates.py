"""The keys of the screens before the journal: the passphrase, and what to do about damage."""

from typing import Final

from rut_tui.commands.command import Command

GATES: Final = (
    Command("secret.open", "enter", "submit", "open", "Open the journal with this passphrase.", palette=False),
    Command("backups.choose", "enter", "choose", "restore", "Go on with this backup.", palette=False),
    Command(
        "mend.salvage",
        "s",
        "salvage",
        "read what's left",
        "Copy what can still be read into a new journal.",
        palette=False,
    ),
    Command("mend.yes", "enter", "yes", "do it", "Do what is asked.", palette=False),
    Command("mend.back", "escape", "back", "back", "Go back to the backups.", shown="esc", palette=False),
)
