"""The open journal: its repositories, and the transaction that makes several writes one."""

from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

from rut_tui.clock import Clock
from rut_tui.storage import engine
from rut_tui.storage.audits import Audits
from rut_tui.storage.backups import Backup, Backups
from rut_tui.storage.dismissals import Dismissals
from rut_tui.storage.drafts import Drafts
from rut_tui.storage.entries import Entries
from rut_tui.storage.expectations import Expectations
from rut_tui.storage.experiments import Experiments
from rut_tui.storage.faults import NothingToUndo, TakenAway
from rut_tui.storage.forgetting import Forgetting
from rut_tui.storage.goal_values import GoalValues
from rut_tui.storage.goals import Goals
from rut_tui.storage.habits import Habits
from rut_tui.storage.leads import Leads
from rut_tui.storage.opening import Opened, open_journal
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.people import Contacts, People
from rut_tui.storage.periods import Jobs, TimesOff
from rut_tui.storage.plans import Plans
from rut_tui.storage.questions import Questions
from rut_tui.storage.ratings import Ratings
from rut_tui.storage.reviews import Reviews
from rut_tui.storage.search import Search
from rut_tui.storage.session import NewId, Session, fresh_id
from rut_tui.storage.skills import Skills
from rut_tui.storage.tables import Tables
from rut_tui.storage.undo import Undo
from rut_tui.storage.wins import Setbacks, Wins
from rut_tui.storage.words import Words


