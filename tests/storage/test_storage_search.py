"""Search finds what was written and nothing else, whatever is typed, and whatever happened to the journal before."""

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
import sitting
from sitting import Sitting, live
from storage_bench import Clock

from rut_tui.domain.experiments import ExperimentDraft
from rut_tui.domain.goals import GoalDraft, MilestoneDraft
from rut_tui.domain.habits import HabitDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.domain.leads import LeadDraft
from rut_tui.domain.people import ContactDraft, ContactKind, PersonDraft
from rut_tui.domain.periods import JobDraft
from rut_tui.domain.questions import QuestionDraft
from rut_tui.domain.reviews import ReviewDraft
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.domain.skills import SkillDraft
from rut_tui.domain.weeks import monday
from rut_tui.domain.wins import SetbackDraft, WinDraft
from rut_tui.storage import entry_search, search
from rut_tui.storage.faults import Gone, NothingToUndo
from rut_tui.storage.search import Found
from rut_tui.storage.store import Store

Opener = Callable[..., Store]
Write = Callable[..., str]

ALL = 1_000_000


@pytest.fixture
def write(store: Store, clock: Clock) -> Write:
    """Writes an entry a minute after the one before and returns its id."""

    def writes(note: str = "", activities: tuple[str, ...] = (), emotions: tuple[str, ...] = ()) -> str:
        clock.pass_by(minutes=1)
        draft = EntryDraft(at=clock(), engagement=1, note=note, activities=activities, emotions=emotions)
        return store.entries.add(draft).id

    return writes


def refs(found: tuple[Found, ...]) -> list[str]:
    return [one.ref for one in found]


def marked(found: Found) -> list[str]:
    return [found.excerpt.text[start:end] for start, end in found.excerpt.marks]


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("café", ["Café"]),
        ("cafe", ["Café"]),
        ("CAFÉ", ["Café"]),
        ("cafe\u0301", ["Café"]),
        ("caf", ["Caf"]),
        ("zurich caf", ["Caf", "Zürich"]),
        ("one-on-one", ["one-on-one"]),
        ("one-on-o", ["one-on-o"]),
        ("on one", ["one", "on", "one"]),
        ('"café"', ["Café"]),
        ("café !!!", ["Café"]),
        ("naïve", None),
        ("afé", None),
        ("café tea", None),
        ("boss's", ["boss's"]),
    ],
)
def test_words_are_found_from_their_beginning_whatever_their_case_and_accents(
    store: Store, write: Write, typed: str, hits: list[str] | None
) -> None:
    entry = write("A Café in Zürich,\none-on-one, the boss's idea")
    write("something else")

    found = store.search.find(typed)

    assert refs(found) == ([entry] if hits else [])
    assert [marked(one) for one in found] == ([hits] if hits else [])


@pytest.mark.parametrize(
    ("note", "typed"),
    [
        ("今日は会議が多い", "会議"),
        ("ประชุมเยอะมาก", "เยอะ"),
        ("회의가 많다", "회의"),
        ("פגישה ארוכה מדי", "ארוכה"),
        ("اجتماع طويل", "طويل"),
        ("done 🎉 at last", "🎉"),
        ("встреча с Ёжиком", "ёжик"),
        ("Straße", "straß"),
        ("100% sure_thing 💯%", "💯%"),
    ],
)
def test_every_script_is_found(store: Store, write: Write, note: str, typed: str) -> None:
    entry = write(note)
    write("100x surexthing 💯x")

    (found,) = store.search.find(typed)

    assert found.ref == entry
    assert found.excerpt.text == note
    assert found.excerpt.marks


@pytest.mark.parametrize(
    "typed",
    [
        *('"unbal AND (', "a OR", "NEAR(a b)", "words:x", "x*", "*", "^a", "-a", "+", '""', '"', "'", "a\0b", "\0"),
        *("", "   ", "!!!", "?!…—", "\ud800", "a\udfffb", "\x1b[31m", "[b]", "%", "_", "\\", "{a}", "漢%_!", "👩‍👩‍👧"),
        *("x" * 10_000, "x " * 5_000, "( " * 5_000, '" ' * 5_000, "漢字 " * 2_500, "🎉" * 10_000),
        " ".join(f"w{number}" for number in range(2_000)),
    ],
    ids=lambda typed: repr(typed)[:20],
)
def test_whatever_is_typed_is_data(store: Store, write: Write, typed: str) -> None:
    write("an ordinary note, 100%")
    before = store.tables.dump()

    found = store.search.find(typed)

    assert all(one.kind == "entry" for one in found)
    assert store.tables.dump() == before


