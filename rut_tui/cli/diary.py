"""`log` writes a check-in, `win` a win, `status` says how things stand."""

import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from rut_tui.cli.fault import UsageFault
from rut_tui.cli.glimpse import NOTHING_YET, short
from rut_tui.cli.journal import Journal
from rut_tui.cli.terminal import say, say_json
from rut_tui.commands import ENGAGEMENT

if TYPE_CHECKING:
    from rut_tui.domain.journal import Entry, EntryDraft
    from rut_tui.domain.model import Model
    from rut_tui.domain.wins import Win
    from rut_tui.storage.store import Store

DraftT = TypeVar("DraftT", bound="Model")

_FIELDS: Final = {"activities": "activity", "emotions": "emotion", "at": "when", "note": "note"}


@click.command(
    epilog="""\b
Examples:
  rut-tui log 4
  rut-tui log 2 -a meetings -e bored -n "the third status round this week"
  rut-tui log 3 --outside --at "yesterday 18:00"
  rut-tui log -n "no rating, only words"
  fortune | rut-tui log 5 -n -"""
)
@click.argument("engagement", required=False)
@click.option("-a", "--activity", "activities", multiple=True, help="What you did; give it again for more.")
@click.option("-e", "--emotion", "emotions", multiple=True, help="How it felt; give it again for more.")
@click.option("-n", "--note", help="A few words; - reads them from the standard input.")
@click.option("--outside", is_flag=True, help="It was not about work.")
@click.option("--at", "when", help='When it was: 18:00, "yesterday 9am", mon, 2026-11-19T18:00.')
@click.option("--json", "as_json", is_flag=True, help="Print the entry as JSON instead.")
@click.pass_obj
def log(
    journal: Journal,
    engagement: str | None,
    activities: tuple[str, ...],
    emotions: tuple[str, ...],
    note: str | None,
    outside: bool,
    when: str | None,
    as_json: bool,
) -> None:
    """Write down how it is.

    ENGAGEMENT is a number from 1 (drained) to 5 (engaged); a note, an activity or an emotion can do without.
    """
    now = journal.clock()
    draft = _draft(
        now,
        engagement,
        when,
        activities=activities,
        emotions=emotions,
        note=_piped() if note == "-" else note or "",
        context="outside" if outside else "work",
    )

    def told(entry: "Entry") -> None:
        if as_json:
            say_json(_entry(entry))
        else:
            _told(entry, when, now)

    journal.work(lambda store: store.entries.add(draft), create=True, saved=told)


def _draft(now: datetime, engagement: str | None, when: str | None, **fields: Any) -> "EntryDraft":
    """Return what is to be saved.

    Raises:
        UsageFault: Something in it can't be; every fault has its line.
    """
    from rut_tui.domain.journal import RATING_OFFSET, EntryDraft

    found: list[str] = []
    value = None
    if engagement in ("1", "2", "3", "4", "5"):
        value = int(engagement) - RATING_OFFSET
    elif engagement is None:
        if not (fields["note"].strip() or fields["activities"] or fields["emotions"]):
            found.append("engagement: say 1 to 5, from drained to engaged, or add a note: -n")
    else:
        found.append("engagement: say 1, 2, 3, 4 or 5, from drained to engaged")
    return _dated(EntryDraft, now, when, {"engagement": value, **fields}, found)


def _dated(kind: "type[DraftT]", now: datetime, when: str | None, fields: dict[str, Any], found: list[str]) -> "DraftT":
    """Return a draft of what happened at a moment.

    Args:
        kind: What is drafted.
        now: The moment it is, on the person's own clock.
        when: When it was, as typed; None for now.
        fields: What else it says.
        found: Faults found before.

    Raises:
        UsageFault: Something in it can't be; every fault has its line.
    """
    from pydantic import ValidationError

    from rut_tui.domain.journal import moment
    from rut_tui.domain.model import faults
    from rut_tui.domain.when import UNCLEAR, parse_when

    at = now
    try:
        at = parse_when(when or "", now)
        moment(at)
    except ValueError as error:
        found.append(f"when: {_guessed(when or '', now) if str(error) == UNCLEAR else error}")
    try:
        draft = kind.model_validate({"at": at, **fields}, strict=False)
    except ValidationError as error:
        said = faults(error).items()
        found += [f"{_FIELDS.get(name.partition('.')[0], name)}: {message}" for name, message in said]
    if found:
        raise UsageFault(*found)
    return draft


def _told(saved: "Entry | Win", when: str | None, now: datetime) -> None:
    """Say that it is on disk; and, for who looks and not for who reads the id, how words for a day were read."""
    say(f"saved {saved.id}")
    if when and when.strip()[:1].isalpha():
        from rut_tui.domain.when import describe_moment

        sys.stderr.write(f"{describe_moment(saved.local, now)}\n")


