"""Opening and saving the plan's file: never half a file, never over somebody else's change."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from quarterdeck.errors import PlanChanged, PlanUnreadable, QuarterdeckError, SaveFailed
from quarterdeck.plan.document import SCHEMA, Plan
from quarterdeck.store import atomic, codec, disk, history, places, words
from quarterdeck.store.codec import Layout
from quarterdeck.store.fences import MAX_BYTES, refusal
from quarterdeck.store.notes import Note


class Opened(Struct, frozen=True):
    """A plan and the file it came from."""

    plan: Plan
    path: Path
    """As the person named it; links are followed when it is written."""
    base: str
    """sha256 of the bytes on disk when it was last read or written; empty when there is no file."""
    layout: Layout = field(default_factory=Layout)
    notes: tuple[Note, ...] = ()
    """What reading it, or the last save, has to say."""
    schema: int = SCHEMA
    """The format of the bytes on disk when they were read."""

    @property
    def name(self) -> str:
        """How messages call the file."""
        return shown(self.path)


def open_plan(path: Path | str) -> Opened:
    """Read the plan at `path`. Raises PlanUnreadable; nothing on disk changes but stale temporary files."""
    path = Path(path)
    data = read_bytes(path)
    atomic.clear_stale(Path(os.path.realpath(path)).parent)
    loaded = codec.loads(data, shown(path))
    return Opened(loaded.plan, path, digest(data), loaded.layout, loaded.notes, loaded.schema)


def create(path: Path | str, plan: Plan, layout: Layout | None = None) -> Opened:
    """Write a new plan file. Raises SaveFailed, also when something is there already."""
    path, layout = Path(path), layout or Layout()
    data = _proven(plan, layout, shown(path))
    try:
        faults = atomic.create(path, data)
    except OSError as error:
        raise _failed(error, path) from error
    return Opened(plan, path, digest(data), layout, tuple(Note(key) for key in faults))


def save(opened: Opened, plan: Plan) -> Opened:
    """Write `plan` where `opened` came from, and give what is there now.

    The bytes must read back the same and the file must be as it was read. The version before goes to the
    history. Raises PlanChanged when somebody else wrote the file, SaveFailed when it cannot be written; the
    old file is whole in both cases.
    """
    return _write(opened, plan, _proven(plan, opened.layout, opened.name))


def restore(opened: Opened, number: int) -> Opened:
    """Put an earlier save back, byte for byte; the present version goes to the history.

    Raises as `save` does, and PlanUnreadable when there is no such version or it cannot be read.
    """
    data = history.read(opened.path, number)
    loaded = codec.loads(data, opened.name)
    return replace(_write(opened, loaded.plan, data), layout=loaded.layout)


def rebase(opened: Opened) -> Opened:
    """`opened` as if it had been read from what is on disk now: the next save may write over that.

    Raises PlanUnreadable when what is there is no ordinary file.
    """
    if not os.path.lexists(opened.path):
        return replace(opened, base="")
    return replace(opened, base=digest(read_bytes(opened.path)))


def read_bytes(path: Path) -> bytes:
    """The bytes of an ordinary file of bearable size. Raises PlanUnreadable, never waits on a pipe."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise refusal("folder", shown(path), path=shown(path))
        if not stat.S_ISREG(found.st_mode):
            raise refusal("not_a_file", shown(path), path=shown(path))
        if found.st_size > MAX_BYTES:
            raise refusal("too_big", shown(path), limit=MAX_BYTES // 1_000_000)
        return disk.read(path, MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(error, path) from error


def digest(data: bytes) -> str:
    """sha256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def shown(path: Path) -> str:
    """The path as text that any terminal bears."""
    name = os.fsencode(path).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)


def _proven(plan: Plan, layout: Layout, name: str) -> bytes:
    """The bytes of `plan`, read back and found the same."""
    data = codec.dumps(plan, layout)
    if len(data) > MAX_BYTES:
        raise _save_failed("too_big", name)
    try:
        again = codec.loads(data, name).plan
        same = codec.dumps(again, layout) == data and codec.same(again, plan)
    except PlanUnreadable as error:
        raise _save_failed("unlike", name) from error
    if not same:
        raise _save_failed("unlike", name)
    return data


def _write(opened: Opened, plan: Plan, data: bytes) -> Opened:
    real = Path(os.path.realpath(opened.path))
    saved = replace(opened, plan=plan, base=digest(data), notes=(), schema=SCHEMA)
    present = _present(opened, real)
    if present is None:
        return _recreate(saved, real, data)
    if digest(present) == digest(data):
        return saved
    if digest(present) != opened.base:
        what, fix = words.situation("changed.on_disk", name=opened.name)
        raise PlanChanged(what, hint=fix)
    notes = _keep_before(opened, real, present)
    try:
        notes += _put(real, data, present, kept=not notes)
    except OSError as error:
        raise _failed(error, opened.path) from error
    return replace(saved, notes=tuple(notes))


def _keep_before(opened: Opened, real: Path, present: bytes) -> list[Note]:
    """The version before goes to the history, one in an older format beside the plan too.

    A note on what could not be kept; none where all is well.
    """
    try:
        history.keep(real, present)
        if opened.schema < SCHEMA:
            with contextlib.suppress(FileExistsError):
                atomic.create(real.with_name(f"{real.stem}.schema-{opened.schema}{real.suffix}"), present)
    except OSError as error:
        return [Note("history_failed", {"cause": error.strerror or str(error)})]
    return []


def _present(opened: Opened, real: Path) -> bytes | None:
    """The bytes on disk now; None where the file is gone and the plan knows it."""
    try:
        real.lstat()
    except OSError as error:
        if error.errno not in _GONE:
            raise _failed(error, opened.path) from error
        if opened.base:
            what, fix = words.situation("changed.deleted", name=opened.name)
            raise PlanChanged(what, hint=fix) from error
        return None
    try:
        return read_bytes(real)
    except PlanUnreadable as error:
        raise SaveFailed(error.message, hint=error.hint, place=error.place) from error


def _recreate(saved: Opened, real: Path, data: bytes) -> Opened:
    try:
        faults = atomic.create(real, data)
    except OSError as error:
        raise _failed(error, saved.path) from error
    return replace(saved, notes=tuple(Note(key) for key in faults))


def _put(real: Path, data: bytes, before: bytes, *, kept: bool) -> list[Note]:
    """Replace the file, or write into it where replacing would break a hard link or change its owner.

    Writing into it is not atomic, so that is done only where the version before is `kept`.
    """
    try:
        # Renaming over a write-protected file would work: whoever protected it did not mean that.
        os.close(disk.reopen(real))
    except PermissionError as error:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM), os.fspath(real)) from error
    if real.stat().st_nlink == 1:
        try:
            return [Note(key) for key in atomic.replace(real, data)]
        except atomic.OwnerRefused:
            pass
    if not kept:
        raise _save_failed("no_net", shown(real))
    try:
        atomic.overwrite(real, data)
    except OSError as error:
        _put_back(real, before, error)
        raise
    return [Note("copied_in_place")]


def _put_back(real: Path, before: bytes, cause: OSError) -> None:
    """After a failed write in place: the old bytes again, or the plain truth that they are not there."""
    try:
        atomic.overwrite(real, before)
    except OSError:
        raise _save_failed("damaged", shown(real)) from cause


_GONE = (errno.ENOENT, errno.ENOTDIR)
_SAVE_ERRORS: dict[int, str] = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "quota",
    errno.EROFS: "read_only",
    errno.EFBIG: "too_large",
    errno.EBUSY: "busy",
    errno.ETXTBSY: "busy",
    errno.ENOENT: "gone",
    errno.ENOTDIR: "gone",
    errno.ENAMETOOLONG: "name_too_long",
    errno.EISDIR: "not_a_file",
    errno.ELOOP: "not_a_file",
    errno.EEXIST: "exists",
    errno.EPERM: "protected",
}
_READ_ERRORS: dict[int, str] = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.ENAMETOOLONG: "missing",
    errno.EISDIR: "folder",
    errno.ELOOP: "link_loop",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.ENXIO: "not_a_file",
    errno.EAGAIN: "not_a_file",
}


def _failed(error: OSError, path: Path) -> SaveFailed:
    key = _SAVE_ERRORS.get(error.errno or 0, "fault")
    if error.errno == errno.EACCES:
        key = "folder_protected" if os.access(path, os.W_OK) else "forbidden"
    return _save_failed(key, shown(path), cause=error.strerror or str(error))


def _save_failed(key: str, name: str, cause: str = "") -> SaveFailed:
    what, fix = words.situation(f"save.{key}", name=name, path=name, cause=cause)
    return SaveFailed(what, hint=fix)


def _unreadable(error: OSError | ValueError, path: Path) -> QuarterdeckError:
    number = error.errno or 0 if isinstance(error, OSError) else errno.ENOENT
    cause = error.strerror if isinstance(error, OSError) else ""
    key = _READ_ERRORS.get(number, "disk")
    if key == "missing" and places.is_link(path):
        key = "dangling"
    return refusal(key, shown(path), path=shown(path), cause=cause or str(error))