def test_everything_with_words_is_found_by_kind(store: Store, write: Write) -> None:
    step = MilestoneDraft(title="Ask Noor about pottery")
    titled = store.goals.add(GoalDraft(title="Pottery", milestones=(step,)))
    noted = store.goals.add(GoalDraft(title="g", measure="m", raise_confidence="r", notes="pottery wheel"))
    plan = store.plans.add("Pottery year", SavingsPlan(savings=Decimal(1), essential=Decimal(1)), "EUR")
    entry = write("pottery tonight")

    found = store.search.find("pott")

    assert [(one.kind, one.ref) for one in found] == [
        *(("goal", titled.id), ("goal", noted.id)),
        ("milestone", titled.milestones[0].id),
        ("plan", plan.id),
        ("entry", entry),
    ]
    for word in ("m", "r", "wheel"):
        assert noted.id in refs(store.search.find(word))


def test_wins_setbacks_reviews_and_jobs_are_found_until_they_are_put_away(store: Store, clock: Clock) -> None:
    day = clock().date()
    win = store.wins.add(WinDraft(at=clock(), text="w", reward="a pottery evening"))
    setback = store.setbacks.add(SetbackDraft(day=day, what="s", in_control="l\n", next_try="pottery again"))
    review = store.reviews.save(ReviewDraft(week=monday(day), liked="l", next_thing="call the Pottery"))
    job = store.jobs.add(JobDraft(title="Pottery teacher"))

    found = store.search.find("pott")

    assert [(one.kind, one.ref) for one in found] == [
        *(("win", win.id), ("setback", setback.id), ("review", review.id), ("job", job.id)),
    ]
    assert [one.excerpt.text for one in found] == [
        *("w a pottery evening", "s l pottery again", "l call the Pottery", "Pottery teacher"),
    ]
    store.wins.update(win.id, WinDraft(at=clock(), text="w", reward="a long walk"))
    for repository, record in ((store.setbacks, setback), (store.reviews, review), (store.jobs, job)):
        repository.set_archived(record.id, True)
    assert store.search.find("pott") == ()
    assert len(store.search.find("pott", archived=True)) == 3


def test_what_carries_a_goal_is_found_by_every_word_of_it_until_it_is_put_away(store: Store, clock: Clock) -> None:
    today = clock().date()
    skill = store.skills.add(SkillDraft(name="s", needed_for="kiln", provider="kiln", notes="kiln"))
    person = store.people.add(PersonDraft(name="Ada", tags=("friend", "kiln club")))
    contact = store.contacts.add(ContactDraft(person_id=person.id, day=today, kind=ContactKind.CALL, note="Kiln!"))
    question = store.questions.add(QuestionDraft(text="q", answer="a kiln"))
    test = store.experiments.add(ExperimentDraft(question="q", guess="g", learnt="the kiln is hot"))
    lead = store.leads.add(LeadDraft(role="potter", found_on=today, next_step="see the kiln"))
    habit = store.habits.add(HabitDraft(name="Kiln off at six"))

    found = [(one.kind, one.ref) for one in store.search.find("kiln")]

    assert found == [
        ("experiment", test.id),
        ("question", question.id),
        ("person", person.id),
        ("contact", contact.id),
        ("lead", lead.id),
        ("skill", skill.id),
        ("habit", habit.id),
    ]
    store.people.set_archived(person.id, True)
    assert [one.kind for one in store.search.find("kiln")] == ["experiment", "question", "lead", "skill", "habit"]
    assert len(store.search.find("kiln", archived=True)) == 7
    store.questions.update(question.id, QuestionDraft(text="q"))
    assert refs(store.search.find("kiln"))[1] == lead.id


def test_entries_are_found_by_their_activities_and_emotions(store: Store, write: Write) -> None:
    tagged = write("", ("Status round", "Café"), ("Bored",))
    both = write("the template again", ("Status round",))
    write("nothing to do with it", ("reading",))

    assert refs(store.search.find("stat")) == [both, tagged]
    assert refs(store.search.find("round cafe")) == [tagged]
    assert refs(store.search.find("bored")) == [tagged]
    assert refs(store.search.find("template status")) == [both]
    assert refs(store.search.find("template bored")) == []
    (found,) = store.search.find("cafe")
    assert (found.excerpt.text, marked(found)) == ("Status round · Café · Bored", ["Café"])
    (found,) = store.search.find("temp stat")
    assert (found.excerpt.text, marked(found)) == ("the template again", ["temp"])


