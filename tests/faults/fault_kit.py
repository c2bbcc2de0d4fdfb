"""What the tests of faults share: the plan before, how a victim ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

OLD = b'# mine\n\nschema = 1\n\n[plan]\ncompany = "Old"\n'
COMPANY = ("plan", "company")


@dataclass(frozen=True)
class Outcome:
    """How a victim ended, and what it left on disk."""

    code: int
    said: str
    file: str
    """old, new, torn or gone."""
    draft: bool
    left: int
    """Temporary files."""


Fail = Callable[..., list[Outcome]]
