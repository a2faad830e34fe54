"""Feeds Textual's command palette from the table of commands.

Over a form only Textual's own commands are offered: the screens below wait until it is closed.
"""

from collections.abc import Awaitable, Callable
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from rut_tui.commands import COMMANDS, PLACES, Command


class Commands(Provider):
    """Every command of the table that makes sense from the palette."""

    def _offers(self) -> list[tuple[str, Command, Callable[[], Awaitable[None]]]]:
        run = getattr(self.screen, "run_command", None)
        if run is None:
            return []
        return [
            (_name(command), command, partial(run, command.place, command.action))
            for command in COMMANDS
            if command.palette
        ]

    async def discover(self) -> Hits:
        """Offer everything before a letter is typed."""
        for name, command, run in self._offers():
            yield DiscoveryHit(name, run, help=command.tooltip)

    async def search(self, query: str) -> Hits:
        """Offer what fits the letters typed, in name or sentence."""
        matcher = self.matcher(query)
        for name, command, run in self._offers():
            score = max(matcher.match(name), matcher.match(command.tooltip) * 0.8)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=command.tooltip)


def _name(command: Command) -> str:
    place = "" if command.place in ("app", "screen") else f"{PLACES[command.place]}: "
    key = f" ({command.key})" if command.keys else ""
    return f"{place}{command.text}{key}"