def test_a_word_in_a_note_comes_before_the_same_word_as_a_tag(store: Store, write: Write) -> None:
    noted = write("status was fine")
    tagged = write("", ("status",))

    assert refs(store.search.find("status")) == [noted, tagged]


def test_the_best_comes_first_then_the_newest(store: Store, write: Write) -> None:
    thin = write("envy among many other words of a long day that had all kinds of things in it")
    older = write("envy envy")
    newer = write("envy envy")

    assert refs(store.search.find("envy")) == [newer, older, thin]
    assert refs(store.search.find("envy", 2)) == [newer, older]
    assert store.search.find("envy", 0) == ()


def test_of_too_many_hits_the_newest_come_first(
    store: Store, write: Write, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    goal = store.goals.add(GoalDraft(title="tea ceremony"))
    entries = [write("tea " * (number % 3 + 1)) for number in range(8)]
    early = store.entries.add(EntryDraft(at=clock() - timedelta(days=9), engagement=None, note="tea tea tea"))
    store.entries.set_archived(entries[5], True)
    monkeypatch.setattr(search, "MANY", 5)

    assert refs(store.search.find("te")) == [goal.id, *(entries[at] for at in (7, 6, 4, 3, 2, 1, 0)), early.id]
    assert refs(store.search.find("tea", 2)) == [goal.id, entries[7], entries[6]]
    assert refs(store.search.find("tea", 3, archived=True)) == [goal.id, entries[7], entries[6], entries[5]]
    tagged = write("", ("Tea",))
    assert refs(store.search.find("tea", 2)) == [goal.id, tagged, entries[7]]


@pytest.mark.parametrize("few", [0, 1_500], ids=["met from the newest on", "looked up"])
def test_tags_that_many_entries_have_are_found_the_same(
    store: Store, write: Write, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(entry_search, "FEW", few)
    entries = [write("rain" if number % 2 else "", ("walk",), ("calm",)) for number in range(6)]
    write("rain")

    assert refs(store.search.find("walk")) == entries[::-1]
    assert refs(store.search.find("walk calm rain", 2)) == [entries[5], entries[3]]
    assert refs(store.search.find("walk snow")) == []


def test_what_was_put_away_is_found_only_when_asked_for(store: Store, write: Write) -> None:
    entry = write("kiln", ("firing",))
    goal = store.goals.add(GoalDraft(title="kiln", milestones=(MilestoneDraft(title="kiln first"),)))
    plan = store.plans.add("kiln", SavingsPlan(savings=Decimal(1), essential=Decimal(1)), "EUR")
    everything = refs(store.search.find("kiln"))
    assert len(everything) == 4

    store.entries.set_archived(entry, True)
    store.goals.set_archived(goal.id, True)
    store.plans.set_archived(plan.id, True)

    assert store.search.find("kiln") == store.search.find("firing") == ()
    assert refs(store.search.find("kiln", archived=True)) == everything
    assert refs(store.search.find("firing", archived=True)) == [entry]
    store.goals.set_archived(goal.id, False)
    assert refs(store.search.find("kiln")) == [goal.id, goal.milestones[0].id]


def test_drafts_are_not_found(store: Store) -> None:
    store.drafts.put("entry:new", {"note": "unfinished"})

    assert store.search.find("unfinished") == ()


def test_what_is_stored_as_is_comes_as_is(store: Store, write: Write) -> None:
    write("[b]bold[/b] \x1b]0;x\x07 [@click=app.quit]quit")

    (found,) = store.search.find("bold")

    assert found.excerpt.text == "[b]bold[/b] \x1b]0;x\x07 [@click=app.quit]quit"
    assert marked(found) == ["bold"]


# A second opinion, which reads every row and knows nothing of the index.


def plain(text: str) -> list[str]:
    folded = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char)).lower()
    return re.findall(r"[^\W_]+", folded)


