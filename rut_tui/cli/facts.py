"""`where` says where things are, `keys` what every key does."""

import os

import click

from rut_tui import paths
from rut_tui.cli.journal import Journal
from rut_tui.cli.terminal import say, say_json
from rut_tui.commands import COMMANDS, PLACES, Command, commands_for


@click.command()
@click.pass_obj
def where(journal: Journal) -> None:
    """Say where your files are, or would be."""
    database = journal.path.absolute()
    say(f"database: {database}")
    try:
        settings = str(paths.settings_file(os.environ).absolute())
    except paths.PathError:
        settings = "nowhere, because no home folder is set"
    say(f"settings: {settings}")
    say(f"backups: {paths.backups(database)}")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, one object for each command.")
def keys(as_json: bool) -> None:
    """List every key of the app and what it does."""
    if as_json:
        say_json(
            [
                {
                    "id": command.id,
                    "keys": [key for key in command.keys.split(",") if key],
                    "text": command.text,
                    "tooltip": command.tooltip,
                    "where": PLACES[command.place],
                }
                for command in COMMANDS
            ]
        )
        return
    width = max(len(_key(command)) for command in COMMANDS)
    for place, heading in PLACES.items():
        bound = [command for command in commands_for(place) if command.keys]
        if bound:
            say(f"{heading}:")
            for command in bound:
                say(f"  {_key(command):{width}}  {command.tooltip}")


def _key(command: Command) -> str:
    """Return the key of this one command: the footer may name a row of keys on the first of them."""
    first = command.keys.partition(",")[0]
    return first if len(first) == 1 else command.key
