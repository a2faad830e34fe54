"""The quiet offer of help on Today: why it is here, and the two keys that answer it."""

from collections.abc import Sequence

from textual.content import Content

from rut_tui.views.today.panels import TextPanel
from rut_tui.widgets.plain import key_hint, plain

SHOWN = 2
"""Most reasons it gives; the first ones weigh most."""


class SupportPanel(TextPanel):
    """There only while help is offered."""

    def show(self, reasons: Sequence[str]) -> None:
        """Draw the reasons; without any, nothing."""
        self.display = bool(reasons)
        why = "\n".join(reasons[:SHOWN])
        self.draw(
            Content.assemble(
                plain(why, "$muted", multiline=True),
                "\n",
                "Talking it over with someone can make it lighter.\n",
                key_hint(("h", "who there is"), ("x", "not now")),
            )
        )