class Store:
    """The journal, as the thread that owns the connection sees it.

    Attributes:
        path: The file, links resolved.
        notices: What the person should be told once, such as permissions that were tightened.
        read_only: Nothing can be saved; reading works.
        passphrase: What opens the file, or None when it is not encrypted.
        unchecked: It is large, and nobody has read all of its pages yet.
        backups: Its backups.
    """

    def __init__(self, opened: Opened, clock: Clock, new_id: NewId) -> None:
        self._opened = opened
        self._session = Session(opened.db, opened.path, clock, new_id, opened.read_only, opened.key)
        self.path = opened.path
        self.notices = opened.notices
        self.read_only = opened.read_only is not None
        self.passphrase = opened.passphrase
        self.unchecked = opened.unchecked
        self.backups = Backups(opened.path, clock, opened.passphrase)
        self.words = Words(self._session)
        self.expectations = Expectations(self._session, self.words)
        self.entries = Entries(self._session, self.words, self.expectations)
        self.ratings = Ratings(self._session)
        self.wins = Wins(self._session)
        self.setbacks = Setbacks(self._session)
        self.reviews = Reviews(self._session, self.entries, self.wins, self.setbacks)
        self.time_off = TimesOff(self._session)
        self.jobs = Jobs(self._session)
        self.dismissals = Dismissals(self._session)
        self.skills = Skills(self._session)
        self.people = People(self._session)
        self.questions = Questions(self._session)
        self.contacts = Contacts(self._session, self.people, self.questions)
        self.experiments = Experiments(self._session)
        self.leads = Leads(self._session, self.setbacks)
        self.habits = Habits(self._session)
        self.audits = Audits(self._session)
        self.goals = Goals(self._session)
        self.goal_values = GoalValues(self._session)
        self.plans = Plans(self._session)
        self.drafts = Drafts(self._session)
        self.tables = Tables(self._session)
        self.search = Search(self._session)
        self._forgetting = Forgetting(self._session)
        self._steps: Undo | None = None

    @property
    def sealed(self) -> bool:
        """Whether the file is encrypted."""
        return self._opened.key is not None

    def transaction(self, label: str = "", *, aside: bool = False) -> AbstractContextManager[None]:
        """Make everything inside the block one save: all of it or nothing, on disk when the block ends.

        Args:
            label: What a person calls it, to complete "Undone: …"; without it, what the first save inside is called.
            aside: When the journal's file is taken away, write to the emergency copy instead.

        Raises:
            StorageError: It was not saved, and why.
        """
        return self._session.transaction(label, aside=aside)

    def taken_away(self) -> str:
        """See whether the file is still in its place; the first time it isn't, all of it is copied beside it.

        Returns:
            What to say when it isn't; nothing when it is, or when nothing can be saved here anyway.
        """
        return "" if self.read_only else self._session.refuge.look()

    def remember(self) -> None:
        """Keep what is saved from now on in memory, so that it can be undone.

        Raises:
            StorageError: The journal could not be read.
        """
        if not self.read_only:
            self._steps = Undo(self._session, self.tables)

    def undo(self) -> str:
        """Take the last save of this sitting back, as one save, and return what it was called.

        Raises:
            NothingToUndo: There is none.
            ChangedSince: Someone else changed a row of it meanwhile; nothing was changed, and it is let go.
            StorageError: It was not saved, and why.
        """
        return self._remembered().undo()

    def redo(self) -> str:
        """Do again what was undone last, as one save, and return what it was called.

        Raises:
            NothingToUndo: Nothing was undone, or something was saved since.
            ChangedSince: As for undo.
            StorageError: It was not saved, and why.
        """
        return self._remembered().redo()

    def _remembered(self) -> Undo:
        if self._steps is None:
            raise NothingToUndo("Nothing can be saved here, so there is nothing to undo.")
        return self._steps

    def changed_elsewhere(self) -> bool:
        """Whether another process saved something since this was last asked. It never waits."""
        return self._session.refuge.changed()

    def be_patient(self, milliseconds: int) -> None:
        """Wait so long for another program that has the file, but never less than a moment."""
        self._session.be_patient(max(milliseconds, engine.MOMENT_MS))

    def second(self, *, writing: bool = False) -> engine.Connection:
        """Return another connection to the same file, to be used and closed by the thread that asks for it.

        It costs no time to speak of: the key, where there is one, is not made again.

        Args:
            writing: False can only read.

        Raises:
            StorageError: The file can't be reached any more, or another one has taken its place.
        """
        if not self._session.refuge.in_place:
            raise TakenAway("The file of the journal isn't in its place any more.")
        try:
            return engine.connect(self.path, writing=writing, key=self._opened.key)
        except engine.FAILURES as error:
            raise engine.explain(error, saving=False) from None

    def back_up(self) -> Backup:
        """Make a verified backup of what is saved now. Any thread may.

        Raises:
            StorageError: There is none, and why.
        """
        with closing(self.second()) as connection:
            return self.backups.make(connection)

    def copy_to(self, target: Path) -> int:
        """Write a verified copy of what is saved now to a file of any name, and return how many entries it holds.

        Args:
            target: The file; one that is there is replaced.

        Raises:
            StorageError: There is none, and why.
        """
        with closing(self.second()) as connection:
            return self.backups.copy_to(target, connection)

    @property
    def saves(self) -> int:
        """How many times something was saved in this sitting."""
        return self._session.saves

    def wait_before_saving(self, ready: Callable[[], None]) -> None:
        """Ask something before the first save, which is not done if that raises.

        Args:
            ready: Returns when saving may begin.
        """
        self._session.ready = ready

    def close(self) -> None:
        """Close the connection and let go of the lock. What was taken out of a plain file is gone from it then."""
        whole = not self.unchecked and self._session.refuge.in_place
        if whole and not (self.read_only or self.sealed):
            self._forgetting.tidy()
        self._session.refuge.close()
        self._opened.close(whole=whole)


def open_store(
    path: Path,
    clock: Clock,
    *,
    create: bool = True,
    new_id: NewId = fresh_id,
    passphrase: Passphrase | None = None,
    undo: bool = False,
    check_later: bool = False,
) -> Store:
    """Open the journal in the guarded order.

    Args:
        path: Where it is or should be.
        clock: What time it is.
        create: Make it when absent.
        new_id: Where ids come from.
        passphrase: What opens it if it is encrypted; one that is made is encrypted with it.
        undo: Keep what is saved in memory, so that it can be undone.
        check_later: Leave it to the caller to read every page of a large file, and say so in `unchecked`.

    Raises:
        StorageError: Why not, with its exit code; the file is as it was.
    """
    opened = open_journal(path, clock, create=create, passphrase=passphrase, check_later=check_later)
    try:
        store = Store(opened, clock, new_id)
        if undo:
            store.remember()
    except engine.FAILURES as error:
        opened.close()
        raise engine.explain(error, saving=False) from None
    except BaseException:
        opened.close()
        raise
    return store
