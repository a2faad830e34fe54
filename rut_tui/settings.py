"""What the person has set: theme, money, week, when to lock. A small file, made to be edited by hand.

Read before the first frame is drawn, so nothing heavy is imported here, and a file that isn't there costs nothing.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from stat import S_ISREG
from typing import Any, Final

SIZE_LIMIT: Final = 65_536
"""Largest settings file that is read, in bytes."""

WEEK_STARTS: Final = ("monday", "saturday", "sunday")

AUTO_LOCK: Final = 10
"""Minutes without a key after which a journal with a passphrase is locked, unless the person chose others.

Long enough to think over a sentence or fetch a coffee, shorter than most meetings. A journal without a passphrase is
only covered, which any key takes back: that is for those who ask for it.
"""

DAY: Final = 24 * 60
"""Minutes in a day: the longest time before locking."""


def _text(pattern: str) -> Callable[[object], bool]:
    whole = re.compile(pattern)
    return lambda value: isinstance(value, str) and whole.fullmatch(value) is not None


def _minutes(value: object) -> bool:
    # Not isinstance: a bool would pass for a number.
    return value is None or (type(value) is int and 0 <= value <= DAY)


_RULES: Final[dict[str, tuple[Callable[[object], bool], str]]] = {
    "theme": (_text(r"[a-z0-9][a-z0-9-]{0,40}"), 'the name of a theme, like "rut-dusk"'),
    "currency": (_text(r"([A-Z]{3})?"), 'three capital letters, like "EUR"'),
    "locale": (_text(r"([A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,3})?"), 'a language and a country, like "de_DE"'),
    "week_start": (_text("|".join(WEEK_STARTS)), '"monday", "saturday" or "sunday"'),
    "auto_lock": (_minutes, f"whole minutes from 0 (never) to {DAY}, like 10"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person has set.

    Attributes:
        theme: The name of a theme; one the app doesn't know counts as rut-dusk.
        currency: ISO 4217 code, or empty: the locale's own.
        locale: Like de_DE, or empty: what the environment says.
        week_start: The first day of a week, in lower case.
        auto_lock: Minutes without a key before the screen is covered and the journal locked; 0 is never, None leaves
            it to `lock_after`.
        file: Where they came from and are kept; None keeps them for this sitting only.
    """

    theme: str = "rut-dusk"
    currency: str = ""
    locale: str = ""
    week_start: str = "monday"
    auto_lock: int | None = None
    file: Path | None = field(default=None, compare=False, repr=False)

    def lock_after(self, *, sealed: bool) -> int:
        """Return after how many minutes without a key to lock; 0 is never.

        Args:
            sealed: Whether the journal has a passphrase.
        """
        if self.auto_lock is not None:
            return self.auto_lock
        return AUTO_LOCK if sealed else 0

    def keep(self, **changes: str | int | None) -> "Settings":
        """Return the settings with changes, written to their file; if that can't be, they count for this sitting.

        Args:
            **changes: Setting by name.

        Raises:
            ValueError: A setting breaks its rule.
        """
        changed = replace(self, **changes)  # type: ignore[arg-type]  # the rules judge it
        if self.file is not None:
            with suppress(SettingsError):
                save(self.file, changed)
        return changed


class SettingsError(Exception):
    """The settings can't be saved. The message is for the person."""

    exit_code: Final = 7


def load(path: Path) -> tuple[Settings, str | None]:
    """Read the settings; whatever can't be understood keeps its default and is named.

    Args:
        path: The settings file, there or not.

    Returns:
        The settings, and what is wrong with the file, a line for each fault; None when nothing is.
    """
    defaults = Settings(file=path)
    try:
        text = _read(path)
    except FileNotFoundError:
        return defaults, None
    except (OSError, ValueError) as error:
        return defaults, f"{path.name}: {_plainly(error)}; using the defaults"
    if not text.strip():
        return defaults, None
    import tomllib

    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return defaults, f"{path.name}{_line_of_error(error)}: can't be understood; using the defaults"
    good: dict[str, Any] = {}
    wrong: list[str] = []
    for key, value in table.items():
        where = f"{path.name}{_line_of_key(text, key)}"
        if key not in _RULES:
            wrong.append(f"{where}: there is no setting called {_shown(key)}")
        elif not _RULES[key][0](value):
            wrong.append(f"{where}: {key} should be {_RULES[key][1]}; using the default")
        else:
            good[key] = value
    return Settings(**good, file=path), "\n".join(wrong) or None


def save(path: Path, settings: Settings) -> None:
    """Write the settings that changed; comments, order and spacing of the file stay.

    Args:
        path: The settings file, there or not; a link is followed.
        settings: What to keep. A default that the file doesn't mention is not written.

    Raises:
        SettingsError: The file that is there can't be understood, or it can't be written.
        ValueError: A setting breaks its rule.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    from rut_tui.paths import write_private

    wanted = {key: getattr(settings, key) for key in _RULES}
    for key, value in wanted.items():
        if not _RULES[key][0](value):
            raise ValueError(f"{key} should be {_RULES[key][1]}")
    target = path.resolve()
    try:
        document = tomlkit.parse(_read(target)) if target.exists() else tomlkit.document()
    except (OSError, ValueError, RecursionError, TOMLKitError) as error:
        raise SettingsError(f"{path.name} can't be changed: mend{_line_of_error(error)} by hand first") from None
    for key, value in wanted.items():
        if value is None:
            document.pop(key, None)
        elif document.get(key, getattr(Settings(), key)) != value:
            document[key] = value
    try:
        write_private(target, tomlkit.dumps(document).encode())
    except OSError as error:
        raise SettingsError(f"{path.name}: {_plainly(error)}") from None


def _read(path: Path) -> str:
    # Asked before opening: opening a pipe would wait for somebody to write to it.
    if not S_ISREG(path.stat().st_mode):
        raise ValueError("it is not a file")
    with path.open("rb") as file:
        data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise ValueError("it is too large")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(f"line {line} is not UTF-8 text") from None


def _plainly(error: Exception) -> str:
    return (error.strerror or "can't be read") if isinstance(error, OSError) else str(error)


def _line_of_error(error: Exception) -> str:
    found = re.search(r"at line (\d+)", str(error))
    return f" line {found[1]}" if found else ""


def _line_of_key(text: str, key: str) -> str:
    pattern = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
    for number, line in enumerate(text.splitlines(), 1):
        if pattern.match(line):
            return f" line {number}"
    return ""


def _shown(key: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in key[:40])
