"""Backups and restores, interrupted: a copy is whole or isn't there, and the journal is one life or the other."""

import shutil
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from jobs import Found, Job, next_start, some_life
from living import Clock, Person, Place, digest, held
from promises import Promises, Rows

from rut_tui.storage.backups import Backups
from rut_tui.storage.faults import Damaged, StorageError
from rut_tui.storage.restoring import restore

_ASIDE: Final = "replaced"


def backups_of(place: Place) -> Backups:
    """Return the backups of a journal."""
    return Backups(place.path, Clock(), place.passphrase)


def life(place: Place) -> str:
    """Return a hash of everything a journal holds; of one that is damaged, that it is."""
    with tempfile.TemporaryDirectory(dir=place.path.parent) as folder:
        # A copy, so that looking at a backup leaves nothing beside it.
        copy = replace(place, path=Path(folder) / place.path.name)
        shutil.copyfile(place.path, copy.path)
        try:
            store, _ = copy.open()
        except Damaged:
            return "damaged"
        with closing(store):
            return digest(sorted(held(store).items()))


def lived(place: Place) -> Rows:
    """Start from a journal with a backup."""
    some_life(place)
    backups_of(place).make()
    return {"life": life(place), "backup:0": life(place)}


def lived_on(place: Place) -> Rows:
    """Start from a journal that went on after its backup."""
    rows = lived(place)
    store, ids = place.open(seed=3)
    with closing(store):
        person = Person(store, ids, Promises(lambda _: None), 3)
        for _ in range(5):
            person.once()
    return rows | {"life": life(place)}


def damaged(place: Place) -> Rows:
    """Start from a journal that was cut in half, and its backup."""
    rows = lived_on(place)
    with place.path.open("r+b") as file:
        file.truncate(place.path.stat().st_size // 2)
    return rows | {"life": "damaged"}


def back_up(place: Place, promises: Promises) -> None:
    """Make one more backup."""
    with promises.put(("backup:1", life(place))):
        backups_of(place).make()


def put_back(place: Place, promises: Promises) -> None:
    """Restore the backup."""
    (backup,) = backups_of(place).all()
    before, after = life(place), life(replace(place, path=backup.path))
    with promises.put(("life", after), ("kept", before)):
        restore(place.path, backup.path, Clock(), place.passphrase)


def copies(place: Place) -> Found:
    """Return what the next start finds: the life, its backups, and what a restore has put aside, each of them whole."""
    rows: Rows = {}
    problems: list[str] = []
    for n, backup in enumerate(reversed(backups_of(place).all())):
        rows[f"backup:{n}"] = life(replace(place, path=backup.path))
    for path in backups_of(place).folder.glob(f"*.{_ASIDE}-*.db"):
        rows["kept"] = life(replace(place, path=path))
    rows["life"] = life(place)
    if rows["life"] != "damaged":
        try:
            backups_of(place).make()
        except StorageError as error:
            problems.append(f"no backup after the crash: {error}")
        problems += next_start(place).problems
    return Found(rows, problems)


COPYING: Final = {
    "backup": Job(lived, back_up, copies),
    "restore": Job(lived_on, put_back, copies),
    "restore-damaged": Job(damaged, put_back, copies),
}
