"""A session bound to a file: saving, the draft journal, and what to do when the two drift apart."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from msgspec import Struct
from msgspec.structs import replace

from quarterdeck import clock
from quarterdeck.errors import PlanChanged, PlanUnreadable, QuarterClosed, SaveFailed
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path as FieldPath
from quarterdeck.session import compare
from quarterdeck.session.closing import baseline, guards
from quarterdeck.session.merging import Merge, merge
from quarterdeck.session.session import Session
from quarterdeck.session.status import Safety, Status
from quarterdeck.store import codec, history, journal, planfile, snapshots, words
from quarterdeck.store.lock import Holder, Lock
from quarterdeck.store.notes import Note
from quarterdeck.store.planfile import Opened

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis
    from quarterdeck.session.closing.roll import Closing

JOURNAL_PAUSE = 0.4
"""Seconds between two writes of the draft. With a tick every half second no more than that is ever lost."""
SYNC_PAUSE = 5.0
"""Seconds between two drafts that wait for the disk; a crash of the program alone loses none."""


class Divergence(Struct, frozen=True):
    """Mine and the version on disk, and the one that both were made from."""

    opened: Opened
    """What stands on disk."""
    base: Plan
    mine: Plan
    merge: Merge

    @classmethod
    def of(cls, opened: Opened, base: Plan, mine: Plan) -> Self:
        """`mine` and what is in `opened`, held against `base`."""
        return cls(opened, base, mine, merge(base, mine, opened.plan))

    @property
    def theirs(self) -> Plan:
        """The plan on disk."""
        return self.opened.plan

    def joined(self, take_theirs: Collection[FieldPath]) -> Plan:
        """Both in one; where both changed an answer mine, but theirs at `take_theirs`."""
        return merge(self.base, self.mine, self.theirs, take_theirs).plan


class Recoverable(Struct, frozen=True):
    """Unsaved work from an earlier run."""

    at: datetime
    """When it was last written, UTC."""
    same_base: bool
    """False: the file was changed by somebody else since; look at both before taking it."""
    differences: tuple[FieldPath, ...]
    """Where it differs from the file."""
    texts: Mapping[FieldPath, str]
    """What stood in fields without being an answer."""
    plan: Plan
    """The plan as it was left."""
    divergence: Divergence | None = None
    """Who changed what, where the file was changed since and the version before both is still known."""


class Desk:
    """One plan, its file, its draft and its lock.

    Make one with `Desk.open` or `Desk.create`. `tick` is called a few times a second with a monotonic moment,
    `save` on step change, Ctrl+S and quit.
    """

    def __init__(self, opened: Opened, today: date) -> None:
        # What the quarter promises is frozen here, and reaches the file with the first change that is saved.
        opened = replace(opened, plan=baseline.kept(opened.plan, opened.plan, today))
        self.session = Session(opened.plan, today)
        self.notes: tuple[Note, ...] = (
            opened.notes if os.access(opened.path, os.W_OK) else (Note("read_only"), *opened.notes)
        )
        """What reading the file, or the last save, has to say."""
        self._opened = opened
        self._lock = Lock.take(opened.path)
        self._saved_at: datetime | None = None
        self._failure = ""
        self.correcting = False
        """Whether the plan of a closed quarter may be written: somebody has said that it is a correction."""
        self._no_drafts = ""
        self._journalled = self.session.revision
        self._written_at: float | None = None
        self._synced_at: float | None = None
        self._kept_base = ""
        """sha256 of the version that the history has for the draft's sake."""
        self._draft = self._read_draft()

    @classmethod
    def open(cls, path: Path | str, today: date | None = None) -> Self:
        """Open the plan at `path`. Raises PlanUnreadable."""
        return cls(planfile.open_plan(path), today or clock.today())

    @classmethod
    def create(cls, path: Path | str, plan: Plan, today: date | None = None) -> Self:
        """Write a new plan at `path` and open it. Raises SaveFailed, also when something is there already."""
        return cls(planfile.create(path, plan), today or clock.today())

    @property
    def path(self) -> Path:
        """The plan's file, as it was named."""
        return self._opened.path

    @property
    def name(self) -> str:
        """How messages call the file."""
        return self._opened.name

    @property
    def in_use(self) -> Holder | None:
        """Who else has the plan open. Only a warning: every save compares first."""
        return self._lock.holder

    @property
    def status(self) -> Status:
        """Whether the work is safe."""
        if self._failure:
            return Status(Safety.UNSAVED, self._saved_at, self._failure)
        pending = self.session.revision != self._journalled
        if not self.session.dirty and not self.session.drafts:
            return Status(Safety.SAVED, self._saved_at)
        return Status(Safety.EDITING if pending or self._no_drafts else Safety.DRAFT, None, self._no_drafts)

    def tick(self, moment: float) -> bool:
        """Write the draft when something changed and the last is a moment old; whether it was written.

        `moment` is monotonic, in seconds. Never raises: that drafts cannot be written is told by `status`.
        """
        if self.session.revision == self._journalled:
            return False
        if self._written_at is not None and moment - self._written_at < JOURNAL_PAUSE:
            return False
        sync = self._synced_at is None or moment - self._synced_at >= SYNC_PAUSE
        self._written_at = moment
        if sync:
            self._synced_at = moment
        return self.flush(sync=sync)

    def flush(self, *, sync: bool = True) -> bool:
        """Write the draft now: on signals, on losing the terminal, before stopping. Never raises."""
        session, revision = self.session, self.session.revision
        if self._draft is not None:
            # Unsaved work of an earlier run waits for an answer; writing over it would be the answer.
            return False
        texts = {path: draft.raw for path, draft in session.drafts.items()}
        if not texts and not session.dirty:
            journal.discard(self.path)
            self._journalled = revision
            return True
        self._keep_base()
        try:
            journal.write(self.path, session.plan, self._opened.base, texts, sync=sync)
        except OSError as error:
            self._no_drafts = error.strerror or str(error)
            return False
        self._no_drafts = ""
        self._journalled = revision
        return True

    def save(self) -> Status:
        """Write the plan to its file, unless nothing changed since it was read or written.

        Raises PlanChanged when the file is not as it was read (see `diverged`, `keep_mine`, `take_theirs`,
        `save_copy`) and SaveFailed when it cannot be written. The draft is kept in both cases.
        """
        return self._write() if self.session.dirty or self._failure else self.status

    @property
    def recoverable(self) -> Recoverable | None:
        """Unsaved work of an earlier run that differs from the file, or None."""
        if self._draft is None:
            return None
        same_base = self._draft.base == self._opened.base
        return Recoverable(
            self._draft.at,
            same_base,
            compare.differences(self._opened.plan, self._draft.plan),
            self._draft.texts,
            self._draft.plan,
            None if same_base else self._divergence_of(self._draft),
        )

    def recover(self, plan: Plan | None = None) -> None:
        """Take the unsaved work over, as one step that can be undone; `plan` for what was made of it."""
        if self._draft is not None:
            found, self._draft = self._draft, None
            if plan is not None:
                self._remember(found.plan)
            self.session.replace_plan(plan or found.plan, texts=found.texts)

    def discard_draft(self) -> None:
        """Throw the unsaved work of the earlier run away; its plan goes to the history first."""
        if self._draft is not None:
            found, self._draft = self._draft, None
            self._remember(found.plan)
            journal.discard(self.path)

    def changed_on_disk(self) -> bool:
        """Whether the file is no longer as it was read, deleted included. Reads it; never raises."""
        try:
            return planfile.rebase(self._opened).base != self._opened.base
        except PlanUnreadable:
            return True

    def diverged(self) -> Divergence:
        """Mine and theirs, held against the version both were made from. Raises PlanUnreadable."""
        return Divergence.of(planfile.open_plan(self.path), self._opened.plan, self.session.plan)

    def put_together(self, found: Divergence, take_theirs: Collection[FieldPath] = ()) -> Status:
        """Go on with both versions in one and write it; mine and theirs go to the history.

        Where both changed an answer mine is taken, but theirs at `take_theirs`. Raises as `save` does, also
        when the file was changed again since `found` was.
        """
        self._remember(found.mine)
        texts = {path: draft.raw for path, draft in self.session.drafts.items()}
        self.session.replace_plan(found.joined(take_theirs), texts=texts)
        self._opened = found.opened
        return self._write()

    def keep_mine(self) -> Status:
        """Write over what somebody else wrote, which goes to the history; or write a deleted file again.

        Raises as `save` does, and PlanUnreadable when what is there now is no ordinary file.
        """
        self._opened = planfile.rebase(self._opened)
        return self._write()

    def take_theirs(self) -> None:
        """Go on with what stands on disk; mine goes to the history and can be undone to.

        Raises PlanUnreadable when it cannot be read.
        """
        opened = planfile.open_plan(self.path)
        self._remember(self.session.plan)
        self.session.replace_plan(opened.plan)
        self._opened, self.notes = opened, opened.notes
        self._settle(opened.plan, written=False)

    def save_copy(self, path: Path | str) -> None:
        """Write the plan to a new file and go on there. Raises SaveFailed, also when something is there."""
        plan = self.session.plan
        opened = planfile.create(path, plan)
        if self._draft is None:
            journal.discard(self.path)
        self._lock.release()
        self._opened = opened
        self._lock = Lock.take(opened.path)
        self._settle(plan)

    @property
    def is_closed(self) -> bool:
        """Whether the file is the plan of a closed quarter, which only a correction changes."""
        return guards.is_closed(self._opened.plan)

    @property
    def in_retrospect(self) -> Analysis:
        """What follows from the plan, with the last closed quarter beside it where its file is there."""
        analysis = self.session.analysis
        if analysis.before is None:
            file = snapshots.before(self.path, self.session.plan.plan.quarter)
            analysis.before = snapshots.read(file) if file else None
        return analysis

    def roll_over(self, make: Callable[[date | None], Closing]) -> Closing:
        """Write the snapshot of the quarter that ends, then the plan of the next one.

        `make` tells what closing on a day comes to. Where a snapshot is there already, because the program
        was ended between the two, it is asked for the day in it; the same bytes go on from there. Raises as
        `save` does, and SaveFailed when the snapshot cannot be written or is another.
        """
        # What the quarter promised reaches the file first: begun again, everything is as it was.
        self._write()
        done = make(None)
        file = snapshots.file_of(self.path, done.quarter)
        begun = snapshots.read(file)
        day = begun.reviews[done.quarter].closed_on if begun and done.quarter in begun.reviews else None
        done = make(day) if day is not None else done
        snapshots.write(file, done.snapshot, self._opened.layout)
        self.session.replace_plan(done.plan)
        self._write()
        return done

    def failed(self) -> SaveFailed:
        """The exception for a save that a bug ended; the draft is written, and `status` tells of it."""
        what, fix = words.situation("save.bug", name=self.name)
        self._failure = str(error := SaveFailed(what, hint=fix))
        self.flush()
        return error

    def close(self) -> None:
        """Leave: the draft holds what is not saved, and the lock is given back. Never raises."""
        if self.session.revision != self._journalled:
            self.flush()
        self._lock.release()

    def let_go(self) -> None:
        """Give the lock back before the plan is opened anew: it would be taken for another window's."""
        self._lock.release()

    def _write(self) -> Status:
        if self.is_closed and not self.correcting:
            what, fix = words.situation("save.closed", name=self.name)
            raise QuarterClosed(what, hint=fix)
        plan = self.session.plan
        kept = baseline.kept(self._opened.plan, plan, self.session.today)
        try:
            self._opened = planfile.save(self._opened, kept)
        except (SaveFailed, PlanChanged) as error:
            self._failure = str(error)
            self.flush()
            raise
        self._settle(plan)
        return self.status

    def _settle(self, plan: Plan, *, written: bool = True) -> None:
        """`plan` is on disk for certain. A draft stays only for text that is not in it."""
        self.session.mark_saved(plan)
        self._failure = ""
        if written:
            self._saved_at = clock.now()
            self.notes = self._opened.notes
        self.flush()

    def _remember(self, plan: Plan) -> None:
        try:
            history.keep(self.path, codec.dumps(plan, self._opened.layout))
        except OSError as error:
            self.notes = (*self.notes, Note("history_failed", {"cause": error.strerror or str(error)}))

    def _keep_base(self) -> None:
        """The version a draft is made from goes to the history: it will tell who changed what."""
        if self._kept_base == self._opened.base:
            return
        self._kept_base = self._opened.base
        with contextlib.suppress(OSError, PlanUnreadable):
            data = planfile.read_bytes(self.path)
            if planfile.digest(data) == self._opened.base:
                history.keep(self.path, data)

    def _divergence_of(self, draft: journal.Journal) -> Divergence | None:
        base = history.find(self.path, draft.base)
        with contextlib.suppress(PlanUnreadable):
            if base is not None:
                return Divergence.of(self._opened, codec.loads(base, self.name).plan, draft.plan)
        return None

    def _read_draft(self) -> journal.Journal | None:
        """The draft of an earlier run, unless the file already holds all of it."""
        try:
            found = journal.read(self.path)
        except PlanUnreadable as error:
            self.notes = (*self.notes, Note("draft_unreadable", {"file": error.place}))
            return None
        if found is None:
            return None
        if not found.texts and compare.same(found.plan, self._opened.plan):
            journal.discard(self.path)
            return None
        return found
