"""Turns the table of commands into Textual's bindings.

Every BINDINGS in the app comes from here, so that no key is defined twice.
"""

from typing import Final

from textual.binding import Binding, BindingType
from textual.keys import format_key

from rut_tui.commands import COMMANDS, Command, commands_for

_NAMES: Final = {"enter": "enter", "escape": "esc"}
"""Keys that Textual shows by a sign that not every font has."""

_BY_ID: Final = {command.id: command for command in COMMANDS}


def command_of(binding: Binding) -> Command | None:
    """Return the command a binding was made from; None for Textual's own."""
    return _BY_ID.get(binding.id or "")


def key_name(key: str, binding: Binding) -> str:
    """Return a key of a binding as a person reads it: the name in the table for its first key."""
    command = command_of(binding)
    if command and key == command.keys.partition(",")[0]:
        return command.key
    return _NAMES.get(key) or format_key(key)


def bindings(place: str, *, priority: bool = False) -> list[BindingType]:
    """Return the bindings of one place of the command table.

    Args:
        place: A key of `rut_tui.commands.PLACES`.
        priority: Let them win over the focused widget; only for keys that no field needs.
    """
    return [
        Binding(
            command.keys,
            command.action,
            command.text,
            show=command.footer,
            key_display=command.key,
            tooltip=command.tooltip,
            id=command.id,
            priority=priority,
        )
        for command in commands_for(place)
        if command.keys
    ]
