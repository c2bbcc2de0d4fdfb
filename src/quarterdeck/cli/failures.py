"""What a person is told when a command fails: one sentence, or three lines for an error of our own."""

from __future__ import annotations

from collections.abc import Sequence

from quarterdeck.cli.output import OutputFailed, tell
from quarterdeck.cli.words import say
from quarterdeck.errors import QuarterdeckError

BUG = 70


def explain(error: Exception, argv: Sequence[str]) -> int:
    """Say what is wrong; gives the exit code."""
    if isinstance(error, QuarterdeckError):
        tell(str(error))
        return error.exit_code
    if isinstance(error, OSError) and not error.filename:
        # Writing to standard output is the one thing done outside the rooms that explain their own faults.
        tell(say("said.output_failed", cause=error.strerror or str(error)))
        return OutputFailed.exit_code
    tell("\n".join(_crashed(error, argv)))
    return BUG


def _crashed(error: Exception, argv: Sequence[str]) -> list[str]:
    from quarterdeck.tui import crashlog

    log = crashlog.write(error)
    command = " ".join(["quarterdeck", *argv[:2]])
    return [
        say("said.crash"),
        say("said.crash_again", command=command),
        say("said.crash_details", log=log) if log else say("said.crash_no_log"),
    ]
