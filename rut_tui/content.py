"""What the app knows about career ruts: the files in `data/`, as frozen models.

Each kind is read once, when it is first asked for.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from rut_tui.domain import catalogue

T = TypeVar("T", bound=catalogue.Item)

_MARK: Final = "sources.toml"
"""A file that tells our data folder from another one of that name."""


class ContentError(Exception):
    """The shipped files are missing or broken; the message names the file and the key."""


def data_root() -> Path:
    """Return the folder of shipped files: inside the installed package, or beside it in a checkout.

    Raises:
        ContentError: Neither is there.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "data", package.parent / "data"):
        if (folder / _MARK).is_file():
            return folder
    raise ContentError("rut-tui's own data files are missing; installing it again brings them back")


def load(root: Path, file: str, table: str, kind: type[T]) -> tuple[T, ...]:
    """Read the items `[table.key]` of one file, in its order.

    Args:
        root: The folder that holds the file.
        file: Its name, such as "signs.toml".
        table: The table to read; a file may hold others.
        kind: The model of one item.

    Raises:
        ContentError: The file can't be read, or an item is not as its model wants it.
    """
    import tomllib

    try:
        tables = tomllib.loads((root / file).read_text(encoding="utf-8"))
    except OSError as error:
        raise ContentError(f"{file}: can't be read ({error.strerror})") from error
    except ValueError as error:
        raise ContentError(f"{file}: {error}") from error
    items = tables.get(table)
    if not isinstance(items, dict) or not items:
        raise ContentError(f"{file}: holds no [{table}.key] tables")
    return tuple(_item(file, table, key, fields, kind) for key, fields in items.items())


def _item(file: str, table: str, key: str, fields: object, kind: type[T]) -> T:
    from pydantic import ValidationError

    from rut_tui.domain.model import faults

    if not isinstance(fields, dict):
        raise ContentError(f"{file}: {table}.{key} is not a table")
    try:
        # TOML has no tuples and no enums, so they are made from its arrays and strings.
        return kind.model_validate({**fields, "key": key}, strict=False)
    except ValidationError as error:
        told = "; ".join(f"{field}: {message}" for field, message in faults(error).items())
        raise ContentError(f"{file}: {table}.{key}: {told}") from error


def find(items: Iterable[T], key: str) -> T | None:
    """Return the item with this key, or None: a journal may name one that this version doesn't have."""
    return next((item for item in items if item.key == key), None)


@cache
def articles() -> tuple[catalogue.Article, ...]:
    """Return the five articles that items name as their sources."""
    return load(data_root(), "sources.toml", "source", catalogue.Article)


@cache
def scales() -> tuple[catalogue.Scale, ...]:
    """Return the two scales that signs are rated on."""
    return load(data_root(), "signs.toml", "scale", catalogue.Scale)


@cache
def signs() -> tuple[catalogue.Sign, ...]:
    """Return the signs, in the order they are asked."""
    return load(data_root(), "signs.toml", "sign", catalogue.Sign)


@cache
def external() -> tuple[catalogue.ExternalFactor, ...]:
    """Return the things outside work that can feel like a rut."""
    return load(data_root(), "external.toml", "external", catalogue.ExternalFactor)


@cache
def causes() -> tuple[catalogue.Cause, ...]:
    """Return the root causes."""
    return load(data_root(), "causes.toml", "cause", catalogue.Cause)


@cache
def questions() -> tuple[catalogue.Question, ...]:
    """Return the questions answered in the person's own words."""
    return load(data_root(), "questions.toml", "question", catalogue.Question)


@cache
def values() -> tuple[catalogue.Value, ...]:
    """Return what a person may want from work."""
    return load(data_root(), "values.toml", "value", catalogue.Value)


@cache
def obstacles() -> tuple[catalogue.Obstacle, ...]:
    """Return the objections to suggest."""
    return load(data_root(), "obstacles.toml", "obstacle", catalogue.Obstacle)


@cache
def moves() -> tuple[catalogue.Move, ...]:
    """Return the moves, grouped by direction: renew, inside, leave."""
    return load(data_root(), "moves.toml", "move", catalogue.Move)


@cache
def moves_for(cause: str) -> tuple[catalogue.Move, ...]:
    """Return the moves that answer a cause.

    Args:
        cause: The key of the cause.
    """
    return tuple(move for move in moves() if cause in move.causes)


@cache
def emotions() -> tuple[catalogue.EmotionWord, ...]:
    """Return the emotion words, quadrant by quadrant."""
    return load(data_root(), "emotions.toml", "emotion", catalogue.EmotionWord)


@cache
def help_options() -> tuple[catalogue.HelpOption, ...]:
    """Return the people and places to turn to."""
    return load(data_root(), "help.toml", "option", catalogue.HelpOption)


@cache
def emergency() -> catalogue.HelpOption:
    """Return what to do in danger; its web address is text to read, never opened."""
    return load(data_root(), "help.toml", "emergency", catalogue.HelpOption)[0]


@cache
def stories() -> tuple[catalogue.Story, ...]:
    """Return the stories, each beside the move it names."""
    return load(data_root(), "stories.toml", "story", catalogue.Story)


@cache
def goal_examples() -> tuple[catalogue.GoalExample, ...]:
    """Return the goals to start from."""
    return load(data_root(), "goals.toml", "goal", catalogue.GoalExample)


@cache
def career_move_steps() -> tuple[catalogue.PlanStep, ...]:
    """Return the steps of a plan for a career move, in order."""
    return load(data_root(), "goals.toml", "step", catalogue.PlanStep)
