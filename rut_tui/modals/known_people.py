"""The people that a form can name, each by a name of its own, and how a name finds its way back to one of them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rut_tui.domain.visible import one_line

if TYPE_CHECKING:
    from rut_tui.domain.people import Person
    from rut_tui.storage.store import Store


class KnownPeople:
    """People by name. Two of the same name are told apart by what they do, or else by a number."""

    def __init__(self, people: "Iterable[Person]" = ()) -> None:
        """Take people, the likeliest first."""
        self._names: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        for person in people:
            name = self._own(person)
            self._names[person.id] = name
            self._ids[name.casefold()] = person.id

    def _own(self, person: "Person") -> str:
        name = one_line(person.name)
        tries = [name, *([f"{name} ({one_line(person.role)})"] if person.role.strip() else [])]
        tries += (f"{name} ({number})" for number in range(2, len(self._names) + 3))
        return next(found for found in tries if found.casefold() not in self._ids)

    @property
    def names(self) -> Sequence[str]:
        """What they are called, the likeliest first."""
        return tuple(self._names.values())

    def named(self, ids: Iterable[str]) -> Sequence[str]:
        """Return the names of some; those who aren't known are left out."""
        return [self._names[one] for one in ids if one in self._names]

    def find(self, name: str) -> str | None:
        """Return who is called so, whatever its case; None when nobody is."""
        return self._ids.get(name.casefold())


def read_people(store: "Store") -> KnownPeople:
    """Read all people there are; those who were put away come last, since a question may still be for them."""
    return KnownPeople((*store.people.all(), *store.people.all(archived=True)))
