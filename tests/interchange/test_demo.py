"""The sample life, moved so that it ends today."""

import json
import os
import pty
import stat
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from journals import exported, journal, sketch

import rut_tui
from rut_tui import content
from rut_tui.domain.goals import GoalDraft, MilestoneDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.interchange.demo import open_demo

BERLIN = timezone(timedelta(hours=1))
LATER = datetime(2031, 2, 3, 9, 30, tzinfo=timezone(timedelta(hours=-5)))


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose sample ends on Friday 20 November 2026."""
    with journal(tmp_path / "sample.db") as store:
        sketch(store)
        store.entries.add(EntryDraft(at=datetime(2026, 11, 1, 0, 30, tzinfo=BERLIN), engagement=-2, note="2026-11-01"))
        step = MilestoneDraft(title="m", due=date(2026, 12, 1))
        store.goals.add(GoalDraft(title="dated", due=date(2027, 2, 28), milestones=(step,)))
        plan = store.plans.all()[0]
        store.plans.update(plan.id, name="p", plan=plan.plan.model_copy(update={"start_date": date(2026, 11, 20)}))
        data = exported(store)
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "demo.json").write_bytes(data)
    monkeypatch.setattr(content, "data_root", lambda: folder)
    return folder


def test_its_last_day_is_today_and_everything_moves_with_it(sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    path = open_demo(folder, lambda: LATER)
    with journal(path, lambda: LATER) as store:
        last, first = store.entries.latest(9)
        by = timedelta(days=(date(2031, 2, 3) - date(2026, 11, 20)).days)
        assert (last.day, last.local.time().isoformat()) == (date(2031, 2, 3), "21:00:00")
        assert (first.day, first.local.time().isoformat()) == (date(2026, 11, 1) + by, "00:30:00")
        assert first.note == "2026-11-01"
        dated = next(goal for goal in store.goals.board() if goal.title == "dated")
        assert (dated.due, dated.milestones[0].due) == (date(2027, 2, 28) + by, date(2026, 12, 1) + by)
        assert store.plans.all()[0].plan.start_date == date(2031, 2, 3)
        assert last.created_at == datetime(2031, 2, 3, 20, 0, tzinfo=UTC)
    assert json.loads((sample / "demo.json").read_text())["tables"]["entries"]
    assert path.parent == folder


def test_it_is_private_and_gone_at_the_end(sample: Path, tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
import rut_tui.app, rut_tui.content, rut_tui.__main__ as entry
rut_tui.content.data_root = lambda: Path({str(sample)!r})
def opened(path, *rest):
    print(path, oct(path.parent.stat().st_mode), path.exists())
    return 3
rut_tui.app.run_app = opened
sys.argv = ["rut-tui", "--demo"]
sys.exit(entry.main())
"""
    main, side = pty.openpty()
    environ = {
        **os.environ,
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "PYTHONPATH": str(Path(rut_tui.__file__).parent.parent),
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environ,
        stdin=side,
        stderr=side,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
    )
    os.close(main)
    os.close(side)
    path, mode, existed = done.stdout.split()
    assert (done.returncode, existed) == (3, "True")
    assert stat.S_IMODE(int(mode, 8)) == 0o700
    assert not Path(path).parent.exists()
