"""What the quarter's results make of the forecast's rates and prices: each is taken or left."""

from __future__ import annotations

from collections.abc import Iterator

from quarterdeck.engine.proposals import Proposal, proposals
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import MISSING, get, replace
from quarterdeck.session.closing.choices import Choice, Choices, Item, Rule, Why
from quarterdeck.session.closing.facts import Facts

TAKE, KEEP = "take", "keep"
MEASURED = "history"


def asks(facts: Facts, _: Choices) -> Iterator[Item]:
    """Every driver that came out differently, unless the plan says so already."""
    for proposal in _open(facts):
        values = {
            "came": proposal.came,
            "cases": proposal.cases,
            "measured": proposal.measured,
            "kept": proposal.kept_pct,
        }
        yield Item(
            "rate",
            proposal.path,
            (TAKE, KEEP),
            TAKE,
            Why(f"rate_{proposal.kind}", values),
            was=proposal.now,
            came=proposal.measured,
            value=proposal.new,
            takes_value=TAKE,
        )


def applies(plan: Plan, facts: Facts, item: Item, choice: Choice) -> Plan:
    """The rate as it was weighed, known from now on from the own past; or as it was."""
    if choice.option != TAKE or choice.value is None:
        return plan
    plan = replace(plan, item.path, choice.value)
    source = next((found.source for found in _open(facts) if found.path == item.path), None)
    return plan if source is None else replace(plan, source, MEASURED)


def taken(plan: Plan, facts: Facts) -> Plan:
    """The plan with everything that is suggested here."""
    for proposal in _open(facts):
        if get(plan, proposal.path[:-1]) is not MISSING:
            plan = replace(plan, proposal.path, proposal.new)
    return plan


def _open(facts: Facts) -> tuple[Proposal, ...]:
    return tuple(one for one in proposals(facts.analysis) if not one.holds and not one.accepted)


RULE = Rule("rate", asks, applies)
