"""What hangs on something in an order of its own: the skills of a goal, the people of a question."""

import json
from collections.abc import Iterable

from rut_tui.storage.session import Session


class Links:
    """One table that says which things hang on which owners.

    Args:
        session: The session to work with.
        table: Its name.
        owner: The column of what they hang on.
        thing: The column of what hangs there.
    """

    def __init__(self, session: Session, table: str, owner: str, thing: str) -> None:
        self._session = session
        self._table, self._owner, self._thing = table, owner, thing

    def of(self, owners: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return what hangs on some owners, in order; those with nothing are left out.

        Args:
            owners: Their ids.
        """
        found: dict[str, tuple[str, ...]] = {}
        for owner, thing in self._session.pairs(
            f"""SELECT {self._owner}, {self._thing} FROM {self._table}
            WHERE {self._owner} IN (SELECT value FROM json_each(?)) ORDER BY {self._owner}, position, {self._thing}""",  # noqa: S608 (own names)
            (json.dumps(list(owners)),),
        ):
            found[owner] = (*found.get(owner, ()), thing)
        return found

    def put(self, owner: str, things: Iterable[str]) -> None:
        """Hang these things on an owner and no others, inside a transaction; nothing is written where they do already.

        Args:
            owner: Its id.
            things: Theirs, in order; one named twice counts once.
        """
        wanted = tuple(dict.fromkeys(things))
        had = self.of([owner]).get(owner, ())
        if wanted == had:
            return
        if had:
            self._session.write(f"DELETE FROM {self._table} WHERE {self._owner} = ?", (owner,))  # noqa: S608 (own names)
        rows = ({self._owner: owner, self._thing: thing, "position": at} for at, thing in enumerate(wanted))
        self._session.insert(self._table, rows)