def scanned(store: Store) -> Callable[[str, bool], set[tuple[str, str]]]:
    """Read everything; what is returned answers what a search should."""
    rows = store.tables.dump()
    whole = ("entries", "goals", "plans", *(name for name, _ in LATER.values()))
    away = {row["id"] for name in whole for row in rows[name] if row["archived_at"]}
    away |= {row["id"] for row in rows["milestones"] if row["archived_at"] or row["goal_id"] in away}
    away |= {row["id"] for row in rows["contacts"] if row["person_id"] in away}
    words = {("plan", row["id"]): plain(row["name"]) for row in rows["plans"]}
    words |= {("milestone", row["id"]): plain(row["title"]) for row in rows["milestones"]}
    columns = ("title", "measure", "raise_confidence", "notes")
    words |= {("goal", row["id"]): plain("\n".join(row[column] for column in columns)) for row in rows["goals"]}
    words |= {("entry", row["id"]): plain(row["note"]) for row in rows["entries"]}
    for kind, (name, columns) in LATER.items():
        words |= {(kind, row["id"]): plain("\n".join(row[column] for column in columns)) for row in rows[name]}
    for table, word in (("activities", "activity_id"), ("emotions", "emotion_id")):
        names = {row["id"]: plain(row["name"]) for row in rows[table]}
        for row in rows[f"entry_{table}"]:
            words["entry", row["entry_id"]] += names[row[word]]

    def answer(typed: str, archived: bool) -> set[tuple[str, str]]:
        return {
            key
            for key, written in words.items()
            if (archived or key[1] not in away)
            and all(any(word.startswith(start) for word in written) for start in plain(typed))
        }

    return answer


LATER = {
    "win": ("wins", ("text", "reward")),
    "setback": ("setbacks", ("what", "in_control", "next_try")),
    "review": ("reviews", ("liked", "disliked", "engaged", "drained", "win", "setback", "next_thing")),
    "job": ("jobs", ("title",)),
    "skill": ("skills", ("name", "needed_for", "provider", "notes")),
    "person": ("people", ("name", "role", "known", "tags", "reach", "notes")),
    "contact": ("contacts", ("note",)),
    "question": ("questions", ("text", "answer")),
    "experiment": ("experiments", ("question", "test", "guess", "result", "learnt")),
    "lead": ("leads", ("role", "company", "contact", "next_step", "notes")),
    "habit": ("habits", ("name",)),
}
QUERIES = (
    "quiet hours",
    "finished",
    "fini",
    "a",
    "me",
    "meetings",
    "sql",
    "fine",
    "é",
    "e b",
    "bored",
    "arger",
    "drop table",
    "x",
    "line",
    "renamed",
    "new",
    "noor",
    "mentor",
    "what they",
    "colleague",
)


def compared(store: Store) -> int:
    """Compare the search with reading everything; return how much was found."""
    hits, expected = 0, scanned(store)
    for typed in QUERIES:
        for archived in (False, True):
            found = store.search.find(typed, ALL, archived=archived)
            assert len(set(found)) == len(found)
            assert {(one.kind, one.ref) for one in found} == expected(typed, archived), typed
            hits += len(found)
    with store.transaction():
        store._session.write("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    return hits


@pytest.mark.parametrize("seed", range(4))
def test_the_index_stays_true_whatever_is_done(
    opener: Opener, clock: Clock, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Writing, editing, putting away, undoing, redoing, importing and taking rows out, at random."""
    monkeypatch.setattr(search, "MANY", (1_000, 5)[seed % 2])
    store, random = opener(), Random(seed)  # noqa: S311 - a game, not a secret
    live(store)
    store.close()
    store = opener(undo=True)
    one = Sitting(store, clock, random)
    hits = compared(store)
    for number in range(40):
        luck = random.random()
        if not store.goals.board():
            one.does(sitting.new_goal)
        if luck < 0.15:
            with suppress(NothingToUndo):
                store.undo()
        elif luck < 0.2:
            with suppress(NothingToUndo):
                store.redo()
        elif luck < 0.3:
            table = "goals" if len(store.goals.board()) > 3 and luck > 0.27 else "entries"
            store.tables.remove(table, (one.row(table)["id"],))
        elif luck < 0.33:
            one.does(sitting.bring_in)
        else:
            with suppress(Gone):  # a milestone that was put away with its goal can't be ticked
                one.act()
        if number % 5 == 4:
            hits += compared(store)
    assert hits > 500


def test_the_index_is_true_after_another_program_wrote(store: Store, write: Write, journal: Path) -> None:
    """The triggers are in the file: whatever SQLite writes to it keeps the index."""
    write("before")
    other = store.second(writing=True)
    other.execute("UPDATE entries SET note = 'after'")
    other.close()

    assert (len(store.search.find("after")), store.search.find("before")) == (1, ())


def test_nothing_is_written_by_a_search(store: Store, write: Write) -> None:
    write("quiet")
    before = store.path.read_bytes()

    assert store.search.find("quiet")

    assert store.path.read_bytes() == before
