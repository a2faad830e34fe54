"""Bringing the rows of an export into a journal: what is new is added, what is the same is left alone.

Runs inside one transaction of the caller, so that it happens whole or not at all; running it twice adds nothing.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rut_tui.interchange.refusal import refuse
from rut_tui.interchange.rows import TABLES
from rut_tui.interchange.rut_json import Export

if TYPE_CHECKING:
    from rut_tui.storage.store import Store

Key = tuple[Any, ...]
Values = dict[str, Any]


@dataclass(slots=True)
class Outcome:
    """What an import did, in rows.

    Attributes:
        new: Table → rows added.
        same: Rows that were here already.
        replaced: Rows that took the file's content.
        skipped: Rows that were left as they are here.
        reasons: Why, a line for each thing that was skipped or replaced.
    """

    new: dict[str, int] = field(default_factory=dict)
    same: int = 0
    replaced: int = 0
    skipped: int = 0
    reasons: list[str] = field(default_factory=list)


def merge(store: "Store", export: Export, *, replace: bool = False) -> Outcome:
    """Bring an export into the open journal.

    Args:
        store: The journal, inside a transaction.
        export: What was read.
        replace: Whether the file wins where the same id holds something else; otherwise ours stays.

    Raises:
        ImportRefused: A row refers to something that is neither in the file nor here.
        RowRefused: The journal's own rules refuse a row.
    """
    merging = _Merging(store, export, replace)
    check_references(export, merging.ids)
    for name in export.tables:
        merging.bring(name)
    return merging.outcome


def check_references(export: Export, ids: Callable[[str], Collection[str]]) -> None:
    """Make sure that every row of an export refers to something that is in it or here.

    Args:
        export: What was read.
        ids: Given a table, the ids that are here; nothing for a journal that isn't made yet.

    Raises:
        ImportRefused: Some don't; they are named.
    """
    broken: list[str] = []
    for name, rows in export.tables.items():
        for column, target in TABLES[name].references.items():
            known = {None, *ids(target), *(getattr(row, "id", "") for row in export.tables.get(target, ()))}
            broken += [
                f"{name} row {number}: its {column} is not among the {target}"
                for number, row in enumerate(rows, 1)
                if getattr(row, column) not in known
            ]
    refuse(broken)


class _Merging:
    def __init__(self, store: "Store", export: Export, replace: bool) -> None:
        self._tables = store.tables
        self._export = export
        self._replace = replace
        self._ours: dict[str, dict[Key, Values]] = {}
        self._mapped: dict[tuple[str, str], str] = {}
        """(table, id in the file) → id here, for words that have another id here."""
        self._kept: set[tuple[str, str]] = set()
        """(table, id) of what was skipped, and whose own rows are skipped with it."""
        self._taken: set[tuple[str, str]] = set()
        """(table, id) of what was replaced, and whose links become those of the file."""
        self.outcome = Outcome()

    def bring(self, name: str) -> None:
        """Bring the rows of one table; those it refers to are there already."""
        table, ours = TABLES[name], self._here(name)
        by_name = {_folded(row["name"]): row["id"] for row in ours.values()} if table.named else {}
        brought: set[Key] = set()
        for row in self._export.tables[name]:
            values = row.given()
            for column, target in table.references.items():
                if values.get(column):
                    values[column] = self._mapped.get((target, values[column]), values[column])
            if table.named:
                here = by_name.setdefault(_folded(values["name"]), values["id"])
                if here != values["id"]:
                    self._mapped[name, values["id"]] = here
                    self.outcome.same += 1
                    continue
            key = tuple(values[column] for column in table.key)
            self._settle(name, key, values, again=key in brought)
            brought.add(key)
        if table.link and self._taken:
            self._unlink_others(name, brought)

    def _settle(self, name: str, key: Key, values: Values, *, again: bool) -> None:
        ours = self._here(name)
        owner = self._owner(name, values)
        if name == "goals" and values.get("focus") and self._focus_elsewhere(key):
            # The one in focus here stays the one.
            values["focus"] = 0
        here = ours.get(key)
        if again or (here is not None and all(here[column] == value for column, value in values.items())):
            self.outcome.same += 1
        elif owner in self._kept:
            self.outcome.skipped += 1
        elif here is None:
            self._tables.insert(name, values)
            self.outcome.new[name] = self.outcome.new.get(name, 0) + 1
            ours[key] = values
        elif self._replace:
            self._tables.replace(name, values)
            ours[key] = {**here, **values}
            self.outcome.replaced += 1
            self._taken.add((name, key[0]))
            self._tell(name, key, values, here, "replaced by the file's")
        else:
            self.outcome.skipped += 1
            self._kept.add((name, key[0]))
            self._tell(name, key, values, here, "kept as it is here; --replace takes the file's")

    def _unlink_others(self, name: str, brought: set[Key]) -> None:
        for key, row in list(self._here(name).items()):
            if key not in brought and self._owner(name, row) in self._taken:
                self._tables.remove(name, key)
                del self._here(name)[key]

    def _tell(self, name: str, key: Key, values: Values, here: Values, what: str) -> None:
        differing = ", ".join(column for column, value in values.items() if here[column] != value)
        self.outcome.reasons.append(f"{name} {' '.join(map(str, key))}: {what} ({differing})")

    def _owner(self, name: str, values: Values) -> tuple[str, str] | None:
        table = TABLES[name]
        if not table.owned:
            return None
        column, target = next(iter(table.references.items()))
        return target, values[column]

    def _focus_elsewhere(self, key: Key) -> bool:
        return any(row.get("focus") and other != key for other, row in self._here("goals").items())

    def ids(self, name: str) -> set[str]:
        """Return the ids of a table here."""
        return {key[0] for key in self._here(name)}

    def _here(self, name: str) -> dict[Key, Values]:
        if name not in self._ours:
            self._ours[name] = dict(self._keyed(name))
        return self._ours[name]

    def _keyed(self, name: str) -> Iterator[tuple[Key, Values]]:
        columns = TABLES[name].key
        for row in self._tables.rows(name):
            yield tuple(row[column] for column in columns), row


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
