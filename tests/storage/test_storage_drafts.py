"""Unfinished texts: kept as typed, in no export, and never taken from a rut-tui that is still at work."""

import json
import os
import resource
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from storage_bench import HERE, Clock, python

from rut_tui.domain.goals import GoalDraft
from rut_tui.storage.faults import Damaged, NotSaved
from rut_tui.storage.sittings import Sitting, sitting_files
from rut_tui.storage.store import Store

Reopen = Callable[[Store], Store]

TYPED = {
    "note": "half a sen",
    "engagement": -2,
    "at": None,
    "activities": {"chosen": ["meetings", "[/]"], "line": "em"},
    "strange": "\0 \ud800 \x1b]0;x\x07 \u202e 👩‍👩‍👧",
}


@pytest.fixture
def sitting(store: Store) -> Iterator[Sitting]:
    begun = sit_down(store)
    yield begun
    begun.end()


def sit_down(store: Store) -> Sitting:
    sitting = Sitting()
    store.drafts.begin(sitting)
    return sitting


@contextmanager
def somebody_writing(journal: Path, note: str) -> Iterator[Callable[[], None]]:
    """Another rut-tui with a text under its hands; what is given kills it."""
    other = python(str(HERE / "another_process.py"), "draft", str(journal), note)
    assert other.stdout
    assert other.stdout.readline() == "writing\n"

    def kill() -> None:
        other.kill()
        other.wait(10)

    try:
        yield kill
    finally:
        other.communicate("" if other.returncode is not None else "go\n", timeout=10)


def test_a_text_comes_back_as_it_was_typed(store: Store, clock: Clock, sitting: Sitting, reopen: Reopen) -> None:
    name = sitting.name_for("entry:new")
    begun = clock.now
    store.drafts.put(name, {"note": "half"}, base=None)
    clock.pass_by(seconds=3)
    store.drafts.put(name, TYPED, base=begun - timedelta(days=1))

    draft = reopen(store).drafts.get(name)

    assert draft
    assert draft.fields == TYPED
    assert (draft.form, draft.sitting, draft.set_aside) == ("entry:new", sitting.name, False)
    assert (draft.created_at, draft.updated_at) == (begun, begun + timedelta(seconds=3))
    assert draft.base == begun - timedelta(days=1)


def test_the_newest_comes_first_and_what_is_dropped_is_gone(store: Store, clock: Clock, sitting: Sitting) -> None:
    names = [sitting.name_for(form) for form in ("entry:new", "goal:new", "entry:new")]
    for name in names:
        clock.pass_by(seconds=1)
        store.drafts.put(name, {"name": name})
    assert [draft.name for draft in store.drafts.all()] == names[::-1]
    store.drafts.drop(names[1])
    assert [draft.name for draft in store.drafts.all()] == [names[2], names[0]]
    assert store.drafts.get(names[1]) is None


def test_what_was_set_aside_is_asked_about_again_once_it_is_written_on(store: Store, sitting: Sitting) -> None:
    name = sitting.name_for("entry:new")
    store.drafts.put(name, {"note": "a"})
    store.drafts.set_aside(name)
    assert [draft.set_aside for draft in store.drafts.all()] == [True]
    store.drafts.put(name, {"note": "ab"})
    assert [draft.set_aside for draft in store.drafts.all()] == [False]


def test_saving_and_dropping_the_draft_are_one(store: Store, sitting: Sitting) -> None:
    name = sitting.name_for("goal:new")
    store.drafts.put(name, {"title": "Run"})

    class Cut(Exception):
        """A save cut short."""

    with pytest.raises(Cut), store.transaction():  # noqa: PT012 - all of it is the save
        store.goals.add(GoalDraft(title="Run"))
        store.drafts.drop(name)
        raise Cut
    assert store.goals.board() == ()
    assert store.drafts.get(name)


