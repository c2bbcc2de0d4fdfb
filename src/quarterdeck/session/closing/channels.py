"""What becomes of each channel, by its results.

The decision is recorded. It moves no money by itself: what dropping sets free is asked about in `spending`,
and the next plan is argued with where its spend does not follow the verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quarterdeck.engine.promise import shortened
from quarterdeck.engine.verdicts import DOUBLE, DROP, EXTEND, FIX, FUND, KEEP, Judged, judged
from quarterdeck.plan.document import Plan
from quarterdeck.plan.reviews import ChannelVerdict
from quarterdeck.session.closing.choices import Choice, Choices, Item, Rule, Why
from quarterdeck.session.closing.facts import Facts

KIND = "verdict"
TABLE = ("forecast", "channels")
OPTIONS = (KEEP, DOUBLE, FUND, FIX, EXTEND, DROP)
_EVIDENCE = ("spend", "leads", "cpl", "cac", "roi_pct")


def asks(facts: Facts, _: Choices) -> Iterator[Item]:
    """Every channel of the forecast whose results say something."""
    for channel, found in judged_of(facts).items():
        values = {"spend": found.spend.number, "cac": found.cac.number, "affordable": found.affordable.number}
        yield Item(
            KIND,
            (*TABLE, channel),
            OPTIONS,
            found.verdict,
            Why(f"verdict_{found.reason}", values),
            asks_reason=frozenset(OPTIONS) - {found.verdict},
        )


def applies(plan: Plan, _: Facts, __: Item, ___: Choice) -> Plan:
    """The plan as it is."""
    return plan


def decided(facts: Facts, items: Sequence[Item], choices: Mapping[str, Choice]) -> dict[str, ChannelVerdict]:
    """The verdicts with their evidence, for the record."""
    known = judged_of(facts)
    return {
        item.path[-1]: _verdict(facts, known[item.path[-1]], item.chosen(choices))
        for item in items
        if item.kind == KIND
    }


def _verdict(facts: Facts, found: Judged, choice: Choice) -> ChannelVerdict:
    channel = facts.plan.forecast.channels[found.member]
    figures = {name: getattr(found, name).number for name in _EVIDENCE}
    values: dict[str, Any] = {
        "name": channel.name or found.member,
        "verdict": choice.option,
        "reason": choice.reason or None,
        **{name: None if number is None else shortened(number) for name, number in figures.items()},
    }
    return ChannelVerdict.model_validate({key: value for key, value in values.items() if value is not None})


def judged_of(facts: Facts) -> dict[str, Judged]:
    """Every channel of the forecast whose results say something, by its id."""
    found = judged(facts.analysis, facts.quarter)
    channels = facts.plan.forecast.channels
    return {
        one.member: one
        for one in found
        if one.dimension == "channel" and one.verdict and one.member in channels
    }


RULE = Rule(KIND, asks, applies)
