"""The keys of the screens before the journal: the passphrase."""

from typing import Final

from rut_tui.commands.command import Command

GATES: Final = (
    Command("secret.open", "enter", "submit", "open", "Open the journal with this passphrase.", palette=False),
)
