"""A quarter closed: plan, day and choices in; the next plan, the snapshot and the record out. No file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from quarterdeck.plan.calendar import last_day
from quarterdeck.plan.cover import Cover
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import own_values, replace
from quarterdeck.plan.reviews import Review
from quarterdeck.session.closing import ahead, carried, channels, focus, goals, kpis, rates, spending, year
from quarterdeck.session.closing.choices import NOTHING, Choice, Choices, Item, Rule
from quarterdeck.session.closing.facts import Facts
from quarterdeck.session.closing.record import Lessons, completed

RULES: tuple[Rule, ...] = (
    year.RULE, goals.RULE, focus.RULE, kpis.RULE, rates.RULE, channels.RULE, spending.RULE, *carried.RULES,
)  # fmt: skip
"""Everything that is asked, in the order it is asked in and carried out."""
REVIEW_AFTER = timedelta(days=5)
"""How long after a quarter's end its figures are settled enough to be looked at."""


class Closing(Struct, frozen=True):
    """What closing a quarter comes to."""

    quarter: str
    next_quarter: str
    review: Review
    snapshot: Plan
    """The plan of the quarter as it ended, never to change again."""
    plan: Plan
    """The plan of the next quarter."""


def items(facts: Facts, choices: Choices = NOTHING) -> tuple[Item, ...]:
    """Everything that needs a decision after what was chosen so far, with what is suggested."""
    return tuple(item for rule in RULES for item in rule.asks(facts, choices))


def close(
    facts: Facts,
    asked: tuple[Item, ...],
    choices: Choices,
    lessons: Lessons,
    *,
    closed_on: date,
    snapshot: str,
) -> Closing:
    """Close the quarter. What nothing was chosen for goes as suggested; the same input gives the same plans.

    `snapshot` is the name of the file the closed quarter will stand in.
    """
    review = completed(facts, asked, choices, lessons, closed_on=closed_on, snapshot=snapshot)
    reviewed = replace(facts.plan, ("reviews", facts.quarter), review)
    following = _rolled(reviewed, facts, closed_on)
    for item in asked:
        rule = next(rule for rule in RULES if rule.kind == item.kind)
        following = rule.applies(following, facts, item, item.chosen(choices))
    following = kpis.settled(following, facts)
    return Closing(facts.quarter, facts.next, review, _ended(reviewed, facts, asked, choices), following)


def _rolled(plan: Plan, facts: Facts, closed_on: date) -> Plan:
    """What moves on without a question."""
    plan = ahead.rolled(plan, facts)
    plan = ahead.without_old(plan, facts)
    plan = carried.archived(plan)
    plan = carried.roadmap(carried.hiring(carried.horizons(plan), facts), facts)
    plan = carried.agreement(plan, facts)
    plan = kpis.without_personal_targets(plan, facts)
    return replace(plan, ("plan",), _cover(plan.plan, facts, closed_on))


def _cover(cover: Cover, facts: Facts, closed_on: date) -> Cover:
    values: dict[str, Any] = own_values(cover) | {
        "quarter": facts.next,
        "revision_no": (cover.revision_no or 0) + 1,
        "last_reviewed": closed_on,
        "next_review": last_day(facts.next, facts.start) + REVIEW_AFTER,
    }
    return Cover.model_validate(values)


def _ended(plan: Plan, facts: Facts, asked: tuple[Item, ...], choices: Choices) -> Plan:
    """The plan as it ended: goals and actions with what became of them."""
    for item in asked:
        choice, row_id = item.chosen(choices), item.path[-1]
        if item.kind == goals.RULE.kind and not _runs_on(facts, row_id, choice):
            plan = replace(plan, item.path, goals.ended(plan.goals.items[row_id], choice))
        elif item.kind == carried.ACTION:
            plan = replace(plan, item.path, carried.ended_action(plan.actions.items[row_id], choice, facts))
    return plan


def _runs_on(facts: Facts, goal_id: str, choice: Choice) -> bool:
    return choice.option == goals.ON and not goals.is_over(facts, facts.plan.goals.items[goal_id])
