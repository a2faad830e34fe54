"""Turns the table of commands into Textual's bindings.

Every BINDINGS in the app comes from here, so that no key is defined twice.
"""

from textual.binding import Binding, BindingType

from rut_tui.commands import commands_for


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
