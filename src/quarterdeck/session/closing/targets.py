"""Targets of the next quarter: what is suggested, and the same aim at another level."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from quarterdeck.engine.targets import CHANGES, DOWN, UP, Level
from quarterdeck.plan.paths import own_values
from quarterdeck.plan.types import Target
from quarterdeck.session.closing.choices import Why
from quarterdeck.session.closing.facts import Facts

_AIMS = {UP: "at_least", DOWN: "at_most"}


class Suggestion(Struct, frozen=True):
    """A target, and why."""

    value: Decimal | None
    why: Why


def suggested(facts: Facts, kpi_id: str, aim: Level | None) -> Suggestion:
    """What to aim at in the next quarter.

    What the forecast reaches from what is there, but nothing worse than what came. Where the forecast says
    nothing: the same once more.
    """
    came, ahead = facts.actual(kpi_id).number, facts.outlook(kpi_id).number
    target = aim.number if aim else None
    values = {"came": came, "target": target, "ahead": ahead, "kpi": kpi_id}
    if came is None:
        return Suggestion(target, Why("find_out", values))
    if ahead is not None:
        way = aim.direction if aim else UP
        worse = (ahead < came) if way == UP else (ahead > came) if way == DOWN else False
        return Suggestion(came if worse else neat(ahead), Why("not_less" if worse else "forecast", values))
    if aim is None:
        return Suggestion(None, Why("no_target", values))
    return Suggestion(target, Why("hold" if aim.shortfall(came) <= 0 else "again", values))


def moved(target: Target | None, value: Decimal, way: str) -> Target:
    """The same aim at another level. A stretch or limit that the new level has passed is left out."""
    if target is None or target.change in CHANGES:
        return Target(aim=_AIMS.get(way, "reach"), value=value)
    values = own_values(target) | {"value": value}
    for name, beyond in (("stretch", way), ("limit", UP if way == DOWN else DOWN)):
        end = values.get(name)
        if end is not None and ((end <= value) if beyond == UP else (end >= value)):
            values.pop(name)
    values.pop("high", None)
    if values.get("aim") == "between":
        values["aim"] = "reach"
    return Target.model_validate(values)


def neat(value: Decimal) -> Decimal:
    """A figure as people set targets: two digits that count, three below ten and from 1,000 on."""
    if not value:
        return value
    digits = 3 if abs(value) >= 1000 or abs(value) < 10 else 2
    places = Decimal(1).scaleb(value.adjusted() - digits + 1)
    plain = ((value / places).quantize(Decimal(1)) * places).normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain
