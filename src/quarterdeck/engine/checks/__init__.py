"""What the plan argues back: one small function per rule, all of them in `RULES`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quarterdeck.engine.findings import Finding, Rule

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

RULES: tuple[Rule, ...] = ()


def check(analysis: Analysis) -> tuple[Finding, ...]:
    """Everything that was found, in the order of the rules."""
    return tuple(
        Finding(rule.code, rule.severity, found.path[0], found.path, found.values)
        for rule in RULES
        for found in rule.find(analysis)
    )
