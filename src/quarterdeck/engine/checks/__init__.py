"""What the plan argues back: one small function per rule, all of them in `RULES`.

A rule is a function from an `Analysis` to the places where it applies, a code that never changes its
meaning, and a severity. Its words stand in `messages/checks.json`; the tests ask for two plans, one with the
fault and one without.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quarterdeck.engine.checks import (
    actions,
    closing,
    forecast,
    goals,
    kpis,
    market,
    results,
    team,
    tools,
    traps,
    whole,
)
from quarterdeck.engine.findings import Finding, Rule

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

RULES: tuple[Rule, ...] = (
    *whole.RULES,
    *market.RULES,
    *goals.RULES,
    *kpis.RULES,
    *forecast.RULES,
    *traps.RULES,
    *closing.RULES,
    *team.RULES,
    *actions.RULES,
    *tools.RULES,
    *results.RULES,
)
"""In the order in which findings are told: the whole plan first, then step by step."""


def check(analysis: Analysis, rules: Sequence[Rule] = RULES) -> tuple[Finding, ...]:
    """Everything that was found, in the order of the rules."""
    return tuple(
        Finding(rule.code, rule.severity, found.path[0], found.path, found.values, found.about)
        for rule in rules
        for found in rule.find(analysis)
    )
