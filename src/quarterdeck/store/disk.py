"""The few calls by which bytes reach a disk for certain. What a platform lacks is left out here alone."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)
_CLOEXEC = getattr(os, "O_CLOEXEC", 0)
_AT_ONCE = 1 << 18
"""Bytes of one read."""
_NOT_OFFERED = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


def create(path: Path, mode: int) -> int:
    """A new file that was not there, never through a link; its descriptor. Raises OSError."""
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _NOFOLLOW | _CLOEXEC | _BINARY, mode)


def reopen(path: Path) -> int:
    """An existing file for writing in place, never through a link; its descriptor. Raises OSError."""
    return os.open(path, os.O_WRONLY | _NOFOLLOW | _CLOEXEC | _BINARY)


def read(path: Path, most: int) -> bytes:
    """At most that many bytes of a file, without ever waiting for somebody to write them. Raises OSError."""
    descriptor, parts = os.open(path, os.O_RDONLY | _NONBLOCK | _CLOEXEC | _BINARY), []
    try:
        while most > 0 and (part := os.read(descriptor, min(most, _AT_ONCE))):
            parts.append(part)
            most -= len(part)
    finally:
        os.close(descriptor)
    return b"".join(parts)


def write_all(descriptor: int, data: bytes) -> None:
    """All of `data`, however short each write is. Raises OSError."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync(descriptor: int) -> None:
    """Wait until the file is on the disk. Never twice: the kernel forgets a failed page. Raises OSError."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NOT_OFFERED:
            raise


def sync_folder(folder: Path) -> None:
    """Wait until the names in `folder` are on the disk, where the platform can. Raises OSError."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | _CLOEXEC)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def same_owner(descriptor: int, like: os.stat_result) -> bool:
    """Give the open file the owner and group of `like`; whether that was allowed."""
    if os.name == "nt":
        return True
    now = os.fstat(descriptor)
    if (now.st_uid, now.st_gid) == (like.st_uid, like.st_gid):
        return True
    try:
        os.fchown(descriptor, like.st_uid, like.st_gid)
    except OSError:
        return False
    return True


def same_mode(descriptor: int, like: os.stat_result) -> bool:
    """Give the open file the permissions of `like`; whether the file system could."""
    if os.name == "nt":
        return True
    try:
        os.fchmod(descriptor, like.st_mode & 0o7777)
    except OSError:
        return False
    return True


def copy_attributes(source: Path, descriptor: int) -> bool:
    """Copy extended attributes (access lists, labels), where there are any; whether all could be kept."""
    if not hasattr(os, "listxattr"):
        return True
    kept = True
    with contextlib.suppress(OSError):
        for name in os.listxattr(source):
            try:
                os.setxattr(descriptor, name, os.getxattr(source, name))
            except OSError as error:
                kept = kept and error.errno in _NOT_OFFERED
    return kept
