"""A long text written in the person's own editor: $VISUAL or $EDITOR, started without a shell."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quarterdeck import text

if TYPE_CHECKING:
    from textual.app import App

FALLBACKS = {"posix": "vi", "nt": "notepad"}


class EditorFailed(Exception):
    """The editor could not be started, or said that the text is not to be taken.

    Attributes:
        command: what was to be run.

    """

    def __init__(self, command: str) -> None:
        super().__init__(command)
        self.command = command


def command_of(environ: Mapping[str, str]) -> list[str]:
    """The editor and its arguments, as the environment names it."""
    named = environ.get("VISUAL") or environ.get("EDITOR") or FALLBACKS.get(os.name, "vi")
    return shlex.split(named, posix=os.name == "posix")


def edited(value: str, environ: Mapping[str, str]) -> str:
    """`value` as it comes back from the editor.

    Raises:
        EditorFailed: it cannot be started, or ended with an error; the text is to stay as it was.

    """
    command = command_of(environ)
    with tempfile.TemporaryDirectory(prefix="quarterdeck-") as folder:
        path = Path(folder) / "text.md"
        path.write_text(value, encoding="utf-8")
        try:
            code = subprocess.run([*command, str(path)], check=False).returncode
            written = path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise EditorFailed(shlex.join(command)) from error
        if code != 0:
            raise EditorFailed(shlex.join(command))
    return text.clean(written).rstrip("\n")


def write_elsewhere(app: App[Any], value: str) -> str:
    """`value` as the person's own editor leaves it, the program having given up the terminal meanwhile.

    Raises:
        EditorFailed: nothing was written, or the terminal cannot be given up.

    """
    from textual.app import SuspendNotSupported

    try:
        with app.suspend():
            written = edited(value, os.environ)
    except SuspendNotSupported as error:
        raise EditorFailed(shlex.join(command_of(os.environ))) from error
    app.refresh(layout=True)
    return written
