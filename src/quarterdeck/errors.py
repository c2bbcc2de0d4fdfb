"""Every situation a founder can meet, as one exception each.

QuarterdeckError                  what is wrong, where, how to mend it; `exit_code` for the command line
├── UsageError              2     wrong words on the command line, or no terminal for the wizard
├── PlanUnreadable          3     missing, not TOML, newer format, too big, a value of the wrong type
├── SaveFailed              4     disk full, no permission, read-only
│   └── QuarterClosed       4     the plan of a closed quarter, which only a correction may change
└── PlanChanged             5     changed on disk since it was read, or in use by another
"""

from __future__ import annotations


class QuarterdeckError(Exception):
    """A situation to be told to a person: one sentence on what is wrong, one on how to mend it."""

    exit_code = 70

    def __init__(self, message: str, *, hint: str = "", place: str = "") -> None:
        where = f"{place}: " if place else ""
        super().__init__(f"{where}{message}" + (f" {hint}" if hint else ""))
        self.message = message
        self.hint = hint
        self.place = place


class UsageError(QuarterdeckError):
    """The command cannot be carried out as it was written, or not in this place."""

    exit_code = 2


class PlanUnreadable(QuarterdeckError):
    """The file cannot be read as a plan. Nothing was changed."""

    exit_code = 3


class SaveFailed(QuarterdeckError):
    """The file could not be written. The old one is whole."""

    exit_code = 4


class QuarterClosed(SaveFailed):
    """The plan is that of a closed quarter: nothing changes it but a correction that is asked for."""


class PlanChanged(QuarterdeckError):
    """The bytes on disk are not those that were read. Nothing was written."""

    exit_code = 5
