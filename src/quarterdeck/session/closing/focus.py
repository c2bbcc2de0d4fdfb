"""What the next quarter concentrates on: one or two things; a third needs a written reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quarterdeck.engine.checks.goals import MOST_FOCUS
from quarterdeck.engine.gaps import OVER
from quarterdeck.plan.calendar import next_quarter
from quarterdeck.plan.document import Plan
from quarterdeck.plan.goals import FocusArea
from quarterdeck.plan.paths import replace
from quarterdeck.session.closing import goals
from quarterdeck.session.closing.choices import Choice, Choices, Item, Rule, Why
from quarterdeck.session.closing.facts import Facts
from quarterdeck.session.closing.removing import removed

FINISHED, ON, START, WAIT = "finished", "on", "start", "wait"
TABLE = ("goals", "focus_areas")
IN_FOCUS = (ON, START)


def asks(facts: Facts, choices: Choices) -> Iterator[Item]:
    """The areas of the quarter that ends first, then the next in line, as far as there is room for them.

    What was finished on purpose makes room, as what is finished by its goals does.
    """
    areas = facts.plan.goals.focus_areas
    taken = 0
    for area_id, area in areas.items():
        if _is_now(facts, area):
            over = _is_finished(facts, area)
            why = Why("focus_finished" if over else "focus_open")
            item = _item(area_id, area, (FINISHED, ON), FINISHED if over else ON, why)
            taken += item.chosen(choices).option == ON
            yield item
    waiting = [key for key, area in areas.items() if not _is_now(facts, area)]
    for area_id in sorted(waiting, key=lambda key: areas[key].quarter or ""):
        room = taken < MOST_FOCUS
        why = Why("focus_room" if room else "focus_full", {"most": MOST_FOCUS})
        item = _item(area_id, areas[area_id], (START, WAIT), START if room else WAIT, why)
        taken += item.chosen(choices).option == START
        yield item


def applies(plan: Plan, facts: Facts, item: Item, choice: Choice) -> Plan:
    """Finished areas leave, the others go on, begin or wait another quarter."""
    if choice.option == FINISHED:
        return removed(plan, item.path)
    quarter = plan.goals.focus_areas[item.path[-1]].quarter
    if choice.option in IN_FOCUS:
        plan = replace(plan, (*item.path, "quarter"), facts.next)
    elif quarter is None or quarter <= facts.next:
        plan = replace(plan, (*item.path, "quarter"), next_quarter(facts.next))
    return replace(plan, (*item.path, "reason"), choice.reason) if choice.reason else plan


def lacks_reason(items: Sequence[Item], choices: Choices) -> tuple[Item, ...]:
    """Areas beyond the second that are to be in focus and have no reason yet."""
    chosen = [(item, item.chosen(choices)) for item in items if item.kind == RULE.kind]
    focused = [item for item, choice in chosen if choice.option in IN_FOCUS]
    reasoned = [item for item, choice in chosen if choice.option in IN_FOCUS and choice.reason]
    excess = len(focused) - MOST_FOCUS - len(reasoned)
    bare = [item for item in focused if item not in reasoned]
    return tuple(bare[-excess:]) if excess > 0 else ()


def _item(area_id: str, area: FocusArea, options: tuple[str, ...], suggested: str, why: Why) -> Item:
    return Item(
        "focus",
        (*TABLE, area_id),
        options,
        suggested,
        why,
        was=area.quarter,
        asks_reason=frozenset(IN_FOCUS),
    )


def _is_now(facts: Facts, area: FocusArea) -> bool:
    return area.quarter is not None and area.quarter <= facts.quarter


def _is_finished(facts: Facts, area: FocusArea) -> bool:
    """Whether all its goals are over, or reached by what came."""
    rows = [facts.plan.goals.items[key] for key in area.goals if key in facts.plan.goals.items]
    ended = [goal.status in OVER or goals.verdict(facts, goal).option == goals.REACHED for goal in rows]
    return bool(ended) and all(ended)


RULE = Rule("focus", asks, applies)