def _guessed(when: str, now: datetime) -> str:
    """Say what an unclear moment may mean, in words that are clear; it is never just taken."""
    from rut_tui.clock import locale_of_dates
    from rut_tui.domain.phrases import guess_when
    from rut_tui.domain.when import UNCLEAR, describe_moment

    guess = guess_when(when, now, locale_of_dates())
    if guess is None:
        return UNCLEAR
    return f"if you mean {describe_moment(guess, now)}, say {guess:%Y-%m-%d %H:%M}."


def _piped() -> str:
    """Return the note that was piped in, without the newline that ends it.

    Raises:
        UsageFault: It is no text, or too long.
    """
    from rut_tui.domain.text import NOTE_LIMIT

    data = sys.stdin.buffer.read(4 * NOTE_LIMIT + 1) if sys.stdin is not None else b""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        if len(data) <= 4 * NOTE_LIMIT:
            raise UsageFault(f"note: byte {error.start + 1:,} is not UTF-8 text") from None
        text = data.decode(errors="replace")
    return text.removesuffix("\n").removesuffix("\r")


def _entry(entry: "Entry") -> dict[str, Any]:
    """Return an entry under the names of the export."""
    named = entry.model_dump(mode="json", include={"id", "at", "tz_offset", "day", "engagement", "context", "note"})
    return named | {
        "activities": [word.name for word in entry.activities],
        "emotions": [word.name for word in entry.emotions],
    }


@click.command(
    epilog="""\b
Examples:
  rut-tui win "Finished the SQL course"
  rut-tui win "Asked for help" --reward "a long walk" --at "yesterday 18:00\""""
)
@click.argument("text")
@click.option("-r", "--reward", default="", help="What you take for it.")
@click.option("--at", "when", help='When it was: 18:00, "yesterday 9am", mon, 2026-11-19T18:00.')
@click.pass_obj
def win(journal: Journal, text: str, reward: str, when: str | None) -> None:
    """Write down a win, however small.

    TEXT says what went well. Wins come back on days that are hard.
    """
    from rut_tui.domain.wins import WinDraft

    now = journal.clock()
    draft = _dated(WinDraft, now, when, {"text": text, "reward": reward}, [])
    journal.work(lambda store: store.wins.add(draft), create=True, saved=lambda saved: _told(saved, when, now))


@click.command(
    epilog="""\b
Examples:
  rut-tui status
  rut-tui status --short      one line, at once: for a prompt or a status bar"""
)
@click.option("--short", "brief", is_flag=True, help="One line.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def status(journal: Journal, brief: bool, as_json: bool) -> int:
    """Say how things stand.

    Today, the last seven days, everything so far, and the goal in focus.
    """
    from rut_tui.storage.faults import Absent

    if brief and as_json:
        raise UsageFault("--short and --json don't go together")
    if brief:
        return short(journal.option)
    today = journal.clock().date()
    try:
        facts = journal.work(lambda store: _facts(store, today - timedelta(days=6), today))
    except Absent:
        facts = _NOTHING
    if as_json:
        say_json(facts)
    else:
        _tell(facts)
    return 0


_NOTHING: Final[dict[str, Any]] = {
    "entries": 0,
    "days": 0,
    "today": {"entries": 0, "engagement": None},
    "last_7_days": {"entries": 0, "days": 0},
    "focus": None,
}


def _facts(store: "Store", first: Any, today: Any) -> dict[str, Any]:
    counts = store.entries.counts()
    week = store.entries.between(first, today)
    rated = [entry.engagement for entry in week if entry.day == today and entry.engagement is not None]
    focus = next((goal for goal in store.goals.board() if goal.focus), None)
    step = focus.next_milestone if focus else None
    return {
        "entries": counts.entries,
        "days": counts.days,
        "today": {"entries": sum(entry.day == today for entry in week), "engagement": rated[-1] if rated else None},
        "last_7_days": {"entries": len(week), "days": len({entry.day for entry in week})},
        "focus": {"title": focus.title, "next": step.title if step else None} if focus else None,
    }


def _tell(facts: dict[str, Any]) -> None:
    from rut_tui.domain.visible import one_line

    if not facts["entries"] and not facts["focus"]:
        say(NOTHING_YET)
        return
    today, week = facts["today"], facts["last_7_days"]
    rating = today["engagement"]
    last = "" if rating is None else f", the last one {rating + 3} of 5 ({ENGAGEMENT[rating + 2]})"
    say(f"today: {_counted(today['entries'], 'entry', 'entries')}{last}")
    say(f"last 7 days: {_counted(week['entries'], 'entry', 'entries')} on {_counted(week['days'], 'day', 'days')}")
    say(f"in all: {_counted(facts['entries'], 'entry', 'entries')} on {_counted(facts['days'], 'day', 'days')}")
    if focus := facts["focus"]:
        say(f"in focus: {one_line(focus['title'])}")
        if focus["next"]:
            say(f"next: {one_line(focus['next'])}")


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
