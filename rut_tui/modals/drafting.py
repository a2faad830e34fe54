"""The unfinished texts of this sitting: which stand in open forms, which wait to be gone on with, which are on disk."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import nullcontext, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from textual.css.query import NoMatches

from rut_tui.modals.autosave import Autosave
from rut_tui.storage.drafts import Draft
from rut_tui.storage.faults import StorageError
from rut_tui.storage.sittings import Sitting

if TYPE_CHECKING:
    from datetime import datetime

    from rut_tui.clock import Clock
    from rut_tui.storage.store import Store
    from rut_tui.storage.worker import Database

SILENT: Final = ("savings",)
"""Forms whose unfinished texts come back by themselves, where they were typed."""


class Writing(Protocol):
    """Something a person types in."""

    @property
    def form(self) -> str:
        """Which form it is and what it changes: "entry:new", "goal:<id>"."""

    @property
    def base(self) -> "datetime | None":
        """When the row that it changes was last changed, as it was found."""

    @property
    def saving(self) -> bool:
        """Whether it is being saved: nothing is to be kept of it meanwhile."""

    def typed(self) -> dict[str, Any]:
        """What stands in it, as JSON knows it; empty when that is what is saved."""


class Drafting:
    """The unfinished texts of this sitting, on the screen and on disk."""

    def __init__(self, db: "Database", clock: "Clock", tell: Callable[[str], None]) -> None:
        """Begin with nothing typed.

        Args:
            db: Where it goes.
            clock: What time it is.
            tell: Says what the file refused.
        """
        self._db = db
        self._clock = clock
        self._sitting = Sitting()
        self._open: dict[Writing, str] = {}
        self._kept: dict[str, Draft] = {}
        self._on_disk: dict[str, Draft] = {}
        self._savers: list[Callable[[bool], Awaitable[None]]] = []
        self._turn = asyncio.Lock()
        self._autosave = Autosave(partial(self._write, waits=False), tell)
        self.read_only = False
        self.gone: Draft | None = None
        """The text that was let go of last, as long as nothing was saved since: undo brings it back."""
        self.begun = asyncio.Event()
        """Set once what was left unfinished is known."""

    async def begin(self) -> None:
        """Take over what was left unfinished, so that it can be gone on with.

        Called again when the journal was opened again: it may hold something else now.

        Raises:
            StorageError: The journal could not be read.
        """
        self.gone = None
        async with self._turn:
            try:
                self.read_only, claimed = await self._db.run(self._claim)
            finally:
                self.begun.set()
            self._on_disk = {draft.name: draft for draft in claimed}
            for draft in claimed:
                there = self._kept.setdefault(draft.name, draft)
                if there.fields == draft.fields and there.set_aside == draft.set_aside:
                    self._kept[draft.name] = draft

    def _claim(self, store: "Store") -> tuple[bool, tuple[Draft, ...]]:
        return store.read_only, () if store.read_only else store.drafts.claim(self._sitting)

    @property
    def unfinished(self) -> tuple[Draft, ...]:
        """Every text that stands in no open form and can be gone on with, the one written last first."""
        return tuple(draft for draft in self._waiting if draft.form not in SILENT)

    @property
    def _waiting(self) -> list[Draft]:
        found = (draft for draft in self._kept.values() if draft.name not in self._open.values())
        return sorted(found, key=lambda draft: draft.updated_at, reverse=True)

    @property
    def unwritten(self) -> dict[str, Draft | None]:
        """What is not on disk as it should be: name → text, None for one that is to go."""
        names = self._kept.keys() | self._on_disk.keys()
        return {name: self._kept.get(name) for name in names if self._kept.get(name) is not self._on_disk.get(name)}

    def start(self, writing: Writing, draft: Draft | None = None, *, afresh: bool = False) -> Draft | None:
        """Keep what is typed in a form from now on.

        Args:
            writing: The form.
            draft: The text to go on with; when None, the one written last in such a form, if there is any.
            afresh: Go on with none.

        Returns:
            The text that it goes on with.
        """
        if draft is None and not afresh:
            draft = next((found for found in self._waiting if found.form == writing.form), None)
        self._open[writing] = draft.name if draft else self._sitting.name_for(writing.form)
        return draft

    def start_over(self, writing: Writing) -> None:
        """Leave the text that could not be put back as it is, and keep what is typed beside it."""
        self._open[writing] = self._sitting.name_for(writing.form)

    def name(self, writing: Writing) -> str:
        """Return what the text of an open form is kept under."""
        return self._open[writing]

    def close(self, writing: Writing, *, keep: bool) -> bool:
        """Stop with a form.

        Args:
            writing: The form.
            keep: Keep what stands in it, to go on later.

        Returns:
            Whether there was anything to keep.
        """
        self._collect()
        draft = self._kept.get(self._open.pop(writing))
        if draft and not keep:
            self.let_go(draft)
        self._changed()
        return draft is not None

    def saved(self, writing: Writing) -> None:
        """Note that a form was saved, and its text dropped with that."""
        name = self._open.pop(writing)
        self._kept.pop(name, None)
        self._on_disk.pop(name, None)
        self.gone = None

    def left(self, writing: Writing) -> None:
        """Note that a form is gone from the screen, however."""
        self._open.pop(writing, None)

    def set_aside(self, draft: Draft) -> None:
        """Keep a text without asking about it at the next start."""
        if draft.name in self._kept and not draft.set_aside:
            self._kept[draft.name] = replace(draft, set_aside=True)
            self._changed()

    def let_go(self, draft: Draft) -> None:
        """Drop a text; it can be taken back until something is saved."""
        self.gone = self._kept.pop(draft.name, None)
        self._changed()

    def take_back(self) -> Draft | None:
        """Keep the text again that was let go of last, and return it."""
        draft, self.gone = self.gone, None
        if draft:
            self._kept[draft.name] = draft
            self._changed()
        return draft

    def also(self, saver: Callable[[bool], Awaitable[None]]) -> None:
        """Have something else brought to disk by every flush: what saves itself shortly after it was typed.

        Args:
            saver: Does so, told whether the app ends and nobody can be asked any more.
        """
        self._savers.append(saver)

    def touch(self) -> None:
        """Note that something may have been typed."""
        if self._open and not self.read_only:
            self._autosave.typed()

    async def flush(self, *, leaving: bool = False) -> None:
        """Bring everything that was typed to disk.

        Args:
            leaving: The app ends, and nobody can be asked any more.

        Raises:
            StorageError: That was refused.
        """
        try:
            await self._write(waits=True)
        except StorageError:
            self._autosave.told = True  # by whoever asked for it
            raise
        finally:
            for saver in self._savers:
                await saver(leaving)

    def behind(self) -> bool:
        """Whether something is typed that is not on disk, or is being saved."""
        self._collect()
        return bool(self.unwritten) or any(writing.saving for writing in self._open)

    def flush_now(self, seconds: float) -> None:
        """Bring what was typed to disk when the app itself can do so no more: the last thing before the end.

        Args:
            seconds: How long to wait for it.

        Raises:
            Exception: It could not be.
        """
        with suppress(Exception):  # then what was taken from the forms before has to do
            self._collect(saving=True)
        if unwritten := self.unwritten:
            self._db.run_sync(partial(_write_down, self._sitting, unwritten, True), seconds)

    async def end(self) -> None:
        """Leave what is unfinished to the next sitting."""
        await self._autosave.end()
        self._sitting.end()

    def _changed(self) -> None:
        if not self.read_only:
            self._autosave.soon()

    async def _write(self, *, waits: bool) -> None:
        async with self._turn:
            self._collect()
            if unwritten := self.unwritten:
                await self._db.run(partial(_write_down, self._sitting, unwritten, waits))
                for name, draft in unwritten.items():
                    if draft is None:
                        self._on_disk.pop(name, None)
                    else:
                        self._on_disk[name] = draft

    def _collect(self, *, saving: bool = False) -> None:
        """Take what stands in the open forms; also in those that are being saved, if that will come to nothing."""
        now = self._clock()
        for writing, name in self._open.items():
            if writing.saving and not saving:
                continue
            try:
                fields = writing.typed()
            except NoMatches:
                continue  # the app ends, and its fields are taken away: what stood in them was kept before
            before = self._kept.get(name)
            if not fields:
                self._kept.pop(name, None)
            elif before is None:
                self._kept[name] = Draft(name, fields, writing.base, False, now, now)
            elif fields != before.fields:
                self._kept[name] = replace(before, fields=fields, set_aside=False, updated_at=now)


def _write_down(sitting: Sitting, texts: Mapping[str, Draft | None], waits: bool, store: "Store") -> None:
    """Bring texts to disk as one save.

    Args:
        sitting: Whose they are.
        texts: Name → text, None for one that is to go.
        waits: Wait for another program that is in the way, and with that everything else that wants the file.
        store: The journal.
    """
    with nullcontext() if waits else store.drafts.in_passing(), store.transaction(aside=True):
        store.drafts.begin(sitting)
        for name, draft in texts.items():
            if draft is None:
                store.drafts.drop(name)
                continue
            there = store.drafts.get(name)
            if there is None or there.fields != draft.fields:
                store.drafts.put(name, draft.fields, draft.base)
            if draft.set_aside:
                store.drafts.set_aside(name)
