"""Backups, restores and new passphrases, interrupted: a copy is whole or absent, the journal the old or the new one."""

import shutil
import tempfile
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from jobs import Found, Job, next_start, some_life
from living import Clock, Person, Place, digest, held
from promises import Promises, Rows

from rut_tui.storage.backups import Backups
from rut_tui.storage.faults import Damaged, NotOurs, StorageError, WrongPassphrase
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.restoring import restore
from rut_tui.storage.sealing import reseal, reseal_backups
from rut_tui.storage.signatures import MAGIC
from rut_tui.storage.unlocking import opens

NEW: Final = Passphrase.of("a new leaf, turned over")
"""What a journal is put under."""

_ASIDE: Final = "replaced"
_DAMAGED: Final = "damaged"


def backups_of(place: Place) -> Backups:
    """Return the backups of a journal."""
    return Backups(place.path, Clock(), place.passphrase)


def life(place: Place) -> str:
    """Return a hash of everything a journal holds; of one that is damaged, of its bytes."""
    with tempfile.TemporaryDirectory(dir=place.path.parent, ignore_cleanup_errors=True) as folder:
        # A copy, so that looking at a backup leaves nothing beside it.
        copy = replace(place, path=Path(folder) / place.path.name)
        shutil.copyfile(place.path, copy.path)
        try:
            store, _ = copy.open()
        except (Damaged, NotOurs, WrongPassphrase):  # encrypted, and beside the copy nothing says what it was
            return f"{_DAMAGED}-{sha256(place.path.read_bytes()).hexdigest()}"
        with closing(store):
            return digest(sorted(held(store).items()))


def opened_by(path: Path, *passphrases: Passphrase | None) -> Place:
    """Return the place of a file with the one of these passphrases that opens it; None stands for a plain file.

    One that is too broken to be opened has the first of them.
    """
    with path.open("rb") as file:
        plain = file.read(len(MAGIC)) == MAGIC
    right = (each for each in passphrases if (plain if each is None else opens(path, each)))
    return Place(path, next(right, passphrases[0]))


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
    return rows | {"life": life(place)}


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


def copies(place: Place, *others: Passphrase | None) -> Found:
    """Return what the next start finds: the life, its backups, and what a restore has put aside, each of them whole.

    Args:
        place: The journal.
        others: Passphrases that may open a file as well as that of the place.
    """
    known = (place.passphrase, *others)
    rows: Rows = {}
    problems: list[str] = []
    for n, backup in enumerate(reversed(backups_of(place).all())):
        rows[f"backup:{n}"] = life(opened_by(backup.path, *known))
    for path in backups_of(place).folder.glob(f"*.{_ASIDE}-*.db"):
        rows["kept"] = life(opened_by(path, *known))
    place = opened_by(place.path, *known)
    rows["life"] = life(place)
    if not rows["life"].startswith(_DAMAGED):
        try:
            backups_of(place).make()
        except StorageError as error:
            problems.append(f"no backup after the crash: {error}")
        problems += next_start(place).problems
    return Found(rows, problems)


def resealing(new: Passphrase | None) -> Job:
    """Return what gives a journal another passphrase, or none."""

    def work(place: Place, promises: Promises) -> None:
        with promises.put(("backup:1", life(place))):
            reseal(place.path, Clock(), current=place.passphrase, new=new)

    return Job(lived_on, work, lambda place: copies(place, new), kinds=(True,) if new is None else (False, True))


def resealing_backups() -> Job:
    """Return what puts the backups under the new passphrase of their journal."""

    def prepare(place: Place) -> Rows:
        rows = lived_on(place)
        reseal(place.path, Clock(), current=place.passphrase, new=NEW)
        return rows | {"backup:1": rows["life"]}

    def work(place: Place, promises: Promises) -> None:
        del promises  # what the files hold is the same before and after
        reseal_backups(place.path, Clock(), current=place.passphrase, new=NEW)

    return Job(prepare, work, lambda place: copies(place, NEW))


COPYING: Final = {
    "backup": Job(lived, back_up, copies),
    "restore": Job(lived_on, put_back, copies),
    "restore-damaged": Job(damaged, put_back, copies),
    "reseal": resealing(NEW),
    "unseal": resealing(None),
    "reseal-backups": resealing_backups(),
}