def test_unfinished_texts_are_in_no_export(store: Store, sitting: Sitting) -> None:
    store.drafts.put(sitting.name_for("entry:new"), {"note": "ZEBRA"})
    assert "ZEBRA" not in json.dumps(store.tables.dump())


def test_a_new_sitting_takes_over_what_an_ended_one_left(store: Store, clock: Clock, sitting: Sitting) -> None:
    first = sit_down(store)
    texts = {first.name_for("entry:new"): {"note": "one"}, first.name_for("goal:new"): {"title": "two"}}
    for name, fields in texts.items():
        clock.pass_by(minutes=1)
        store.drafts.put(name, fields)
    assert store.drafts.claim(sitting) == ()
    assert sitting_files(store.path)
    first.end()

    claimed = store.drafts.claim(sitting)

    assert [(draft.form, draft.fields) for draft in claimed] == [
        ("goal:new", {"title": "two"}),
        ("entry:new", {"note": "one"}),
    ]
    assert all(draft.sitting == sitting.name for draft in store.drafts.all())
    assert claimed[0].updated_at == clock.now, "when it was written, not when it was taken over"
    assert store.drafts.claim(Sitting()) == ()


def test_two_texts_in_the_same_form_stay_two(store: Store, sitting: Sitting) -> None:
    for note in ("one", "two"):
        other = sit_down(store)
        store.drafts.put(other.name_for("entry:new"), {"note": note})
        other.end()
    assert sorted(draft.fields["note"] for draft in store.drafts.claim(sitting)) == ["one", "two"]


def test_what_another_process_is_writing_stays_with_it_until_it_is_killed(store: Store, sitting: Sitting) -> None:
    with somebody_writing(store.path, "theirs") as kill:
        assert [draft.fields for draft in store.drafts.all()] == [{"note": "theirs"}]
        assert store.drafts.claim(sitting) == ()
        assert store.drafts.claim(sitting) == (), "to look is not to break the lock"
        assert [stat.S_IMODE(file.stat().st_mode) for file in sitting_files(store.path)] == [0o600, 0o600]
        kill()
        assert [draft.fields for draft in store.drafts.claim(sitting)] == [{"note": "theirs"}]
        assert sitting_files(store.path) == [store.path.with_name(f"rut.db.{sitting.name}.sitting")]
    sitting.end()
    assert sitting_files(store.path) == []


def test_a_sitting_that_wrote_nothing_leaves_no_trace(store: Store) -> None:
    sitting = Sitting()
    before = sorted(store.path.parent.iterdir())
    assert store.drafts.claim(sitting) == ()
    sitting.end()
    assert sorted(store.path.parent.iterdir()) == before


@pytest.mark.parametrize("name", ["entry:new@../../x.1", "entry:new", "@", "entry:new@ABCDEFGH.1", "a@b@\n.2"])
def test_a_name_from_elsewhere_leads_to_no_file(store: Store, sitting: Sitting, name: str, tmp_path: Path) -> None:
    outside = tmp_path / "x"
    outside.touch()
    store.drafts.put(name, {"note": "one"})
    (draft,) = store.drafts.claim(sitting)
    assert draft.fields == {"note": "one"}
    assert outside.exists()


@pytest.mark.parametrize("fields", ["[1]", "3", '"text"', "[" * 900 + "]" * 900])
def test_what_is_no_form_is_damage_and_is_not_quoted(store: Store, fields: str) -> None:
    with store.transaction():
        store._session.write(
            "INSERT INTO drafts (form, fields, created_at, updated_at) VALUES ('entry:new', ?, ?, ?)",
            (fields, store._session.now(), store._session.now()),
        )
    with pytest.raises(Damaged, match=r"an unfinished text in it can't be read back\.$"):
        store.drafts.all()


def test_where_the_system_refuses_a_file_it_is_said(store: Store) -> None:
    usual, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.open(store.path.parent, os.O_RDONLY)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, most))  # modes would not hold root back
    try:
        with pytest.raises(NotSaved, match="can't be kept"):
            store.drafts.begin(Sitting())
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (usual, most))
