"""Money that dropping a channel sets free, and where it could go: each amount is taken or left.

Nothing of it is asked, and nothing moves, before a channel was dropped on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quarterdeck.engine.figures import ONE, ZERO
from quarterdeck.engine.promise import shortened
from quarterdeck.engine.redeploy import Taker, shared
from quarterdeck.engine.verdicts import DOUBLE, DROP, FUND, KEEP, Judged
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.forecast import Channel
from quarterdeck.plan.paths import dotted, get, replace
from quarterdeck.session.closing import channels
from quarterdeck.session.closing.choices import Choice, Choices, Item, Rule, Why
from quarterdeck.session.closing.facts import Facts

KIND, SET, LEAVE = "spend", "set", "leave"
_TAKE = (KEEP, DOUBLE, FUND)
_MONTHS = 3


def asks(facts: Facts, choices: Choices) -> Iterator[Item]:
    """The spend of every channel that was dropped, and of those its money could go to."""
    known = channels.judged_of(facts)
    dropped = {
        key: one for key, one in known.items() if _decided(key, choices) == DROP and _monthly(facts, key)
    }
    takers = tuple(_takers(facts, known, choices)) if dropped else ()
    freed = ZERO
    for key, one in dropped.items():
        now = _monthly(facts, key)
        item = _item(facts, key, one, ZERO, Why("spend_dropped" if takers else "spend_saved"))
        choice = item.chosen(choices)
        if choice.option == SET:
            freed += max(now - (choice.value or ZERO), ZERO)
        yield item
    for key, more in shared(freed, takers).items():
        values = {"more": more, "freed": freed, "cac": known[key].cac.number}
        yield _item(facts, key, known[key], _monthly(facts, key) + more, Why("spend_more", values))


def applies(plan: Plan, _: Facts, item: Item, choice: Choice) -> Plan:
    """The amount a month; of a list every month by as much."""
    if choice.option != SET or choice.value is None or not isinstance(item.was, Decimal):
        return plan
    now, value = get(plan, item.path), max(choice.value, ZERO)
    if isinstance(now, tuple) and value:
        return replace(plan, item.path, tuple(max(amount + value - item.was, ZERO) for amount in now))
    return replace(plan, item.path, value)


def _item(facts: Facts, key: str, one: Judged, value: Decimal, why: Why) -> Item:
    spent, months = one.spend.number, len(facts.months)
    return Item(
        KIND,
        _path(key),
        (SET, LEAVE),
        SET,
        why,
        was=_monthly(facts, key),
        came=None if spent is None else shortened(spent / months),
        value=value,
        takes_value=SET,
    )


def _takers(facts: Facts, known: dict[str, Judged], choices: Choices) -> Iterator[Taker]:
    """Channels that go on, cost money and win customers with it."""
    for key, one in known.items():
        spend, cac = _monthly(facts, key), one.cac.number
        if (_decided(key, choices) or one.verdict) in _TAKE and spend and cac:
            yield Taker(key, spend, cac, facts.plan.forecast.channels[key].saturation or ONE)


def _decided(key: str, choices: Choices) -> str:
    """What was decided about the channel on purpose; empty where nothing was."""
    made = choices.get(dotted((*channels.TABLE, key)))
    return made.option if made is not None and made.option in channels.OPTIONS else ""


def _monthly(facts: Facts, key: str) -> Decimal:
    """What the next quarter is to spend on it in a month."""
    row: Channel = facts.ahead.plan.forecast.channels[key]
    if isinstance(row.spend, tuple):
        first = row.spend[:_MONTHS]
        return shortened(sum(first, ZERO) / len(first)) if first else ZERO
    return row.spend or ZERO


def _path(key: str) -> Path:
    return (*channels.TABLE, key, "spend")


RULE = Rule(KIND, asks, applies)
