"""What goes out: data to stdout, words about it to stderr, files written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quarterdeck.cli import terminal
from quarterdeck.cli.words import say
from quarterdeck.errors import SaveFailed, UsageError
from quarterdeck.text import clean

if TYPE_CHECKING:
    from rich.text import Text

    from quarterdeck.report.document import Document

STDOUT = "-"


class OutputFailed(SaveFailed):
    """Standard output takes no more: a full disk, or it is closed."""


def write(text: str, *, exact: bool = False) -> None:
    """Text to standard output. Raises OutputFailed; a reader that went away is BrokenPipeError.

    What is `exact` is the content of a file: in UTF-8, whatever the terminal bears, for to spell characters
    otherwise would break its form.
    """
    if sys.stdout is None:
        raise OutputFailed(say("said.output_closed"))
    try:
        if exact and not terminal.is_utf8():
            sys.stdout.buffer.write(text.encode("utf-8"))
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailed(say("said.output_failed", cause=error.strerror or str(error))) from error


def tell(sentence: str) -> None:
    """A sentence about what was done, to standard error. Nobody there to read it is no fault.

    It may repeat what was typed or what files are called: no control sequence reaches the terminal.
    """
    if sys.stderr is not None:
        try:
            sys.stderr.write(f"{clean(sentence)}\n")
            sys.stderr.flush()
        except OSError:
            return


def document(data: Any) -> str:
    """One JSON document. Raises ValueError for what JSON has no number for."""
    import json

    return json.dumps(data, ensure_ascii=not terminal.is_utf8(), allow_nan=False, indent=2) + "\n"


def page(made: Document, columns: int, *, no_color: bool = False) -> str:
    """A document for standard output as it is now: spelled before it is laid out, where that is needed."""
    if not terminal.is_utf8():
        from quarterdeck.report import ascii

        made = ascii.fold(made, terminal.spelled)
    if terminal.colour(no_color) == "none":
        from quarterdeck.report import typeset

        return typeset.plain(made, columns)
    from quarterdeck.report import rich_text

    return drawn(rich_text.render(made, columns), no_color=no_color)


def drawn(text: Text, *, no_color: bool = False) -> str:
    """Rich text for standard output as it is now: with escape codes only where they are wanted."""
    colour = terminal.colour(no_color)
    if colour == "none":
        return text.plain
    from io import StringIO

    from rich.console import Console

    console = Console(
        file=StringIO(),
        force_terminal=True,
        no_color=colour == "mono",
        color_system="standard" if colour == "mono" else "auto",
        width=terminal.WIDEST,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        console.print(text, end="", soft_wrap=True)
    return capture.get()


def show(text: str, *, no_pager: bool = False) -> None:
    """Text to standard output, through a pager where it is longer than the terminal."""
    long = text.count("\n") >= terminal.size()[1] if terminal.is_talking() and not no_pager else False
    if not (long and _paged(text)):
        write(text)


def _paged(text: str) -> bool:
    """Whether a pager showed it. A pager that is missing or fails is no reason to show nothing."""
    import shlex
    import signal
    import subprocess

    command = next(
        (os.environ[name] for name in ("QUARTERDECK_PAGER", "PAGER") if name in os.environ), "less -FIRX"
    )
    try:
        words = shlex.split(command)
        if not words or words[0] == "cat":
            return False
        encoding = sys.stdout.encoding or "utf-8"
        environment = {"LESS": "FIRX", "LESSCHARSET": "utf-8", **os.environ}
        # Ctrl+C is the pager's affair while it runs; a handler, unlike ignoring, is not handed down to it.
        before = signal.signal(signal.SIGINT, lambda *_: None)
        try:
            data = text.encode(encoding, "spelled")
            done = subprocess.run(words, input=data, env=environment, check=False)
        finally:
            signal.signal(signal.SIGINT, before)
    except (OSError, ValueError):
        return False
    return done.returncode == 0


def write_file(path: Path, text: str, *, force: bool, plan: Path | None) -> None:
    """Write `text` to a new file, or over one with `force`; never over the plan it was made from.

    Raises UsageError, SaveFailed.
    """
    from quarterdeck.store import atomic
    from quarterdeck.store.planfile import shown

    if plan is not None and _same_file(path, plan):
        raise UsageError(say("usage.plan_over_itself", path=shown(path)), hint=say("usage.choose_other"))
    data = text.encode("utf-8")
    try:
        if path.exists() and not path.is_file():
            raise UsageError(say("usage.not_a_file", path=shown(path)), hint=say("usage.choose_other"))
        if force and path.exists():
            atomic.replace(Path(os.path.realpath(path)), data)
        else:
            atomic.create(path, data)
    except FileExistsError as error:
        raise UsageError(say("usage.exists", path=shown(path)), hint=say("usage.use_force")) from error
    except OSError as error:
        cause = error.strerror or str(error)
        raise SaveFailed(say("said.not_written", path=shown(path), cause=cause)) from error
    tell(say("said.written", path=shown(path)))


def _same_file(path: Path, plan: Path) -> bool:
    try:
        return path.samefile(plan)
    except OSError:
        return False
