"""More of a sitting at random: wins, setbacks, time off, jobs, reviews, expectations and own words."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

from rut_tui.domain.expectations import ExpectationDraft
from rut_tui.domain.journal import WordKind
from rut_tui.domain.periods import JobDraft, OffKind, TimeOffDraft
from rut_tui.domain.reviews import ReviewDraft
from rut_tui.domain.weeks import monday
from rut_tui.domain.wins import SetbackDraft, WinDraft

if TYPE_CHECKING:
    from sitting import Sitting

TITLES = ("Finished the SQL course", "a \x1b b", 'it\'s "done"', "é 漢字 🙂")
NOTES = ("", "quiet hours\nmentoring", "[/] @click", "x" * 3000)


def _day(it: "Sitting", most: int = 90) -> date:
    return it.clock().date() - timedelta(days=it.random.randint(0, most))


def _win(it: "Sitting") -> WinDraft:
    at = it.clock() - timedelta(minutes=it.random.choice((0, 90, 5000)))
    return WinDraft(at=at, text=it.random.choice(TITLES), reward=it.random.choice(NOTES[:3]))


def _setback(it: "Sitting") -> SetbackDraft:
    pick = it.random
    return SetbackDraft(
        day=_day(it),
        what=pick.choice(TITLES),
        in_control=pick.choice(NOTES),
        next_try=pick.choice(NOTES[:3]),
        next_on=pick.choice((None, date(2027, 2, 28))),
    )


def log_win(it: "Sitting") -> None:
    """Write a win down, or change or archive one."""
    wins = it.store.wins.all()
    choice = it.random.choice(("new", "edit", "archive")) if wins else "new"
    if choice == "new":
        it.store.wins.add(_win(it))
    elif choice == "edit":
        it.store.wins.update(it.random.choice(wins).id, _win(it))
    else:
        it.store.wins.set_archived(it.random.choice(wins).id, True)


def log_setback(it: "Sitting") -> None:
    """Write a setback down, or change or close one."""
    open_ones = it.store.setbacks.open()
    choice = it.random.choice(("new", "edit", "close")) if open_ones else "new"
    if choice == "new":
        it.store.setbacks.add(_setback(it))
    elif choice == "edit":
        it.store.setbacks.update(it.random.choice(open_ones).id, _setback(it))
    else:
        it.store.setbacks.set_closed(it.random.choice(open_ones).id, True)


def take_off(it: "Sitting") -> None:
    """Mark days off."""
    first = _day(it)
    last = first + timedelta(days=it.random.randint(0, 14))
    it.store.time_off.add(TimeOffDraft(first_day=first, last_day=last, kind=it.random.choice(tuple(OffKind))))


def change_job(it: "Sitting") -> None:
    """Move to another job, or put one in from before."""
    if it.random.random() < 0.5:
        it.store.jobs.add(JobDraft(title=it.random.choice(TITLES), ended_on=date(2010, 1, 1)))
    else:
        lasting = [job.started_on for job in it.store.jobs.all() if job.ended_on is None and job.started_on]
        begins = max((_day(it), *(day + timedelta(days=1) for day in lasting)))
        it.store.jobs.move(it.random.choice(TITLES), begins, left="before")


def review(it: "Sitting") -> None:
    """Look back on a week, perhaps not for the first time."""
    fields = {
        name: it.random.choice(NOTES) for name in ("liked", "disliked", "engaged", "drained", "win", "next_thing")
    }
    it.store.reviews.save(ReviewDraft(week=monday(_day(it, 30)), **fields))


def expect(it: "Sitting") -> None:
    """Say how something will be."""
    activity = it.random.choice(it.store.words.all("activity")).name
    it.store.expectations.add(ExpectationDraft(activity=activity, day=_day(it, 2), expected=it.random.randint(-2, 2)))


def put_away(it: "Sitting") -> None:
    """Dismiss an offer."""
    it.store.dismissals.add("support")


def change_words(it: "Sitting") -> None:
    """Rename a word, make two one, or put one away."""
    kind: WordKind = it.random.choice(get_args(WordKind))
    words = it.store.words.all(kind)
    one, other = it.random.sample(words, 2)
    choice = it.random.choice(("rename", "merge", "archive", "add"))
    if choice == "rename":
        it.store.words.rename(kind, one.id, f"{one.name[:20]} {it.clock():%M%S}")
    elif choice == "merge":
        it.store.words.merge(kind, one.id, other.id)
    elif choice == "archive":
        it.store.words.set_archived(kind, one.id, True)
    else:
        it.store.words.add(kind, f"word {len(it.done)} {it.clock():%M%S}")


DIARY = (
    log_win,
    log_win,
    log_setback,
    log_setback,
    take_off,
    change_job,
    review,
    expect,
    expect,
    put_away,
    change_words,
)
