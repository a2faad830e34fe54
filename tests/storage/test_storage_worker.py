"""The thread that owns the journal: jobs in order, writes that outlive their callers, faults told to every caller."""

import asyncio
import threading
import time
from pathlib import Path

import pytest
from storage_bench import Clock, python, said

from rut_tui.domain.goals import GoalDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.storage.faults import Closed, Damaged, InUse, NotOurs
from rut_tui.storage.store import Store, open_store
from rut_tui.storage.worker import Database

HOLD = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
input()
other.close()
"""


def titles(journal: Path, clock: Clock) -> list[str]:
    store = open_store(journal, clock)
    try:
        return [goal.title for goal in store.goals.board()]
    finally:
        store.close()


async def test_jobs_given_before_the_journal_is_open_wait_for_it(journal: Path, clock: Clock) -> None:
    db = Database(journal, clock)
    db.start()

    entry = await db.run(lambda store: store.entries.add(EntryDraft(at=clock(), engagement=2)))

    await db.opened()
    assert await db.run(lambda store: store.entries.get(entry.id)) == entry
    db.close()


async def test_jobs_run_in_order_on_one_thread_that_is_not_ours(journal: Path, clock: Clock) -> None:
    db = Database(journal, clock)
    seen: list[int] = []
    threads = set()

    def job(number: int) -> int:
        threads.add(threading.get_ident())
        seen.append(number)
        return number * number

    answers = await asyncio.gather(*(db.run(lambda _, number=number: job(number)) for number in range(50)))

    assert answers == [number * number for number in range(50)]
    assert seen == list(range(50))
    assert len(threads) == 1
    assert threading.get_ident() not in threads
    db.close()


async def test_a_save_whose_caller_was_cancelled_is_saved(journal: Path, clock: Clock) -> None:
    db = Database(journal, clock)
    await db.opened()
    going, go = threading.Event(), threading.Event()

    def slow(store: Store) -> None:
        with store.transaction():
            store.goals.add(GoalDraft(title="running"))
            going.set()
            assert go.wait(10)

    running = asyncio.create_task(db.run(slow))
    waiting = asyncio.create_task(db.run(lambda store: store.goals.add(GoalDraft(title="waiting"))))
    await asyncio.to_thread(going.wait, 10)
    running.cancel()
    waiting.cancel()
    await asyncio.gather(running, waiting, return_exceptions=True)
    assert running.cancelled()
    assert waiting.cancelled()
    go.set()
    db.close()

    assert titles(journal, clock) == ["running", "waiting"]


async def test_closing_finishes_every_job_that_was_given(journal: Path, clock: Clock) -> None:
    db = Database(journal, clock)
    tasks = [
        asyncio.create_task(db.run(lambda store, n=n: store.goals.add(GoalDraft(title=f"goal {n:02}"))))
        for n in range(20)
    ]
    await asyncio.sleep(0)
    db.close()

    assert titles(journal, clock) == [f"goal {n:02}" for n in range(20)]
    assert [goal.title for goal in await asyncio.gather(*tasks)] == [f"goal {n:02}" for n in range(20)]


async def test_what_comes_after_closing_is_refused(journal: Path, clock: Clock) -> None:
    db = Database(journal, clock)
    db.close()
    db.close()

    with pytest.raises(Closed, match="closed"):
        await db.run(lambda store: store.goals.board())
    with pytest.raises(Closed, match="closed"):
        db.run_sync(lambda store: store.goals.board())


async def test_a_journal_that_does_not_open_is_told_to_every_caller_and_tried_again(
    journal: Path, clock: Clock
) -> None:
    journal.parent.mkdir()
    journal.write_text("not a journal")
    db = Database(journal, clock)
    db.start()

    for _ in range(3):
        with pytest.raises(NotOurs, match="a text file"):
            await db.run(lambda store: store.goals.board())
    with pytest.raises(NotOurs):
        await db.opened()
    journal.unlink()
    db.start()
    await db.opened()
    assert await db.run(lambda store: store.goals.board()) == ()
    db.close()


async def test_what_a_job_raises_goes_to_its_caller_and_the_next_job_runs(journal: Path, clock: Clock) -> None:
    db = Database(journal, clock)

    def broken(store: Store) -> None:
        with store.transaction():
            store.goals.add(GoalDraft(title="never"))
            raise ZeroDivisionError("from the job")

    with pytest.raises(ZeroDivisionError, match="from the job"):
        await db.run(broken)
    assert await db.run(lambda store: store.goals.board()) == ()
    db.close()


async def test_what_the_engine_raises_becomes_a_fault_in_words(journal: Path, clock: Clock) -> None:
    from rut_tui.storage import engine

    db = Database(journal, clock)

    def raising(code: int) -> None:
        error = engine.Error("words of the diary")
        error.sqlite_errorcode = code
        raise error

    # SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT and SQLITE_CORRUPT by their documented numbers.
    for code, kind in ((5, InUse), (517, InUse), (11, Damaged)):
        with pytest.raises(kind) as caught:
            await db.run(lambda _, code=code: raising(code))
        assert "diary" not in str(caught.value)
    db.close()


def test_commands_wait_for_their_job(journal: Path, clock: Clock) -> None:
    db = Database(journal, clock)
    goal = db.run_sync(lambda store: store.goals.add(GoalDraft(title="g")))
    db.close()

    assert titles(journal, clock) == [goal.title]


def test_importing_it_loads_nothing_heavy() -> None:
    heavy = "{'pydantic', 'sqlite_utils', 'sqlcipher3', 'sqlite3', 'fasteners', 'numpy', 'textual'}"
    code = f"import sys, rut_tui.storage.worker, rut_tui.storage.faults; print(sorted({heavy} & set(sys.modules)))"

    assert said(python("-c", code)) == "[]\n"


def test_the_thread_does_not_keep_a_program_from_ending_and_saves_first(journal: Path) -> None:
    code = """if True:
        import sys
        from datetime import UTC, datetime
        from pathlib import Path
        from rut_tui.storage.worker import Database
        from rut_tui.domain.goals import GoalDraft
        db = Database(Path(sys.argv[1]), lambda: datetime.now(UTC))
        db._hand_in(lambda store: store.goals.add(GoalDraft(title="at the end")))
        """
    said(python("-c", code, str(journal)))

    assert titles(journal, Clock()) == ["at the end"]


async def test_a_read_whose_caller_is_gone_before_it_began_is_left_out(journal: Path, clock: Clock) -> None:
    db = Database(journal, clock)
    await db.opened()
    going, go = threading.Event(), threading.Event()
    ran: list[str] = []

    def slow(_: Store) -> None:
        going.set()
        assert go.wait(10)

    running = asyncio.create_task(db.run(slow))
    await asyncio.to_thread(going.wait, 10)
    read = asyncio.create_task(db.read(lambda _: ran.append("read")))
    write = asyncio.create_task(db.run(lambda _: ran.append("write")))
    await asyncio.sleep(0)
    read.cancel()
    write.cancel()
    await asyncio.gather(read, write, return_exceptions=True)
    go.set()
    await running
    db.close()

    assert ran == ["write"]


async def test_the_time_a_job_waits_for_its_turn_counts_as_waiting_for_other_programs(
    journal: Path, clock: Clock
) -> None:
    db = Database(journal, clock)
    await db.opened()
    holder = python("-c", HOLD, str(journal))
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"

    def save(store: Store) -> None:
        store.goals.add(GoalDraft(title="g"))

    begun = time.monotonic()
    answers = await asyncio.gather(*(db.run(save) for _ in range(4)), return_exceptions=True)
    took = time.monotonic() - begun
    holder.communicate("\n", timeout=60)

    assert [type(answer) for answer in answers] == [InUse] * 4
    assert 2 <= took < 4, "each of them after two seconds, not one after the other"
    await db.run(save)
    db.close()
