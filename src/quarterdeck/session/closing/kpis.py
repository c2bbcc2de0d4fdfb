"""What the KPIs aim at next, and what they start from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from quarterdeck.engine.targets import CHANGES
from quarterdeck.plan.document import Plan
from quarterdeck.plan.kpis import Kpi
from quarterdeck.plan.paths import MISSING, own_values, replace
from quarterdeck.session.closing import goals
from quarterdeck.session.closing.choices import NOTHING, Choice, Choices, Item, Rule
from quarterdeck.session.closing.facts import Facts
from quarterdeck.session.closing.targets import moved, suggested

SET, KEEP = "set", "keep"
TABLE = ("kpis", "items")
BIG_THREE = {"mqls": "mql", "sqls": "sql", "bofu-conversions": "bofu"}
"""KPIs of the catalogue that have a part of their own in step 5."""


def asks(facts: Facts, _: Choices) -> Iterator[Item]:
    """Every KPI with a target, but those whose target is decided with their goal."""
    followers = _led(facts)
    for kpi_id, kpi in facts.plan.kpis.items.items():
        aim = facts.aim(kpi_id, kpi)
        if aim is None or kpi_id in followers:
            continue
        found = suggested(facts, kpi_id, aim)
        changes = found.value is not None and found.value != aim.number
        yield Item(
            "kpi",
            (*TABLE, kpi_id),
            (SET, KEEP),
            SET if changes else KEEP,
            found.why,
            was=kpi.target,
            came=facts.actual(kpi_id).number,
            value=found.value,
            takes_value=SET,
        )


def applies(plan: Plan, facts: Facts, item: Item, choice: Choice) -> Plan:
    """The KPI aims where it was decided."""
    return _aimed(plan, facts, item.path[-1], choice.value if choice.option == SET else None)


def settled(plan: Plan, facts: Facts) -> Plan:
    """Every KPI starts from what came; one that is led by a goal aims where the goal does."""
    leaders = _led(facts)
    for kpi_id, kpi in plan.kpis.items.items():
        came = facts.actual(kpi_id).number
        if came is not None and came != kpi.baseline:
            plan = replace(plan, (*TABLE, kpi_id, "baseline"), came)
        if kpi_id in leaders:
            goal = plan.goals.items.get(leaders[kpi_id])
            aim = facts.aim(kpi_id, kpi)
            wanted = goal.target.value if goal and goal.target else suggested(facts, kpi_id, aim).value
            plan = _aimed(plan, facts, kpi_id, wanted)
        plan = _with_big_three(plan, kpi_id)
    return plan


def without_personal_targets(plan: Plan, facts: Facts) -> Plan:
    """Targets of single people for periods that are over leave the plan: they are agreed anew."""
    past = {facts.quarter, *facts.months}
    for member_id, member in plan.team.members.items():
        kept = {key: row for key, row in member.targets.items() if row.period not in past}
        if len(kept) < len(member.targets):
            plan = replace(plan, ("team", "members", member_id, "targets"), kept or MISSING)
    return plan


def _led(facts: Facts) -> dict[str, str]:
    """KPIs that are the first of a goal that ends with the quarter, with that goal."""
    found: dict[str, str] = {}
    for item in goals.asks(facts, NOTHING):
        goal = facts.plan.goals.items[item.path[-1]]
        if item.takes_value and goals.is_over(facts, goal):
            found.setdefault(goal.kpis[0], item.path[-1])
    return found


def _aimed(plan: Plan, facts: Facts, kpi_id: str, wanted: Decimal | None) -> Plan:
    """The KPI with its target at the wanted level; without one at the level it had, which no longer moves."""
    kpi = plan.kpis.items[kpi_id]
    aim = facts.aim(kpi_id, kpi)
    if aim is None or (wanted is None and kpi.target is not None and kpi.target.change not in CHANGES):
        return plan
    values: dict[str, Any] = own_values(kpi)
    values["target"] = moved(kpi.target, aim.number if wanted is None else wanted, aim.direction)
    return replace(plan, (*TABLE, kpi_id), Kpi.model_validate(values))


def _with_big_three(plan: Plan, kpi_id: str) -> Plan:
    """The part of step 5 about the same figure says the same."""
    kpi = plan.kpis.items[kpi_id]
    part = BIG_THREE.get(kpi.catalogue or "")
    if part is None or not getattr(plan.kpis, part).model_fields_set:
        return plan
    for name, value in (("baseline", kpi.baseline), ("target", kpi.target.value if kpi.target else None)):
        if value is not None and value >= 0 and value == value.to_integral_value():
            plan = replace(plan, ("kpis", part, name), int(value))
    return plan


RULE = Rule("kpi", asks, applies)
