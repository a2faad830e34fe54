"""The clock of a command, with a wrong RUT_TUI_TODAY said as wrong use."""

from rut_tui.cli.fault import UsageFault
from rut_tui.clock import Clock, system_clock


def clock() -> Clock:
    """Return the clock to use.

    Raises:
        UsageFault: RUT_TUI_TODAY is no moment.
    """
    try:
        return system_clock()
    except ValueError as error:
        raise UsageFault(str(error)) from None
