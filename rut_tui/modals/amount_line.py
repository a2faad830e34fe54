"""The line of a form that takes an amount or a number of hours as people write it, and says below how it reads."""

import os
from decimal import Decimal
from typing import TYPE_CHECKING

from textual import on

from rut_tui import money
from rut_tui.modals.kept_form import ASIDE
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField

if TYPE_CHECKING:
    from rut_tui.app import RutApp


class AmountLine(LineField):
    """Money, or hours; or nothing."""

    app: "RutApp"

    def __init__(self, *, id: str, kept: Decimal | None = None, unit: str = "", empty: str = "") -> None:
        """Begin with the amount of something saved, or empty.

        Args:
            id: The field of what is written down.
            kept: The amount that is there.
            unit: What is counted, such as "hours"; money in the person's own currency when empty.
            empty: What the empty line stands for.
        """
        super().__init__("", id=id, placeholder=empty, select_on_focus=False, classes=ASIDE)
        self._kept = kept
        self._unit = unit
        self._as_opened = ""
        self._locale = money.FALLBACK
        self._currency = ""

    def on_mount(self) -> None:
        """Write the amount the way the person does."""
        settings = self.app.settings
        self._locale, currency = money.written_in(settings.locale, settings.currency, os.environ)
        self._currency = "" if self._unit else currency
        if self._kept is not None:
            self._as_opened = self.value = money.format_amount(self._kept, self._locale)

    def field(self, label: str, hint: str) -> Field:
        """Return the line with its question and examples."""
        return Field(label, self, hint=hint)

    def amount(self) -> Decimal | None:
        """Return what is meant; None for an empty line. One that wasn't touched is kept to its last digit.

        Raises:
            ValueError: It can't be read, in one sentence.
        """
        if self._kept is not None and self.value == self._as_opened:
            return self._kept
        try:
            return money.parse_amount(self.value, self._locale, currency=self._currency)
        except ValueError as error:
            said = str(error)
            raise ValueError(f"{said[:1].upper()}{said[1:]}.") from None

    @on(LineField.Changed)
    def _say_how_it_reads(self) -> None:
        """Write out what was understood, so that nobody is surprised by it."""
        if field := Field.around(self):
            try:
                amount = self.amount()
            except ValueError:
                amount = None  # half typed
            shown = amount is not None and self.value != self._as_opened
            field.say(self._written(amount) if shown and amount is not None else "")

    def _written(self, amount: Decimal) -> str:
        written = money.format_amount(amount, self._locale, currency=self._currency)
        return f"{written} {self._unit}" if self._unit else written
