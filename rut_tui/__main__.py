"""The way in: `rut-tui` and `python -m rut_tui`.

What has to be instant is dispatched here, before click is imported. No traceback reaches a person.
"""

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Final

_VALUES: Final = ("--db", "--screen")
"""Options before the command that take a value."""


def main() -> int:
    """Run the command of this process and return its exit code."""
    _hush()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that can't show a character gets its escape, never an error.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    try:
        code = _run(sys.argv[1:])
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever was reading has enough.
        _drop_output()
        return 141
    except Exception as error:
        if isinstance(error, OSError):
            _drop_output()
        return _refused(error)
    return code


def _hush() -> None:
    """Let nothing print by itself, and leave no picture of the memory behind: both would hold somebody's words."""
    import warnings

    sys.excepthook = _last_resort
    sys.unraisablehook = lambda _: None
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # a library's warning may quote a value
    try:
        import resource
    except ImportError:
        return  # Windows keeps none unless told to
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _run(arguments: Sequence[str]) -> int:
    options, rest = _leading(arguments)
    if rest == ["--version"] and not options:
        from rut_tui import __version__

        sys.stdout.write(f"rut-tui {__version__}\n")
        return 0
    if rest == ["status", "--short"] and options.keys() <= {"--db"}:
        from rut_tui.cli.glimpse import short

        return short(options.get("--db"))
    if not rest:
        from rut_tui.cli.launch import launch, plainly

        if plainly(options):
            return launch(options.get("--db"), demo="--demo" in options, screen=options.get("--screen", "today"))
    from rut_tui.cli.group import run

    return run(arguments)


def _leading(arguments: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Split off the options that come before a command; whatever is odd is left for click to judge."""
    options: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, equals, value = rest[0].partition("=")
        if rest[0] == "--demo":
            options["--demo"] = ""
            rest = rest[1:]
        elif name in _VALUES and equals:
            options[name] = value
            rest = rest[1:]
        elif name in _VALUES and len(rest) > 1:
            options[name] = rest[1]
            rest = rest[2:]
        else:
            break
    return options, rest


def _refused(error: Exception) -> int:
    """Say what our own errors say; of others only what kind they are and where: their words may be the person's."""
    code = getattr(error, "exit_code", None)
    if not isinstance(code, int):
        return _unexpected(error)
    from rut_tui.domain.visible import visible

    for line in str(error).splitlines():
        _complain(visible(line if line.startswith("rut-tui") else f"rut-tui: {line}"))
    return code


def _last_resort(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    _unexpected(error)


def _unexpected(error: BaseException) -> int:
    reason = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
    place = _place(error.__traceback__)
    _complain(f"rut-tui: stopped on a fault of its own{reason} ({type(error).__name__} at {place})")
    return 1


def _place(trace: TracebackType | None) -> str:
    place = "an unknown place"
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module == "__main__" or str(module).partition(".")[0] == "rut_tui":
            place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _complain(line: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"{line}\n")


def _drop_output() -> None:
    """Point the standard output at nothing: what is still buffered for it would fail again, loudly, at exit."""
    import os

    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
