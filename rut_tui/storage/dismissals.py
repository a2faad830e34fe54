"""Offers of ours that were put away, on disk, so that they are not made again too soon."""

from datetime import date
from typing import Final

from rut_tui.domain import support
from rut_tui.domain.support import Dismissal
from rut_tui.storage.records import Records

_CALLED: Final = {support.OFFER: "the page of people who can help"}


class Dismissals(Records[Dismissal]):
    """What was put away, the latest first."""

    table = "dismissals"
    kind = Dismissal
    noun = "offer"
    order = "day DESC, created_at DESC, id DESC"

    def add(self, offer: str) -> Dismissal:
        """Put an offer away today.

        Args:
            offer: What its rules call it.
        """
        with self._session.transaction(f"putting away {_CALLED.get(offer, 'an offer')}"):
            return self._add({"offer": offer, "day": self._session.today()})

    def last(self, offer: str) -> date | None:
        """Return the local day on which an offer was put away last, if it ever was."""
        found = self._models("WHERE offer = ? AND archived_at IS NULL", (offer,))
        return found[0].day if found else None

    def _called(self, record: Dismissal) -> str:
        return f"putting away {_CALLED.get(record.offer, 'an offer')}"
