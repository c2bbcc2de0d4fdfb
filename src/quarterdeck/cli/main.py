"""The one way in: do the command, and turn whatever happens into an exit code and a plain sentence."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence

CLOSED_PIPE = 141
INTERRUPTED = 130
BUG = 70


def main(argv: Sequence[str]) -> int:
    """Carry out a command line; gives the exit code. Never raises."""
    if argv and argv[0] in ("--version", "-V"):
        return _guarded(_version, argv)
    return _guarded(_command, argv)


def _version(_: Sequence[str]) -> int:
    from quarterdeck import __version__

    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    sys.stdout.write(f"quarterdeck {__version__}\n")
    return 0


def _command(argv: Sequence[str]) -> int:
    import gc

    from quarterdeck.cli import terminal
    from quarterdeck.cli.dispatch import dispatch

    # A command is over before there is much to collect; the wizard turns it on again once it is drawn.
    gc.disable()
    terminal.prepare()
    return dispatch(argv)


def _guarded(action: Callable[[Sequence[str]], int], argv: Sequence[str]) -> int:
    """The exit code of `action`, whatever becomes of it."""
    try:
        code = action(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 0
    except BrokenPipeError:
        code = CLOSED_PIPE
    except KeyboardInterrupt:
        code = INTERRUPTED
    except (
        Exception
    ) as error:  # The crash boundary: nothing else in the program catches what it does not know.
        from quarterdeck.cli.failures import explain

        code = explain(error, argv)
    if code in (CLOSED_PIPE, 4):
        _let_go_of_output()
    return code


def _let_go_of_output() -> None:
    """What could not be written must not be tried again at the interpreter's end."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
