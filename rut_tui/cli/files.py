"""`export` and `import`: the journal as a file, out and in."""

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from rut_tui import __version__, paths
from rut_tui.cli.fault import OutputFault, UsageFault
from rut_tui.cli.journal import Journal, work_at
from rut_tui.cli.terminal import put, say

if TYPE_CHECKING:
    from rut_tui.interchange.merging import Outcome
    from rut_tui.interchange.rut_json import Export
    from rut_tui.storage.store import Store

STDOUT: Final = "-"


@click.command(
    epilog="""\b
Examples:
  rut-tui export -o journal.json
  rut-tui export -o ~/backups/            names the file after today
  rut-tui export | gzip > journal.json.gz
  rut-tui export --format ics -o due.ics  for your calendar"""
)
@click.option(
    "--format", "kind", type=click.Choice(["json", "ics"]), default="json", show_default=True, help="The format."
)
@click.option("-o", "--output", default=STDOUT, help="File or folder to write; - is the standard output.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.pass_obj
def export(journal: Journal, kind: str, output: str, force: bool) -> None:
    """Write the whole journal to a file, or its days to come.

    As json it can be read anywhere and imported again without loss. As ics it is a calendar of what has a day and is
    still open: goals, milestones, people, leads, experiments, next tries and the weekly review. A calendar that reads a
    later file moves what it holds, and doubles nothing; what is done by then is yours to remove.
    """
    now = journal.clock()
    source = journal.path
    place = None if output == STDOUT else target(output, f"rut-tui-{now.date()}.{kind}", force, source)

    def written(store: "Store") -> tuple[bytes, bool]:
        if kind == "ics":
            from rut_tui.interchange.calendar import calendar_bytes as made
        else:
            from rut_tui.interchange.rut_json import export_bytes as made
        return made(store, exported_at=now, app_version=__version__), store.sealed

    data, sealed = journal.work(written)
    if place is None:
        put(data)
        return
    try:
        paths.write_private(place, data, overwrite=force)
    except FileExistsError:
        raise UsageFault(_taken(place)) from None
    except OSError as error:
        raise OutputFault(f"{place}: can't be written: {error.strerror}") from None
    say(f"written {place}")
    if sealed:
        say("Your journal is encrypted, this file is not: whoever opens it can read it.")


def target(output: str, default: str, force: bool, journal: Path) -> Path:
    """Return the file to write, with a name that is safe.

    Args:
        output: What was asked for: a file, or a folder.
        default: The name of the file in a folder.
        force: A file that is there may be replaced.
        journal: The journal, which may not.

    Raises:
        UsageFault: Something is there that must stay.
        OutputFault: There is no such folder.
    """
    if not output:
        raise UsageFault("output: say where to write, or - for the standard output")
    path = Path(output)
    try:
        if output.endswith(("/", os.sep)) or _is_folder(path):
            path = path / default
        elif not path.name.isprintable() or len(os.fsencode(path.name)) > paths.NAME_BYTES:
            path = path.with_name(paths.safe_name(path.name, path.suffix[:10]))
        # A link is followed, so that what it points to is replaced and not the link.
        path = path.resolve() if path.is_symlink() else path
        if path.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))  # Python 3.13 resolves a loop to itself
        if not path.parent.is_dir():
            raise OutputFault(f"{path.parent}: there is no such folder")
        if path.exists():
            _may_replace(path, force, journal)
    except (OSError, RuntimeError, ValueError) as error:
        raise OutputFault(f"{output}: can't be written: {getattr(error, 'strerror', None) or 'not a path'}") from None
    return path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _may_replace(path: Path, force: bool, journal: Path) -> None:
    beside = [journal, *(journal.with_name(journal.name + end) for end in ("-journal", "-wal", "-shm", ".lock"))]
    if any(each.exists() and path.samefile(each) for each in beside):
        raise UsageFault(f"{path}: that is the journal itself")
    if not path.is_file():
        raise UsageFault(f"{path}: it is not a file, so it is left alone")
    if not force:
        raise UsageFault(_taken(path))


def _taken(path: Path) -> str:
    return f"{path}: it is there already; --force replaces it"


@click.command(
    "import",
    epilog="""\b
Examples:
  rut-tui import journal.json --dry-run   says what it would do
  rut-tui import journal.json             running it twice adds nothing""",
)
@click.argument("path")
@click.option("--from", "kind", type=click.Choice(["json"]), default="json", show_default=True, help="The format.")
@click.option("--dry-run", is_flag=True, help="Change nothing; say what would be done.")
@click.option("--replace", is_flag=True, help="Where both hold the same thing with other content, take the file's.")
@click.pass_obj
def import_(journal: Journal, path: str, kind: str, dry_run: bool, replace: bool) -> None:
    """Bring a file into the journal.

    All of PATH or, if anything is wrong with it, nothing. What is in the journal already is left alone. A backup is
    made first.
    """
    del kind
    from rut_tui.interchange.merging import check_references
    from rut_tui.interchange.rut_json import read_file

    place = journal.path
    try:
        found = read_file(Path(path))
    except OSError as error:
        raise OutputFault(f"{path}: can't be read: {error.strerror}") from None
    except ValueError:
        raise OutputFault(f"{path}: can't be read: not a path") from None
    absent = not (place.exists() or place.is_symlink())
    if dry_run:
        _tell(_rehearsed(journal, found, replace, absent=absent))
        return
    if absent:
        # Asked before there is a journal: a file that is refused leaves no empty one behind.
        check_references(found, lambda _: ())

    def brought(store: "Store") -> "Outcome":
        if not absent:
            store.back_up()
        return _brought(store, found, replace)

    _tell(journal.work(brought, create=True))


class _TakenBack(Exception):
    """Ends a rehearsal, so that the transaction is rolled back."""

    def __init__(self, outcome: "Outcome") -> None:
        super().__init__()
        self.outcome = outcome


def _rehearsed(journal: Journal, found: "Export", replace: bool, *, absent: bool) -> "Outcome":
    """Return what an import would do, having done it to the journal and taken it back."""
    from tempfile import TemporaryDirectory

    def tried(store: "Store") -> "Outcome":
        try:
            with store.transaction():
                raise _TakenBack(_brought(store, found, replace))
        except _TakenBack as end:
            return end.outcome

    if not absent:
        return journal.work(tried)
    with TemporaryDirectory(prefix="rut-tui-") as folder:
        return work_at(Path(folder) / paths.DATABASE, journal.clock, tried, create=True)


def _brought(store: "Store", found: "Export", replace: bool) -> "Outcome":
    from rut_tui.interchange.merging import merge

    with store.transaction():
        return merge(store, found, replace=replace)


def _tell(outcome: "Outcome") -> None:
    new = sum(outcome.new.values())
    say(f"new {new} · same {outcome.same} · skipped {outcome.skipped}")
    if new:
        say("new: " + ", ".join(f"{name} {count}" for name, count in outcome.new.items()))
    if outcome.replaced:
        say(f"replaced: {outcome.replaced}")
    for reason in outcome.reasons:
        say(reason)
