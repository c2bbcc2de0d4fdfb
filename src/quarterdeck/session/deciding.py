"""A gap decided: its row of step 7, and what the decision makes or links elsewhere. Plan in, plan out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct, field

from quarterdeck.engine.decided import ACCEPT, ACTION, CHANNEL, HIRE, LINE, LOWER, PLACES
from quarterdeck.engine.gaps import target_place
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import MISSING, get, replace
from quarterdeck.plan.types import Target
from quarterdeck.session import rows

GAPS: Path = ("gaps", "items")
ASSUMPTIONS: Path = ("data", "assumptions")
REMEDIES: Mapping[str, str] = {
    ACTION: "new_tactic",
    HIRE: "hire",
    LINE: "raise_budget",
    CHANNEL: "new_channel",
}
"""The remedy of step 7 that makes such a row."""
_LEVELS = ("reach", "at_least", "at_most", "about")


class Decision(Struct, frozen=True):
    """What somebody decided about one gap."""

    goal: str
    kpi: str
    title: str
    """What the gap is called where step 7 has no row for it yet."""
    row: str = ""
    """Its row of step 7; empty where there is none yet."""
    remedy_kind: str = ""
    """Of the list `remedy`; empty: as what is made, or what is linked, says."""
    remedy: str = ""
    """In words: what is done, or why the gap is accepted or the target lowered."""
    requirement: str = ""
    """What closing it takes. What stands there already stays."""
    cost: Decimal | None = None
    makes: str = ""
    """action | hire | budget | channel: what to make; empty: nothing."""
    name: str = ""
    """What that is called."""
    month: str = ""
    """HIRE: the first month. LINE: the month of the money."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """Further answers for the row that is made."""
    links: tuple[str, ...] = ()
    """Ids of rows that are there already and carry the decision out."""
    target: Decimal | None = None
    """LOWER: the new level."""
    assumption: str = ""
    """What it rests on, in a sentence: one of step 1, or a new one."""
    confidence: str = ""
    """How sure that is, of the list `confidence`."""


class Decided(Struct, frozen=True):
    """The plan after it, the gap's row, and what was made."""

    plan: Plan
    row: Path
    made: Path | None = None


def decide(plan: Plan, decision: Decision) -> Decided:
    """`plan` with the decision written down, what it leads to made or linked, and its assumption kept.

    Raises pydantic.ValidationError where a text or a number does not fit its field, KeyError where the row to
    decide about is gone.
    """
    plan, row_id = _row(plan, decision)
    row = (*GAPS, row_id)
    plan, assumption = _assumed(plan, decision)
    made: Path | None = None
    links = decision.links
    if decision.makes:
        plan, made_id = _made(plan, decision, row_id)
        made, links = (*PLACES[decision.makes], made_id), (*links, made_id)
    for link in decision.links:
        plan = _linked(plan, link, row_id)
    if decision.remedy_kind == LOWER and decision.target is not None:
        plan = lowered(plan, decision.goal, decision.kpi, decision.target)
    return Decided(_written(plan, row, decision, links, assumption), row, made)


def lowered(plan: Plan, goal: str, kpi: str, level: Decimal) -> Plan:
    """`plan` with another target for the KPI, where it stands: at the goal, or at the KPI itself."""
    place = target_place(plan, goal, kpi)
    before = get(plan, place)
    if not isinstance(before, Target):
        return replace(plan, place, Target(value=level))
    aim = before.aim if before.aim in _LEVELS else None
    levels = {} if before.change else {"stretch": before.stretch, "limit": before.limit}
    kept = {"aim": aim, **levels}
    answered = {name: value for name, value in kept.items() if value is not None}
    return replace(plan, place, Target(value=level, **answered, **(before.model_extra or {})))


def _row(plan: Plan, decision: Decision) -> tuple[Plan, str]:
    if decision.row:
        return plan, decision.row
    values = {"title": decision.title, "goal": decision.goal or None, "kpi": decision.kpi or None}
    return rows.added(plan, GAPS, values)


def _written(plan: Plan, row: Path, decision: Decision, links: tuple[str, ...], assumption: str) -> Plan:
    """The gap's row with the decision in it; what was written there before and is not decided anew stays."""
    kind = decision.remedy_kind or REMEDIES.get(decision.makes, "")
    answers: dict[str, Any] = {
        "remedy_kind": kind or get(plan, (*row, "remedy_kind")),
        "remedy": decision.remedy,
        "cost": decision.cost,
        "assumption": assumption,
    }
    if get(plan, (*row, "requirement")) is MISSING:
        answers["requirement"] = decision.requirement
    known = get(plan, (*row, "leads_to"))
    there = () if known is MISSING else tuple(known)
    if kind not in (ACCEPT, LOWER):
        answers["leads_to"] = tuple(dict.fromkeys((*there, *links)))
    for name, value in answers.items():
        if value is not MISSING and value is not None and value not in ("", ()):
            plan = replace(plan, (*row, name), value)
    return plan


def _made(plan: Plan, decision: Decision, row_id: str) -> tuple[Plan, str]:
    aims = {"goal": decision.goal or None, "kpi": decision.kpi or None}
    values: dict[str, dict[str, Any]] = {
        ACTION: {
            "what": decision.name,
            "goals": (decision.goal,) if decision.goal else None,
            "kpis": (decision.kpi,) if decision.kpi else None,
            "budget": decision.cost,
            "gap": row_id,
        },
        HIRE: {"name": decision.name, "status": "planned", "start": decision.month or None},
        LINE: {"item": decision.name, "amount": decision.cost, "month": decision.month or None, **aims},
        CHANNEL: {"name": decision.name},
    }
    return rows.added(plan, PLACES[decision.makes], {**values[decision.makes], **decision.values})


def _linked(plan: Plan, link: str, row_id: str) -> Plan:
    """An action that is linked knows the gap it closes, unless it has one already."""
    if link in plan.actions.items and plan.actions.items[link].gap is None:
        return replace(plan, (*PLACES[ACTION], link, "gap"), row_id)
    return plan


def _assumed(plan: Plan, decision: Decision) -> tuple[Plan, str]:
    """The assumption of that wording, there already or new, and how sure it is."""
    said = decision.assumption.strip()
    if not said:
        return plan, ""
    known = next(
        (
            row_id
            for row_id, row in plan.data.assumptions.items()
            if (row.statement or "").casefold() == said.casefold()
        ),
        "",
    )
    sure = decision.confidence or None
    if not known:
        return rows.added(plan, ASSUMPTIONS, {"statement": said, "confidence": sure})
    if sure is None:
        return plan, known
    return replace(plan, (*ASSUMPTIONS, known, "confidence"), sure), known
