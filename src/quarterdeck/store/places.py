"""Where the program keeps what is not the plan: drafts, earlier saves, locks, the list of recent plans.

Nothing is created until something is written. Folders are private (0700), files too (0600).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

APP = "quarterdeck"


def state_dir() -> Path:
    """Drafts, history, locks and logs: `~/.local/state/quarterdeck` on Linux."""
    import platformdirs  # Late: to know of a file that it is one, nobody needs to know where drafts are.

    return _absolute(platformdirs.user_state_path(APP, appauthor=False), ".local", "state")


def config_dir() -> Path:
    """Settings: `~/.config/quarterdeck` on Linux."""
    import platformdirs

    return _absolute(platformdirs.user_config_path(APP, appauthor=False), ".config")


def drafts() -> Path:
    """One draft for each plan with unsaved work."""
    return state_dir() / "drafts"


def locks() -> Path:
    """One small file for each plan that is open."""
    return state_dir() / "locks"


def closings() -> Path:
    """One small file for each plan whose quarter is being closed."""
    return state_dir() / "closings"


def history(plan: Path) -> Path:
    """The earlier saves of one plan."""
    return state_dir() / "history" / key_of(plan)


def key_of(plan: Path) -> str:
    """One key for one file, whatever name or link leads to it."""
    return hashlib.sha256(os.fsencode(os.path.realpath(plan))).hexdigest()[:16]


def private(folder: Path) -> Path:
    """`folder`, made with its parents if it is not there yet, for this user alone. Raises OSError."""
    missing = [folder, *folder.parents]
    for here in reversed(missing[: next((n for n, at in enumerate(missing) if at.exists()), len(missing))]):
        here.mkdir(mode=0o700, exist_ok=True)
    return folder


def is_folder(path: Path) -> bool:
    """Whether a folder stands there, as far as one may look. Never raises."""
    with contextlib.suppress(OSError, ValueError):
        return path.is_dir()
    return False


def is_file(path: Path) -> bool:
    """Whether an ordinary file stands there, as far as one may look. Never raises."""
    with contextlib.suppress(OSError, ValueError):
        return path.is_file()
    return False


def is_link(path: Path) -> bool:
    """Whether a link stands there, as far as one may look. Never raises."""
    with contextlib.suppress(OSError, ValueError):
        return path.is_symlink()
    return False


def _absolute(found: Path, *below_home: str) -> Path:
    """`found`, unless a relative XDG value led to it: the specification says to ignore those."""
    if found.is_absolute():
        return found
    home = Path.home()
    if not home.is_absolute():
        home = Path(f"~{_user()}").expanduser()
    return home.joinpath(*below_home, APP)


def _user() -> str:
    import getpass

    return getpass.getuser()
