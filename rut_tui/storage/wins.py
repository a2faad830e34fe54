"""Wins and setbacks on disk."""

from datetime import date
from typing import Any, Final

from rut_tui.domain.journal import moment
from rut_tui.domain.visible import quoted
from rut_tui.domain.wins import Setback, SetbackDraft, Win, WinDraft
from rut_tui.storage.records import ALL, Records
from rut_tui.storage.session import written

_OPEN: Final = "WHERE archived_at IS NULL AND closed_on IS NULL"


class Wins(Records[Win]):
    """What went well, the newest first."""

    table = "wins"
    kind = Win
    noun = "win"
    order = "day DESC, at DESC, created_at DESC, id DESC"

    def add(self, draft: WinDraft) -> Win:
        """Save a new win.

        Raises:
            ValueError: Its day lies outside 1900–2200.
        """
        with self._session.transaction(f"the win {quoted(draft.text)}"):
            return self._add(_columns(draft))

    def update(self, win_id: str, draft: WinDraft) -> Win:
        """Save a win anew.

        Raises:
            Gone: There is no such win.
            ValueError: Its day lies outside 1900–2200.
        """
        with self._session.transaction(f"the changes to {quoted(draft.text)}"):
            return self._change(win_id, _columns(draft))

    def between(self, first: date, last: date) -> tuple[Win, ...]:
        """Return the live wins of some local days, both ends included, the newest first."""
        days = (first.isoformat(), last.isoformat())
        return self._models("WHERE day BETWEEN ? AND ? AND archived_at IS NULL", days)

    def kept(self, today: date) -> Win | None:
        """Return a live win to show again, another one each day; older ones first, those of today only when alone."""
        day, older = today.isoformat(), "FROM wins WHERE archived_at IS NULL AND day < ?"
        if not (count := self._session.value(f"SELECT count(*) {older}", (day,))):
            return next(iter(self.between(today, today)), None)
        which = f"WHERE id = (SELECT id {older} ORDER BY {self.order} LIMIT 1 OFFSET ?)"
        return self._models(which, (day, today.toordinal() % count))[0]

    def _called(self, record: Win) -> str:
        return quoted(record.text)


class Setbacks(Records[Setback]):
    """Delays with a next try: those with the nearest one first, then the newest."""

    table = "setbacks"
    kind = Setback
    noun = "setback"
    order = "closed_on IS NOT NULL, next_on NULLS LAST, day DESC, created_at DESC, id"

    def add(self, draft: SetbackDraft) -> Setback:
        """Save a new setback."""
        with self._session.transaction(f"the setback {quoted(draft.what)}"):
            return self._add(draft.model_dump())

    def update(self, setback_id: str, draft: SetbackDraft) -> Setback:
        """Save a setback anew.

        Raises:
            Gone: There is no such setback.
        """
        with self._session.transaction(f"the changes to {quoted(draft.what)}"):
            return self._change(setback_id, draft.model_dump())

    def set_closed(self, setback_id: str, closed: bool) -> Setback:
        """Say today that a setback is over, or that it isn't. One closed earlier keeps its day.

        Raises:
            Gone: There is no such setback.
        """
        before = self.get(setback_id)
        day = (before.closed_on or self._session.today()) if closed else None
        with self._session.transaction(f"{'closing' if closed else 'reopening'} {self._called(before)}"):
            return self._change(setback_id, {"closed_on": day})

    def open(self, *, limit: int = ALL) -> tuple[Setback, ...]:
        """Return the live setbacks that are not over, the nearest next try first.

        Args:
            limit: How many at most.
        """
        return self._models(_OPEN, limit=limit)

    def count_open(self) -> int:
        """Return how many live setbacks are not over."""
        return int(self._session.value(f"SELECT count(*) FROM setbacks {_OPEN}"))  # noqa: S608 (own words)

    def between(self, first: date, last: date) -> tuple[Setback, ...]:
        """Return the live setbacks of some local days, both ends included."""
        days = (first.isoformat(), last.isoformat())
        return self._models("WHERE day BETWEEN ? AND ? AND archived_at IS NULL", days)

    def _called(self, record: Setback) -> str:
        return quoted(record.what)


def _columns(draft: WinDraft) -> dict[str, Any]:
    at, offset, day = moment(draft.at)
    return {"at": written(at), "tz_offset": offset, "day": day, "text": draft.text, "reward": draft.reward}
