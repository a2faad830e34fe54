"""What was expected of activities, on disk, and the check-ins that said how they were."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from rut_tui.domain.expectations import Expectation, ExpectationDraft
from rut_tui.domain.reality import Pair
from rut_tui.domain.visible import quoted
from rut_tui.storage.records import Records
from rut_tui.storage.session import Session
from rut_tui.storage.words import Words

_ANSWERS: Final = """EXISTS (
    SELECT 1 FROM entries AS e JOIN entry_activities AS l ON l.entry_id = e.id
    WHERE e.id = :entry AND e.archived_at IS NULL AND e.engagement IS NOT NULL
    AND l.activity_id = expectations.activity_id AND e.day >= expectations.day
    AND e.at >= substr(expectations.created_at, 1, 19) || 'Z'
)"""
"""Whether an entry says how it was: live, rated, with the activity, on that day or later, and written about a time
after the expectation. Entries are kept to the second."""


class Expectations(Records[Expectation]):
    """What a person expects, the nearest day first."""

    table = "expectations"
    kind = Expectation
    noun = "expectation"
    order = "day, created_at, id"

    def __init__(self, session: Session, words: Words) -> None:
        super().__init__(session)
        self._words = words

    def add(self, draft: ExpectationDraft) -> Expectation:
        """Save what is expected of an activity; one that is open for the same day is changed to it."""
        with self._session.transaction(f"what you expect of {quoted(draft.activity)}"):
            (word,) = self._words.resolve("activity", [draft.activity])
            columns = {"activity_id": word.id, "day": draft.day, "expected": draft.expected}
            same = [it for it in self.open() if it.activity.id == word.id and it.day == draft.day]
            return self._change(same[0].id, columns) if same else self._add(columns)

    def open(self) -> tuple[Expectation, ...]:
        """Return the live ones that no check-in has closed, the nearest day first."""
        return self._models("WHERE archived_at IS NULL AND entry_id IS NULL")

    def pairs(self, entry_id: str | None = None) -> tuple[Pair, ...]:
        """Return what was expected beside how it was, in order of days; what was put away is left out.

        Args:
            entry_id: Only what this check-in answered.
        """
        only = "" if entry_id is None else "AND x.entry_id = ?"
        rows = self._session.pairs(
            f"""SELECT x.activity_id, w.name, x.entry_id, e.day, x.expected, e.engagement
            FROM expectations AS x JOIN entries AS e ON e.id = x.entry_id JOIN activities AS w ON w.id = x.activity_id
            WHERE x.archived_at IS NULL AND e.archived_at IS NULL AND e.engagement IS NOT NULL {only}
            ORDER BY e.day, e.at, x.created_at, x.id""",  # noqa: S608 (own words)
            () if entry_id is None else (entry_id,),
        )
        return tuple(
            Pair(word, name, entry, date.fromisoformat(day), expected, actual)
            for word, name, entry, day, expected, actual in rows
        )

    def settle(self, entry_id: str) -> None:
        """Close what an entry answers and open again what it doesn't any more, inside the transaction that saves it."""
        now = self._session.now()
        for change, which in (
            ("entry_id = NULL, closed_at = NULL", f"entry_id = :entry AND NOT {_ANSWERS}"),
            ("entry_id = :entry, closed_at = :now", f"entry_id IS NULL AND archived_at IS NULL AND {_ANSWERS}"),
        ):
            self._session.write(
                f"UPDATE expectations SET {change}, updated_at = :now WHERE {which}",  # noqa: S608 (own words)
                {"entry": entry_id, "now": now},
            )

    def _whole(self, rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
        words = self._words.by_id("activity", {row["activity_id"] for row in rows})
        return [row | {"activity": words[row.pop("activity_id")]} for row in rows]

    def _called(self, record: Expectation) -> str:
        return f"what you expect of {quoted(record.activity.name)}"
