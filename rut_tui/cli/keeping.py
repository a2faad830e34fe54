"""`backup`, `restore` and `check`: copies of the journal, the way back to one, and whether all is well."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from rut_tui.cli.fault import UsageFault
from rut_tui.cli.files import target
from rut_tui.cli.journal import Journal
from rut_tui.cli.secret import can_ask, with_passphrase
from rut_tui.cli.terminal import say, say_json
from rut_tui.domain.visible import visible

if TYPE_CHECKING:
    from datetime import datetime

    from rut_tui.storage.backups import Backup
    from rut_tui.storage.checking import Copy, Report
    from rut_tui.storage.passphrase import Passphrase
    from rut_tui.storage.restoring import Restored
    from rut_tui.storage.store import Store

_SHOWN: Final = 10
"""Backups that `check` lists."""

_DAMAGED: Final = 4


@click.command(
    epilog="""\b
Examples:
  rut-tui backup                    into the folder of the backups
  rut-tui backup /media/stick/      a file named after today
  rut-tui backup ~/before-move.db"""
)
@click.argument("path", required=False)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.pass_obj
def backup(journal: Journal, path: str | None, force: bool) -> None:
    """Make a copy of the journal that is read back before it counts.

    Without PATH it goes beside the others that rut-tui makes by itself. It has the passphrase the journal has.
    """
    if path is None:
        made = journal.work(lambda store: store.back_up())
        say(f"saved {made.path}: {_counted(made.entries)}")
        return
    if path in ("", "-"):
        raise UsageFault("path: say which file or folder the backup goes to")
    to = target(path, f"rut-tui-{journal.clock().date()}.db", force, journal.path)

    def copied(store: "Store") -> int:
        return store.copy_to(to)

    say(f"saved {to}: {_counted(journal.work(copied))}")


@click.command(
    epilog="""\b
Examples:
  rut-tui check                     lists the backups, newest first
  rut-tui restore ~/.local/share/rut-tui/backups/rut.20261120T200430Z.412.db"""
)
@click.argument("path")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.pass_obj
def restore(journal: Journal, path: str, yes: bool) -> int:
    """Put a backup in the place of the journal.

    It is read to its end first. The journal it replaces is kept among the backups, also if it is damaged.
    """
    from rut_tui.storage.restoring import check_source
    from rut_tui.storage.restoring import restore as put_back

    if not path:
        raise UsageFault("path: say which file is to be the journal")
    place, clock, source = journal.path, journal.clock, Path(path)
    check_source(Path(os.path.realpath(place)), source)
    if os.path.lexists(place) and not yes:
        if not can_ask(asks=journal.asks):
            raise UsageFault("restore replaces the journal: --yes says that you mean it")
        question = visible(f"The journal that is at {place} now is kept among the backups. Put {source} in its place?")
        if not click.confirm(question, default=False, err=True):
            say("Nothing was changed.")
            return 1

    def attempt(passphrase: "Passphrase | None") -> "Restored":
        return put_back(place, source, clock, passphrase)

    done = with_passphrase(attempt, asks=journal.asks)
    say(f"restored {_counted(done.entries)}")
    if done.kept:
        say(f"kept: {done.kept}")
    if done.unsealed:
        say("The journal has no passphrase now; `rut-tui passphrase set` gives it one again.")
    return 0


@click.command(
    epilog="""\b
Examples:
  rut-tui check
  rut-tui check --all        reads every backup back, not only the newest
  rut-tui check --json | jq .ok"""
)
@click.option("--all", "thoroughly", is_flag=True, help="Read every backup to its end.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def check(journal: Journal, thoroughly: bool, as_json: bool) -> int:
    """Look the journal and its backups over.

    Every page, every reference, the search index, who else can read the files, and what was left behind.
    """
    from rut_tui.storage.checking import look_over

    place, clock = journal.path, journal.clock

    def attempt(passphrase: "Passphrase | None") -> "Report":
        return look_over(place, clock, passphrase, thoroughly=thoroughly)

    report = with_passphrase(attempt, asks=journal.asks)
    if as_json:
        say_json(_as_json(report))
    else:
        _tell(report, clock())
    return 0 if report.whole else _DAMAGED


def _tell(report: "Report", now: "datetime") -> None:
    facts = [
        *([_counted(report.entries)] if report.entries is not None else []),
        f"{report.size:,} bytes",
        *([f"with{'' if report.sealed else 'out'} a passphrase"] if report.sealed is not None else []),
    ]
    say(f"journal: {report.path}: {', '.join(facts)}")
    for name, problem in report.checks.items():
        say(f"{name}: {'could not be looked at' if problem is None else problem or 'fine'}")
    say(f"backups: {len(report.copies) or 'none'}")
    for copy in report.copies[:_SHOWN]:
        say(f"  {_line(copy, now)}")
    if len(report.copies) > _SHOWN:
        say(f"  and {len(report.copies) - _SHOWN:,} older ones")
    for copy in report.copies[_SHOWN:]:
        if copy.problem:
            say(f"  {_line(copy, now)}")
    for path in report.kept:
        say(f"kept: {path}")
    for path in report.left_over:
        say(f"left over: {path}")
    for line in _advice(report):
        say(line)


def _advice(report: "Report") -> Iterator[str]:
    """Say what can be done about what was found."""
    if not report.sound and report.copies:
        yield "`rut-tui restore PATH` puts a backup in its place; opening rut-tui offers what else can be done."
    elif not report.sound:
        yield "There is no backup. Opening rut-tui offers to read what can still be read."
    elif report.checks["search"]:
        yield "Nothing you wrote is lost. `rut-tui export`, then an import into a new journal, makes the index anew."
    if report.sound and any(copy.problem for copy in report.copies):
        yield "The journal itself is whole: `rut-tui backup` makes another backup of it."


def _line(copy: "Copy", now: "datetime") -> str:
    made = copy.backup.made.astimezone(now.tzinfo)
    state = copy.problem or ("read back whole" if copy.read else "")
    state = "not read, it needs another passphrase" if copy.closed else state
    facts = (f"{made:%Y-%m-%d %H:%M}", _counted(copy.backup.entries), str(copy.backup.path), state)
    return " · ".join(fact for fact in facts if fact)


def _as_json(report: "Report") -> dict[str, Any]:
    return {
        "ok": report.whole,
        "database": str(report.path),
        "size": report.size,
        "encrypted": report.sealed,
        "format": report.format,
        "entries": report.entries,
        "checks": {name: problem if problem is None else problem or "fine" for name, problem in report.checks.items()},
        "backups": [
            {**_facts(copy.backup), "read_back": copy.read, "problem": copy.problem or None} for copy in report.copies
        ],
        "kept": [str(path) for path in report.kept],
        "left_over": [str(path) for path in report.left_over],
    }


def _facts(backup: "Backup") -> dict[str, Any]:
    return {
        "path": str(backup.path),
        "made": f"{backup.made:%Y-%m-%dT%H:%M:%SZ}",
        "entries": backup.entries,
        "size": backup.size,
        "encrypted": backup.sealed,
    }


def _counted(entries: int) -> str:
    return f"{entries:,} {'entry' if entries == 1 else 'entries'}"
