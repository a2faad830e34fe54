"""The command `rut-tui` and how click is run: its complaints become one line each."""

from collections.abc import Sequence
from typing import Final

import click

from rut_tui import __version__
from rut_tui.cli.diary import log, status, win
from rut_tui.cli.erase import erase
from rut_tui.cli.facts import keys, where
from rut_tui.cli.fault import UsageFault
from rut_tui.cli.files import export, import_
from rut_tui.cli.insights import insights
from rut_tui.cli.journal import Journal
from rut_tui.cli.keeping import backup, check, restore
from rut_tui.cli.launch import launch, silence_logs
from rut_tui.cli.passphrase import passphrase
from rut_tui.commands import SCREENS

_TOO_MANY: Final = "Got unexpected extra argument"
_OF_SEVERAL: Final = {"note": "a note", "text": "a win"}


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  rut-tui                          opens the notebook
  rut-tui --demo                   a sample life to look around in, thrown away at the end
  rut-tui log 4 -a mentoring       writes a check-in without opening it
  rut-tui status --short           one line for your prompt
  rut-tui export -o journal.json   everything, in a file of your own""",
)
@click.option("--db", metavar="PATH", help="The journal to use. Also RUT_TUI_DB.")
@click.option("--demo", is_flag=True, help="Open a throw-away copy of a sample life.")
@click.option("--no-input", is_flag=True, help="Ask nothing; a command that needs an answer fails instead.")
@click.option("--screen", type=click.Choice(tuple(SCREENS)), help="The screen to start on.")
@click.version_option(__version__, prog_name="rut-tui", message="%(prog)s %(version)s")
@click.pass_context
def rut_tui(context: click.Context, db: str | None, demo: bool, no_input: bool, screen: str | None) -> int:
    """A private notebook for getting out of a career rut. Without a command it opens."""
    if db == "":
        raise UsageFault("--db: say where the journal is")
    context.obj = Journal(db, asks=not no_input)
    if context.invoked_subcommand is None:
        if no_input:
            raise UsageFault("--no-input goes with a command; the notebook is all input")
        return launch(db, demo=demo, screen=screen or "today")
    if demo or screen:
        raise UsageFault("--demo and --screen open the notebook; they don't go with a command")
    return 0


for command in (log, win, status, insights, where, export, import_, keys, passphrase, backup, restore, check, erase):
    rut_tui.add_command(command)


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code.

    Args:
        arguments: Everything after the program's name.

    Raises:
        UsageFault: It can't be understood.
        BrokenPipeError: Whoever was reading has left.
    """
    silence_logs()
    try:
        answer = rut_tui.main(list(arguments), prog_name="rut-tui", standalone_mode=False)
    except click.Abort:
        return 130
    except SystemExit:
        # What click makes of a reader that leaves in the middle; no command of ours ends that way.
        raise BrokenPipeError from None
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        hint = f"; see {context.command_path} --help" if isinstance(context, click.Context) else ""
        raise UsageFault(f"{_said(error)}{hint}") from None
    return answer if isinstance(answer, int) else 0


def _said(error: click.ClickException) -> str:
    """Return what click says, in one line; words of a note that was not quoted are not said again."""
    said = " ".join(error.format_message().split()).rstrip(".")
    if not said.startswith(_TOO_MANY):
        return said
    context = getattr(error, "ctx", None)
    named = {option.name for option in context.command.params} if context is not None else set()
    written = next((what for name, what in _OF_SEVERAL.items() if name in named), None)
    return f"Too many words{f'; {written} of several goes in quotes' if written else ''}"
