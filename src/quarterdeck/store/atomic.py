"""A file is at every moment the whole old one or the whole new one."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from quarterdeck import clock
from quarterdeck.store import disk

PREFIX, SUFFIX = ".", ".qd-tmp"
_MAX_NAME = 200
_STALE = 3600
"""Seconds after which a temporary file left by a killed save may be cleared away."""


class OwnerRefused(OSError):
    """A new file could not be given the old one's owner: only writing in place keeps it."""


def write_private(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Put `data` at `path` for this user alone (0600): drafts, earlier saves, lists. Raises OSError."""
    _through_temporary(path, data, 0o600, lambda _: None, sync=sync)
    if sync:
        disk.sync_folder(path.parent)


def replace(path: Path, data: bytes) -> tuple[str, ...]:
    """Put `data` in place of the file at `path`, which keeps its mode, owner and attributes.

    Gives the keys of what could not be kept ("mode_lost", "disk_fault"). Raises OSError, and OwnerRefused
    before anything changed.
    """
    like = path.stat()
    notes: list[str] = []

    def dress(descriptor: int) -> None:
        if not disk.same_owner(descriptor, like):
            raise OwnerRefused(path)
        # Both are tried: an access list may be kept where plain permissions are not, and the reverse.
        kept = [disk.same_mode(descriptor, like), disk.copy_attributes(path, descriptor)]
        if not all(kept):
            notes.append("mode_lost")

    _through_temporary(path, data, 0o600, dress)
    return (*notes, *_settle(path.parent))


def create(path: Path, data: bytes) -> tuple[str, ...]:
    """A new file with the user's usual permissions. Raises FileExistsError, and OSError."""
    temporary = _temporary(path)
    _fill(temporary, data, 0o666, lambda _: None)
    try:
        os.link(temporary, path)
    except OSError as error:
        # Some file systems know no links; the name is checked as late as can be.
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path) from error
        temporary.replace(path)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
    return _settle(path.parent)


def overwrite(path: Path, data: bytes) -> None:
    """Write into the file itself: for hard links and foreign owners. Not atomic. Raises OSError."""
    descriptor = disk.reopen(path)
    try:
        disk.write_all(descriptor, data)
        os.ftruncate(descriptor, len(data))
        disk.sync(descriptor)
    finally:
        os.close(descriptor)


def clear_stale(folder: Path) -> int:
    """Remove temporary files that killed saves left in `folder`; how many. Never raises."""
    cleared = 0
    horizon = clock.now().timestamp() - _STALE
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder)):
            if not (entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX)):
                continue
            with contextlib.suppress(OSError):
                found = entry.stat(follow_symlinks=False)
                if found.st_mtime < horizon and found.st_uid == _user():
                    Path(entry.path).unlink()
                    cleared += 1
    return cleared


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def _through_temporary(
    path: Path, data: bytes, mode: int, dress: Callable[[int], None], *, sync: bool = True
) -> None:
    temporary = _temporary(path)
    try:
        _fill(temporary, data, mode, dress, sync=sync)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _fill(
    temporary: Path, data: bytes, mode: int, dress: Callable[[int], None], *, sync: bool = True
) -> None:
    """Write the temporary file and close it: some network drives tell of a full disk only then."""
    descriptor = disk.create(temporary, mode)
    try:
        try:
            disk.write_all(descriptor, data)
            dress(descriptor)
            if sync:
                disk.sync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _temporary(path: Path) -> Path:
    """A name nobody can foresee, in the same folder, short enough for long plan names. Raises OSError."""
    if not path.name:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    name = os.fsencode(path.name)[:_MAX_NAME].decode("utf-8", "ignore")
    return path.with_name(f"{PREFIX}{name}.{secrets.token_hex(4)}{SUFFIX}")


def _settle(folder: Path) -> tuple[str, ...]:
    """The names reach the disk too. The new content is in place already: a fault here is told, not raised."""
    try:
        disk.sync_folder(folder)
    except OSError:
        return ("disk_fault",)
    return ()
